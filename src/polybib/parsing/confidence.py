"""How probable it is that a field, and a whole reference, is right: fitted on references kept from training.

The signs of a field are its label, who read it, whether the other reading says the same, and how sure the network is of
its tokens; those of a reference are what its fields come to and how much of the text nobody claims.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from polybib import tagger
from polybib.parsing import choice
from polybib.parsing.assemble import Assembled
from polybib.parsing.readings import Reading
from polybib.segments import Parse, Segment, Text
from polybib.tagger.decode import Value

LEAST, MOST = 0.001, 0.999
UNREAD = 0.02  # the confidence of a reference in which nothing was read


def of_fields(reading: Reading, read: Assembled) -> dict[str, float]:
    """The probability that each variable is right; nothing where it was not measured (no model)."""
    weights = tagger.weights("field")
    if not weights:
        return {}
    return {name: choice.weigh(field_signs(reading, name, read.segments[name]), weights) for name in read.values}


def of_reference(text: Text, reading: Reading, fields: Mapping[str, float]) -> float | None:
    """The probability that every variable is right and none is missing, from those of the variables."""
    weights = tagger.weights("reference")
    if not weights:
        return None
    return choice.weigh(reference_signs(text, reading, fields), weights) if fields else UNREAD


def field_signs(reading: Reading, name: str, segments: Sequence[Segment]) -> dict[str, float]:
    """What speaks for and against one variable of a reading."""
    origin = reading.parse.origin
    signs = {"one": 1.0, f"label {name}": 1.0, f"by {origin}": 1.0, f"style {reading.parse.style}": 1.0}
    signs["score"] = reading.scores.get(reading.parse.style, 0.0)
    if reading.other is None:
        signs["alone"] = 1.0
    else:
        signs[_compared(reading.other, segments)] = 1.0
    if reading.tagged:
        signs[f"{origin} sure"] = _odds(_least(reading.tagged.values, segments))
        signs["mean"] = _odds(reading.tagged.mean)
    return signs


def reference_signs(text: Text, reading: Reading, fields: Mapping[str, float]) -> dict[str, float]:
    """What speaks for and against a reading as a whole."""
    origin = reading.parse.origin
    counted = [p for name, p in fields.items() if not name.startswith("custom.") and name != "language"] or [0.0]
    signs = {
        "one": 1.0,
        f"by {origin}": 1.0,
        "weakest": _odds(min(counted)),
        "joint": _odds(math.prod(counted)),
        "unclaimed": choice.unclaimed(text, reading.parse),
        "labels": len(counted) / 10,
    }
    if reading.other is None:
        signs["alone"] = 1.0
    else:
        signs["agreement"] = choice.agree(reading.parse, reading.other)
    if reading.tagged:
        signs["least"] = _odds(reading.tagged.least)
        signs["mean"] = _odds(reading.tagged.mean)
    return signs


def _least(values: Sequence[Value], segments: Sequence[Segment]) -> float:
    """The lowest probability of the network's values (which are in order) that share a letter with the segments."""
    ends = [value.end for value in values]
    found = [0.5] if not segments else []
    for segment in segments:
        n = bisect_right(ends, segment.start)
        while n < len(values) and values[n].start < segment.end:
            found.append(values[n].probability)
            n += 1
    return min(found, default=0.5)


def _compared(other: Parse, segments: Sequence[Segment]) -> str:
    """Whether the other reading has the same value, another one, or none under this label."""
    mine = {(choice.SAME.get(s.label, s.label), s.start, s.end) for s in segments}
    theirs = {(choice.SAME.get(s.label, s.label), s.start, s.end) for s in other.segments}
    if mine & theirs:
        return "same"
    return "different" if {label for label, *_ in mine} & {label for label, *_ in theirs} else "not there"


def _odds(probability: float) -> float:
    """The logarithm of the odds, of what is neither sure nor impossible."""
    kept = min(MOST, max(LEAST, probability))
    return math.log(kept / (1 - kept))
