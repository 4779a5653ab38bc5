"""A reference as an item of Zotero, and back.

What an item type has no field for stands in `extra`, a line `variable: value` each, which Zotero's styles read too.
A name of two parts has two fields; a body, and a name in Han, kana or Hangul, has one, so that every style prints it
whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from polybib.formats import _read, _values
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value
from polybib.vocabulary import CUSTOM, DATES, TYPES
from polybib.zotero import types

ORIGINAL = ("custom.title-original", "original-title")
SUFFIX = re.compile(r",\s*((?:jr|sr|junior|senior|ii|iii|iv)\.?)$", re.IGNORECASE)
UNKEPT = frozenset("key version itemType creators tags collections relations dateAdded dateModified extra".split())


def item(reference: Reference, *, tags: Iterable[str] = (), original: bool = False) -> dict[str, Any]:
    """An item as Zotero's API takes it.

    original    writes the title in its original script as `original-title` too, which some styles print

    >>> from polybib.formats._read import reference
    >>> made = item(reference({"type": "thesis", "title": "Trust", "publisher": "MGU", "DOI": "10.1/a"}))
    >>> made["itemType"], made["university"], made["extra"]
    ('thesis', 'MGU', 'DOI: 10.1/a')
    """
    kind = types.OF_CSL.get(reference.type, "document")
    made: dict[str, Any] = {"itemType": kind, "creators": []}
    left: dict[str, Value] = {}
    values = _values_of(reference, kind, original)
    keywords = values.pop("keyword", "")
    note = str(values.pop("note", ""))
    for name, value in values.items():
        if isinstance(value, Date):
            _put_date(made, kind, name, value, left)
        elif isinstance(value, tuple) and name in types.creators(kind) and not _taken(name, values, kind):
            made["creators"] += [_creator(types.creators(kind)[name], one) for one in value]
        elif isinstance(value, str) and name in types.fields(kind):
            made[types.fields(kind)[name]] = plain(value)
        else:
            left[name] = value
    lines = _values.lines(left)
    if types.csl_type(kind) != reference.type:
        lines.insert(0, f"type: {reference.type}")
    made["extra"] = "\n".join(map(plain, [*lines, *note.splitlines()]))
    made["tags"] = [{"tag": one} for one in dict.fromkeys([*tags, *_keywords(keywords)])]
    return {key: value for key, value in made.items() if value or key in ("creators", "tags")}


def _values_of(reference: Reference, kind: str, original: bool) -> dict[str, Value]:
    """The values by variable, those that Zotero has under another name under that."""
    values = {name: held.value for name, held in reference.fields.items() if held.value not in ("", ())}
    if "title-short" not in values and "custom.short-form" in values:
        values["title-short"] = values.pop("custom.short-form")
    printed = dict.fromkeys(str(values.pop(name)) for name in ORIGINAL if name in values)
    if printed:
        values["original-title" if original else "custom.title-original"] = " / ".join(printed)
    if kind == "podcast" and "collection-title" in values and "container-title" not in values:
        values["container-title"] = values.pop("collection-title")
    return values


def _taken(name: str, values: Mapping[str, Value], kind: str) -> bool:
    """Does the author of a film stand beside its director, who takes the place?"""
    return name == "author" and types.PRIMARY.get(kind) == "director" and "director" in values


def _creator(kind: str, person: Name | str) -> dict[str, str]:
    """A creator, in two fields or in one.

    >>> _creator("author", Name("Beethoven", "Ludwig", particle="van"))
    {'creatorType': 'author', 'firstName': 'Ludwig', 'lastName': 'van Beethoven'}
    >>> _creator("author", Name("刘", "志阳")), _creator("editor", Name(literal="ООН"))
    ({'creatorType': 'author', 'name': '刘志阳'}, {'creatorType': 'editor', 'name': 'ООН'})
    """
    if isinstance(person, str):
        person = Name(literal=person)
    whole = person.family + person.given
    if person.literal or not person.given or _unseparated().fullmatch(whole):
        text = person.literal or (whole if _unseparated().fullmatch(whole) else str(person))
        return {"creatorType": kind, "name": plain(text)}
    last = " ".join(part for part in (person.particle, person.family) if part)
    first = ", ".join(part for part in (person.given, person.suffix) if part)
    return {"creatorType": kind, "firstName": plain(first), "lastName": plain(last)}


@cache
def _unseparated() -> re.Pattern[str]:
    """Names in Han, kana or Hangul."""
    from polybib.values.folding import HAN

    return re.compile(rf"[{HAN}\u3005\u3006\u3040-\u30ff\uac00-\ud7af]+")


def _put_date(made: dict[str, Any], kind: str, name: str, date: Date, left: dict[str, Value]) -> None:
    """A date in its field as far as Zotero reads it; ranges, seasons and the like in `extra` as well."""
    field = {"issued": types.DATE.get(kind, "date"), "accessed": "accessDate"}.get(name)
    if name == "submitted" and kind == "patent":
        field = "filingDate"
    exact = len(date.parts) == 1 and bool(date.parts[0]) and date.parts[0][0] > 0
    if not field or (name == "accessed" and not (exact and len(date.parts[0]) == 3)):
        left[name] = date
        return
    if not exact and not date.parts:
        made[field] = plain(date.literal)
        return
    first = date.parts[0]
    made[field] = _values.date_text(Date((first,)))
    if not exact or date.season or date.circa:
        left[name] = Date(date.parts, date.season, date.circa)
    if date.literal and name == "issued" and exact:
        left["custom.date-literal"] = date.literal


def _keywords(value: Value) -> list[str]:
    text = value if isinstance(value, str) else ""
    return [word.strip() for word in re.split(r"[;,]", text) if word.strip()]


def csl(data: Mapping[str, Any], *, extra: bool = True) -> dict[str, Any]:
    """An item of Zotero as CSL-JSON; without `extra`, what stands there stays a note as it is.

    >>> csl({"itemType": "book", "title": "Trust", "date": "May 2019", "extra": "DOI: 10.1/a\\nread it"})["DOI"]
    '10.1/a'
    """
    kind = str(data.get("itemType") or "document")
    found: dict[str, Any] = {"type": types.csl_type(kind)}
    names = types.variables(kind)
    for field, value in data.items():
        if field in UNKEPT or not value or not isinstance(value, (str, int)):
            continue
        if field == types.DATE.get(kind, "date"):
            found["issued"] = _values.date(str(value))
        elif field == "accessDate":
            found["accessed"] = _values.date(str(value)[:10])
        elif field == "filingDate":
            found["submitted"] = _values.date(str(value))
        else:
            _keep(found, names.get(field, f"custom.{field}"), str(value))
    found |= _people(data.get("creators") or (), kind)
    words = [str(tag.get("tag")) for tag in data.get("tags") or () if isinstance(tag, Mapping) and tag.get("tag")]
    if words:
        found["keyword"] = ", ".join(words)
    if data.get("extra"):
        _take_extra(found, str(data["extra"]), extra)
    return found


def _keep(found: dict[str, Any], name: str, value: str) -> None:
    if name.startswith("custom."):
        found.setdefault("custom", {})[name.removeprefix("custom.")] = value
    else:
        found[name] = value


def _people(creators: Iterable[Mapping[str, Any]], kind: str) -> dict[str, list[dict[str, str]]]:
    """The creators under their names in CSL."""
    back = {creator: name for name, creator in reversed(types.creators(kind).items())}
    back |= {creator: name for name, creator in types.CREATOR.items()}
    if types.PRIMARY.get(kind) == "director":
        back["director"] = "director"
    found: dict[str, list[dict[str, str]]] = {}
    for one in creators:
        role = str(one.get("creatorType") or "author")
        name = back.get(role, role if role in _values.PEOPLE else "contributor")
        if person := _person(one):
            found.setdefault(name, []).append(person)
    return found


def _person(creator: Mapping[str, Any]) -> dict[str, str]:
    last, first = str(creator.get("lastName") or "").strip(), str(creator.get("firstName") or "").strip()
    if not (last and first):
        whole = str(creator.get("name") or last or first).strip()
        return {"literal": whole} if whole else {}
    words = last.split()
    n = next((n for n, word in enumerate(words) if not word.islower()), 0)
    suffix = SUFFIX.search(first)
    parts = {
        "family": " ".join(words[n:]),
        "given": first[: suffix.start()] if suffix else first,
        "non-dropping-particle": " ".join(words[:n]),
        "suffix": suffix[1] if suffix else "",
    }
    return {key: part for key, part in parts.items() if part}


def _take_extra(found: dict[str, Any], text: str, read: bool) -> None:
    """Puts what `extra` says into an item: a field of the item goes before a line, a date of a line before a field."""
    if not read:
        found["note"] = text
        return
    told: dict[str, Any] = {}
    rest = _values.take(told, [_named(line) for line in text.splitlines()])
    custom = told.pop("custom", {})
    if told.get("type", "book") not in TYPES:  # a word of the user's
        rest.append(f"Type: {told.pop('type')}")
    for name, value in told.items():
        if name in DATES or name == "type":
            found[name] = value
        else:
            found.setdefault(name, value)
    if custom:
        found["custom"] = {**custom, **found.get("custom", {})}
    if note := "\n".join(rest).strip():
        found["note"] = note


def _named(line: str) -> str:
    """A line of `extra` with the name of its variable as CSL writes it.

    >>> _named("Original Date: 1915"), _named("pmid: 5"), _named("read: twice")
    ('original-date: 1915', 'PMID: 5', 'read: twice')
    """
    name, colon, value = line.partition(":")
    known = _lowered().get(name.strip().lower().replace(" ", "-"))
    return f"{known}:{value}" if known and colon else line


@cache
def _lowered() -> dict[str, str]:
    return {name.lower(): name for name in (*CUSTOM, *sorted(_values.KNOWN), "type")}


def reference(data: Mapping[str, Any]) -> Reference:
    """An item of Zotero as a Reference; its id is the citation key that the item holds, if it holds one.

    >>> reference({"itemType": "webpage", "websiteTitle": "Law", "url": "https://a.org"}).text("container-title")
    'Law'
    """
    made = csl(data)
    key = str(made.pop("citation-key", "") or made.get("custom", {}).pop("citationKey", ""))
    return _read.reference({**made, "id": key}, file="Zotero")
