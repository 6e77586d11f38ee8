"""How many multiplications and additions of bytes a second this machine does at best, and what reading makes of it.

usage: python bench/int8_peak.py [FOLDER]

Reads the reports below FOLDER (the examples) on one thread, by processor time, so that other work on the machine
matters little: `of_peak` is the share of the machine's best for the whole of annotating, `graph_of_peak` for the time
within the encoder's graph. Two operations for each byte of the graph's weights and each piece, against one large
product of bytes; both as onnxruntime does them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
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


def _product(threads: int) -> tuple[Any, Any]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
    return session, np.random.default_rng(2).integers(0, 200, (SIDE, SIDE), np.uint8)


def measure_peak(seconds: float = 3.0) -> float:
    """Operations a second on all cores, the best of the rounds that fit in the time."""
    session, left = _product(len(os.sched_getaffinity(0)))
    session.run(None, {"left": left})
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        session.run(None, {"left": left})
        best = max(best, 2.0 * SIDE**3 / (time.perf_counter() - start))
    return best


def measure_peak_of_a_thread(rounds: int = 40) -> float:
    """Operations a second of processor time on one thread, the best of the rounds."""
    session, left = _product(1)
    best = 0.0
    for _ in range(rounds):
        start = time.thread_time()
        session.run(None, {"left": left})
        best = max(best, 2.0 * SIDE**3 / (time.thread_time() - start))
    return best


@dataclass(slots=True)
class _Within:
    """Processor time within graphs, and the pieces that went through."""

    seconds: float = 0.0
    n_pieces: int = 0


def _watched(within: _Within) -> None:
    """Lets every session of onnxruntime add what it uses."""
    run = onnxruntime.InferenceSession.run

    def watched(session: Any, outputs: Any, inputs: Any, *rest: Any) -> Any:
        start = time.thread_time()
        found = run(session, outputs, inputs, *rest)
        within.seconds += time.thread_time() - start
        within.n_pieces += max(value.shape[1] for value in inputs.values() if value.ndim > 1)
        return found

    onnxruntime.InferenceSession.run = watched


def measure_shares(folder: Path) -> dict[str, float]:
    """What annotating the reports below a folder makes of the machine's best."""
    from annotate import read_folder
    from zegsman.annotate.line import annotate_report
    from zegsman.encoder import load_encoder
    from zegsman.encoder.encoder import WEIGHTS

    peak = measure_peak_of_a_thread()
    reports, encoder, within = read_folder(folder), load_encoder(threads=1), _Within()
    for report in reports:
        annotate_report(report, encoder)
    _watched(within)
    start = time.thread_time()
    for report in reports:
        annotate_report(report, encoder)
    seconds = time.thread_time() - start
    done = 2.0 * (WEIGHTS / "graph.onnx").stat().st_size * within.n_pieces
    return {
        "peak_of_a_thread_gops": round(peak / 1e9),
        "words_per_cpu_s": round(sum(len(one.text.split()) for one in reports) / seconds),
        "of_peak": round(done / seconds / peak, 3),
        "graph_of_peak": round(done / within.seconds / peak, 3),
        "time_in_graph": round(within.seconds / seconds, 3),
    }


if __name__ == "__main__":
    below = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "examples"
    print(json.dumps(measure_shares(below)))
