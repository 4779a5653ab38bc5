"""Judged references counted, and the counts as figures. A tally is a Counter, so tallies add up and stay small however
many references are judged: of each reference it keeps only which fields were wrong.

Its keys: ("n",), ("letter",), ("typed",), ("type right",), (what, field) with what one of "wanted", "due", "given",
"exact", "soft"; (mode, mask of wrong fields) for whole references; ("sure", field, level, right) and ("sure of all",
level, mask) for calibration, a level being a probability in thousandths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from polybib.evaluation.bins import LEVELS, Level, calibration
from polybib.evaluation.judge import Item, Prediction, Row, Verdict, prediction, to_the_letter, verdicts
from polybib.evaluation.keys import FIELDS

Tally = Counter[tuple[Any, ...]]
MODES = ("exact", "soft")
BIT = {field: 1 << n for n, field in enumerate(FIELDS)}


def judged(row: Row, item: Item) -> tuple[Tally, list[Verdict]]:
    """The tally of one reference, and the verdicts on its fields."""
    read = prediction(item)
    found = verdicts(row, read)
    out: Tally = Counter({("n",): 1, ("letter",): int(not to_the_letter(row, read.csl))})
    for one in found:
        for what in ("wanted", "due", "given", *MODES):
            if getattr(one, what):
                out[what, one.field] += 1
        if one.given and one.confidence is not None:
            out["sure", one.field, round(one.confidence * LEVELS), one.exact] += 1
    masks = {mode: sum(BIT[one.field] for one in found if wrong(one, mode)) for mode in MODES}
    for mode, mask in masks.items():
        out[f"{mode} rows", mask] += 1
    if read.confidence is not None:
        out["sure of all", round(read.confidence * LEVELS), masks["exact"]] += 1
    _count_type(row, read, out)
    return out, found


def wrong(one: Verdict, mode: str = "exact") -> bool:
    """Is a field read wrongly, or missing?"""
    return (one.given or one.due) and not getattr(one, mode)


def _count_type(row: Row, read: Prediction, out: Tally) -> None:
    if right := row["csl"].get("type"):
        got = read.csl.get("type")
        out["typed",] += 1
        out["type right",] += got == right or got in ((row.get("accept") or {}).get("type") or [])


def figures(tally: Tally) -> dict[str, Any]:
    """The figures of the references counted in a tally; a field that none of their gold rows knows is not scored.

    "n", "type" (the share of right CSL types, None without any in the gold), "strict" (the share right to the letter),
    and for "exact" and "soft" matches "micro" and "fields" (each {"p", "r", "f1", "n"}) and "whole" (the share of
    references with every field right). With confidences "calibration" too (see `bins.calibration`).
    """
    scored = [field for field in FIELDS if tally["wanted", field]]
    mask = sum(BIT[field] for field in scored)
    n = max(1, tally["n",])
    out: dict[str, Any] = {"n": tally["n",]}
    for mode in MODES:
        whole = sum(count for (what, *at), count in tally.items() if what == f"{mode} rows" and not at[0] & mask)
        fields = {field: _prf(tally, mode, [field]) for field in scored}
        out[mode] = {"micro": _prf(tally, mode, scored), "whole": round(whole / n, 4), "fields": fields}
    out["strict"] = round(tally["letter",] / n, 4)
    out["type"] = round(tally["type right",] / tally["typed",], 4) if tally["typed",] else None
    if sure := _calibrated(tally, scored, mask):
        out["calibration"] = sure
    return out


def _prf(tally: Tally, mode: str, fields: Sequence[str]) -> dict[str, Any]:
    hits = sum(tally[mode, field] for field in fields)
    given = sum(tally["given", field] for field in fields)
    due = sum(tally["due", field] for field in fields)
    p, r = (hits / given if given else 0.0), (hits / due if due else 0.0)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4), "n": due}


def _calibrated(tally: Tally, scored: Sequence[str], mask: int) -> dict[str, Any]:
    """The calibration of the fields (right: an exact hit) and of the references (right: whole)."""
    fields: list[Level] = []
    references: list[Level] = []
    for place, count in tally.items():
        if place[0] == "sure" and place[1] in scored:
            fields.append((place[2] / LEVELS, count, count if place[3] else 0))
        elif place[0] == "sure of all":
            references.append((place[1] / LEVELS, count, 0 if place[2] & mask else count))
    both = {"fields": calibration(fields), "references": calibration(references)}
    return {what: found for what, found in both.items() if found}
