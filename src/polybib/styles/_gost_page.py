"""A reference being read by the GOST grammar: its sheet, its words, its brackets and quotations, and its pieces."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from polybib.model import Span
from polybib.segments import FILL
from polybib.styles import _gost_words as lex
from polybib.styles._scan import brackets, compiled, inside
from polybib.styles._sheet import GONE, Sheet

SIGNS = ".,;:–—−‐-()[]{}/|!?…»”\"'" + GONE + FILL


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece: its kind, its stretch with the announcing word, its values (label, start, end), and whether it stands
    after a sign."""

    kind: str
    start: int
    end: int
    parts: tuple[tuple[str, int, int], ...]
    clean: bool = True


@dataclass(slots=True)
class Page:
    """sheet   the sheet of the reference
    tokens  its words and numbers that are not struck out
    closed  its outermost brackets and quotations
    keys    the keys of all its words
    bodies  stretches of the statement that name a body beside the authors"""

    sheet: Sheet
    tokens: list[lex.Token] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    bodies: list[Span] = field(default_factory=list)

    @property
    def work(self) -> str:
        return self.sheet.work

    def scan(self) -> None:
        """Read the words and brackets."""
        self.tokens = lex.tokens(self.work, self.sheet.start, self.sheet.end)
        self.closed = closed_spans(self.work, self.sheet.start, self.sheet.end)
        self.keys = {t.key for t in self.tokens}

    def refresh(self) -> None:
        """Forget words and brackets that were struck out or passed over."""
        work, start = self.work, self.sheet.start
        self.tokens = [t for t in self.tokens if t.start >= start and work[t.start] != GONE]
        self.closed = [c for c in self.closed if c.start >= start and work[c.start] != GONE]

    def index(self, position: int) -> int:
        """The first word that begins at or after a position."""
        return bisect_left(self.tokens, (position,))

    def key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def kinds(self, i: int) -> frozenset[str]:
        """What a word may announce."""
        return lex.kinds().get(self.key(i), lex.NOTHING)

    def shut(self, position: int) -> Span | None:
        """The bracket or quotation that holds a position."""
        return inside(position, self.closed)

    def clean(self, at: int) -> bool:
        """Does a sign, or the beginning, stand before a position?"""
        sign = before(self.work, at, self.sheet.start)
        return not sign or sign in SIGNS


def closed_spans(work: str, start: int, end: int) -> list[Span]:
    """Brackets and quotations in « », “ ” and „ “, outermost only, in order."""
    spans = brackets(work, start, end)
    if "“" in work or "„" in work:
        for match in compiled(r"“[^“”]{1,300}+”|„[^„“”]{1,300}+[“”]").finditer(work, start, end):
            if not inside(match.start(), spans):
                outside = [s for s in spans if not match.start() < s.start < match.end()]
                spans = sorted([*outside, Span(*match.span())])
    return spans


def before(work: str, at: int, low: int) -> str:
    """The last character before a position that is not a space, "" at the edge."""
    while at > low and work[at - 1].isspace():
        at -= 1
    return work[at - 1] if at > low else ""


def after(work: str, at: int, high: int) -> str:
    """The first character from a position that is not a space, "" at the edge."""
    while at < high and work[at].isspace():
        at += 1
    return work[at] if at < high else ""
