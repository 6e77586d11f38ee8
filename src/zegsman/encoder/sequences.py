"""Finds the best sequence of BIO tags, and the spans that it marks."""

from __future__ import annotations

from bisect import bisect_right
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

    Each word takes its best tag, but for the stretches in which that leaves an I without its B. A stretch runs from
    a word that is no I, which may stand behind anything, to the next; where the search makes an I of its first word,
    it is searched together with the stretch before it.

    Args:
        scores: float32[n_words, n_tags], log probabilities; tag 0 is O.
        tags: The tags.
    """
    allowed = _continuations(tags)
    best: NDArray[np.int64] = scores.argmax(1)
    fits = allowed[np.concatenate([[0], best[:-1]]), best]
    if fits.all():
        return best
    is_free: NDArray[np.bool_] = np.logical_and.reduce(allowed, 0)
    borders = [0, *(np.flatnonzero(is_free[best[1:]]) + 1).tolist(), len(best)]
    for i in np.flatnonzero(~fits).tolist():
        if i and allowed[best[i - 1], best[i]]:
            continue  # set right along with one before it
        stretch = bisect_right(borders, i) - 1
        start, end = borders[stretch : stretch + 2]
        best[start:end] = _best_path(scores[start:end], allowed, opens=start == 0)
        while start and not is_free[best[start]]:
            del borders[stretch]
            stretch -= 1
            start = borders[stretch]
            best[start:end] = _best_path(scores[start:end], allowed, opens=start == 0)
    return best


def _best_path(scores: NDArray[np.float32], allowed: NDArray[np.bool_], *, opens: bool) -> NDArray[np.int64]:
    """Returns the best sequence of tags that may follow one another; one that does not open a text begins anyhow."""
    barred = np.where(allowed, 0.0, -1e9).astype(np.float32)
    total = scores[0] + barred[0] if opens else scores[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = total[:, None] + barred
        back[i] = paths.argmax(0)
        total = paths.max(0) + scores[i]
    best = np.full(len(scores), total.argmax())
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
        chosen = [probabilities[k, best[k]] for k in range(first, end)]
        confidence = float(np.mean(chosen) if len(chosen) > 1 else chosen[0])
        spans.append(TaggedSpan(first, end, tags[best[first]][2:], confidence))
    return spans


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns log probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
