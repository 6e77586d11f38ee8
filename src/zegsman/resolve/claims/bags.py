"""Bags of weighted keys, one a statement, and the products of many pairs of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

Places: TypeAlias = "NDArray[np.intp]"
"""Numbers of statements, or other places in an array."""

CELLS = 1 << 20
"""Cells of the rows that are laid out in full at a time: eight megabytes, whatever the size of a story."""


class Keys:
    """A number for each key, in order of the keys: the same keys have the same numbers."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.numbers = {key: at for at, key in enumerate(sorted(set(keys)))}


class Bags:
    """Bags of weighted keys as rows of a sparse matrix, keys in order within a row.

    So a product sums its terms in one order, and depends on nothing but the two bags.
    """

    def __init__(self, bags: Sequence[Mapping[str, float]], keys: Keys | None = None) -> None:
        numbers = (keys or Keys(key for bag in bags for key in bag)).numbers
        self._width = len(numbers)
        rows = [sorted((numbers[key], weight) for key, weight in bag.items()) for bag in bags]
        self._sizes = np.array([len(row) for row in rows], np.intp)
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)]).astype(np.intp)
        self._keys = np.array([key for row in rows for key, _ in row], np.intp)
        self._weights = np.array([weight for row in rows for _, weight in row], np.float64)
        self._row = np.repeat(np.arange(len(rows), dtype=np.intp), self._sizes)
        self.totals = self._by_row(self._weights * self._weights)
        """float64[n]: the sum of the squared weights of each."""
        self.lengths = np.where(self.totals > 0, np.sqrt(self.totals), 1.0)
        """float64[n]: the length of each as a vector, 1 of an empty one."""

    def _by_row(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(self._row, weights=values, minlength=len(self._sizes)).astype(np.float64)

    def products(self, i: Places, j: Places) -> NDArray[np.float64]:
        """float64[pairs]: the inner products of bags `i[k]` and `j[k]`."""
        return self.products_with(self, i, j)

    def products_with(self, others: Bags, i: Places, j: Places) -> NDArray[np.float64]:
        """float64[pairs]: the inner products of bags `i[k]` of these and `j[k]` of others that share their keys."""
        found = np.zeros(len(i))
        order = np.argsort(i, kind="stable")
        most = max(1, CELLS // max(1, self._width))
        wanted = i[order]
        at = 0
        while at < len(order):
            first = wanted[at]
            end = int(np.searchsorted(wanted, first + most, side="left"))
            some, rows = order[at:end], int(wanted[end - 1] - first) + 1
            found[some] = self._products_from(others, first, rows, i[some], j[some])
            at = end
        return found

    def _products_from(self, others: Bags, first: int, rows: int, i: Places, j: Places) -> NDArray[np.float64]:
        """The same for pairs whose `i` is one of so many rows from the first on, which are laid out in full."""
        start, end = self._starts[first], self._starts[min(first + rows, len(self._sizes))]
        full = np.zeros((rows, self._width))
        full[self._row[start:end] - first, self._keys[start:end]] = self._weights[start:end]
        sizes = others._sizes[j]
        pair = np.repeat(np.arange(len(j)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        cell = np.repeat(others._starts[j], sizes) + within
        met = full[(i - first)[pair], others._keys[cell]] * others._weights[cell]
        return np.bincount(pair, weights=met, minlength=len(j)).astype(np.float64)
