"""Recipe of the world map in `src/zegsman/tell/page/world.json`.

Source: Natural Earth 1:50m as the npm package `world-atlas` 2.0.2 packs it (ISC; Natural Earth itself is in the public
domain). Unpack the package, then: `python lab/recipes/world_map.py package/countries-50m.json OUT`.

Arcs are rounded to hundredths of a degree and thinned (Douglas-Peucker, 0.015 degree), once for both neighbours, so
that borders still fit. Rings keep their arcs; a negative number is the arc `~number` walked backwards. `areas` are the
rings of the disputed areas that have a shape of their own in the package (`disputed_areas.toml`).
"""

from __future__ import annotations

import json
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
TOLERANCE_DEGREES = 0.015
DISPUTED = Path(__file__).parents[2] / "src" / "zegsman" / "tell" / "page" / "disputed_areas.toml"
META = {
    "source": "Natural Earth 1:50m (public domain), by way of the npm package world-atlas 2.0.2",
    "licence": "ISC, Copyright 2013-2019 Michael Bostock",
    "unit": "hundredths of a degree, WGS 84; arcs are x, y, then steps dx, dy",
}


def unpacked_arcs(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs in degrees, longitude first."""
    transform = topology["transform"]
    scale, move = transform["scale"], transform["translate"]  # type: ignore[index]
    result = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        result.append(points)
    return result


def thinned(points: list[Point]) -> list[Point]:
    """The points that Douglas-Peucker keeps."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, far_at = 0.0, -1
        for at in range(first + 1, last):
            px, py = points[at]
            if length:
                distance = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            else:
                distance = ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
            if distance > far:
                far, far_at = distance, at
        if far > TOLERANCE_DEGREES:
            keep.add(far_at)
            todo += [(first, far_at), (far_at, last)]
    return [points[at] for at in sorted(keep)]


def packed(points: list[Point]) -> list[int]:
    """x, y, then steps, in hundredths of a degree."""
    whole = [(round(x * 100), round(y * 100)) for x, y in points]
    flat = list(whole[0])
    for (ax, ay), (bx, by) in pairwise(whole):
        flat += [bx - ax, by - ay]
    return flat


def rings_of(shape: dict[str, object]) -> list[list[int]]:
    """The rings of a country, each as the numbers of its arcs."""
    if "arcs" not in shape:
        return []
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return [ring for polygon in polygons for ring in polygon]  # type: ignore[attr-defined]


def area_rings(shapes: list[dict[str, object]], arcs: list[list[Point]]) -> dict[str, list[list[int]]]:
    """The rings of each disputed area that is a shape of the package; a `box` picks those that lie within it."""
    table = tomllib.loads(DISPUTED.read_text(encoding="utf-8"))
    by_name = {shape["properties"]["name"]: shape for shape in shapes}  # type: ignore[index]
    found = {}
    for key, area in table.items():
        if "shape" in area:
            west, south, east, north = area.get("box", (-180, -90, 180, 90))
            found[key] = [
                ring
                for ring in rings_of(by_name[area["shape"]])
                if all(
                    west <= x <= east and south <= y <= north
                    for arc in ring
                    for x, y in arcs[arc if arc >= 0 else ~arc]
                )
            ]
    return found


def main(source: Path, target: Path) -> None:
    """Writes the map."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    points = unpacked_arcs(topology)
    arcs = [packed(thinned(one)) for one in points]
    shapes = topology["objects"]["countries"]["geometries"]
    rings = [ring for shape in shapes for ring in rings_of(shape)]
    areas = area_rings(shapes, points)
    text = json.dumps({"meta": META, "arcs": arcs, "rings": rings, "areas": areas}, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
