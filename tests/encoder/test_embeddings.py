"""Tests of the packed table of embeddings."""

from __future__ import annotations

import numpy as np

from zegsman.encoder.embeddings import Embeddings


def test_rows_are_unpacked_as_the_format_says() -> None:
    """A block is a scale in fp16 and 16 bytes, low nibbles before high ones, less 8."""
    block = np.zeros((1, 18), np.uint8)
    block[0, :2] = np.array([0.5], "<f2").view(np.uint8)
    block[0, 2:] = 0x80 | 0x03
    row = Embeddings(block).rows([0])
    assert row.shape == (1, 32)
    assert row[0, :16].tolist() == [(3 - 8) * 0.5] * 16
    assert row[0, 16:].tolist() == [0.0] * 16


def test_rows_come_in_the_order_asked_for() -> None:
    """Rows may be asked for in any order and more than once."""
    packed = np.random.default_rng(0).integers(0, 255, (5, 36), np.uint8)
    packed[:, [0, 1, 18, 19]] = 0x30
    table = Embeddings(packed)
    assert np.array_equal(table.rows([4, 0, 4]), np.stack([table.rows([i])[0] for i in (4, 0, 4)]))
