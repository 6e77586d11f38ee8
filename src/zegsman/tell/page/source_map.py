"""The layered drawing of the source map: order by barycentre, labels wrapped, no box over another.

Source of the method: Sugiyama, Tagawa and Toda (1981): links that pass a layer get a place of their own in it, each
layer is sorted by the mean place of its neighbours, a few times from left to right and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from zegsman.tell.page.source_graph import LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.page.source_graph import Edge, Node, SourceGraph

BOX_WIDTH = 186
LAYER_GAP = 80
LINE_HEIGHT = 16
BOX_GAP = 14
TOP = 44
"""Room for the names of the layers."""
_PASS_HEIGHT = 6
_MARGIN = 36
"""Room beside the outer columns for the arcs of copies."""
_CHARACTERS = 22
"""Characters that fit a line of a box at 12.5 units in the widest of the common sans fonts (DejaVu, Verdana)."""
_MOST_LINES = 3
_MOST_WIDTH = 6.0
_SWEEPS = 8
_ALONE_AT = 120
"""How far down the only box of the first column stands at most."""
NOTE_LENGTH = 24
"""Characters of the small print in a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place; `lines` is its label, wrapped."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge as SVG path data, with the width of its line."""

    edge: Edge
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The whole drawing, in its own units."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    layers: tuple[tuple[str, float], ...]
    """Name of each layer that is there, and the middle of its column."""
    width: float
    height: float


@dataclass
class _Slot:
    """A place in a layer: of a node, or of an edge that passes."""

    key: object
    layer: int
    height: float
    node: Node | None = None
    left: list[_Slot] = field(default_factory=list)
    right: list[_Slot] = field(default_factory=list)
    y: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which lines meet the slot."""
        return self.y + self.height / 2


def draw_source_map(graph: SourceGraph) -> SourceMap:
    """Lays the graph out; layers without nodes are left out."""
    used = sorted({node.layer for node in graph.nodes})
    column = {layer: place for place, layer in enumerate(used)}
    slots = {node.id: _Slot(node.id, column[node.layer], _box_height(node), node) for node in graph.nodes}
    passing: dict[tuple[str, int], _Slot] = {}
    routes = {edge: _route(edge, slots, passing) for edge in graph.edges}
    columns = _columns(slots, routes, len(used))
    for sweep in range(_SWEEPS):
        _sort_columns(columns, forwards=sweep % 2 == 0)
    height = _place(columns)
    boxes = tuple(_box(slot) for slot in slots.values() if slot.node)
    heaviest = max((edge.weight for edge in graph.edges), default=1)
    curves = tuple(_curve(edge, route, heaviest) for edge, route in routes.items())
    layers = tuple((LAYERS[layer], _x(place) + BOX_WIDTH / 2) for layer, place in column.items())
    width = _x(len(used) - 1) + BOX_WIDTH + _MARGIN if used else 0
    return SourceMap(boxes, curves, layers, width, height)


def wrapped(label: str, characters: int = _CHARACTERS, most: int = _MOST_LINES) -> tuple[str, ...]:
    """The label in lines of so many characters, words too long for one broken, what does not fit cut with '…'."""
    # Text that could not be shown anyway is not looked at: a name may be a word of a million letters.
    label = label[: characters * (most + 1) * 4]
    lines: list[str] = []
    line = ""
    for word in label.split():
        pieces = [word[at : at + characters] for at in range(0, len(word), characters)]
        for piece in pieces:
            if line and len(line) + 1 + len(piece) > characters:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: characters - 1].rstrip() + "…"]
    return tuple(lines)


def _x(place: int) -> float:
    return _MARGIN + place * (BOX_WIDTH + LAYER_GAP)


def _box_height(node: Node) -> float:
    n_lines = len(wrapped(node.label)) + (1 if node.has_note else 0)
    return n_lines * LINE_HEIGHT + 14


def _route(edge: Edge, slots: dict[str, _Slot], passing: dict[tuple[str, int], _Slot]) -> list[_Slot]:
    """The slots that an edge runs through, from left to right; one for each layer that it passes.

    Edges to one node pass a layer together, through the slot that `passing` holds for it: two hundred reports of one
    spokesman are a bundle, not two hundred lines.
    """
    ends = [slots[edge.left], slots[edge.right]]
    if ends[0].layer > ends[1].layer:
        ends.reverse()
    first, last = ends
    key = last.node.id if last.node else ""
    between = [
        passing.setdefault((key, layer), _Slot((key, layer), layer, _PASS_HEIGHT))
        for layer in range(first.layer + 1, last.layer)
    ]
    route = [first, *between, last]
    if first.layer != last.layer:
        for nearer, further in pairwise(route):
            nearer.right.append(further)
            further.left.append(nearer)
    return route


def _columns(slots: dict[str, _Slot], routes: dict[Edge, list[_Slot]], n_layers: int) -> list[list[_Slot]]:
    columns: list[list[_Slot]] = [[] for _ in range(n_layers)]
    for slot in slots.values():
        columns[slot.layer].append(slot)
    between = {id(slot): slot for route in routes.values() for slot in route[1:-1] if slot.node is None}
    for slot in between.values():
        columns[slot.layer].append(slot)
    for column in columns:
        _stack(column)
    return columns


def _stack(column: Sequence[_Slot]) -> float:
    """Puts the slots of a column under one another; gives the height used."""
    y = 0.0
    for slot in column:
        slot.y = y
        y += slot.height + (BOX_GAP if slot.node else BOX_GAP / 2)
    return y


def _sort_columns(columns: list[list[_Slot]], *, forwards: bool) -> None:
    """Sorts each column by the mean height of its neighbours on one side; slots without any keep their place."""
    for column in columns if forwards else reversed(columns):
        keyed = []
        for slot in column:
            neighbours = slot.left if forwards else slot.right
            mean = sum(n.middle for n in neighbours) / len(neighbours) if neighbours else slot.middle
            keyed.append((mean, slot))
        keyed.sort(key=lambda pair: pair[0])
        column[:] = [slot for _, slot in keyed]
        _stack(column)


def _place(columns: list[list[_Slot]]) -> float:
    """Centres the columns on the tallest, then draws each slot towards its neighbours as far as there is room."""
    heights = [_stack(column) for column in columns]
    tallest = max(heights, default=0.0)
    for column, height in zip(columns, heights, strict=True):
        for slot in column:
            slot.y += TOP + (tallest - height) / 2
    if columns:
        _spread(columns[0], tallest)
    for _ in range(4):
        for column in columns[1:]:
            _pull(column, TOP, TOP + tallest)
    return TOP + tallest + 12


def _spread(column: Sequence[_Slot], height: float) -> None:
    """Spreads the first column from top to bottom, so that a narrow screen, which shows no more, is nowhere empty."""
    room = height - sum(slot.height for slot in column)
    y = TOP + (0.0 if len(column) > 1 else min(room / 2, _ALONE_AT))
    for slot in column:
        slot.y = y
        y += slot.height + room / max(1, len(column) - 1)


def _pull(column: Sequence[_Slot], top: float, bottom: float) -> None:
    """Moves slots towards the mean of their neighbours without passing one another or the edges."""
    for place, slot in enumerate(column):
        neighbours = slot.left + slot.right
        if not neighbours:
            continue
        wish = sum(n.middle for n in neighbours) / len(neighbours) - slot.height / 2
        above = column[place - 1] if place else None
        below = column[place + 1] if place + 1 < len(column) else None
        low = above.y + above.height + BOX_GAP if above else top
        high = (below.y - BOX_GAP if below else bottom) - slot.height
        if low <= high:
            slot.y = min(max(wish, low), high)


def _box(slot: _Slot) -> Box:
    assert slot.node is not None
    return Box(slot.node, _x(slot.layer), round(slot.y, 1), slot.height, wrapped(slot.node.label))


def _curve(edge: Edge, route: list[_Slot], heaviest: int) -> Curve:
    # The width grows with the root of the weight, so that one claim shows beside a hundred; never wider than a gap.
    width = round(0.7 + min(1.0, _MOST_WIDTH / heaviest**0.5) * edge.weight**0.5, 2)
    first, last = route[0], route[-1]
    if first.layer == last.layer:
        x, far = _x(first.layer), _x(first.layer) - _MARGIN
        if edge.kind != "copies":
            x, far = x + BOX_WIDTH, x + BOX_WIDTH + _MARGIN
        path = f"M{x} {first.middle:.1f}C{far} {first.middle:.1f} {far} {last.middle:.1f} {x} {last.middle:.1f}"
        return Curve(edge, path, width)
    path = f"M{_x(first.layer) + BOX_WIDTH} {first.middle:.1f}"
    for nearer, further in pairwise(route):
        start, end = _x(nearer.layer) + BOX_WIDTH, _x(further.layer)
        half = (start + end) / 2
        path += f"C{half} {nearer.middle:.1f} {half} {further.middle:.1f} {end} {further.middle:.1f}"
        if further is not last:
            path += f"H{_x(further.layer) + BOX_WIDTH}"
    return Curve(edge, path, width)
