"""The reading of each text: by a grammar, by the network, or by the one of the two that is believed.

Texts are read many at a time, because the network is faster so. Where the network cannot be had (no onnxruntime, a
damaged model), the grammars read alone; `tagger.problem()` says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from polybib import parsing, tagger
from polybib.model import Issue
from polybib.parsing import choice
from polybib.segments import Parse, Text
from polybib.tagger.network import Tagged

CERTAIN = 0.5  # the score from which a style is one that the document uses
NOTHING = Parse("", "document", ())


@dataclass(frozen=True, slots=True)
class Reading:
    """parse    the reading that is believed
    other    the reading that is not, where there are two
    scores   how much the text looks like each style; empty where no grammar was asked
    tagged   what the network found, where it was asked
    """

    parse: Parse
    other: Parse | None = None
    scores: dict[str, float] = field(default_factory=dict)
    tagged: Tagged | None = None


def read_all(texts: Sequence[Text | None], *, together: bool) -> list[Reading]:
    """The readings of texts; None is not read. Those of one document are read `together`: its styles count for each.

    One by one, a text in Latin script that the network is sure of is not given to a grammar as well, which would take
    three times as long and hardly ever be believed.
    """
    tagged = _tagged(texts)
    scores = [
        {} if text is None or (not together and choice.is_sure(one, text)) else _scores(text)
        for text, one in zip(texts, tagged, strict=True)
    ]
    prior = _prior(scores) if together else {}
    return [
        Reading(NOTHING) if text is None else _read(text, own, prior, one)
        for text, own, one in zip(texts, scores, tagged, strict=True)
    ]


def _tagged(texts: Sequence[Text | None]) -> list[Tagged | None]:
    out: list[Tagged | None] = [None] * len(texts)
    there = [n for n, text in enumerate(texts) if text is not None]
    if there and not tagger.problem():
        found = tagger.tag([text.text for text in texts if text is not None])
        for n, one in zip(there, found, strict=True):
            out[n] = one
    return out


def _scores(text: Text) -> dict[str, float]:
    """The scores of all styles; none where an error of ours keeps them from being told."""
    try:
        return parsing.scores(text)
    except Exception:
        return {}


def _prior(scores: Sequence[dict[str, float]]) -> dict[str, float]:
    """Each style's share of the references that are evidently in some style."""
    tops = (max(one.items(), key=lambda pair: pair[1]) for one in scores if one)
    best = Counter(style for style, score in tops if score >= CERTAIN)
    return {style: n / best.total() for style, n in best.items()}


def _read(text: Text, scores: dict[str, float], prior: dict[str, float], tagged: Tagged | None) -> Reading:
    """The reading of one text; an error of ours costs one of the two readings, never the reference."""
    neural = tagger.read(text, tagged) if tagged and tagged.values else None
    if neural and not scores:
        return Reading(neural, tagged=tagged)
    try:
        style = parsing.choose(scores, prior, text.text)
        grammar = parsing.read(text, style)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        doubt = Issue("internal-error", f"this reference could not be read ({what}); please report it")
        return Reading(neural or Parse("", "document", (), doubts=(doubt,)), scores=scores, tagged=tagged)
    if not neural or not tagged:
        return Reading(grammar, scores=scores, tagged=tagged)
    signs = choice.evidence(text, grammar, scores[style], neural, tagged.least)
    if choice.prefers_network(signs):
        return Reading(neural, grammar, scores, tagged)
    return Reading(grammar, neural, scores, tagged)
