"""A small map of the places that have coordinates, with the areas in dispute hatched."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from zegsman.tell.page.world_outlines import HEIGHT, WIDTH, MapView, disputed_areas, land_path, view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.page.world_outlines import DisputedArea, Edges

_LETTER = 8.6
"""Width of a letter of a place's name, in units of the drawing, in the widest of the common sans fonts."""
_AREA_LETTER = 6.2


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A place with its number on the map; `name` is empty where there is no room for it beside the dot.

    Then the number stands at `name_x`, `name_y`, a short line away from the dot where others are too near.
    """

    entity: Json
    number: int
    x: float
    y: float
    name: str
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """An area in dispute; `label` is its name where there is room for it on the map."""

    area: DisputedArea
    label: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The drawing: outlines as one path, the areas in dispute, the places on it."""

    land: str
    places: tuple[PlacedLabel, ...]
    disputed: tuple[PlacedArea, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT


def draw_place_map(index: DossierIndex, language: str = "en") -> PlaceMap | None:
    """The map of a dossier's places, None where none has coordinates that can be drawn.

    Args:
        index: The dossier.
        language: In which the areas in dispute are named.
    """
    places = [
        entity
        for entity in index.dossier["entities"]
        if entity["type"] == "LOC" and entity.get("coordinates") and abs(entity["coordinates"][1]) <= 85
    ]
    if not places:
        return None
    view = view_of([tuple(entity["coordinates"]) for entity in places])
    taken: list[Edges] = []
    labels = _labels(places, view, taken)
    return PlaceMap(land_path(view), labels, _placed_areas(view, language, taken))


def _placed_areas(view: MapView, language: str, taken: list[Edges]) -> tuple[PlacedArea, ...]:
    """The areas with their names, where these fit in and stand over nothing else."""
    placed = []
    for area in disputed_areas(view):
        width = _AREA_LETTER * len(area.name(language))
        room = (area.x - width / 2, area.y - 9, area.x + width / 2, area.y + 4)
        fits = width <= area.width and not any(_overlap(room, other) for other in taken)
        if fits:
            taken.append(room)
        placed.append(PlacedArea(area, area.name(language) if fits else ""))
    return tuple(placed)


def _labels(places: Sequence[Json], view: MapView, taken: list[Edges]) -> tuple[PlacedLabel, ...]:
    """Numbers the places and puts each name right, left, above or below its dot, where nothing else stands.

    What it places is added to `taken`.
    """
    dots = [view.point(*entity["coordinates"]) for entity in places]
    taken += [(x - 6, y - 6, x + 6, y + 6) for x, y in dots]
    labels = []
    for number, (entity, (x, y)) in enumerate(zip(places, dots, strict=True), 1):
        name = entity["name"]
        width = _LETTER * len(name)
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
            at_x, at_y = _free_spot(x, y, taken)
            taken.append((at_x - 9, at_y - 9, at_x + 9, at_y + 9))
            labels.append(PlacedLabel(entity, number, round(x, 1), round(y, 1), "", at_x, at_y, "middle"))
    return tuple(labels)


def _free_spot(x: float, y: float, taken: Sequence[Edges]) -> tuple[float, float]:
    """The nearest place around a dot at which a number stands over nothing; the dot itself where there is none."""
    for radius in range(18, 130, 8):
        for step in range(16):
            at_x, at_y = x + radius * cos(step * pi / 8), y + radius * sin(step * pi / 8)
            room = (at_x - 9, at_y - 9, at_x + 9, at_y + 9)
            inside = room[0] > 0 and room[1] > 0 and room[2] < WIDTH and room[3] < HEIGHT
            if inside and not any(_overlap(room, other) for other in taken):
                return round(at_x, 1), round(at_y, 1)
    return round(x, 1), round(y, 1)


def _overlap(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
