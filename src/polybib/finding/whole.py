"""Is an input a list of references and nothing else?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polybib.documents import Block, headings
from polybib.documents.labels import CIRCLED, RAISED
from polybib.documents.lines import lines
from polybib.finding.joining import joined
from polybib.finding.signs import REFERENCE, score


@cache
def _short() -> re.Pattern[str]:
    return re.compile(r"^[^\n]{2,60}$", re.MULTILINE)


FIRST, LOOK = 15, 120  # blocks looked at
ENOUGH, SURE = 0.7, 0.9


def is_list(text: str, found: Sequence[Block]) -> bool:
    """Whether nearly all of the text, by length, looks like references.

    >>> from polybib.documents.layout import blocks
    >>> text = "Hu D. Growth. Trade, 2019, no. 2.\\nLi M. Law. Beijing: Press, 2020."
    >>> is_list(text, blocks(text)), is_list("It was long, and we have said so.", ())
    (True, False)
    """
    held = [block for block in found if block.kind != "heading"]
    if not held or any(block.kind == "footnote" for block in held):
        return False
    short = _short().finditer(text, held[0].start, held[0].start + 200_000)
    if any(match.start() > held[0].start and headings.part(match.group()) == "references" for match in short):
        return False
    if _calls_notes(text, held):
        return False
    first = _share(text, held, FIRST)
    if first < ENOUGH / 2:
        return False
    return _share(text, held, LOOK) >= ENOUGH or (first >= ENOUGH - 0.2 and _divided(text))


def _divided(text: str) -> bool:
    """Whether the first lines, divided into references, are nearly all references: blocks of wrapped lines mislead."""
    held = lines(text)[: 2 * LOOK]
    items = joined(text, held, None)
    if len(items) < 4 or len(items) == len(held):
        return False
    pieces = [text[item.lines[0].start : min(item.lines[-1].end, item.lines[0].start + 1500)] for item in items]
    good = [len(piece) for piece in pieces if score(piece) >= 2]
    return len(good) >= SURE * len(items) and sum(good) >= SURE * sum(map(len, pieces))


@cache
def _call() -> re.Pattern[str]:
    """A note mark behind a word or a stop."""
    return re.compile(
        r"(?<=[^\s\d:/,(（])(?:(?P<a>[①-⑳])|(?P<b>[⁰¹²³⁴-⁹]{1,3})|<sup>(?P<c>\d{1,3})</sup>|\[\^(?P<d>\w{1,9})\](?!:))"
    )


def _calls_notes(text: str, held: Sequence[Block]) -> bool:
    """Whether paragraphs that are no references call notes that the text has: it is a document, not a list."""
    labels: set[str | None] = {block.label for block in held if block.label}
    if not labels:
        return False
    for block in [block for block in held if block.kind == "paragraph"][:LOOK]:
        end = min(block.end, block.start + 1500)
        calls = {m[m.lastgroup or 0].translate(RAISED) for m in _call().finditer(text, block.start, end)}
        named = {str(CIRCLED.index(call) + 1) if call in CIRCLED else call for call in calls}
        if named & labels and score(text[block.start : end]) < REFERENCE:
            return True
    return False


def _share(text: str, held: Sequence[Block], count: int) -> float:
    """The share of the text, by length and by blocks, that looks like references, in so many blocks spread over it."""
    seen = held[:: max(1, len(held) // count)]
    sizes = [min(block.end - block.start, 1500) for block in seen]
    good = [score(text[b.start : b.start + size]) >= 2.5 for b, size in zip(seen, sizes, strict=True)]
    by_length = sum(size for size, fits in zip(sizes, good, strict=True) if fits) / max(1, sum(sizes))
    return min(by_length, sum(good) / len(good))
