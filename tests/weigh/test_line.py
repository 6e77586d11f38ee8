"""Weighing as a whole: copies, order, links, loops, conflicts, times, developments."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from weigh.builders_of_stories import Said, StoryBuilder, days
from zegsman.record.annotation import Certainty, Kind, Polarity
from zegsman.record.days import Days
from zegsman.record.entity import SourceKind
from zegsman.record.story import ConflictKind, Copy, Relation, StatementPair
from zegsman.weigh.line import weigh_story

KINDS = st.sampled_from([Kind.INDIRECT, Kind.DIRECT, Kind.HEARSAY])
SAID = st.builds(
    Said,
    report=st.sampled_from("ABC"),
    chain=st.lists(st.sampled_from(["X", "Y", "Z", "outlet-A", "outlet-B"]), max_size=3, unique=True).map(tuple),
    kind=KINDS,
    polarity=st.sampled_from(Polarity),
)


def story_of(said: list[Said], copies: tuple[Copy, ...] = ()) -> StoryBuilder:
    """A story of one claim with sources X, Y and Z, of which Y speaks for X."""
    story = StoryBuilder(copies=copies).source("X").source("Y", speaks_for="X").source("Z")
    story.source("outlet-A", SourceKind.OUTLET).source("outlet-B", SourceKind.OUTLET)
    return story.claim(*said)


@given(st.lists(SAID, min_size=1, max_size=6))
def test_safe_count_is_never_the_higher(said: list[Said]) -> None:
    """The safe count of independent origins never passes the count at most, nor the number of origins."""
    claim = weigh_story(story_of(said).build()).claims[0]
    assert 0 <= claim.independent_origins <= claim.independent_at_most <= len(claim.origins)
    assert 1 <= claim.credibility <= 6


@given(st.lists(SAID, min_size=1, max_size=5))
def test_a_copy_changes_no_count(said: list[Said]) -> None:
    """Adding a copy of a report changes no count of origins, and no count of outlets."""
    again = [replace(one, report="D") for one in said if one.report == "A"]
    copy = Copy("D", "A", 1.0, (), whole=True)
    before = weigh_story(story_of(said).build()).claims[0]
    after = weigh_story(story_of(said + again, (copy,)).build()).claims[0]
    assert after.independent_origins == before.independent_origins
    assert after.outlets == before.outlets
    assert after.origins == before.origins


def test_order_of_statements_changes_nothing() -> None:
    """Counts, status and links do not depend on the order in which a claim's statements are listed."""
    said = [Said("A", ("X",)), Said("B", ("outlet-A",)), Said("C", ("Z",), polarity=Polarity.DENIED)]
    results = set()
    for order in permutations(range(3)):
        built = story_of(said).build()
        claim = weigh_story(replace(built, claims=(tuple(built.claims[0][i] for i in order),))).claims[0]
        results.add((claim.id, claim.origins, claim.independent_origins, claim.status, claim.why))
    assert len(results) == 1


def test_loop_is_found() -> None:
    """Two papers that have the same thing from one another are told as circular reporting."""
    story = story_of([Said("A", ("outlet-B",)), Said("B", ("outlet-A",))])
    assert weigh_story(story.build()).loops == (("outlet-A", "outlet-B"),)


def test_links_run_from_report_to_origin() -> None:
    """A chain gives one link from the report to the nearest voice and one to each next voice."""
    story = story_of([Said("C", ("outlet-A", "X"), kind=Kind.DIRECT)])
    links = {(link.origin, link.target, link.kind) for link in weigh_story(story.build()).links}
    assert {("C", "outlet-A", "cites"), ("outlet-A", "X", "quotes"), ("Y", "X", "speaks_for")} <= links


def test_time_is_the_most_precise_that_agrees() -> None:
    """A month and a day within it give the day; rivals in a conflict of time span both."""
    agreeing = [Said("A", ("X",), day=days("2024-04")), Said("B", ("Z",), day=days("2024-04-09"))]
    assert weigh_story(story_of(agreeing).build()).claims[0].time == days("2024-04-09")
    rivals = [Said("A", ("X",), day=days("2024-04-08")), Said("B", ("Z",), day=days("2024-04-09"))]
    story = story_of(rivals)
    story.pairs = (StatementPair("s0-0", "s0-1", Relation.CONFLICT, "8 / 9 april", ConflictKind.TIME),)
    assert weigh_story(story.build()).claims[0].time == Days(None, days("2024-04-08").start, days("2024-04-09").end)


def test_each_denier_is_a_conflict_of_its_own() -> None:
    """Two who deny the same claim give two conflicts of polarity, each with who affirms it."""
    denied = Polarity.DENIED
    story = StoryBuilder().source("X").source("Y").source("Z")
    story.claim(Said("A", ("X",)), Said("B", ("Y",), polarity=denied), Said("C", ("Z",), polarity=denied))
    story.pairs = tuple(
        StatementPair("s0-0", other, Relation.CONFLICT, "", ConflictKind.POLARITY) for other in ("s0-1", "s0-2")
    )
    conflicts = weigh_story(story.build()).conflicts
    assert [conflict.statements for conflict in conflicts] == [("s0-0", "s0-1"), ("s0-0", "s0-2")]
    assert all(conflict.why for conflict in conflicts)


def test_lost_hedge_is_told() -> None:
    """A later report that states flatly what an earlier one hedged is a hardening, in order of publication."""
    story = StoryBuilder(published={"A": "2024-03-07", "B": "2024-03-05"}).source("X")
    story.claim(Said("A", ("X",), id="later"), Said("B", ("X",), certainty=Certainty.POSSIBLE, id="earlier"))
    (development,) = weigh_story(story.build()).developments
    assert (development.kind, development.earlier, development.later) == (Relation.HARDENED, "earlier", "later")


def test_since_and_until_give_the_time_that_is_named() -> None:
    """'Since August' dates a claim to August, 'until 2027' to 2027; 'now' dates nothing."""
    cases = [("ON_OR_AFTER", "2023-08", days("2023-08")), ("ON_OR_BEFORE", "2027", days("2027"))]
    for mod, value, expected in [*cases, (None, "PRESENT_REF", None)]:
        built = story_of([Said("A", ("X",), day=days("2024-03-05"))]).build()
        (annotation,) = (a for a in built.annotations if a.times)
        time = replace(annotation.times[0], mod=mod, value=value)
        annotations = tuple(replace(a, times=(time,)) if a is annotation else a for a in built.annotations)
        assert weigh_story(replace(built, annotations=annotations)).claims[0].time == expected


def test_time_that_most_agree_with_beats_the_vaguest_and_the_odd_one() -> None:
    """A day within what most say is taken, not the month that all agree with, nor a day that one says alone."""
    told = ["2024-04", "2024-04-09", "2024-04-09", "2024-04-20"]
    said = [Said(report, ("X",), day=days(day)) for report, day in zip("ABCD", told, strict=True)]
    assert weigh_story(story_of(said).build()).claims[0].time == days("2024-04-09")


def test_what_lasts_agrees_with_a_day_in_it_and_gives_way_to_it() -> None:
    """'Closed since Friday' and 'found shut on Monday' tell of Monday; by itself the first tells of Friday."""
    since = days("2024-03-01")
    for others, expected in (((), since), ((Said("B", ("X",), day=days("2024-03-04")),), days("2024-03-04"))):
        built = story_of([Said("A", ("X",), day=since), *others]).build()
        lasting = replace(since, value=None, end=days("2024-03-05").end)
        annotations = tuple(
            replace(one, times=tuple(replace(t, mod="ON_OR_AFTER", days=lasting) for t in one.times))
            if one.report == "A"
            else one
            for one in built.annotations
        )
        assert weigh_story(replace(built, annotations=annotations)).claims[0].time == expected


def test_a_claim_is_shown_in_the_language_of_the_dossier() -> None:
    """Of two statements the one in the language of most reports is shown, unless it is too short to stand alone."""
    english = "The Ommer bridge was shut at noon by the council on Tuesday"
    for dutch in ("De brug van Ommen werd dinsdag om twaalf uur gesloten", "Zij ging dicht"):
        story = StoryBuilder().claim(Said("A", text=english), Said("B", text=dutch), Said("C", text="Er is niets"))
        resolution = story.build()
        reports = tuple(replace(r, language="en" if r.id == "A" else "nl") for r in resolution.reports)
        (claim,) = weigh_story(replace(resolution, reports=reports)).claims
        assert claim.text == (dutch if len(dutch) > len("Zij ging dicht") else english)
