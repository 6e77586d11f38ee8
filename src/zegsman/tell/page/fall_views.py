"""The source map with what falls with each of its nodes, as the drawing and its script need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.falls import Fall, Falls
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.page.source_graph import Node, SourceGraph
    from zegsman.tell.words import Words


@dataclass(frozen=True, slots=True)
class FallView:
    """What falls with a node: its number in the drawing, those of the nodes that fall with it, and a sentence."""

    number: int
    falling: tuple[int, ...]
    told: str


def view_falls(index: DossierIndex, words: Words, graph: SourceGraph, falls: Falls) -> dict[str, FallView]:
    """The view of each node that is drawn, by its id."""
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    return {
        node.id: FallView(numbers[node.id], _falling(graph, fall), tell_fall(index, words, node.id, fall))
        for node, fall in ((node, falls.of(*ids_of(node))) for node in graph.nodes)
    }


def ids_of(node: Node) -> tuple[str, ...]:
    """The reports that a node stands for, or its own id."""
    return node.members or (node.id,)


def tell_fall(index: DossierIndex, words: Words, id: str, fall: Fall) -> str:
    """What falls in a sentence, such as 'Without X: three claims gone, two with less support'."""
    gone, shaken = len(fall.gone), len(fall.shaken)
    key = "nothing" if not gone and not shaken else "both" if gone and shaken else "gone" if gone else "shaken"
    name = name_of(index, words, id)
    return words.fill("falls", key, name=name, gone=words.count(gone, "claim"), shaken=words.count(shaken, "claim"))


def name_of(index: DossierIndex, words: Words, id: str) -> str:
    """What a report or source is called: a report by its outlet."""
    if id in index.reports:
        return index.outlet(index.reports[id]) or words["words"]["unknown_outlet"]
    name: str = index.sources[id]["name"]
    return name


def _falling(graph: SourceGraph, fall: Fall) -> tuple[int, ...]:
    return tuple(
        number for number, node in enumerate(graph.nodes) if all(one in fall.nodes for one in ids_of(node))
    )  # fmt: skip
