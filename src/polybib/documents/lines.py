"""The lines of a text that hold something, and the page furniture between them.

A line is what stands between line ends; a form feed ends a page. Page numbers and running headers belong to the page,
not to the text, so they are left out here, and the line that follows them says that a page begins with it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from polybib import words

JOINED, BLANK, PAGE = 0, 1, 2  # what stands before a line: nothing, an empty line, a page break
TALL = 800  # so many characters at least between the numbers of two pages
DIGITS = str.maketrans("", "", "0123456789")
MANY = 20  # a number from here on is seldom the first label of a list


class Line(NamedTuple):
    """A line without the white space around it; `indent` in columns; `gap` one of JOINED, BLANK, PAGE."""

    start: int
    end: int
    indent: int = 0
    gap: int = BLANK


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    roman = r"(?=[ivxlc])(?:x{0,3})(?:ix|iv|v?i{0,3})"
    return {
        "line": re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+"),
        "anchor": re.compile(r"(?:[-*]\s+)?(?:<(?:span|a)\s[^<>]{0,80}></(?:span|a)>\s*)+"),
        "image": re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\s[^>]*>|<!--.*-->|\{\d{1,5}\}-{3,}"),
        "rule": re.compile(r"[-*_=—–\s]{3,}"),
        "number": re.compile(r"\d{1,4}"),
        "folio": re.compile(
            rf"[-–—~·|\[(（\s]*(?:\d{{1,4}}|{roman})[-–—~·|\])）\s]*"
            r"|(?:page|seite|стр\.?|страница|página|strona|p\.)\s*\d{1,4}(?:\s*(?:/|of|von|из|de|z)\s*\d{1,4})?"
            r"|\d{1,4}\s*(?:/|of|из)\s*\d{1,4}|第?\s*\d{1,4}\s*页\s*(?:[,，/]?\s*[共总]\s*\d{1,4}\s*页)?|第\s*\d{1,4}\s*頁",
            re.IGNORECASE,
        ),
        "first": re.compile(r"\D{0,3}(\d{1,4})(?!\d)"),
        "last": re.compile(r"(?<!\d)(\d{1,4})\D{0,3}$"),
        "digits": re.compile(r"[\d\s|·•]+"),
    }


def all_lines(text: str) -> list[Line]:
    """Every line that is not blank.

    >>> [(line.start, line.end, line.indent, line.gap) for line in all_lines("a\\r\\n  b \\n\\nc\\fd")]
    [(0, 1, 0, 1), (5, 6, 2, 0), (9, 10, 0, 1), (11, 12, 0, 2)]
    """
    found = []
    ended = None  # where the last line that held something ended
    for match in _patterns()["line"].finditer(text):
        start = match.start()
        held = match.group().strip()
        if not held:
            continue
        first = text.index(held[0], start)
        if "></" in held[:90] and (anchor := _patterns()["anchor"].match(held)) and anchor.end() < len(held):
            first, held = first + anchor.end(), held[anchor.end() :]
        indent = len(text[start:first].expandtabs(4).replace("\u3000", "  "))
        gap = BLANK if ended is None else _gap(text, ended, start)
        ended = first + len(held)
        found.append(Line(first, ended, indent, gap))
    return found


def _gap(text: str, before: int, after: int) -> int:
    between = text[before:after] if after - before < 64 else text[before : before + 64]
    if "\f" in between:
        return PAGE
    return BLANK if max(map(between.count, "\n\r\x85\u2029")) > 1 else JOINED


def lines(text: str) -> list[Line]:
    """The lines of the text itself: all but page numbers and running headers.

    >>> text = "Title A\\nthe text of it\\n\\n- 3 -\\n\\fmore"
    >>> [text[line.start : line.end] for line in lines(text)]
    ['Title A', 'the text of it', 'more']
    """
    found = all_lines(text)
    out = _furniture(text, found)
    if not out:
        return found
    kept: list[Line] = []
    turned = False
    for at, line in enumerate(found):
        if at in out:
            turned = True
        else:
            kept.append(line._replace(gap=PAGE) if turned and kept else line)
            turned = False
    return kept


def _furniture(text: str, found: Sequence[Line]) -> set[int]:
    """The places of page numbers, and of headers beside page breaks that come again."""
    marks = _marks(text, found)
    folios = _folios(text, found) | _counted_headers(text, found) | marks
    if not folios and not any(line.gap == PAGE for line in found):
        return set()
    tops = {at for at, line in enumerate(found) if line.gap == PAGE}
    tops |= {at + 1 for at in folios if at + 1 < len(found)}
    beside: dict[str, list[int]] = {}
    for top in tops:
        for at in (top, top + 1, top - 1, top - 2):
            if 0 <= at < len(found) and at not in folios and (key := _header(text, found[at], at >= top)):
                beside.setdefault(key, []).append(at)
    return folios.union(*(set(places) for places in beside.values() if len(set(places)) > 1))


def _marks(text: str, found: Sequence[Line]) -> set[int]:
    """Pictures, page marks and rules that a converter set on lines of their own."""
    out = set()
    for at, line in enumerate(found):
        if (text[line.start] in "!<{" and _patterns()["image"].fullmatch(text, line.start, line.end)) or (
            text[line.start] in "-*_=—–"
            and line.end - line.start > 2
            and line.gap
            and (at + 1 == len(found) or found[at + 1].gap)
            and _patterns()["rule"].fullmatch(text, line.start, line.end)
        ):
            out.add(at)
    return out


def _folios(text: str, found: Sequence[Line]) -> set[int]:
    """Lines that hold a page number only: beside a page break, or counting on, a page apart from one another."""
    patterns = _patterns()
    sure: set[int] = set()
    loose = []
    for at, line in enumerate(found):
        if line.end - line.start > 30 or not patterns["folio"].fullmatch(text, line.start, line.end):
            continue
        if PAGE in (line.gap, found[at + 1].gap if at + 1 < len(found) else PAGE) and found[-1].start > line.start:
            sure.add(at)
        elif not _label_like(text, line):
            loose.append(at)
    return sure.union(_counting(text, found, loose))


def _counting(text: str, found: Sequence[Line], loose: Sequence[int]) -> list[int]:
    """Those whose numbers count on with a page of text between; labels on a line of their own stand closer."""
    kept: list[int] = []
    places = [
        (at, int(m.group()))
        for at in loose
        if (m := _patterns()["number"].search(text, found[at].start, found[at].end))
    ]
    for (a, first), (b, second) in itertools.pairwise(places):
        apart = found[b].start - found[a].start
        if 1 <= second - first <= 3 and apart >= (TALL if first < MANY else TALL // 3) * (second - first):
            kept += [a, b]
    alone = (
        not kept
        and len(places) == 1
        and BLANK in (found[places[0][0]].gap, found[min(places[0][0] + 1, len(found) - 1)].gap)
    )
    return [places[0][0]] if alone and len(text) > 2 * TALL else kept


def _label_like(text: str, line: Line) -> bool:
    """[1] and (1) may be labels on a line of their own, and 1998 the end of a reference."""
    held = text[line.start : line.end]
    number = _patterns()["number"].search(held)
    return held[0] in "[(（" or bool(number and len(number.group()) == 4)


def _counted_headers(text: str, found: Sequence[Line]) -> set[int]:
    """Lines that come again on page after page, but for a number that grows: "No. 5   Zhang: Digital trade   23"."""
    same: dict[str, list[tuple[int, tuple[int, int]]]] = {}
    for at, line in enumerate(found):
        if not 8 <= line.end - line.start <= 100:
            continue
        held = text[line.start : line.end]
        first, last = _patterns()["first"].match(held), _patterns()["last"].search(held[-8:])
        if first or last:
            numbers = (int(first[1]) if first else 0, int(last[1]) if last else 0)
            same.setdefault(held.translate(DIGITS), []).append((at, numbers))
    often = [
        places for held, places in same.items() if len(places) > 2 and not any(char in held for char in '“”"«»《》')
    ]
    good = [places for places in often if _header(text, found[places[0][0]], False) and _grow(found, places)]
    return {at for places in good for at, _ in places}


def _grow(found: Sequence[Line], places: Sequence[tuple[int, tuple[int, int]]]) -> bool:
    """The numbers at one edge grow from page to page."""
    pairs = list(itertools.pairwise(places))
    apart = all(found[b].start - found[a].start >= TALL for (a, _), (b, _) in pairs)
    return apart and any(all(one[1][edge] < two[1][edge] for one, two in pairs) for edge in (0, 1))


def _header(text: str, line: Line, top: bool) -> str:
    """The text of a line that may be a running header or footer, its numbers left out; nothing for other lines."""
    if line.end - line.start > 120:
        return ""
    held = text[line.start : line.end]
    key = _patterns()["digits"].sub(" ", held).strip().casefold()
    if sum(map(str.isalpha, key)) < 3 or key.lstrip(" .,([").startswith(words.get("repeat")):
        return ""
    if not top and (held[0].isdigit() or held[-1] in ".。") and any(char in held for char in '“”"«»《》.,。，'):
        return ""
    return key
