"""The language of a report."""

from __future__ import annotations

import pytest

from zegsman.read.languages import find_language, parse_language

LANGUAGES = ("nl", "en", "de", "fr", "es")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De brug over de rivier is sinds gisteren dicht, omdat een schip er tegenaan is gevaren.", "nl"),
        ("The bridge over the river has been closed since yesterday, because a ship ran into it.", "en"),
        ("Die Brücke über den Fluss ist seit gestern gesperrt, weil ein Schiff dagegen gefahren ist.", "de"),
        ("Le pont sur la rivière est fermé depuis hier, parce qu'un bateau l'a heurté.", "fr"),
        ("BRUG OVER DE RIVIER NOG STEEDS GESLOTEN VOOR HET VERKEER", "nl"),
        ("123 456", "und"),
        ("", "und"),
    ],
)
def test_find_language(text: str, code: str) -> None:
    """The language is told among those asked for, 'und' where no letters tell."""
    assert find_language(text, LANGUAGES) == code


@pytest.mark.parametrize(
    ("tag", "code"), [("nl", "nl"), ("nl-BE", "nl"), ("en_US", "en"), ("Nederlands", "nl"), ("nld", "nl"), ("?", None)]
)
def test_parse_language(tag: str, code: str | None) -> None:
    """Tags and names give the code of two letters."""
    assert parse_language(tag) == code
