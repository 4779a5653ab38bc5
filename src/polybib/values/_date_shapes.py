"""The forms of dates, as patterns over the codes of tokens (see _date_tokens), and how each becomes a date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from functools import cache

from polybib import words
from polybib.model import Date
from polybib.values import eras
from polybib.values._date_tokens import Row

_SHORT_PIVOT = 30  # a year of two digits up to here is in this century: 04.01.00, 30.06.04 (formats.md 5.3)


def valid(year: int, month: int = 0, day: int = 0) -> tuple[int, ...] | None:
    """The parts of a date that exists, None where it does not.

    >>> valid(2020, 2, 29), valid(2021, 2, 29), valid(2020, 13), valid(1999)
    ((2020, 2, 29), None, None, (1999,))
    """
    if not month:
        return (year,)
    if not 1 <= month <= 12:
        return None
    if not day:
        return (year, month)
    return (year, month, day) if 1 <= day <= monthrange(max(year, 1), month)[1] else None


Make = Callable[["Found"], "Date | None"]


class Found:
    """A form found in a row of tokens: the number or the printed text of each group."""

    __slots__ = ("day_first", "match", "row")

    def __init__(self, match: re.Match[str], row: Row, day_first: bool) -> None:
        self.match, self.row, self.day_first = match, row, day_first

    def number(self, group: int) -> int:
        at = self.match.start(group) if group <= self.match.re.groups else -1
        return self.row.values.get(at, 0)

    def word(self, group: int) -> str:
        at = self.match.start(group)
        return self.row.word(at) if at >= 0 else ""

    @property
    def printed(self) -> str:
        row, match = self.row, self.match
        return row.text[row.spans[match.start()][0] : row.spans[match.end() - 1][1]].strip(" .,;:，；。")

    def date(self, *parts: tuple[int, ...] | None, season: int = 0) -> Date | None:
        """The date of these parts; where one is impossible, the year alone with the printed form beside it."""
        if all(parts):
            return Date(tuple(p for p in parts if p), season=season)
        inside = range(self.match.start(), self.match.end())
        year = next((self.row.values.get(i, 0) for i in inside if self.row.codes[i] in "Yz"), 0)
        return Date(((year,),), literal=self.printed) if year else None


def _era(found: Found) -> Date | None:
    era = eras.ending(found.word(1))
    number, month, day = found.number(2), found.number(3), found.number(4)
    year = eras.year(era, number) if era else None
    if era is None or year is None:
        return None
    solar = bool(era.solar_from) and number >= era.solar_from
    parts = valid(year, month, day) if solar else (year,)
    return Date((parts or (year,),), literal=found.printed)


def _han(found: Found) -> Date | None:
    return found.date(valid(found.number(1), found.number(2), found.number(3)))


def _han_range(found: Found) -> Date | None:
    return found.date(valid(found.number(1)), valid(found.number(2)))


def _han_months(found: Found) -> Date | None:
    year = found.number(1)
    return found.date(valid(year, found.number(2)), valid(year, found.number(3)))


def _han_days(found: Found) -> Date | None:
    year, month = found.number(1), found.number(2)
    return found.date(valid(year, month, found.number(3)), valid(year, month, found.number(4)))


def _big_endian(found: Found) -> Date | None:
    """2018-06-12; 2018-04-26/29."""
    year, month, day, until = found.number(1), found.number(3), found.number(4), found.number(5)
    if until:
        return found.date(valid(year, month, day), valid(year, month, until))
    return found.date(valid(year, month, day))


def _numeric(found: Found) -> Date | None:
    """12.04.1987, 12/03/2019, 04.01.00, 12.IV.1987: the day first unless the text or the caller says otherwise."""
    printed, sign = found.word(4), found.match.group(2)
    first, second, year = found.number(1), found.number(3), found.number(4)
    if len(printed) <= 2:
        if len(printed) == 1 or sign not in "./":
            return None
        year += 2000 if year <= _SHORT_PIVOT else 1900
    swap = second > 12 or (sign == "/" and not found.day_first and first <= 12)
    day, month = (second, first) if swap and first <= 12 else (first, second)
    parts = valid(year, month, day)
    return Date((parts,)) if parts else found.date(None)


def _day_month(found: Found) -> Date | None:
    """12 May 2019, 12-15 May 2019."""
    until, day, month, year = found.number(1), found.number(2), found.number(3), found.number(4)
    if until:
        return found.date(valid(year, month, until), valid(year, month, day))
    return found.date(valid(year, month, day))


def _two_days(found: Found) -> Date | None:
    """28 February – 3 March 2019."""
    year = found.number(5)
    return found.date(valid(year, found.number(2), found.number(1)), valid(year, found.number(4), found.number(3)))


def _month_day(found: Found) -> Date | None:
    """August 21, 2018; May 12-15, 2019; 6月 12, 2018."""
    month, day, until, year = found.number(1), found.number(2), found.number(3), found.number(4)
    if until:
        return found.date(valid(year, month, day), valid(year, month, until))
    return found.date(valid(year, month, day))


def _month_year(found: Found) -> Date | None:
    month, until, year = found.number(1), found.number(2), found.number(3)
    if until:
        return found.date(valid(year, month), valid(year, until))
    return found.date(valid(year, month))


def _month_years(found: Found) -> Date | None:
    """May 2010 – June 2011."""
    return found.date(valid(found.number(2), found.number(1)), valid(found.number(4), found.number(3)))


def _season_year(found: Found) -> Date | None:
    year, until = found.number(2), found.number(3)
    if len(found.word(3)) == 2:
        until += found.number(2) // 100 * 100
    parts = [valid(year)] + ([valid(until)] if until > year else [])
    return found.date(*parts, season=found.number(1))


def _year_season(found: Found) -> Date | None:
    return found.date(valid(found.number(1)), season=found.number(2))


def _year_month(found: Found) -> Date | None:
    """2003 Dec 15; 1998, May 3-5; 1995. – 12 янв."""
    year, month, day, until = found.number(1), found.number(2), found.number(3), found.number(4)
    if until:
        return found.date(valid(year, month, day), valid(year, month, until))
    return found.date(valid(year, month, day))


def _year_day_month(found: Found) -> Date | None:
    return found.date(valid(found.number(1), found.number(3), found.number(2)))


def _years(found: Found) -> Date | None:
    """1998–2004, 1826/1827; a second year that is not later makes no range."""
    year, until = found.number(1), found.number(2)
    return Date(((year,), (until,))) if year < until <= year + 500 else None


def _short_years(found: Found) -> Date | None:
    """2018-06 and 2018.06 are months, 2005/06 and 1998–99 ranges; what is open is only the year."""
    year, second = found.number(1), found.number(3)
    sign, digits = found.match.group(2)[:1], len(found.word(3))
    until = year - year % 10**digits + second
    follows = until == year + 1
    if sign in "–/" and (follows or (sign == "–" and until > year and (second > 12 or digits == 1))):
        return Date(((year,), (until,)))
    after = found.row.codes[found.match.end() : found.match.end() + 1]
    if second <= 12 and (digits == 2 or (sign == "." and after in ("", ")", "."))):
        return found.date(valid(year, second))
    if sign == "-" and digits == 2 and until > year:
        return Date(((year,), (until,)))
    return None


def _open(found: Found) -> Date | None:
    return Date(((found.number(1),), (0,)))


def _year(found: Found) -> Date | None:
    return Date(((found.number(1),),), circa=found.match.start(2) >= 0)


def _about(found: Found) -> Date | None:
    return Date(((found.number(1),),), circa=True)


# S a blank or none; F fillers ("de", "of the"); G "г."; every pattern is linear: no repeated group holds a repeat
_PARTS = {
    "S": " ?",
    "F": "(?:[fb]'? ?)?(?:f'? ?)?",
    "Y": "([Yz])",
    "G": r"a?(?: ?g(?:\.g)?\.?)?",
    "D": "([nd])",
    "U": r"u?\.?",
    "M": r"(m)\.?",
    "DASH": " ?[-–b]{1,3} ?",
    "NOT_AFTER": "(?<![ndtxYzR][-–./])",
}

SHAPES: tuple[tuple[str, str, Make], ...] = (
    ("e", r"(e)<S>([ndtx])<S>y(?:<S>(n)<S>o(?:<S>([ndt])<S>i?)?)?", _era),
    ("Yz", r"<Y><S>y<S>(n)<S>o?<DASH>(n)<S>o", _han_months),
    ("Yz", r"<Y><S>y<S>(n)<S>o<S>([nd])<S>i?<DASH>([nd])<S>i", _han_days),
    ("Yz", r"<Y><S>y?<DASH><Y><S>y", _han_range),
    ("Yzx", r"([Yzx])<S>y(?:<S>(n)<S>o(?:<S>([ndt])<S>i?)?)?", _han),
    (
        "Yz",
        r"(?<![ndtxYzR][-–.])<Y>a?(<S>[-–./]) ?([ndt])(?:\2|[-–./]) ?([nd])(?:/([nd])(?![-./]))?(?![-–.][ndtxYz])",
        _big_endian,
    ),
    ("nd", r"<NOT_AFTER><D>([-–./]) ?([nR])\2 ?([Yzndt])(?![-–/.][ndtxYz])", _numeric),
    ("nd", r"<NOT_AFTER><D>([/]) ?([d])\2 ?([Yz])", _numeric),
    ("ndt", r"<NOT_AFTER>([ndt])([.]) ?([ndt])\2 ?([Yz])", _numeric),
    ("nd", r"<D>( )(R)<S>([Yz])", _numeric),
    ("nd", r"<NOT_AFTER>(?:<D><U><DASH>)?<D><U>[ -]?<F><M>[,-]?<S><F><Y><G>", _day_month),
    ("nd", r"<D><U><S><F><M><DASH><D><U><S><F><M>,?<S><F><Y><G>", _two_days),
    ("m", r"<M><S><D>u?(?:<DASH><D>u?)?\.?,?<S><F><Y>a?", _month_day),
    ("n", r"(n)<S>o<S>([nd])<S>i?(n)??,?<S><Y>", _month_day),
    ("n", r"(n)<S>o(n)??,?<S><Y>", _month_year),
    ("m", r"<M>(?:(?:<DASH>|<S>/<S>)<M>)?,?<S><F><Y><G>", _month_year),
    ("m", r"<M>,?<S><F><Y><DASH><M>,?<S><F><Y>", _month_years),
    ("s", r"(s)(?:<S>[-–/b]<S>s)?,?<S><F><Y>(?:[-–/]([Yndt]))?", _season_year),
    ("Yz", r"<Y>y?[.,]?<S>\(?(s)\)?(?! ?[A-Za-z])", _year_season),
    ("Yz", r"<Y><G>[.,;]?(?: ?[-–])?<S><M><S><D>(?:[-–]<D>)?(?!u?\.? ?m|[(:/]| ?y|[-–])", _year_month),
    ("Yz", r"<Y><G>,?(?: ?[-–])?<S><M>(?=[,;:)\-–.]|$| ?$)", _year_month),
    ("Yz", r"<Y><G>[.,;]?(?: ?[-–])?<S><F><D><U>[ -]?<F><M>(?!,? ?[Yz])", _year_day_month),
    ("Y", r"<Y>a? ?[-–/]{1,3} ?([Yz])<G>", _years),
    ("Yz", r"<NOT_AFTER><Y>([-–./]{1,2})([ndt])(?![ndtxYza(/]|[-–.:][ndtxYz])", _short_years),
    ("Y", r"<Y>[-–]{1,3}(?=[.,;:)]|$| ?$)", _open),
    ("q", r"q(?:\.? |\.)<Y><G>", _about),
    ("Y", r"<Y><G>(\?)?", _year),
)


@cache
def _compiled() -> dict[str, tuple[tuple[re.Pattern[str], Make], ...]]:
    """The shapes by the code that they begin with."""
    table: dict[str, list[tuple[re.Pattern[str], Make]]] = {}
    for firsts, pattern, make in SHAPES:
        for name, part in _PARTS.items():
            pattern = pattern.replace(f"<{name}>", part)
        compiled = re.compile(pattern)
        for first in firsts:
            table.setdefault(first, []).append((compiled, make))
        if make is _year:
            table["alone"] = [(compiled, make)]
    return {first: tuple(entries) for first, entries in table.items()}


def scan(row: Row, *, day_first: bool, short_years: bool = False) -> Iterator[tuple[Date, int, int]]:
    """Every date of a row of tokens, the longest form at each place: (date, first token, last token + 1).

    A year of two digits (04.01.00) is read only where the caller allows it or a word such as "опубл." stands before.
    """
    codes, table, at = row.codes, _compiled(), 0
    for start in _starts().finditer(codes):
        if start.start() < at:
            continue
        best: tuple[Date, int, int] | None = None
        for pattern, make in table["alone" if _alone().match(codes, start.start()) else start.group()]:
            match = pattern.match(codes, start.start())
            if match and (best is None or match.end() > best[2]):
                if make is _numeric and not short_years and not _may_be_short(match, row):
                    continue
                date = make(Found(match, row, day_first))
                if date is not None:
                    best = (date, start.start(), match.end())
        if best is not None:
            yield best
            at = best[2]


@cache
def _alone() -> re.Pattern[str]:
    """A year that nothing can lengthen, as most are: before a word, a bracket or another year."""
    return re.compile(r"Y(?:[.,;:)]{0,2} ?[wcxkY]|\)$)")


@cache
def _starts() -> re.Pattern[str]:
    """Where a date can begin: a day only before a month or a sign, a month or a season only before a number nearby."""
    return re.compile(r"[Yzexmsq]|[nd](?=u?[-–./ ]|[oym])|t(?=\.)")


def _may_be_short(match: re.Match[str], row: Row) -> bool:
    if row.codes[match.start(4)] in "Yz":
        return True
    at = match.start() - 1
    while at >= 0 and row.codes[at] in " .:":
        at -= 1
    return at >= 0 and row.word(at).casefold() in _dated_by()


@cache
def _dated_by() -> frozenset[str]:
    return frozenset(word.casefold() for word in words.get("dated-by"))
