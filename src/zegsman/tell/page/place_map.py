"""A small map of the places that have coordinates, with the areas in dispute hatched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from zegsman.tell.page.world_outlines import HEIGHT, WIDTH, MapView, disputed_areas, land_path, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.page.world_outlines import DisputedArea, Edges

MOST_PLACES = 60
"""Places drawn: on a map of more, dots and numbers hide one another (looked at on made affairs of 200 reports)."""
_LETTER = 8.6
"""Width of a letter of a place's name, in units of the drawing, in the widest of the common sans fonts."""
_AREA_LETTER = 6.2
_CELL = 40.0


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
    """The drawing: outlines as one path, the areas in dispute, the places on it.

    `undrawn` are the places named least, each with its number, where there are more than a map can show.
    """

    land: str
    places: tuple[PlacedLabel, ...]
    disputed: tuple[PlacedArea, ...] = ()
    undrawn: tuple[tuple[int, Json], ...] = ()
    width: float = WIDTH
    height: float = HEIGHT


class _Room:
    """What stands on the map already, found by where it stands: a few hundred names are each tried in many places."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Edges]] = defaultdict(list)

    def take(self, room: Edges) -> None:
        """Lets something stand there."""
        for cell in _cells(room):
            self._cells[cell].append(room)

    def is_free(self, room: Edges) -> bool:
        """Whether nothing stands there yet."""
        return not any(_overlap(room, other) for cell in _cells(room) for other in self._cells.get(cell, ()))


def draw_place_map(index: DossierIndex, language: str = "en", most: int = MOST_PLACES) -> PlaceMap | None:
    """The map of a dossier's places, None where none has coordinates that can be drawn.

    Args:
        index: The dossier.
        language: In which the areas in dispute are named.
        most: Places drawn at most, those named most often.
    """
    places = [
        entity
        for entity in index.dossier["entities"]
        if entity["type"] == "LOC" and entity.get("coordinates") and abs(entity["coordinates"][1]) <= 85
    ]
    if not places:
        return None
    weighty = sorted(places, key=lambda entity: -len(entity["mentions"]))
    drawn, undrawn = weighty[:most], weighty[most:]
    if not undrawn:
        drawn = places
    view = view_of([tuple(entity["coordinates"]) for entity in drawn])
    taken = _Room()
    labels = _labels(drawn, view, taken)
    areas = _placed_areas(view, language, taken)
    return PlaceMap(land_path(view), labels, areas, undrawn=tuple(enumerate(undrawn, len(drawn) + 1)))


def _placed_areas(view: MapView, language: str, taken: _Room) -> tuple[PlacedArea, ...]:
    """The areas with their names, where these fit in and stand over nothing else."""
    placed = []
    for area in disputed_areas(view):
        width = _AREA_LETTER * len(area.name(language))
        room = (area.x - width / 2, area.y - 9, area.x + width / 2, area.y + 4)
        fits = width <= area.width and taken.is_free(room)
        if fits:
            taken.take(room)
        placed.append(PlacedArea(area, area.name(language) if fits else ""))
    return tuple(placed)


def _labels(places: Sequence[Json], view: MapView, taken: _Room) -> tuple[PlacedLabel, ...]:
    """Numbers the places and puts each name right, left, above or below its dot, where nothing else stands.

    What it places is added to `taken`.
    """
    dots = [view.point(*entity["coordinates"]) for entity in places]
    for x, y in dots:
        taken.take((x - 6, y - 6, x + 6, y + 6))
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
            if room[0] > 0 and room[2] < WIDTH and taken.is_free(room):
                taken.take(room)
                labels.append(PlacedLabel(entity, number, round(x, 1), round(y, 1), name, at_x, at_y, side))
                break
        else:
            at_x, at_y = _free_spot(x, y, taken)
            taken.take((at_x - 9, at_y - 9, at_x + 9, at_y + 9))
            labels.append(PlacedLabel(entity, number, round(x, 1), round(y, 1), "", at_x, at_y, "middle"))
    return tuple(labels)


def _free_spot(x: float, y: float, taken: _Room) -> tuple[float, float]:
    """The nearest place around a dot at which a number stands over nothing; the dot itself where there is none."""
    for radius in range(18, 130, 8):
        for step in range(16):
            at_x, at_y = x + radius * cos(step * pi / 8), y + radius * sin(step * pi / 8)
            room = (at_x - 9, at_y - 9, at_x + 9, at_y + 9)
            inside = room[0] > 0 and room[1] > 0 and room[2] < WIDTH and room[3] < HEIGHT
            if inside and taken.is_free(room):
                return round(at_x, 1), round(at_y, 1)
    return round(x, 1), round(y, 1)


def _cells(room: Edges) -> Iterator[tuple[int, int]]:
    """The cells of a grid over the map that something lies in."""
    for column in range(int(room[0] // _CELL), int(room[2] // _CELL) + 1):
        for row in range(int(room[1] // _CELL), int(room[3] // _CELL) + 1):
            yield column, row


def _overlap(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
