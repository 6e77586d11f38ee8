"""Places by any of their names."""

from __future__ import annotations

import pytest

from zegsman.lexicon.places import _exonyms, find_places


@pytest.mark.parametrize(
    ("name", "local", "country"),
    [
        ("Luik", "Liège", "BE"),
        ("Keulen", "Köln", "DE"),
        ("Rijsel", "Lille", "FR"),
        ("Kiëv", "Kyiv", "UA"),
        ("Gaza-stad", "Gaza", "PS"),
        ("Ypres", "Ieper", "BE"),
        ("'s-Gravenhage", "The Hague", "NL"),
    ],
)
def test_find_places_knows_dutch_and_english_names(name: str, local: str, country: str) -> None:
    """The most populous place of a name comes first."""
    place = find_places(name)[0]
    assert (place.name, place.country) == (local, country)


def test_find_places_is_empty_for_what_is_no_place() -> None:
    """A word that names no place gives nothing."""
    assert find_places("Zomaarwatdorp") == ()
    assert find_places("") == ()


def test_each_exonym_leads_to_a_place() -> None:
    """Every name in the hand-written list leads to a place that is known."""
    assert [name for name in _exonyms() if not find_places(name)] == []
