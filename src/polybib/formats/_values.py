"""Names, dates and variables as plain text and back, for the formats that hold text only (RIS, nbib, EndNote, CSV).

A name is `Family, Given, Suffix`, as RIS has it; a body stands without a comma, and a comma of its own is doubled, as
EndNote asks. A date is ISO 8601-2 (EDTF), with what was printed in brackets behind it. A variable for which a format
has no field is a line `name: value` of the kind that Zotero reads in its field Extra (names as `Family || Given`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from polybib.formats._entry import edtf
from polybib.model import Date, Name, Value
from polybib.vocabulary import CUSTOM, DATES, NAMES, TEXTS

# Variables of CSL 1.0.2 (csl-data.json) that no grammar of ours fills, but files of other programs hold.
MORE_NAMES = frozenset(
    """chair curator editorial-director executive-producer guest host narrator organizer original-author performer
    producer script-writer series-creator""".split()
)
MORE_TEXTS = frozenset(
    """abstract annote categories citation-key citation-label citation-number dimensions division
    event first-reference-note-number journalAbbreviation keyword original-publisher original-publisher-place
    page-first part part-title printing scale shortTitle source supplement volume-title-short year-suffix""".split()
)
PEOPLE = frozenset(NAMES) | MORE_NAMES
KNOWN = frozenset((*TEXTS, *DATES)) | MORE_TEXTS | PEOPLE
SUFFIX = re.compile(r"(?:jr|sr|[jJ]unior|[sS]enior|II|III|IV)\.?", re.IGNORECASE)
DOUBLED = "\x00"  # stands for a doubled comma


def name_text(name: Name) -> str:
    """A name as text.

    >>> name_text(Name("Beethoven", "Ludwig", particle="van")), name_text(Name(literal="Institute of Law, Kyiv"))
    ('van Beethoven, Ludwig', 'Institute of Law,, Kyiv')
    """
    if name.literal:
        return _line(name.literal).replace(",", ",,")
    family = " ".join(part for part in (name.particle, name.family) if part)
    parts = [_line(part).replace(",", ",,") for part in (family, name.given, name.suffix)]
    return ", ".join(parts).rstrip(", ") if parts[0] else parts[1]


def name(text: str) -> dict[str, str]:
    """A name from text, as CSL-JSON has it. A name without a comma is a body, or cannot be divided.

    >>> name("van Beethoven, Ludwig"), name("Institute of Law,, Kyiv"), name("Smith, John, Jr.")["suffix"]
    ({'non-dropping-particle': 'van', 'family': 'Beethoven', 'given': 'Ludwig'},
     {'literal': 'Institute of Law, Kyiv'}, 'Jr.')
    """
    whole = _line(text).replace(",,", DOUBLED).replace("，", ",")
    parts = [part.strip().replace(DOUBLED, ",") for part in whole.split(",")]
    family, *rest = [*parts[:2], ", ".join(parts[2:])] if len(parts) > 3 else parts
    if not any(rest):
        return {"literal": family} if family else {}
    given, suffix = [*rest, ""][:2]
    if suffix and SUFFIX.fullmatch(given) and not SUFFIX.fullmatch(suffix):
        given, suffix = suffix, given
    particle, family = _particle(family)
    found = {"non-dropping-particle": particle, "family": family, "given": given, "suffix": suffix}
    return {key: part for key, part in found.items() if part}


def _particle(family: str) -> tuple[str, str]:
    """The words in small letters before a family name."""
    words = family.split(" ")
    n = next((n for n, word in enumerate(words) if not word.islower()), 0)
    return " ".join(words[:n]), " ".join(words[n:])


def date_text(date: Date) -> str:
    """A date as text.

    >>> date_text(Date(((2019, 5), (2020,)))), date_text(Date(((1865,),), literal="清同治四年"))
    ('2019-05/2020', '1865 [清同治四年]')
    """
    known = edtf(date) if date.parts else ""
    literal = _line(date.literal)
    return f"{known} [{literal}]" if known and literal else known or literal


@cache
def _edtf() -> re.Pattern[str]:
    part = r"-?\d{4}(?:-\d\d(?:-\d\d)?)?~?"
    return re.compile(rf"({part})(?:(/)({part}|\.\.)?)?(?: \[(.*)\])?", re.ASCII | re.DOTALL)


def date(text: str) -> dict[str, Any]:
    """A date from text, as CSL-JSON has it: ISO 8601-2, the dates of RIS with their strokes, or any printed form.

    >>> date("2019-05/2020"), date("2019/05/12/"), date("2019//"), date("2018-21")
    ({'date-parts': [[2019, 5], [2020]]}, {'date-parts': [[2019, 5, 12]]}, {'date-parts': [[2019]]},
     {'date-parts': [[2018]], 'season': 1})
    >>> date("2019 May 12"), date("in press")
    ({'date-parts': [[2019, 5, 12]]}, {'literal': 'in press'})
    """
    text = _line(text)
    found = _edtf().fullmatch(text.removeprefix("[").removesuffix("]") if text.startswith("[") else text)
    if found:
        return _exact(found)
    if text.count("/") >= 2 and (ris := _strokes(text)):
        return ris
    from polybib.values import dates

    read = dates.parse(text)
    if not read.parts:
        return {"literal": text} if text else {}
    return read.csl()


def _exact(found: re.Match[str]) -> dict[str, Any]:
    pieces = [found[1], *([found[3] or ""] if found[2] else [])]
    parts = [_numbers(piece.rstrip("~")) for piece in pieces]
    out: dict[str, Any] = {"date-parts": parts}
    if len(parts) == 1 and len(parts[0]) == 2 and 21 <= parts[0][1] <= 24:
        out = {"date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    if "~" in found[0].partition(" ")[0]:
        out["circa"] = True
    if found[4]:
        out["literal"] = found[4]
    return out


def _numbers(piece: str) -> list[int]:
    if piece in ("", ".."):
        return [0]
    if piece.startswith("-"):  # ISO counts a year 0, CSL does not
        year, *rest = piece[1:].split("-")
        return [-int(year) - 1, *map(int, rest)]
    return [int(n) for n in piece.split("-") if int(n)] or [0]


def _strokes(text: str) -> dict[str, Any]:
    """`2019/05/12/other information` of RIS; what is behind the third stroke is the better date, where it is one."""
    *head, other = [part.strip() for part in [*text.split("/", 3), "", "", ""][:4]]
    if not all(part.isascii() and (part.isdigit() or not part) for part in head):
        return {}
    numbers = [int(part) for part in head if part and int(part)]
    if (
        other
        and (better := date(other)).get("date-parts")
        and (not numbers or better["date-parts"][0][0] == numbers[0])
    ):
        return better
    if not numbers:
        return {"literal": other} if other else {}
    found: dict[str, Any] = {"date-parts": [numbers]}
    if other:
        from polybib.values import dates

        season = dates.parse(f"{other} {numbers[0]}").season
        return {**found, "season": season} if season else {**found, "literal": other}
    return found


def lines(left: Mapping[str, Value]) -> list[str]:
    """Variables as lines, `name: value`.

    >>> lines({"status": "forthcoming", "custom.title-original": "Гроші", "director": (Name("Vigo", "Jean"),)})
    ['status: forthcoming', 'title-original: Гроші', 'director: Vigo || Jean']
    """
    return [f"{_shown(name)}: {one}" for name, value in left.items() for one in _texts(value)]


def _shown(name: str) -> str:
    short = name.removeprefix("custom.")
    return short if short in CUSTOM else name


def _texts(value: Value) -> Iterable[str]:
    if isinstance(value, Date):
        return [date_text(value)]
    if isinstance(value, tuple):
        return [_sided(one) if isinstance(one, Name) else _line(one) for one in value]
    return [_line(value)]


def _sided(person: Name) -> str:
    if person.literal:
        return _line(person.literal)
    family = " ".join(part for part in (person.particle, person.family) if part)
    return " || ".join(_line(part) for part in (family, person.given, *([person.suffix] if person.suffix else [])))


def take(item: dict[str, Any], text: Iterable[str]) -> list[str]:
    """Puts the lines that name a variable into an item, and gives back the others.

    >>> item = {}
    >>> take(item, ["status: forthcoming", "A note: read it", "title-original: Гроші"]), item
    (['A note: read it'], {'status': 'forthcoming', 'custom': {'title-original': 'Гроші'}})
    """
    rest = []
    for line in text:
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not (colon and value and (name in KNOWN or name in CUSTOM or name == "type" or name.startswith("custom."))):
            rest.append(line)
        elif name in CUSTOM or name.startswith("custom."):
            short = name.removeprefix("custom.")
            held = item.setdefault("custom", {})
            if short.removesuffix("-original") in NAMES:
                held.setdefault(short, []).append(value)
            else:
                held[short] = value
        elif name in PEOPLE:
            item.setdefault(name, []).append(_unsided(value))
        else:
            item[name] = date(value) if name in DATES else value
    return rest


def _unsided(text: str) -> dict[str, str]:
    family, *rest = (part.strip() for part in text.split("||"))
    if not rest:
        return {"literal": family}
    particle, family = _particle(family)
    parts = zip(("non-dropping-particle", "family", "given", "suffix"), (particle, family, *rest), strict=False)
    return {key: part for key, part in parts if part}


def _line(text: str) -> str:
    return " ".join(text.split())
