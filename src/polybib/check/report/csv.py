"""CSV: one row a reference, for a spreadsheet. Several differences or notices stand in one cell, one a line.

The text begins with the mark by which Excel knows UTF-8. A cell that would be a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io

from polybib.check.model import Checked, Difference, Report
from polybib.check.report import _facts, _places
from polybib.crossref.model import Notice
from polybib.formats._text import one_line, visible
from polybib.formats.csv import FORMULA

NAME = "csv"
MEDIA = "text/csv"
SUFFIXES = (".csv",)
COLUMNS = {
    "id": "the key or number of the reference",
    "label": "its label in the document",
    "section": "the section or chapter in which it stands",
    "reference": "the reference as printed",
    "identity": "same, probable, other, not-found, not-checked",
    "weight": "the heaviest: blocking, mend, style, none (nothing to mend), open (not compared)",
    "what": "one line: what is wrong",
    "probability": "that the reference is the work found, from 0 to 1",
    "doi": "the DOI as printed, its syntax mended",
    "found_doi": "the DOI of the work found",
    "differences": "field: printed → found (weight), one a line",
    "notices": "retractions, corrections, concerns with date, source and link, one a line",
    "duplicates": "the ids of the same work in this list",
    "related": "published version, preprint ...: what it is and its DOI, one a line",
    "reason": "why it was not checked or not found, or what the identity rests on",
    "corrected": "the reference with the corrections put in, where its style allows it",
}


def write(report: Report) -> str:
    """A row of columns, and a row for each reference."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for checked in report.checked:
        cells = _cells(checked)
        writer.writerow([_safe(visible(cells[column])) for column in COLUMNS])
    return "\ufeff" + out.getvalue()


def _cells(checked: Checked) -> dict[str, str]:
    reference = checked.reference
    known = checked.probability
    return {
        "id": one_line(reference.id),
        "label": one_line(reference.source.label or ""),
        "section": one_line(reference.source.section or ""),
        "reference": one_line(reference.raw),
        "identity": checked.identity,
        "weight": _facts.weight(checked),
        "what": _facts.headline(checked),
        "probability": "" if known is None or known != known else f"{known:.3f}",
        "doi": one_line(checked.doi),
        "found_doi": one_line(checked.found_doi),
        "differences": "\n".join(map(_difference, checked.differences)),
        "notices": "\n".join(map(_notice, checked.notices)),
        "duplicates": "; ".join(map(one_line, checked.duplicates)),
        "related": "\n".join(f"{one_line(what)}: {one_line(doi)}" for what, doi in checked.related),
        "reason": one_line(checked.reason),
        "corrected": one_line(_places.corrected(checked)),
    }


def _difference(one: Difference) -> str:
    return f"{one.field}: {one_line(one.printed) or '–'} → {one_line(one.found) or '–'} ({one.weight})"


def _notice(notice: Notice) -> str:
    return ": ".join(filter(None, (_facts.notice_line(notice), _facts.doi_url(notice.doi))))


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> _safe("=HYPERLINK(1)"), _safe("Trust")
    ("'=HYPERLINK(1)", 'Trust')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell
