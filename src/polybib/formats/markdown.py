"""Markdown for pandoc: the references as metadata, in the YAML block at the head of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib.formats import csl_yaml
from polybib.model import Reference

NAME = "markdown"
MEDIA = "text/markdown"
SUFFIXES = (".md", ".markdown", ".qmd", ".rmd")
OPTIONS = ("key",)


def looks(head: str) -> bool:
    """Does a text begin with metadata that hold references?

    >>> looks("---\\ntitle: Credit\\nreferences:\\n- id: a\\n"), looks("---\\ntitle: Credit\\n---\\n")
    (True, False)
    """
    return _first().match(head) is not None


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r"---[ \t]*\n(?:(?!---|\.\.\.|references:)[^\n]*\n)*references:[ \t]*(?:\[\]|\n)")


@cache
def _block() -> re.Pattern[str]:
    return re.compile(r"\ufeff?\s*---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def read(text: str, name: str) -> Iterator[Reference]:
    """The references in the metadata of a document.

    >>> [r.id for r in read("---\\nreferences:\\n- id: a\\n  type: book\\n---\\n\\nText.\\n", "a.md")]
    ['a']
    """
    if found := _block().match(text):
        yield from csl_yaml.read(found[1], name, first=text.count("\n", 0, found.start(1)) + 1)


def body(text: str) -> str:
    """The document without its metadata, every letter at its place.

    >>> body("---\\na: b\\n---\\nText.").strip(), len(body("---\\na: b\\n---\\nText."))
    ('Text.', 18)
    """
    found = _block().match(text)
    return re.sub(r"[^\r\n]", " ", found[0]) + text[found.end() :] if found else text


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", **_: Any) -> None:
    """A document of metadata only, in which all references are cited."""
    out.write("---\nnocite: '@*'\n")
    csl_yaml.write(references, out, every=every, key=key)
    out.write("---\n")
