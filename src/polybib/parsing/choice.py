"""Which of two readings is believed, and how sure we are of it: by what was measured on references kept from training.

The weights are in the model's card (data/tagger/model.json), made by `python -m polybib.train`. Everything they weigh
is in `evidence`: a number for each sign of a good or bad reading, 0 where a sign is not there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from polybib import tagger
from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.tagger.network import Tagged
from polybib.values.folding import HAN

SURE, SURE_OF_EACH = 0.9, 0.3  # the mean and the lowest probability of the tags from which the network is sure
BETTER = 0.6  # from which the network is believed: what was kept from training is nearer to it than what users bring
EVIDENT = 0.85  # the score from which a text is evidently in a style
SURE_GRAMMAR = 0.85  # the probability of being right as a whole from which a grammar is sure
ALL = 0.02  # the share of a text that may be unclaimed where all of it is said to be claimed
SILENT = frozenset(("syntax", "lead", "hereafter"))
SAME = {"author.statement": "author", "volume-issue": "volume"}  # labels that the network does not part


def evidence(text: Text, grammar: Parse, score: float, neural: Parse, least: float) -> dict[str, float]:
    """The signs that speak for the grammar's reading (negative weights) or for the network's (positive).

    score   how much the text looks like the grammar's style
    least   the lowest probability of a tag of the network
    """
    style = f"style {grammar.style}"
    agreement = agree(grammar, neural)
    missed, left = unclaimed(text, grammar), unclaimed(text, neural)
    signs = {
        "one": 1.0,
        "score": score,
        "agreement": agreement,
        "grammar unclaimed": missed,
        "network unclaimed": left,
        "grammar doubts": float(bool(grammar.doubts)),
        "network mean": math.log(1.001 - neural.confidence),
        "network least": least,
        "grammar labels": labels(grammar) / 10,
        "network labels": labels(neural) / 10,
        "same type": float(grammar.type == neural.type),
    }
    signs |= {style: 1.0, f"{style} score": score, f"{style} agreement": agreement, f"{style} unclaimed": missed}
    return signs


def prefers_network(signs: Mapping[str, float]) -> bool:
    """Whether the network's reading is believed rather than the grammar's."""
    return weigh(signs, tagger.weights("choice")) > BETTER


def is_sure(tagged: Tagged) -> bool:
    """Whether the network is so sure of a text that no grammar need be asked."""
    return tagged.mean >= SURE and tagged.least >= SURE_OF_EACH


def is_sure_grammar(text: Text | None, grammar: Parse | None, scores: Mapping[str, float], family: str = "") -> bool:
    """Whether a grammar is so sure of a text that the network need not be asked; so of what is not read at all.

    It is where the document is evidently of its family, and where the text evidently is and has values for which the
    network has no label (a title in its original script beside its translation).
    """
    if text is None or grammar is None or not grammar.style:
        return text is None
    if grammar.style == family:
        return True
    score = scores[grammar.style]
    if score >= EVIDENT and any(s.label.startswith("custom.") for s in grammar.segments):
        return True
    weights = tagger.weights("grammar")
    return bool(weights) and weigh(grammar_evidence(text, grammar, score), weights) >= SURE_GRAMMAR


def family_of(scores: Sequence[Mapping[str, float]]) -> str:
    """The style that at least half of the references of a document evidently are in, empty where there is none."""
    tops = [max(one, key=lambda style: one[style]) for one in scores if one and max(one.values()) >= EVIDENT]
    (style, count), *_ = [*Counter(tops).most_common(1), ("", 0)]
    return style if 2 * count >= sum(map(bool, scores)) else ""


def grammar_evidence(text: Text, grammar: Parse, score: float) -> dict[str, float]:
    """The signs that a grammar's reading is right as a whole."""
    style = f"style {grammar.style}"
    missed = unclaimed(text, grammar)
    signs = {"one": 1.0, "score": score, "unclaimed": missed, "doubts": float(bool(grammar.doubts))}
    signs |= {"claimed all": float(missed < ALL), "labels": labels(grammar) / 10}
    return signs | {style: 1.0, f"{style} score": score, f"{style} unclaimed": missed}


def may_be_any(text: Text) -> bool:
    """Whether a text may be in any style: it has neither letters of the scripts nor marks of the families that the
    grammars know (GOST's "//", the [J] of GB/T 7714)."""
    return not _families().search(text.text)


@cache
def _families() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}\u0400-\u052f\u3040-\u30ff\uac00-\ud7af]|\s//\s|\[[A-Z]{{1,2}}(?:/[A-Z]{{2}})?\]")


def weigh(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that a weighted sum of signs stands for.

    >>> weigh({"one": 1.0}, {"one": 0.0})
    0.5
    """
    total = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def agree(first: Parse, second: Parse) -> float:
    """The share of the values of two readings that are the same stretch under the same label (Dice's coefficient)."""
    one, other = _values(first), _values(second)
    return 2 * len(one & other) / max(1, len(one) + len(other))


def labels(parsed: Parse) -> int:
    """How many labels a reading gives."""
    return len({s.label for s in parsed.segments} - SILENT)


def unclaimed(text: Text, parsed: Parse) -> float:
    """The share of the letters and digits of a text that no segment claims."""
    taken = sum(_written(text.text, s.start, s.end) for s in _apart(parsed.segments))
    return 1 - taken / max(1, _written(text.text, 0, len(text.text)))


def _values(parsed: Parse) -> set[tuple[str, int, int]]:
    return {(SAME.get(s.label, s.label), s.start, s.end) for s in parsed.segments if s.label not in SILENT}


def _apart(segments: Sequence[Segment]) -> list[Span]:
    """The stretches that segments take, none twice."""
    out: list[Span] = []
    at = 0
    for start, end in sorted((s.start, s.end) for s in segments):
        if end > at:
            out.append(Span(max(start, at), end))
            at = end
    return out


def _written(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
