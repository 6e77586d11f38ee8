"""Proposes the pairs of statements that are worth comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zegsman.resolve.grouping import Pair, ordered

if TYPE_CHECKING:
    from zegsman.resolve.claims.features import Story

ALL_PAIRS = 160
"""Up to so many statements every pair is compared."""

NEIGHBOURS = 14
"""Pairs proposed for each statement of a larger story, the likest first."""

ROWS = 1024
MIN_LIKENESS = 0.25


def pair_statements(story: Story) -> list[Pair]:
    """Pairs of statements to compare, each once, in order.

    In a large story those whose vectors, terms or entities are nearest: the work grows with the number of
    statements times `NEIGHBOURS`, but for one matrix product.
    """
    n = len(story.slots)
    if n <= ALL_PAIRS:
        return [(i, j) for i in range(n) for j in range(i + 1, n)]
    joint = np.hstack([story.hashed_terms(), story.vectors]).astype(np.float32)
    pairs: set[Pair] = set()
    for start in range(0, n, ROWS):
        likeness = joint[start : start + ROWS] @ joint.T
        for row in range(likeness.shape[0]):
            likeness[row, start + row] = -1.0
        k = min(NEIGHBOURS, n - 1)
        nearest = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
        for row, others in enumerate(nearest):
            pairs.update(ordered(start + row, int(j)) for j in others if likeness[row, j] >= MIN_LIKENESS)
    return sorted(pairs)
