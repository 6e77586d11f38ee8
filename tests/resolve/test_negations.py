"""Denial read from words alone, for short statements."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from resolve.affairs import told
from zegsman.resolve.claims.negations import denies_by_words, has_negator

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("test_negations_cases.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_denies_by_words_looks_at_the_uppermost_clause(case: dict[str, Any]) -> None:
    """A negation denies unless it stands below, contrasts two values, or is part of a phrase that denies nothing."""
    language = case.get("language", "nl")
    _, annotation = told("a", case["text"], language=language)
    assert denies_by_words(annotation.tokens, case["text"], language) is case["denied"]


def test_has_negator_finds_any_word_that_denies() -> None:
    """Wherever it stands, and not in a phrase that denies nothing."""
    assert has_negator("Van het plan is niets gekomen", "nl")
    assert has_negator("They didn't pay", "en")
    assert not has_negator("Niet alleen de brug wordt vervangen", "nl")


def test_a_word_that_points_at_a_noun_opens_no_clause() -> None:
    """'Die nacht' is a night, and what is denied behind it is not denied in a clause below."""
    text = "De molenaar was die nacht niet in Delft"
    _, annotation = told("a", text)
    assert not denies_by_words(annotation.tokens, text, "nl")
    upos = {"die": "DET", "nacht": "NOUN"}
    tokens = [replace(token, upos=upos.get(token.text, token.upos)) for token in annotation.tokens]
    assert denies_by_words(tokens, text, "nl")
