"""The tags of RIS as an item of CSL-JSON: the names of 2001 and of 2012, and the habits of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from polybib.formats import _values
from polybib.formats._tags import ISBN, ISSN, MANY_LINES, NUMBERED, PAGED, PERIODICAL, PLAIN, READ, WHOLE, Pair, words


def item(pairs: Iterable[Pair]) -> dict[str, Any]:
    """A CSL-JSON item from pairs of tag and value.

    >>> item([("TY", "JOUR"), ("A1", "Hu, D."), ("T1", "Trust"), ("JO", "J. Trade"),
    ...       ("JF", "Journal of Trade"), ("SP", "5")])
    {'type': 'article-journal', 'author': [{'family': 'Hu', 'given': 'D.'}], 'title': 'Trust',
     'container-title': 'Journal of Trade', 'container-title-short': 'J. Trade', 'page': '5'}
    """
    found: dict[str, list[str]] = {}
    for tag, value in pairs:
        if value := (value.strip() if tag in MANY_LINES else " ".join(value.split())):
            found.setdefault(tag, []).append(value)
    code = _one(found, "TY").upper()
    extra = [value.split("\n") for value in found.pop("M2", ())]
    notes = [" ".join(value.split()) for value in found.pop("N1", ())]
    out: dict[str, Any] = {"type": READ.get(code, "document" if code in ("", "GEN") else code)}
    if ids := found.get("ID"):
        out["id"] = ids[0]
    notes += [note for value in extra if (note := " ".join(_values.take(out, value)))]
    kind = out["type"]
    _read_people(out, found, kind, edited=code == "EDBOOK")
    _read_titles(out, found, kind)
    _read_dates(out, found)
    _read_numbers(out, found, kind)
    for variable, tag in {**PLAIN, "publisher-place": "CY", "custom.title-translated": "TT"}.items():
        if variable not in out and tag in found and variable not in ("note", "container-title-short"):
            _set(out, variable, found[tag][0])
    if "KW" in found:
        words = [word for value in found["KW"] for word in (words(value) if ";" in value else [value])]
        out["keyword"] = ("; " if any("," in word for word in words) else ", ").join(words)
    if notes:
        out["note"] = "; ".join([*([out["note"]] if "note" in out else []), *notes])
    return out


def _one(found: dict[str, list[str]], *tags: str) -> str:
    return next((found[tag][0] for tag in tags if tag in found), "")


def _set(out: dict[str, Any], variable: str, value: str) -> None:
    if variable.startswith("custom."):
        out.setdefault("custom", {}).setdefault(variable.removeprefix("custom."), value)
    elif value:
        out.setdefault(variable, value)


def _read_people(out: dict[str, Any], found: dict[str, list[str]], kind: str, *, edited: bool) -> None:
    people: dict[str, list[str]] = {}
    authors = [*found.get("AU", ()), *(n for n in found.get("A1", ()) if n not in found.get("AU", ()))]
    people["editor" if edited else "author"] = authors
    second, third = found.get("A2", []), found.get("A3", [])
    if kind in WHOLE:
        alone = not (third or authors or found.get("T2") or found.get("T3"))
        people.setdefault("editor", []).extend(second if alone else third)
        people["collection-editor"] = [] if alone else second
    else:
        people["editor"], people["collection-editor"] = [*second], third
    people["editor"] += [one for one in found.get("ED", ()) if one not in people["editor"]]
    people["translator"] = found.get("A4", [])
    if kind == "chapter":
        people["container-author"] = found.get("C2", [])
    for variable, names in people.items():
        if read := [one for name in names if (one := _values.name(name))]:
            out[variable] = [*out.get(variable, ()), *read]


def _read_titles(out: dict[str, Any], found: dict[str, list[str]], kind: str) -> None:
    _set(out, "title", _one(found, "TI", "T1", "CT", *(("BT",) if kind in PAGED else ())))
    full, short = _one(found, "JF"), _one(found, "J2", "JA", "JO")
    second, third = _one(found, "T2"), _one(found, "T3")
    if kind == "paper-conference":
        proceedings = _one(found, "C3")
        _set(out, "container-title", proceedings or second or _one(found, "BT") or full or short)
        if proceedings and second and second != proceedings:
            _set(out, "event-title", second)
        if "C1" in found:
            _set(out, "publisher-place", found["C1"][0])
            _set(out, "event-place", _one(found, "CY"))
    elif kind in WHOLE:
        _set(out, "collection-title", second or third or full)
    else:
        _set(out, "container-title", (full or second) if kind in PERIODICAL else (second or _one(found, "BT") or full))
    if kind not in WHOLE:
        _set(out, "collection-title", third)
        _set(out, "container-title", short)
    if short and short != out.get("container-title"):
        _set(out, "container-title-short", short)
    elif full and second and full != second and len(second) < len(full) and kind in PERIODICAL:
        _set(out, "container-title-short", second)


def _read_dates(out: dict[str, Any], found: dict[str, list[str]]) -> None:
    dates = [_values.date(value) for tag in ("DA", "PY", "Y1") for value in found.get(tag, ())[:1]]
    years = {date["date-parts"][0][0] for date in dates[1:] if date.get("date-parts")}
    if dates and "DA" in found and len(dates) > 1:
        whole = dates[0].get("date-parts")
        if whole and years and whole[0][0] not in years:  # the day of something else
            dates.pop(0)
        elif not whole and (text := dates[0].get("literal")):  # "May 12" beside a year
            dates.insert(0, _values.date(f"{text} {_one(found, 'PY', 'Y1').strip('/')}"))
    if best := max(dates, key=_detail, default=None):
        out["issued"] = best
    if "Y2" in found:
        out["accessed"] = _values.date(found["Y2"][0])


def _detail(date: dict[str, Any]) -> tuple[int, int]:
    return sum(map(len, date.get("date-parts", ()))), len(date)


def _read_numbers(out: dict[str, Any], found: dict[str, list[str]], kind: str) -> None:
    first, last = _one(found, "SP"), _one(found, "EP")
    if kind in PAGED and first.isdigit() and not last:
        _set(out, "number-of-pages", first)
    elif first or last:
        joined = (
            f"{first}-{last}" if first and last and first != last and not re.search("[-–]", first) else first or last
        )
        _set(out, "page", _tidy().sub("-", joined))
    for value in found.get("SN", ()):
        _set(out, *_serial(value, kind))
    for value in found.get("M1", ()):
        series = kind in WHOLE and "collection-title" in out and "SV" not in found and "number" in out
        periodical = kind in PERIODICAL and "IS" not in found
        _set(out, "issue" if periodical else "collection-number" if series else "number", value)
    _set(out, "collection-number", _one(found, "SV"))
    work = _one(found, "M3")
    if "DO" not in found and work.startswith(("10.", "doi:10.", "https://doi.org/10.")):
        found["DO"] = found.pop("M3")
    if "DO" in found:
        found["DO"] = [re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", found["DO"][0], flags=re.IGNORECASE)]
    if "UR" not in found and _one(found, "L2", "LK", "L1").startswith("http"):
        found["UR"] = [_one(found, "L2", "LK", "L1")]


def _serial(value: str, kind: str) -> tuple[str, str]:
    """What a serial number is: by its form, and where that does not tell, by the type."""
    value = _label().sub("", value)
    if ISBN.match(value) and not ISSN.fullmatch(value):
        return "ISBN", value
    if ISSN.match(value):
        return "ISSN", value
    return ("number" if kind in NUMBERED else "ISSN" if kind in PERIODICAL else "ISBN"), value


@cache
def _label() -> re.Pattern[str]:
    """What programs write behind a number: `0028-0836 (Linking)`."""
    return re.compile(r" ?\((?:ISSN|ISBN|Print|Electronic|Linking|Online|eISSN)\)$", re.IGNORECASE)


@cache
def _tidy() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)\s*(?:--|–)\s*(?=\d)", re.ASCII)
