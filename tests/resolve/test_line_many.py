"""Stories of many reports that say nearly the same: bounded work, whatever the order and however often printed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zegsman.resolve.claims.groups as groups
import zegsman.resolve.copies as copies
from resolve.affairs import Said, claims_by_statement, told
from zegsman.resolve.claims.candidates import ALL_PAIRS, NEIGHBOURS
from zegsman.resolve.line import resolve_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import Resolution

NAMES = [("Brakelse Mout", "ORG"), ("Lingewaard", "LOC")]
SAID = (
    "De brand bij Brakelse Mout in Lingewaard brak uit in de droogkamer van de oude fabriek",
    "Volgens de brandweer raakten vier medewerkers gewond door de rook in het trappenhuis",
    "De burgemeester laat de omwonenden onderbrengen in de sporthal achter het station",
    "De verzekeraar schat de schade aan de silo's en de machines op drie miljoen euro",
    "Treinen tussen Arnhem en Nijmegen reden die avond niet omdat rook over het spoor trok",
    "De inspectie had het bedrijf in het voorjaar gewaarschuwd voor stof in de leidingen",
)


def _resolved(case: Sequence[tuple[Report, Annotation]]) -> Resolution:
    return resolve_story([report for report, _ in case], [annotation for _, annotation in case])


def _near(n_reports: int, n_statements: int) -> list[tuple[Report, Annotation]]:
    """Reports whose every sentence is the same but for a number."""
    chance = random.Random(5)
    words = "De storing bij Brakelse Mout in Lingewaard kost volgens de directie {} duizend euro per {}"
    return [
        told(
            f"r{i:03}",
            *(words.format(chance.randrange(10, 99), f"deel {j} van de week") for j in range(n_statements)),
            names=NAMES,
            published=f"2024-03-{1 + i % 28:02}",
        )
        for i in range(n_reports)
    ]


def _counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    real = getattr(module, name)

    def counting(*given: object) -> object:
        counts[name] += 1
        return real(*given)

    monkeypatch.setattr(module, name, counting)
    return counts


@pytest.mark.parametrize("n_reports", [30, 60])
def test_near_identical_sentences_are_compared_a_bounded_number_of_times(
    n_reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports of near-identical sentences make work that grows with their number, not with its square."""
    aligned = _counted(monkeypatch, copies, "align_passages")
    scored = _counted(monkeypatch, groups, "same_claim_odds")
    resolution = _resolved(_near(n_reports, 8))
    assert sum(map(len, resolution.claims)) == 8 * n_reports
    assert aligned["align_passages"] <= 3 * n_reports
    assert scored["score_same_claim"] <= NEIGHBOURS * 8 * n_reports


def test_a_statement_that_many_print_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text printed a hundred times costs as many comparisons as one print of it, beside what is told otherwise."""
    scored = _counted(monkeypatch, groups, "same_claim_odds")
    prints = [told(f"p{i:03}", *SAID, names=NAMES) for i in range(100)]
    other = told("zz", "Vier medewerkers raakten gewond door rook in het trappenhuis, meldt de brandweer", names=NAMES)
    resolution = _resolved([*prints, other])
    assert len(SAID) * len(prints) > ALL_PAIRS
    assert scored["score_same_claim"] <= (len(SAID) + 1) ** 2
    claim = claims_by_statement(resolution.claims)
    assert claim["zz-0"] == claim["p000-1"] == claim["p099-1"]
    assert len({claim[f"p000-{i}"] for i in range(len(SAID))}) == len(SAID)


@settings(max_examples=12)
@given(n_prints=st.integers(2, 45), seed=st.integers(0, 1000))
def test_prints_follow_their_original_in_any_order(n_prints: int, seed: int) -> None:
    """However often a text is printed and in whatever order the reports come, each print's statements stand with it."""
    case = [told(f"p{i:02}", *SAID[:4], names=NAMES) for i in range(n_prints)]
    case += [
        told("x", SAID[4], Said("De brand kostte drie miljoen euro", chain=("de verzekeraar",)), names=NAMES),
        told("y", SAID[5], "De brandweer telde vier gewonden", names=NAMES, published="2024-03-06"),
    ]
    there = _resolved(case)
    random.Random(seed).shuffle(case)
    back = _resolved(case)
    assert (there.claims, there.pairs, there.copies) == (back.claims, back.pairs, back.copies)
    claim = claims_by_statement(there.claims)
    for i in range(4):
        assert {claim[f"p{at:02}-{i}"] for at in range(n_prints)} == {claim[f"p00-{i}"]}
