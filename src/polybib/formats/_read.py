"""From an item of another program to a Reference: what every reader of a format ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from polybib.formats import _values
from polybib.model import Date, Field, Issue, Name, Reference, Source, Value
from polybib.vocabulary import CUSTOM, DATES, TYPES

ORIGIN = "record"  # the origin of a value that a program's file gave, not a printed text
ALIASES = {  # names of CSL 1.0.1 and of programs
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
}
CROSSREF = {  # the types of Crossref's and DataCite's JSON, which passes for CSL-JSON in many programs
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "entry",
    "posted-content": "article",
    "preprint": "article",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "proceedings": "book",
    "dissertation": "thesis",
    "peer-review": "review",
    "report-component": "report",
    "journal": "periodical",
    "journal-issue": "periodical",
    "component": "document",
    "other": "document",
    "article-scholarly": "article-journal",
    "conference-paper": "paper-conference",
}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
EMPTY: tuple[Any, ...] = (None, "", [], {})


def reference(
    item: Mapping[str, Any], *, raw: str = "", file: str = "", line: int | None = None, issues: Iterable[Issue] = ()
) -> Reference:
    """A CSL-JSON item as a Reference; its id is the item's, `raw` the entry as it stood in the file.

    line    the line of the file at which the entry begins, from 1
    A type that CSL does not know becomes "document", with an issue; a value of a wrong kind is kept as its text. What
    CSL has no variable for is kept as `custom.`, when it is text.

    >>> reference({"id": "a", "type": "book", "issued": {"date-parts": [[2021]]}}).text("issued")
    '2021'
    """
    kind = str(item.get("type") or "document")
    kind = CROSSREF.get(kind, kind)
    found = [*issues]
    if kind not in TYPES:
        found.append(Issue("type-unknown", f"the type {kind!r} is none of CSL's: taken as a document"))
        kind = "document"
    fields: dict[str, Field] = {}
    nested = []
    for name, value in _variables(item):
        if value in EMPTY or name in fields:
            continue
        if name.startswith("custom.") and not _is_flat(value):
            nested.append(name.removeprefix("custom."))
        elif (read := _value(name, value)) and read != Date():  # [[null]], as Crossref has it, is no date
            fields[name] = Field(read, ORIGIN)
    if nested:
        found.append(Issue("not-kept", f"no variable of CSL, kept in the raw entry only: {', '.join(nested)}"))
    source = Source(file, label=None if line is None else f"line {line}")
    return Reference(kind, fields, raw=raw, id=_text(item.get("id", "")), source=source, issues=tuple(found))


def broken(raw: str, what: str, *, file: str = "", line: int | None = None) -> Reference:
    """An entry that could not be read: kept as text, in `note` too, with an issue that says what and where.

    >>> broken("@book{a, title = {", "the entry does not end", line=7).issues[0].message
    'line 7: the entry does not end; it is kept as text'
    """
    place = "" if line is None else f"line {line}: "
    issue = Issue("entry-unread", f"{place}{what}; it is kept as text")
    note = " ".join(raw.split())
    fields = {"note": Field(note, ORIGIN)} if note else {}
    source = Source(file, label=None if line is None else f"line {line}")
    return Reference("document", fields, raw=raw, source=source, issues=(issue,))


def _variables(item: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """The variables of an item under our names."""
    for name, value in item.items():
        if name in ("id", "type"):
            continue
        if name == "custom" and isinstance(value, Mapping):
            yield from (
                (key if key in _values.KNOWN and key not in CUSTOM else f"custom.{key}", held)
                for key, held in value.items()
            )
        elif name in ALIASES:
            if item.get(ALIASES[name]) in EMPTY:
                yield ALIASES[name], value
        elif name in _values.KNOWN:
            yield name, value
        else:
            yield f"custom.{name}", value


def _is_flat(value: Any) -> bool:
    """Is a value text, or a list of texts or names?"""
    if isinstance(value, list):
        return all(not isinstance(one, (list, Mapping)) or _is_name(one) for one in value)
    return not isinstance(value, Mapping)


def _is_name(value: Any) -> bool:
    return isinstance(value, Mapping) and any(key in value for key in ("family", "literal", "given"))


def _value(name: str, value: Any) -> Value:
    if name in _values.PEOPLE:
        people = value if isinstance(value, list) else [value]
        return tuple(one for one in map(_name, people) if str(one))
    if name in DATES:
        return _date(value)
    if isinstance(value, list):
        if name.startswith("custom.") and name.endswith("-original"):
            return tuple(_name(one) for one in value) if any(map(_is_name, value)) else tuple(map(_text, value))
        return ", ".join(filter(None, map(_text, value)))
    return _text(value)


def _text(value: Any) -> str:
    """A value as text; numbers as they are counted, not as they are stored (3.0)."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return str(_name(value)) if _is_name(value) else ""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _name(value: Any) -> Name:
    if not isinstance(value, Mapping):
        return Name(literal=_text(value))
    particle = " ".join(str(value[k]) for k in ("dropping-particle", "non-dropping-particle") if value.get(k))
    parts = {key: _plain(value.get(key)) for key in ("family", "given", "suffix", "literal")}
    if not any(parts.values()):
        parts["literal"] = _plain(value.get("name"))
    return Name(**parts, particle=particle)


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, (list, Mapping)) else str(value)


def _date(value: Any) -> Date:
    """A date of CSL-JSON, of CSL-YAML in the older manner (`- year: 1993`), or a text."""
    if isinstance(value, list) and value and all(isinstance(one, Mapping) and "year" in one for one in value):
        value = {"date-parts": [[one.get(key) for key in ("year", "month", "day")] for one in value], **value[0]}
    elif isinstance(value, Mapping) and "year" in value:
        value = {"date-parts": [[value.get(key) for key in ("year", "month", "day")]], **value}
    if not isinstance(value, Mapping):
        return _date(_values.date(_text(value)))
    given = value.get("date-parts")
    parts = tuple(_parts(one) for one in (given if isinstance(given, list) else ()))
    parts = tuple(part for part in parts if part)[:2]
    text = str(value.get("raw") or "")
    if not parts and text:
        return _date({**_values.date(text), **{k: value[k] for k in ("season", "circa") if k in value}})
    season, month = _season(value.get("season")), parts[0][1] if parts and len(parts[0]) > 1 else 0
    if 13 <= month <= 24:  # a season as a month, as citeproc-js has it
        parts, season = ((parts[0][0],), *parts[1:]), (month - 13) % 4 + 1 if month < 21 else month - 20
    circa = value.get("circa") not in (None, "", False, 0, "false", "0")
    return Date(parts, season, circa, str(value.get("literal") or ""))


def _parts(value: Any) -> tuple[int, ...]:
    """Year, month and day as far as they are numbers."""
    out: list[int] = []
    for one in value if isinstance(value, list) else [value]:
        text = str(one).strip()
        if not (text.isascii() and text.lstrip("-").isdigit()) or len(text) > 6:
            break
        out.append(int(text))
    while len(out) > 1 and not out[-1]:
        out.pop()
    return tuple(out[:3])


def _season(value: Any) -> int:
    text = str(value or "").strip().lower()
    number = SEASONS.get(text, int(text) if text in ("1", "2", "3", "4") else 0)
    return number or (int(text) - 20 if text in ("21", "22", "23", "24") else 0)
