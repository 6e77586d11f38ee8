"""Phrases that name a source, cut into their parts."""

from __future__ import annotations

import pytest

from zegsman.resolve.sources.words import read_words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("bronnen van ‘De Veerbode’", "bronnen van De Veerbode"),
        ("“sources at “The Ferry Post", "sources at The Ferry Post"),
        ("de krant „De Veerbode” zelf", "de krant „De Veerbode” zelf"),
        ("de voorzitter van ’t Veer", "de voorzitter van ’t Veer"),
    ],
)
def test_quotation_marks_that_stand_alone_are_no_part_of_a_phrase(phrase: str, text: str) -> None:
    """A title's opening mark goes where its closing mark was cut off; pairs and apostrophes stay."""
    assert read_words(phrase).text == text
