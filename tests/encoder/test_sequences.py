"""Tests of the decoding of BIO tags."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from zegsman.encoder.sequences import best_tags, find_spans, log_softmax

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def _is_allowed(path: tuple[int, ...]) -> bool:
    names = ["O", *(TAGS[k] for k in path)]
    return all(not b.startswith("I") or a[1:] == b[1:] for a, b in itertools.pairwise(names))


@pytest.mark.parametrize("seed", range(12))
def test_best_tags_is_the_best_allowed_path(seed: int) -> None:
    """Among all paths in which no I stands without its B, the one with the highest sum is found."""
    scores = log_softmax(np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32) * 3)
    paths = [p for p in itertools.product(range(5), repeat=4) if _is_allowed(p)]
    best = max(paths, key=lambda p: sum(float(scores[i, k]) for i, k in enumerate(p)))
    assert tuple(best_tags(scores, TAGS)) == best


@pytest.mark.parametrize("seed", range(12))
def test_best_tags_searches_back_as_far_as_it_must(seed: int) -> None:
    """Where the words lean to I, so that one set right calls for the one before it, the best path is found as well."""
    scores = np.random.default_rng(seed).normal(size=(6, 5)).astype(np.float32)
    scores[:, 2::2] += 1.5
    paths = [p for p in itertools.product(range(5), repeat=6) if _is_allowed(p)]
    best = max(paths, key=lambda p: sum(float(scores[i, k]) for i, k in enumerate(p)))
    assert tuple(best_tags(scores, TAGS)) == best


def test_best_tags_of_nothing_is_nothing() -> None:
    """No words give no tags."""
    assert best_tags(np.zeros((0, 5), np.float32), TAGS).tolist() == []


def test_find_spans_gives_label_and_mean_probability() -> None:
    """A span runs from its B over the I behind it, and its confidence is the mean of their probabilities."""
    probabilities: NDArray[np.float32] = np.full((5, 5), 0.5, np.float32)
    probabilities[2, 2] = 0.9
    spans = find_spans([0, 1, 2, 3, 0], probabilities, TAGS)
    assert [(s.first, s.end, s.label) for s in spans] == [(1, 3, "PER"), (3, 4, "ORG")]
    assert spans[0].confidence == pytest.approx(0.7)


def test_find_spans_of_tags_without_type_have_no_label() -> None:
    """Tags that are only B, I and O give spans without label."""
    spans = find_spans([1, 2, 1], np.ones((3, 3), np.float32), ("O", "B", "I"))
    assert [(s.first, s.end, s.label) for s in spans] == [(0, 2, ""), (2, 3, "")]
