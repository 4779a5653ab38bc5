"""JSON Lines, with all that is known of each reference, of every kind: one object a line, in the order of the document.

    {"schema": "polybib/1", "id", "kind", "raw", "source": {"file", "label", "section", "spans"}, "style", "csl",
     "fields": {"title": {"spans", "origin"}}, "refers_to", "issues": [{"code", "message"}], "unclaimed"}

Spans are half-open ranges of code points of the decoded input; docs/formats.md tells what each key holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TextIO

from polybib.formats import _read
from polybib.formats._text import json_safe
from polybib.model import Field, Issue, Reference, Source, Span

NAME = "jsonl"
MEDIA = "application/jsonl"
SUFFIXES = (".jsonl", ".ndjson")
SCHEMA = "polybib/1"


def looks(head: str) -> bool:
    """Does a text begin with a line of ours?

    >>> looks('{"schema": "polybib/1", "id"'), looks('{"type": "book"}')
    (True, False)
    """
    return head.startswith(('{"schema": "polybib/', '{"schema":"polybib/'))


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file, with all that a line of ours tells; a line may also hold an item of CSL-JSON.

    >>> line = '{"schema": "polybib/1", "id": "ref1", "kind": "note", "raw": "See above."}'
    >>> [(r.kind, r.raw) for r in read(line, "a.jsonl")]
    [('note', 'See above.')]
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not (line := line.strip().removeprefix("\ufeff")):
            continue
        try:
            held = json.loads(line, strict=False)
        except (json.JSONDecodeError, RecursionError):
            yield _read.broken(line, "this is no JSON, or it is cut off", file=name, line=number)
            continue
        if not isinstance(held, dict):
            yield _read.broken(line, "this is no object", file=name, line=number)
        elif str(held.get("schema", "")).startswith("polybib/"):
            yield _whole(held, name)
        else:
            yield _read.reference(held, raw=line, file=name, line=number)


def _whole(held: Mapping[str, Any], name: str) -> Reference:
    """A reference from an object of ours."""
    item = held.get("csl")
    read = _read.reference(item if isinstance(item, dict) else {})
    evidence = held.get("fields")
    known = evidence if isinstance(evidence, dict) else {}
    fields = {variable: _evident(field, known.get(variable)) for variable, field in read.fields.items()}
    source = held.get("source")
    where = source if isinstance(source, dict) else {}
    issues = [one for one in held.get("issues") or () if isinstance(one, dict)]
    return replace(
        read,
        fields=fields,
        raw=str(held.get("raw") or ""),
        kind=kind if (kind := held.get("kind")) in ("short-citation", "note") else "reference",
        id=str(held.get("id") or ""),
        source=Source(
            str(where.get("file") or name), where.get("label"), where.get("section"), _read_spans(where.get("spans"))
        ),
        style=str(held.get("style") or ""),
        confidence=sure if isinstance(sure := held.get("confidence"), int | float) else None,
        refers_to=held.get("refers_to"),
        issues=tuple(Issue(str(one.get("code")), str(one.get("message"))) for one in issues),
        unclaimed=_read_spans(held.get("unclaimed")),
    )


def _evident(field: Field, known: Any) -> Field:
    if not isinstance(known, dict):
        return field
    origin, confidence = str(known.get("origin") or _read.ORIGIN), known.get("confidence")
    return Field(field.value, origin, _read_spans(known.get("spans")), confidence)


def _read_spans(pairs: Any) -> tuple[Span, ...]:
    found = pairs if isinstance(pairs, list) else []
    return tuple(Span(*pair) for pair in found if isinstance(pair, list) and len(pair) == 2)


def write(references: Iterable[Reference], out: TextIO, *, every: bool = True, **_: Any) -> None:
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
        **({} if reference.confidence is None else {"confidence": round(reference.confidence, 3)}),
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
