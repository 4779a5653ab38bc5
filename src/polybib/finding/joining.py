"""A list without labels, and several references under one label: which lines begin a reference.

`evidence` says what the lines look like, `division` finds the division that is best for the list as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from polybib.documents.lines import Line
from polybib.finding.division import divided
from polybib.finding.entry import script, year
from polybib.finding.evidence import Look, looks
from polybib.finding.record import Evidence, Item
from polybib.finding.signs import REFERENCE, prose, score
from polybib.finding.starts import shape

UNWRAPPED = 2.0  # how much a line speaks for a new reference where most lines hold one each
FEW = -2.0  # and how much against it within an item that has a label


def joined(text: str, held: Sequence[Line], section: str | None, evidence: Evidence | None = None) -> list[Item]:
    """The items of a list without labels.

    evidence  what else is known of the places where lines begin

    >>> text = "Hu D. Growth\\nof trade. 2019.\\nLi M. Law. 2020."
    >>> from polybib.documents.lines import lines
    >>> [[text[line.start : line.end] for line in item.lines] for item in joined(text, lines(text), None)]
    [['Hu D. Growth', 'of trade. 2019.'], ['Li M. Law. 2020.']]
    """
    found = looks(text, held)
    extra = evidence(text, [line.start for line in held]) if evidence else None
    starts = divided(found, extra=extra, bias=UNWRAPPED if unwrapped(found) else 0.0)
    ends = [*starts[1:], len(held)]
    return [Item(tuple(held[start:end]), None, section) for start, end in zip(starts, ends, strict=True)]


def unwrapped(found: Sequence[Look]) -> bool:
    """Whether the lines are as long as what they say: few are full, and few begin within a sentence."""
    full = sum(look.signs[3] in ("full", "tight") for look in found)
    lower = sum(look.signs[0] == "lower" for look in found)
    return full < 0.35 * len(found) and lower < 0.06 * len(found)


def several(text: str, items: Sequence[Item], evidence: Evidence | None = None) -> list[Item]:
    """The items of a labelled list, those divided that hold several references, each at the beginning of a line.

    >>> from polybib.documents.lines import lines
    >>> text = "\\n".join(f"Lee Y (20{n}) Physica A 43, 18{n}-19{n}." for n in range(10, 14))
    >>> one, two, more, three = lines(text)
    >>> len(several(text, [Item((one,), "1"), Item((two, more), "2"), Item((three,), "3")]))
    4
    """
    held = [line for item in items for line in item.lines]
    if not any(_alike(text, item.lines[0], line) for item in items for line in item.lines[1:]):
        return list(items)
    known = list(accumulate((len(item.lines) for item in items), initial=0))
    extra = evidence(text, [line.start for line in held]) if evidence else None
    begins = divided(looks(text, held), known[:-1], extra, FEW)
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


def _alike(text: str, first: Line, line: Line) -> bool:
    """Whether a line begins with names as the first line of its item does."""
    names = shape(text, line.start, line.end)
    return names >= 0 and names == shape(text, first.start, first.end)


def _apart(text: str, before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a whole reference stands before a line, and one begins with it, with names in the same order."""
    left = text[before[0].start : min(before[-1].end, before[0].start + 800)]
    right = text[after[0].start : min(after[min(3, len(after) - 1)].end, after[0].start + 500)]
    names = shape(right, 0, len(right))
    if names < 0 or names != shape(left, 0, len(left)) or script(left) != script(right):
        return False
    return all(score(part) >= REFERENCE - 0.5 and year().search(part) for part in (left, right))


def listed(text: str, items: Sequence[Item], whole: bool = False) -> int:
    """How many of the items are the list: it ends where prose begins, and after its last reference.

    whole  nothing but a list is to be expected: only prose ends it
    """
    last = weak = 0
    for number, item in enumerate(items):
        held = text[item.lines[0].start : min(item.lines[-1].end, item.lines[0].start + 1500)]
        worth = score(held)
        plain = len(held) > 250 and prose(held) > 1 and worth < 1
        if worth >= 2 or (whole and not plain):
            last, weak = number + 1, 0
            continue
        weak += 1
        if weak > 3 or plain:
            break
    return last
