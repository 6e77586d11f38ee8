"""How many multiplications and additions of bytes a second this machine does at best, as onnxruntime does them."""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np
import onnxruntime

SIDE = 1024
"""Rows and columns of the matrices: large enough that nothing but the multiplication counts."""
_UINT8, _INT8, _INT32 = 2, 3, 6


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _value(name: str, kind: int) -> bytes:
    dimensions = b"".join(_bytes(1, _number(1, SIDE)) for _ in range(2))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dimensions)))


def _model() -> bytes:
    """An ONNX model of one product of bytes, written by hand: a library only for that would be heavy."""
    node = _bytes(1, b"left") + _bytes(1, b"right") + _bytes(2, b"out") + _bytes(4, b"MatMulInteger")
    weights = np.random.default_rng(1).integers(-100, 100, (SIDE, SIDE), np.int8)
    tensor = (
        _number(1, SIDE) + _number(1, SIDE) + _number(2, _INT8) + _bytes(8, b"right") + _bytes(9, weights.tobytes())
    )
    graph = _bytes(1, node) + _bytes(2, b"product") + _bytes(5, tensor)
    graph += _bytes(11, _value("left", _UINT8)) + _bytes(12, _value("out", _INT32))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 17))


def measure_peak(seconds: float = 3.0) -> float:
    """Operations a second on all cores, the best of the rounds that fit in the time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    session: Any = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
    left = np.random.default_rng(2).integers(0, 200, (SIDE, SIDE), np.uint8)
    session.run(None, {"left": left})
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        session.run(None, {"left": left})
        best = max(best, 2.0 * SIDE**3 / (time.perf_counter() - start))
    return best
