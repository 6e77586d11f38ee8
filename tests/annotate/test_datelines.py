"""What opens a report of an agency and is no part of what it says."""

from __future__ import annotations

import pytest

from zegsman.annotate.datelines import dateline_end, is_dateline, is_sign_off


@pytest.mark.parametrize(
    "dateline",
    [
        "HOLMEN (AP) - ", "DEN HOORN - ", "Oud-Ade (ANP) - ", "ZWOLDAM/GENDERINGEN (ANP/AFP) – ",
        "NORTH BAY, Feb 4 (Reuters) - ", "ZWOLDAM, Drenthe (DPA) -- ", "NORTH BAY (AP) — ",
        "21.40 uur - ", "8:05 | ", "23.10: ", "9:15 pm – ",
    ],
)  # fmt: skip
def test_dateline_end_is_behind_place_and_agency(dateline: str) -> None:
    """A place in capitals, or one with an agency in brackets, and the dash behind it are the dateline."""
    assert dateline_end(f"{dateline}De brug is dicht.") == len(dateline)
    assert is_dateline(dateline.strip())


@pytest.mark.parametrize(
    "text",
    [
        "De brug is dicht.",
        "De brug - een oude - is dicht.",
        "NRC-lezers zijn boos.",
        "Jan (34) - de bakker - belde.",
        "",
    ],
)
def test_dateline_end_is_nought_without_dateline(text: str) -> None:
    """Ordinary openings, ages in brackets and compounds are none."""
    assert dateline_end(text) == 0
    assert not is_dateline(text)


@pytest.mark.parametrize(
    "words",
    [
        "Foto: Noordpers / Jan Vries",
        "© De Havenbode",
        "Photo: Ann Lee",
        "(Noordpers)",
        "(Noordpers/NTB)",
        "— Jan Vries",
        "[AFP en NTB]",
        "(The Harbour Times)",
    ],
)
def test_a_name_in_brackets_or_behind_a_dash_signs(words: str) -> None:
    """The agency or author by which a paragraph is signed says nothing of what happened."""
    assert is_sign_off(words)


@pytest.mark.parametrize(
    "words", ["(De brug is dicht.)", "(61)", "Noordpers", "(niet waar)", "— en dat was dat", "Foto: de brug ligt open"]
)
def test_words_in_brackets_that_tell_something_sign_nothing(words: str) -> None:
    """A sentence, a number or plain words in brackets are read as any other."""
    assert not is_sign_off(words)
