"""How alike names of persons and bodies are, and why."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.likeness.names import (
    is_acronym_of,
    is_misspelling,
    is_swapped_acronym,
    organisation_likeness,
    parse_person,
    person_likeness,
)

CASES = tomllib.loads((Path(__file__).parent / "test_names_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["persons"], ids=lambda case: case["why"])
def test_person_likeness_tells_the_same_person(case: dict[str, Any]) -> None:
    """Two full names are alike where they can be one person's, and unlike where given name or family part them."""
    assert (person_likeness(case["left"], case["right"]).score >= 0.7) is case["same"]


@pytest.mark.parametrize("case", CASES["bodies"], ids=lambda case: case["why"])
def test_organisation_likeness_tells_the_same_body(case: dict[str, Any]) -> None:
    """Two names of bodies are alike where they differ in form only."""
    assert (organisation_likeness(case["left"], case["right"]).score >= 0.8) is case["same"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_never_fails(left: str, right: str) -> None:
    """Any two strings can be compared, in either order with the same outcome."""
    assert person_likeness(left, right).score == person_likeness(right, left).score
    assert organisation_likeness(left, right).score == organisation_likeness(right, left).score


@pytest.mark.parametrize(
    ("name", "given_names", "surname", "suffix"),
    [
        ("Anna van der Meer", ("Anna",), "van der Meer", ""),
        ("mr. Bob de Groot jr.", ("Bob",), "de Groot", "jr."),
        ("De Groot", (), "De Groot", ""),
        ("Mr Brown", (), "Brown", ""),
        ("Maria Luisa Ortega", ("Maria", "Luisa"), "Ortega", ""),
    ],
)
def test_parse_person_cuts_a_name_into_parts(
    name: str, given_names: tuple[str, ...], surname: str, suffix: str
) -> None:
    """Courtesy titles go, particles stay with the surname, a suffix stands apart."""
    parsed = parse_person(name)
    assert (parsed.given, parsed.surname, parsed.suffix) == (given_names, surname, suffix)


def test_is_misspelling_needs_length() -> None:
    """A slip counts in words of five letters and more; two slips from ten letters on."""
    assert is_misspelling("veenstra", "veensta")
    assert not is_misspelling("bos", "vos")
    assert is_misspelling("groenewegens", "groenwegans")
    assert not is_misspelling("veenstra", "veensma k")


def test_is_swapped_acronym_takes_neighbours_only() -> None:
    """Two neighbouring letters changed round make a slip of an acronym, any other difference another body."""
    assert is_swapped_acronym("NTBX", "NBTX")
    assert not is_swapped_acronym("NTBX", "XTBN")
    assert not is_swapped_acronym("AB", "BA")


def test_is_acronym_of_counts_small_words_or_not() -> None:
    """The small words of a name may be in its acronym or be left out."""
    assert is_acronym_of("NAM", "Nederlandse Aardolie Maatschappij")
    assert is_acronym_of("BvT", "Bond van Turfstekers")
    assert is_acronym_of("BT", "Bond van Turfstekers")
    assert not is_acronym_of("NAM", "Nederlandse Spoorwegen")
