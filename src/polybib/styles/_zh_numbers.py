"""Date, volume, issue and pages of a part of a serial in the Chinese manner: "2012,52 (11):15", "2019年第6期"."""

from __future__ import annotations

from typing import NamedTuple

import regex

from polybib.model import Span
from polybib.styles._zh_patterns import at, find, in_words, pattern


class Piece(NamedTuple):
    """A labelled stretch."""

    label: str
    start: int
    end: int


ISSUE = (
    r"(?:@{NUMERAL}(?:\s?[-–—/、,+]\s?\d{1,4})*|@{NUMERAL}?\s?(?:@{supplement})\.?\s?@{NUMERAL}?"
    r"|\p{Lu}\p{L}{0,10}\.?\s?\d{0,3}|[a-z]{1,2}\d{0,3}|\d{1,4}[A-Za-z])"
)
WORDED = (
    ("volume", r"@{ordinal-prefix}?\s?(?<n>@{NUMERAL}(?:[-–]@{NUMERAL})?)\s?@{volume}|@{volume}\s?(?<n>\d+)"),
    (
        "issue",
        r"@{ordinal-prefix}?\s?(?<n>@{NUMERAL}(?:\s?[-–—/、]\s?@{NUMERAL})?)\s?@{issue}(?!\s?[@{HAN}]{0,3}@{page})"
        r"|@{issue}\s?(?<n>\d+)|(?<n>@{supplement}\s?@{NUMERAL}?)(?=[\s,.:;(]|$)",
    ),
    ("page", r"@{ordinal-prefix}\s?(?<n>@{PAGES})\s?@{page}|@{page}\s?(?<n>@{PAGES})|(?<n>@{PAGES})\s?@{page}"),
)
LATIN = r"(?<w>[\p{L}№]{1,8}°?)\.?\s?(?:(?<n>@{PAGES}|[IVXLC]+\b))"


def numbering(masked: str, start: int, end: int, dated: bool = False) -> tuple[list[Piece], int]:
    """What can be read from a position on, and where it ends. `dated`: the year stands elsewhere (author-date form).

    >>> [(p.label, "2012,52 (11):1518-1523"[p.start:p.end]) for p in numbering("2012,52 (11):1518-1523", 0, 22)[0]]
    [('issued', '2012'), ('volume', '52'), ('issue', '11'), ('page', '1518-1523')]
    >>> [p.label for p in numbering("2000-11-20(15)", 0, 14)[0]]
    ['issued', 'page']
    """
    out: list[Piece] = []
    have = {"issued"} if dated else set()
    whole_day = False
    here = start
    while here < end:
        gap = at(r"[\s,.;:、]*+", masked, here, end)
        pos = gap.end() if gap else here
        sign = masked[here:pos].strip()
        step = _worded(masked, pos, end, have) or _bracketed(masked, pos, end, have, whole_day)
        date = None if step or whole_day else at(r"(?<n>@{DATE}@{ERA})@{edition}?", masked, pos, end)
        month = date is not None and find(r"\d{4}\D{1,3}\d", masked, date.start(), date.end()) is not None
        if date and ("issued" not in have or (dated and month)):
            step = ("issued", date.start("n"), date.end("n"), date.end())
            whole_day = find(r"\d{4}\D{1,3}\d\d?\D{1,3}\d", masked, date.start(), date.end()) is not None
        step = step or _bare(masked, pos, end, have, sign)
        if not step:
            break
        label, first, last, here = step
        have.add(label)
        out.append(Piece(label, first, last))
    return out, here


Step = tuple[str, int, int, int]


def _worded(masked: str, pos: int, end: int, have: set[str]) -> Step | None:
    """A number with its word, before it or after it: "vol. 12", "第12卷", "pp. 3-5", "增刊1"."""
    if pos >= end:
        return None
    latin = at(LATIN, masked, pos, end) if masked[pos].isalpha() else None
    if latin and masked[pos].isascii():
        for label in ("volume", "issue", "page"):
            if label not in have and in_words(label, latin["w"]):
                return label, latin.start("n"), latin.end("n"), latin.end()
    for label, template in WORDED:
        if label not in have and (match := at(template, masked, pos, end)):
            return label, match.start("n"), match.end("n"), match.end()
    return None


def _bracketed(masked: str, pos: int, end: int, have: set[str], whole_day: bool) -> Step | None:
    """An issue in brackets; of a newspaper, whose date is a whole day, the page."""
    label = "page" if whole_day and "volume" not in have else "issue"
    template = (
        r"\(\s?@{ordinal-prefix}?\s?(?<n>@{PAGES})\s?(?:@{newspaper-page}|@{page})?\s?\)"
        if label == "page"
        else r"\(\s?(?:(?i:@{short.issue})\.?\s?)?@{ordinal-prefix}?\s?(?<n>" + ISSUE + r")\s?@{issue}?\s?\)"
    )
    match = None if label in have or "page" in have else at(template, masked, pos, end)
    return (label, match.start("n"), match.end("n"), match.end()) if match else None


def _bare(masked: str, pos: int, end: int, have: set[str], sign: str) -> Step | None:
    """A number without a word: pages after a colon or after the issue, a volume before an issue or pages."""
    if not have & {"issued", "volume", "issue"} and not at(r"[\dA-Z]{1,5}\s?[(:]", masked, pos, end):
        return None
    pages = at(r"(?<n>@{PAGES})(?![\p{L}\d])", masked, pos, end)
    if pages is None:
        return None
    volume = at(
        r"(?<n>(?:[A-Z]{1,2}-?)?\d{1,4}[A-Z]?(?:[/-]\d{1,4})?|[IVXLC]{1,6})(?=\s?[(:,.;]|\s*$)", masked, pos, end
    )
    first = not have & {"volume", "issue", "page"}
    if volume and first and ":" not in sign:
        ranged = at(r"\d+\s?@{DASH}\s?\d+\s*(?:$|[.;])", masked, pos, end)
        if not ranged:
            return "volume", volume.start("n"), volume.end("n"), volume.end()
    if sign == "." and pages.end() - pages.start() > 4:
        sign = ":"
    if "page" in have or (sign not in (":", ",:", ".:", ",", "") and not have & {"issue"}):
        return None
    return "page", pages.start("n"), pages.end("n"), pages.end()


CANDIDATE = r"[\d(]|@{ordinal-prefix}|@{volume}|@{issue}|@{page}|@{supplement}|(?<=[\s,.(])\p{L}{1,4}\.\s?\d"
START = (
    r"@{DATE}(?:[\s,.;:(\[)]|@{ordinal-prefix}|@{supplement}|@{ERA}|$)|\d{1,4}\s?\([^()]{1,14}\)"
    r"|\(\s?(?:\d{1,4}|@{supplement})[^()]{0,10}\)\s?:|\d{1,4}\s?:\s?[A-Za-z]{0,2}\d|\d{1,4},\s?\d+\s?@{DASH}\s?\d|\p{L}{1,4}\.\s?\d"
    r"|@{ordinal-prefix}?\s?@{NUMERAL}\s?(?:@{volume}|@{issue})|(?:@{volume}|@{issue}|@{page})\s\d"
)
BEFORE = frozenset(",.;:()[]》”\"’'} \t\u3000、")


def starts(masked: str, start: int, end: int) -> list[int]:
    """The places of a stretch where such a numbering may begin, left to right."""
    found: list[int] = []
    for match in pattern(CANDIDATE).finditer(masked, start, end):
        here = match.start()
        begins = (
            here == start
            or masked[here - 1] in BEFORE
            or (not masked[here - 1].isascii() and masked[here - 1].isalpha())
        )
        if begins and at(START, masked, here, end):
            found.append(here)
            if len(found) >= 16:
                break
    return found


def serial(masked: str, start: int, end: int, dated: bool = False) -> tuple[int, list[Piece], int] | None:
    """The numbering of a part of a serial within a stretch: where it begins, its pieces, where it ends. Prefers
    one that reaches the end of the stretch.

    >>> s = "Chinese Administration,2019(06):36-41."
    >>> begin, pieces, _ = serial(s, 0, len(s)) or (0, [], 0)
    >>> s[:begin], [p.label for p in pieces]
    ('Chinese Administration,', ['issued', 'issue', 'page'])
    """
    best: tuple[int, list[Piece], int] | None = None
    for begin in starts(masked, start, end):
        if best and begin < best[2]:
            continue
        pieces, stop = numbering(masked, begin, end, dated)
        if not pieces:
            continue
        labels = {p.label for p in pieces}
        if len(labels) > 2 or at(r"[\s.,;:)\]。}]*+$", masked, stop, end):
            return begin, pieces, stop
        if len(labels) > (len({p.label for p in best[1]}) if best else 1) or (best is None and "issued" in labels):
            best = begin, pieces, stop
    return best


def volume_in(masked: str, start: int, end: int) -> Span | None:
    """The volume, where a stretch is nothing else: the number alone for 卷, the whole for 册 and the like.

    >>> volume_in("第 4 册", 0, 5), volume_in("第4卷", 0, 3), volume_in("第四纪研究", 0, 5)
    (Span(start=0, end=5), Span(start=1, end=2), None)
    """
    if not 0 < end - start <= 24:
        return None
    counted = at(r"[一二三四五六七八九十百]+@{volume}$", masked, start, end)  # "四卷" counts the volumes
    match = at(r"@{VOLUME}\s*$", masked, start, end)
    if match and not counted:
        return volume_span(masked, match)
    return Span(start, end) if counted else None


def volume_span(masked: str, match: regex.Match[str]) -> Span:
    """The number of a matched volume; a number in Chinese is given with its words ("第九卷"), which makes it plain."""
    spelt = find(r"\G[一二三四五六七八九十百千〇零]+$", masked, *match.span("n")) and find(
        r"@{volume}$", masked, *match.span()
    )
    return Span(*(match.span() if spelt else match.span("n")))
