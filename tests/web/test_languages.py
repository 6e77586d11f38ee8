"""Both languages have all words, and a reader gets the one that the browser asks for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zegsman.lexicon.tables import load_table
from zegsman.tell.words import LANGUAGES
from zegsman.web.languages import choose_language, interface_words

_PLACE = re.compile(r"\{(\w+)\}")


def _places(table: Any, path: str = "") -> dict[str, frozenset[str]]:
    """Each text of a table by its path, with the places that it has."""
    if isinstance(table, dict):
        return {k: v for key, part in table.items() for k, v in _places(part, f"{path}.{key}").items()}
    if isinstance(table, list):
        return {path: frozenset(str(len(table)))}
    return {path: frozenset(_PLACE.findall(str(table)))}


@pytest.mark.parametrize("table", ["web_words", "dossier_words"])
def test_languages_have_the_same_words(table: str) -> None:
    """Each text of one language is in the other, with the same places to fill in."""
    first, *others = (_places(load_table(language, table)) for language in LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        differing = [key for key in first if first[key] != other[key] and ".numbers." not in key]
        assert differing == []


def test_interface_words_hide_none_of_the_dossiers() -> None:
    """The pages' words add sections; they replace none that the dossier's templates use."""
    for language in LANGUAGES:
        shared = set(load_table(language, "web_words")) & set(load_table(language, "dossier_words"))
        assert shared == set()
        assert interface_words(language)["web"]["case"]


@pytest.mark.parametrize(
    ("chosen", "accepted", "expected"),
    [
        (None, "nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        (None, "de,fr;q=0.9,nl;q=0.2,en;q=0.1", "nl"),
        (None, "en;q=0.5, nl;q=0.6", "nl"),
        (None, "nl;q=0, en", "en"),
        (None, "", "en"),
        (None, "*", "en"),
        (None, "nl;q=x, en;q=0.1", "en"),
        ("en", "nl", "en"),
        ("xx", "nl", "nl"),
    ],
)
def test_choose_language(chosen: str | None, accepted: str, expected: str) -> None:
    """The reader's choice counts first, then the browser's order of wishes, then English."""
    assert choose_language(chosen, accepted) == expected
