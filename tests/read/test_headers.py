"""Headers above a text."""

from __future__ import annotations

import pytest

from zegsman.read.headers import split_header


def test_split_header_front_matter() -> None:
    """YAML front matter gives its fields as written, dates too, and the text below it."""
    header = split_header("---\noutlet: De Proefbode\ndate: 2024-03-05\nrubriek: brug\n---\nDe brug is dicht.")
    assert header.fields == {"outlet": "De Proefbode", "date": "2024-03-05"}
    assert header.other == {"rubriek": "brug"}
    assert header.text == "De brug is dicht."


@pytest.mark.parametrize("date", ["2024-03", "2024", "2024-03-05T07:52", "2024-03-05 07:52:00+01:00"])
def test_split_header_keeps_precision(date: str) -> None:
    """A date keeps the precision in which it stands."""
    assert split_header(f"---\ndate: {date}\n---\nTekst.").fields["date"] == date


def test_split_header_broken_yaml() -> None:
    """A title with a colon or a loose quotation mark, which YAML refuses, is still read."""
    header = split_header('---\ntitle: "Brug": dicht\noutlet: De Proefbode\n---\nTekst.')
    assert header.fields["outlet"] == "De Proefbode"
    assert "Brug" in header.fields["title"]
    assert header.text == "Tekst."


def test_split_header_list_and_dutch_names() -> None:
    """A list of authors becomes one line; Dutch names of fields are understood."""
    header = split_header("---\ntitel: Brug\nauteur: [A. Bos, C. Dijk]\ndatum: 2024-03\n---\nTekst.")
    assert header.fields == {"title": "Brug", "author": "A. Bos, C. Dijk", "date": "2024-03"}


@pytest.mark.parametrize("lead", ["", " ", "\ufeff".strip("\ufeff") + "\n", "  \n "])
def test_split_header_bare_date(lead: str) -> None:
    """A bare date glued before the text is taken off it, with blanks before it."""
    header = split_header(f"{lead}date 2024-03 UpdateDe brug is dicht.")
    assert header.fields == {"date": "2024-03"}
    assert header.text == "UpdateDe brug is dicht."


def test_split_header_lines() -> None:
    """Two or more known fields above a blank line are a header."""
    header = split_header("Title: Brug\nDate: 5 maart 2024\n\nDe brug is dicht.")
    assert header.fields == {"title": "Brug", "date": "5 maart 2024"}
    assert header.text == "De brug is dicht."


@pytest.mark.parametrize(
    "text",
    [
        "De brug is dicht.",
        "Date is the first word of this sentence.",
        "---\nGeen kop, maar een streep.\n\nTekst.",
        "Titel: maar één regel\n\nTekst.",
        "Conclusie: de brug is dicht\nGevolg: file\n\nTekst.",
        "date 2024-03-05-12 is a code",
    ],
)
def test_split_header_none(text: str) -> None:
    """A text without a header stays whole."""
    assert split_header(text) == ({}, {}, text)


def test_split_header_empty() -> None:
    """An empty front matter gives no fields."""
    assert split_header("---\n---\nTekst.").text == "Tekst."
