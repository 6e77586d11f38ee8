"""A small map of the places that have coordinates, drawn from a vector world that the package ships.

Limits: a plate carrée true to scale at the middle latitude of what is shown; no view across the date line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.index import DossierIndex, Json

WIDTH, HEIGHT = 640.0, 420.0
_LEAST_DEGREES = 3.0
"""Nothing smaller is shown: at less, outlines of 1:50m are coarser than the eye expects."""
_PADDING = 0.16
_LEAST_STEP = 1.2
"""Units of the drawing; a shorter step does not show, and a map of Europe halves in size without them."""
Point = tuple[float, float]
Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A place with its number on the map; `name` is empty where there is no room for it beside the dot."""

    entity: Json
    number: int
    x: float
    y: float
    name: str
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The drawing: outlines as one path, the places on it."""

    land: str
    places: tuple[PlacedLabel, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _View:
    west: float
    south: float
    east: float
    north: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Degrees to units of the drawing."""
        x = (longitude - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - latitude) / (self.north - self.south) * HEIGHT
        return x, y


def draw_place_map(index: DossierIndex) -> PlaceMap | None:
    """The map of a dossier's places, None where none has coordinates that can be drawn."""
    places = [
        entity
        for entity in index.dossier["entities"]
        if entity["type"] == "LOC" and entity.get("coordinates") and abs(entity["coordinates"][1]) <= 85
    ]
    if not places:
        return None
    view = _view_of([tuple(entity["coordinates"]) for entity in places])
    return PlaceMap(_land(view), _labels(places, view))


def _view_of(points: Sequence[Point]) -> _View:
    """The box around the places, padded, and widened to the shape of the drawing."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    mid_x, mid_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    squeeze = max(0.2, cos(radians(mid_y)))
    across = max((max(xs) - min(xs)) * squeeze, _LEAST_DEGREES)
    up = max(max(ys) - min(ys), _LEAST_DEGREES * HEIGHT / WIDTH)
    scale = max(across / WIDTH, up / HEIGHT) * (1 + 2 * _PADDING)
    half_x, half_y = scale * WIDTH / 2 / squeeze, scale * HEIGHT / 2
    return _View(mid_x - half_x, mid_y - half_y, mid_x + half_x, mid_y + half_y)


@cache
def _world() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[int, ...], ...]]:
    """Arcs in degrees and rings of arc numbers (see `world.json`: `~n` is arc n backwards)."""
    raw = json.loads((resources.files("zegsman.tell.page") / "world.json").read_text(encoding="utf-8"))
    arcs = []
    for flat in raw["arcs"]:
        x, y = flat[0], flat[1]
        points = [(x / 100, y / 100)]
        for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 100, y / 100))
        arcs.append(tuple(points))
    return tuple(arcs), tuple(tuple(ring) for ring in raw["rings"])


def _land(view: _View) -> str:
    """Path data of every outline within the view, cut off a little outside it."""
    arcs, rings = _world()
    margin_x, margin_y = (view.east - view.west) * 0.02, (view.north - view.south) * 0.02
    edges = (view.west - margin_x, view.south - margin_y, view.east + margin_x, view.north + margin_y)
    parts = []
    for ring in rings:
        points = [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
        clipped = _clipped(points, edges)
        if len(clipped) > 2:
            drawn = _thinned([view.point(*point) for point in clipped])
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn) + "Z")
    return "".join(parts)


def _thinned(points: list[Point]) -> list[Point]:
    """The points without those nearer than `_LEAST_STEP` to the one drawn before."""
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _LEAST_STEP:
            kept.append((x, y))
    return kept


def _clipped(points: list[Point], edges: Edges) -> list[Point]:
    """The part of a ring within a box. Source of the method: Sutherland and Hodgman (1974)."""
    west, south, east, north = edges
    if all(x < west for x, _ in points) or all(x > east for x, _ in points):
        return []
    if all(y < south for _, y in points) or all(y > north for _, y in points):
        return []
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _clipped_at(points, axis, edge, sign)
    return points


def _clipped_at(points: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    result: list[Point] = []
    for place, point in enumerate(points):
        before = points[place - 1]
        inside, was_inside = sign * (point[axis] - edge) >= 0, sign * (before[axis] - edge) >= 0
        if inside != was_inside:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            result.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside:
            result.append(point)
    return result


def _labels(places: Sequence[Json], view: _View) -> tuple[PlacedLabel, ...]:
    """Numbers the places and puts each name right, left, above or below its dot, where nothing else stands."""
    dots = [view.point(*entity["coordinates"]) for entity in places]
    taken: list[Edges] = [(x - 6, y - 6, x + 6, y + 6) for x, y in dots]
    labels = []
    for number, (entity, (x, y)) in enumerate(zip(places, dots, strict=True), 1):
        name = entity["name"]
        width = 7.6 * len(name)
        options = (
            (x + 11, y + 5, "start", (x + 9, y - 7, x + 13 + width, y + 7)),
            (x - 11, y + 5, "end", (x - 13 - width, y - 7, x - 9, y + 7)),
            (x, y - 12, "middle", (x - width / 2, y - 26, x + width / 2, y - 9)),
            (x, y + 22, "middle", (x - width / 2, y + 9, x + width / 2, y + 26)),
        )
        for at_x, at_y, side, room in options:
            if room[0] > 0 and room[2] < WIDTH and not any(_overlap(room, other) for other in taken):
                taken.append(room)
                labels.append(PlacedLabel(entity, number, round(x, 1), round(y, 1), name, at_x, at_y, side))
                break
        else:
            labels.append(PlacedLabel(entity, number, round(x, 1), round(y, 1), "", x, y, "start"))
    return tuple(labels)


def _overlap(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
