"""polybib reads bibliographic references in any style and script and gives back clean BibTeX and CSL-JSON.

The public verbs are `convert`, `references`, `find`, `parse` and `dedupe`; each imports what it needs when it is first
called. A source is a path, or a text itself; a string that names a file that exists is a path.

    polybib.convert("thesis.md", to="csl-json")      the full references, as text in a format
    polybib.convert("library.ris", to="bibtex")      the same of a file of records
    polybib.references("thesis.md")                  every reference, short citation and note, read, one by one
    polybib.find("thesis.md")                        what was found, not yet read
    polybib.parse("Taylor T. Smart Industry ...")    one reference, read
    polybib.dedupe(references)                       the same references, each work once
    polybib.format("thesis.md", style="apa")         the finished bibliography
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polybib.check.model import Report
    from polybib.documents import Form
    from polybib.duplicates import Comparison, Deduplicated
    from polybib.finding import RawReference
    from polybib.model import Reference, ReferenceList

__all__ = ["ReferenceList", "check", "convert", "dedupe", "enrich", "find", "format", "parse", "references"]


def convert(source: str | Path, to: str = "bibtex", *, form: str | None = None, encoding: str | None = None) -> str:
    """All full references of a document, a list or a file of records, in a format such as "bibtex" or "ris".

    >>> print(convert("1. Taylor T. Smart Industry // Asia Journal. – 2021. – Vol. 38 (2). – P. 1–9.").split(",")[0])
    @article{taylor2021smart
    """
    import io

    from polybib import formats

    out = io.StringIO()
    formats.load(to).write(references(source, form=form, encoding=encoding), out, every=form == "lines")
    return out.getvalue()


def references(source: str | Path, *, form: str | None = None, encoding: str | None = None) -> Iterator[Reference]:
    """All references of a document or list, read: short citations and notes too, in the order in which they stand; or
    the records of a file. `form` is a form of documents or a format of records, where it is not to be told.

    >>> [one.text("title") for one in references("TY  - BOOK\\nTI  - Trust\\nER  - ")]
    ['Trust']
    """
    from polybib import collect

    return collect.references(collect.read(_source(source), form=form, encoding=encoding))


def _source(source: str | Path) -> str | Path:
    """A string that names a file, as a path."""
    short = isinstance(source, str) and 0 < len(source) < 1024 and "\n" not in source and "\0" not in source
    return Path(source) if short and os.path.isfile(source) else source


def find(source: str | Path, *, form: Form | None = None, encoding: str | None = None) -> list[RawReference]:
    """The references of a document or list as they were found, with their labels and spans, not yet read."""
    from polybib import documents, finding

    return list(finding.references(documents.read(_source(source), form=form, encoding=encoding)))


def parse(text: str) -> Reference:
    """One reference, read.

    >>> parse("Taylor T. Smart Industry // Asia Journal. – 2021. – Vol. 38 (2). – P. 1–9.").text("volume")
    '38'
    """
    from polybib import pipeline

    return pipeline.read_one(text)


def dedupe(
    references: Iterable[Reference], *, ask: Callable[[Reference, Reference, Comparison], bool] | None = None
) -> Deduplicated:
    """The same references with each work once, with what was merged, what is related and what is uncertain. `ask` is
    called for each pair that is not certain; without it such pairs are left alone.

    >>> rows = ["Мальцев А. И. Алгоритмы и рекурсивные функции. – М. : Наука, 1965. – 392 с.",
    ...         "Mal'tsev A. I. Algoritmy i rekursivnye funktsii. – M. : Nauka, 1965. – 392 p."]
    >>> [one.text("title") for one in dedupe(map(parse, rows)).references]
    ['Алгоритмы и рекурсивные функции']
    """
    from polybib import duplicates

    return duplicates.dedupe(references, ask=ask)


def format(
    references: Iterable[Reference] | str | Path, style: str, *, to: str = "text", locale: str = "", **options: Any
) -> str | bytes:
    """The finished bibliography of references, or of a source, in a style: each entry in its own language. `to` is
    "text", "html", "markdown", "latex" or "docx" (bytes); `options` are those of `polybib.bibliography.make`. What went
    another way than the style says is told by warnings.

    >>> polybib_list = format("1. Taylor T. Smart Industry // Asia Journal. – 2021. – Vol. 38 (2). – P. 1–9.", "apa")
    >>> print(polybib_list, end="")
    Taylor, T. (2021). Smart Industry. Asia Journal, 38(2), 1–9.
    """
    import warnings

    from polybib import bibliography
    from polybib.bibliography import outputs

    read = globals()["references"]
    found: Iterable[Reference] = read(references) if isinstance(references, (str, Path)) else references
    made = bibliography.make(found, style, locale=locale, **options)
    for warning in made.warnings:
        warnings.warn(f"{style}: {warning}", RuntimeWarning, stacklevel=2)
    written: str | bytes = outputs.load(to).write(made)
    return written


def check(source: str | Path | Iterable[Reference], *, mailto: str | None = None, offline: bool = False) -> Report:
    """Each full reference compared with the record of its work: is the DOI right, is the work retracted, are year,
    pages and authors as they are registered? `mailto`: your address, with which Crossref serves you faster.

    >>> [one.identity for one in check("1. Hu D. Trust. – M. : Nauka, 1999. – 20 p.", offline=True).checked]
    ['not-checked']
    """
    from polybib.check import run

    return run.report(_listed(source), mailto=mailto, offline=offline)


def enrich(
    source: str | Path | Iterable[Reference],
    *,
    apply: str = "missing",
    mailto: str | None = None,
    offline: bool = False,
) -> ReferenceList:
    """The references with what they lacked, from the records of their works; each such value has the origin "crossref"
    or "datacite". `apply`: "missing", or "all" to replace what is wrong too.

    >>> [one.text("title") for one in enrich("1. Hu D. Trust. – M. : Nauka, 1999. – 20 p.", offline=True)]
    ['Trust']
    """
    from polybib.check import enrich as enriching
    from polybib.check import run
    from polybib.model import ReferenceList

    listed = _listed(source)
    report = run.report(listed, mailto=mailto, offline=offline)
    return ReferenceList(one.reference for one in enriching.every(report.checked, listed, apply))


def _listed(source: str | Path | Iterable[Reference]) -> list[Reference]:
    return list(references(source) if isinstance(source, str | Path) else source)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("polybib")
        except PackageNotFoundError:  # run from the source, not installed
            return "0+source"
    if name == "ReferenceList":
        from polybib.model import ReferenceList

        return ReferenceList
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
