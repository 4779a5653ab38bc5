r"""A `thebibliography` of LaTeX: one `\bibitem` for each full reference, in plain words (Authors. Title. Container …).

It is written only. Documents of LaTeX (.tex, .bbl) are read as all documents are: finding/bibitems.py finds the items,
and they are read as printed references.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from polybib.formats import _latex, full
from polybib.formats._bibtex_latex import ascii_latex
from polybib.formats._keys import keyed
from polybib.model import Name, Reference

NAME = "bibitem"
MEDIA = "application/x-tex"
SUFFIXES = (".bbl", ".tex")
OPTIONS = ("key", "latex")
WIDEST = "{99}"


def write(
    references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", latex: bool = False
) -> None:
    """The environment, its items with a blank line between."""
    out.write(f"\\begin{{thebibliography}}{WIDEST}\n")
    for name, reference in keyed(full(references, every), key):
        text = item(reference)
        out.write(f"\n\\bibitem{{{name}}}\n{ascii_latex(text) if latex else text}\n")
    out.write("\n\\end{thebibliography}\n")


def item(reference: Reference) -> str:
    r"""One reference as a line.

    >>> from polybib.model import Date, Field
    >>> values = {"author": (Name("Liu", "H."), Name(literal="R&D Group")), "title": "Trade", "container-title": "Asia",
    ...     "volume": "3", "issue": "2", "page": "1-9", "issued": Date(((2019,),)), "DOI": "10.1/a_b"}
    >>> print(item(Reference("article-journal", {name: Field(value) for name, value in values.items()})))
    Liu, H., R\&D Group. Trade. \emph{Asia}, 3(2), 1--9, 2019. doi:10.1/a\_b.
    """
    if not reference.fields:
        return _latex.escape(reference.raw)
    text = {name: _latex.escape(reference.text(name)) for name in reference.fields}
    people = _people(reference, "author") or _people(reference, "editor")
    container = text.get("container-title") or text.get("event-title", "")
    title = text.get("title", "")
    parts = [
        people,
        title if container else _emphasised(title),
        _host(reference, text, container),
        text.get("genre", ""),
    ]
    parts += [_doi(text), _url(reference, text), text.get("note", "")]
    return " ".join(part if part[-1:] in ".?!" else f"{part}." for part in parts if part)


def _people(reference: Reference, variable: str) -> str:
    held = reference.fields.get(variable)
    people = held.value if held and isinstance(held.value, tuple) else ()
    names = ", ".join(_latex.escape(str(one)) for one in people if isinstance(one, Name))
    return f"{names}, et al." if names and reference.text("custom.et-al") == "yes" else names


def _emphasised(text: str) -> str:
    return f"\\emph{{{text}}}" if text else ""


def _host(reference: Reference, text: dict[str, str], container: str) -> str:
    """What stands between the title and the addresses: `\\emph{Container}, 3(2), 1--9, Publisher, Place, 2019`."""
    issue = text.get("issue", "")
    number = text.get("volume", "") + (f"({issue})" if issue else "")
    pages = _latex.page_ranges(reference.text("page"))
    edition = text.get("edition", "")
    edition = f"{edition} ed." if edition.isdigit() else edition
    parts = [_emphasised(container), text.get("collection-title", ""), edition, number, text.get("number", ""), pages]
    parts += [text.get("publisher", ""), text.get("publisher-place", ""), text.get("issued", "")]
    return ", ".join(part for part in parts if part)


def _doi(text: dict[str, str]) -> str:
    return f"doi:{text['DOI']}" if text.get("DOI") else ""


def _url(reference: Reference, text: dict[str, str]) -> str:
    return f"\\url{{{_latex.verbatim(reference.text('URL'))}}}" if text.get("URL") else ""
