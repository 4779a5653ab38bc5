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


def read_all(texts: Sequence[Text | None], *, together: bool, both: bool = False) -> list[Reading]:
    """The readings of texts; None is not read. Those of one document are read `together`: its styles count for each.

    A second reader is asked only where the first is not sure, unless `both` is set. The first is a grammar in a
    document, and for a text that shows one of the families they know; for another single text it is the network.
    """
    tagged = _tagged(texts, [both or (not together and text is not None and choice.may_be_any(text)) for text in texts])
    sure = [one is not None and not both and choice.is_sure(one) for one in tagged]
    scores = [{} if text is None or known else _scores(text) for text, known in zip(texts, sure, strict=True)]
    prior, family = (_prior(scores), choice.family_of(scores)) if together else ({}, "")
    grammars = [_grammar(text, own, prior) if text and own else None for text, own in zip(texts, scores, strict=True)]
    unsure = [
        tagged[n] is None and not choice.is_sure_grammar(texts[n], grammars[n], scores[n], family)
        for n in range(len(texts))
    ]
    late = _tagged(texts, unsure)
    return [
        _reading(text, own, grammar, first or second)
        for text, own, grammar, first, second in zip(texts, scores, grammars, tagged, late, strict=True)
    ]


def _tagged(texts: Sequence[Text | None], wanted: Sequence[bool]) -> list[Tagged | None]:
    """What the network finds in the texts that are wanted."""
    out: list[Tagged | None] = [None] * len(texts)
    asked = [(n, text.text) for n, text in enumerate(texts) if text is not None and wanted[n]]
    if asked and not tagger.problem():
        for (n, _), one in zip(asked, tagger.tag([text for _, text in asked]), strict=True):
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


def _grammar(text: Text, scores: dict[str, float], prior: dict[str, float]) -> Parse:
    """The reading of the best style; an error of ours costs this reading, never the reference."""
    try:
        return parsing.read(text, parsing.choose(scores, prior, text.text))
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        doubt = Issue("internal-error", f"this reference could not be read ({what}); please report it")
        return Parse("", "document", (), doubts=(doubt,))


def _reading(text: Text | None, scores: dict[str, float], grammar: Parse | None, tagged: Tagged | None) -> Reading:
    """The reading that is believed."""
    neural = tagger.read(text, tagged) if text and tagged and tagged.values else None
    if not text or not tagged or not neural:
        return Reading(grammar or NOTHING, scores=scores, tagged=tagged)
    if not grammar or not grammar.style:
        return Reading(neural, scores=scores, tagged=tagged)
    signs = choice.evidence(text, grammar, scores[grammar.style], neural, tagged.least)
    if choice.prefers_network(signs):
        return Reading(neural, grammar, scores, tagged)
    return Reading(grammar, neural, scores, tagged)
