"""What the lines of a list look like, as a few classes each: how a line begins, how the one before ended, its room.

The classes say nothing by themselves: `division` weighs them by how often references begin with them, in lists at
large and in the list at hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from polybib.documents.lines import BLANK, PAGE, Line
from polybib.finding.starts import OPEN_QUOTES, same_author, shape

YEAR = r"(?<![\d.,/])(?:1[5-9]|20)\d\d[a-zа-я]?(?![\d])"
NEAR, FAR = 90, 240  # how far a year stands behind the names of a reference, at most; and anywhere in it
JUST, SOON = 4, 45  # so many characters may follow a year that ends a line, and one that ends a reference
AROUND = 10  # lines that tell the width of a column


class Look(NamedTuple):
    """The classes of a line, as a place where a reference may begin.

    signs   head, year, tail, room, place and gap, each a short word
    key     the first letters, by which lists are sorted
    years   how many years stand in the line
    dated   where the first of them ends, 0 for none
    plain   whether it has a number, or a word that is none of names, before its year
    start, end  where the line begins and ends
    """

    signs: tuple[str, ...]
    key: str
    years: int
    dated: int
    plain: bool
    start: int
    end: int


class Partial(NamedTuple):
    """An item so far: where it begins, its years, where the first ends, whether other than names stands before."""

    start: int
    years: int
    dated: int
    plain: bool


def taken(item: Partial, look: Look) -> Partial:
    """An item with one more line."""
    return Partial(
        item.start, item.years + look.years, item.dated or look.dated, item.plain or (not item.dated and look.plain)
    )


def opened(look: Look) -> Partial:
    """An item of one line."""
    return Partial(look.start, look.years, look.dated, look.plain)


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    return {
        "year": regex.compile(YEAR),
        "rest": regex.compile(
            r"\d{1,4}\s?[-–—(:]|pp?\.\s?\d|[Vv]ol\.|[Nn]o\.|№|[СсТт]\.\s?\d|//|In:?\s|[Ii]n\s\p{Lu}|Available|Retrieved"
            r"|Accessed|Режим|第|\[\w{1,2}\]"
        ),
        "dated": regex.compile(r"\(?(?:1[5-9]|20)\d\d[a-z]?(?!\d)"),
        "address": regex.compile(r"<?https?:|doi\b|DOI\b|www\.|URL|PMID|arXiv|hdl\b|10\.\d{4}"),
        "url": regex.compile(r"(?:https?://|www\.|doi\.org/|(?<!\d)10\.\d{4,9}/)\S*$"),
        # Ministry of Health. 2004. / WHO (2010)
        "body": regex.compile(r"\p{Lu}[^.,;:\d]{1,100}+[.,]?\s\(?(?:1[5-9]|20)\d\d[a-z]?(?!\d)"),
        "tail": regex.compile(
            r"""(?:
              (?P<initial>(?<![\p{L}\p{M}])\p{Lu}[.．])
            | (?P<dated>(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?)
            | (?P<ended>[\d\])）］][.。;；])
            | (?P<abbreviated>(?<![\p{L}\p{M}])\p{L}{1,5}\.)
            | (?P<stop>[.。!?！？][”"»』」]?)
            | (?P<semi>[;；])
            | (?P<hyphen>[-\xad‐])
            | (?P<comma>[,，、])
            | (?P<open>[:：(（\[［&/–—]|(?<![\p{L}\p{M}])(?:\p{Ll}{1,3}|and|und|from|with))
            | (?P<closed>[)）\]］])
            | (?P<digit>\d)
            | (?P<lower>\p{Ll})
            )$""",
            regex.VERBOSE,
        ),
        "plain": regex.compile(r"(?<!\w)\p{Ll}{4,}|\p{Han}{5,}|[\d:：/«“\"\[*]|(?:\p{L}[\p{L}\p{M}'’-]*+\s){5}\p{L}"),
        "key": regex.compile(r"[\p{L}\p{M}]{2,}"),
        "word": regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]|\S+"),
    }


def looks(text: str, held: Sequence[Line]) -> list[Look]:
    """The looks of the lines of a list.

    >>> from polybib.documents.lines import lines
    >>> text = "Hu, D. Growth of\\ntrade. 2019.\\nLi, M. Law. 2020."
    >>> [look.signs[:3] for look in looks(text, lines(text))][1:]
    [('lower', 'near', 'open'), ('names 0', 'near', 'dated')]
    """
    if not held:
        return []
    years = [match.start() for match in _patterns()["year"].finditer(text, held[0].start, held[-1].end)]
    widths = _widths(held)
    least, hanging = _margin(held, widths)
    blanks = sum(line.gap == BLANK for line in held[1:]) > 0.2 * len(held)
    deep = [line.indent > least for line in held]
    sided = 0.05 * len(held) < sum(deep) < 0.95 * len(held) and len(held) > 3
    out = []
    for at, line in enumerate(held):
        before = held[at - 1] if at else None
        place = (
            "same"
            if not sided
            else ("outer" if deep[at] == (hanging < 0) else "inner")
            if hanging
            else ("deep" if deep[at] else "flat")
        )
        gap = "blank" if line.gap == BLANK else "page" if line.gap == PAGE else "between" if blanks else "joined"
        signs = (
            head(text, line),
            _year(years, line, held[at + 1] if at + 1 < len(held) else None),
            tail(text, before) if before else "none",
            _room(text, before, line, widths[at]) if before else "none",
            place,
            gap,
        )
        here = bisect_left(years, line.start)
        count = bisect_left(years, line.end) - here
        dated = years[here] + 4 if count else 0
        plain = bool(_patterns()["plain"].search(text, line.start, years[here] if count else line.end))
        out.append(Look(signs, _key(text, line), count, dated, plain, line.start, line.end))
    return out


def head(text: str, line: Line) -> str:
    """How a line begins."""
    patterns = _patterns()
    start, end = line.start, line.end
    first = text[start]
    if first.isdigit():
        if patterns["dated"].match(text, start, end):
            return "dated"
        return "rest" if patterns["rest"].match(text, start, end) else "digit"
    names = shape(text, start, end)
    if names >= 0:
        return f"names {names}"
    if patterns["address"].match(text, start, end):
        return "address"
    if first.islower():
        return "lower"
    if patterns["dated"].match(text, start, end):
        return "dated"
    if patterns["rest"].match(text, start, end):
        return "rest"
    if same_author(text, start, end):
        return "same"
    if first in OPEN_QUOTES or first in "*_":
        return "quote"
    if not first.isalpha():
        return "mark"
    return "body" if patterns["body"].match(text, start, min(end, start + 130)) else "capital"


def tail(text: str, before: Line) -> str:
    """How the line before ends."""
    near = max(before.start, before.end - 12)
    match = _patterns()["tail"].search(text, near, before.end)
    found = (match.lastgroup if match else None) or "capital"
    if found in ("hyphen", "lower", "digit", "stop", "open", "capital", "dated", "ended") and _patterns()["url"].search(
        text, max(before.start, before.end - 120), before.end
    ):
        return "url"
    return found


def _year(years: Sequence[int], line: Line, after: Line | None) -> str:
    """Where the first year stands behind the beginning of a line."""
    at = bisect_left(years, line.start)
    if at == len(years) or years[at] - line.start > FAR:
        return "none"
    if years[at] - line.start <= 3:
        return "first"
    if years[at] - line.start <= NEAR:
        return "near" if years[at] < line.end else "near below"
    return "far"


def _widths(held: Sequence[Line]) -> list[int]:
    """The width of the column around each line."""
    sizes = [line.end - line.start for line in held]
    usual = sorted(sizes)[len(sizes) * 9 // 10]
    capped = [min(size, int(1.3 * usual)) for size in sizes]
    out = []
    for block in range(0, len(held), AROUND):
        part = sorted(capped[max(0, block - AROUND) : block + 2 * AROUND])
        out += [part[len(part) * 9 // 10]] * min(AROUND, len(held) - block)
    return out


def _room(text: str, before: Line, line: Line, width: int) -> str:
    """Whether the first word of a line had had room on the line before."""
    word = _patterns()["word"].match(text, line.start, min(line.end, line.start + 40))
    spare = width - (before.end - before.start) - 1 - (word.end() - word.start() if word else 0)
    share = spare / max(1, width)
    return (
        "full"
        if share < -0.02
        else "tight"
        if share < 0.06
        else "some"
        if share < 0.17
        else "wide"
        if share < 0.4
        else "half"
    )


def _margin(held: Sequence[Line], widths: Sequence[int]) -> tuple[int, int]:
    """The least indent, and where lines stand after a short line: at the margin (1), indented (-1), either (0)."""
    least = min(line.indent for line in held)
    after = [
        line.indent == least
        for (before, line), width in zip(pairwise(held), widths[1:], strict=True)
        if before.end - before.start < 0.75 * width
    ]
    after.append(held[0].indent == least)
    flat = sum(after) / len(after)
    return least, 1 if flat >= 0.65 else -1 if flat <= 0.35 else 0


def _key(text: str, line: Line) -> str:
    match = _patterns()["key"].search(text, line.start, min(line.end, line.start + 40))
    return match.group()[:2].casefold() if match else ""


def age(item: Partial, end: int) -> str:
    """How far an item has come: whether its first year stands near its beginning, and how much follows it.

    >>> age(Partial(0, 0, 0, True), 60), age(Partial(0, 1, 40, True), 41), age(Partial(0, 2, 140, True), 160)
    ('0', 'near just', 'far soon more')
    """
    if not item.years:
        return "0"
    rest = end - item.dated
    if rest <= JUST and not item.plain:
        return "names"
    come = "just" if rest <= JUST else "soon" if rest <= SOON else "later"
    return f"{'near' if item.dated - item.start <= NEAR else 'far'} {come}{' more' if item.years > 1 else ''}"


def order(first: str, now: str) -> str:
    """How the first letters of a line follow those of an item's first line, in a sorted list."""
    if not first or not now:
        return "none"
    step = ord(now[0]) - ord(first[0])
    if step == 0:
        return "same" if now[1:] >= first[1:] else "before"
    return "next" if 0 < step <= 2 else "after" if 0 < step <= 5 else "before" if step < 0 else "far"
