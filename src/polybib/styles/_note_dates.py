"""Where the dates are: day month year in any order and language, months, seasons, years; values are read elsewhere."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from polybib import words
from polybib.styles._scan import compiled

YEAR = r"(?:1[4-9]\d\d|20\d\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.)?"
RANGE = r"\s?[-–—/]\s?"
NAME = r"(?P<name>\p{L}[\p{L}\p{M}]{2,14}+)\.?"
FORMS = (
    rf"(?P<day>{DAY}{ORDINAL}(?:{RANGE}{DAY}{ORDINAL})?)[\s-](?:of\s|de\s)?{NAME}(?:,?[\s-](?:de\s|del\s)?{YEAR}(?!\d))",
    rf"{NAME}\s(?P<day>{DAY}{ORDINAL}(?:{RANGE}(?:\p{{L}}{{3,14}}+\.?\s)?{DAY}{ORDINAL})?),?\s{YEAR}(?!\d)",
    rf"(?P<day>{DAY}{ORDINAL})\s{NAME}{RANGE}{DAY}{ORDINAL}\s\p{{L}}{{3,14}}+\.?,?\s{YEAR}(?!\d)",
    rf"{NAME}(?:\s?[-–—/]\s?\p{{L}}{{3,14}}+\.?)?,?\s(?:de\s)?{YEAR}(?!\d)",
    rf"(?P<digits>{YEAR}[-./](?:1[0-2]|0?[1-9])[-./]{DAY}(?!\d)|{DAY}[./](?:1[0-2]|0?[1-9])[./]{YEAR}(?!\d)"
    rf"|{YEAR}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号號])?|(?![\p{{Han}}\s]))|{YEAR}\s?년(?:\s?\d{{1,2}}\s?월(?:\s?\d{{1,2}}\s?일)?|(?![\p{{Hangul}}\s])))",
    rf"{YEAR}[-/](?:1[0-2]|0[1-9])(?![\d-])",
)


class Found(NamedTuple):
    """A date: its stretch, and how exact it is (3 day, 2 month or season, 1 year)."""

    start: int
    end: int
    exact: int


@cache
def _names() -> frozenset[str]:
    return frozenset(w.casefold().rstrip(".") for w in (*words.numbered("month"), *words.numbered("season")))


def find(work: str, start: int, end: int) -> list[Found]:
    """All dates with at least a month, in order.

    >>> [d.exact for d in find("On 1 July 2015, June 2018; Oct. 25, 1983 and may 2019", 0, 53)]
    [3, 2, 3, 2]
    >>> find("the 19th Congress 2017", 0, 22)
    []
    """
    found = []
    at = start
    pattern = _pattern()
    while match := pattern.search(work, at, end):
        at = match.end()
        name = next((v for k, v in match.groupdict().items() if k.startswith("name") and v), None)
        if name is not None and name.casefold() not in _names():
            at = match.start(next(k for k, v in match.groupdict().items() if k.startswith("name") and v)) + 1
            continue
        exact = 3 if any(v for k, v in match.groupdict().items() if k.startswith("day")) else 2
        if any(v for k, v in match.groupdict().items() if k.startswith("digits")):
            exact = 1 + min(2, len(compiled(r"\d+").findall(match.group())) - 1)
        found.append(Found(match.start(), match.end(), exact))
    return found


@cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(_named(f, n) for n, f in enumerate(FORMS))})", regex.IGNORECASE
    )


def _named(form: str, n: int) -> str:
    """Group names are made different for each form."""
    for name in ("name", "day", "digits"):
        form = form.replace(f"(?P<{name}>", f"(?P<{name}{n}>")
    return form


def years(work: str, start: int, end: int) -> list[Found]:
    """Bare years that stand alone between signs.

    >>> [d.start for d in years("Blue Book 2018, 2019, pp. 2001-2010 (2020a)", 0, 43)]
    [16, 37]
    """
    pattern = compiled(rf"(?<=[\s,.;:(\[”\"»’\ue001\ue000]|^)({YEAR})[a-hA-H]?(?=\s*(?:[,.;:)\]\ue001\ue000]|$))")
    return [Found(m.start(1), m.end(), 1) for m in pattern.finditer(work, start, end) if _alone(work, m.start(), start)]


def _alone(work: str, at: int, start: int) -> bool:
    """Nothing of a phrase directly before the year."""
    while at > start and work[at - 1] in " \u00a0\t":
        at -= 1
    return at == start or work[at - 1] in ',.;:()[]”"»’\ue000\ue001–—'
