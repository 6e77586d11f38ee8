"""Proposes the pairs of statements that are worth comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zegsman.resolve.grouping import Pair, ordered

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from zegsman.resolve.claims.features import Story

ALL_PAIRS = 160
"""Up to so many statements every pair is compared."""

NEIGHBOURS = 14
"""Pairs proposed for each statement of a larger story, the likest first."""

MIN_SAME_WORDS = 5
"""Words from which two statements with the very same words are one claim wherever they stand."""

ROWS = 1024
MIN_LIKENESS = 0.25


def first_told(story: Story, apart: Collection[int] = ()) -> dict[int, int]:
    """For each statement of a larger story that repeats another, the first that says it.

    A repetition has the very words, the days and the polarity of the first: compared once, it takes no places among
    the neighbours of what is told otherwise. Those in `apart` are looked at by themselves.
    """
    if len(story.slots) <= ALL_PAIRS:
        return {}
    first: dict[object, int] = {}
    repeated = {}
    for i, one in enumerate(story.slots):
        words = one.words
        if len(words) >= MIN_SAME_WORDS and not one.refusal and i not in apart:
            seen = first.setdefault((words, one.days, one.denied, one.language), i)
            if seen != i:
                repeated[i] = seen
    return repeated


def pair_statements(story: Story, repeated: Container[int] = ()) -> list[Pair]:
    """Pairs of statements to compare, each once, in order; none of those that are repeated.

    In a large story those whose vectors, terms or entities are nearest: the work grows with the number of
    statements times `NEIGHBOURS`, but for one matrix product.
    """
    n = len(story.slots)
    if n <= ALL_PAIRS:
        return [(i, j) for i in range(n) for j in range(i + 1, n)]
    told = [i for i in range(n) if i not in repeated]
    joint = np.hstack([story.hashed_terms(), story.vectors]).astype(np.float32)[told]
    pairs: set[Pair] = set()
    k = min(NEIGHBOURS, len(told) - 1)
    for start in range(0, len(told), ROWS) if k > 0 else ():
        likeness = joint[start : start + ROWS] @ joint.T
        for row in range(likeness.shape[0]):
            likeness[row, start + row] = -1.0
        nearest = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
        for row, others in enumerate(nearest):
            found = (told[int(j)] for j in others if likeness[row, j] >= MIN_LIKENESS)
            pairs.update(ordered(told[start + row], j) for j in found)
    return sorted(pairs)
