"""Words that reject what was said."""

from __future__ import annotations

import pytest

from zegsman.resolve.claims.rejections import EMPHATIC, INNOCENCE, NONSENSE, POINTS_BACK, REJECTS, SAYS_OTHERWISE


@pytest.mark.parametrize(
    "text",
    ["Daarvan was niets te zien", "There was no trace of that", "Dat klopt niet", "Dat is niet waar", "It was not so"],
)
def test_words_that_point_back(text: str) -> None:
    """A denial that points back names nothing of what it denies."""
    assert POINTS_BACK.search(text)


@pytest.mark.parametrize("text", ["De brug is niet gesloten", "The bridge was not closed", "Wij vertrekken niet"])
def test_words_that_say_what_they_deny(text: str) -> None:
    """A denial that says itself what is not so points back to nothing."""
    assert not POINTS_BACK.search(text)
    assert not REJECTS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "De wethouder ontkent dat",
        "De fabriek spreekt dat tegen",
        "De school sprak het dinsdag met klem tegen",
        "The mayor denied it",
        "De bakker noemt dat onzin",
        "She called the story complete nonsense",
        "De molenaar ontkent",
        "Ook de koper heeft altijd ontkend",
        "Het waterschap wijst die beschuldigingen van de hand",
        "De bakker verwerpt alle kritiek",
        "The mill denied any wrongdoing",
        "He denied all the allegations",
    ],
)
def test_rejections_only_point_back(text: str) -> None:
    """A bare rejection has no words of its own on the matter."""
    assert REJECTS.search(text)


@pytest.mark.parametrize(
    "text", ["Hij ontkent dat hij de molen verkocht", "She denied the buyer a loan", "De gemeente verwerpt het bod"]
)
def test_a_rejection_of_something_named_has_words_of_its_own(text: str) -> None:
    """What is rejected by its own name is no bare rejection."""
    assert not REJECTS.search(text)


@pytest.mark.parametrize("text", ["He maintains his innocence", "De molenaar zegt onschuldig te zijn"])
def test_innocence_denies_without_a_negation(text: str) -> None:
    """Who calls himself innocent denies; how he pleads in court is news by itself."""
    assert INNOCENCE.search(text)
    assert not INNOCENCE.search("He pleaded not guilty on Monday")


@pytest.mark.parametrize(
    "text", ["Onzin", "Dat is klinkklare onzin", "Een leugen", "Nul komma nul", "A lie", "rubbish"]
)
def test_a_word_for_nonsense_denies(text: str) -> None:
    """Who calls it nonsense denies it, though no word negates."""
    assert NONSENSE.search(text)


@pytest.mark.parametrize("text", ["De onzin stond in alle kranten van die dag", "He lies in hospital with a fever"])
def test_a_longer_statement_is_no_word_for_nonsense(text: str) -> None:
    """A statement that tells something of its own is no bare rejection."""
    assert not NONSENSE.search(text)


def test_answers_are_announced_and_given_with_force() -> None:
    """The report says that somebody does not agree; who answers a charge denies it with force."""
    assert SAYS_OTHERWISE.search("Het waterschap is het daarmee oneens")
    assert SAYS_OTHERWISE.search("The council says the opposite")
    assert not SAYS_OTHERWISE.search("Het waterschap meet elke dag")
    assert EMPHATIC.search("Wij hebben geen cent gekregen")
    assert EMPHATIC.search("Nobody asked us")
    assert not EMPHATIC.search("Er is geen brug")
