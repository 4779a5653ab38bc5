"""Training: the loss, the steps, the mean of the weights, and going on after an interruption."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch.nn import functional

from polybib.train import batches
from polybib.train.batches import IGNORED, MADE, Encoded
from polybib.train.network import Network

RATE, WARM, LEAST = 3e-3, 300, 0.02  # of learning: the highest, steps up to it, the last as a share of it
TOKENS = 6_000  # in a batch
UNTOLD = 0.5  # share of references whose source the network is not told: in use it never is
UNKNOWN = 0.04  # share of words made unknown
TYPE_WEIGHT = 0.2  # of the loss of the type beside that of the tags


def train(data: Sequence[Encoded], *, passes: int, seed: int, checkpoint: Path, say: Callable[[str], None]) -> Network:
    """The trained network; after each pass its state is written to `checkpoint`, and a new call goes on from there."""
    torch.manual_seed(seed)
    model = Network(MADE)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    lengths = [len(one.tags) for one in data]
    step = begun = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        mean, step, begun = state["mean"], state["step"], state["passes"]
    total = passes * len(batches.divide(lengths, TOKENS, Random(seed)))
    started = time.monotonic()
    for done in range(begun, passes):
        random = Random(seed * 1000 + done)
        torch.manual_seed(seed * 1000 + done)
        order = batches.divide(lengths, TOKENS, random)
        lost = 0.0
        for n, batch in enumerate(order, 1):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM) * max(LEAST, 1 - step / total)
            lost += _step(model, optimizer, [torch.from_numpy(a) for a in batches.arrays(data, batch, random, UNTOLD)])
            step += 1
            _average(mean, model, min(0.999, step / (step + 10)))
            if n % 100 == 0 or n == len(order):
                spent = time.monotonic() - started
                say(f"pass {done + 1} of {passes}, batch {n} of {len(order)}: loss {lost / n:.4f}, {spent:.0f} s")
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "mean": mean,
                "step": step,
                "passes": done + 1,
            },
            checkpoint,
        )
    model.load_state_dict(mean)
    model.eval()
    return model


def _step(model: Network, optimizer: Any, arrays: Sequence[torch.Tensor]) -> float:
    hashes, flags, context, mask, source, tags, types = arrays
    unknown = torch.rand(mask.shape) < UNKNOWN
    hashes[..., 0][unknown] = 0
    flags[unknown] = 0
    with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast where the processor can, and as good
        found, kinds = model(hashes, flags, context, mask, source)
    loss = functional.cross_entropy(found.float().flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    if (types != IGNORED).any():
        loss = loss + TYPE_WEIGHT * functional.cross_entropy(kinds.float(), types, ignore_index=IGNORED)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _average(mean: dict[str, torch.Tensor], model: Network, keep: float) -> None:
    """The running mean of the weights, which is steadier than the last of them."""
    with torch.no_grad():
        for name, value in model.state_dict().items():
            mean[name].mul_(keep).add_(value, alpha=1 - keep)
