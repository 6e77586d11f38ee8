"""Where reports are looked up while they are placed: in the case, or in memory while all are placed anew."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Protocol

import numpy as np

from zegsman.resolve.profiles import Profile
from zegsman.store.nearness import ANY_DAY, MOST_LETTERS, add_postings, days_and_languages, shared_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.store.case import Case

Keys = dict[str, float]
Window = tuple[int, int] | None
"""First and last day that are looked at, besides reports of any day; None for all."""


class Postings(Protocol):
    """Reports under their names and terms."""

    def shared(self, keys: Keys, days: Window, least: float) -> Iterator[tuple[str, float, Profile]]:
        """The reports that share keys of a sum of at least `least`, by id, each with its days and language."""
        ...

    def add(self, report: str, day: int, keys: Keys, profile: Profile) -> None:
        """Makes a report known under its keys on its day."""
        ...


class CasePostings:
    """Those of the case: one look-up costs the same however large the case is."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def shared(self, keys: Keys, days: Window, least: float) -> Iterator[tuple[str, float, Profile]]:
        """See `Postings`."""
        found = dict(shared_weights(self._case, keys, days, least))
        for report, plain in days_and_languages(self._case, found):
            yield report, found[report], Profile(**plain)

    def add(self, report: str, day: int, keys: Keys, profile: Profile) -> None:
        """See `Postings`."""
        add_postings(self._case, report, day, keys)


class HeldPostings(CasePostings):
    """Those of the case, held in memory too: looked up there, in a tenth of the time and with the same sums."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self._reports: list[tuple[str, Profile]] = []
        self._days = array("i")
        self._by_key: dict[str, tuple[array[int], array[float]]] = {}
        """By key the numbers of the reports, and the weight that it has in each."""

    def shared(self, keys: Keys, days: Window, least: float) -> Iterator[tuple[str, float, Profile]]:
        """See `Postings`."""
        sums = np.zeros(len(self._reports))
        for key, own in _cut(keys).items():
            if (found := self._by_key.get(key)) is not None:
                sums[np.frombuffer(found[0], np.int32)] += np.frombuffer(found[1]) * own
        near = np.flatnonzero(sums >= least)
        for report, i in sorted((self._reports[i][0], i) for i in near.tolist()):
            if days is None or self._days[i] == ANY_DAY or days[0] <= self._days[i] <= days[1]:
                yield report, float(sums[i]), self._reports[i][1]

    def add(self, report: str, day: int, keys: Keys, profile: Profile) -> None:
        """See `Postings`."""
        super().add(report, day, keys, profile)
        for key, weight in _cut(keys).items():
            numbers, weights = self._by_key.setdefault(key, (array("i"), array("d")))
            numbers.append(len(self._reports))
            weights.append(weight)
        self._days.append(day)
        self._reports.append((report, Profile({}, {}, profile.language, profile.first, profile.last)))


def _cut(keys: Keys) -> Keys:
    return {key[:MOST_LETTERS]: weight for key, weight in keys.items()}
