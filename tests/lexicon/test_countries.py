"""States by names, adjectives and seats of power."""

from __future__ import annotations

import pytest

from zegsman.lexicon.countries import (
    city_of_adjective,
    country_name,
    country_of_demonym,
    country_of_name,
    is_demonym,
    seat_of_power,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ivoorkust", "CI"),
        ("Ivory Coast", "CI"),
        ("U.K.", "GB"),
        ("VK", "GB"),
        ("Volksrepubliek China", "CN"),
        ("the Netherlands", "NL"),
        ("us", None),
        ("Utrecht", None),
    ],
)
def test_country_of_name_knows_official_and_short_forms(name: str, code: str | None) -> None:
    """Official, short and abbreviated names lead to the state; a pronoun does not."""
    assert country_of_name(name) == code


def test_demonyms_lead_to_their_state() -> None:
    """Adjectives with and without -e, and inhabitants, lead to the state; regions to none."""
    assert country_of_demonym("Portugese") == country_of_demonym("Portuguese") == "PT"
    assert country_of_demonym("Finnen") == "FI"
    assert is_demonym("Vlaamse")
    assert country_of_demonym("Vlaamse") is None


def test_seats_and_cities() -> None:
    """A seat of power leads to its state, the adjective of a city to the city."""
    assert seat_of_power("Downing Street") == "GB"
    assert seat_of_power("Zwolle") is None
    assert city_of_adjective("Utrechtse") == "Utrecht"


def test_country_name_in_two_languages() -> None:
    """A code has a name in Dutch and English."""
    assert (country_name("HU"), country_name("HU", "en")) == ("Hongarije", "Hungary")
