"""Claims: what says the same, what contradicts, and what only stands near."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resolve.affairs import Said, together, told
from zegsman.record.entity import Source, SourceKind
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.story import Copy, Passage, Relation
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.groups import compare_statements, group_statements
from zegsman.resolve.claims.relations import relate_statements
from zegsman.resolve.claims.slots import read_slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import StatementPair

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("test_claims_cases.toml").read_text(encoding="utf-8")
)["pair"]

BESIDE = (
    "De gemeenteraad vergadert volgende week over de begroting",
    "Op het plein stond een kraam met haring",
    "Het museum leent drie vazen uit aan Gent",
    "In de haven ligt een schip met tarwe",
)
"""Statements of the same reports about other things, so that nothing in a pair is common."""


def _claims(
    told_: Sequence[tuple[Report, Annotation]],
    copies: Sequence[Copy] = (),
    judgements: Sequence[Judgement] = (),
    sources: Sequence[Source] = (),
) -> tuple[list[list[str]], list[StatementPair]]:
    reports, annotations = [report for report, _ in told_], [annotation for _, annotation in told_]
    chains = {s.id: tuple(link.text for link in s.chain) for a in annotations for s in a.statements}
    story = Story(read_slots(reports, annotations, (), chains, sources))
    compared = compare_statements(story, {}, judgements)
    groups = group_statements(story, compared, reports, copies, judgements)
    pairs = relate_statements(story, groups, compared, {}, {})
    return [[story.slots[i].id for i in group] for group in groups], pairs


def _side(case: dict[str, Any], side: str) -> tuple[Report, Annotation]:
    said = Said(case[side], chain=tuple(case.get(f"{side}_chain", ())), denied=bool(case.get(f"{side}_denied", False)))
    language: str = case.get(f"{side}_language", "nl")
    published: str = case.get(f"{side}_published", "2024-03-05")
    beside = BESIDE[:2] if side == "left" else BESIDE[2:]
    return told(side, said, *beside, language=language, published=published)


def _param(case: dict[str, Any]) -> Any:
    """A case of the table; one with `fails` is known to be told wrong, and says why."""
    marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_statements_are_one_claim_or_not(case: dict[str, Any]) -> None:
    """Invented pairs are grouped, and related, as an editor would."""
    claims, pairs = _claims([_side(case, "left"), _side(case, "right")])
    assert together(claims, "left-0", "right-0") is case["same"]
    found = [
        f"{pair.relation} {pair.conflict}" if pair.conflict else str(pair.relation)
        for pair in pairs
        if {pair.left, pair.right} == {"left-0", "right-0"}
    ]
    assert found == ([case["relation"]] if case["relation"] else [])


def test_every_statement_is_in_exactly_one_claim() -> None:
    """Nothing is lost and nothing counted twice."""
    claims, _ = _claims([told("a", *BESIDE), told("b", *BESIDE[:2])])
    listed = [statement for claim in claims for statement in claim]
    assert sorted(listed) == sorted({*listed}) == ["a-0", "a-1", "a-2", "a-3", "b-0", "b-1"]


def test_claims_do_not_depend_on_the_order_of_reports() -> None:
    """Reports in any order give the same claims."""
    reports = [_side(case, side) for case in CASES[:1] for side in ("left", "right")]
    reports += [told("c", *BESIDE), told("d", CASES[0]["left"])]
    there = _claims(reports)
    random.Random(5).shuffle(reports)
    assert _claims(reports) == there


def test_statements_of_a_copied_passage_are_one_claim() -> None:
    """What stands in an aligned passage of a copy is the claim of the original for certain."""
    one = told("a", "Ze liepen samen terug langs het water")
    other = told("b", "Toen liepen zij samen weer langs het water")
    apart, _ = _claims([one, other], [])
    assert not together(apart, "a-0", "b-0")
    spans = one[1].sentences[0].span, other[1].sentences[0].span
    copy = Copy("b", "a", 1.0, (Passage(spans[1], spans[0], 0.9),), whole=True)
    claims, _ = _claims([one, other], [copy])
    assert together(claims, "a-0", "b-0")


def test_a_denial_contradicts_all_who_say_what_it_denies() -> None:
    """The claim is denied, not one report's words for it: the conflict holds for each of its statements."""
    words = "Het bestuur betaalde losgeld aan de ontvoerders"
    told_ = [
        told("a", Said(words, chain=("twee bronnen rond het bestuur",)), *BESIDE[:2]),
        told("b", Said(f"{words} van de schipper", chain=("een oud-lid",)), *BESIDE[2:]),
        told("c", Said("Er is geen losgeld betaald aan de ontvoerders", chain=("Anna Prins",), denied=True)),
    ]
    _, pairs = _claims(told_)
    denied = {frozenset((p.left, p.right)) for p in pairs if p.conflict}
    assert denied == {frozenset(("a-0", "c-0")), frozenset(("b-0", "c-0"))}


def test_a_person_outranks_the_rules() -> None:
    """Statements that a person calls different are two claims, those called the same are one."""
    same, beside = told("a", CASES[0]["left"], BESIDE[0]), told("b", CASES[0]["right"], BESIDE[1])
    decided = [
        Judgement(Subject.CLAIM, "a-0", "b-0", Verdict.DIFFERENT, Judge.PERSON),
        Judgement(Subject.CLAIM, "a-1", "b-1", Verdict.SAME, Judge.PERSON),
    ]
    claims, _ = _claims([same, beside], judgements=decided)
    assert not together(claims, "a-0", "b-0")
    assert together(claims, "a-1", "b-1")


def test_what_a_person_calls_two_claims_does_not_clash() -> None:
    """Rival numbers of two claims are no conflict, however alike the words."""
    rivals = next(case for case in CASES if case["relation"] == "conflict number")
    told_ = [_side(rivals, "left"), _side(rivals, "right")]
    decided = [Judgement(Subject.CLAIM, "left-0", "right-0", Verdict.DIFFERENT, Judge.PERSON)]
    assert [pair.conflict for pair in _claims(told_)[1]] == ["number"]
    assert _claims(told_, judgements=decided)[1] == []


def test_a_time_conflict_names_both_days() -> None:
    """One event dated to two days is a conflict that says both."""
    one = told("a", Said("De dijk bij Oudezijl brak maandag door", time=("maandag", "2024-03-04")), BESIDE[0])
    other = told("b", Said("De dijk bij Oudezijl brak dinsdag door", time=("dinsdag", "2024-03-05")), BESIDE[1])
    claims, pairs = _claims([one, other])
    assert together(claims, "a-0", "b-0")
    (pair,) = pairs
    assert pair.relation is Relation.CONFLICT
    assert pair.conflict == "time"
    assert "2024-03-04" in pair.why
    assert "2024-03-05" in pair.why


@pytest.mark.parametrize("added", ["ook dinsdag", "dinsdag ook"])
def test_a_day_on_top_of_another_contradicts_none(added: str) -> None:
    """Who says that it holds on Tuesday too does not contradict that it held on Monday."""
    one = told("a", Said("De scholen in Oudezijl zijn maandag gesloten", time=("maandag", "2024-03-04")), BESIDE[0])
    words = f"De scholen in Oudezijl zijn {added} gesloten"
    other = told("b", Said(words, time=("dinsdag", "2024-03-05")), BESIDE[1])
    _, pairs = _claims([one, other])
    assert [pair for pair in pairs if pair.relation is Relation.CONFLICT] == []


def test_those_who_died_and_those_who_are_missing_are_counted_apart() -> None:
    """Three dead and five missing are no two values for one number."""
    one = told("a", Said("Drie opvarenden van de veerboot kwamen om"), BESIDE[0])
    other = told("b", Said("Vijf opvarenden van de veerboot zijn vermist"), BESIDE[1])
    _, pairs = _claims([one, other])
    assert pairs == []


@pytest.mark.parametrize(
    ("day", "relation"),
    [("2024-03-04", Relation.UPDATE), ("2023-12-04", Relation.CONFLICT)],
    ids=["lately", "long ago"],
)
def test_nobody_counts_on_what_is_long_past(day: str, relation: Relation) -> None:
    """A toll of yesterday may have risen since; one of months ago is told otherwise, and that is a conflict."""
    words = "Bij de brand in de stal op 4 {} raakten {} knechten gewond"
    month = "maart" if day.startswith("2024-03") else "december"
    three = Said(words.format(month, "drie"), time=(f"4 {month}", day))
    four = Said(words.format(month, "vier"), time=(f"4 {month}", day))
    _, pairs = _claims([told("a", three, BESIDE[0]), told("b", four, BESIDE[1], published="2024-03-07")])
    assert [pair.relation for pair in pairs] == [relation]


def test_another_of_the_same_body_gives_a_later_day() -> None:
    """A body whose director names one day and whose spokeswoman names another a day later has put it off."""
    first = Said("De dijk bij Oudezijl gaat vrijdag open", ("de directeur",), time=("vrijdag", "2024-03-08"))
    later = Said("De dijk bij Oudezijl gaat zondag open", ("de woordvoerster",), time=("zondag", "2024-03-10"))
    told_ = [told("a", first, BESIDE[0]), told("b", later, BESIDE[1], published="2024-03-07")]
    for body, relation in (("waterschap", Relation.UPDATE), ("gemeente", Relation.CONFLICT)):
        sources = (
            Source("de directeur", "de directeur", SourceKind.PERSON, named=True, speaks_for="waterschap"),
            Source("de woordvoerster", "de woordvoerster", SourceKind.PERSON, named=True, speaks_for=body),
        )
        _, pairs = _claims(told_, sources=sources)
        assert [pair.relation for pair in pairs] == [relation]


def test_a_number_mended_elsewhere_is_no_conflict() -> None:
    """Where some report takes 40 back for 60, those that give 40 and 60 do not contradict one another."""
    words = "Bij de instorting van de tribune vielen {} gewonden"
    forty = told("a", Said(words.format("veertig"), ("de brandweer",)), published="2024-03-01")
    sixty = told("b", Said(words.format("zestig"), ("het ziekenhuis",)), published="2024-03-04")
    mended = told("c", "De politie stelt het aantal bij: zestig gewonden, niet veertig", published="2024-03-03")
    _, pairs = _claims([forty, sixty])
    assert {pair.relation for pair in pairs} == {Relation.CONFLICT}
    _, pairs = _claims([forty, sixty, mended])
    assert Relation.CONFLICT not in {pair.relation for pair in pairs}


def test_a_vaguer_time_is_refined_not_contradicted() -> None:
    """'In maart' and '4 maart' agree; the second is more precise."""
    one = told("a", Said("De dijk bij Oudezijl brak in maart door", time=("maart", "2024-03")), BESIDE[0])
    other = told("b", Said("De dijk bij Oudezijl brak op 4 maart door", time=("4 maart", "2024-03-04")), BESIDE[1])
    _, pairs = _claims([one, other])
    assert [pair.relation for pair in pairs] == [Relation.REFINEMENT]


def test_a_round_time_is_told_in_days_not_in_their_number() -> None:
    """'Drie jaar geleden' is round; what refines it is set beside the days that it can mean."""
    round_ = Said("De dijk bij Oudezijl brak drie jaar geleden door", time=("drie jaar geleden", "2021"))
    one = told("a", round_, BESIDE[0])
    other = told("b", Said("De dijk bij Oudezijl brak in maart 2021 door", time=("maart 2021", "2021-03")), BESIDE[1])
    _, pairs = _claims([one, other])
    assert [pair.why for pair in pairs] == ["2020-01-01 – 2023-01-01 → 2021-03"]


def test_things_dated_far_apart_are_two_claims() -> None:
    """Two meetings months apart are two, however alike they are told."""
    one = told("a", Said("De ministers spraken elkaar op 3 januari in Aken", time=("3 januari", "2024-01-03")))
    other = told("b", Said("De ministers spraken elkaar op 9 juni in Aken", time=("9 juni", "2024-06-09")))
    claims, pairs = _claims([one, other])
    assert not together(claims, "a-0", "b-0")
    assert pairs == []
