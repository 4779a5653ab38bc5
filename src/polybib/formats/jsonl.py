"""JSON Lines, with all that is known of each reference, of every kind: one object a line, in the order of the document.

    {"schema": "polybib/1", "id", "kind", "raw", "source": {"file", "label", "section", "spans"}, "style", "csl",
     "fields": {"title": {"spans", "origin"}}, "refers_to", "issues": [{"code", "message"}], "unclaimed"}

Spans are half-open ranges of code points of the decoded input; docs/formats.md tells what each key holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from polybib.formats._text import json_safe
from polybib.model import Reference, Span

NAME = "jsonl"
MEDIA = "application/jsonl"
SUFFIXES = (".jsonl", ".ndjson")
SCHEMA = "polybib/1"


def write(references: Iterable[Reference], out: TextIO, *, every: bool = True) -> None:
    """One line for each reference, short citation and note (`every` changes nothing here)."""
    for reference in references:
        out.write(json_safe(json.dumps(record(reference), ensure_ascii=False)) + "\n")


def record(reference: Reference) -> dict[str, Any]:
    """The object of one reference.

    >>> from polybib.model import Field, Reference, Span
    >>> title = Field("Smart cities", spans=(Span(0, 12),))
    >>> record(Reference("book", {"title": title}, id="ref1"))["fields"]
    {'title': {'spans': [[0, 12]], 'origin': 'printed'}}
    """
    source = reference.source
    return {
        "schema": SCHEMA,
        "id": reference.id,
        "kind": reference.kind,
        "raw": reference.raw,
        "source": {
            "file": source.file,
            "label": source.label,
            "section": source.section,
            "spans": _spans(source.spans),
        },
        "style": reference.style,
        "csl": reference.csl(),
        "fields": {name: _field(held.spans, held.origin, held.confidence) for name, held in reference.fields.items()},
        "refers_to": reference.refers_to,
        "issues": [{"code": issue.code, "message": issue.message} for issue in reference.issues],
        "unclaimed": _spans(reference.unclaimed),
    }


def _field(spans: tuple[Span, ...], origin: str, confidence: float | None) -> dict[str, Any]:
    known = {} if confidence is None else {"confidence": round(confidence, 3)}
    return {"spans": _spans(spans), "origin": origin, **known}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
