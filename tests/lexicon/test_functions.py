"""Classes of functions, bodies, groups and documents."""

from __future__ import annotations

import pytest

from zegsman.lexicon.bodies import body_of, city_police, outlet_of
from zegsman.lexicon.functions import body_class, document_class, document_concept, function_class, group_class


@pytest.mark.parametrize(
    ("word", "class_"),
    [
        ("partijwoordvoerder", "spokesperson"),
        ("adjunct-directeur", "leader"),
        ("wethouder", "local"),
        ("chief executive", "leader"),
        ("working", None),
        ("vrijdag", None),
        ("", None),
    ],
)
def test_function_class_reads_compounds_but_not_chance_endings(word: str, class_: str | None) -> None:
    """A Dutch compound has the class of its tail; an English word that happens to end so has none."""
    assert function_class(word) == class_


def test_classes_are_the_same_in_both_languages() -> None:
    """A Dutch and an English noun for one thing have one class."""
    assert body_class("zorgverzekeraar") == body_class("insurer") == "insurer"
    assert group_class("topambtenaren") == group_class("officials") == "official"
    assert document_class("inspectierapport") == document_class("inspection report") == "report"
    assert document_concept("veilingcatalogus") == document_concept("the catalogue") == "catalogue"


def test_words_that_end_otherwise_are_left_alone() -> None:
    """A noun that ends many words of another meaning makes no compound of its class."""
    assert body_class("rechtszaak") is None
    assert body_class("oorzaak") is None


def test_abbreviations_of_bodies_count_only_as_written() -> None:
    """The abbreviation of a body is not the pronoun that it looks like."""
    assert body_of("WHO") is not None
    assert body_of("who") is None
    assert body_of("World Health Organization") == body_of("Wereldgezondheidsorganisatie")


def test_outlets_and_police_have_other_names() -> None:
    """An outlet is known with and without its article, a city's police by its own name."""
    assert outlet_of("Volkskrant") == outlet_of("de Volkskrant")
    force = city_police("Londen")
    assert force is not None and "Scotland Yard" in force.names
    assert city_police("Zwolle") is None
