"""A text under repair: edits are applied, and every character keeps its place in the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from polybib.model import Span

_LONG = 400  # characters; a fix around more text is told edit by edit, so that nested marks stay linear

MarkKind = Literal["emphasis", "link"]


class Edit(NamedTuple):
    """Replace text[start:end] by `text`."""

    start: int
    end: int
    text: str


class Mark(NamedTuple):
    """text[start:end], as it stands before the edits, was emphasised or was a link's target."""

    kind: MarkKind
    start: int
    end: int


class Fix(NamedTuple):
    """One repair at one place: edits that are made together or not at all, and what they say of the text."""

    edits: tuple[Edit, ...]
    marks: tuple[Mark, ...] = ()


def swap(start: int, end: int, text: str) -> Fix:
    """A fix of one edit."""
    return Fix((Edit(start, end, text),))


@dataclass(frozen=True, slots=True)
class Applied:
    """One repair that was made: its name, where in the raw text, what stood there and what stands now."""

    name: str
    span: Span
    before: str
    after: str


@dataclass(slots=True)
class Draft:
    """text     as repaired so far
    starts   for each character, and one past the end, where it begins in the raw text (never decreasing)
    ends     for each character, where it ends in the raw text"""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    marks: list[Mark] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.starts:
            self.starts = range(len(self.text) + 1)
            self.ends = range(1, len(self.text) + 1)

    def apply(self, name: str, fixes: Iterable[Fix]) -> bool:
        """Make the fixes (of two that overlap, the first) and say whether the text changed."""
        chosen = _compatible(fixes)
        edits = sorted(edit for fix in chosen for edit in fix.edits)
        if not any(self.text[start:end] != new for start, end, new in edits):
            return False
        starts_of = [edit.start for edit in edits]
        shifts = _running_shifts(edits)
        for fix in chosen:
            self._note(name, fix)
        self.marks.extend(mark for fix in chosen for mark in fix.marks)
        self.marks = [
            Mark(m.kind, _moved(m.start, edits, starts_of, shifts, 0), _moved(m.end, edits, starts_of, shifts, 1))
            for m in self.marks
        ]
        self._rebuild(edits)
        return True

    def _note(self, name: str, fix: Fix) -> None:
        """Keep account of a fix: as one piece, or edit by edit where a long text lies between."""
        edits = sorted(fix.edits)
        apart = edits[-1].end - edits[0].start > _LONG
        for group in [[edit] for edit in edits] if apart else [edits]:
            start, end = group[0].start, group[-1].end
            pieces: list[str] = []
            at = start
            for edit in group:
                pieces += self.text[at : edit.start], edit.text
                at = edit.end
            raw_end = self.ends[end - 1] if end > start else self.starts[start]
            self.applied.append(Applied(name, Span(self.starts[start], raw_end), self.text[start:end], "".join(pieces)))

    def _rebuild(self, edits: list[Edit]) -> None:
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in edits:
            pieces += self.text[at:start], new
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            size, old = len(new), end - start
            for k in range(size):
                starts.append(self.starts[start + (k * old // size)])
                ends.append(self.ends[start + ((k + 1) * old - 1) // size] if old else self.starts[start])
            at = end
        pieces.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        self.text, self.starts, self.ends = "".join(pieces), starts, ends


def _compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes whose edits overlap no edit of an earlier fix."""
    chosen = []
    taken: set[int] = set()
    for fix in fixes:
        cells = {at for edit in fix.edits for at in range(edit.start, max(edit.end, edit.start + 1))}
        if taken.isdisjoint(cells):
            taken |= cells
            chosen.append(fix)
    return chosen


def _running_shifts(edits: list[Edit]) -> list[int]:
    """How far the text after each edit moves."""
    shifts, total = [], 0
    for start, end, new in edits:
        total += len(new) - (end - start)
        shifts.append(total)
    return shifts


def _moved(at: int, edits: list[Edit], starts_of: list[int], shifts: list[int], side: int) -> int:
    """Where a position stands after the edits; inside a replaced piece: its start (side 0) or its end (side 1)."""
    last = bisect_right(starts_of, at) - 1
    if last < 0:
        return at
    start, end, new = edits[last]
    before = shifts[last - 1] if last else 0
    if at >= end and not (at == start == end and side == 1):
        return at + shifts[last]
    if at == start:
        return at + before
    return start + before + (len(new) if side else 0)
