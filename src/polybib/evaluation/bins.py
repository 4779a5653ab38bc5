"""Does a confidence mean what it says? The expected calibration error in bins of equal mass (Guo et al. 2017, "On
Calibration of Modern Neural Networks", with the bins of Nguyen and O'Connor 2015)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

BINS = 15
LEVELS = 1000  # probabilities are told apart to a thousandth, as in our JSON Lines
Level = tuple[float, float, float]  # a confidence, how many things have it, how many of them are right


def calibration(levels: Iterable[Level], bins: int = BINS) -> dict[str, Any]:
    """How far confidence and the share of right ones lie apart: {"n", "ece", "bins"}; empty without levels.

    A bin is {"n", "confidence" (in the mean), "right", "from", "to"}. Things of one confidence that fall in two bins
    are shared out evenly, so the order in which they came does not matter; fewer things make fewer bins. "ece" is
    the mean of the distances of the bins, weighed by their mass.

    >>> found = calibration([(0.9, 10, 8), (0.5, 10, 5)], bins=2)
    >>> found["ece"], [one["right"] for one in found["bins"]]
    (0.05, [0.5, 0.8])
    """
    rest = _merged(levels)
    n = sum(count for _, count, _ in rest)
    if not n:
        return {}
    out = []
    for left in range(min(bins, round(n)), 0, -1):
        mass = sum(count for _, count, _ in rest) / left
        out.append(_bin(_taken(rest, mass)))
    ece = sum(one["n"] * abs(one["confidence"] - one["right"]) for one in out) / n
    digits = [{name: round(value, 4) for name, value in one.items()} for one in out]
    return {"n": round(n), "ece": round(ece, 4), "bins": digits}


def _merged(levels: Iterable[Level]) -> list[Level]:
    """Each confidence once, the highest first."""
    counts: dict[float, tuple[float, float]] = {}
    for level, count, right in levels:
        all_of, right_of = counts.get(level, (0.0, 0.0))
        counts[level] = (all_of + count, right_of + right)
    return [(level, *counts[level]) for level in sorted(counts, reverse=True)]


def _taken(rest: list[Level], mass: float) -> list[Level]:
    """The lowest levels of so much mass, taken off the end of `rest`."""
    taken: list[Level] = []
    while rest and mass > 1e-9:
        level, count, right = rest.pop()
        if count > mass:
            rest.append((level, count - mass, right * (count - mass) / count))
            count, right = mass, right * mass / count
        taken.append((level, count, right))
        mass -= count
    return taken


def _bin(levels: list[Level]) -> dict[str, float]:
    n = sum(count for _, count, _ in levels)
    return {
        "n": n,
        "confidence": sum(level * count for level, count, _ in levels) / n,
        "right": sum(right for _, _, right in levels) / n,
        "from": levels[0][0],
        "to": levels[-1][0],
    }
