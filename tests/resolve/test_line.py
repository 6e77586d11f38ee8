"""The line of resolve: whole stories in, one resolution each, whatever the order."""

from __future__ import annotations

import pickle
import random

from resolve.affairs import Said, told
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.resolve.line import resolve_stories, resolve_story

NAMES = [("Brakelse Mout", "ORG"), ("Odile Verkade", "PER"), ("Lingewaard", "LOC"), ("Tamme Rus", "PER")]


def _case() -> list:  # type: ignore[type-arg]
    return [
        told(
            "a",
            "Bij mouterij Brakelse Mout in Lingewaard staakt de nachtploeg over het loon",
            Said("De staking kost Brakelse Mout 40.000 euro per dag", chain=("Odile Verkade",)),
            names=NAMES,
        ),
        told(
            "b",
            "De nachtploeg van Brakelse Mout in Lingewaard staakt over het loon",
            Said("De staking kost Brakelse Mout 90.000 euro per dag", chain=("Tamme Rus",)),
            names=NAMES,
            published="2024-03-06",
        ),
        told("c", "In Oudezijl is de dijk over twintig meter weggespoeld", names=[("Oudezijl", "LOC")]),
    ]


def test_resolve_stories_gives_each_report_and_statement_one_place() -> None:
    """Every report is in one story, every statement in one claim of it."""
    case = _case()
    resolutions = resolve_stories([r for r, _ in case], [a for _, a in case])
    assert sorted(report.id for resolution in resolutions for report in resolution.reports) == ["a", "b", "c"]
    for resolution in resolutions:
        told_ = sorted(s.id for annotation in resolution.annotations for s in annotation.statements)
        assert sorted(s for claim in resolution.claims for s in claim) == told_
        assert resolution.participants.keys() == set(told_)


def test_resolve_stories_finds_the_conflict_between_two_sources() -> None:
    """Two amounts for one loss are one claim with a conflict that names both."""
    case = _case()
    resolutions = resolve_stories([r for r, _ in case], [a for _, a in case])
    resolution = next(one for one in resolutions if len(one.reports) > 1)
    assert ("a-1", "b-1") in resolution.claims
    assert [(pair.conflict, pair.why) for pair in resolution.pairs] == [("number", "40.000 euro / 90.000 euro")]


def test_resolve_stories_does_not_depend_on_order() -> None:
    """The same reports in any order give the same resolutions, and they pickle."""
    case = _case()
    there = resolve_stories([r for r, _ in case], [a for _, a in case])
    random.Random(3).shuffle(case)
    back = resolve_stories([r for r, _ in case], [a for _, a in case])
    assert [one.story_id for one in there] == [one.story_id for one in back]
    assert [one.claims for one in there] == [one.claims for one in back]
    assert [one.pairs for one in there] == [one.pairs for one in back]
    assert pickle.loads(pickle.dumps(there))[0].claims == there[0].claims


def test_resolve_story_keeps_the_decisions_it_applied() -> None:
    """A person's decisions are applied and kept; the machine's are made anew."""
    case = _case()[:2]
    person = Judgement(Subject.CLAIM, "a-1", "b-1", Verdict.DIFFERENT, Judge.PERSON)
    rule = Judgement(Subject.CLAIM, "a-0", "b-0", Verdict.DIFFERENT, Judge.RULE)
    resolution = resolve_story([r for r, _ in case], [a for _, a in case], [person, rule])
    assert resolution.judgements == (person,)
    assert ("a-1",) in resolution.claims
    assert ("a-0", "b-0") in resolution.claims


def test_no_reports_give_no_stories() -> None:
    """Nothing in, nothing out."""
    assert resolve_stories([], []) == ()


def test_a_copy_is_read_behind_what_it_repeats() -> None:
    """Of one day the report that credits the agency goes before the one that prints its text."""
    said = [
        "Bij mouterij Brakelse Mout in Lingewaard staakt sinds maandag de hele nachtploeg over het loon",
        "De staking kost de mouterij volgens de directie iedere dag veertigduizend euro aan gemiste omzet",
        "Aan het overleg van woensdag doen ook twee bemiddelaars van het ministerie uit Den Haag mee",
    ]
    copying, original = told("a", *said, names=NAMES), told("b", *said, names=NAMES, agency="ANP")
    resolution = resolve_story(*zip(copying, original, strict=True))
    assert [copy.report for copy in resolution.copies] == ["a"]
    assert [report.id for report in resolution.reports] == ["b", "a"]
