"""Writes the transformer as an ONNX graph, in int8 or in float32.

The graph is put together by hand rather than traced: it is short, it comes out the same on every
version of the training library, and it uses the fused operators of onnxruntime directly. It reads one
window at a time, so that nothing in it depends on what else is read: the scale of the activations,
which dynamic quantisation takes from the tensor at hand, is that of the window alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from zegsman_lab.export.smoothing import smoothing_factors

Weights = Mapping[str, NDArray[np.float32]]
_FUSED = "com.microsoft"


class GraphWriter:
    """Collects nodes and constants under unique names."""

    def __init__(self, *, quantised: bool) -> None:
        self._quantised = quantised
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Adds a constant."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, *more: str, domain: str = "", **attributes: object
    ) -> str:
        """Adds a node and returns the name of its first output."""
        name = f"{output}/{kind}"
        self._nodes.append(helper.make_node(kind, inputs, [output, *more], name=name, domain=domain, **attributes))
        return output

    def linear(
        self,
        x: str,
        name: str,
        weight: NDArray[np.float32],
        bias: NDArray[np.float32],
        smoothing: NDArray[np.float32] | None = None,
    ) -> str:
        """Adds a linear layer; `weight` has a row for each output, `smoothing` a factor for each input."""
        bias_name = self.constant(f"{name}.bias", bias.astype(np.float32))
        if not self._quantised:
            matrix = self.constant(f"{name}.weight", weight.T.astype(np.float32))
            product = self.node("MatMul", [x, matrix], f"{name}.product")
            return self.node("Add", [product, bias_name], f"{name}.sum")
        if smoothing is not None:
            x = self.node("Mul", [x, self.constant(f"{name}.smoothing", 1 / smoothing)], f"{name}.smoothed")
            weight = weight * smoothing
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
        whole = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
        matrix = self.constant(f"{name}.weight", whole.T)
        scales = self.constant(f"{name}.scale", scale.astype(np.float32))
        return self.node("DynamicQuantizeMatMul", [x, matrix, scales, "", bias_name], f"{name}.sum", domain=_FUSED)

    def norm(self, x: str, residual: str, name: str, weights: Weights, key: str, epsilon: float) -> str:
        """Adds a residual and the norm behind it."""
        scale = self.constant(f"{name}.norm", weights[f"{key}.weight"])
        shift = self.constant(f"{name}.shift", weights[f"{key}.bias"])
        # Two plain nodes: onnxruntime's fused SkipLayerNormalization takes five times as long on a CPU.
        total = self.node("Add", [x, residual], f"{name}.added")
        return self.node("LayerNormalization", [total, scale, shift], f"{name}.normed", axis=-1, epsilon=epsilon)

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """Returns the finished model."""
        graph = helper.make_graph(self._nodes, "reading", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="zegsman-lab")


def write_graph(
    weights: Weights,
    parts: Mapping[str, slice],
    *,
    heads: int,
    epsilon: float,
    quantised: bool,
    ranges: Mapping[str, NDArray[np.float32]] | None = None,
) -> onnx.ModelProto:
    """Builds the graph.

    Args:
        weights: The arrays of a snapshot, by the names they have in `Reading`.
        parts: Where each part of the projection stands; of the edit scripts only the best leaves the graph.
        heads: Attention heads in each layer.
        epsilon: Of the norms.
        quantised: Whether the layers are int8.
        ranges: What `measure_ranges` gives, to smooth by; products that it does not name are not smoothed.

    Returns:
        A model from `embedded` float32[1, pieces, width], `first` and `last` int64[words] to `parts`
        float32[words, n] (the projection without scripts), `script` int64[words], `vectors`
        float32[words, width].
    """
    w = GraphWriter(quantised=quantised)
    positions = w.constant("positions", weights["bert.positions"][None])
    length = w.node("Shape", ["embedded"], "length", start=1, end=2)
    zero, axis = w.constant("zero", np.array([0], np.int64)), w.constant("axis", np.array([1], np.int64))
    here = w.node("Slice", [positions, zero, length, axis], "here")
    x = w.norm("embedded", here, "input", weights, "bert.norm", epsilon)
    n_layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("bert.layers."))
    for n in range(n_layers):
        x = _write_layer(w, x, n, weights, heads, epsilon, ranges or {})
    flat = w.node("Squeeze", [x, zero], "flat")
    first = w.node("Gather", [flat, "first"], "first.hidden")
    last = w.node("Gather", [flat, "last"], "last.hidden")
    both = w.node("Add", [first, last], "both")
    words = w.node("Mul", [both, w.constant("half", np.array(0.5, np.float32))], "words")
    _write_outputs(w, words, weights, parts)
    any_ = [
        helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", weights["bert.positions"].shape[1]]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]),
        helper.make_tensor_value_info("last", TensorProto.INT64, ["words"]),
    ]
    out = [
        helper.make_tensor_value_info("parts", TensorProto.FLOAT, ["words", "n"]),
        helper.make_tensor_value_info("script", TensorProto.INT64, ["words"]),
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["words", "width"]),
    ]
    return w.model(any_, out)


def _write_layer(
    w: GraphWriter,
    x: str,
    n: int,
    weights: Weights,
    heads: int,
    epsilon: float,
    ranges: Mapping[str, NDArray[np.float32]],
) -> str:
    key, name = f"bert.layers.{n}", f"layer{n}"

    def linear(given: str, part: str) -> str:
        weight, bias = weights[f"{key}.{part}.weight"], weights[f"{key}.{part}.bias"]
        found = ranges.get(f"{key}.{part}")
        smoothing = None if found is None else smoothing_factors(found, weight)
        return w.linear(given, f"{name}.{part}", weight, bias, smoothing)

    queries = w.node("Split", [linear(x, "attend_in")], f"{name}.q", f"{name}.k", f"{name}.v", axis=-1)
    mixed = w.node(
        "MultiHeadAttention", [queries, f"{name}.k", f"{name}.v"], f"{name}.mixed", domain=_FUSED, num_heads=heads
    )
    x = w.norm(linear(mixed, "attend_out"), x, f"{name}.attend", weights, f"{key}.attend_norm", epsilon)
    inner = w.node("Gelu", [linear(x, "feed_in")], f"{name}.inner", domain=_FUSED)
    return w.norm(linear(inner, "feed_out"), x, f"{name}.feed", weights, f"{key}.feed_norm", epsilon)


def _write_outputs(w: GraphWriter, words: str, weights: Weights, parts: Mapping[str, slice]) -> None:
    """Adds the projection; what serves a dependent goes through its product with the arcs' matrix right here."""
    matrix, bias = weights["project.weight"], weights["project.bias"]

    def linear(name: str, output: str, weight: NDArray[np.float32], shift: NDArray[np.float32]) -> str:
        transposed = w.constant(f"{name}.weight", weight.T.astype(np.float32))
        product = w.node("MatMul", [words, transposed], f"{name}.product")
        return w.node("Add", [product, w.constant(f"{name}.bias", shift)], output)

    scripts, arcs = parts["scripts"], parts["arc_dependent"]
    before = np.r_[0 : scripts.start, scripts.stop : arcs.start]
    behind = np.r_[arcs.stop : len(bias)]
    dependent = w.node("Relu", [linear("arcs", "arcs.given", matrix[arcs], bias[arcs])], "arcs.rectified")
    turned = w.node("MatMul", [dependent, w.constant("arcs.matrix", weights["arc.weight"].T)], "arcs.turned")
    pieces = [
        linear("before", "before.sum", matrix[before], bias[before]),
        turned,
        linear("behind", "behind.sum", matrix[behind], bias[behind]),
    ]
    w.node("Concat", pieces, "parts", axis=1)
    linear("scripts", "scripts.scores", matrix[scripts], bias[scripts])
    w.node("ArgMax", ["scripts.scores"], "script", axis=1, keepdims=0)
    linear("vectors", "vectors", weights["sentence.weight"], weights["sentence.bias"])
