"""Items under one label that are more than one: a label stands inside a line, or was lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from polybib.documents.labels import CIRCLED, Label
from polybib.documents.lines import JOINED, Line
from polybib.finding.signs import REFERENCE, score
from polybib.finding.starts import author, reference


def within(
    text: str, lines: tuple[Line, ...], label: Label, named: str | None, until: int
) -> list[tuple[tuple[Line, ...], str | None]]:
    """The items that the lines of one label hold: more than one where a label is lost, or stands inside a line.

    until  the number of the next label, 0 where none follows
    """
    out: list[tuple[tuple[Line, ...], str | None]] = []
    number = label.number
    while number and number + 1 != until:
        found = _inside(text, lines, label.family, number + 1) or (until > number + 1 and _lost(text, lines))
        if not found:
            break
        at, end, start = found
        cut = lines[at]
        out.append(((*lines[:at], cut._replace(end=end)) if end > cut.start else lines[:at], named))
        lines = (cut._replace(start=start), *lines[at + 1 :])
        named = str(number + 1) if start > cut.start or end > cut.start else None
        number += 1
    return [*out, (lines, named)]


@cache
def _labels_inside() -> dict[str, regex.Pattern[str]]:
    shapes = {
        "square": r"(?<=[\s.。;；)>/\d])(?:\\?\[|［|【)\s?(?P<n>\d{1,4})\s?(?:\\?\]|］|】)\s*+",
        "tortoise": r"〔\s?(?P<n>\d{1,4})\s?〕\s*+",
        "circled": rf"(?<=[\s.。;；)）”])(?P<n>[{CIRCLED}])\s*+",
        "sup": r"<sup>\s*(?P<n>\d{1,4})\s*</sup>\s*+",
        "dot": r"(?<=[.。;)\d/]\s)(?P<n>\d{1,4})[.．、](?!\d)\s*+",
    }
    return {family: regex.compile(shape) for family, shape in shapes.items()}


def _inside(text: str, lines: Sequence[Line], family: str, number: int) -> tuple[int, int, int] | None:
    """A label within a line: the line, where the item before ends, and where the next begins."""
    label = _labels_inside().get(family)
    wanted = CIRCLED[number - 1 : number] if family == "circled" else str(number)
    for at, line in enumerate(lines if label else ()):
        for match in label.finditer(text, line.start, line.end) if label else ():
            if match["n"] != wanted or match.start() - lines[0].start < 20:
                continue
            before = text[max(lines[0].start, match.start() - 400) : match.start()]
            after = text[match.end() : match.end() + 300]
            if score(before) >= 2 and reference(after, 0, len(after)) and score(after) >= 2:
                return at, _rstrip(text, match.start()), match.end()
    return None


def _rstrip(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _lost(text: str, lines: Sequence[Line]) -> tuple[int, int, int] | None:
    """A paragraph that is a reference of its own, where a number is missing: its label was lost."""
    for at in range(1, len(lines)):
        line = lines[at]
        last = text[lines[at - 1].end - 1]
        stop = at
        while stop + 1 < len(lines) and stop < at + 5 and lines[stop + 1].gap == JOINED:
            stop += 1
        held = text[line.start : min(lines[stop].end, line.start + 500)]
        if last not in ".。)]>;" and not last.isdigit():
            continue
        names = author(text, line.start, line.end)
        if line.gap != JOINED and names and last not in "0123456789" and score(held) >= REFERENCE:
            return at, line.start, line.start
        if line.gap == JOINED and names >= 0.75 and _two(text, lines[0].start, lines[at - 1].end, line):
            return at, line.start, line.start
    return None


def _two(text: str, start: int, end: int, line: Line) -> bool:
    """A whole reference before a line, and one in it, both in one kind of script (a translation is none)."""
    before, held = text[start : min(end, start + 500)], text[line.start : min(line.end, line.start + 500)]
    same = (before.strip()[:1] >= "\u2e80") == (held[:1] >= "\u2e80")
    return same and score(before) >= REFERENCE and score(held) >= REFERENCE
