"""Which statement a denial denies."""

from __future__ import annotations

import pytest

from zegsman.resolve.claims.denials import _POINTS_BACK, _REJECTS


@pytest.mark.parametrize(
    "text",
    ["Daarvan was niets te zien", "There was no trace of that", "Dat klopt niet", "Dat is niet waar", "It was not so"],
)
def test_words_that_point_back(text: str) -> None:
    """A denial that points back names nothing of what it denies."""
    assert _POINTS_BACK.search(text)


@pytest.mark.parametrize("text", ["De brug is niet gesloten", "The bridge was not closed", "Wij vertrekken niet"])
def test_words_that_say_what_they_deny(text: str) -> None:
    """A denial that says itself what is not so points back to nothing."""
    assert not _POINTS_BACK.search(text)
    assert not _REJECTS.search(text)


@pytest.mark.parametrize("text", ["De wethouder ontkent dat", "De fabriek spreekt dat tegen", "The mayor denied it"])
def test_rejections_only_point_back(text: str) -> None:
    """A bare rejection has no words of its own on the matter."""
    assert _REJECTS.search(text)
