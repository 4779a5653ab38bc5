"""What conversion from PDF and mark-up did to a reference, undone, with offsets.  (interface; being written)"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from polybib.model import Span


@dataclass(frozen=True, slots=True)
class Applied:
    """One repair that was made: its name, where in the raw text, what stood there and what stands now."""

    name: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """text       the repaired text
    offsets    for each character of text, and one past the end, its place in the raw text (never decreasing)
    emphasis   spans of `text` that were italic or bold in Markdown or HTML
    links      spans of `text` that hold a URL which was a link's target
    applied    the repairs in the order in which they were made"""

    text: str
    offsets: Sequence[int]
    emphasis: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    applied: tuple[Applied, ...] = ()


def repair(raw: str, *, known: Collection[str] = frozenset()) -> Repaired:
    """Undo transport noise; `known` are words (case-folded) of the document itself, which may prove a split word."""
    raise NotImplementedError
