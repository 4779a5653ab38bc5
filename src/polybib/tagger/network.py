"""The network in use: loaded once, run by onnxruntime on one thread in batches of texts of like length."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from polybib.errors import Error
from polybib.tagger import decode, features
from polybib.tagger.decode import Value
from polybib.tagger.labels import TAGS, TYPES

SCHEMA = "polybib-tagger/1"
LONGEST = 1_000  # tokens of a text that are read; a longer text is no reference
TOKENS = 1_000  # in a batch, padding included: what the caches of a processor hold
AGAIN = "install polybib again"
NO_TOKENS = ("document", 0.0)


class Tagged(NamedTuple):
    """values       each value found, in the order of the text
    type         the CSL type, and how sure the network is of it
    least, mean  the lowest and the mean probability of the tokens' tags, those outside every value too"""

    values: tuple[Value, ...]
    type: str
    type_probability: float
    least: float
    mean: float


def folder() -> Path:
    """Where the model lies: in the package, or where POLYBIB_MODEL points."""
    return Path(os.environ.get("POLYBIB_MODEL") or str(files("polybib") / "data" / "tagger"))


@cache
def card() -> dict[str, Any]:
    """What is known of the model: what it must agree with, and what was measured ("weights"). An Error where it is no
    model of ours."""
    place = folder() / "model.json"
    try:
        held = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Error(f"the model's card cannot be read: {error}", where=str(place), next_step=AGAIN) from None
    expected = {"schema": SCHEMA, "tags": list(TAGS), "types": list(TYPES), "features": shape()}
    wrong = [name for name, value in expected.items() if not isinstance(held, dict) or held.get(name) != value]
    if wrong:
        raise Error(f"the model is of another version: its {wrong[0]} differ", where=str(place), next_step=AGAIN)
    return dict(held)


@cache
def session() -> Any:
    """The network, loaded; an Error, in one line, where it cannot be had."""
    place = folder() / "model.onnx"
    expected = card()["sha256"]
    try:
        weights = place.read_bytes()
    except OSError as error:
        raise Error(f"the model cannot be read: {error}", where=str(place), next_step=AGAIN) from None
    if hashlib.sha256(weights).hexdigest() != expected:
        raise Error("the model is damaged: its checksum differs", where=str(place), next_step=AGAIN)
    try:
        import onnxruntime
    except ImportError:
        raise Error("onnxruntime is not installed", next_step="pip install onnxruntime") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def shape() -> list[int]:
    """What a model and the features must agree on."""
    return [features.WORDS, features.PARTS, features.HASHES, features.FLAGS, *features.CONTEXT]


def tag(texts: Sequence[str]) -> list[Tagged]:
    """What the network finds in each text."""
    found = [features.extract(text, LONGEST) for text in texts]
    out = [Tagged((), *NO_TOKENS, 0.0, 0.0)] * len(texts)
    for batch in _batches([len(one.tokens) for one in found]):
        for n, tagged in zip(batch, _run(session(), [found[n] for n in batch]), strict=True):
            out[n] = tagged
    return out


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts that have tokens, the shortest first, in batches that are not too large."""
    batch: list[int] = []
    for n in sorted((n for n, length in enumerate(lengths) if length), key=lengths.__getitem__):
        if batch and lengths[n] * (len(batch) + 1) > TOKENS:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _run(network: Any, batch: Sequence[features.Features]) -> Iterator[Tagged]:
    import numpy as np

    lengths = np.array([len(one.tokens) for one in batch])
    there = np.arange(lengths.max()) < lengths[:, None]
    hashes = np.zeros((*there.shape, features.HASHES), np.int32)
    context = np.zeros((*there.shape, len(features.CONTEXT)), np.int32)
    flags, mask = np.zeros(there.shape, np.int64), there.astype(np.float32)
    for table, rows in ((hashes, [one.hashes for one in batch]), (context, [one.context for one in batch])):
        numbers = chain.from_iterable(chain.from_iterable(rows))
        table[there] = np.fromiter(numbers, np.int32).reshape(-1, table.shape[-1])
    flags[there] = np.fromiter(chain.from_iterable(one.flags for one in batch), np.int64)
    bits = (flags[..., None] >> np.arange(features.FLAGS) & 1).astype(np.float32)
    given = {"hashes": hashes, "flags": bits, "context": context, "mask": mask}
    logits, kinds = network.run(None, given)
    tags = decode.best_tags(logits, mask)
    logits -= logits.max(-1, keepdims=True)
    sure = np.exp(np.take_along_axis(logits, tags[..., None], -1)[..., 0]) / np.exp(logits).sum(-1)
    kinds = np.exp(kinds - kinds.max(-1, keepdims=True))
    kinds /= kinds.sum(-1, keepdims=True)
    for one, tagged, certain, kind in zip(batch, tags.tolist(), sure.tolist(), kinds, strict=True):
        size = len(one.tokens)
        best = int(kind.argmax())
        values = tuple(decode.values(tagged[:size], one.tokens, certain[:size]))
        yield Tagged(values, TYPES[best], float(kind[best]), min(certain[:size]), sum(certain[:size]) / size)
