"""CSL-YAML, as pandoc and Zotero's Better BibTeX have it: `references:` and a list of CSL items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib.formats import _read, _yaml, full
from polybib.formats._keys import keyed
from polybib.formats.csl_json import item
from polybib.model import Reference

NAME = "csl-yaml"
MEDIA = "application/x-csl-yaml"
SUFFIXES = (".yaml", ".yml")
OPTIONS = ("key",)


def looks(head: str) -> bool:
    """Does a text begin as CSL-YAML does?

    >>> looks("---\\nreferences:\\n- id: a"), looks("references: see below"), looks("- id: a\\n  type: book")
    (True, False, True)
    """
    fenced = head.startswith("---") and re.search(r"\n---[ \t]*(?:\n|$)", head)  # the metadata of a document
    return not fenced and _first().match(head) is not None


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r"(?:%YAML[^\n]*\n)?(?:---[ \t]*\n)?(?:references:[ \t]*(?:\[\]|\n)|- id: ?\S[^\n]*\n  type: )")


def read(text: str, name: str, *, first: int = 1) -> Iterator[Reference]:
    """The references of a file, one by one.

    >>> [r.text("title") for r in read("references:\\n- id: a\\n  type: book\\n  title: Trust\\n", "a.yaml")]
    ['Trust']
    """
    for piece in _yaml.pieces(text, name, first=first):
        if isinstance(piece.value, dict) and not piece.error:
            yield _read.reference(piece.value, raw=piece.raw, file=name, line=piece.line)
        else:
            what = f"no YAML: {piece.error}" if piece.error else "this is no item of CSL-YAML"
            yield _read.broken(piece.raw, what, file=name, line=piece.line)


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", **_: Any) -> None:
    """One item after the other."""
    opened = False
    for name, reference in keyed(full(references, every), key):
        if not opened:
            out.write("references:\n")
        opened = True
        out.write(_yaml.dumped([item(reference, name)]))
    if not opened:
        out.write("references: []\n")
