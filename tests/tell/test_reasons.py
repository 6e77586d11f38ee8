"""Reasons are told in the reader's language, with the names that they had."""

from __future__ import annotations

import pytest

from tell.builders_of_dossiers import a_dossier, a_source_part
from zegsman.tell.index import DossierIndex
from zegsman.tell.reasons import Told, retold, retold_apart, retold_source
from zegsman.tell.words import words_of

NAMES = ("Truus Bakker", "Waterschap Oost", "Sport en Cultuur", "rederij Zuid, Goes", "woordvoerder")


def an_index() -> DossierIndex:
    """A dossier with sources of these names."""
    dossier = a_dossier("Water.")
    dossier["sources"] = [a_source_part(f"source-{i}", name) for i, name in enumerate(NAMES)]
    return DossierIndex(dossier)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (
            "Eén onafhankelijke herkomst: Truus Bakker; een herkomst die genoemd wordt en het kan weten (2).",
            "One independent origin: Truus Bakker; one origin that is identified and placed to know (2).",
        ),
        (
            "2 onafhankelijke herkomsten: Truus Bakker en Sport en Cultuur; bevestigd door onafhankelijke herkomsten "
            "(1); Truus Bakker spreekt voor Waterschap Oost.",
            "2 independent origins: Truus Bakker and Sport en Cultuur; affirmed by independent origins (1); "
            "Truus Bakker speaks for Waterschap Oost.",
        ),
        (
            "Gezegd door woordvoerder, ontkend door rederij Zuid, Goes; omstreden (4).",
            "Said by woordvoerder, denied by rederij Zuid, Goes; disputed (4).",
        ),
        (
            "De berichten spreken elkaar tegen (tijd en plaats); omstreden (4).",
            "The reports contradict one another (time and place); disputed (4).",
        ),
        (
            "Geen bericht dat er nu staat zegt het nog. Alleen van horen zeggen: geen bericht noemt een bron; geen "
            "herkomst (6).",
            "No report that stands says it any more. Hearsay only: no report names a source; no origin (6).",
        ),
        ("hier met voorbehoud, eerder stellig", "with a hedge here, stated flatly before"),
        ("De Wegwijzer, in eigen woorden", "De Wegwijzer, in its own words"),
        ("Truus Bakker, in De Wegwijzer", "Truus Bakker, in De Wegwijzer"),
    ],
)
def test_reasons_follow_the_reader(dutch: str, english: str) -> None:
    """A reason is said in either language with the same names, and comes back as it was."""
    index = an_index()
    assert retold(index, words_of("en"), dutch) == Told(english, "en")
    assert retold(index, words_of("nl"), english) == Told(dutch, "nl")
    assert retold(index, words_of("nl"), dutch) == Told(dutch, "nl")


def test_capitals_of_an_earlier_version() -> None:
    """A reason that was kept with another capital is told with the right one."""
    kept = "Één onafhankelijke herkomst: Truus Bakker; een herkomst zonder naam (3)."
    assert retold(an_index(), words_of("nl"), kept).text.startswith("Eén onafhankelijke herkomst: Truus")


def test_signs_are_told_in_words() -> None:
    """Days and certainties that are set beside each other are told in words, other values stay."""
    index = an_index()
    days = "2026-05-11 / 2026-05-09 – 2026-05-10"
    assert retold(index, words_of("nl"), days).text == "11 mei 2026 / 9 tot en met 10 mei 2026"
    months = "2026-04 / 2026-05-09 – 2026-05-10"
    assert retold(index, words_of("nl"), months).text == "april 2026 / 9 tot en met 10 mei 2026"
    assert retold(index, words_of("en"), "2026-W07 → 12").text == "week 7 of 2026 → 12"
    assert retold(index, words_of("en"), "possible → certain").text == "possibly → flatly"
    assert retold(index, words_of("en"), "Ede / Goes").text == "Ede / Goes"


def test_what_fits_no_sentence_stays_as_it_was() -> None:
    """A person's own words, or names that the dossier does not know, are not said anew."""
    index = an_index()
    unknown = "Eén onafhankelijke herkomst: Een Ander; een herkomst zonder naam (3)."
    assert retold(index, words_of("en"), unknown) == Told(unknown, "nl")
    assert retold(index, words_of("en"), "zo heb ik het gehoord") == Told("zo heb ik het gehoord", "nl")


def test_a_reason_without_its_dossier() -> None:
    """One name can be told apart from its dossier; where names are listed the words stay."""
    one = "Eén onafhankelijke herkomst: Truus Bakker; een herkomst zonder naam (3)."
    assert retold_apart(words_of("en"), one).text == "One independent origin: Truus Bakker; an unnamed origin (3)."
    listed = (
        "2 onafhankelijke herkomsten: Sport en Cultuur en Truus Bakker; bevestigd door onafhankelijke herkomsten (1)."
    )
    assert retold_apart(words_of("en"), listed) == Told(listed, "")


def test_why_a_source_counts() -> None:
    """The reasons for sources are told in both languages, the words of the reports in them as they are."""
    assert retold_source(words_of("nl"), "named, havenmeester") == "bij naam genoemd, havenmeester"
    assert retold_source(words_of("nl"), "unnamed, official; as a person judged") == (
        "niet bij naam genoemd, een functionaris; naar het oordeel van een mens"
    )
    assert retold_source(words_of("en"), "unnamed, official") == "unnamed, an official"
    assert retold_source(words_of("en"), "something else") == "something else"
