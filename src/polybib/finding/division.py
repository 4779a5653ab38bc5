"""A list without labels divided into references: the division that is best in sum for the whole list.

Every line either begins a reference or goes on with one. Each class of `evidence.looks` is so often seen at
beginnings and so often at other lines (`TABLE`, counted in lists made of references in many styles and layouts): the
logarithm of the ratio is what it weighs. The best division is found line by line (Viterbi's way), a state being the
number of years the reference has so far. Then the classes are counted in this very list, so divided, and the list is
divided again: a list in which the names are printed "Smith, J." soon knows that "J. Smith" begins nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from polybib.finding.division_table import NAMES, TABLE, WEIGHTS
from polybib.finding.evidence import Look, Partial, age, opened, order, taken

ROUNDS = 3
BEGINS, CONTINUES = 0, 1
FAITH = (6.0, 24.0)  # a table counts as much as so many beginnings, and so many other lines, of the list itself
# whatever a list makes believe: an address begins no reference, names and a year alone are none
FIXED = {("head", "address"): -3.0, ("years", "names"): -2.5}
OLDEST = 9  # lines of an item that are told apart
Counts = dict[tuple[str, str], list[float]]


class State(NamedTuple):
    """The best division up to a line: its score, the line at which the last item began, what stood before, the item."""

    score: float
    first: int
    before: State | None
    item: Partial


def divided(
    found: Sequence[Look], known: Sequence[int] = (), extra: Sequence[float] | None = None, bias: float = 0.0
) -> list[int]:
    """The lines that begin a reference.

    known  lines that surely do
    extra  what other evidence says of each line as a beginning: a logarithm of odds, 0 for nothing
    bias   added to each beginning: below zero where few are to be expected
    """
    if not found:
        return []
    first = [0] if not known else list(known)
    weights = _weights(None)
    begins: list[int] = []
    for _ in range(ROUNDS):
        now = _best(found, weights, set(first), extra, bias)
        if now == begins:
            break
        begins = now
        weights = _weights(_counted(found, begins))
    return begins


Weights = dict[tuple[str, str], float]


def _weights(own: Counts | None) -> Weights:
    """The logarithm of odds of every class."""
    out: Weights = {}
    totals: dict[str, list[float]] = {}
    if own:
        for (name, _), pair in own.items():
            total = totals.setdefault(name, [0.0, 0.0])
            total[0] += pair[0]
            total[1] += pair[1]
    for key, general in TABLE.items():
        shares = list(general)
        if own is not None:
            mine = own.get(key, [0.0, 0.0])
            total = totals.get(key[0], [0.0, 0.0])
            shares = [(mine[side] + FAITH[side] * general[side]) / (total[side] + FAITH[side]) for side in (0, 1)]
        out[key] = WEIGHTS[key[0]] * log(shares[0] / shares[1])
    return out


def features(look: Look, first: Look, come: str, lines: int) -> list[tuple[str, str]]:
    """All classes at a line, those of the item before it included: how far it has come, its lines."""
    return [
        *zip(NAMES, look.signs, strict=True),
        ("order", order(first.key, look.key)),
        ("years", come),
        ("age", str(min(lines, OLDEST))),
    ]


def _counted(found: Sequence[Look], begins: Sequence[int]) -> Counts:
    counts: Counts = {}
    starts = set(begins)
    first, item = 0, opened(found[0])
    for at in range(1, len(found)):
        side = BEGINS if at in starts else CONTINUES
        for key in features(found[at], found[first], age(item, found[at - 1].end), at - first):
            counts.setdefault(key, [0.0, 0.0])[side] += 1
        first, item = (at, opened(found[at])) if side == BEGINS else (first, taken(item, found[at]))
    return counts


def _best(
    found: Sequence[Look], weights: Weights, known: set[int], extra: Sequence[float] | None, bias: float
) -> list[int]:
    """The best division under the weights."""
    states: dict[int, State] = {min(2, found[0].years): State(0.0, 0, None, opened(found[0]))}
    seen: dict[tuple[str, ...], float] = {}  # lines of the same looks weigh the same
    for at in range(1, len(found)):
        look = found[at]
        if look.signs not in seen:
            keys = list(zip(NAMES, look.signs, strict=True))
            seen[look.signs] = sum(weights.get(key, 0.0) + FIXED.get(key, 0.0) for key in keys)
        local = bias + seen[look.signs] + (extra[at] if extra else 0.0)
        after: dict[int, State] = {}
        for state in states.values():
            odds = local + weights.get(("order", order(found[state.first].key, look.key)), 0.0)
            come = ("years", age(state.item, found[at - 1].end))
            odds += weights.get(come, 0.0) + FIXED.get(come, 0.0)
            odds += weights.get(("age", str(min(OLDEST, at - state.first))), 0.0)
            new = State(state.score + odds / 2, at, state, opened(look))
            kept = State(state.score - odds / 2, state.first, state.before, taken(state.item, look))
            for one in (new,) if at in known else (new, kept):
                place = min(2, one.item.years)
                if place not in after or after[place].score < one.score:
                    after[place] = one
        states = after
    last: State | None = max(states.values(), key=lambda state: state.score)
    out = []
    while last:
        out.append(last.first)
        last = last.before
    return out[::-1]
