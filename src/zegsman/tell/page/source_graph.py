"""Who has it from whom, as nodes in layers and links between them: what the source map draws and its table lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.tell.index import DossierIndex, Json

LAYERS = ("reports", "media", "sources", "origins", "bodies")
MOST_NODES = 36
"""Nodes drawn in one layer; a taller drawing no longer fits a screen or a printed page."""
_MEDIA = {"outlet", "agency"}


@dataclass(frozen=True, slots=True)
class Node:
    """A report or a source; `weight` is the number of claims that pass through it."""

    id: str
    layer: int
    label: str
    note: str
    kind: str
    named: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`left` has it from `right` (or copies it, or belongs to it) for `claims`."""

    left: str
    right: str
    kind: str
    claims: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many claims the link carries."""
        return len(self.claims)


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """The layered graph; `left_out` counts the nodes that are not drawn for want of room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def compose_source_graph(index: DossierIndex) -> SourceGraph:
    """The graph of a dossier's links; quotes and citations between the same two are one edge."""
    edges = _edges(index)
    layers = _layers(index, edges)
    weights = _weights(edges)
    nodes = [_node(index, node_id, layer, weights.get(node_id, 0)) for node_id, layer in layers.items()]
    kept: list[Node] = []
    for layer in range(len(LAYERS)):
        of_layer = sorted((n for n in nodes if n.layer == layer), key=lambda n: -n.weight)
        kept += of_layer[:MOST_NODES]
    ids = {node.id for node in kept}
    drawn = tuple(edge for edge in edges if edge.left in ids and edge.right in ids)
    return SourceGraph(tuple(kept), drawn, len(nodes) - len(kept))


def _edges(index: DossierIndex) -> list[Edge]:
    joined: dict[tuple[str, str, str], dict[str, None]] = {}
    known = index.reports.keys() | index.sources.keys()
    for link in index.dossier.get("links", []):
        left, right = link["from"], link["to"]
        if left == right or left not in known or right not in known:
            continue
        kind = "cites" if link.get("kind") in {"cites", "quotes", None} else link["kind"]
        joined.setdefault((left, right, kind), {}).update(dict.fromkeys(link["claims"]))
    used = {end for left, right, kind in joined for end in (left, right) if kind == "cites"}
    return [
        Edge(left, right, kind, tuple(claims))
        for (left, right, kind), claims in joined.items()
        if kind != "speaks_for" or left in used
    ]


def _layers(index: DossierIndex, edges: Iterable[Edge]) -> dict[str, int]:
    """Reports stand left; then media that are cited, sources that cite further, origins, and whom those belong to."""
    cites = [edge for edge in edges if edge.kind == "cites"]
    cited = {edge.right for edge in cites}
    citing = {edge.left for edge in cites}
    layers = dict.fromkeys(index.reports, 0)
    for source_id, source in index.sources.items():
        if source_id in cited:
            if source["kind"] in _MEDIA and source_id in citing:
                layers[source_id] = 1
            else:
                layers[source_id] = 2 if source_id in citing else 3
    for edge in edges:
        if edge.kind == "speaks_for":
            layers.setdefault(edge.right, 4)
    return layers


def _weights(edges: Iterable[Edge]) -> dict[str, int]:
    claims: dict[str, set[str]] = {}
    for edge in edges:
        for end in (edge.left, edge.right):
            claims.setdefault(end, set()).update(edge.claims)
    return {node_id: len(found) for node_id, found in claims.items()}


def _node(index: DossierIndex, node_id: str, layer: int, weight: int) -> Node:
    if node_id in index.reports:
        report: Json = index.reports[node_id]
        label = index.outlet(report) or report.get("title") or node_id
        return Node(node_id, layer, label, report["published"]["value"] or "", "report", named=True, weight=weight)
    source = index.sources[node_id]
    return Node(node_id, layer, source["name"], "", source["kind"], named=source["named"], weight=weight)
