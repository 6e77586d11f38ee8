"""What a report is about, and how much two reports have in common."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from resolve.affairs import told
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report
from zegsman.resolve.claims.terms import word_terms
from zegsman.resolve.profiles import FULL_TERMS, Profile, Weights, profile_of

NAMES = [("Odile Verkade", "PER"), ("Brakelse Mout", "ORG")]
FIRE = ("Bij Brakelse Mout is brand uitgebroken in de droogloods", "Odile Verkade spreekt van een ramp")
SMOKE = ("De rook van de brand bij Brakelse Mout trok over het dorp", "Odile Verkade houdt de droogloods dicht")


def _with_purport(pair: tuple[Report, Annotation], *vectors: tuple[float, float]) -> tuple[Report, Annotation]:
    return pair[0], replace(pair[1], sentence_vectors=np.array(vectors, np.float16))


def _score(*pairs: tuple[Report, Annotation]) -> float:
    return Weights([profile_of(*pair) for pair in pairs]).score(0, 1)


def _two_of(n_terms: int, purport: tuple[float, float] | None) -> Weights:
    """Two reports of so many terms each, of which they share a tenth."""
    vector = None if purport is None else np.array(purport, np.float32)
    terms = [{f"l:{i if i < n_terms // 10 else (which, i)}": 1.0 for i in range(n_terms)} for which in "ab"]
    return Weights([Profile({}, one, "nl", None, None, vector) for one in terms])


def test_reports_of_other_purport_have_less_in_common() -> None:
    """The same names and words count for less where the two reports as wholes are about something else."""
    fire = _with_purport(told("a", *FIRE, names=NAMES), (1.0, 0.0), (1.0, 0.0))
    like = _with_purport(told("b", *SMOKE, names=NAMES), (0.9, 0.1), (1.0, 0.2))
    unlike = _with_purport(told("b", *SMOKE, names=NAMES), (0.1, 1.0), (0.2, 1.0))
    assert 0 < _score(fire, unlike) < _score(fire, like) / 2


def test_purport_is_the_mean_direction_of_the_sentences() -> None:
    """Two sentences that point to two sides give a report that points between them, of length 1."""
    report, annotation = _with_purport(told("a", *FIRE, names=NAMES), (2.0, 0.0), (0.0, 2.0))
    purport = profile_of(report, annotation).purport
    assert purport is not None
    assert purport.tolist() == pytest.approx([0.5**0.5, 0.5**0.5])


def test_without_vectors_the_score_is_that_of_names_and_words() -> None:
    """Where no encoder was at hand nothing is raised and nothing falls."""
    plain = [told("a", *FIRE, names=NAMES), told("b", *SMOKE, names=NAMES)]
    assert profile_of(*plain[0]).purport is None
    one_sided = _score(_with_purport(plain[0], (1.0, 0.0), (1.0, 0.0)), plain[1])
    assert one_sided == pytest.approx(_score(*plain))


def test_a_short_report_needs_to_share_less() -> None:
    """What two short reports share says more than the same words shared by two that have their full say."""
    plain, raised = (_two_of(30, purport).score(0, 1) for purport in (None, (1.0, 0.0)))
    assert raised == pytest.approx(plain * FULL_TERMS / 30)
    plain, raised = (_two_of(FULL_TERMS, purport).score(0, 1) for purport in (None, (1.0, 0.0)))
    assert raised == pytest.approx(plain)


def test_a_phrase_counts_for_a_report_by_its_words() -> None:
    """'Het werk neergelegd' adds 'werk' to what a report is about, as the score of two reports was set with."""
    strike = profile_of(*told("a", "De bakkers hebben het werk neergelegd"))
    work = profile_of(*told("b", "De bakkers hebben het werk gedaan"))
    assert {term for term, _ in word_terms("werk", "nl")} <= strike.terms.keys() & work.terms.keys()
