"""Groupings: stories that may be one affair are told, with how far they are from it."""

from __future__ import annotations

from resolve.affairs import told
from zegsman.record.annotation import Annotation
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.report import Report
from zegsman.record.story import Grouping
from zegsman.resolve.groupings import group_reports
from zegsman.resolve.stories import NEARLY, THRESHOLD

NAMES = [("Odile Verkade", "PER"), ("Brakelse Mout", "ORG"), ("Lingewaard", "LOC"), ("Tamme Rus", "PER")]
STRIKE = told(
    "a",
    "Bij mouterij Brakelse Mout in Lingewaard is een staking uitgebroken over het loon van de nachtploeg",
    "Directeur Odile Verkade noemt de staking onverantwoord en wil vrijdag praten",
    "Vakbondsman Tamme Rus eist acht procent meer loon voor de nachtploeg",
    names=NAMES,
)
STRIKE_TOO = told(
    "b",
    "De nachtploeg van Brakelse Mout legt opnieuw het werk neer, zegt Tamme Rus",
    "Volgens de bond is de loonstaking in Lingewaard nog lang niet voorbij",
    "Odile Verkade wil pas over het loon praten als de staking stopt",
    names=NAMES,
)
BREWERS = told(
    "c",
    "Brouwers in de streek krijgen deze week geen gerst meer van Brakelse Mout",
    "Café De Zwaan schenkt daarom water uit flessen die de buurman bracht",
    names=[("Brakelse Mout", "ORG"), ("De Zwaan", "ORG")],
)
DIKE = told("d", "In Oudezijl is de dijk bij het gemaal weggespoeld", names=[("Oudezijl", "LOC")])


def _grouped(*pairs: tuple[Report, Annotation], said: tuple[str, str, Verdict] | None = None) -> Grouping:
    judgements = [Judgement(Subject.REPORT, said[0], said[1], said[2], Judge.PERSON)] if said else []
    return group_reports([report for report, _ in pairs], [annotation for _, annotation in pairs], judgements)


def _groups(grouping: Grouping) -> list[list[str]]:
    return sorted(sorted(group) for group in grouping.groups)


def test_a_story_that_is_nearly_linked_enough_is_told() -> None:
    """The brewers' report is left apart, and told with the linkage, what is needed and what it shares."""
    found = _grouped(STRIKE, STRIKE_TOO, BREWERS, DIKE)
    assert _groups(found) == [["a", "b"], ["c"], ["d"]]
    (near,) = found.near
    assert (near.left, near.right in ("a", "b"), near.needed) == ("c", True, THRESHOLD)
    assert NEARLY <= near.linkage < THRESHOLD
    assert near.shared[0] == "Brakelse Mout"


def test_what_a_person_joins_is_one_affair_and_no_longer_near() -> None:
    """The affairs of two reports said to tell of one are one, whole."""
    found = _grouped(STRIKE, STRIKE_TOO, BREWERS, DIKE, said=("c", "a", Verdict.SAME))
    assert _groups(found) == [["a", "b", "c"], ["d"]]
    assert found.near == ()


def test_what_a_person_keeps_apart_is_not_told_as_near() -> None:
    """Who said that a report is no part of an affair is not asked again."""
    found = _grouped(STRIKE, STRIKE_TOO, BREWERS, said=("c", "b", Verdict.DIFFERENT))
    assert _groups(found) == [["a", "b"], ["c"]]
    assert found.near == ()


def test_near_stories_do_not_depend_on_order() -> None:
    """Reports in any order give the same groups and the same near stories."""
    there, back = _grouped(STRIKE, STRIKE_TOO, BREWERS, DIKE), _grouped(DIKE, BREWERS, STRIKE_TOO, STRIKE)
    assert (_groups(there), there.near) == (_groups(back), back.near)
