"""What falls with a report or source: everything that rests on it alone, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tell.builders_of_dossiers import a_claim_part, a_dossier, a_report_part, a_source_part, a_statement_part
from tell.stories_of_examples import weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.falls import Fall, Falls
from zegsman.tell.index import DossierIndex

Json = dict[str, Any]
TEXT = "De brug is dicht."


def story(*claims: list[tuple[str, list[str]]], sources: list[Json] | None = None, **reports: Json) -> DossierIndex:
    """A dossier with claims of (report, chain) each; reports and sources are made as they are named."""
    dossier = a_dossier()
    made = {one["id"]: one for one in sources or []}
    for number, statements in enumerate(claims, 1):
        ids = []
        for place, (report, chain) in enumerate(statements):
            denied = report.startswith("-")
            report = report.lstrip("-")
            ids.append(f"s{number}.{place}")
            reports.setdefault(report, {})
            for source in chain:
                made.setdefault(source, a_source_part(source, source))
            dossier["statements"].append(
                a_statement_part(
                    ids[-1], report, 0, 10, chain=chain, claim=f"c{number}", polarity="denied" if denied else "affirmed"
                )
            )
        dossier["claims"].append(a_claim_part(f"c{number}", TEXT, ids))
    dossier["reports"] = [a_report_part(id, TEXT, **facts) for id, facts in reports.items()]
    dossier["sources"] = list(made.values())
    return DossierIndex(dossier)


def fall(index: DossierIndex, *ids: str) -> Fall:
    """What falls with these."""
    return Falls(index).of(*ids)


def test_claim_falls_with_its_only_origin_and_not_with_one_of_two() -> None:
    """A claim of one origin goes with it; one of two origins stays, shaken, on the other."""
    index = story([("r1", ["Jansma"])], [("r1", ["Jansma"]), ("r2", ["Bakker"])])
    found = fall(index, "Jansma")
    assert found.gone == ("c1",)
    assert [(one.claim, one.origins, one.before) for one in found.shaken] == [("c2", ("Bakker",), 2)]
    assert found.nodes == {"Jansma", "r1"}


def test_report_falls_and_its_source_with_it_where_nobody_else_has_it() -> None:
    """What only one report tells goes with it, and so does the source that only it heard; another's stays."""
    index = story([("r1", ["Jansma"])], [("r1", ["Bakker"]), ("r2", ["Bakker"])])
    found = fall(index, "r1")
    assert found.gone == ("c1",)
    assert found.shaken == ()
    assert found.nodes == {"r1", "Jansma"}


def test_who_speaks_for_a_body_falls_with_it_and_not_the_other_way() -> None:
    """Without the ministry its spokesman has nothing to speak for; without him the ministry still stands."""
    spokesman = a_source_part("spokesman", "woordvoerder", speaks_for="ministry")
    index = story([("r1", ["spokesman"])], [("r2", ["ministry"])], sources=[spokesman])
    assert fall(index, "ministry").gone == ("c1", "c2")
    assert fall(index, "spokesman").gone == ("c1",)


def test_copies_fall_with_their_original_and_reports_with_their_outlet() -> None:
    """A copy has nothing of its own; an outlet takes all its reports along."""
    outlet = a_source_part("bode", "De Bode", kind="outlet")
    index = story(
        [("r1", []), ("r2", [])], [("r3", [])], sources=[outlet], r1={"outlet": "De Bode"}, r2={"copy_of": "r1"}
    )
    assert fall(index, "r1").gone == ("c1",)
    assert fall(index, "r2").gone == ()
    assert fall(index, "bode").nodes == {"bode", "r1", "r2"}
    assert fall(index, "bode").gone == ("c1",)


def test_what_another_paper_has_from_an_outlet_falls_with_the_outlets_own_source() -> None:
    """'According to De Bode' rests on whom De Bode has it from, where the case holds De Bode's report."""
    outlet = a_source_part("bode", "De Bode", kind="outlet")
    index = story([("r1", ["Jansma"]), ("r2", ["bode"])], sources=[outlet], r1={"outlet": "De Bode"}, r2={})
    assert fall(index, "Jansma").gone == ("c1",)
    assert fall(index, "r2").gone == ()


def test_denials_hold_no_claim_up() -> None:
    """A claim that only a denial is left of has nothing left to rest on."""
    index = story([("r1", ["Jansma"]), ("-r2", ["Bakker"])])
    assert fall(index, "Jansma").gone == ("c1",)
    assert fall(index, "Bakker").gone == ()


def test_nothing_falls_with_who_carries_nothing() -> None:
    """A source that nobody cites falls alone, and so does an id that is none."""
    index = story([("r1", ["Jansma"])], sources=[a_source_part("idle", "Niemand")])
    assert fall(index, "idle") == Fall(frozenset({"idle"}), (), ())
    assert fall(index, "none").gone == ()


@pytest.mark.parametrize("slug", ["kisten-terneuzen", "ziekenhuis-zwolle"])
def test_everything_falls_with_all_reports(slug: str) -> None:
    """Without its reports a story has no claim; without one report no more falls than stands in it."""
    index = DossierIndex(compose_dossier(weighed_example(slug)))
    falls = Falls(index)
    assert set(falls.of(*index.reports).gone) == set(index.claims_by_id)
    for report in index.reports:
        told = set(index.claims_of(s["id"] for s in index.statements_by_report[report]))
        copied = {r["id"] for r in index.reports.values() if r["copy_of"] == report}
        told |= set(index.claims_of(s["id"] for r in copied for s in index.statements_by_report[r]))
        assert {claim for claim in falls.of(report).gone if claim not in told} <= set(index.claims_by_id) - told


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["r1", "r2", "r3"]), st.lists(st.sampled_from("abcd"), max_size=3)), min_size=1
        ),
        min_size=1,
        max_size=6,
    )
)
def test_more_falls_with_more(claims: list[list[tuple[str, list[str]]]]) -> None:
    """What falls with one of two falls with both, and a claim is never gone and shaken at once."""
    index = story(*claims)
    falls = Falls(index)
    ends = [*index.reports, *index.sources]
    for one in ends:
        alone = falls.of(one)
        assert not {shaken.claim for shaken in alone.shaken} & set(alone.gone)
        both = falls.of(one, ends[0])
        assert set(alone.gone) <= set(both.gone)
        assert alone.nodes <= both.nodes
