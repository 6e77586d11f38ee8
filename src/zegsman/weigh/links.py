"""Who has what from whom: the edges of the source map, and circles among them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.record.annotation import Kind
from zegsman.record.entity import Mention
from zegsman.record.story import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.weigh.casefile import Casefile

MOST_EVIDENCE = 12
"""Places shown for one link; more would not be read."""


@dataclass
class _Edge:
    claims: dict[str, None] = field(default_factory=dict)
    evidence: dict[Mention, None] = field(default_factory=dict)


def find_links(casefile: Casefile, claims: Mapping[str, Sequence[str]]) -> tuple[Link, ...]:
    """All links; `claims` maps claim ids to statement ids. Ends are report or source ids."""
    edges: dict[tuple[str, str, str], _Edge] = {}
    for claim_id, statement_ids in claims.items():
        for statement_id in casefile.in_order(statement_ids):
            _add_chain(casefile, edges, claim_id, statement_id)
    for copy in casefile.resolution.copies:
        edge = edges.setdefault((copy.report, copy.original, "copies"), _Edge())
        edge.evidence.update({Mention(copy.report, passage.here): None for passage in copy.passages})
    for source in casefile.resolution.sources:
        if source.speaks_for and source.speaks_for in casefile.sources:
            edge = edges.setdefault((source.id, source.speaks_for, "speaks_for"), _Edge())
            edge.evidence.update(dict.fromkeys(source.mentions))
    return tuple(
        Link(origin, target, kind, tuple(edge.claims), tuple(edge.evidence)[:MOST_EVIDENCE])
        for (origin, target, kind), edge in sorted(edges.items())
    )


def _add_chain(casefile: Casefile, edges: dict[tuple[str, str, str], _Edge], claim_id: str, statement_id: str) -> None:
    """One link from the report to the nearest voice, one from each voice to the next."""
    statement = casefile.statements[statement_id]
    chain = casefile.chain(statement_id)
    voices = (statement.report, *chain)
    for place, (nearer, further) in enumerate(itertools.pairwise(voices)):
        kind = "quotes" if statement.kind in {Kind.DIRECT, Kind.MIXED} and place == len(chain) - 1 else "cites"
        edge = edges.setdefault((nearer, further, kind), _Edge())
        edge.claims[claim_id] = None
        if place < len(statement.chain):
            edge.evidence[Mention(statement.report, statement.chain[place].span)] = None


def find_loops(casefile: Casefile, claims: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Circular reporting: sources that for one claim have it from one another, as sorted source ids."""
    loops: dict[tuple[str, ...], None] = {}
    for claim in claims:
        graph: dict[str, set[str]] = {}
        for statement_id in claim:
            report = casefile.statements[statement_id].report
            voices = (casefile.resolution.outlets.get(report, report), *casefile.chain(statement_id))
            for nearer, further in itertools.pairwise(voices):
                if nearer != further:
                    graph.setdefault(nearer, set()).add(further)
        for node in sorted(graph):
            reach = _reachable(graph, node)
            if node in reach:
                circle = {other for other in reach if node in _reachable(graph, other)}
                loops[tuple(sorted(circle))] = None
    return tuple(loops)


def _reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(graph.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(graph.get(node, ()))
    return seen
