"""Two reports are compared by what they share, what only one says, and what they contradict."""

from __future__ import annotations

from typing import Any

from tell.builders_of_dossiers import a_claim_part, a_dossier, a_statement_part
from zegsman.tell.comparison import compare_reports
from zegsman.tell.index import DossierIndex

SHARED = "De brug over de Linge blijft volgens de provincie tot eind mei dicht voor al het verkeer."
LEFT = f"{SHARED} De gemeente plaatst borden. Ondernemers klagen over omzet."
RIGHT = f"Automobilisten rijden om. {SHARED.replace('al het', 'alle')} De schade is groot."


def two(**more: Any) -> DossierIndex:
    """A dossier with those two reports."""
    return DossierIndex({**a_dossier(LEFT, RIGHT), **more})


def test_shared_passages_are_sentences_of_both() -> None:
    """A sentence that both have, but for a word, is found in each, and their shares are of their words."""
    index = two()
    found = compare_reports(index, "r1", "r2")
    (passage,) = found.passages
    assert LEFT[passage.left.start : passage.left.end] == SHARED
    assert RIGHT[passage.right.start : passage.right.end].startswith("De brug over de Linge")
    assert not passage.is_exact
    assert 0.5 < found.shares[0] < 0.8


def test_claims_part_into_both_and_one() -> None:
    """A claim with statements in both reports is of both; the others are of one."""
    dossier = a_dossier(LEFT, RIGHT)
    dossier["statements"] += [
        a_statement_part("s3", "r1", 0, 10, claim="c3"),
        a_statement_part("s4", "r2", 0, 10, claim="c3"),
    ]
    dossier["claims"].append(a_claim_part("c3", SHARED, ["s3", "s4"]))
    found = compare_reports(DossierIndex(dossier), "r1", "r2")
    assert (found.both, found.only_left, found.only_right) == (("c3",), ("c1",), ("c2",))


def test_conflicts_are_those_between_the_two() -> None:
    """A conflict counts where both reports have a side of it."""
    conflict = {"id": "x1", "kind": "time", "statements": ["s1", "s2"], "claims": ["c1"], "why": ""}
    other = {**conflict, "id": "x2", "statements": ["s1"]}
    assert [one["id"] for one in compare_reports(two(conflicts=[conflict, other]), "r1", "r2").conflicts] == ["x1"]


def test_versions_tell_what_changed_whichever_is_asked_for_first() -> None:
    """Of two versions the changed passages are given, each on the side of the report that has it."""
    revision = {
        "from": "r1",
        "to": "r2",
        "seen_at": None,
        "changes": [{"before": {"start": 0, "end": 9}, "after": None}],
    }
    ((was, became),) = compare_reports(two(revisions=[revision]), "r1", "r2").changes
    assert was is not None and (was.start, was.end) == (0, 9)
    assert became is None
    assert compare_reports(two(revisions=[revision]), "r2", "r1").changes == ((None, was),)
    assert compare_reports(two(), "r1", "r2").changes == ()


def test_empty_reports_share_nothing() -> None:
    """Reports without words are compared too."""
    found = compare_reports(DossierIndex(a_dossier("", "")), "r1", "r2")
    assert found.passages == ()
    assert found.shares == (0.0, 0.0)
