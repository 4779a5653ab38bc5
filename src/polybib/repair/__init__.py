"""What conversion from PDF and mark-up did to a reference, undone, with offsets.

table.REPAIRS is the ordered list of repairs; each is a function that says what it undoes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from polybib.model import Span
from polybib.repair.draft import Applied, Draft
from polybib.repair.width import fold_width

if TYPE_CHECKING:
    from polybib.repair.table import Repair

__all__ = ["Applied", "Repaired", "fold_width", "known_words", "repair"]

_ROUNDS = 8  # a text that still changes after so many rounds is hostile, and is left as it is


@dataclass(frozen=True, slots=True)
class Repaired:
    """text       the repaired text
    offsets    for each character of text, and one past the end, its place in the raw text (never decreasing)
    emphasis   spans of `text` that were italic or bold in Markdown or HTML
    links      spans of `text` that hold a URL which was a link's target
    applied    the repairs in the order in which they were made
    ends       for each character of text, where it ends in the raw text"""

    text: str
    offsets: Sequence[int]
    emphasis: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    applied: tuple[Applied, ...] = ()
    ends: Sequence[int] = ()

    def source(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the raw text, without mark-up that was around it.

        >>> repair("*Nature*, 2020").source(0, 6)
        Span(start=1, end=7)
        """
        return Span(self.offsets[start], self.ends[end - 1] if end > start else self.offsets[start])


def repair(raw: str, *, known: Collection[str] = frozenset()) -> Repaired:
    r"""Undo transport noise; `known` are words (case-folded) of the document itself, which may prove a split word.

    Repairing what was repaired changes nothing, and correct text stays as it is.

    >>> repair(r"*Black, B.* China's Sm art Industry. $-2019. - N_{\odot} 08. - P. 70-72.$").text
    "Black, B. China's Smart Industry. -2019. - № 08. - P. 70-72."
    """
    draft = Draft(raw)
    for _ in range(_ROUNDS):
        if not _round(draft, known):
            break
    else:
        draft = Draft(raw)
    spans = {kind: _spans(draft, kind) for kind in ("emphasis", "link")}
    return Repaired(draft.text, draft.starts, spans["emphasis"], spans["link"], tuple(draft.applied), draft.ends)


def _round(draft: Draft, known: Collection[str]) -> bool:
    """Make each repair once, in order, and say whether one changed the text."""
    by_chars, steps = _steps()
    chars = frozenset(draft.text)
    literal = not chars.isdisjoint(by_chars)
    changed = False
    for step, needed, asks in steps:
        tried = asks(draft.text) if asks else literal and not chars.isdisjoint(needed)
        if tried and draft.apply(step.name, step.find(draft.text, known)):
            changed = True
            chars = frozenset(draft.text)
            literal = not chars.isdisjoint(by_chars)
    return changed


@cache
def _steps() -> tuple[frozenset[str], list[tuple[Repair, frozenset[str], Callable[[str], bool] | None]]]:
    """All characters that some repair asks for, and each repair with its own, or with the function that it asks."""
    from polybib.repair.table import REPAIRS

    steps: list[tuple[Repair, frozenset[str], Callable[[str], bool] | None]] = []
    for step in REPAIRS:
        if isinstance(step.needs, str):
            steps.append((step, frozenset(step.needs), None))
        else:
            steps.append((step, frozenset(), step.needs))
    return frozenset().union(*(needed for _, needed, _ in steps)), steps


def _spans(draft: Draft, kind: str) -> tuple[Span, ...]:
    """The marks of one kind, in order, without those that became empty."""
    marks = {Span(mark.start, mark.end) for mark in draft.marks if mark.kind == kind and mark.start < mark.end}
    return tuple(sorted(marks))


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")


def known_words(document_text: str) -> frozenset[str]:
    """The words of a document, case-folded, with those of hyphenated words: what may prove a split word.

    >>> sorted(known_words("Smart e-learning, smart"))
    ['e', 'e-learning', 'learning', 'smart']
    """
    found = set(_word().findall(document_text.casefold()))
    return frozenset(found.union(*(word.split("-") for word in found if "-" in word)))
