"""Precision, recall and F1, and matching one to one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")


def prf(correct: float, predicted: float, gold: float) -> dict[str, float]:
    """Returns precision, recall and F1 out of counts."""
    p = correct / predicted if predicted else 0.0
    r = correct / gold if gold else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def count_matches(
    left: Sequence[Left],
    right: Sequence[Right],
    fits: Callable[[Left, Right], bool],
    weight: Callable[[Left, Right], float],
) -> int:
    """Returns the size of the greatest one-to-one matching; the heavier pairs are tried first."""
    choices = [
        sorted((j for j, b in enumerate(right) if fits(a, b)), key=lambda j: -weight(a, right[j])) for a in left
    ]
    owner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in choices[i]:
            if j not in tried:
                tried.add(j)
                if j not in owner or place(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(left)))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Returns the share of their union that two sets have in common."""
    return len(a & b) / len(a | b) if a or b else 0.0


def rounded(figures: Mapping[str, object], digits: int = 4) -> dict[str, object]:
    """Rounds every number in a tree of figures."""

    def round_one(value: object) -> object:
        if isinstance(value, float):
            return round(value, digits)
        return rounded(value, digits) if isinstance(value, Mapping) else value

    return {name: round_one(value) for name, value in figures.items()}


def count_shared(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> int:
    """Returns how many things stand in both lists, repeats counted."""
    remaining: dict[Hashable, int] = {}
    for item in gold:
        remaining[item] = remaining.get(item, 0) + 1
    shared = 0
    for item in predicted:
        if remaining.get(item, 0):
            remaining[item] -= 1
            shared += 1
    return shared
