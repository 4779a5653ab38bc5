"""BibTeX, written by bibtexparser: the full references of a document, ready for bibtex and for biber.

UTF-8; one entry after the other as they come, so a long list needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, TextIO

from polybib.formats import full
from polybib.formats._entry import entry_type, fields
from polybib.formats._keys import keyed
from polybib.model import Reference

NAME = "bibtex"
MEDIA = "application/x-bibtex"
SUFFIXES = (".bib", ".bibtex")
COLUMN = 15  # where values start


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False) -> None:
    """One entry for each reference, with a blank line between."""
    separator = ""
    for key, reference in keyed(full(references, every)):
        out.write(separator + entry(reference, key))
        separator = "\n"


def entry(reference: Reference, key: str) -> str:
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
    block = writer.model.Entry(
        entry_type(reference), key, [writer.model.Field(name, value) for name, value in fields(reference)]
    )
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
