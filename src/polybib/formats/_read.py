"""From an item of another program to a Reference: what every reader of a format ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from polybib.model import Date, Field, Issue, Name, Reference, Source, Value
from polybib.vocabulary import DATES, NAMES, TYPES

ORIGIN = "record"  # the origin of a value that a program's file gave, not a printed text


def reference(
    item: Mapping[str, Any], *, raw: str = "", file: str = "", line: int | None = None, issues: Iterable[Issue] = ()
) -> Reference:
    """A CSL-JSON item as a Reference; its id is the item's, `raw` the entry as it stood in the file.

    line    the line of the file at which the entry begins, from 1
    A type that CSL does not know becomes "document", with an issue; a value of a wrong kind is kept as its text.

    >>> reference({"id": "a", "type": "book", "title": "Smart cities", "issued": {"date-parts": [[2021]]}}).text("issued")
    '2021'
    """
    kind = str(item.get("type", "document"))
    found = [*issues]
    if kind not in TYPES:
        found.append(Issue("type-unknown", f"the type {kind!r} is none of CSL's: taken as a document"))
        kind = "document"
    fields: dict[str, Field] = {}
    custom = item.get("custom")
    values = {**item, **{f"custom.{k}": v for k, v in custom.items()}} if isinstance(custom, Mapping) else item
    for name, value in values.items():
        if name not in ("id", "type", "custom") and value not in (None, "", [], {}):
            fields[name] = Field(_value(name.removeprefix("custom.").removesuffix("-original"), value), ORIGIN)
    source = Source(file, label=None if line is None else f"line {line}")
    return Reference(kind, fields, raw=raw, id=str(item.get("id", "")), source=source, issues=tuple(found))


def _value(name: str, value: Any) -> Value:
    if name in NAMES and isinstance(value, list):
        return tuple(_name(one) for one in value)
    if name in DATES:
        return _date(value)
    return value if isinstance(value, str) else str(value)


def _name(value: Any) -> Name:
    if not isinstance(value, Mapping):
        return Name(literal=str(value))
    particle = " ".join(str(value[k]) for k in ("dropping-particle", "non-dropping-particle") if value.get(k))
    parts = {key: str(value.get(key) or "") for key in ("family", "given", "suffix", "literal")}
    return Name(**parts, particle=particle)


def _date(value: Any) -> Date:
    if not isinstance(value, Mapping):
        return Date(literal=str(value))
    parts = tuple(tuple(int(n) for n in one if str(n).lstrip("-").isdigit()) for one in value.get("date-parts") or ())
    literal = str(value.get("literal") or value.get("raw") or "")
    season = value.get("season")
    season = int(season) if str(season).isdigit() else 0
    return Date(tuple(p for p in parts if p), season, bool(value.get("circa")), "" if parts else literal)
