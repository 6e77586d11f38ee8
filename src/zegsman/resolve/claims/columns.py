"""What statements have besides words, as columns, so that many pairs are compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zegsman.likeness.numbers import may_be_equal

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from zegsman.resolve.claims.bags import Places
    from zegsman.resolve.claims.slots import Slots

BITS = 62
"""Dimensions that are told apart before amounts are looked at; more only cost time."""


class Columns:
    """The slots of the statements of a story, a number for each value."""

    def __init__(self, slots: Sequence[Slots]) -> None:
        self._slots = slots
        self.report = _numbered(one.report for one in slots)
        self.language = _numbered(one.language for one in slots)
        self.time = _numbered(one.time_status for one in slots)
        self.denied = _numbered(one.denied for one in slots)
        self.origin = _numbered(one.chain[-1] if one.chain else "" for one in slots) * np.array(
            [bool(one.chain) for one in slots], np.intp
        )
        """0 where nobody is named as the source."""
        self._dated = np.array([bool(one.days) and not one.since for one in slots], bool)
        self._measures = _measures(slots)

    def numbers_agree(self, i: Places, j: Places) -> NDArray[np.float64]:
        """float64[pairs]: 1 where amounts of one dimension may be equal."""
        found = np.zeros(len(i))
        for at in np.flatnonzero(self._measures[i] & self._measures[j]):
            found[at] = _share_an_amount(self._slots[i[at]], self._slots[j[at]])
        return found

    def days(self, i: Places, j: Places) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Twice float64[pairs]: 1 where days are shared; how many days apart the nearest are where none is."""
        agree, apart = np.zeros(len(i)), np.zeros(len(i))
        for at in np.flatnonzero(self._dated[i] & self._dated[j]):
            nearest = _days_apart(self._slots[i[at]], self._slots[j[at]])
            agree[at], apart[at] = nearest == 0, nearest or 0
        return agree, apart


def alike(column: Places, i: Places, j: Places) -> NDArray[np.float64]:
    """float64[pairs]: 1 where the two of a pair have the same in a column."""
    same: NDArray[np.float64] = (column[i] == column[j]).astype(np.float64)
    return same


def _numbered(values: Iterable[Hashable]) -> Places:
    """A number from 1 for each value, the same for the same."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(value, len(known) + 1) for value in values], np.intp)


def _measures(slots: Sequence[Slots]) -> NDArray[np.int64]:
    """The dimensions of the amounts of each statement, a bit for each."""
    of = [{quantity.dimension for quantity in one.quantities if not quantity.negated} for one in slots]
    bits = {dimension: at % BITS for at, dimension in enumerate(sorted({one for found in of for one in found}))}
    return np.array([sum({1 << bits[one] for one in found}) for found in of], np.int64)


def _share_an_amount(one: Slots, other: Slots) -> bool:
    return any(
        may_be_equal(left, right)
        for left in one.quantities
        for right in other.quantities
        if left.dimension == right.dimension and not left.negated and not right.negated
    )


def _days_apart(one: Slots, other: Slots) -> int | None:
    """How many days apart the nearest dates of two statements are, None where none can be compared."""
    nearest = None
    for left in one.days:
        for right in other.days:
            if left.shared_days(right):
                return 0
            if left.start and left.end and right.start and right.end:
                gap = (right.start - left.end).days if right.start > left.end else (left.start - right.end).days
                nearest = gap if nearest is None else min(nearest, gap)
    return nearest
