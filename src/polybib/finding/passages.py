"""Lines put together to one text, with the place of every character kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from polybib.documents.lines import PAGE, Line
from polybib.finding.record import Passage

SOFT = "\xad"
Known = Callable[[str, str], bool]


@cache
def _letters() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(r"[^\W\d_]{2,40}-\Z"), re.compile(r"[^\W\d_]{2,40}"), re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)?")


def known_words(text: str) -> Known:
    """Whether a word broken at a line end is written in one elsewhere in the document, and never with its hyphen.

    >>> known_words("its production; low-cost")("pro", "duction")
    True
    """
    held: set[str] = set()

    def known(left: str, right: str) -> bool:
        if not held:
            held.update(match.group().casefold() for match in _letters()[2].finditer(text))
            held.add("")
        return (left + right).casefold() in held and f"{left}-{right}".casefold() not in held

    return known


def passage(text: str, lines: Sequence[Line], known: Known | None = None) -> Passage:
    """The text of some lines, one space where a line broke.

    A soft hyphen at a line end goes with the break, and so does a hyphen when the word is written without it elsewhere.
    A new span begins after a page break, or where other text lies between two lines.

    >>> passage("Title of\\n it. 2001", [Line(0, 8), Line(10, 18)]).raw
    'Title of it. 2001'
    """
    if len(lines) == 1:
        (only,) = lines
        return Passage(text[only.start : only.end], range(only.start, only.end))
    raw: list[str] = []
    offsets: list[int] = []
    turns = [0]
    for at, line in enumerate(lines):
        if at and offsets:
            before = lines[at - 1]
            if _hyphen(text, before, line, known):
                raw.pop()
                offsets.pop()
            else:
                raw.append(" ")
                offsets.append(before.end)
            if line.gap == PAGE or text[before.end : line.start].strip():
                turns.append(len(raw))
        raw.extend(text[line.start : line.end])
        offsets.extend(range(line.start, line.end))
    return Passage("".join(raw), offsets, tuple(turns))


def _hyphen(text: str, before: Line, line: Line, known: Known | None) -> bool:
    """The line before ends in a hyphen that is surely none of the word's own."""
    if before.end == before.start or line.end == line.start:
        return False
    last = text[before.end - 1]
    if last == SOFT:
        return True
    if last != "-" or known is None or not text[line.start].islower():
        return False
    end, start, _ = _letters()
    left = end.search(text, max(before.start, before.end - 42), before.end)
    right = start.match(text, line.start, line.end)
    return bool(left and right and known(left.group()[:-1], right.group()))
