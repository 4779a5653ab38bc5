"""BibLaTeX, for biber: its own entry types, dates and fields (docs/formats.md). It is read as BibTeX is.

`.bib` means BibTeX; `-t biblatex` asks for this.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from polybib.formats._bibtex_read import read
from polybib.formats.bibtex import _write
from polybib.model import Reference

__all__ = ["read", "write"]

NAME = "biblatex"
MEDIA = "application/x-bibtex"
SUFFIXES = (".biblatex",)
OPTIONS = ("key", "latex")


def write(
    references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", latex: bool = False
) -> None:
    """One entry for each reference, with a blank line between; the options are those of BibTeX.

    >>> import sys
    >>> from polybib.model import Date, Field
    >>> page = Reference("webpage", {"title": Field("Cities"), "issued": Field(Date(((2019, 6),)))})
    >>> write([page], sys.stdout)
    @online{cities2019,
      title        = {Cities},
      date         = {2019-06},
    }
    """
    _write(references, out, every, key, latex, True)
