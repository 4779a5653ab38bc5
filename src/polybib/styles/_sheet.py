"""A reference being read: its text, with what is already understood struck out, and the segments found so far.

Reading goes from what is certain (identifiers, access notes, announced short forms) to what is left over; what is
claimed becomes GONE in `work`, so that no later rule sees it and segments cannot overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from polybib.model import Issue
from polybib.segments import FILL, Parse, Segment, Text
from polybib.styles._scan import compiled, trim

GONE = "\ue001"
LIMIT = 20_000  # no reference is longer; what stands beyond is left unread, so that a 5 MB line costs nothing
EDGE = " \t\u3000\u00a0,;:" + GONE
OUTER = " \t\u3000\u00a0,;:。，；：\\" + GONE  # what stands between the parts of a reference
CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3005\u3007\u30fc]"
OTHER = r"[\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Greek}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Thai}\p{Armenian}\p{Georgian}]"
WORD = r"[\p{L}\p{M}\p{N}]"


@dataclass(slots=True)
class Sheet:
    """text    what is read
    work    its masked form, claimed stretches as GONE; same positions
    start   where the reference itself begins (after a label and "See:")
    end     where it ends (before notes that follow it)
    out     the segments so far
    signs   what was seen that tells the type ("journal", "event", "day" ...)
    doubts  what a reader should know
    words   all words of the text, folded (`_lexicon.search` skips the patterns whose words it does not hold)"""

    text: Text
    work: str
    start: int
    end: int
    out: list[Segment] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    doubts: list[Issue] = field(default_factory=list)
    words: frozenset[str] = frozenset()

    def claim(self, label: str, start: int, end: int, edge: str = EDGE, **more: str) -> None:
        """Label a stretch (trimmed, less what is struck out at its ends) and strike it out (whole)."""
        span = trim(self.work, start, end, edge + GONE)
        if span.end > span.start:
            self.out.append(Segment(label, span.start, span.end, **more))  # type: ignore[arg-type]
        self.strike(start, end)

    def claim_again(self, label: str, start: int, end: int) -> None:
        """Label a stretch that was struck out before it was known what it is."""
        self.out.append(Segment(label, start, end))
        self.strike(start, end)

    def until_gone(self, start: int, end: int) -> int:
        """The end of the unclaimed text that begins at a position."""
        gone = self.work.find(GONE, start, end)
        return end if gone < 0 else gone

    def strike(self, start: int, end: int) -> None:
        self.work = self.work[:start] + GONE * (end - start) + self.work[end:]

    def has(self, label: str) -> bool:
        return any(s.label == label for s in self.out)

    def first(self, label: str) -> str:
        """The text of the first segment with a label, "" where there is none."""
        return next((s.value or self.text.text[s.start : s.end] for s in self.out if s.label == label), "")

    def relabel(self, old: str, new: str) -> None:
        """Give all segments of one label another."""
        self.out = [Segment(new, s.start, s.end, s.order, s.value) if s.label == old else s for s in self.out]

    def parse(self, style: str, kind: str, confidence: float) -> Parse:
        """The finished reading: segments in order, none over another."""
        segments: list[Segment] = []
        for one in sorted(self.out, key=lambda s: (s.start, s.end)):
            if not segments or one.start >= segments[-1].end:
                segments.append(one)
        return Parse(style, kind, tuple(segments), confidence, doubts=tuple(self.doubts))


def lay_out(text: Text) -> Sheet:
    """A clean sheet."""
    work = text.masked[:LIMIT]
    return Sheet(text, work, 0, len(work), words=frozenset(tokens(work)))


def tokens(text: str) -> list[str]:
    """The words of a text, folded; Chinese, Japanese and Korean text is not divided.

    >>> tokens("Ed. by A.-B. O'Neil, №2")
    ['ed', 'by', 'a', 'b', 'o', 'neil', '№']
    """
    return compiled(r"[\p{L}\p{M}]+|[№§&]").findall(text.casefold())


def cjk(text: str) -> bool:
    """Does a text hold a character of the Chinese, Japanese or Korean scripts?

    >>> cjk("经济 x"), cjk("Économie")
    (True, False)
    """
    return bool(compiled(CJK).search(text))


def other_script(text: str) -> bool:
    """Is a text in a script that is neither Latin nor Chinese, Japanese or Korean?

    >>> [other_script(text) for text in ("Иван Петров", "محمد الجابر", "Ivan", "ПМЭФ (SPIEF) 2019")]
    [True, True, False, False]
    """
    letters = len(compiled(r"\p{L}").findall(text))
    return letters > 1 and len(compiled(OTHER).findall(text)) >= 0.7 * letters


def skip(work: str, at: int, end: int, signs: str = " \t\u3000\u00a0") -> int:
    """The first position from `at` that holds none of `signs`."""
    while at < end and work[at] in signs:
        at += 1
    return at


def blank(work: str, start: int, end: int) -> bool:
    """Is nothing left to read between two positions?"""
    return not any(c.isalnum() for c in work[start:end] if c not in (GONE, FILL))
