"""The concepts: words of news that say the same, in two languages."""

from __future__ import annotations

from collections import Counter

import pytest

from zegsman.lexicon.tables import load_table
from zegsman.resolve.claims.terms import word_terms


def _lines() -> list[str]:
    return [line for line in load_table("all", "concepts")["concepts"]["lines"].splitlines() if line]


def test_each_line_names_a_concept_once_and_gives_words_that_meet() -> None:
    """A concept has one line; it has words of both languages, or several of one, each once."""
    names = Counter(line.partition(":")[0] for line in _lines())
    assert [name for name, n in names.items() if n > 1] == []
    for line in _lines():
        name, _, words = line.partition(": ")
        dutch, bar, english = words.partition("|")
        sides = dutch.split(), english.split()
        assert bar, line
        assert name.replace("_", "").isalnum(), line
        assert len(sides[0]) + len(sides[1]) > 1, line
        assert all(len(set(side)) == len(side) for side in sides), line


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("rebellen", "insurgents"),
        ("kustwacht", "coastguard"),
        ("huurling", "mercenary"),
        ("ontsnappen", "escaped"),
        ("zwembad", "pool"),
        ("bisdom", "diocese"),
        ("heropenen", "reopened"),
    ],
)
def test_words_of_two_languages_meet_in_a_concept(dutch: str, english: str) -> None:
    """A Dutch and an English word for one thing share a concept, inflected or not."""
    left = {term for term, _ in word_terms(dutch, "nl")}
    right = {term for term, _ in word_terms(english, "en")}
    assert any(term.startswith("c:") for term in left & right)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("kolonel", "generaal", "nl"), ("whale", "dolphin", "en"), ("winst", "verlies", "nl"), ("bought", "sold", "en")],
)
def test_what_a_claim_turns_on_stays_apart(one: str, other: str, language: str) -> None:
    """Ranks, kinds and opposites share no concept."""
    left = {term for term, _ in word_terms(one, language) if term.startswith("c:")}
    assert not left & {term for term, _ in word_terms(other, language)}
