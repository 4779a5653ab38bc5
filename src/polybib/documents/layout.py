"""The blocks of a text: headings, list items, footnotes, paragraphs, each with its span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polybib.documents import headings, labels
from polybib.documents.lines import BLANK, JOINED, Line, lines
from polybib.documents.record import Block, Form

NOTES = ("sup", "raised", "foot")


@cache
def _markdown() -> re.Pattern[str]:
    return re.compile(
        r"^ {0,3}#{1,6} \S|\]\((?:https?:|#|\.?/)|<sup>\d|\*\*[^*\n]+\*\*|^\[\^[^\]\n]{1,20}\]:"
        r"|(?<![*\w])\*[^*\s\n][^*\n]{2,200}\*(?!\*)",
        re.MULTILINE,
    )


def guess(text: str) -> Form:
    """Markdown where its marks are, plain text elsewhere.

    >>> guess("# Title\\n\\ntext"), guess("Title\\n\\ntext")
    ('markdown', 'text')
    """
    return "markdown" if _markdown().search(text, 0, 400_000) else "text"


def blocks(text: str, held: Sequence[Line] | None = None) -> tuple[Block, ...]:
    """The blocks of a text, in order.

    >>> text = "# One\\n\\nText of it,\\ntwo lines.\\n\\n[^3]: A note.\\n- item\\n"
    >>> [(b.kind, b.level, b.label) for b in blocks(text)]
    [('heading', 1, None), ('paragraph', 0, None), ('footnote', 0, '3'), ('item', 0, '-')]
    """
    held = lines(text) if held is None else held
    found: list[Block] = []
    skip = -1
    for at, line in enumerate(held):
        if at == skip:
            continue
        after = held[at + 1] if at + 1 < len(held) else None
        level = _level(text, line, after)
        if level:
            found.append(Block("heading", line.start, line.end, level))
            skip = at + 1 if after and _underline(text, after) else -1
        elif label := labels.read(text, line.start, line.end):
            found.append(Block("footnote" if label.family in NOTES else "item", line.start, line.end, 0, label.text))
        elif line.gap == JOINED and found and found[-1].kind != "heading":
            found[-1] = _longer(found[-1], line.end)
        else:
            found.append(Block("paragraph", line.start, line.end))
    return tuple(found)


def _longer(block: Block, end: int) -> Block:
    return Block(block.kind, block.start, end, block.level, block.label)


def _underline(text: str, line: Line) -> bool:
    return line.gap == JOINED and text[line.start] in "=-" and not text[line.start : line.end].strip("=-")


def _level(text: str, line: Line, after: Line | None) -> int:
    if line.end - line.start > 200:
        return 0
    held = text[line.start : line.end]
    below = text[after.start : min(after.end, after.start + 80)] if after and after.gap == JOINED else ""
    level = headings.level(held, below, line.gap >= BLANK, not below)
    return level or (2 if line.end - line.start <= 60 and line.gap >= BLANK and headings.part(held) else 0)
