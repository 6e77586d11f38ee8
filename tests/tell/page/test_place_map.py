"""The map shows the places in their box, with labels that do not cover one another."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from itertools import combinations, pairwise

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.place_map import PlaceMap, draw_place_map
from zegsman.tell.page.world_outlines import HEIGHT, WIDTH, disputed_areas, land_path, view_of


def map_of(*points: tuple[float, float]) -> PlaceMap | None:
    """The map of a dossier with a place at each point."""
    dossier = a_dossier("Zin.")
    dossier["entities"] = [
        {"id": f"e{i}", "name": f"Plaats {i}", "type": "LOC", "aliases": [], "mentions": [], "coordinates": list(point)}
        for i, point in enumerate(points)
    ]
    return draw_place_map(DossierIndex(dossier))


def test_draw_place_map_holds_all_places_and_some_land() -> None:
    """Every dot lies on the map, and so does a piece of the coast between them."""
    drawing = map_of((4.9, 52.37), (-0.13, 51.5))
    assert drawing is not None
    assert all(0 < place.x < WIDTH and 0 < place.y < HEIGHT for place in drawing.places)
    assert drawing.land.startswith("M")


def test_draw_place_map_numbers_what_has_no_room() -> None:
    """Of many places on one spot some have only a number, and no two names overlap."""
    drawing = map_of(*[(5.0 + i / 1000, 52.0) for i in range(8)])
    assert drawing is not None
    assert [place.number for place in drawing.places] == list(range(1, 9))
    assert any(not place.name for place in drawing.places)


def test_draw_place_map_is_left_out_without_places() -> None:
    """No coordinates, or only the pole, give no map."""
    assert map_of() is None
    assert map_of((0.0, 90.0)) is None


def test_world_says_where_it_is_from() -> None:
    """The map data carries its source and licence."""
    raw = json.loads((resources.files("zegsman.tell.page") / "world.json").read_text(encoding="utf-8"))
    assert "Natural Earth" in raw["meta"]["source"]
    assert raw["meta"]["licence"]


def test_disputed_areas_are_hatched_and_named_in_the_readers_language() -> None:
    """A view of the Black Sea shows the Crimea as disputed, with who claims it; a view of Holland shows none."""
    drawing = map_of((34.0, 45.0), (30.7, 46.5))
    assert drawing is not None
    crimea = next(placed.area for placed in drawing.disputed if placed.area.key == "crimea")
    assert crimea.path.startswith("M")
    assert (crimea.name("nl"), crimea.parties("en")) == ("Krim", "Russia, Ukraine")
    holland = map_of((4.9, 52.4), (5.1, 52.1))
    assert holland is not None and holland.disputed == ()


def test_every_disputed_area_is_drawn_where_it_lies() -> None:
    """Each area of the list has an outline that its own neighbourhood shows, and both languages name it."""
    table = tomllib.loads((resources.files("zegsman.tell.page") / "disputed_areas.toml").read_text(encoding="utf-8"))
    world = view_of([(-179.0, -55.0), (179.0, 75.0)])
    whole = {area.key for area in disputed_areas(world)}
    for key, facts in table.items():
        if key == "meta":
            continue
        assert {"nl", "en", "parties_nl", "parties_en"} <= facts.keys()
        assert ("ring" in facts) != ("shape" in facts)
        if "ring" in facts:
            near = view_of([tuple(point) for point in facts["ring"]])
            assert key in {area.key for area in disputed_areas(near)}
    assert {"western_sahara", "kashmir", "somaliland"} <= whole


def test_land_across_the_date_line_leaves_no_stripes() -> None:
    """A view as wide as the world has no edge that runs from one side to the other over sea."""
    path = land_path(view_of([(-170.0, 10.0), (170.0, 70.0)]))
    for ring in re.findall(r"M([^Z]*)Z", path):
        points = [tuple(map(float, pair.split())) for pair in ring.split("L")]
        for (ax, ay), (bx, by) in pairwise(points):
            assert not (abs(bx - ax) > WIDTH / 2 and 0 < ay < HEIGHT and 0 < by < HEIGHT)


def test_numbers_without_room_stand_apart() -> None:
    """Where dots lie on one spot, their numbers move away from one another until each can be read."""
    drawing = map_of(*[(5.0 + i / 1000, 52.0) for i in range(12)])
    assert drawing is not None
    spots = [(place.name_x, place.name_y) for place in drawing.places if not place.name]
    assert len(spots) > 5
    for (ax, ay), (bx, by) in combinations(spots, 2):
        assert abs(ax - bx) >= 18 or abs(ay - by) >= 18


def test_draw_place_map_draws_those_named_most() -> None:
    """Of more places than a map can show the most named are drawn, and the others numbered after them."""
    dossier = a_dossier("Water.")
    dossier["entities"] = [
        {
            "id": f"entity-{n}",
            "name": f"Plaats {n}",
            "type": "LOC",
            "coordinates": [5 + n / 10, 52],
            "mentions": [{}] * n,
        }
        for n in (1, 4, 3, 2)
    ]
    drawn = draw_place_map(DossierIndex(dossier), most=2)
    assert drawn is not None
    assert [place.entity["id"] for place in drawn.places] == ["entity-4", "entity-3"]
    assert [(number, one["id"]) for number, one in drawn.undrawn] == [(3, "entity-2"), (4, "entity-1")]
