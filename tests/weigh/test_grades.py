"""Status and credibility follow the guide, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weigh.builders_of_stories import Said, StoryBuilder
from zegsman.record.annotation import Certainty, Kind, NameType, Polarity
from zegsman.record.entity import Entity, SourceKind
from zegsman.record.story import Claim, ConflictKind, Relation, StatementPair, Status
from zegsman.weigh.line import weigh_story

DENIED = Polarity.DENIED


def first_claim(story: StoryBuilder) -> Claim:
    """The first claim of a story, weighed."""
    return weigh_story(story.build()).claims[0]


def test_two_unrelated_origins_corroborate() -> None:
    """Two named origins that nothing ties together make a claim corroborated, credibility 1."""
    story = StoryBuilder().source("Bakker").source("De Wit").claim(Said("A", ("Bakker",)), Said("B", ("De Wit",)))
    claim = first_claim(story)
    assert (claim.status, claim.independent_origins, claim.credibility) == (Status.CORROBORATED, 2, 1)


def test_spokesperson_and_institution_are_one_origin() -> None:
    """A spokesperson and the institution spoken for count as one origin, credibility 2."""
    story = (
        StoryBuilder()
        .source("gemeente", SourceKind.ORGANISATION)
        .source("woordvoerder van de gemeente", speaks_for="gemeente")
        .claim(Said("A", ("woordvoerder van de gemeente",)), Said("B", ("gemeente",)))
    )
    claim = first_claim(story)
    assert (claim.status, claim.independent_origins, claim.credibility) == (Status.SINGLE_ORIGIN, 1, 2)
    assert claim.origins == ("woordvoerder van de gemeente", "gemeente")


def test_officials_of_one_government_are_one_origin() -> None:
    """Minister and unnamed officials of one government are one origin, by their affiliation."""
    story = (
        StoryBuilder()
        .source("minister Aalbers", affiliation="country:NL")
        .source("ambtenaren", SourceKind.GROUP, named=False, placed_to_know=False, affiliation="country:NL")
        .claim(Said("A", ("minister Aalbers",)), Said("B", ("ambtenaren",)))
    )
    claim = first_claim(story)
    assert (claim.independent_origins, claim.status) == (1, Status.SINGLE_ORIGIN)


def test_twelve_reports_on_one_newspaper_are_one_origin() -> None:
    """Twelve papers that quote unnamed officials through one newspaper rest on a single, unnamed origin."""
    story = StoryBuilder().source("Dagpost", SourceKind.OUTLET).source("functionarissen", SourceKind.GROUP)
    story.source("functionarissen", SourceKind.GROUP, named=False, placed_to_know=False)
    story.claim(*(Said(f"krant{i:02}", ("Dagpost", "functionarissen")) for i in range(12)))
    claim = first_claim(story)
    assert (claim.reports, claim.independent_origins, claim.credibility) == (12, 1, 3)


def test_medium_is_followed_into_its_own_report() -> None:
    """Where a cited medium's own report is in the case and names its source, the chain goes on to it."""
    story = StoryBuilder()
    story.source("outlet-B", SourceKind.OUTLET).source("memo", SourceKind.DOCUMENT)
    story.claim(Said("A", ("outlet-B",)), Said("B", ("memo",)))
    claim = first_claim(story)
    assert claim.origins == ("memo",)
    assert claim.independent_origins == 1


def test_medium_without_further_source_is_the_origin() -> None:
    """A medium that gives no further source is the origin, credibility 3."""
    story = StoryBuilder().source("Dagpost", SourceKind.OUTLET, placed_to_know=False).claim(Said("A", ("Dagpost",)))
    claim = first_claim(story)
    assert (claim.origins, claim.credibility) == (("Dagpost",), 3)


def test_denial_by_another_disputes() -> None:
    """One origin that affirms and one that denies make a claim disputed, credibility 4."""
    story = StoryBuilder().source("X").source("Y").claim(Said("A", ("X",)), Said("B", ("Y",), polarity=DENIED))
    claim = first_claim(story)
    assert (claim.status, claim.credibility, claim.origins) == (Status.DISPUTED, 4, ("X",))


def test_more_deny_than_affirm() -> None:
    """Two independent origins that deny against one that affirms give credibility 5."""
    story = StoryBuilder().source("X").source("Y").source("Z")
    story.claim(Said("A", ("X",)), Said("B", ("Y",), polarity=DENIED), Said("C", ("Z",), polarity=DENIED))
    claim = first_claim(story)
    assert (claim.status, claim.credibility) == (Status.DISPUTED, 5)


def test_rumour_that_is_only_denied() -> None:
    """A rumour that nobody named affirms and one origin denies is disputed, credibility 5, without origins."""
    story = StoryBuilder().source("Y")
    story.claim(Said("A", kind=Kind.HEARSAY, certainty=Certainty.POSSIBLE), Said("B", ("Y",), polarity=DENIED))
    claim = first_claim(story)
    assert (claim.status, claim.credibility, claim.origins) == (Status.DISPUTED, 5, ())


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (Said("A", kind=Kind.HEARSAY, certainty=Certainty.POSSIBLE), Status.HEARSAY),
        (Said("A"), Status.NARRATED),
    ],
    ids=["hearsay", "narrated"],
)
def test_without_origin(said: Said, status: Status) -> None:
    """Hearsay and a paper's own voice have no origin: credibility 6."""
    claim = first_claim(StoryBuilder().claim(said))
    assert (claim.status, claim.credibility, claim.independent_origins) == (status, 6, 0)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((Said("A"),), "alleen in de woorden van het bericht zelf"),
        ((Said("A"), Said("B")), "alleen in de woorden van de berichten zelf"),
        ((Said("A", polarity=DENIED),), "alleen in ontkennende vorm verteld"),
    ],
    ids=["one report", "two reports", "denied"],
)
def test_claim_of_reports_whose_outlet_is_unknown(said: tuple[Said, ...], why: str) -> None:
    """The reason speaks of the reports; only what is told in the negative is said to be."""
    resolution = StoryBuilder().claim(*said).build()
    [claim] = weigh_story(replace(resolution, outlets={})).claims
    assert claim.why.casefold().startswith(why)


def test_negative_claim_that_nobody_rebuts() -> None:
    """A claim told in the negative only, without a verb of denial, rests on who tells it."""
    claim = first_claim(StoryBuilder().source("Y").claim(Said("A", ("Y",), polarity=DENIED, cue="zegt")))
    assert (claim.status, claim.origins) == (Status.SINGLE_ORIGIN, ("Y",))


def test_denial_of_what_nobody_in_the_case_affirms() -> None:
    """An explicit denial of what no report affirms is disputed, without origins, credibility 5."""
    claim = first_claim(StoryBuilder().source("Y").claim(Said("A", ("Y",), polarity=DENIED, cue="ontkent")))
    assert (claim.status, claim.origins, claim.credibility) == (Status.DISPUTED, (), 5)


def test_who_takes_back_his_own_words_does_not_dispute() -> None:
    """An origin that denies what it affirmed itself corrects; the claim is not disputed."""
    story = StoryBuilder().source("X").claim(Said("A", ("X",)), Said("B", ("X",), polarity=DENIED))
    assert first_claim(story).status is Status.SINGLE_ORIGIN


@pytest.mark.parametrize(("report", "origins"), [("r2", ("Y",)), ("r3", ("Y", "X"))])
def test_who_denies_what_another_says_affirms_nothing_in_that_report(report: str, origins: tuple[str, ...]) -> None:
    """Who denies it flatly is no origin of it by what else he says there; by what another report has he is."""
    pair = StatementPair("s0-0", "s0-1", Relation.CONFLICT, "", ConflictKind.POLARITY)
    story = StoryBuilder(pairs=(pair,)).source("X").source("Y")
    story.claim(
        Said("r1", ("Y",)),
        Said("r2", ("X",), polarity=DENIED),
        Said(report, ("X",)),
    )
    claim = first_claim(story)
    assert (claim.status, claim.origins) == (Status.DISPUTED, origins)


def test_open_conflict_disputes_and_spelling_does_not() -> None:
    """A conflict of number disputes a claim; a misspelt name disputes nothing."""
    for kind, status in ((ConflictKind.NUMBER, Status.DISPUTED), (ConflictKind.NAME, Status.CORROBORATED)):
        pair = StatementPair("s0-0", "s0-1", Relation.CONFLICT, "12 / 9", kind)
        story = StoryBuilder(pairs=(pair,)).source("X").source("Y").claim(Said("A", ("X",)), Said("B", ("Y",)))
        claim = first_claim(story)
        assert (claim.status, claim.independent_origins) == (status, 2)


def test_government_that_speaks_of_others() -> None:
    """A government that speaks of what passes between two other countries is second hand: credibility 3."""
    entities = tuple(Entity(i, i, NameType.LOC, (i,), (), country=c) for i, c in (("P", "PE"), ("C", "CL")))
    story = StoryBuilder(entities=entities, participants={"s0-0": (("actor", "P"), ("recipient", "C"))})
    story.source("ministerie", SourceKind.GOVERNMENT, affiliation="country:NO").claim(Said("A", ("ministerie",)))
    assert first_claim(story).credibility == 3


def test_unnamed_go_between() -> None:
    """A named person known only through an unnamed go-between is credibility 3."""
    story = StoryBuilder().source("een collega", named=False).source("Smit")
    assert first_claim(story.claim(Said("A", ("een collega", "Smit")))).credibility == 3


def test_why_names_the_origins() -> None:
    """The reason names who carries the claim, in a sentence."""
    claim = first_claim(StoryBuilder().source("Bakker").claim(Said("A", ("Bakker",))))
    assert "Bakker" in claim.why
    assert claim.why.endswith(".")


def _passed_on(*, by: str, kind: str = "unnamed, staff") -> StoryBuilder:
    """One paper has it from two workers, another from workers in a paper, as `by` tells, or from people of a kind."""
    story = StoryBuilder().source("outlet-A", SourceKind.OUTLET)
    for name, why in (("twee medewerkers", "unnamed, staff"), ("arbeiders van de fabriek", kind)):
        story.source(name, SourceKind.GROUP, named=False, placed_to_know=False, why=why)
    chain = (by, "arbeiders van de fabriek") if by else ("arbeiders van de fabriek",)
    return story.claim(Said("A", ("twee medewerkers",)), Said("B", chain))


def test_workers_whom_a_paper_has_from_another_are_that_ones_workers() -> None:
    """Unnamed people of one kind count once where the other report has them from the paper; their own count twice."""
    assert first_claim(_passed_on(by="outlet-A")).independent_origins == 1
    assert first_claim(_passed_on(by="")).independent_origins == 2
    assert first_claim(_passed_on(by="outlet-A", kind="unnamed, official")).independent_origins == 2
