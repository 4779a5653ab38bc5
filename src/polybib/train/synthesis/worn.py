"""A text and the spans in it, changed together."""

from __future__ import annotations

import re
from collections.abc import Callable

from polybib.train.example import Example


class Worn:
    """A text and its spans under edit."""

    def __init__(self, made: Example) -> None:
        self.text, self.spans = made.text, list(made.spans)

    def edit(self, start: int, length: int, new: str) -> None:
        """Puts a string in the place of another; spans grow, shrink and move."""
        end, change = start + length, len(new) - length
        self.text = self.text[:start] + new + self.text[end:]
        moved = []
        for label, a, b in self.spans:
            if a >= end and (length or a > start or b != start):
                a, b = a + change, b + change
            elif b > start:
                a, b = min(a, start), max(b + change, start) if b >= end else start + len(new)
            if b > a:
                moved.append((label, a, b))
        self.spans = moved

    def each(self, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
        """Replaces every match, from the end to the beginning."""
        for match in reversed(list(re.finditer(pattern, self.text))):
            self.edit(match.start(), match.end() - match.start(), new(match))

    def span(self, *labels: str) -> tuple[int, int] | None:
        """The first span with one of the labels."""
        return next(((a, b) for label, a, b in self.spans if label in labels), None)
