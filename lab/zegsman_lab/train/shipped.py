"""Reads the weights that ship with the program back into the form they are trained in.

A later stretch of training can so begin where the last one ended, on any machine, without its snapshot. int8
weights come back as the multiples of their scale that they were rounded to; the momentum of the optimiser is gone.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from zegsman.encoder.embeddings import Embeddings
from zegsman_lab.train.bert import Shape
from zegsman_lab.train.heads import HEAD_MATRICES, Reading

_LAYER = {
    "attend_norm.weight": "attend.norm",
    "attend_norm.bias": "attend.shift",
    "feed_norm.weight": "feed.norm",
    "feed_norm.bias": "feed.shift",
}
_NOT_SHIPPED = "between"
"""The head that only training uses: it begins untrained."""
_LINEAR = ("attend_in", "attend_out", "feed_in", "feed_out")


def load_shipped(folder: Path, model: Reading) -> dict[str, Tensor]:
    """Returns the shipped weights by the names that `model` has for them.

    Args:
        folder: The weights as exported: `graph.onnx` and `heads.npz`.
        model: Tells the names, the number of layers and where each part of the projection stands. Its label lists
            must be those of the shipped weights, in their order.

    Raises:
        ValueError: if an array does not have the shape that the model has for it.
    """
    graph = onnx.load(str(folder / "graph.onnx")).graph
    constants = {c.name: numpy_helper.to_array(c) for c in graph.initializer}
    wanted = model.state_dict()
    arrays = {"bert.positions": _positions(constants), **_layers(constants, len(model.bert.layers))}
    arrays |= _projection(constants, model)
    with np.load(folder / "heads.npz", allow_pickle=False) as heads:
        arrays |= {name: heads[name] for name in HEAD_MATRICES}
    found = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in arrays.items()}
    for name, value in wanted.items():
        if name.startswith(_NOT_SHIPPED):
            found[name] = value
        if name not in found or found[name].shape != value.shape:
            shape = tuple(found[name].shape) if name in found else "nothing"
            raise ValueError(f"{folder}: {name} is {shape}, expected {tuple(value.shape)}; were the labels other ones?")
    return {name: found[name] for name in wanted}


def _positions(constants: dict[str, NDArray[np.generic]]) -> NDArray[np.generic]:
    return constants["positions"][0]


def _layers(constants: dict[str, NDArray[np.generic]], n_layers: int) -> dict[str, NDArray[np.generic]]:
    arrays = {"bert.norm.weight": constants["input.norm"], "bert.norm.bias": constants["input.shift"]}
    for n in range(n_layers):
        for name, there in _LAYER.items():
            arrays[f"bert.layers.{n}.{name}"] = constants[f"layer{n}.{there}"]
        for part in _LINEAR:
            matrix = constants[f"layer{n}.{part}.weight"].astype(np.float32).T
            scale = constants.get(f"layer{n}.{part}.scale")
            smoothing = constants.get(f"layer{n}.{part}.smoothing", np.float32(1))
            exact = matrix if scale is None else matrix * scale[:, None]
            arrays[f"bert.layers.{n}.{part}.weight"] = exact * smoothing
            arrays[f"bert.layers.{n}.{part}.bias"] = constants[f"layer{n}.{part}.bias"]
    return arrays


def _projection(constants: dict[str, NDArray[np.generic]], model: Reading) -> dict[str, NDArray[np.generic]]:
    ends = list(itertools.accumulate(model.parts.values()))
    places = {name: slice(end - width, end) for (name, width), end in zip(model.parts.items(), ends, strict=True)}
    scripts, arcs = places["scripts"], places["arc_dependent"]
    rows = np.empty((ends[-1], constants["before.weight"].shape[0]), np.float32)
    bias = np.empty(ends[-1], np.float32)
    order = {
        "before": np.r_[0 : scripts.start, scripts.stop : arcs.start],
        "arcs": np.r_[arcs],
        "behind": np.r_[arcs.stop : ends[-1]],
        "scripts": np.r_[scripts],
    }
    for name, at in order.items():
        rows[at] = constants[f"{name}.weight"].T
        bias[at] = constants[f"{name}.bias"]
    return {
        "project.weight": rows,
        "project.bias": bias,
        "arc.weight": constants["arcs.matrix"].T,
        "sentence.weight": constants["vectors.weight"].T,
        "sentence.bias": constants["vectors.bias"],
    }


def load_table(folder: Path) -> Tensor:
    """Returns the word embeddings of exported weights, float32[pieces, width]."""
    path = folder / "embeddings.npy"
    n_pieces = len(np.load(path, mmap_mode="r", allow_pickle=False))
    return torch.from_numpy(Embeddings.load(path).rows(range(n_pieces)))


def shape_of(folder: Path) -> Shape:
    """Returns the sizes of the transformer of exported weights."""
    graph = onnx.load(str(folder / "graph.onnx")).graph
    sizes = {c.name: tuple(c.dims) for c in graph.initializer}
    layers = sum(name.startswith("layer") and name.endswith(".feed_out.bias") for name in sizes)
    _, positions, width = sizes["positions"]
    (inner,) = sizes["layer0.feed_in.bias"]
    heads = _attribute(graph, "MultiHeadAttention", "num_heads").i
    return Shape(width, inner, heads, layers, positions, _attribute(graph, "LayerNormalization", "epsilon").f)


def _attribute(graph: onnx.GraphProto, kind: str, name: str) -> onnx.AttributeProto:
    node = next(node for node in graph.node if node.op_type == kind)
    return next(attribute for attribute in node.attribute if attribute.name == name)
