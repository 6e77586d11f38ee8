"""Tests of the patterns of refusals and hearsay, which are looked for all at once."""

from __future__ import annotations

import re

import pytest

from zegsman.annotate.cues import any_pattern, cues_of
from zegsman.lexicon.tables import LANGUAGES, load_table


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "place", [("cues", "refusals", "patterns"), ("unreachable", "lists", "patterns"), ("hearsay", "hearsay", "openers")]
)
def test_patterns_open_with_a_word(language: str, place: tuple[str, str, str]) -> None:
    r"""Each begins with `\b`, without which `any_pattern` would miss it inside a word."""
    name, section, key = place
    assert [one for one in load_table(language, name)[section][key] if not one.startswith(r"\b")] == []


@pytest.mark.parametrize(
    "text", ["ze wilde er niets over zeggen", "geen commentaar", "hij zei niets", "onthoudt zich van commentaar"]
)
def test_one_pattern_finds_what_any_of_several_finds(text: str) -> None:
    """Whether one of the refusals is found is told by the one pattern for all of them."""
    cues = cues_of("nl")
    assert bool(cues.refusing.search(text)) == any(pattern.search(text) for pattern in cues.refusals)


def test_any_pattern_takes_each_as_a_whole() -> None:
    """Choices inside one pattern stay inside it."""
    found = any_pattern([r"\ba (?:b|c)\b", r"\bd\b"])
    assert [bool(found.search(text)) for text in ("a c", "d", "c", "ad")] == [True, True, False, False]
    assert isinstance(found, re.Pattern)
