"""Makes a Report of the facts in tests/cases/report/list.json."""

import json
from dataclasses import replace
from pathlib import Path

from polybib.check.model import Checked, Difference, Report
from polybib.crossref.model import Asked, Notice, Record
from polybib.formats import csl_json
from polybib.model import Date, Reference, Source

CASES = Path(__file__).parent / "cases" / "report"


def _reference(item: dict, raw: str = "", name: str = "") -> Reference:
    (made,) = csl_json.read(json.dumps([{**item, "id": name or "found"}]), "list.json")
    return replace(made, raw=raw, id=name or "found")


def _checked(case: dict) -> Checked:
    reference = _reference(case["csl"], case["raw"], case["id"])
    known = case.get("record")
    record = known and Record(
        known.get("DOI") or case["found_doi"],
        _reference(known),
        source=case.get("record_source", "crossref"),
        retrieved="2026-03-04T05:15:59+00:00",
    )
    notices = [
        Notice(**{**one, "date": Date((tuple(one["date"]),)) if "date" in one else None})
        for one in case.get("notices", [])
    ]
    return Checked(
        replace(reference, source=Source("list.docx", case.get("label"), case.get("section"))),
        case["identity"],
        differences=tuple(Difference(**one) for one in case.get("differences", [])),
        notices=tuple(notices),
        record=record,
        corrected=_reference(case["corrected"], name=case["id"]) if "corrected" in case else None,
        duplicates=tuple(case.get("duplicates", ())),
        related=tuple((what, doi) for what, doi in case.get("related", ())),
        **{name: case[name] for name in ("probability", "doi", "found_doi", "reason") if name in case},
    )


def load(copies: int = 1) -> Report:
    """The list; several times over, where many references are wanted."""
    data = json.loads((CASES / "list.json").read_text(encoding="utf-8"))
    checked = tuple(_checked(case) for _ in range(copies) for case in data["references"])
    return Report(
        checked, tuple(Asked(**one) for one in data["sources"]), data["made"], data["title"], data["complete"]
    )
