"""BibTeX, written and split by bibtexparser: the full references of a document, ready for bibtex and for biber.

UTF-8; one entry after the other as they come, so a long list needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, TextIO

from polybib.formats import full
from polybib.formats._bibtex_read import read
from polybib.formats._entry import entry_type, fields
from polybib.formats._keys import keyed
from polybib.model import Reference

__all__ = ["entry", "read", "write"]

NAME = "bibtex"
MEDIA = "application/x-bibtex"
SUFFIXES = (".bib", ".bibtex")
OPTIONS = ("key", "latex")
COLUMN = 15  # where values start


def write(
    references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", latex: bool = False
) -> None:
    """One entry for each reference, with a blank line between.

    key     a pattern of citation keys (_bibtex_keys)
    latex   Latin letters with accents, and signs, as commands of LaTeX
    """
    _write(references, out, every, key, latex, False)


def _write(
    references: Iterable[Reference], out: TextIO, every: bool, pattern: str, latex: bool, biblatex: bool
) -> None:
    separator = ""
    for key, reference in keyed(full(references, every), pattern):
        out.write(separator + entry(reference, key, latex=latex, biblatex=biblatex))
        separator = "\n"


def entry(reference: Reference, key: str, *, latex: bool = False, biblatex: bool = False) -> str:
    """One entry.

    >>> from polybib.model import Date, Field, Reference
    >>> book = Reference("book", {"title": Field("Smart Cities"), "issued": Field(Date(((2019, 6),)))})
    >>> print(entry(book, "smart2019"), end="")
    @book{smart2019,
      title        = {Smart Cities},
      year         = {2019},
      month        = jun,
    }
    """
    writer = _bibtexparser()
    made = [writer.model.Field(*pair) for pair in fields(reference, biblatex=biblatex, latex=latex)]
    block = writer.model.Entry(entry_type(reference, biblatex=biblatex), key, made)
    text: str = writer.write_string(writer.Library([block]), unparse_stack=[], bibtex_format=_layout())
    return text


@cache
def _bibtexparser() -> Any:
    return import_module("bibtexparser")


@cache
def _layout() -> Any:
    layout = _bibtexparser().BibtexFormat()
    layout.indent = "  "
    layout.value_column = COLUMN
    layout.trailing_comma = True
    return layout
