"""The parts of a document that are lists of references or of notes: from their heading to where they end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import regex

from polybib.documents import Block, headings
from polybib.documents.labels import read
from polybib.documents.lines import Line
from polybib.finding.items import labelled
from polybib.finding.joining import joined, listed
from polybib.finding.record import Evidence, Item
from polybib.finding.signs import prose, score

MOST, FURTHER = 20, 5000  # lists below one heading, and lines looked at for each


class Section(NamedTuple):
    """The lines first..last (without last) below a heading of references or notes."""

    part: headings.Part
    title: str
    first: int
    last: int


class Head(NamedTuple):
    """A heading at a line; `first` is the first line of what stands below it."""

    at: int
    part: headings.Part
    title: str
    level: int
    first: int


@cache
def _run_in() -> regex.Pattern[str]:
    """A heading and the first item on one line: "Литература: 1. Иванов", "参考文献[1] 张"."""
    return regex.compile(
        r"(?P<title>[^\d\[\[［（(①]{3,60}?)[:：.]?\s*(?=(?:\\?[\[［(（]\s?1\s?\\?[\]］)）]|1\s?[.)、．](?!\d)|①)\s*\S)"
    )


def _running(text: str, line: Line) -> regex.Match[str] | None:
    """A line that may begin with a heading and the label of a first item."""
    head = text[line.start : min(line.end, line.start + 80)]
    return _run_in().match(text, line.start, line.start + len(head)) if "1" in head[3:] or "①" in head else None


def lists(
    text: str, held: Sequence[Line], found: Sequence[Block], evidence: Evidence | None = None
) -> tuple[list[Item], list[bool]]:
    """The items of all lists under a heading, and for each line whether a list took it (or is its heading)."""
    items: list[Item] = []
    taken = [False] * len(held)
    for section in _sections(text, held, found):
        lines = list(held[section.first : section.last])
        if section.first and lines and lines[0].start < _title_end(text, held, section):
            lines[0] = lines[0]._replace(start=_title_end(text, held, section))
        got, count = divide(text, lines, section.title, evidence)
        if not _likely(text, got):
            continue
        kind = "note" if section.part == "notes" else None
        items += [item._replace(kind=kind) if kind and item.kind == "item" else item for item in got]
        for at in range(max(0, section.first - 1), section.first + count):
            taken[at] = True
    return items, taken


def divide(
    text: str, lines: Sequence[Line], title: str | None, evidence: Evidence | None = None
) -> tuple[list[Item], int]:
    """The items of a list, by its labels or by its lines, and how many lines they take."""
    if not lines:
        return [], 0
    if got := labelled(text, lines, title, evidence):
        items, count = got
        for _ in range(MOST):
            more, further = _further(text, lines[count : count + FURTHER], evidence)
            if not more:
                break
            items += more
            count += further
        return items, count
    items = joined(text, lines, title, evidence)
    items = items[: listed(text, items, title is None)]
    return items, sum(len(item.lines) for item in items)


def _further(text: str, rest: Sequence[Line], evidence: Evidence | None) -> tuple[list[Item], int]:
    """A second list below a heading of its own within the section: "Foreign sources", and labels from 1 again."""
    if len(rest) < 2 or rest[0].end - rest[0].start > 100:
        return [], 0
    held = text[rest[0].start : rest[0].end]
    if (
        score(held) >= 1
        or (headings.is_sentence(held) and not headings.part(held))
        or (got := labelled(text, rest[1:], headings.bare(held), evidence)) is None
    ):
        return [], 0
    items, count = got
    if items[0].lines[0].start > rest[1].end or not _likely(text, items):
        return [], 0
    return items, count + 1


def _likely(text: str, items: Sequence[Item]) -> bool:
    """Whether the items are references: some look so, and they are not paragraphs of prose."""
    own = [item for item in items if item.kind != "loose"]
    if not own:
        return False
    sample = [text[item.lines[0].start : min(item.lines[-1].end, item.lines[0].start + 700)] for item in own[:40]]
    good = sum(score(held) >= 2 for held in sample)
    plain = sum(prose(held) > 1 and len(held) > 300 for held in sample)
    labels = sum(item.label is not None for item in own)
    return (
        3 * good >= len(sample) or (labels >= 3 and not plain) or (good > 0 and 2 * plain < len(sample) and labels > 0)
    )


def _title_end(text: str, held: Sequence[Line], section: Section) -> int:
    """Where the items begin on the line of a run-in heading; 0 for a heading on a line of its own."""
    line = held[section.first]
    match = _running(text, line)
    return match.end() if match and headings.part(match["title"]) in ("references", "notes") else 0


def _sections(text: str, held: Sequence[Line], found: Sequence[Block]) -> list[Section]:
    """Every heading of references or notes, with the lines up to the next heading that ends it."""
    levels = {block.start: block.level for block in found if block.kind == "heading"}
    out: list[Section] = []
    heads: list[Head] = []
    for at, line in enumerate(held):
        level = levels.get(line.start, 0)
        own = text[line.start : line.end] if line.end - line.start <= 200 else ""
        part = headings.part(own) if own and (level or line.end - line.start <= 100) else ""
        if headings.after_list(text[line.start : min(line.end, line.start + 100)]):
            heads.append(Head(at, "other", "", level or 2, at + 1))
        elif part and (level or part != "other"):
            heads.append(Head(at, part, headings.bare(own), level or 2, at + 1))
        elif level:
            heads.append(Head(at, "", headings.bare(own), level, at + 1))
        else:
            match = _running(text, line)
            if match and (part := headings.part(match["title"])) in ("references", "notes"):
                heads.append(Head(at, part, headings.bare(match["title"]), 2, at))
    for place, head in enumerate(heads):
        if head.part in ("references", "notes") and head.first < len(held):
            out.append(Section(head.part, head.title, head.first, _end(text, held, heads, place)))
    return [section for section in out if section.last > section.first]


def _end(text: str, held: Sequence[Line], heads: Sequence[Head], place: int) -> int:
    """The line of the heading that ends a list: of another part, or of no lower level with no references below it."""
    for head in islice(heads, place + 1, None):
        if head.part:
            return head.at
        line = held[head.at]
        hashes = text.startswith("#", line.start)
        if hashes and head.level > heads[place].level:
            continue
        if read(text, line.start, line.end) and not hashes:
            continue  # "5. Title" may be an item
        below = held[head.at + 1 : head.at + 3]
        if not any(score(text[one.start : min(one.end, one.start + 500)]) >= 2.5 for one in below):
            return head.at
    return len(held)
