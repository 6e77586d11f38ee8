"""The language of a report."""

from __future__ import annotations

import errno
import tempfile
from typing import NoReturn

import pytest
from py3langid import langid

from zegsman.errors import ReadError
from zegsman.read.languages import _identifier, find_language, parse_language

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


GERMAN = "Die Brücke über den Fluss ist seit gestern gesperrt, weil ein Schiff dagegen gefahren ist."


def _no_room(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_no_room_in_the_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the temporary folder is full or missing, the model is unpacked in memory."""
    monkeypatch.setattr(tempfile, "TemporaryFile", _no_room)
    _identifier.cache_clear()
    assert find_language(GERMAN, LANGUAGES) == "de"


def test_model_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that cannot be read at all is told with what is expected."""
    monkeypatch.setattr(langid, "MODEL_FILE", "gone.npz.xz")
    _identifier.cache_clear()
    with pytest.raises(ReadError, match="language cannot be told"):
        find_language(GERMAN, LANGUAGES)
