"""The titles of a note in Chinese or Japanese: what stands in 《》, 〈〉, 「」, 『』 or, as a whole clause, in “”."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles._zh_patterns import at, pattern

PAIRS = {"《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”", "«": "»", "﹁": "﹂", "﹃": "﹄"}
CLOSERS = {close: opener for opener, close in PAIRS.items()}
BOOKISH = "《〈「『﹁﹃«"


def titles(text: str, folded: str, start: int, end: int) -> list[Span]:
    """The quoted titles of a stretch with their signs, outermost pairs only, left to right.

    A pair may hold others, also of its own kind. Quotation marks are a title only where they fill a clause; a name such
    as 《环球科学》杂志社 is none.

    >>> s = "阿扬:《谈〈记忆〉》,载《环球科学》杂志社编:《论“认识”》,“会议”论文"
    >>> [s[a:b] for a, b in titles(s, s, 0, len(s))]
    ['《谈〈记忆〉》', '《论“认识”》']
    """
    out: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in pattern(r"[《》〈〉「」『』“”«»﹁﹂﹃﹄]").finditer(text, start, end):
        sign = match.group()
        if sign in PAIRS:
            stack.append((sign, match.start()))
            continue
        opener = CLOSERS[sign]
        if not any(s == opener for s, _ in stack):
            continue
        while stack:
            found, first = stack.pop()
            if found == opener:
                break
        if not stack and _is_title(folded, opener, first, match.end(), start, end):
            out.append(Span(first, match.end()))
    if stack and not out and stack[0][0] in "《〈":
        return _unclosed(folded, stack[0][1], end)
    return out


def _is_title(folded: str, opener: str, first: int, last: int, start: int, end: int) -> bool:
    if last - first < 3:
        return False
    if opener in BOOKISH:
        return at(r"\s?@{body-after-title}", folded, last, end) is None
    before = folded[max(start, first - 2) : first].strip()
    starts = (
        not before or before[-1] in ",:;.)]》" or at(r"@{lead.host}", before, len(before) - 1, len(before)) is not None
    )
    return starts and at(r"\s*(?:[,.;(]|$|@{lead.host}|《|in\b)", folded, last, end) is not None


def _unclosed(folded: str, first: int, end: int) -> list[Span]:
    """A title whose closing sign was lost ends before the next clause that is something else."""
    stop = at(r"[《〈][^,.:;]{2,80}(?=[,.])", folded, first, end)
    return [Span(first, stop.end())] if stop else []


def inner(text: str, title: Span) -> Span:
    """A title without its signs, and without the comma that English puts inside them."""
    last = title.end - 1 if text[title.end - 1] in CLOSERS else title.end
    while last > title.start + 1 and text[last - 1] in ",， ":
        last -= 1
    return Span(title.start + 1, last)
