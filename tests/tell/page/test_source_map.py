"""The source map is layered, and no box stands over another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tell.stories_of_examples import weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.source_graph import Edge, Node, SourceGraph, compose_source_graph
from zegsman.tell.page.source_map import BOX_WIDTH, draw_source_map, wrapped

if TYPE_CHECKING:
    from zegsman.tell.page.source_map import SourceMap


def assert_no_overlap(drawing: SourceMap) -> None:
    """No two boxes share a point, and all lie within the drawing."""
    for one, other in combinations(drawing.boxes, 2):
        apart_x = abs(one.x - other.x) >= BOX_WIDTH
        apart_y = one.y + one.height <= other.y + 0.2 or other.y + other.height <= one.y + 0.2
        assert apart_x or apart_y, (one, other)
    assert all(box.x >= 0 and box.x + BOX_WIDTH <= drawing.width for box in drawing.boxes)
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)


@pytest.mark.parametrize("slug", ["kisten-terneuzen", "ziekenhuis-zwolle"])
def test_draw_source_map_puts_who_knows_right_of_who_tells(slug: str) -> None:
    """Each citation runs from left to right, from the report to the origin."""
    graph = compose_source_graph(DossierIndex(compose_dossier(weighed_example(slug))))
    drawing = draw_source_map(graph)
    x = {box.node.id: box.x for box in drawing.boxes}
    assert_no_overlap(drawing)
    assert all(x[edge.left] <= x[edge.right] for edge in graph.edges if edge.kind == "cites")
    assert drawing.layers[0][0] == "reports"


@pytest.mark.parametrize("n_reports", [1, 2, 7])
def test_first_column_begins_at_the_top(n_reports: int) -> None:
    """Few reports with many origins stand from the top to the foot of the drawing, and one alone not far down."""
    reports = [Node(f"r{i}", 0, f"Bode {i}", "2024-05-02", "report", True, 1) for i in range(n_reports)]
    origins = [Node(f"o{i}", 3, f"Bron {i}", "", "person", True, 1) for i in range(25)]
    edges = tuple(Edge(f"r{i % n_reports}", f"o{i}", "cites", ("c",)) for i in range(25))
    drawing = draw_source_map(SourceGraph((*reports, *origins), edges))
    assert_no_overlap(drawing)
    first = sorted((box.y, box.y + box.height) for box in drawing.boxes if box.node.layer == 0)
    assert first[0][0] <= (60 if n_reports > 1 else 170)
    assert n_reports == 1 or first[-1][1] > drawing.height - 40


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30),
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
)
def test_draw_source_map_lays_out_any_graph(pairs: list[tuple[int, int]], layers: list[int]) -> None:
    """Loops, links within a layer and links backwards are drawn, and no box covers another."""
    nodes = tuple(Node(f"n{i}", layers[i], f"naam {i} " * (i % 5 + 1), "", "person", True, 1) for i in range(12))
    edges = tuple(dict.fromkeys(Edge(f"n{a}", f"n{b}", "cites", ("c",)) for a, b in pairs if a != b))
    assert_no_overlap(draw_source_map(SourceGraph(nodes, edges)))


def test_wrapped_breaks_long_words_and_cuts_long_labels() -> None:
    """Lines have a limit, and so has their number; what is cut ends in '…'."""
    assert wrapped("woordvoerder van de politie", 12) == ("woordvoerder", "van de", "politie")
    assert wrapped("x" * 30, 12) == ("x" * 12, "x" * 12, "x" * 6)
    assert wrapped("een twee drie vier vijf", 5, 2) == ("een", "twee…")
    assert wrapped("") == ("",)
