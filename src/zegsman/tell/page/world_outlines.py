"""The outlines of the world that the package ships, cut to a view: land, and the areas that are in dispute.

Limits: a plate carrée true to scale at the middle latitude of what is shown; no view across the date line.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 640.0, 420.0
_LEAST_DEGREES = 3.0
"""Nothing smaller is shown: at less, outlines of 1:50m are coarser than the eye expects."""
_PADDING = 0.16
_LEAST_STEP = 1.2
"""Units of the drawing; a shorter step does not show, and a map of Europe halves in size without them."""
_LEAST_AREA = 8.0
"""Square units of the drawing; a smaller hatched spot is not seen, and naming it would send the reader searching."""
Point = tuple[float, float]
Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapView:
    """The stretch of the world that is shown, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Degrees to units of the drawing."""
        x = (longitude - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - latitude) / (self.north - self.south) * HEIGHT
        return x, y

    @property
    def edges(self) -> Edges:
        """The view with a narrow margin, so that no outline runs along the edge of the drawing."""
        margin_x, margin_y = (self.east - self.west) * 0.02, (self.north - self.south) * 0.02
        return self.west - margin_x, self.south - margin_y, self.east + margin_x, self.north + margin_y


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area in dispute that the view shows: path data, and a point within it for its name."""

    key: str
    facts: dict[str, Any]
    """Its row of `disputed_areas.toml`."""
    path: str
    x: float
    y: float
    width: float
    """Of the widest of its parts, in units of the drawing."""

    def name(self, language: str) -> str:
        """What it is called."""
        return str(self.facts[language])

    def parties(self, language: str) -> str:
        """Who claims it."""
        return str(self.facts[f"parties_{language}"])


def view_of(points: Sequence[Point]) -> MapView:
    """The box around some places, padded, and widened to the shape of the drawing."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    mid_x, mid_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    squeeze = max(0.2, cos(radians(mid_y)))
    across = max((max(xs) - min(xs)) * squeeze, _LEAST_DEGREES)
    up = max(max(ys) - min(ys), _LEAST_DEGREES * HEIGHT / WIDTH)
    scale = max(across / WIDTH, up / HEIGHT) * (1 + 2 * _PADDING)
    half_x, half_y = scale * WIDTH / 2 / squeeze, scale * HEIGHT / 2
    return MapView(mid_x - half_x, mid_y - half_y, mid_x + half_x, mid_y + half_y)


@lru_cache(maxsize=32)
def land_path(view: MapView) -> str:
    """Path data of every outline within the view, cut off a little outside it."""
    arcs, rings, _ = _world()
    return "".join(_drawn(part, view)[0] for ring in rings for part in _unrolled(_points(arcs, ring)))


def disputed_areas(view: MapView) -> tuple[DisputedArea, ...]:
    """The areas in dispute that are large enough in the view to be seen, in the order of their list."""
    arcs, _, shapes = _world()
    found = []
    for key, facts in _disputed_table().items():
        rings = [_points(arcs, ring) for ring in shapes.get(key, ())] or [[(x, y) for x, y in facts["ring"]]]
        parts = [drawn for drawn in (_drawn(ring, view) for ring in rings) if drawn[0]]
        if parts and sum(_size(outline) for _, outline in parts) >= _LEAST_AREA:
            _, largest = max(parts, key=lambda part: _size(part[1]))
            x, y = _middle(largest)
            xs = [point[0] for point in largest]
            path = "".join(path for path, _ in parts)
            found.append(DisputedArea(key, facts, path, round(x, 1), round(y, 1), max(xs) - min(xs)))
    return tuple(found)


@cache
def _disputed_table() -> dict[str, dict[str, Any]]:
    text = (resources.files("zegsman.tell.page") / "disputed_areas.toml").read_text(encoding="utf-8")
    return {key: facts for key, facts in tomllib.loads(text).items() if key != "meta"}


_Arcs = tuple[tuple[Point, ...], ...]
_Ring = tuple[int, ...]


@cache
def _world() -> tuple[_Arcs, tuple[_Ring, ...], dict[str, tuple[_Ring, ...]]]:
    """Arcs in degrees, rings of arc numbers (`~n` is arc n backwards), and the rings of disputed areas by key."""
    raw = json.loads((resources.files("zegsman.tell.page") / "world.json").read_text(encoding="utf-8"))
    arcs = []
    for flat in raw["arcs"]:
        x, y = flat[0], flat[1]
        points = [(x / 100, y / 100)]
        for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 100, y / 100))
        arcs.append(tuple(points))
    areas = {key: tuple(tuple(ring) for ring in rings) for key, rings in raw["areas"].items()}
    return tuple(arcs), tuple(tuple(ring) for ring in raw["rings"]), areas


def _points(arcs: _Arcs, ring: Iterable[int]) -> list[Point]:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]


def _unrolled(ring: list[Point]) -> list[list[Point]]:
    """A ring that crosses the date line as one without a leap, on both sides of the world; any other as it is.

    The ring around the pole goes once around the world, and is closed along the pole.
    """
    if all(abs(bx - ax) <= 180 for (ax, _), (bx, _) in pairwise(ring)):
        return [ring]
    turn, points = 0.0, ring[:1]
    for (ax, _), (bx, y) in pairwise(ring):
        turn += 360 if ax - bx > 180 else -360 if bx - ax > 180 else 0
        points.append((bx + turn, y))
    if turn:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    return [[(x + shift, y) for x, y in points] for shift in (-360, 0, 360)]


def _drawn(ring: list[Point], view: MapView) -> tuple[str, list[Point]]:
    """A ring as path data and as points of the drawing; both empty where the view shows nothing of it."""
    clipped = _clipped(ring, view.edges)
    if len(clipped) <= 2:
        return "", []
    outline = _thinned([view.point(*point) for point in clipped])
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in outline) + "Z", outline


def _size(outline: Sequence[Point]) -> float:
    """The area within an outline, by the shoelace formula."""
    pairs = zip(outline, [*outline[1:], outline[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _middle(outline: Sequence[Point]) -> Point:
    """The middle of the outline's box, kept within the drawing."""
    xs = [min(max(x, 0), WIDTH) for x, _ in outline]
    ys = [min(max(y, 0), HEIGHT) for _, y in outline]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


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
