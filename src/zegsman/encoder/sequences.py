"""Finds the best sequence of BIO tags, and the spans that it marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words `[first, end)` with what they are, and the confidence in it."""

    first: int
    end: int
    label: str
    """What stands behind "B-"; empty for tags that are only B, I and O."""
    confidence: float


@lru_cache(maxsize=16)
def _continuations(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Returns bool[n_tags, n_tags]: whether the second tag may follow the first; O stands for the start."""
    allowed = np.ones((len(tags), len(tags)), bool)
    for j, tag in enumerate(tags):
        if tag.startswith("I"):
            allowed[:, j] = [previous[0] != "O" and previous[1:] == tag[1:] for previous in tags]
    return allowed


def best_tags(scores: NDArray[np.float32], tags: tuple[str, ...]) -> NDArray[np.int64]:
    """Returns the best sequence in which no I stands without its B.

    Args:
        scores: float32[n_words, n_tags], log probabilities; tag 0 is O.
        tags: The tags.
    """
    allowed = _continuations(tags)
    best: NDArray[np.int64] = scores.argmax(1)
    if not len(best) or (allowed[0, best[0]] and allowed[best[:-1], best[1:]].all()):
        return best  # Nothing is better than the best of each word where the whole is allowed.
    barred = np.where(allowed, 0.0, -1e9).astype(np.float32)
    total = scores[0] + barred[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = total[:, None] + barred
        back[i] = paths.argmax(0)
        total = paths.max(0) + scores[i]
    best[-1] = total.argmax()
    for i in range(len(scores) - 1, 0, -1):
        best[i - 1] = back[i, best[i]]
    return best


def find_spans(
    best: Sequence[int] | NDArray[np.int64], probabilities: NDArray[np.float32], tags: tuple[str, ...]
) -> list[TaggedSpan]:
    """Returns the spans that a sequence of tags marks, with the mean probability of their tags."""
    spans: list[TaggedSpan] = []
    marked = np.flatnonzero(best)
    i = 0
    while i < len(marked):
        first = int(marked[i])
        end, i = first + 1, i + 1
        while i < len(marked) and marked[i] == end and tags[best[end]].startswith("I"):
            end, i = end + 1, i + 1
        chosen = probabilities[np.arange(first, end), np.asarray(best[first:end])]
        spans.append(TaggedSpan(first, end, tags[best[first]][2:], float(chosen.mean())))
    return spans


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns log probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
