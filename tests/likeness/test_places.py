"""Rival places: of one kind, neither within the other."""

from __future__ import annotations

import pytest

from zegsman.likeness.places import are_rival_places, distance_km, place_kind

DELFT, LEIDEN = (4.357, 52.011), (4.497, 52.160)


def test_two_towns_are_rivals() -> None:
    """Two towns some way apart cannot be one place."""
    assert are_rival_places("Delft", "Leiden", ("NL", "NL"), (DELFT, LEIDEN))


def test_two_streets_are_rivals() -> None:
    """Two streets with other names are two streets."""
    assert are_rival_places("Molenstraat", "Havenkade")


@pytest.mark.parametrize(
    ("one", "other"), [("Delft", "Technopolis Delft"), ("Molenstraat", "Delft"), ("Zuidwest", "Delft")]
)
def test_places_that_may_contain_each_other_are_no_rivals(one: str, other: str) -> None:
    """A part and its whole, or places of different or unknown kind, can both be right."""
    coordinates = (DELFT if one == "Delft" else None, DELFT if other == "Delft" else None)
    assert not are_rival_places(one, other, ("NL", "NL"), coordinates)


def test_place_kind_knows_streets_in_both_languages() -> None:
    """Streets show by their names."""
    assert place_kind("Korte Gracht") == place_kind("Abbey Road") == "street"


def test_distance_is_in_kilometres() -> None:
    """Delft and Leiden lie some 19 km apart."""
    assert 17 < distance_km(DELFT, LEIDEN) < 21
