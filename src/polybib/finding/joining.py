"""A list without labels: which lines begin an item and which go on with it, by the sum of small signs.

The manner is anystyle's (lib/anystyle/refs.rb): every sign adds or takes a little, and a new item begins above zero.
The weights were set on reference sections of PDF texts (grobid's training sections).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from polybib.documents.lines import BLANK, JOINED, PAGE, Line
from polybib.finding.division import divided
from polybib.finding.evidence import looks
from polybib.finding.record import Item
from polybib.finding.signs import REFERENCE, prose, score
from polybib.finding.starts import OPEN_QUOTES, author, shape

YEAR = r"(?<![\d.,/])(?:1[5-9]|20)\d\d[a-z]?(?!\d)"


class Layout(NamedTuple):
    """How the lines of a list stand.

    wrapped at a width or not; hanging (1), with a first-line indent (-1) or neither (0);
    blanks: empty lines between items; named: items begin with names
    """

    width: int
    wrapped: bool
    hanging: int
    least: int
    blanks: bool
    named: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "year": re.compile(YEAR),
        "rest": re.compile(
            r"(?:\d{1,4}\s?[-–—(:]|pp?\.\s?\d|[Vv]ol\.|[Nn]o\.|№|[СсТт]\.\s?\d|//|In:?\s|[Ii]n\s[A-Z]|\(?(?:1[5-9]|20)\d\d[a-z]?[).,:;]|Available|Retrieved|Accessed|URL|Режим|第|\[\w\])"
        ),
        "address": re.compile(r"<?https?:|doi\b|DOI\b|www\.|URL|PMID|arXiv|hdl\b"),
        "url": re.compile(r"(?:https?://|www\.|doi\.org/|10\.\d{4})\S*$"),
        "word": re.compile(r"(?<!\w)[a-zß-ÿа-яёіїєґў]{4,}|[\u3400-\u9fff]{5,}"),
    }


def layout(text: str, held: Sequence[Line]) -> Layout:
    """What the lines of a list have in common."""
    lengths = sorted(line.end - line.start for line in held)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    inner = [held[at] for at in range(len(held) - 1) if held[at + 1].gap == JOINED]
    full = sum(0.8 * width <= line.end - line.start <= 1.15 * width for line in inner)
    lower = sum(line.gap == JOINED and text[line.start].islower() for line in held)
    wrapped = bool(inner) and width < 200 and (full > 0.4 * len(inner) or lower > 0.08 * len(inner))
    indents = [line.indent for line in held]
    least = min(indents, default=0)
    deeper = sum(indent > least for indent in indents)
    hanging = _hanging(held, least, width) if 0.1 * len(held) < deeper < 0.95 * len(held) and len(held) > 3 else 0
    gaps = sum(line.gap == BLANK for line in held[1:])
    named = sum(author(text, line.start, line.end) >= 1 for line in held) > 0.2 * len(held)
    return Layout(width, wrapped, hanging, least, gaps > 0.25 * max(1, len(held) - 1), named)


def _hanging(held: Sequence[Line], least: int, width: int) -> int:
    """Where lines stand that follow a short line, the last of an item: at the margin (1) or indented (-1)."""
    after = [line.indent == least for before, line in pairwise(held) if before.end - before.start < 0.75 * width]
    after.append(held[0].indent == least)
    flat = sum(after) / len(after)
    return 1 if flat >= 0.65 else -1 if flat <= 0.35 else 0


def joined(text: str, held: Sequence[Line], section: str | None) -> list[Item]:
    """The items of a list without labels.

    >>> text = "Hu D. Growth\\nof trade. 2019.\\nLi M. Law. 2020."
    >>> from polybib.documents.lines import lines
    >>> [[text[line.start : line.end] for line in item.lines] for item in joined(text, lines(text), None)]
    [['Hu D. Growth', 'of trade. 2019.'], ['Li M. Law. 2020.']]
    """
    starts = divided(looks(text, held))
    ends = [*starts[1:], len(held)]
    return [Item(tuple(held[start:end]), None, section) for start, end in zip(starts, ends, strict=True)]


FEW = -4.0  # how unlikely it is that a line within a labelled item begins a further reference


def several(text: str, items: Sequence[Item]) -> list[Item]:
    """The items of a labelled list, those divided that hold several references, each at the beginning of a line.

    >>> text = "Lee Y 2010 Physica A 43 185. Lee Y 2011 Physica A 43 375.".replace(". L", ".\\nL")
    >>> from polybib.documents.lines import lines
    >>> len(several(text, [Item(tuple(lines(text)), "1")]))
    2
    """
    held = [line for item in items for line in item.lines]
    if len(held) == len(items):
        return list(items)
    known = list(accumulate((len(item.lines) for item in items), initial=0))
    begins = divided(looks(text, held), known[:-1], bias=FEW)
    out: list[Item] = []
    for item, start in zip(items, known, strict=False):
        own = [at - start for at in begins if start < at < start + len(item.lines)]
        cuts = [0]
        for at in own if item.kind == "item" else ():
            if _apart(text, item.lines[cuts[-1] : at], item.lines[at:]):
                cuts.append(at)
        for cut, end in zip(cuts, [*cuts[1:], len(item.lines)], strict=True):
            out.append(item._replace(lines=item.lines[cut:end], more=cut > 0))
    return out


def _apart(text: str, before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a whole reference stands before a line, and one begins with it, with names in the same order."""
    left = text[before[0].start : min(before[-1].end, before[0].start + 800)]
    right = text[after[0].start : min(after[min(3, len(after) - 1)].end, after[0].start + 500)]
    names = shape(right, 0, len(right))
    return names >= 0 and names == shape(left, 0, len(left)) and all(
        score(part) >= REFERENCE - 0.5 and _patterns()["year"].search(part) for part in (left, right)
    )


# what each sign is worth; above zero a new item begins
WEIGHTS = {
    "always": -0.75,
    "blank": 4.0, "blank rare": 1.5, "page": 0.0, "line": 1.5, "line wrapped": 0.5, "line between blanks": -1.5,
    "flat": 3.5, "deep": -3.0,
    "short line": 1.75, "full line": -1.25,
    "names": 2.0, "names weak": 1.0, "year near": 0.75, "quote": 0.25, "plain": 0.25,
    "unnamed": -1.5, "lower": -3.0, "rest": -2.0, "address": -4.0, "digit": -2.0,
    "complete": 2.0, "stop": 0.5, "initial": -0.5, "open": -3.0, "unfinished": -1.5,
    "has year": 1.0, "no year": -1.0, "names only": -2.5,
}  # fmt: skip


def begins(text: str, item: Sequence[Line], line: Line, shape: Layout) -> float:
    """Above zero where a line begins a new item after the lines of the one before."""
    return sum(WEIGHTS[sign] for sign in signs(text, item, line, shape))


def signs(text: str, item: Sequence[Line], line: Line, shape: Layout) -> list[str]:
    """The signs at the boundary between an item so far and the next line."""
    before = item[-1]
    found = ["always", _gap(line, shape), *_first(text, line, shape), _last(text, before)]
    if shape.hanging:
        found.append("flat" if (line.indent == shape.least) == (shape.hanging > 0) else "deep")
    if line.gap == JOINED and shape.wrapped:
        found.append("short line" if before.end - before.start < 0.8 * shape.width else "full line")
    held = text[max(item[0].start, before.end - 800) : before.end]
    dated = _patterns()["year"].search(held)
    found.append("has year" if dated or len(held) == 800 or score(held) >= 4 else "no year")
    if dated and shape.named and len(held) - dated.end() < 4 and not _patterns()["word"].search(held, 0, dated.start()):
        found.append("names only")
    return found


def _gap(line: Line, shape: Layout) -> str:
    if line.gap == BLANK:
        return "blank" if shape.blanks else "blank rare"
    if line.gap == PAGE:
        return "page"
    return "line between blanks" if shape.blanks else "line wrapped" if shape.wrapped else "line"


def _first(text: str, line: Line, shape: Layout) -> list[str]:
    """How the line starts."""
    first = text[line.start]
    names = author(text, line.start, line.end)
    if names >= 1 or (names and not shape.named):
        near = _patterns()["year"].search(text, line.start, min(line.end, line.start + 150))
        return ["names" if names >= 1.5 else "names weak", *(["year near"] if near else [])]
    if first.islower():
        return ["lower"]
    if _patterns()["address"].match(text, line.start, line.end):
        return ["address"]
    if _patterns()["rest"].match(text, line.start, line.end):
        return ["rest"]
    if first.isdigit() or first in "([&.,;:)]–—-/":
        return ["digit"]
    start = "names weak" if names else "quote" if first in OPEN_QUOTES or first in "*_" else "plain"
    return [start, "unnamed"] if shape.named and line.gap == JOINED else [start]


def _last(text: str, before: Line) -> str:
    """How the line before ends."""
    last = text[before.end - 1]
    if last in ".。" and text[max(before.start, before.end - 3) : before.end - 1].strip()[-2:-1] in ("", " ", "."):
        return "initial"
    if _patterns()["url"].search(text, max(before.start, before.end - 120), before.end):
        return "complete"
    if last in ".。;；" or last.isdigit() or last in ")]）］":
        return "complete" if any(map(str.isdigit, text[max(before.start, before.end - 20) : before.end])) else "stop"
    return "open" if last in ",:-–—&/(（[，：、" else "unfinished"


def listed(text: str, items: Sequence[Item]) -> int:
    """How many of the items are the list: it ends where prose begins, and after its last reference."""
    last = weak = 0
    for number, item in enumerate(items):
        held = text[item.lines[0].start : min(item.lines[-1].end, item.lines[0].start + 1500)]
        worth = score(held)
        if worth >= 2:
            last, weak = number + 1, 0
            continue
        weak += 1
        if weak > 3 or (len(held) > 250 and prose(held) > 1 and worth < 1):
            break
    return last
