"""JSON: everything that was found, for programs; its schema is data/report/check.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from polybib.check.model import Checked, Report
from polybib.check.report import _facts
from polybib.crossref.model import Asked, Notice
from polybib.formats import _values, csl_json
from polybib.formats._text import json_safe
from polybib.model import Reference

NAME = "json"
MEDIA = "application/json"
SUFFIXES = (".json",)
SCHEMA = "polybib-check/1"


def write(report: Report) -> str:
    """The report, one reference a line.

    >>> write(Report((), made="2026-03-04T05:06:07+00:00")).partition(",")[0]
    '{"schema": "polybib-check/1"'
    """
    identities, weights, extras = _facts.counts(report)
    head = {
        "schema": SCHEMA,
        "made": report.made,
        "title": report.title,
        "complete": report.complete,
        "counts": {"references": len(report.checked), "identity": identities, "weight": weights, "extra": extras},
        "sources": [_source(asked) for asked in report.sources],
    }
    lines = ",\n".join(_line(_reference(checked)) for checked in report.checked)
    return f'{_line(head)[:-1]}, "references": [{lines and chr(10)}{lines}{lines and chr(10)}]}}\n'


def _line(value: Mapping[str, Any]) -> str:
    return json_safe(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _source(asked: Asked) -> dict[str, Any]:
    return {
        "name": asked.name,
        "url": _facts.address(asked.url),
        "requests": asked.requests,
        "cached": asked.cached,
        "failed": asked.failed,
        "first": asked.first,
        "last": asked.last,
    }


def _reference(checked: Checked) -> dict[str, Any]:
    reference = checked.reference
    known = checked.probability
    out: dict[str, Any] = {
        "id": reference.id,
        "label": reference.source.label,
        "section": reference.source.section,
        "file": reference.source.file,
        "raw": reference.raw,
        "doi": checked.doi,
        "identity": checked.identity,
        "weight": _facts.weight(checked),
        "probability": round(known, 4) if known is not None and known == known else None,
        "found_doi": checked.found_doi,
        "differences": [
            {"field": one.field, "printed": one.printed, "found": one.found, "weight": one.weight, "what": one.what}
            for one in checked.differences
        ],
        "notices": [_notice(notice) for notice in checked.notices],
        "reason": checked.reason,
        "duplicates": list(checked.duplicates),
        "related": [{"what": what, "doi": doi} for what, doi in checked.related],
    }
    if checked.record is not None:
        record = checked.record
        out["record"] = {"doi": record.doi, "source": record.source, "retrieved": record.retrieved,
                         "csl": _item(record.reference)}  # fmt: skip
    if checked.corrected is not None:
        out["corrected"] = _item(checked.corrected)
        out["origins"] = {name: held.origin for name, held in checked.corrected.fields.items()}
    return out


def _item(reference: Reference) -> dict[str, Any]:
    return csl_json.item(reference, reference.id)


def _notice(notice: Notice) -> dict[str, str]:
    return {
        "kind": notice.kind,
        "doi": notice.doi,
        "url": _facts.doi_url(notice.doi),
        "date": _values.date_text(notice.date) if notice.date else "",
        "source": notice.source,
        "label": notice.label,
    }
