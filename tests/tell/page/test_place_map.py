"""The map shows the places in their box, with labels that do not cover one another."""

from __future__ import annotations

import json
from importlib import resources

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.place_map import HEIGHT, WIDTH, PlaceMap, draw_place_map


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
