"""The word embeddings, kept in four bits and unpacked as they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK_BYTES = 18
"""A block is 32 weights: an fp16 scale, then 16 bytes; low nibbles are weights 0 to 15, high ones 16 to 31, less 8."""
BLOCK_WEIGHTS = 32


class Embeddings:
    """A table of vectors on disk, one row a piece, mapped into memory."""

    def __init__(self, packed: NDArray[np.uint8]) -> None:
        """Takes uint8[n_pieces, 18 * width / 32]."""
        self._packed = packed
        self.width = packed.shape[1] // BLOCK_BYTES * BLOCK_WEIGHTS

    @classmethod
    def load(cls, path: Path) -> Embeddings:
        """Maps the table into memory without reading it."""
        return cls(np.load(path, mmap_mode="r", allow_pickle=False))

    def rows(self, indices: Sequence[int]) -> NDArray[np.float32]:
        """Returns float32[len(indices), width]."""
        blocks = np.asarray(self._packed[np.asarray(indices, np.int64)]).reshape(-1, BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
        nibbles = blocks[:, 2:]
        weights = np.empty((len(blocks), BLOCK_WEIGHTS), np.float32)
        weights[:, :16] = nibbles & 15
        weights[:, 16:] = nibbles >> 4
        weights -= 8
        weights *= scales
        return weights.reshape(len(indices), self.width)
