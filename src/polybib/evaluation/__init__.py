"""How well references were read, measured against gold: references whose right reading is known.

A gold row is an object {"raw": the reference as printed, "csl": its CSL-JSON item}, with "accept" ({field: [other
right values]}; null: it may be absent), "lang", "source" (its set) and "meta" ({"style"}) where they are known.
docs/accuracy.md tells what the figures count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from polybib.evaluation.bins import calibration
from polybib.evaluation.gold import load
from polybib.evaluation.judge import Item, Row, to_the_letter, verdicts
from polybib.evaluation.judge import prediction as _prediction
from polybib.evaluation.keys import FIELDS, fold
from polybib.evaluation.tally import Tally, figures, judged, wrong
from polybib.model import Reference

__all__ = ["FIELDS", "calibration", "fold", "load", "misses", "predict", "score", "to_the_letter"]

CHUNK = 500  # references that are read at a time
T = TypeVar("T")


def score(gold: Iterable[Row], items: Iterable[Item]) -> dict[str, Any]:
    """The figures of references against gold, one item for each row, in the order of the rows.

    items    `Reference`s, CSL-JSON items, records of `polybib convert -t jsonl`; None for one that was not found
    Gives {"n", "exact", "soft", "strict", "type"} and, where the items have confidences, "calibration"
    (`tally.figures` tells what each is). Raises ValueError when there are more or fewer items than rows.

    >>> rows = [{"raw": "Li W. Smart cities. 2019.",
    ...          "csl": {"type": "book", "title": "Smart cities", "author": [{"family": "Li", "given": "W."}]}}]
    >>> found = score(rows, [{"type": "book", "title": "Smart Cities", "author": [{"family": "W", "given": "Li"}]}])
    >>> found["exact"]["micro"], found["exact"]["whole"], found["type"]
    ({'p': 0.5, 'r': 0.5, 'f1': 0.5, 'n': 2}, 0.0, 1.0)
    >>> score(rows, predict(rows))["n"]
    1
    """
    total: Tally = Tally()
    for row, item in zip(gold, items, strict=True):
        total.update(judged(row, item)[0])
    return figures(total)


def misses(gold: Iterable[Row], items: Iterable[Item]) -> list[dict[str, Any]]:
    """The fields that were read wrongly or are missing: {"raw", "field", "want", "got"}; only those that are scored.

    >>> rows = [{"raw": "Smart cities. 2019.", "csl": {"title": "Smart cities"}}]
    >>> misses(rows, [{"title": "Smart"}])
    [{'raw': 'Smart cities. 2019.', 'field': 'title', 'want': 'Smart cities', 'got': 'Smart'}]
    """
    found, wanted = [], set()
    for row, item in zip(gold, items, strict=True):
        for one in verdicts(row, _prediction(item)):
            if one.wanted:
                wanted.add(one.field)
            if wrong(one):
                found.append({"raw": row["raw"], "field": one.field, "want": one.want, "got": one.got})
    return [miss for miss in found if miss["field"] in wanted]


def predict(rows: Iterable[Row]) -> Iterator[Reference]:
    """The rows' "raw" read as `polybib convert -f lines` reads them: one reference for each, some at a time."""
    from polybib import pipeline

    for chunk in chunks(rows):
        text = "".join(row["raw"].replace("\n", " ") + "\n" for row in chunk)
        yield from pipeline.run(text, form="lines")


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk
