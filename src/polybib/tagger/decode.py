"""From the network's numbers to segments: the best sequence of tags, and how sure the network is of each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from polybib.tagger.labels import LABELS, TAGS

if TYPE_CHECKING:
    import numpy

    Floats = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
    Integers = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

BEGIN = slice(1, len(TAGS), 2)  # the places of the B- tags among TAGS
INSIDE = slice(2, len(TAGS), 2)


class Value(NamedTuple):
    """A value of a text: its label, its place in code points, and how sure the network is of all of its tokens."""

    label: str
    start: int
    end: int
    probability: float


def best_tags(logits: Floats, mask: Floats) -> Integers:
    """The best tags (texts by tokens) of logits (texts by tokens by tags) in which I-x follows B-x or I-x alone.

    Viterbi's algorithm; as every other sequence is allowed, a step looks at the best of all tags and at two more. The
    tokens where the mask is 0 are outside every value.
    """
    import numpy as np

    logits = np.where(mask[..., None] > 0, logits, _outside())
    texts, tokens, _ = logits.shape
    rows = np.arange(texts)
    begins, insides = np.arange(1, len(TAGS), 2), np.arange(2, len(TAGS), 2)
    best = logits[:, 0].copy()
    best[:, INSIDE] = -np.inf
    before = np.zeros((tokens, texts, len(TAGS)), np.int64)
    for n in range(1, tokens):
        top = best.argmax(1)
        following = np.where(best[:, INSIDE] >= best[:, BEGIN], insides, begins)
        before[n] = top[:, None]
        before[n][:, INSIDE] = following
        best = best[rows[:, None], before[n]] + logits[:, n]
    tags = np.zeros((texts, tokens), np.int64)
    tags[:, -1] = best.argmax(1)
    for n in range(tokens - 1, 0, -1):
        tags[:, n - 1] = before[n][rows, tags[:, n]]
    return tags


def _outside() -> Floats:
    """Logits of a token that is outside every value."""
    import numpy as np

    return np.array([0.0] + [-1e4] * (len(TAGS) - 1), np.float32)


def values(tags: Sequence[int], tokens: Sequence[tuple[int, int]], probabilities: Sequence[float]) -> Iterator[Value]:
    """The values of one text from its tags, with the least probability of their tokens."""
    begun: Value | None = None
    for tag, (start, end), probability in zip(tags, tokens, probabilities, strict=True):
        if begun and tag and tag % 2 == 0:
            begun = Value(begun.label, begun.start, end, min(begun.probability, probability))
            continue
        if begun:
            yield begun
        begun = Value(LABELS[(tag - 1) // 2], start, end, probability) if tag else None
    if begun:
        yield begun
