"""Stories: one affair together, another event with the same people apart."""

from __future__ import annotations

import random

from resolve.affairs import told
from zegsman.resolve.stories import group_stories, title_of_story

NAMES = [("Odile Verkade", "PER"), ("Brakelse Mout", "ORG"), ("Lingewaard", "LOC"), ("Tamme Rus", "PER")]
STRIKE = (
    "Bij mouterij Brakelse Mout in Lingewaard is een staking uitgebroken over het loon van de nachtploeg",
    "Directeur Odile Verkade noemt de staking onverantwoord en wil vrijdag praten",
    "Vakbondsman Tamme Rus eist acht procent meer loon voor de nachtploeg",
)
STRIKE_TOO = (
    "De nachtploeg van Brakelse Mout legt opnieuw het werk neer, zegt Tamme Rus",
    "Volgens de bond is de loonstaking in Lingewaard nog lang niet voorbij",
    "Odile Verkade wil pas over het loon praten als de staking stopt",
)
STRIKE_EN = (
    "Workers at malt maker Brakelse Mout in Lingewaard are on strike over wages",
    "Director Odile Verkade called the strike irresponsible and wants to talk on Friday",
    "Union leader Tamme Rus demands a wage rise of eight percent for the night shift",
)
AWARD = (
    "Odile Verkade krijgt de ondernemersprijs van de provincie voor haar werk aan oude gerstrassen",
    "De jury roemt haar moed om een vergeten veld bij Zoelen opnieuw in te zaaien",
    "De prijs, een bronzen beeld van een ploegpaard, wordt in juni in Tiel uitgereikt",
    "Vorig jaar ging hij naar imker Ine Dorst uit Zoelen, die het beeld op haar kast zette",
)
OTHER = (
    "In Oudezijl is de dijk bij het gemaal over twintig meter weggespoeld",
    "Het waterschap laat zandzakken aanvoeren en sluit de sluis",
)


def _grouped(*reports: tuple) -> list[list[str]]:  # type: ignore[type-arg]
    ids = [report.id for report, _ in reports]
    groups = group_stories([r for r, _ in reports], [a for _, a in reports])
    return sorted(sorted(ids[i] for i in group) for group in groups)


def test_reports_of_one_affair_are_one_story_across_languages() -> None:
    """Two Dutch reports and an English one of the same strike belong together; the dike does not."""
    reports = (
        told("a", *STRIKE, names=NAMES),
        told("b", *STRIKE_TOO, names=NAMES),
        told("c", *STRIKE_EN, names=NAMES, language="en"),
        told("d", *OTHER, names=[("Oudezijl", "LOC")]),
    )
    assert _grouped(*reports) == [["a", "b", "c"], ["d"]]


def test_another_event_with_the_same_person_is_another_story() -> None:
    """The director's award is no part of the strike at her firm."""
    reports = (
        told("a", *STRIKE, names=NAMES),
        told("b", *STRIKE_TOO, names=NAMES),
        told("x", *AWARD, names=[("Odile Verkade", "PER"), ("Zoelen", "LOC"), ("Tiel", "LOC"), ("Ine Dorst", "PER")]),
    )
    assert _grouped(*reports) == [["a", "b"], ["x"]]


def test_two_reports_with_other_words_stay_one_story() -> None:
    """Two reports of one affair that share names but few words are not split."""
    assert _grouped(told("a", *STRIKE, names=NAMES), told("b", *STRIKE_TOO, names=NAMES)) == [["a", "b"]]


def test_stories_do_not_depend_on_order() -> None:
    """Reports in any order of arrival give the same stories."""
    reports = [
        told("a", *STRIKE, names=NAMES),
        told("b", *STRIKE_TOO, names=NAMES),
        told("x", *AWARD, names=[("Odile Verkade", "PER")]),
        told("d", *OTHER, names=[("Oudezijl", "LOC")]),
    ]
    there = _grouped(*reports)
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        assert _grouped(*reports) == there


def test_no_reports_and_empty_reports_give_no_trouble() -> None:
    """Nothing in, nothing out; a report that says nothing is a story by itself."""
    assert group_stories([], []) == []
    one, other = told("a", "Ja"), told("b", *OTHER)
    assert group_stories([one[0], other[0]], [one[1], other[1]]) == [[0], [1]]


def test_title_is_that_of_the_report_most_like_the_others() -> None:
    """The story takes a title that a report has; without any, the first words."""
    titled = told("a", *STRIKE, names=NAMES, title="Staking bij mouterij")
    bare = told("b", *STRIKE_TOO, names=NAMES)
    assert title_of_story([titled[0], bare[0]], [titled[1], bare[1]]) == "Staking bij mouterij"
    assert title_of_story([bare[0]], [bare[1]]).startswith("De nachtploeg")
    assert title_of_story([], []) == ""


def test_title_of_a_long_sentence_is_cut_behind_a_word() -> None:
    """A first sentence that stands for a title ends behind a whole word, and shows that it goes on."""
    report, annotation = told("a", "De nachtploeg van de mouterij legt " + "opnieuw " * 20 + "het werk neer")
    title = title_of_story([report], [annotation])
    assert len(title) <= 120
    assert title.endswith(" opnieuw…")
