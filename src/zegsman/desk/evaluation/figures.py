"""Precision, recall and F1 from counts; matching of spans one to one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Json = dict[str, Any]
_DECIMALS = 6


def prf(correct: float, predicted: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1; 0 where there is nothing to count."""
    p = correct / predicted if predicted else 0.0
    r = correct / gold if gold else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def share(part: float, whole: float) -> float:
    """Part of a whole, 0 of nothing."""
    return part / whole if whole else 0.0


def rounded(value: Any) -> Any:
    """The same figures with six decimals, in whatever they are nested."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return value


def count_matches(edges: Mapping[int, Sequence[int]], n_left: int) -> int:
    """The size of the greatest one-to-one matching; `edges` gives what each left one may go with, best first."""
    owner: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges.get(left, ()):
            if right in seen:
                continue
            seen.add(right)
            if right not in owner or place(owner[right], seen):
                owner[right] = left
                return True
        return False

    # A chain of displacements may be as long as one side.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 4 * n_left + 1000))
    for left in range(n_left):
        place(left, set())
    return len(owner)


def count_one_to_one(
    left: Sequence[Any], right: Sequence[Any], fits: Callable[[Any, Any], bool], weight: Callable[[Any, Any], float]
) -> int:
    """How many of two lists can be paired so that each pair fits, heavier pairs tried first."""
    edges = {i: _candidates(a, right, fits, weight) for i, a in enumerate(left)}
    return count_matches(edges, len(left))


def _candidates(
    one: Any, others: Sequence[Any], fits: Callable[[Any, Any], bool], weight: Callable[[Any, Any], float]
) -> list[int]:
    found = [j for j, other in enumerate(others) if fits(one, other)]
    return sorted(found, key=lambda j: -weight(one, others[j]))
