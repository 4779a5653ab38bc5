"""What the grammars share: positions in a Text, brackets, quotes, splitting at depth 0, trimming.

Everything takes positions and gives positions; nothing is cut out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from polybib.model import Span
from polybib.segments import Segment, Text

OPEN = {"(": ")", "[": "]", "{": "}", "《": "》", "〈": "〉", "「": "」", "『": "』", "«": "»"}
CLOSE = {close: opener for opener, close in OPEN.items()}
EDGE = " \t\u3000,;:."
_BRACKETS = re.compile(f"[{re.escape(''.join([*OPEN, *CLOSE]))}]")
_CYRILLIC = re.compile(
    "[\u0400-\u052f\u1c80-\u1c8f\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f\ufe2e\ufe2f\U0001e030-\U0001e08f]"
)
_EAST = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00016fe0-\U0003ffff]")


def brackets(masked: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The outermost bracketed stretches (with their signs), balanced or not, left to right. A closing sign closes
    the nearest open one of its kind; an opening sign that is never closed is passed over.

    >>> brackets("a (b [c]) d] (e")
    [Span(start=2, end=9)]
    """
    end = len(masked) if end is None else end
    stack: list[tuple[str, int]] = []
    pairs: list[Span] = []
    open_count: dict[str, int] = {}
    for sign in _BRACKETS.finditer(masked, start, end):
        i, c = sign.start(), sign[0]
        if c in OPEN:
            stack.append((c, i))
            open_count[c] = open_count.get(c, 0) + 1
        elif c in CLOSE and open_count.get(CLOSE[c]):
            while stack:
                opener, at = stack.pop()
                open_count[opener] -= 1
                if opener == CLOSE[c]:
                    pairs.append(Span(at, i + 1))
                    break
    pairs.sort()
    outer: list[Span] = []
    for pair in pairs:
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer


def inside(position: int, spans: list[Span] | tuple[Span, ...]) -> Span | None:
    """The span that holds a position, if any; spans are in order and do not overlap.

    >>> inside(3, [Span(2, 5)])
    Span(start=2, end=5)
    """
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return spans[low] if low < len(spans) and spans[low].start <= position else None


def cyrillic(text: str) -> bool:
    """Has a text a Cyrillic letter? (Quick: the patterns of Cyrillic words need not be tried where it has none.)"""
    return not text.isascii() and _CYRILLIC.search(text) is not None


def east_asian(text: str) -> bool:
    """Can a text hold a character of the Chinese, Japanese or Korean scripts? (Quick, as `cyrillic`.)"""
    return not text.isascii() and _EAST.search(text) is not None


def split(
    masked: str, pattern: regex.Pattern[str], start: int, end: int, closed: list[Span] | None = None
) -> list[Span]:
    """The stretches between the matches of `pattern` that do not begin inside `closed` (brackets by default)."""
    closed = brackets(masked, start, end) if closed is None else closed
    out, at = [], start
    for match in pattern.finditer(masked, start, end):
        if match.end() > match.start() and not inside(match.start(), closed):
            out.append(Span(at, match.start()))
            at = match.end()
    out.append(Span(at, end))
    return out


def trim(text: str, start: int, end: int, edge: str = EDGE) -> Span:
    """Without the characters of `edge` at both ends.

    >>> trim(" , a b. ", 0, 8)
    Span(start=3, end=6)
    """
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return Span(start, end)


def segment(label: str, text: Text, start: int, end: int, edge: str = " \t\u3000,;:", **more: str) -> Iterator[Segment]:
    """One trimmed segment, or none where nothing is left."""
    span = trim(text.folded, start, end, edge)
    if span.end > span.start:
        yield Segment(label, span.start, span.end, **more)  # type: ignore[arg-type]


@cache
def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern, compiled when it is first needed."""
    return regex.compile(pattern, flags)
