"""The network: hashed forms and kinds of words, gated dilated convolutions, one bidirectional LSTM, tags and a type.

Small on purpose: it has to read a thousand references in a second on one core. Its numbers of units were chosen on the
dev sets; docs/accuracy.md has what was compared. PyTorch is needed here alone, for training.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from polybib.tagger.features import CONTEXT, FLAGS, HASHES, PARTS, WORDS
from polybib.tagger.labels import TAGS, TYPES

WORD, PART, SOURCE = 64, 32, 16  # numbers for a word, for each of its parts, for the source
UNITS, WIDTH, DILATIONS = 128, 3, (1, 2, 4, 8, 1)
HIDDEN = 96  # of the LSTM, each way
DROPPED = 0.2  # share of the units that are left out in a step of training


class _Drop(nn.Module):
    """Dropout of whole units of a text, which takes a sixth of a step's time less than that of single numbers."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        kept = torch.rand((x.shape[0], *(1 for _ in x.shape[2:]), x.shape[-1])) >= DROPPED
        return x * (kept / (1 - DROPPED))


class _Convolution(nn.Conv1d):
    """A convolution over the tokens of (texts, tokens, units); in the exported network one product of matrices, which
    onnxruntime computes faster."""

    def __init__(self, step: int) -> None:
        super().__init__(UNITS, 2 * UNITS, WIDTH, padding=WIDTH // 2 * step, dilation=step)
        self.step = step

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not torch.onnx.is_in_onnx_export():
            return super().forward(x.transpose(1, 2)).transpose(1, 2)
        step = self.step
        wide = functional.pad(x, (0, 0, step, step))
        around = torch.cat([wide[:, : -2 * step], x, wide[:, 2 * step :]], -1)
        return around @ self.weight.permute(2, 1, 0).reshape(-1, 2 * UNITS) + self.bias


class Network(nn.Module):
    """Texts by tokens in, logits of tags and of types out.

    hashes  (texts, tokens, HASHES) integers      mask    (texts, tokens) 1.0 where there is a token
    flags   (texts, tokens, FLAGS) 0.0 or 1.0     source  (texts) the number of the source, 0 for none (in use always)
    context (texts, tokens, len(CONTEXT)) integers
    """

    def __init__(self, sources: int) -> None:
        super().__init__()
        self.word = nn.Embedding(WORDS, WORD)
        self.part = nn.Embedding(PARTS, PART)
        self.context = nn.ModuleList(nn.Embedding(kinds, 4 if kinds < 8 else 8) for kinds in CONTEXT)
        self.source = nn.Embedding(sources + 1, SOURCE)
        around = sum(4 if kinds < 8 else 8 for kinds in CONTEXT)
        self.mix = nn.Linear(WORD + (HASHES - 1) * PART + around + FLAGS + SOURCE, UNITS)
        self.norms = nn.ModuleList(nn.LayerNorm(UNITS) for _ in DILATIONS)
        self.convolutions = nn.ModuleList(_Convolution(step) for step in DILATIONS)
        self.lstm = nn.LSTM(UNITS, HIDDEN, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(2 * HIDDEN + UNITS, len(TAGS))
        self.types = nn.Linear(4 * HIDDEN, len(TYPES))
        self.drop = _Drop()
        for table in (self.word, self.part):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self, hashes: torch.Tensor, flags: torch.Tensor, context: torch.Tensor, mask: torch.Tensor, source: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        there = mask[..., None]
        told = self.source(source)[:, None].expand(-1, hashes.shape[1], -1)
        pieces: list[Any] = [self.word(hashes[:, :, 0]), self.part(hashes[:, :, 1:]).flatten(2)]
        pieces += [table(context[:, :, n]) for n, table in enumerate(self.context)]
        x = functional.gelu(self.mix(self.drop(torch.cat([*pieces, flags, told], -1)))) * there
        for norm, convolution in zip(self.norms, self.convolutions, strict=True):
            gate, value = convolution(norm(x) * there).chunk(2, -1)
            x = (x + self.drop(torch.sigmoid(gate) * value)) * there
        read = self.lstm(x)[0] * there
        mean = read.sum(1) / mask.sum(1, keepdim=True)
        highest = (read + (there - 1) * 1e4).max(1).values
        return self.tags(self.drop(torch.cat([read, x], -1))), self.types(self.drop(torch.cat([mean, highest], -1)))
