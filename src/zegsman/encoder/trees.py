"""Finds the best dependency tree in a table of arc scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """Returns the head of each word in the best tree that has one root.

    Args:
        scores: float32[n_words, 1 + n_words], how well the root (column 0) and each word serve as the
            head of each word.

    Returns:
        Index of each word's head, -1 for the root's.
    """
    n_words = len(scores)
    if n_words == 0:
        return []
    scores = scores.copy()
    scores[np.arange(n_words), np.arange(n_words) + 1] = -1e9
    heads = [int(h) for h in scores.argmax(1)]
    if heads.count(0) != 1 or _find_cycle([-1, *heads]):
        heads = _best_single_root(scores)
    return [head - 1 for head in heads]


def _best_single_root(scores: Scores) -> list[int]:
    """Tries the likeliest roots and returns the best of their trees, heads counted from 1."""
    n_words = len(scores)
    square = np.full((n_words + 1, n_words + 1), -1e9, np.float64)
    square[1:] = scores
    candidates = np.argsort(-(scores[:, 0] - scores[:, 1:].max(1)) if n_words > 1 else [0.0])[:3]
    best: tuple[float, list[int]] = (-np.inf, [])
    for root in candidates:
        limited = square.copy()
        limited[1:, 0] = -1e6
        limited[1 + root, 0] = square[1 + root, 0]
        if limited[1:].max(1).sum() < best[0]:
            continue  # Not even with the best head of each word, in a circle or not.
        heads = _spanning_tree(limited)
        total = float(limited[np.arange(1, n_words + 1), heads[1:]].sum())
        if total > best[0]:
            best = (total, heads[1:])
    return best[1]


def _spanning_tree(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu-Edmonds: the best heads of nodes 1.. in a tree under node 0; `scores[dependent, head]`."""
    heads = [-1, *(int(h) for h in scores[1:].argmax(1))]
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([n for n in range(len(scores)) if n not in set(cycle)])
    cycle_total = scores[inside, [heads[n] for n in cycle]].sum()
    # Into the cycle: break it at the node that gains most; out of it: the member that serves best as head.
    entering = scores[np.ix_(inside, outside)] - scores[inside, [heads[n] for n in cycle]][:, None]
    leaving = scores[np.ix_(outside, inside)]
    n_outside = len(outside)
    smaller = np.full((n_outside + 1, n_outside + 1), -1e9)
    smaller[:n_outside, :n_outside] = scores[np.ix_(outside, outside)]
    smaller[n_outside, :n_outside] = entering.max(0) + cycle_total
    smaller[:n_outside, n_outside] = leaving.max(1)
    smaller[0] = -1e9
    inner = _spanning_tree(smaller)
    result = list(heads)
    for k in range(1, n_outside):
        head = inner[k]
        result[outside[k]] = int(outside[head]) if head < n_outside else int(inside[leaving[k].argmax()])
    entry = inner[n_outside]
    result[int(inside[entering[:, entry].argmax()])] = int(outside[entry])
    return result


def _find_cycle(heads: list[int]) -> list[int]:
    """Returns the nodes of one cycle, or nothing."""
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        node, path = start, []
        while node > 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and state[node] == start and node in path:
            return path[path.index(node) :]
    return []
