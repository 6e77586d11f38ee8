"""A claim without a time of its own takes that of what was told before, told as inferred; or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weigh.builders_of_stories import Said, StoryBuilder, days
from zegsman.record.annotation import Attribution, Certainty, Kind, Polarity, TimeExpression, TimeStatus
from zegsman.record.days import UNKNOWN_DAYS, Days
from zegsman.record.spans import Span
from zegsman.record.story import Claim, Relation, StatementPair
from zegsman.weigh.line import weigh_story

MARCH_4 = days("2024-03-04")


def last_claim(*said: Said, published: str = "2024-03-05") -> Claim:
    """The last claim of a story whose claims have one statement each; each statement is a paragraph."""
    story = StoryBuilder(published={"A": published})
    for one in said:
        story.claim(one)
    return weigh_story(story.build()).claims[-1]


CASES = [
    ("happening named again", "In Delft was een brand.", MARCH_4, "Het dak bezweek bij de brand.", {}, MARCH_4),
    ("this happening, in other words", "Zij spraken elkaar.", days("2024-02"), "Tijdens dat bezoek viel het besluit.",
     {}, days("2024-02")),
    ("a meeting just told of by another word", "Zij gaat in mei bij hem op visite.", days("2024-05"),
     "De kern van het onderonsje is gas.", {"time_status": TimeStatus.PRESENT}, days("2024-05")),
    ("a fire is no meeting", "Zij gaat in mei bij hem op visite.", days("2024-05"), "De kern van de brand is gas.",
     {"time_status": TimeStatus.PRESENT}, None),
    ("spot news goes on", "Er was een ontploffing.", MARCH_4, "Het dak werd weggeblazen.", {"is_event": True}, MARCH_4),
    ("a state of then", "Er was een ontploffing.", MARCH_4, "Het dak was groen.", {}, MARCH_4),
    ("a state beside no mishap", "De raad koos haar.", MARCH_4, "Het dak was groen.", {}, None),
    ("told back in time", "Er was een ontploffing.", MARCH_4, "Eerder viel er een boete.", {"is_event": True}, None),
    ("present state", "Er was een brand.", MARCH_4, "Er werken 80 mensen.",
     {"is_event": True, "time_status": TimeStatus.PRESENT}, None),
    ("refusal", "Er was een brand.", MARCH_4, "Hij wilde over de brand niets zeggen.",
     {"certainty": Certainty.UNKNOWN}, None),
    ("only denied", "Er was een brand.", MARCH_4, "Er viel bij de brand niemand.", {"polarity": Polarity.DENIED},
     MARCH_4),
    ("told as past before", "Er is vergaderd.", days("2024-03-09"), "Het dak bezweek.", {"is_event": True}, None),
    ("old lead opens background", "Er was een ontploffing.", days("2023-06-01"), "Het dak werd weggeblazen.",
     {"is_event": True}, None),
    ("a year says too little", "Er was een brand.", days("2023"), "Het dak bezweek bij de brand.", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "day", "second", "facts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_time_taken_from_before(
    why: str, first: str, day: Days, second: str, facts: dict[str, object], expected: Days | None
) -> None:
    """The second claim has the expected time, and says that it is inferred."""
    claim = last_claim(Said("A", day=day, text=first), Said("A", text=second, **facts))  # type: ignore[arg-type]
    assert claim.time == expected, why
    assert claim.time_inferred is (expected is not None)


def test_own_time_is_never_inferred() -> None:
    """A claim that gives its own time keeps it."""
    claim = last_claim(Said("A", day=MARCH_4), Said("A", day=days("2024-03-01"), text="Na de brand."))
    assert claim.time == days("2024-03-01")
    assert not claim.time_inferred


def test_relative_clause_dates_the_happening_before_it() -> None:
    """'He attends the summit, which is held on 9 April' is dated by the clause about the summit."""
    story = StoryBuilder().claim(Said("A", text="Hij gaat naar de top", time_status=TimeStatus.FUTURE))
    story.claim(Said("A", day=days("2024-04-09"), text="die op 9 april begint.", time_status=TimeStatus.FUTURE))
    built = story.build()
    (annotation,) = built.annotations
    first, second = annotation.statements
    near = replace(second, span=Span(first.span.end + 2, first.span.end + 2 + len(second.span)))
    text = f"{built.reports[0].text[: first.span.end]}, die op 9 april begint.\n\n"
    report = replace(built.reports[0], text=text, blocks=())
    moved = replace(built, reports=(report,), annotations=(replace(annotation, statements=(first, near)),))
    claim = weigh_story(moved).claims[0]
    assert (claim.time, claim.time_inferred) == (days("2024-04-09"), True)


def story_of(*claims: tuple[Said, ...], **published: str) -> list[Claim]:
    """The claims of a story, weighed; each statement is a paragraph of its report."""
    story = StoryBuilder(published=published)
    for claim in claims:
        story.claim(*claim)
    return list(weigh_story(story.build()).claims)


def test_later_reports_tell_of_the_day_of_the_mishap() -> None:
    """What a report of the week after tells of a mishap, dated by another report alone, happened on its day."""
    claims = story_of(
        (Said("A", day=MARCH_4, text="Er was een aanvaring."), Said("B", text="Twee schepen raakten elkaar.")),
        (Said("B", text="Een visser haalde elf mensen uit zee.", is_event=True),),
        (Said("C", text="Een visser haalde elf mensen uit zee.", is_event=True),),
        A="2024-03-05",
        B="2024-03-08",
        C="2024-03-08",
    )
    assert [claim.time for claim in claims] == [MARCH_4, MARCH_4, None]


def test_happening_that_its_report_does_not_date_takes_the_day_of_the_affair() -> None:
    """'Before the collision' in a report without any date is dated by the reports that opened with the collision."""
    claims = story_of(
        (Said("A", day=MARCH_4, text="Er was een aanvaring."),),
        (Said("B", text="Vlak voor de aanvaring verlegde het schip zijn koers."),),
        A="2024-03-05",
        B="2024-06-01",
    )
    assert (claims[1].time, claims[1].time_inferred) == (MARCH_4, True)


def test_day_of_saying_dates_nothing_else() -> None:
    """A lead that holds the words of saying tells when it was said, not when other things happened."""
    story = StoryBuilder().claim(Said("A", day=MARCH_4, text="zei de aanklager maandag."))
    built = story.claim(Said("A", text="Er is geld betaald.", is_event=True)).build()
    (annotation,) = built.annotations
    cue = Span(annotation.statements[0].span.start, annotation.statements[0].span.start + len("zei"))
    attribution = Attribution((), (cue,), (annotation.statements[1].span,), Kind.INDIRECT)
    moved = replace(built, annotations=(replace(annotation, attributions=(attribution,)),))
    assert weigh_story(moved).claims[1].time is None


def dated_by(text: str, *, value: str, anaphoric: bool = False, is_event: bool = True, **facts: object) -> Days | None:
    """The time of a statement of 5 March that an expression without a day is said to date, behind a dated mishap."""
    story = StoryBuilder().claim(Said("A", day=MARCH_4, text="Er was een aanvaring."))
    built = story.claim(Said("A", text=text, is_event=is_event, **facts)).build()  # type: ignore[arg-type]
    (annotation,) = built.annotations
    first, second = annotation.statements
    span = Span(second.span.start, second.span.start + len(text.split(maxsplit=1)[0]))
    time = TimeExpression(span, "DATE", value, UNKNOWN_DAYS, None, anaphoric)
    moved = replace(annotation, times=(*annotation.times, time), statements=(first, replace(second, times=(1,))))
    return weigh_story(replace(built, annotations=(moved,))).claims[1].time


def test_now_is_the_day_of_publication() -> None:
    """What is told to happen now happens on the day that its report appeared; a state of now has no day."""
    facts = {"value": "PRESENT_REF", "time_status": TimeStatus.PRESENT}
    assert dated_by("Nu biedt de politie geld.", **facts) == days("2024-03-05")  # type: ignore[arg-type]
    assert dated_by("Nu werken er tien.", is_event=False, **facts) is None  # type: ignore[arg-type]


def test_that_night_without_a_night_before_it_is_that_of_the_affair() -> None:
    """'That night' in a report that told of no day is the night of the mishap with which the affair began."""
    assert dated_by("Toen was hij thuis.", value="XXXX-XX-XXTNI", anaphoric=True) == MARCH_4
    assert dated_by("Ooit was hij thuis.", value="XXXX-XX-XXTNI") is None


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Het bestuur heeft de brug gesloten.", "aux", Days(None, MARCH_4.start, days("2024-03-05").end)),
        ("Het bestuur heeft de brug gesloten.", "root", None),
        ("Dieven hebben de lijst stelen.", "aux", None),
    ],
)
def test_deed_that_a_report_opens_with_is_news(text: str, relation: str, expected: Days | None) -> None:
    """A deed told in the perfect happened on the day of its report or the day before; a mishap may be older."""
    built = StoryBuilder().claim(Said("A", text=text, is_event=True)).build()
    (annotation,) = built.annotations
    tokens = tuple(replace(t, deprel=relation) if t.text in {"heeft", "hebben"} else t for t in annotation.tokens)
    moved = replace(built, annotations=(replace(annotation, tokens=tokens),))
    assert weigh_story(moved).claims[0].time == expected


def test_what_takes_effect_at_once_is_of_the_day_of_its_report() -> None:
    """'Per direct' dates a measure, wherever it stands."""
    story = StoryBuilder().claim(Said("A", text="De raad is boos.", time_status=TimeStatus.PRESENT))
    claims = weigh_story(story.claim(Said("A", text="De brug is per direct gesloten.")).build()).claims
    assert [claim.time for claim in claims] == [None, days("2024-03-05")]


def test_length_takes_the_range_that_is_as_long() -> None:
    """'In eight years' is dated by 'from 2011 to 2019' elsewhere in the report."""
    years = Days(None, days("2011").start, days("2019").end)
    story = StoryBuilder().claim(Said("A", text="Hij haalde in acht jaar geld weg."))
    story.claim(Said("A", day=years, text="Dat was van 2011 tot 2019."))
    built = story.build()
    (annotation,) = built.annotations
    first, second = annotation.statements
    span = TimeExpression(first.span, "DURATION", "P8Y", UNKNOWN_DAYS)
    whole = replace(annotation.times[0], value="2011/2019")
    moved = replace(
        annotation,
        times=(span, whole),
        statements=(replace(first, times=(0,)), replace(second, times=(1,))),
    )
    claim = weigh_story(replace(built, annotations=(moved,))).claims[0]
    assert (claim.time, claim.time_inferred) == (years, True)


def test_update_replaces_the_time_before_it() -> None:
    """A source that corrects its day is taken at its last word."""
    story = StoryBuilder(published={"A": "2024-03-05", "B": "2024-03-09"})
    story.claim(Said("A", day=MARCH_4, id="old"), Said("B", day=days("2024-02-29"), id="new"))
    story.pairs = (StatementPair("old", "new", Relation.UPDATE, "corrects"),)
    assert weigh_story(story.build()).claims[0].time == days("2024-02-29")


def test_a_coarse_time_is_told_more_precisely_around_another_statement() -> None:
    """'In March' and a report that tells it as part of the day of the fire: that day, told as inferred."""
    claims = story_of(
        (Said("A", day=MARCH_4, text="Er was een brand."),),
        (
            Said("A", text="Bij de brand vielen gewonden."),
            Said("B", day=days("2024-03"), text="In maart vielen gewonden."),
        ),
    )
    assert (claims[1].time, claims[1].time_inferred) == (MARCH_4, True)


def test_a_coarse_time_is_kept_where_what_stands_around_lies_outside_it() -> None:
    """A day of another month does not tell more precisely when in February it was."""
    claims = story_of(
        (Said("A", day=MARCH_4, text="Er was een brand."),),
        (
            Said("A", text="Bij de brand vielen gewonden."),
            Said("B", day=days("2024-02"), text="In februari vielen gewonden."),
        ),
    )
    assert (claims[1].time, claims[1].time_inferred) == (days("2024-02"), False)
