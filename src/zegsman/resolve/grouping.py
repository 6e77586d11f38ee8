"""Groups from pairs: linkage by the mean and the best score between groups, with pairs that must or may not meet."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

Pair = tuple[int, int]

BEST = 2
"""Best scores between two groups that count beside the mean: one likeness alone may be chance."""

_ROUNDING = 1e-6
"""What a linkage may be higher by than what it is worked out from, for numbers are rounded."""


def ordered(left: int, right: int) -> Pair:
    """The pair with the smaller number first."""
    return (left, right) if left < right else (right, left)


def linkage_between(
    left: Iterable[int], right: Sequence[int], scores: Mapping[Pair, float], *, best_share: float = 0.0
) -> float:
    """What links two groups, as `group_by_linkage` takes it where nothing repeats another."""
    found = sorted((scores.get(ordered(i, j), 0.0) for i in left for j in right), reverse=True)
    best = found[:BEST]
    return (1.0 - best_share) * sum(found) / len(found) + best_share * sum(best) / len(best)


class _Groups:
    """Groups under construction: sums and best of the scores between groups, and which may not meet."""

    def __init__(
        self,
        n: int,
        scores: Mapping[Pair, float],
        apart: Iterable[Pair],
        absent: float,
        best_share: float,
        uncounted: Container[int],
    ) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self.sizes: dict[int, int] = {i: int(i not in uncounted) for i in range(n)}
        self.absent = absent
        self.best_share = best_share
        self.sums: dict[int, dict[int, tuple[float, int, tuple[float, ...]]]] = {i: {} for i in range(n)}
        self.apart: dict[int, set[int]] = {i: set() for i in range(n)}
        for (i, j), score in scores.items():
            if i != j:
                self.sums[i][j] = self.sums[j][i] = (score, 1, (score,))
        for i, j in apart:
            self.apart[i].add(j)
            self.apart[j].add(i)

    def linkage(self, a: int, b: int) -> float:
        total, n, best = self.sums[a].get(b, (0.0, 0, ()))
        cells = max(1, self.sizes[a]) * max(1, self.sizes[b])
        mean = (total + (cells - n) * self.absent) / cells
        looked_at = min(BEST, cells)
        near = (sum(best) + (looked_at - len(best)) * self.absent) / looked_at
        return (1.0 - self.best_share) * mean + self.best_share * near

    def likely(self, least: float) -> list[Pair]:
        """The pairs of groups whose linkage may be as high as this: what one score links is linked by no more."""
        return [
            (a, b)
            for a, others in self.sums.items()
            for b, (score, n, _) in others.items()
            if a < b and (n > 1 or max(score, self.absent) >= least)
        ]

    def join(self, a: int, b: int) -> None:
        """Takes group `b` into group `a`."""
        self.members[a] += self.members.pop(b)
        self.sizes[a] += self.sizes.pop(b)
        for other, (total, n, best) in self.sums.pop(b).items():
            del self.sums[other][b]
            if other == a:
                continue
            old_total, old_n, old_best = self.sums[a].get(other, (0.0, 0, ()))
            best = tuple(sorted((*old_best, *best), reverse=True)[:BEST])
            self.sums[a][other] = self.sums[other][a] = (old_total + total, old_n + n, best)
        # What must be together outranks what must be apart: then `a` itself is among those held apart from `b`.
        self.apart[a].discard(b)
        for other in self.apart.pop(b) - {a}:
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)


def group_by_linkage(
    n: int,
    scores: Mapping[Pair, float],
    threshold: float,
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    absent: float = 0.0,
    best_share: float = 0.0,
    uncounted: Container[int] = (),
    of_several: float | None = None,
) -> list[list[int]]:
    """Groups `n` things by average linkage, or by one between that and single linkage.

    Args:
        n: How many things there are, numbered from 0.
        scores: Score of each pair `(i, j)` with `i < j` that was compared.
        threshold: Two groups join while the linkage between them is at least this.
        together: Pairs that are in one group whatever their score.
        apart: Pairs that are never in one group, unless `together` says so.
        absent: Score of a pair that was not compared.
        best_share: Share, 0 to 1, of the best score between two groups in their linkage; the mean has the rest.
        uncounted: Those that only repeat or answer another, in `together` with it: the mean is taken without them.
        of_several: The threshold for two groups that each have several members; `threshold` where it is not given.

    Returns:
        The groups, each sorted, in order of their first member. The result depends on scores and numbers only.
    """
    state = _Groups(n, scores, apart, absent, best_share, uncounted)
    home = list(range(n))
    for i, j in sorted(ordered(*pair) for pair in together):
        a, b = sorted((home[i], home[j]))
        if a != b:
            for member in state.members[b]:
                home[member] = a
            state.join(a, b)

    def are_linked(linkage: float, a: int, b: int) -> bool:
        several = len(state.members[a]) > 1 and len(state.members[b]) > 1
        return linkage >= (of_several if several and of_several is not None else threshold)

    lowest = min(threshold, threshold if of_several is None else of_several) - _ROUNDING
    heap = [(-state.linkage(a, b), a, b) for a, b in state.likely(lowest)]
    heap = [(negative, a, b) for negative, a, b in heap if are_linked(-negative, a, b)]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in state.members or b not in state.members or b in state.apart[a]:
            continue
        if abs(state.linkage(a, b) + negative) > 1e-9:
            continue
        state.join(a, b)
        for other in sorted(state.sums[a]):
            score = state.linkage(a, other)
            if are_linked(score, a, other):
                heapq.heappush(heap, (-score, *ordered(a, other)))
    return sorted(map(sorted, state.members.values()))
