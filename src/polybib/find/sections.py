"""The parts of a document that are lists of references or of notes: from their heading to where they end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex

from polybib.documents import Block, headings
from polybib.documents.labels import read
from polybib.documents.lines import Line
from polybib.find.items import labelled
from polybib.find.joining import joined, listed
from polybib.find.record import Item
from polybib.find.signs import prose, score


class Section(NamedTuple):
    """The lines first..last (without last) below a heading of references or notes."""

    part: headings.Part
    title: str
    first: int
    last: int


@cache
def _run_in() -> regex.Pattern[str]:
    """A heading and the first item on one line: "Литература: 1. Иванов", "参考文献[1] 张"."""
    return regex.compile(r"(?P<title>[^\d\[\[［（(①]{3,60}?)[:：.]?\s*(?=(?:\\?[\[［(（]\s?1\s?\\?[\]］)）]|1\s?[.)、．](?!\d)|①)\s*\S)")


def lists(text: str, held: Sequence[Line], found: Sequence[Block]) -> tuple[list[Item], list[bool]]:
    """The items of all lists under a heading, and for each line whether a list took it (or is its heading)."""
    items: list[Item] = []
    taken = [False] * len(held)
    for section in _sections(text, held, found):
        lines = list(held[section.first : section.last])
        if section.first and lines and lines[0].start < _title_end(text, held, section):
            lines[0] = lines[0]._replace(start=_title_end(text, held, section))
        got, count = divide(text, lines, section.title)
        if not _likely(text, got):
            continue
        kind = "note" if section.part == "notes" else None
        items += [item._replace(kind=kind) if kind and item.kind == "item" else item for item in got]
        for at in range(max(0, section.first - 1), section.first + count):
            taken[at] = True
    return items, taken


def divide(text: str, lines: Sequence[Line], title: str | None) -> tuple[list[Item], int]:
    """The items of a list, by its labels or by its lines, and how many lines they take."""
    if not lines:
        return [], 0
    if got := labelled(text, lines, title):
        items, count = got
        more, further = _further(text, lines, count, title)
        return items + more, count + further
    items = joined(text, lines, title)
    items = items[: listed(text, items)]
    return items, sum(len(item.lines) for item in items)


def _further(text: str, lines: Sequence[Line], count: int, title: str | None) -> tuple[list[Item], int]:
    """A second list below a heading of its own within the section: "Foreign sources", and labels from 1 again."""
    rest = lines[count:]
    if len(rest) < 2 or rest[0].end - rest[0].start > 100:
        return [], 0
    held = text[rest[0].start : rest[0].end]
    if score(held) >= 1 or (got := labelled(text, rest[1:], headings.bare(held))) is None:
        return [], 0
    items, further = got
    if items[0].lines[0].start > rest[1].end or not _likely(text, items):
        return [], 0
    more, again = _further(text, rest, further + 1, title)
    return items + more, further + 1 + again


def _likely(text: str, items: Sequence[Item]) -> bool:
    """Whether the items are references: some look so, and they are not paragraphs of prose."""
    own = [item for item in items if item.kind != "loose"]
    if not own:
        return False
    sample = [text[item.lines[0].start : min(item.lines[-1].end, item.lines[0].start + 700)] for item in own[:40]]
    good = sum(score(held) >= 2 for held in sample)
    plain = sum(prose(held) > 1 and len(held) > 300 for held in sample)
    labels = sum(item.label is not None for item in own)
    return 3 * good >= len(sample) or (labels >= 3 and not plain) or (good > 0 and 2 * plain < len(sample) and labels > 0)


def _title_end(text: str, held: Sequence[Line], section: Section) -> int:
    """Where the items begin on the line of a run-in heading; 0 for a heading on a line of its own."""
    line = held[section.first]
    match = _run_in().match(text, line.start, min(line.end, line.start + 80))
    return match.end() if match and headings.part(match["title"]) in ("references", "notes") else 0


def _sections(text: str, held: Sequence[Line], found: Sequence[Block]) -> list[Section]:
    """Every heading of references or notes, with the lines up to the next heading that ends it."""
    levels = {block.start: block.level for block in found if block.kind == "heading"}
    out: list[Section] = []
    heads: list[tuple[int, headings.Part, str, int, int]] = []  # line, part, title, level, first line of its items
    for at, line in enumerate(held):
        level = levels.get(line.start, 0)
        own = text[line.start : line.end] if line.end - line.start <= 200 else ""
        part = headings.part(own) if own and (level or line.end - line.start <= 100) else ""
        if part and (level or part != "other"):
            heads.append((at, part, headings.bare(own), level or 2, at + 1))
        elif level:
            heads.append((at, "", headings.bare(own), level, at + 1))
        else:
            match = _run_in().match(text, line.start, min(line.end, line.start + 80))
            if match and (part := headings.part(match["title"])) in ("references", "notes"):
                heads.append((at, part, headings.bare(match["title"]), 2, at))
    for place, (at, part, title, level, first) in enumerate(heads):
        if part in ("references", "notes") and first < len(held):
            out.append(Section(part, title, first, _end(text, held, heads[place + 1 :], level, at)))
    return [section for section in out if section.last > section.first]


def _end(text: str, held: Sequence[Line], heads: Sequence[tuple[int, headings.Part, str, int, int]], level: int, start: int) -> int:
    """The line of the next heading that ends a list: of another part, or of no lower level with no references below it."""
    for at, part, _, other, _ in heads:
        if part:
            return at
        hashes = text.startswith("#", held[at].start)
        if hashes and other > level:
            continue
        if read(text, held[at].start, held[at].end) and not hashes:
            continue  # "5. Title" may be an item
        below = held[at + 1 : at + 3]
        if not any(score(text[line.start : min(line.end, line.start + 500)]) >= 2.5 for line in below):
            return at
    return len(held)
