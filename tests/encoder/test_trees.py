"""Tests of the search for the best tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from zegsman.encoder.trees import best_tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node >= 0 and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node >= 0:
            return False
    return True


@pytest.mark.parametrize("seed", range(30))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    """Of all trees over four words with one root, the one with the highest sum is found."""
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    trees = [t for t in itertools.product(range(-1, 4), repeat=4) if _is_tree(t)]
    best = max(trees, key=lambda t: sum(float(scores[i, h + 1]) for i, h in enumerate(t)))
    assert tuple(best_tree(scores)) == best


@pytest.mark.parametrize("n_words", [1, 2, 17, 60])
def test_best_tree_is_always_a_tree(n_words: int) -> None:
    """Whatever the scores, there is one root and no circle."""
    for seed in range(5):
        scores = np.random.default_rng(seed).normal(size=(n_words, n_words + 1)).astype(np.float32)
        assert _is_tree(tuple(best_tree(scores)))


def test_best_tree_of_nothing_is_nothing() -> None:
    """No words give no heads."""
    assert best_tree(np.zeros((0, 1), np.float32)) == []
