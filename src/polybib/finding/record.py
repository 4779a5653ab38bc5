"""What is found: a passage of the document, and the reference in it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from polybib.documents.lines import Line
from polybib.model import Kind, Span

# for places in a text, how much speaks for a reference that begins there: logarithms of odds, 0 for nothing
Evidence = Callable[[str, Sequence[int]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class RawReference:
    """A reference as found.

    raw       its text without label, bullet or line breaks: the text of `spans`, one space where a line broke
    offsets   for each character of raw its code point in Document.text
    label     as printed, without brackets: "3"; a circled number in digits
    section   the heading that it stands under; of a note, the chapter that its number belongs to
    part      1, 2, ... where one note or item holds several references; 0 for prose beside references
    """

    raw: str
    offsets: Sequence[int]
    spans: tuple[Span, ...]
    label: str | None = None
    section: str | None = None
    part: int = 1
    kind: Kind = "reference"


class Item(NamedTuple):
    """An entry of a list, or a note: its lines (the label cut off), before anything in it is divided.

    kind  "item" of a list of references, "note" (which may hold several references, and prose), "loose": text of a
          list that no label belongs to
    more  a further reference under the label of the item before
    """

    lines: tuple[Line, ...]
    label: str | None = None
    section: str | None = None
    kind: str = "item"
    more: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Text put together from lines: `turns` are the places in it where a new span of the document begins."""

    raw: str
    offsets: Sequence[int]
    turns: tuple[int, ...] = (0,)


def piece(passage: Passage, start: int, end: int) -> tuple[str, Sequence[int], tuple[Span, ...]]:
    """A part of a passage without the white space around it: raw, offsets, spans."""
    raw = passage.raw
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    if start == end:
        return "", (), ()
    edges = [start, *(turn for turn in passage.turns if start < turn < end), end]
    spans = tuple(Span(passage.offsets[a], passage.offsets[b - 1] + 1) for a, b in _trimmed(raw, edges))
    return raw[start:end], passage.offsets[start:end], spans


def _trimmed(raw: str, edges: Sequence[int]) -> list[tuple[int, int]]:
    """Spans do not hold the space that stands for a line break."""
    pairs = []
    for a, b in itertools.pairwise(edges):
        while b > a and raw[b - 1].isspace():
            b -= 1
        if b > a:
            pairs.append((a, b))
    return pairs
