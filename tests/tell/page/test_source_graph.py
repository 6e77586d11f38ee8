"""A graph too large to be looked at is folded, then cut, and says what is left out."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tell.builders_of_dossiers import a_dossier, a_source_part
from zegsman.tell.falls import Falls
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.fall_views import view_falls
from zegsman.tell.page.source_graph import compose_source_graph
from zegsman.tell.words import words_of


def many(n: int, *, copied: int = 0, outlets: int = 0) -> DossierIndex:
    """A dossier of `n` reports that all cite Jansma; `copied` of them copy the first, the rest are of few outlets."""
    dossier: dict[str, Any] = a_dossier(*(f"Zin {i}." for i in range(n)))
    dossier["sources"] = [a_source_part("p1", "Jansma")]
    for place, report in enumerate(dossier["reports"]):
        if 0 < place <= copied:
            report["copy_of"] = "r1"
        elif outlets:
            report["outlet"] = f"Blad {place % outlets}"
    for statement in dossier["statements"]:
        statement["chain"] = ["p1"]
    dossier["links"] = [
        {"from": f"r{i}", "to": "p1", "kind": "cites", "claims": [f"c{i}"], "evidence": []} for i in range(1, n + 1)
    ]
    return DossierIndex(dossier)


def test_few_reports_stand_each_by_itself() -> None:
    """Where there is room, nothing is folded."""
    graph = compose_source_graph(many(5, copied=3))
    assert [node.members for node in graph.nodes] == [()] * 6
    assert graph.left_out == 0


def test_sources_described_alike_are_told_apart_by_outlet() -> None:
    """Two sources of one name say through whom each is known; a name that stands alone needs no such note."""
    index = many(3)
    index.sources["p2"] = a_source_part("p2", "een diplomaat", named=False)
    index.sources["p3"] = a_source_part("p3", "Een diplomaat", named=False)
    index.statements["s2"]["chain"], index.statements["s3"]["chain"] = ["p2"], ["p3"]
    for link, source in zip(index.dossier["links"][1:], ("p2", "p3"), strict=True):
        link["to"] = source
    notes = {node.label: (node.through, node.has_note) for node in compose_source_graph(index).nodes if node.layer}
    assert notes == {
        "Jansma": ((), False),
        "een diplomaat": (("De Bode r2",), True),
        "Een diplomaat": (("De Bode r3",), True),
    }


def test_copies_fold_first_into_their_original() -> None:
    """Too many reports: the copies stand for nothing of their own, and go into what they copy."""
    graph = compose_source_graph(many(12, copied=8), 6)
    (pile,) = [node for node in graph.nodes if node.members]
    assert (pile.id, len(pile.members)) == ("r1", 9)
    assert len([node for node in graph.nodes if node.kind == "report"]) == 4
    assert next(edge for edge in graph.edges if edge.left == "r1").weight == 9


def test_reports_of_one_outlet_fold_next() -> None:
    """What is still too many goes together by outlet."""
    graph = compose_source_graph(many(40, outlets=5), 6)
    assert sorted(len(node.members) for node in graph.nodes if node.kind == "report") == [8] * 5
    assert graph.left_out == 0


def test_what_carries_least_is_left_out_and_counted() -> None:
    """Different outlets beyond the limit are counted, and the table still has every link."""
    graph = compose_source_graph(many(40), 6)
    assert len([node for node in graph.nodes if node.kind == "report"]) == 6
    assert graph.left_out == 34
    assert len(graph.edges) == 6
    assert len(graph.all_edges) == 40


def test_thin_links_are_left_out_where_there_are_too_many() -> None:
    """The links that carry least go first, and no node loses its last one."""
    index = many(20)
    index.dossier["links"] += [
        {"from": f"r{i}", "to": f"p{j}", "kind": "cites", "claims": ["c1", "c2", "c3"][:j], "evidence": []}
        for i in range(1, 21)
        for j in (2, 3)
    ]
    index.dossier["sources"] += [a_source_part("p2", "Bakker"), a_source_part("p3", "Visser")]
    graph = compose_source_graph(index, most_edges=25)
    assert len(graph.edges) == 25
    assert graph.thin == 35
    assert sum(edge.right == "p3" for edge in graph.edges) == 20
    assert {node.id for node in graph.nodes} == {end for edge in graph.edges for end in (edge.left, edge.right)}


def test_pile_falls_as_a_whole() -> None:
    """A folded node falls with all its reports, and takes along who is heard nowhere else."""
    index = many(12, copied=11)
    graph = compose_source_graph(index, 6)
    views = view_falls(index, words_of("en"), graph, Falls(index))
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    assert views["r1"].falling == tuple(sorted(numbers.values()))
    assert views["r1"].told == "Without De Bode r1: twelve claims gone."


@given(st.integers(1, 30), st.integers(0, 29), st.integers(0, 4), st.integers(1, 12))
def test_folding_loses_no_report(n: int, copied: int, outlets: int, most: int) -> None:
    """Every report is drawn, folded into one that is, or counted as left out; no layer passes the limit."""
    graph = compose_source_graph(many(n, copied=min(copied, n - 1), outlets=outlets), most)
    reports = [node for node in graph.nodes if node.kind == "report"]
    shown = [id for node in reports for id in (node.members or (node.id,))]
    assert len(shown) == len(set(shown))
    assert len(reports) <= most
    if not graph.left_out:
        assert len(shown) == n
