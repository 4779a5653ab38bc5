"""Which places of a text stand inside quotes, brackets or links, however badly these are balanced.

One pass with a stack: what is never closed, or never opened, bounds nothing. Straight quotes open before a word and
close after one. So `“CPC … the “National … Guidelines”` has one inner pair, and what follows is outside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "［": "］",
    "【": "】",
    "〔": "〕",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "«": "»",
    "“": "”",
    "‘": "’",
}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}
ALIKE = {")": "(（", "）": "(（", "]": "[［", "］": "[［"}


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(
        r"<(?:https?:|www\.)[^<>]*>|https?://[^\s<>\]）》」，。；]*[^\s<>\]）》」，。；;,.)]|[()\[\]{}（）［］【】〔〕《》〈〉「」『』«»“”‘’„\"]"
    )


def inside(text: str) -> list[tuple[int, int]]:
    """The outermost stretches between matching quotes or brackets, and links, in order and apart.

    >>> [text[a:b] for text in ['a (b; c) “d” e'] for a, b in inside(text)]
    ['(b; c)', '“d”']
    """
    stack: list[tuple[str, int]] = []
    open_now: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for match in _marks().finditer(text):
        mark, at = match.group(), match.start()
        if len(mark) > 1:
            found.append(match.span())
            continue
        mark = _role(text, mark, at, open_now)
        if mark in PAIRS:
            stack.append((mark, at))
            open_now[mark] = open_now.get(mark, 0) + 1
        elif mark:
            wanted = next((o for o in ALIKE.get(mark, CLOSERS.get(mark, "")) if open_now.get(o)), "")
            if mark in CLOSERS and not wanted and open_now.get(CLOSERS[mark]):
                wanted = CLOSERS[mark]
            if wanted:
                found.append((_close(stack, open_now, wanted), at + 1))
    return _merged(found)


def _close(stack: list[tuple[str, int]], open_now: dict[str, int], wanted: str) -> int:
    """Takes the newest of its kind from the stack, and what was opened and left open after it."""
    while True:
        mark, at = stack.pop()
        open_now[mark] -= 1
        if mark == wanted:
            return at


def _role(text: str, mark: str, at: int, open_now: dict[str, int]) -> str:
    """The mark as an opening or closing one: straight and low quotes have two roles, an apostrophe none."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == '"':
        opens = (before.isspace() or before in '([（［—–-"“,，:：；;，、。>*_') and not after.isspace()
        if opens and not (open_now.get("“") and (after in ",.;:)]）］" or (before in '"”' and after.isspace()))):
            return "“"
        if not opens and not open_now.get("“") and "\u2e80" < before < "\ufb00" and not after.isspace():
            return "“"
        return "”"
    if mark == "„":
        return "“"
    if mark == "“" and open_now.get("“") and not before.isspace() and (after.isspace() or after in ",.;:)"):
        return "”"  # German: „…“
    if mark == "’":
        return "" if after.isalnum() or not open_now.get("‘") else mark
    return mark


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            if end > out[-1][1]:
                out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def outside(stretches: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in none of the stretches.

    >>> outside([(2, 5)], 4), outside([(2, 5)], 5)
    (False, True)
    """
    place = bisect_right(stretches, (at, len(stretches) + (1 << 60))) - 1
    return place < 0 or stretches[place][1] <= at
