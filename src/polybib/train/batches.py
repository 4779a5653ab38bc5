"""Examples as arrays, in batches of texts of like length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np

from polybib.tagger import features
from polybib.tagger.labels import LABELS, TYPES
from polybib.train.example import Example
from polybib.train.gold import SOURCES, UNTYPED

LONGEST = 400  # tokens; what follows in a longer reference is not trained on
IGNORED = -100  # a target that costs nothing
MADE = len(SOURCES) + 1  # the number of the generator as a source


class Encoded(NamedTuple):
    """An example as arrays: its features, the tag of each token, the numbers of its source and of its type."""

    hashes: Any
    flags: Any
    context: Any
    tags: Any
    source: int
    type: int


def encode(example: Example) -> Encoded | None:
    """An example as arrays; None for one without tokens."""
    found = features.extract(example.text, LONGEST)
    if not found.tokens:
        return None
    tags = np.zeros(len(found.tokens), np.int64)
    spans = iter(sorted(example.spans, key=lambda span: span[1]))
    span, begun = next(spans, None), False
    for n, (start, end) in enumerate(found.tokens):
        while span and span[2] <= start:
            span, begun = next(spans, None), False
        if span and span[1] < end:
            tags[n] = 1 + 2 * LABELS.index(span[0]) + begun
            begun = True
    kind = TYPES.index(example.type) if example.type in TYPES and example.source not in UNTYPED else IGNORED
    source = SOURCES.index(example.source) + 1 if example.source in SOURCES else MADE
    hashes, context = np.array(found.hashes, np.int32), np.array(found.context, np.int8)
    return Encoded(hashes, bits(found.flags), context, tags, source, kind)


def bits(flags: Sequence[int]) -> Any:
    """The bits of each number, as 0 and 1."""
    return (np.array(flags, np.int64)[:, None] >> np.arange(features.FLAGS) & 1).astype(np.int8)


def divide(lengths: Sequence[int], size: int, random: Random) -> list[list[int]]:
    """The numbers of the texts in batches of at most `size` tokens, padding included, shuffled."""
    order = sorted(range(len(lengths)), key=lambda n: lengths[n] + 6 * random.random())
    out: list[list[int]] = []
    batch: list[int] = []
    for n in order:
        if batch and lengths[n] * (len(batch) + 1) > size:
            out.append(batch)
            batch = []
        batch.append(n)
    out.append(batch)
    random.shuffle(out)
    return out


def arrays(data: Sequence[Encoded], batch: Sequence[int], random: Random, untold: float) -> Iterator[Any]:
    """hashes, flags, context, mask, source, tags, types of a batch; a share of the sources is left `untold`."""
    longest = max(len(data[n].tags) for n in batch)
    shape = (len(batch), longest)
    hashes = np.zeros((*shape, features.HASHES), np.int64)
    flags = np.zeros((*shape, features.FLAGS), np.float32)
    context = np.zeros((*shape, len(features.CONTEXT)), np.int64)
    mask, tags = np.zeros(shape, np.float32), np.full(shape, IGNORED, np.int64)
    source, types = np.zeros(len(batch), np.int64), np.zeros(len(batch), np.int64)
    for row, n in enumerate(batch):
        one = data[n]
        size = len(one.tags)
        hashes[row, :size], flags[row, :size], context[row, :size] = one.hashes, one.flags, one.context
        mask[row, :size], tags[row, :size] = 1, one.tags
        source[row], types[row] = 0 if random.random() < untold else one.source, one.type
    yield from (hashes, flags, context, mask, source, tags, types)
