"""What opens a report of an agency and is no part of what it says."""

from __future__ import annotations

import pytest

from zegsman.annotate.datelines import dateline_end, is_dateline


@pytest.mark.parametrize(
    "dateline",
    [
        "HOLMEN (AP) - ", "DEN HOORN - ", "Oud-Ade (ANP) - ", "ZWOLDAM/GENDERINGEN (ANP/AFP) – ",
        "NORTH BAY, Feb 4 (Reuters) - ", "ZWOLDAM, Drenthe (DPA) -- ", "NORTH BAY (AP) — ",
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
