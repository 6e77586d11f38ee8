"""Credits of agencies and pictures."""

from __future__ import annotations

import pytest

from zegsman.read.credits import (
    agencies_named,
    agency_named,
    find_agencies,
    find_agency,
    is_caption,
    is_credit_line,
)


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
        (["De brug is dicht.", "Copyright ANP 2024. Alle rechten voorbehouden."], "ANP"),
        (["De brug is dicht. —Reuters"], "Reuters"),
        (["De brug is dicht. – AFP"], "AFP"),
        (["De brug is dicht. (Bron: Belga)"], "Belga"),
        (["De brug is dicht [Belga]"], "Belga"),
        (["Hij werkt bij de EPA."], None),
        (["Zij schreef voor AFP en Reuters."], None),
        (["BRUSSEL — De brug is dicht."], None),
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


@pytest.mark.parametrize(
    ("blocks", "agencies"),
    [
        (["PARIJS/BERLIJN, 5 mrt. (ANP/AFP/DPA) - De brug is dicht."], ("ANP", "AFP", "DPA")),
        (["De brug is dicht. (ANP/Reuters)"], ("ANP", "Reuters")),
        (["De brug is dicht.", "Bronnen: ANP, AFP en Reuters"], ("ANP", "AFP", "Reuters")),
        (["De brug is dicht.", "Bron: redactie & ANP/AFP"], ("ANP", "AFP")),
        (["De brug is dicht.", "Redactie 05-03-24, 10:12 Bron: Belga"], ("Belga",)),
        (["The bridge is closed. With additional reporting by AP and Reuters."], ("AP", "Reuters")),
        (["The bridge is closed.", "The Associated Press contributed to this report."], ("AP",)),
        (["The bridge is closed.", "Material from Reuters was used in this report."], ("Reuters",)),
        (["The bridge is closed.", "(with inputs from PTI)"], ("PTI",)),
        (
            ["De brug is dicht.", "Dit artikel is mede tot stand gekomen met informatie van persbureau Belga."],
            ("Belga",),
        ),
        (["De brug is dicht.", "Aan dit artikel werkten ANP en AFP mee."], ("ANP", "AFP")),
        (["De brug is dicht.", "© 2024 AFP"], ("AFP",)),
    ],
)
def test_find_agencies(blocks: list[str], agencies: tuple[str, ...]) -> None:
    """Every agency of a combined credit is named, in its order."""
    assert find_agencies(blocks) == agencies


@pytest.mark.parametrize(
    ("field", "agencies"),
    [
        ("ANN EXAMPLE Associated Press", ("AP",)),
        ("Reuters Staff", ("Reuters",)),
        ("ANP Redactie", ("ANP",)),
        ("By The Associated Press", ("AP",)),
        ("Redactie & ANP/AFP", ("ANP", "AFP")),
        ("Ann Example and Bob Sample, AP", ("AP",)),
        ("Jan Aap PA", ()),
        ("Ada AA Proef", ()),
    ],
)
def test_agencies_named(field: str, agencies: tuple[str, ...]) -> None:
    """A byline names its agencies beside names and newsrooms; initials are none."""
    assert agencies_named(field) == agencies
