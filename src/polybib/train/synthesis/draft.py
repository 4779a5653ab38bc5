"""A reference in the making: literals and labelled values put one after the other, with a seeded choice."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple, TypeVar

from polybib.train.example import MADE, Example
from polybib.train.synthesis.stock import Stock

EDGE = " \t\n\u3000\xa0,;:.-–—−/|，；：．。、·•"
OPENING, CLOSING = "([（［【〔", ")]）］】〕"
Item = TypeVar("Item")


class Field(NamedTuple):
    """A value with its label."""

    label: str
    value: str


Part = str | Field | None


def field(label: str, value: str) -> Field:
    """A labelled value for `Draft.add`.

    >>> field("title", "Cats").label
    'title'
    """
    return Field(label, value)


class Draft:
    """The text so far and the spans of its values, with the language's words and the one source of chance."""

    def __init__(self, random: Random, language: str, stock: Stock) -> None:
        self.random, self.language, self.stock = random, language, stock
        self.text = ""
        self.spans: list[tuple[str, int, int]] = []

    def chance(self, probability: float) -> bool:
        """True as often as the probability says."""
        return self.random.random() < probability

    def choose(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.random.random() * len(items))]

    def one(self, choices: str) -> str:
        """One of the strings between the bars, which may be empty."""
        return self.choose(choices.split("|"))

    def word(self, kind: str) -> str:
        """A word of the language, such as the one before a page; English where the language has none."""
        return self.choose(self.stock.words(self.language, kind))

    def number(self, low: int, high: int) -> str:
        """A number, in digits."""
        return str(self.random.randint(low, high))

    def add(self, *parts: Part) -> Draft:
        """Appends literals and values. A stop after a stop and a space after a space are left out, as in print."""
        for part in parts:
            if not part:
                continue
            text = part if isinstance(part, str) else part.value
            if (
                self.text
                and text
                and ((self.text[-1] == text[0] and text[0] in " .,;") or (self.text[-1] in "?!" and text[0] == "."))
            ):
                text = text[1:]
            start, self.text = len(self.text), self.text + text
            if isinstance(part, Field) and part.label and text.strip():
                self.spans.append((part.label, start, len(self.text)))
        return self

    def maybe(self, probability: float, *parts: Part) -> Draft:
        """Appends the parts, or none of them."""
        return self.add(*parts) if self.chance(probability) else self

    def has(self, label: str) -> bool:
        """Whether a value of this label is there."""
        return any(found == label for found, _, _ in self.spans)

    def close(self) -> Draft:
        """Closes brackets and quotes that are open."""
        for opening, closing in (
            ("(（", ")）"),
            ("[［【〔", "]］】〕"),
            ("«", "»"),
            ("“", "”"),
            ("《", "》"),
            ("〈", "〉"),
            ("「", "」"),
            ("『", "』"),
        ):
            opened = max(self.text.rfind(sign) for sign in opening)
            if opening in "“«" and ("„" in self.text or self.text.count(opening) <= self.text.count(closing)):
                continue  # „…“ and »…« are closed by the sign that opens elsewhere
            if opened > max(self.text.rfind(sign) for sign in closing):
                self.text += closing[opening.index(self.text[opened])]
        return self

    def finish(self, type: str, source: str = MADE) -> Example:
        """The example: every span is cut back to its value."""
        return example(self.text, self.spans, source, type)


def example(text: str, spans: Sequence[tuple[str, int, int]], source: str, type: str) -> Example:
    """An example whose spans are cut back to their values; spans that overlap an earlier one are dropped.

    >>> example("(2010).", [("issued", 0, 7)], "made", "book").spans
    (('issued', 1, 5),)
    """
    kept, last = [], 0
    for label, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        start, end = value(text, max(start, last), end, label)
        if end > start:
            kept.append((label, start, end))
            last = end
    return Example(text, tuple(kept), source, type)


def value(text: str, start: int, end: int, label: str = "") -> tuple[int, int]:
    """The bounds without signs and halves of brackets at the edges; a label keeps its brackets.

    >>> value("12 (3)", 2, 6)
    (4, 5)
    """
    end = min(end, len(text))
    while True:
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if start == end or label == "label":
            return start, end
        inside, first, last = text[start:end], text[start], text[end - 1]
        closed = OPENING.find(first) >= 0 and last == CLOSING[OPENING.find(first)]
        if closed and inside.find(last) == len(inside) - 1 and label != "title":
            start, end = start + 1, end - 1
        elif first in CLOSING or (first in OPENING and not any(c in inside for c in CLOSING)):
            start += 1
        elif last in OPENING or (last in CLOSING and not any(c in inside for c in OPENING)):
            end -= 1
        else:
            return start, end
