"""Footnotes scattered through a text: labels whose numbers count on, and what stands behind them.

`<sup>1</sup> …` and a bare `3 On 1 July …` are one series in one paper. Numbers begin again in a chapter or on a page.
A note may stand late, among those of the next chapter. No sign decides alone: a number must count on, and a series
must hold references.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from polybib.documents import Block, headings
from polybib.documents.labels import CIRCLED, RAISED, Label, read
from polybib.documents.lines import BLANK, JOINED, PAGE, Line
from polybib.finding.cited import CITES, worth
from polybib.finding.inside import within
from polybib.finding.items import goes_on
from polybib.finding.kinds import repeats
from polybib.finding.record import Item
from polybib.finding.signs import REFERENCE

# labels that may belong to one series
SERIES = {
    "sup": "raised", "raised": "raised", "bare": "raised", "foot": "foot", "square": "square", "tortoise": "square",
    "circled": "circled", "note": "circled", "dot": "dot", "paren": "dot", "round": "round",
}  # fmt: skip
# the share of members that must be citations for a series to be one of notes
SHARE = {"raised": 0.25, "foot": 0.0, "square": 0.5, "circled": 0.34, "dot": 0.5, "round": 0.6}
WRAPPED = 200  # no line that is wrapped at a width is longer
CERTAIN = ("sup", "raised", "foot", "circled")


class Candidate(NamedTuple):
    """A line with a label, the lines that follow it, and what speaks for a note."""

    at: int
    stop: int
    label: Label
    worth: float
    cites: bool
    called: int  # where the text calls it, -1 when nowhere
    apart: bool  # an empty line or a page break stands before it


@dataclass
class Series:
    """Notes whose numbers count on."""

    name: str
    members: list[Candidate] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.members[-1].label.number

    def holds(self) -> bool:
        cites = sum(member.cites for member in self.members)
        if cites < max(1, SHARE[self.name] * len(self.members)):
            return False
        alone = len(self.members) == 1 and self.name in ("dot", "round", "square")
        return not alone or self.members[0].worth >= REFERENCE + 1.5


@cache
def _calls() -> re.Pattern[str]:
    """What calls a note from the text; the character before it is looked at apart."""
    return re.compile(
        rf"<sup>\s*\[?(?P<raised>\d{{1,4}}|[{CIRCLED}])\]?\s*</sup>|\^[\[{{]{{0,2}}(?P<caret>\d{{1,4}})"
        rf"|(?P<small>[⁰¹²³⁴-⁹]{{1,4}})|(?P<circled>[{CIRCLED}])"
        r"|[\[［](?:\^(?P<foot>[^\]\s]{1,24})\](?!:)|(?P<square>\d{1,3})\\?[\]］](?!\())"
    )


def notes(
    text: str, held: Sequence[Line], free: Sequence[bool], found: Sequence[Block]
) -> tuple[list[Item], list[int]]:
    """The notes among the lines that are free, in the order of the text, and the lines that they take."""
    series = _series(_candidates(text, held, free))
    kept = [one for one in series if one.holds()]
    if not kept:
        return [], []
    namer = _chapters(text, held, found, kept)
    items: list[tuple[int, Item]] = []
    for one in kept:
        kind = "item" if _is_list(held, one) else "note"
        for place, member in enumerate(one.members):
            own = held[member.at]._replace(start=member.label.end)
            lines = tuple(line for line in (own, *held[member.at + 1 : member.stop]) if line.end > line.start)
            until = one.members[place + 1].label.number if place + 1 < len(one.members) else 0
            for part, label in within(text, lines or (own,), member.label, member.label.text, until):
                items.append((member.at, Item(part, label, namer(one, member), kind)))
    items.sort(key=lambda pair: pair[0])
    taken = [at for one in kept for member in one.members for at in range(member.at, member.stop)]
    return [item for _, item in items], taken


def _called(text: str) -> dict[tuple[str, str], list[int]]:
    """Where the text calls the notes: (series, label) to places."""
    places: dict[tuple[str, str], list[int]] = {}
    for match in _calls().finditer(text):
        series, at = match.lastgroup or "", match.start()
        if series not in ("raised", "foot", "caret") and (at == 0 or text[at - 1] in "\n\r\f"):
            continue
        held = match[series]
        held = str(CIRCLED.index(held) + 1) if held in CIRCLED else str(int(held)) if held.isdecimal() else held
        held = held.translate(RAISED)
        places.setdefault(("raised" if series in ("caret", "small") else series, held), []).append(at)
    return places


def _candidates(text: str, held: Sequence[Line], free: Sequence[bool]) -> list[Candidate]:
    labels: dict[int, Label] = {}
    for at, line in enumerate(held):
        if (
            free[at]
            and (label := read(text, line.start, line.end))
            and label.family in SERIES
            and _followed(held, at, label)
        ):
            labels[at] = label
    calls = _called(text) if labels else {}
    out: list[Candidate] = []
    for at, label in labels.items():
        stop = _stop(text, held, free, labels, at)
        body = text[label.end : min(held[stop - 1].end, label.end + 1500)]
        strength = worth(body)
        cites = strength >= CITES or repeats(body)
        place = _call(calls.get((SERIES[label.family], label.text), ()), held[at].start)
        next_to = bool(out and out[-1].stop == at and out[-1].label.number + 1 == label.number)
        if cites or label.family in CERTAIN or held[at].gap >= BLANK or place >= 0 or next_to:
            out.append(Candidate(at, stop, label, strength, cites, place, held[at].gap >= BLANK))
    return out


def _followed(held: Sequence[Line], at: int, label: Label) -> bool:
    """Something stands behind the label, be it on the next line."""
    if label.end < held[at].end:
        return True
    return label.family in CERTAIN and at + 1 < len(held) and held[at + 1].gap == JOINED


def _call(places: Sequence[int], start: int) -> int:
    """The last call before a note (its own label, at the start of its line, is none)."""
    place = bisect_right(places, start - 1)
    return places[place - 1] if place else -1


def _stop(text: str, held: Sequence[Line], free: Sequence[bool], labels: dict[int, Label], at: int) -> int:
    """The line after a note: an empty line or a page ends it, and so does the next label of its series."""
    series = SERIES[labels[at].family]
    deep = labels[at].family == "foot"
    stop = at + 1
    while stop < len(held) and free[stop] and (held[stop].gap == JOINED or (deep and held[stop].indent >= 4)):
        if (
            stop in labels
            and SERIES[labels[stop].family] == series
            and 0 <= labels[stop].number - labels[at].number <= 3
        ):
            break
        if stop in labels and labels[stop].family in CERTAIN:
            break
        if text[held[stop].start] == "#" or any(_unwrapped(text, line) for line in held[stop - 1 : stop + 1]):
            break
        stop += 1
    if stop < len(held) and free[stop] and stop not in labels and held[stop].gap != JOINED:
        last, line = text[held[stop - 1].end - 1], held[stop]
        broken = line.gap == PAGE and goes_on(text, held[stop - 1], line)
        stop += last not in '.。!?)>”"' and (broken or bool(_address().match(text, line.start, line.end)))
    return stop


def _unwrapped(text: str, line: Line) -> bool:
    """A line as long as a paragraph, and not by the length of an address in it."""
    size = line.end - line.start
    if size <= WRAPPED:
        return False
    held = text[line.start : min(line.end, line.start + 2000)]
    return 20 * held.count(" ") > len(held) or 2 * sum("\u3400" <= char < "\ua000" for char in held) > len(held)


@cache
def _address() -> re.Pattern[str]:
    """An address, or pages, on a line of its own: the rest of a note that a page or a converter broke."""
    return re.compile(r"(?:<?https?://|\[https?://|www\.|pp?\.\s\d|DOI|doi)\S*[^\n]{0,300}")


def _series(candidates: Sequence[Candidate]) -> list[Series]:
    """Puts each candidate where its number counts on, or begins a series with it."""
    out: list[Series] = []
    for place, one in enumerate(candidates):
        name = SERIES[one.label.family]
        number = one.label.number
        recent = [series for series in out[-6:] if series.name == name][::-1][:3]
        home = next((series for series in recent if number == series.last + 1), None)
        sure = one.cites or one.label.family in CERTAIN
        if name == "foot" and recent:
            home = recent[0]
        elif not home and recent and sure and number > 1:
            home = recent[0] if 0 <= number - recent[0].last <= 6 and one.cites else None
        if home:
            home.members.append(one)
        elif _starts(candidates, place, bool(recent)):
            out.append(Series(name, [one]))
    return out


def _starts(candidates: Sequence[Candidate], place: int, others: bool) -> bool:
    """A series begins: with 1, or in the middle where the text is an excerpt."""
    one = candidates[place]
    certain = one.label.family in CERTAIN
    excerpt = one.cites and (certain or (one.apart and not others))
    first = one.label.number <= 1 or one.label.family == "foot" or excerpt
    return first and (one.cites or certain or _follows(candidates, place))


def _follows(candidates: Sequence[Candidate], place: int) -> bool:
    """A 2 comes soon after a 1."""
    name = SERIES[candidates[place].label.family]
    return any(SERIES[c.label.family] == name and c.label.number == 2 for c in candidates[place + 1 : place + 12])


def _is_list(held: Sequence[Line], series: Series) -> bool:
    """A list that has lost its heading: at least three items, nothing between them."""
    if series.name not in ("square", "dot", "round") or len(series.members) < 3:
        return False
    return all(a.stop == b.at for a, b in zip(series.members, series.members[1:], strict=False))


class _Chapters:
    """Names the chapter of a note: where numbers begin again, that of the series; else where the note is called."""

    def __init__(self, heads: Sequence[tuple[int, int, str]], level: int, held: Sequence[Line], many: bool) -> None:
        self.heads = [head for head in heads if head[1] <= level]
        self.held, self.many = held, many

    def __call__(self, series: Series, member: Candidate) -> str | None:
        first = series.members[0] if self.many else member
        start = first.called if first.called >= 0 else self.held[first.at].start
        place = bisect_right(self.heads, (start, 99, "")) - 1
        return self.heads[place][2] if place >= 0 else None


def _chapters(text: str, held: Sequence[Line], found: Sequence[Block], kept: Sequence[Series]) -> _Chapters:
    blocks = [block for block in found if block.kind == "heading"]
    marked = [block for block in blocks if text[block.start] == "#"]
    heads = [(b.start, b.level, headings.bare(text[b.start : b.end])) for b in (marked if len(marked) > 2 else blocks)]
    levels = sorted({level for _, level, _ in heads}) or [1]
    many = len(kept) > 1
    counts = []
    for level in levels:
        namer = _Chapters(heads, level, held, many)
        names = {namer(one, one.members[0]) for one in kept} if many else {head for head in heads if head[1] <= level}
        counts.append((min(len(names), len(kept) if many else 2), -level))
    best = -max(counts)[1]
    return _Chapters(heads, best, held, many)
