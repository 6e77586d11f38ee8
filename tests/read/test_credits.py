"""Credits of agencies and pictures."""

from __future__ import annotations

import pytest

from zegsman.read.credits import agency_named, find_agency, is_caption, is_credit_line


@pytest.mark.parametrize(
    ("blocks", "agency"),
    [
        (["AMSTERDAM (ANP) - De brug is dicht."], "ANP"),
        (["(Reuters) - The bridge is closed."], "Reuters"),
        (["Reuters - The bridge is closed."], "Reuters"),
        (["LONDON, March 5 (AP) — The bridge is closed."], "AP"),
        (["De brug is dicht. (ANP)"], "ANP"),
        (["De brug is dicht.", "Bron: ANP"], "ANP"),
        (["De brug is dicht.", "Door: Belga"], "Belga"),
        (["De brug is dicht.", "(BELGA)"], "Belga"),
        (["De brug is dicht. Belga"], "Belga"),
        (["Door onze redactie, ANP", "De brug is dicht."], "ANP"),
        (["The bridge is closed. (Reporting by Ann Example; Editing by Bob Sample)"], "Reuters"),
        (["De brug is dicht, meldt persbureau ANP."], None),
        (["Volgens Reuters is de brug dicht."], None),
        (["De brug is dicht.", "Bron: De Proefbode"], None),
        ([], None),
    ],
)
def test_find_agency(blocks: list[str], agency: str | None) -> None:
    """Datelines, closing words and credit lines name the agency; a mention in a sentence does not."""
    assert find_agency(blocks) == agency


@pytest.mark.parametrize(
    ("field", "agency"),
    [
        ("ANP", "ANP"),
        ("Redactie/ANP", "ANP"),
        ("Door: Reuters", "Reuters"),
        ("Jan Proef", None),
        ("Belga en redactie", "Belga"),
    ],
)
def test_agency_named(field: str, agency: str | None) -> None:
    """A byline names its agency also beside others."""
    assert agency_named(field) == agency


@pytest.mark.parametrize("block", ["Bron: ANP", "(Reuters)", "ANP", "Bron: ANP/AFP"])
def test_is_credit_line(block: str) -> None:
    """A credit by itself is no prose."""
    assert is_credit_line(block)


@pytest.mark.parametrize(
    "block", ["De brug bij nacht. © AFP", "© AFP", "De brug (foto: J. Proef)", "FOTO: ANP", "De brug | Foto: Jan Proef"]
)
def test_is_caption(block: str) -> None:
    """A block that closes with a picture's credit is a caption."""
    assert is_caption(block)


@pytest.mark.parametrize(
    "block", ["De foto ging de wereld over.", "Hij zag de video via vrienden.", "Zij keken naar het beeld van de brug."]
)
def test_is_no_caption(block: str) -> None:
    """A sentence about a picture is none."""
    assert not is_caption(block)
