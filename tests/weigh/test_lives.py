"""A claim's life from report to report, and what silent edits do to it."""

from __future__ import annotations

from dataclasses import replace

from weigh.builders_of_stories import Said, StoryBuilder
from zegsman.record.annotation import Certainty, Kind, Polarity
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.record.spans import Span
from zegsman.record.story import (
    Change,
    ConflictKind,
    Copy,
    Relation,
    Resolution,
    Revision,
    StatementPair,
    WeighedStory,
)
from zegsman.weigh.line import weigh_story

DAYS = {"A": "2024-03-05", "B": "2024-03-06", "C": "2024-03-07", "D": "2024-03-08"}


def _story(*said: Said, **facts: object) -> StoryBuilder:
    story = StoryBuilder(published=DAYS, **facts).source("X").source("Y").source("Z")  # type: ignore[arg-type]
    return story.claim(*said)


def _turns(story: WeighedStory, i: int = 0) -> list[tuple[str, str]]:
    return [(str(event.turn), event.report) for event in story.claims[i].life]


def test_life_in_order_of_time() -> None:
    """A claim is first seen, repeated, and denied, each in a report on its day; a second statement tells nothing."""
    said = [
        Said("C", ("Z",), polarity=Polarity.DENIED),
        Said("B", ("Y",)),
        Said("A", ("X",)),
        Said("A", ("X",)),
    ]
    story = weigh_story(_story(*said).build())
    assert _turns(story) == [("first seen", "A"), ("repeated", "B"), ("denied", "C")]
    assert [event.at for event in story.claims[0].life] == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert story.claims[0].life[0].why == "X, in A"


def test_a_claim_told_in_the_negative_is_repeated_and_not_denied() -> None:
    """'No decision has been taken', told by two, is said again; whoever 'denies' what nobody affirms still denies."""
    negative = [Said("A", ("X",), polarity=Polarity.DENIED), Said("B", ("Y",), polarity=Polarity.DENIED)]
    assert _turns(weigh_story(_story(*negative).build())) == [("first seen", "A"), ("repeated", "B")]
    rebuttals = [replace(one, cue="ontkent") for one in negative]
    assert _turns(weigh_story(_story(*rebuttals).build())) == [("first seen", "A"), ("denied", "B")]


def test_life_of_reports_without_a_day() -> None:
    """A report without a day tells its turn last: by the time that it was fetched, or at a time that is not known."""
    story = StoryBuilder(published={"A": "2024-03-05"}).source("X").source("Y").source("Z")
    resolution = story.claim(Said("B", ("Y",)), Said("C", ("Z",)), Said("A", ("X",))).build()
    fetched = {"B": "2024-03-09T08:00:00+00:00"}
    reports = tuple(
        replace(report, published=UNKNOWN_DAYS, received_at=fetched.get(report.id)) if report.id != "A" else report
        for report in resolution.reports
    )
    life = weigh_story(replace(resolution, reports=reports)).claims[0].life
    assert [(event.report, event.at) for event in life] == [("A", "2024-03-05"), ("B", fetched["B"]), ("C", None)]


def test_life_of_a_hedge() -> None:
    """A hedge that is lost hardens a claim, one that is gained softens it."""
    said = [
        Said("A", kind=Kind.HEARSAY),
        Said("B", ("X",)),
        Said("C", ("Y",), certainty=Certainty.POSSIBLE),
    ]
    assert _turns(weigh_story(_story(*said).build())) == [
        ("first seen", "A"), ("hardened", "B"), ("softened", "C"),
    ]  # fmt: skip


def test_life_refined_and_corrected_by_another_claim() -> None:
    """What makes a claim more precise or corrects it belongs to its life, also where that is a claim of its own."""
    pairs = (
        StatementPair("s0-0", "s0-1", Relation.REFINEMENT, "noemt de dag"),
        StatementPair("s0-0", "s1-0", Relation.UPDATE, "bijgesteld"),
    )
    story = _story(Said("A", ("X",)), Said("B", ("Y",)), pairs=pairs).claim(Said("C", ("X",)))
    weighed = weigh_story(story.build())
    assert _turns(weighed) == [("first seen", "A"), ("refined", "B"), ("corrected", "C")]
    assert _turns(weighed, 1) == [("first seen", "C")]
    assert weighed.claims[0].life[1].why == "noemt de dag"


def test_life_withdrawn_by_its_source() -> None:
    """A source that denies what it said before takes it back."""
    said = [Said("A", ("X",)), Said("B", ("X",), polarity=Polarity.DENIED)]
    assert _turns(weigh_story(_story(*said).build())) == [("first seen", "A"), ("withdrawn", "B")]


def test_life_of_a_copy() -> None:
    """A copy repeats the report that it copies."""
    copies = (Copy("B", "A", 1.0, (), whole=True),)
    story = weigh_story(_story(Said("A", ("X",)), Said("B", ("X",)), copies=copies).build())
    assert story.claims[0].life[1].why == "herhaalt A"


def _revised(resolution: Resolution, *changes: Change) -> Resolution:
    """The same with report A replaced by B, which was seen later."""
    reports = tuple(
        replace(report, replaced_by="B")
        if report.id == "A"
        else replace(report, received_at="2024-03-05T18:00:00+00:00", published=resolution.reports[0].published)
        if report.id == "B"
        else report
        for report in resolution.reports
    )
    revision = Revision("A", "B", changes, "2024-03-05T18:00:00+00:00")
    return replace(resolution, reports=reports, revisions=(revision,))


def test_silent_edit_withdraws_a_claim() -> None:
    """A claim that only the replaced version holds no longer stands; it is told as withdrawn, and as doubtful."""
    story = _story(Said("A", ("X",))).claim(Said("A", ("Y",)), Said("B", ("Y",)))
    gone, kept = weigh_story(_revised(story.build())).claims
    assert not gone.standing
    assert gone.credibility == 4
    assert [(event.turn, event.report, event.statement) for event in gone.life] == [
        ("first seen", "A", "s0-0"), ("withdrawn", "B", None),
    ]  # fmt: skip
    assert gone.life[1].at == "2024-03-05T18:00:00+00:00"
    assert kept.standing
    assert [(str(event.turn), event.report) for event in kept.life] == [("first seen", "A")]


def test_replaced_version_counts_for_nothing() -> None:
    """A claim that the new version and others hold is counted from what stands, and the old one conflicts no more."""
    pairs = (StatementPair("s0-0", "s1-0", Relation.CONFLICT, "drie of twee", ConflictKind.NUMBER),)
    story = _story(Said("A", ("X",)), Said("C", ("X",)), pairs=pairs).claim(Said("B", ("X",)), Said("D", ("Y",)))
    weighed = weigh_story(_revised(story.build()))
    assert weighed.conflicts == ()
    assert (weighed.claims[0].reports, weighed.claims[0].standing) == (1, True)
    assert weighed.claims[1].status == "corroborated"


def test_silent_edit_is_a_development() -> None:
    """A sentence that was rewritten: the new words replace the old, and correct the claim."""
    story = _story(Said("A", ("X",), text="Drie doden.")).claim(Said("B", ("X",), text="Twee doden."))
    built = story.build()
    spans = [annotation.statements[0].span for annotation in built.annotations[:2]]
    weighed = weigh_story(_revised(built, Change(spans[0], spans[1]), Change(None, Span(0, 1))))
    (told,) = weighed.developments
    assert (told.kind, told.earlier, told.later) == (Relation.UPDATE, "s0-0", "s1-0")
    assert _turns(weighed) == [("first seen", "A"), ("corrected", "B"), ("withdrawn", "B")]
