"""From the trained network to the files of the package: model.onnx (weights in half precision) and model.json."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import torch

from polybib.tagger import features, network
from polybib.tagger.labels import TAGS, TYPES
from polybib.train.card import write_card
from polybib.train.network import Network

HALVED = 1_000  # numbers of the smallest table that is stored in half precision
OPSET = 17


class _Use(torch.nn.Module):
    """The network as it is used: told no source, given integers of 32 bits."""

    def __init__(self, trained: Network) -> None:
        super().__init__()
        self.trained = trained

    def forward(
        self, hashes: torch.Tensor, flags: torch.Tensor, context: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        none = torch.zeros(hashes.shape[0], dtype=torch.long)
        found: tuple[torch.Tensor, torch.Tensor] = self.trained(hashes, flags, context, mask, none)
        return found


def export(trained: Network, folder: Path, card: dict[str, Any]) -> None:
    """Writes the network, and `card` with what the two files must agree on."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = _halved(_measured(_onnx(trained)))
    (folder / "model.onnx").write_bytes(weights)
    agreed = {"schema": network.SCHEMA, "sha256": hashlib.sha256(weights).hexdigest(), "tags": TAGS, "types": TYPES}
    write_card(folder, {**agreed, "features": network.shape(), **card})


def _onnx(trained: Network) -> bytes:
    texts, tokens = 2, 7
    given = (
        torch.zeros(texts, tokens, features.HASHES, dtype=torch.int32),
        torch.zeros(texts, tokens, features.FLAGS),
        torch.zeros(texts, tokens, len(features.CONTEXT), dtype=torch.int32),
        torch.ones(texts, tokens),
    )
    names = ["hashes", "flags", "context", "mask"]
    axes = {name: {0: "texts", 1: "tokens"} for name in [*names, "tags"]} | {"types": {0: "texts"}}
    out = io.BytesIO()
    torch.onnx.export(
        _Use(trained).eval(), given, out, input_names=names, output_names=["tags", "types"], dynamic_axes=axes,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    return out.getvalue()


def _measured(model: bytes) -> bytes:
    """The model with the length of each text told to the LSTM, so that what is read does not depend on how long the
    other texts of the batch are."""
    import onnx

    whole = onnx.load_from_string(model)
    graph = whole.graph
    (lstm,) = (node for node in graph.node if node.op_type == "LSTM")
    graph.initializer.append(onnx.helper.make_tensor("lengths.axis", onnx.TensorProto.INT64, [1], [1]))
    added = [
        onnx.helper.make_node("ReduceSum", ["mask", "lengths.axis"], ["lengths.sum"], keepdims=0),
        onnx.helper.make_node("Cast", ["lengths.sum"], ["lengths"], to=onnx.TensorProto.INT32),
    ]
    lstm.input[4] = "lengths"
    nodes = [*added, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    measured: bytes = whole.SerializeToString()
    return measured


def _halved(model: bytes) -> bytes:
    """The model with its large tables in half precision; they are made whole again when it is loaded."""
    import numpy as np
    import onnx
    from onnx import numpy_helper

    whole = onnx.load_from_string(model)
    graph = whole.graph
    casts = []
    for table in graph.initializer:
        values = numpy_helper.to_array(table)
        if values.dtype == np.float32 and values.size >= HALVED:
            name = table.name
            table.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
            casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(whole)
    halved: bytes = whole.SerializeToString()
    return halved
