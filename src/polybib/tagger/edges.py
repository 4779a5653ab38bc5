"""What does not belong to a value at its ends."""

from __future__ import annotations

EDGE = " \t\u3000\u00a0,;:.-–—−/|，；：．。、·•"
BRACKETS = {"[": "]", "(": ")", "（": "）", "［": "］", "【": "】"}
CLOSING = {close: opening for opening, close in BRACKETS.items()}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the punctuation at its ends and without a bracket whose twin is outside.

    >>> trim("(Smith, ", 0, 8)
    (1, 6)
    """
    while start < end:
        first, last = text[start], text[end - 1]
        if first in EDGE or first in CLOSING or (first in BRACKETS and text.find(BRACKETS[first], start, end) < 0):
            start += 1
        elif last in EDGE or last in BRACKETS or (last in CLOSING and text.find(CLOSING[last], start, end) < 0):
            end -= 1
        else:
            break
    return start, end
