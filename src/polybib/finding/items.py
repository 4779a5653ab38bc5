"""A list of references with labels or bullets: where each item begins, and where the list ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from polybib.documents import headings
from polybib.documents.labels import Label, read
from polybib.documents.lines import JOINED, PAGE, Line
from polybib.finding.inside import within
from polybib.finding.joining import joined, listed, several
from polybib.finding.record import Evidence, Item
from polybib.finding.signs import REFERENCE, prose, score

NUMBERED = ("square", "dot", "paren", "round", "sup", "raised", "foot", "tortoise", "circled", "note", "bare")
OF_NOTES = ("sup", "raised", "foot", "circled", "note")
BULLETS = "-*•"
ALONE = 12  # a label that has more lines than this below it, and no second one, is none of a list
SERIES = 4  # so many labels that count on are a list, whatever the first of them
APART = 6  # so many paragraphs without a label may stand between two labels


class Mark(NamedTuple):
    """A label at a line (its place among the lines of the list)."""

    at: int
    label: Label


def labelled(
    text: str, held: Sequence[Line], section: str | None, evidence: Evidence | None = None
) -> tuple[list[Item], int] | None:
    """The items of a list with labels, and the number of lines that it takes; None where there are none."""
    marks = _marks(text, held)
    chain = _best(text, held, marks)
    if not chain:
        return None
    chain = _filled(chain, marks)
    kind = "note" if section is None and chain[0].label.family in OF_NOTES else "item"
    items = _unlabelled(text, held[: chain[0].at], section, evidence)
    tallest, twins = 1 if len(chain) > 1 else len(held), 0
    for mark, after in zip(chain, [*chain[1:], None], strict=True):
        own = held[mark.at]._replace(start=mark.label.end)
        rest = held[mark.at + 1 : after.at] if after else held[mark.at + 1 :]
        title = None
        if after:
            rest, title = _subheading(text, rest)
            tallest = max(tallest, len(rest) + 1)
            twins = max(twins, sum(line.gap != JOINED for line in rest))
        else:
            rest = rest[: _tail(text, [own, *rest], tallest, twins) - 1]
        rest = [_unbulleted(text, line) for line in rest] if text[held[mark.at].start] in BULLETS else rest
        named = mark.label.text if mark.label.number or mark.label.family == "key" else None
        lines = tuple(line for line in (own, *rest) if line.end > line.start) or (own,)
        until = after.label.number if after else 0
        items += [Item(part, label, section, kind) for part, label in within(text, lines, mark.label, named, until)]
        section = title or section
        end = mark.at + 1 + len(rest)
    return (items if kind == "note" else several(text, items, evidence)), end


def _unbulleted(text: str, line: Line) -> Line:
    """The bullet that a converter set before each paragraph of a list, also where an item goes on."""
    bare = text[line.start] in BULLETS and text[line.start + 1 : line.start + 2] == " "
    return line._replace(start=line.start + 2) if bare and line.end - line.start > 2 else line


def _marks(text: str, held: Sequence[Line]) -> list[Mark]:
    found: list[Mark] = []
    latest: list[int] = []
    for at, line in enumerate(held):
        label = read(text, line.start, line.end)
        if not label and line.end - line.start <= 4 and text[line.start : line.end].isdecimal():
            label = Label("bare", int(text[line.start : line.end]), text[line.start : line.end], line.end)
        if label and 1500 <= label.number < 2100 and label.number - 1 not in latest[-9:]:
            continue  # a year
        if label:
            latest.append(label.number)
            found.append(Mark(at, label._replace(end=min(label.end, line.end))))
    return found


def _best(text: str, held: Sequence[Line], marks: Sequence[Mark]) -> list[Mark]:
    """The longest run of labels of one kind; bullets where there are no numbers."""
    starts = [0]
    for line in held:
        starts.append(starts[-1] + (line.gap != JOINED))
    best: list[Mark] = []
    for family in NUMBERED:
        run = _run(text, held, [mark for mark in marks if mark.label.family == family], starts)
        if len(run) > len(best):
            best = run
    if len(best) > 1 or (best and len(held) <= ALONE and best[0].at == 0 and best[0].label.number == 1):
        return best
    for family in ("bullet", "key"):
        loose = _together([mark for mark in marks if mark.label.family == family], starts)
        if len(loose) > 1 and loose[0].at <= 2 and _usual(held, loose):
            return loose
    return []


def _together(marks: Sequence[Mark], starts: Sequence[int]) -> list[Mark]:
    """Bullets up to the first wide gap."""
    out: list[Mark] = []
    for mark in marks:
        if out and starts[mark.at] - starts[out[-1].at + 1] > APART:
            break
        out.append(mark)
    return out


def _usual(held: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """Most paragraphs, or a good part of the lines, begin with such a label."""
    last = marks[-1].at + 1
    marked = {mark.at for mark in marks}
    paragraphs = [at for at in range(last) if held[at].gap != JOINED]
    return 2 * len(marked & set(paragraphs)) > len(paragraphs) or 4 * len(marks) > last


def _run(text: str, held: Sequence[Line], marks: Sequence[Mark], starts: Sequence[int]) -> list[Mark]:
    """Labels that count on: 1, 2, 3, a number twice, one or two left out, and from 1 again."""
    out: list[Mark] = []
    for place, mark in enumerate(marks):
        number = mark.label.number
        if not out:
            if number <= 1 or mark.at <= 1 or _series(marks, place):
                out.append(mark)
            continue
        last = out[-1].label.number
        if starts[mark.at] - starts[out[-1].at + 1] > APART:
            if len(out) > 1:
                break
            out = [mark] if number <= 1 else []
        elif (
            number == last + 1
            or (number == last and score(_text(text, held, mark)) >= REFERENCE)
            or (last + 1 < number <= last + 4 and _goes_on(marks, place))
            or (number == 1 and last > 1 and _restart(text, held, marks, place))
        ):
            out.append(mark)
        elif number == 1 and len(out) == 1:
            out = [mark]
    return out


def _series(marks: Sequence[Mark], place: int) -> bool:
    """From here on the labels count on without a gap: the first of them are lost."""
    held = [mark.label.number for mark in marks[place : place + SERIES]]
    return held == list(range(held[0], held[0] + SERIES)) and held[0] < 1000


def _goes_on(marks: Sequence[Mark], place: int) -> bool:
    """After a jump, the next label counts on from here (or there is none)."""
    if place + 1 == len(marks):
        return True
    return 0 < marks[place + 1].label.number - marks[place].label.number <= 2


def _restart(text: str, held: Sequence[Line], marks: Sequence[Mark], place: int) -> bool:
    """The numbers begin again: 1 is followed by 2, and looks like a reference."""
    follows = place + 1 == len(marks) or marks[place + 1].label.number in (1, 2)
    return follows and score(_text(text, held, marks[place])) >= 2


def _text(text: str, held: Sequence[Line], mark: Mark) -> str:
    """The beginning of an item, its first lines."""
    last = mark.at
    while last + 1 < len(held) and last < mark.at + 4 and held[last + 1].gap == JOINED:
        last += 1
    return text[mark.label.end : min(held[last].end, mark.label.end + 600)]


def _filled(chain: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """Labels of another kind where numbers are missing: `4)` among `3.` and `5.`."""
    out = [chain[0]]
    others = iter(marks)
    other = next(others, None)
    for mark in chain[1:]:
        wanted = out[-1].label.number + 1
        while other and other.at < mark.at:
            fits = other.at > out[-1].at and wanted == other.label.number < mark.label.number
            if fits and other.label.family in NUMBERED:
                out.append(other)
                wanted += 1
            other = next(others, None)
        out.append(mark)
    return out


def _unlabelled(text: str, held: Sequence[Line], section: str | None, evidence: Evidence | None) -> list[Item]:
    """What stands before the first label: a remark, or references that lost their labels."""
    loose = _before(text, held, section)
    items = joined(text, held, section, evidence) if len(held) > 1 else []
    return items if items and listed(text, items) == len(items) else loose


def _before(text: str, held: Sequence[Line], section: str | None) -> list[Item]:
    """Text between the heading and the first label: a remark, or items that lost their labels."""
    items: list[Item] = []
    for line in held:
        if items and line.gap == JOINED:
            items[-1] = items[-1]._replace(lines=(*items[-1].lines, line))
        elif not headings.part(text[line.start : line.end]):
            items.append(Item((line,), None, section, "loose"))
    return items


def _subheading(text: str, rest: Sequence[Line]) -> tuple[Sequence[Line], str | None]:
    """A heading between two items belongs to neither: the lines before it, and the heading."""
    if not rest or (rest[-1].gap == JOINED and not _hashes(text[rest[-1].start : rest[-1].end])):
        return rest, None
    line = rest[-1]
    held = text[line.start : line.end]
    finished = len(rest) == 1 or text[rest[-2].end - 1] in ".。)]>;"
    marked = _hashes(held) or (held.startswith("**") and held.endswith("**"))
    if (len(held) <= 100 and marked) or (finished and len(held) <= 80 and _like_heading(held)):
        return rest[:-1], headings.bare(held)
    return rest, None


def _hashes(held: str) -> bool:
    """A Markdown heading; "#3517" is a number."""
    return held[0] == "#" and not held.lstrip("#")[:1].isdigit()


def _like_heading(held: str) -> bool:
    first = held.lstrip("#*_ ")[:1]
    if headings.is_sentence(held):
        return False
    return not first.islower() and not first.isdigit() and held[-1] not in ".,;。；" and score(held) < 1


def _tail(text: str, lines: Sequence[Line], tallest: int, twins: int) -> int:
    """How many of the lines from the last label on belong to its item.

    tallest  the most lines, and twins the most further paragraphs (a translation of the item), in the items before
    """
    count = 1
    blanks = 0
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        held = text[line.start : min(line.end, line.start + 700)]
        if headings.part(held) or _hashes(held) or headings.after_list(held):
            break
        if before.end == before.start:  # a label on a line of its own
            count = at + 1
            continue
        if line.gap == JOINED:
            finished = text[before.end - 1] in ".。)>］]" or text[before.end - 1].isdigit()
            if finished and (at >= tallest + 2 or (at >= tallest and prose(held) > 1)):
                break
        elif (blanks := blanks + 1) > max(2, twins) or (
            not goes_on(text, before, line) and (blanks > twins or score(held) < REFERENCE)
        ):
            break
        count = at + 1
    return count


def goes_on(text: str, before: Line, line: Line) -> bool:
    """After an empty line or a page break: the line before is not finished, and this one looks like its rest."""
    last = text[before.end - 1] if before.end > before.start else ""
    first = text[line.start]
    if last in "-­" and first.islower():
        return True
    if last in ".。!?！？>" and line.gap != PAGE:
        return False
    held = text[line.start : min(line.end, line.start + 300)]
    rest = first.islower() or first.isdigit() or first in ",.;:–—-/([&"
    if last in ",:(/&–—":
        return rest or score(held) >= 1
    return rest and last not in ".。!?" and score(held) >= 0.5 and prose(held) < 1
