"""Who has it from whom, as nodes in layers and links between them: what the source map draws and its table lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.falls import MEDIA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.tell.index import DossierIndex, Json

LAYERS = ("reports", "media", "sources", "origins", "bodies")
MOST_NODES = 30
"""Nodes drawn in one layer; a taller drawing no longer fits two screens or a printed page."""


MOST_EDGES = 140
"""Links drawn; with more, a drawing is a thicket (looked at on generated stories of 20 to 200 reports)."""


@dataclass(frozen=True, slots=True)
class Node:
    """A report or a source; `weight` is the number of claims that pass through it.

    `note` says which one it is: the day of a report as the dossier has it. `through` are the outlets that name a source
    which another one is described exactly like. `members` are the reports that a node stands for where several are
    folded into one.
    """

    id: str
    layer: int
    label: str
    note: str
    kind: str
    named: bool
    weight: int
    members: tuple[str, ...] = ()
    through: tuple[str, ...] = ()

    @property
    def has_note(self) -> bool:
        """Whether a line of small print stands beneath its label."""
        return bool(self.note or self.members or self.through)


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
    """The layered graph; `left_out` and `thin` count the nodes and links that are not drawn for want of room.

    `edges` are drawn, `all_edges` are listed, those that carry most first: between reports and sources as they are,
    with nothing folded.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    all_edges: tuple[Edge, ...] = ()
    thin: int = 0


def compose_source_graph(index: DossierIndex, most: int = MOST_NODES, most_edges: int = MOST_EDGES) -> SourceGraph:
    """The graph of a dossier's links; quotes and citations between the same two are one edge.

    Where more than `most` reports would be drawn, copies are folded into their original, then the reports of one
    outlet into one node; what still passes `most` in a layer, the nodes that carry least, is left out, and so are the
    links that carry least beyond `most_edges`; every node keeps the link that carries most.
    """
    plain = _edges(index, {})
    folded = _folded(index, most)
    edges = _edges(index, folded) if folded else plain
    members: dict[str, list[str]] = {}
    for report, into in folded.items():
        members.setdefault(into, [into]).append(report)
    layers = {id: layer for id, layer in _layers(index, edges).items() if id not in folded}
    weights = _weights(edges)
    nodes = [
        _node(index, id, layer, weights.get(id, 0), tuple(members.get(id, ()))) for id, layer in layers.items()
    ]  # fmt: skip
    kept: list[Node] = []
    for layer in range(len(LAYERS)):
        kept += sorted((n for n in nodes if n.layer == layer), key=lambda n: -n.weight)[:most]
    ids = {node.id for node in kept}
    between = [edge for edge in edges if edge.left in ids and edge.right in ids]
    drawn = _thickest(between, most_edges)
    listed = tuple(sorted(plain, key=lambda edge: -edge.weight))
    return SourceGraph(tuple(kept), drawn, len(nodes) - len(kept), listed, len(between) - len(drawn))


def _thickest(edges: list[Edge], most: int) -> tuple[Edge, ...]:
    """The edges that carry most, in their order, and for each node the one that does."""
    if len(edges) <= most:
        return tuple(edges)
    ranked = sorted(edges, key=lambda edge: -edge.weight)
    best: dict[str, Edge] = {}
    for edge in ranked:
        best.setdefault(edge.left, edge)
        best.setdefault(edge.right, edge)
    kept = set(best.values())
    for edge in ranked:
        if len(kept) >= most:
            break
        kept.add(edge)
    return tuple(edge for edge in edges if edge in kept)


def _folded(index: DossierIndex, most: int) -> dict[str, str]:
    """The report into which each of too many is folded; empty where there is room for all."""
    if len(index.reports) <= most:
        return {}
    into = {
        id: report["copy_of"] for id, report in index.reports.items() if report.get("copy_of") in index.reports
    }  # fmt: skip
    into = {id: _end(id, into) for id in into}
    into = {id: end for id, end in into.items() if end != id}
    if len(index.reports) - len(into) <= most:
        return into
    first: dict[str, str] = {}
    for id, report in index.reports.items():
        outlet = index.outlet(report)
        if id not in into and outlet:
            first.setdefault(outlet.casefold(), id)
    same = {
        id: first[outlet.casefold()]
        for id, report in index.reports.items()
        if id not in into and (outlet := index.outlet(report)) and first[outlet.casefold()] != id
    }
    return {id: same.get(end, end) for id, end in into.items()} | same


def _end(id: str, into: dict[str, str]) -> str:
    seen = {id}
    while (further := into.get(id)) and further not in seen:
        seen.add(further)
        id = further
    return id


def _edges(index: DossierIndex, folded: dict[str, str]) -> list[Edge]:
    joined: dict[tuple[str, str, str], dict[str, None]] = {}
    known = index.reports.keys() | index.sources.keys()
    for link in index.dossier.get("links", []):
        if link["from"] not in known or link["to"] not in known:
            continue
        left, right = folded.get(link["from"], link["from"]), folded.get(link["to"], link["to"])
        if left == right:
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
            if source["kind"] in MEDIA and source_id in citing:
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


def _node(index: DossierIndex, id: str, layer: int, weight: int, members: tuple[str, ...]) -> Node:
    if id in index.reports:
        report: Json = index.reports[id]
        label = index.outlet(report) or report.get("title") or id
        date = "" if members else report["published"]["value"] or ""
        return Node(id, layer, label, date, "report", named=True, weight=weight, members=members)
    source = index.sources[id]
    through = namesakes(index).get(id, ())
    return Node(id, layer, source["name"], "", source["kind"], named=source["named"], weight=weight, through=through)


def namesakes(index: DossierIndex) -> dict[str, tuple[str, ...]]:
    """The sources that share their name with another, each with the outlets whose reports name it.

    'A diplomat' of one paper need not be that of another: they are two sources, and only this tells them apart.
    """
    return index.kept("namesakes", lambda: _namesakes(index))


def _namesakes(index: DossierIndex) -> dict[str, tuple[str, ...]]:
    alike = Counter(source["name"].casefold() for source in index.sources.values())
    found: dict[str, dict[str, None]] = {}
    for statement in index.statements.values():
        outlet = index.outlet(index.reports[statement["report"]])
        for id in statement["chain"]:
            if outlet and alike[index.sources[id]["name"].casefold()] > 1:
                found.setdefault(id, {})[outlet] = None
    return {id: tuple(outlets) for id, outlets in found.items()}
