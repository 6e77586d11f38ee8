"""Scores of people against people."""

from __future__ import annotations

from typing import Any

import pytest

from zegsman_lab.score.annotators import score_annotators

_TEXT = "Zij zei dat het goed ging."


def _marked(cue: list[int], content: list[int]) -> list[dict[str, Any]]:
    return [{"source": [[0, 3]], "cue": [cue], "content": [content]}]


def test_people_who_mark_alike_agree_wholly() -> None:
    """Two annotators with the same marks give 1.00 for every role, counted in both directions."""
    scores = score_annotators([{"id": "a", "text": _TEXT, "annotators": dict.fromkeys("xy", _marked([4, 7], [8, 25]))}])
    assert scores["pairs"] == 2
    assert [scores[role]["token"]["f1"] for role in ("source", "cue", "content")] == [1, 1, 1]


def test_a_cue_that_one_takes_longer_costs_the_cue_alone() -> None:
    """Where one takes 'dat' for the cue and two do not, four of six pairs differ by it and sources stay whole."""
    people = {"x": _marked([4, 7], [8, 25]), "y": _marked([4, 7], [8, 25]), "z": _marked([4, 11], [12, 25])}
    scores = score_annotators([{"id": "a", "text": _TEXT, "annotators": people}])
    assert scores["source"]["token"]["f1"] == 1
    # Six ordered pairs: two share one token of one, four share one of one and two.
    assert scores["cue"]["token"]["f1"] == pytest.approx(2 * 6 / (8 + 8), abs=1e-6)


def test_a_document_of_one_person_counts_for_nothing() -> None:
    """Nobody to compare with: no pair, and scores of nothing."""
    assert score_annotators([{"id": "a", "text": _TEXT, "annotators": {"x": _marked([4, 7], [8, 25])}}])["pairs"] == 0
