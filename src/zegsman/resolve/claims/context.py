"""Whether two statements say the same, seen among the others of their reports.

A report of an affair tells each thing once. So a pair is likelier one claim where each of the two is the likest to the
other in its report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zegsman.resolve.claims.weights import load_logistic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

FEATURES = ("same_claim", "likest")
"""What is weighed: the log-odds of `judging`, and whether each of the two is the likest to the other in its report.
What stands just before and behind both, weighed as well, joins more and joins it wrongly as often. The weights are in
`weights.toml`, fitted with those of `judging`."""


def context_features(
    slots: Sequence[Slots], pairs: Sequence[Pair], odds: NDArray[np.float64]
) -> tuple[NDArray[np.float64], ...]:
    """The values of `FEATURES` for all pairs of statements that are compared, each once."""
    return odds, _likest(slots, pairs, odds)


def score_in_context(slots: Sequence[Slots], pairs: Sequence[Pair], odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely the two of each pair say the same, 0 to 1, from their log-odds and those of the pairs beside it."""
    return load_logistic("in_context", FEATURES).score(context_features(slots, pairs, odds))


def _likest(slots: Sequence[Slots], pairs: Sequence[Pair], odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 where, of two statements of two reports, none of the one's report is liker to the other, nor the other way."""
    if not pairs:
        return np.zeros(0)
    reports = np.array([one.report for one in slots], np.intp)
    i, j = np.array(pairs, np.intp).T
    width = int(reports.max()) + 1
    sides = np.concatenate([i * width + reports[j], j * width + reports[i]])
    _, place = np.unique(sides, return_inverse=True)
    best = np.full(int(place.max()) + 1, -np.inf)
    np.maximum.at(best, place, np.concatenate([odds, odds]))
    is_best = (odds >= best[place[: len(i)]]) & (odds >= best[place[len(i) :]]) & (reports[i] != reports[j])
    return np.asarray(is_best, np.float64)
