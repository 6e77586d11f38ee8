"""A pair of statements is seen among the others of their reports."""

from __future__ import annotations

import numpy as np

from resolve.affairs import told
from zegsman.resolve.claims.context import context_features, score_in_context
from zegsman.resolve.claims.slots import Slots, read_slots


def slots_of_two_reports() -> list[Slots]:
    """Two statements of one report, then two of another."""
    reports, annotations = zip(
        told("a", "De molen brandde af", "De molenaar vertrok"),
        told("b", "De molen ging in vlammen op", "Er kwam niemand"),
        strict=True,
    )
    return read_slots(reports, annotations, (), {})


PAIRS = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
ODDS = np.array([3.0, 1.0, -1.0, 0.5, -2.0, 3.0])


def test_each_is_the_likest_to_the_other_in_its_report() -> None:
    """Of four pairs between two reports one is the likest from either side; pairs within a report are not looked at."""
    _, likest = context_features(slots_of_two_reports(), PAIRS, ODDS)
    assert dict(zip(PAIRS, likest.tolist(), strict=True)) == {pair: float(pair == (0, 2)) for pair in PAIRS}


def test_the_likest_is_likelier_one_claim() -> None:
    """Of two pairs with the same odds that whose two are the likest to one another scores higher."""
    odds = np.array([3.0, 0.5, -1.0, 0.5, 0.6, 3.0])
    scores = dict(zip(PAIRS, score_in_context(slots_of_two_reports(), PAIRS, odds).tolist(), strict=True))
    assert scores[0, 2] > scores[1, 2]


def test_no_pairs_have_no_scores() -> None:
    """A story of one statement has no pair to judge."""
    assert score_in_context(slots_of_two_reports(), [], np.zeros(0)).shape == (0,)
