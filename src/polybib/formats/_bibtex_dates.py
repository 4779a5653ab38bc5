"""Dates of BibTeX (year, month, day) and of BibLaTeX (ISO 8601-2 / EDTF), as CSL-JSON has them.

Source: the BibLaTeX manual, 2.3.8, table 3. What cannot be read stays as a literal.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from polybib import words

MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = ("spring", "summer", "autumn", "winter")
CSLDate = dict[str, Any]


@cache
def _edtf() -> regex.Pattern[str]:
    return regex.compile(
        r"(?P<year>-?\d{4}|\d{3}[Xu]|\d{2}(?:XX|uu))(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
        r"(?:T[\d:.+\-Z]++)?(?P<doubt>[~?%]?)",
        flags=regex.A,
    )


def edtf(text: str) -> CSLDate:
    """A `date` of BibLaTeX.

    >>> edtf("2019-05/2020"), edtf("1984/..")
    ({'date-parts': [[2019, 5], [2020]]}, {'date-parts': [[1984], [0]]})
    >>> edtf("1999-21~")
    {'date-parts': [[1999]], 'season': 1, 'circa': True}
    >>> edtf("199X"), edtf("-0043"), edtf("next year")
    ({'date-parts': [[1990], [1999]]}, {'date-parts': [[-44]]}, {'literal': 'next year'})
    """
    ends = [end.strip() for end in text.strip().split("/")]
    found = [_edtf().fullmatch(end) for end in ends]
    if len(ends) > 2 or not found[0] or (len(ends) == 2 and not found[1] and ends[1] not in ("", "..")):
        return {"literal": " ".join(text.split())}
    parts: list[list[int]] = []
    out: CSLDate = {}
    for match in found:
        years = _years(match["year"]) if match else [0]
        numbers = (
            [int(match[name]) for name in ("month", "day") if match[name] and match[name] != "XX"] if match else []
        )
        if numbers and 21 <= numbers[0] <= 24 and len(ends) == 1:
            out["season"] = numbers[0] - 20
            numbers = []
        if numbers and (not 1 <= numbers[0] <= 12 or not all(1 <= n <= 31 for n in numbers)):
            return {"literal": " ".join(text.split())}
        parts += [[year, *numbers] for year in (years if len(ends) == 1 else years[:1])]
        if match and match["doubt"]:
            out["circa"] = True
    return {"date-parts": parts, **out}


def _years(text: str) -> list[int]:
    """A year, or the first and last of a decade or century of which the last figures are not known."""
    if text[-1] in "Xu":
        return [int(text.replace("X", "0").replace("u", "0")), int(text.replace("X", "9").replace("u", "9"))]
    year = int(text)
    return [year if year > 0 else year - 1]


@cache
def _plain_year() -> regex.Pattern[str]:
    year = r"-?\d{1,4}"
    return regex.compile(
        rf"(?P<circa>c(?:a|irca)?\.?\s*)?(?P<first>{year})(?:\s*(?P<dash>--?|–|/)\s*(?P<last>{year})?)?(?P<doubt>[~?])?",
        flags=regex.A | regex.I,
    )


def printed(year: str, month: str, day: str) -> CSLDate:
    """A date of BibTeX.

    >>> printed("2019", "5", ""), printed("1984--86", "", ""), printed("2001", "May/June", "")
    ({'date-parts': [[2019, 5]]}, {'date-parts': [[1984], [1986]]}, {'date-parts': [[2001, 5], [2001, 6]]})
    >>> printed("2001", "spring", ""), printed("in press", "", ""), printed("2007", "3 May", "")
    ({'season': 1, 'date-parts': [[2001]]}, {'literal': 'in press'}, {'date-parts': [[2007, 5, 3]]})
    """
    whole = _edtf().fullmatch(year)
    found = _plain_year().fullmatch(year)
    literal = {"literal": ", ".join(part for part in (year, " ".join(p for p in (day, month) if p)) if part)}
    if whole and whole["month"] and not month:
        return edtf(year)
    if not found:
        return literal
    first, last = int(found["first"]), found["last"]
    out: CSLDate = {"circa": True} if found["circa"] or found["doubt"] else {}
    if found["dash"]:
        end = _end(found["first"], last) if last else 0
        out["date-parts"] = [[first], [end]]
        return out if not month else literal
    months, season, days = _month(month, day)
    if month and not months and not season:
        return literal
    if season:
        out["season"] = season
    out["date-parts"] = [[first, *part] for part in _pairs(months, days)] or [[first]]
    return out


def _end(first: str, last: str) -> int:
    """The last year of a range, of which the first figures may be left out (1984--86)."""
    return int(first[: len(first) - len(last)] + last) if len(last) < len(first) and first[0] != "-" else int(last)


def _pairs(months: list[int], days: list[int]) -> list[list[int]]:
    if len(months) == 1 and days:
        return [[months[0], day] for day in days[:2]]
    if len(months) == len(days) == 2:
        return [[month, day] for month, day in zip(months, days, strict=True)]
    return [[month] for month in months[:2]]


def _month(month: str, day: str) -> tuple[list[int], int, list[int]]:
    """Months, a season and days in what stands under `month` and `day`."""
    months: list[int] = []
    season = 0
    days = [int(n) for n in regex.findall(r"\d{1,2}", day)]
    for word in regex.findall(r"[^\W\d_]++|\d++", month.lower()):
        if word.isdigit() and not months and not days and month.strip().isdigit() and 1 <= int(word) <= 12:
            months.append(int(word))
        elif word.isdigit():
            days += [int(word)] if 1 <= int(word) <= 31 else []
        elif word in _months():
            months.append(_months()[word])
        elif word in _seasons():
            season = _seasons()[word]
    return months, season, [n for n in days if 1 <= n <= 31]


@cache
def _months() -> dict[str, int]:
    known = {word.lower().strip("."): n for n in range(1, 13) for word in words.get(f"month.{n}")}
    return {**known, **{name: n for n, name in enumerate(MACROS, 1)}}


@cache
def _seasons() -> dict[str, int]:
    known = {word.lower(): n for n, name in enumerate(SEASONS, 1) for word in words.get(f"season.{n}")}
    return {**known, **{name: n for n, name in enumerate(SEASONS, 1)}, "fall": 3}
