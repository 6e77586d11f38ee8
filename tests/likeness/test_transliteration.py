"""Sounds of names as the press of several languages writes them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zegsman.likeness.transliteration import (
    feminine_of_each_other,
    given_name_group,
    slavic_keys,
    sound_keys,
    sound_the_same,
)

CASES = tomllib.loads((Path(__file__).parent / "test_transliteration_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("left", "right"), CASES["same"])
def test_sound_the_same_across_the_schemes_of_the_press(left: str, right: str) -> None:
    """Two spellings of one name share a way to sound."""
    assert sound_the_same(left, right)


@pytest.mark.parametrize(("left", "right"), CASES["different"])
def test_sound_the_same_tells_other_names_apart(left: str, right: str) -> None:
    """Names that only look alike share no sound."""
    assert not sound_the_same(left, right)


@pytest.mark.parametrize(("left", "right"), CASES["slavic"])
def test_slavic_keys_join_ukrainian_and_russian_forms(left: str, right: str) -> None:
    """The Ukrainian h and the Russian g are one in the Slavic keys."""
    assert slavic_keys(left) & slavic_keys(right)


@pytest.mark.parametrize(("left", "right"), CASES["feminine"])
def test_feminine_forms_are_known_for_what_they_are(left: str, right: str) -> None:
    """A masculine surname and its feminine form are of two persons of one family."""
    assert feminine_of_each_other(left, right)
    assert feminine_of_each_other(right, left)


@pytest.mark.parametrize(("left", "right"), CASES["not_feminine"])
def test_feminine_forms_of_other_families_are_no_pair(left: str, right: str) -> None:
    """Two surnames of which neither is the feminine of the other are no such pair."""
    assert not feminine_of_each_other(left, right)


def test_given_name_group_ties_forms_of_one_given_name() -> None:
    """Russian, Ukrainian and English forms of one given name are in one group, other names in none."""
    assert given_name_group("Mykola") == given_name_group("Nikolaj") is not None
    assert given_name_group("Mykola") != given_name_group("Oleg")
    assert given_name_group("Klaas") is None


def test_sound_keys_leave_out_what_is_too_short_to_tell() -> None:
    """A name of one or two sounds has no key."""
    assert sound_keys("Li") == frozenset()
