"""The sides of a conflict hold what differs, marked."""

from __future__ import annotations

from tell.builders_of_dossiers import a_claim_part, a_dossier, a_statement_part
from zegsman.tell.index import DossierIndex
from zegsman.tell.sides import compose_sides


def _marked(dossier: dict[str, object], kind: str, statements: list[str]) -> list[list[tuple[str, ...]]]:
    conflict = {"id": "x1", "kind": kind, "statements": statements, "why": ""}
    sides = compose_sides(DossierIndex({**dossier, "conflicts": [conflict]}), conflict)
    return [[words.marked for words in side] for side in sides]


def test_compose_sides_leaves_years_out_of_numbers() -> None:
    """The year in which something is to open is not what two prices differ in."""
    dossier = a_dossier("De hal die in 2029 opengaat, kost 23 miljoen.", "De hal kost 31 miljoen.")
    at = len("De hal die in ")
    dossier["statements"][0]["times"] = [{"start": at, "end": at + len("2029")}]
    assert _marked(dossier, "number", ["s1", "s2"]) == [[("23",)], [("31",)]]


def test_compose_sides_marks_the_numbers_that_differ() -> None:
    """Only the figures that the other side lacks are marked."""
    dossier = a_dossier("In 2024 vielen 12 gewonden.", "In 2024 vielen 9 gewonden.", "Er waren 12 gewonden in 2024.")
    assert _marked(dossier, "number", ["s1", "s2", "s3"]) == [[("12",), ("12",)], [("9",)]]


def test_compose_sides_marks_the_places_that_differ() -> None:
    """Mentions of places mark the place; the rest of the words stays plain."""
    dossier = a_dossier("Het overleg was in Brugge.", "The talks were held in Ostend.")
    mentions = {"Brugge": ("r1", 19, 25), "Oostende": ("r2", 23, 29)}
    dossier["entities"] = [
        {
            "id": name,
            "name": name,
            "type": "LOC",
            "aliases": [],
            "mentions": [{"report": report, "start": start, "end": end}],
        }
        for name, (report, start, end) in mentions.items()
    ]
    assert _marked(dossier, "place", ["s1", "s2"]) == [[("brugge",)], [("ostend",)]]


def test_compose_sides_parts_those_who_affirm_from_those_who_deny() -> None:
    """A polarity conflict has a side for each polarity."""
    dossier = a_dossier("Zij gaat weg.", "Zij zou weggaan.", "Zij blijft.")
    dossier["statements"][2]["polarity"] = "denied"
    assert _marked(dossier, "polarity", ["s1", "s2", "s3"]) == [[(), ()], [()]]


def test_around_gives_the_rest_of_the_sentence() -> None:
    """What stands round a statement ends with its sentence."""
    text = "Eerst dit. Volgens haar is de brug dicht, sinds gisteren. Daarna dat."
    dossier = a_dossier(text)
    start = text.index("is de brug dicht")
    dossier["statements"] = [a_statement_part("s1", "r1", start, start + 16, claim="c1")]
    dossier["claims"] = [a_claim_part("c1", "is de brug dicht", ["s1"])]
    assert DossierIndex(dossier).around("s1") == ("Volgens haar ", ", sinds gisteren.")
