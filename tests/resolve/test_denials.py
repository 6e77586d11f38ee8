"""Which statement a denial denies, and what is marked of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resolve.affairs import Said, told
from zegsman.record.annotation import Certainty, Polarity
from zegsman.record.spans import Span
from zegsman.record.story import ConflictKind, Relation
from zegsman.resolve.claims.denials import FEATURES, answered, can_deny, denial_features, link_denials
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.judging import are_apart
from zegsman.resolve.claims.slots import read_slots
from zegsman.resolve.line import resolve_story

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report


def _story(*told_: tuple[Report, Annotation]) -> Story:
    reports, annotations = [report for report, _ in told_], [annotation for _, annotation in told_]
    chains = {s.id: tuple(link.text for link in s.chain) for a in annotations for s in a.statements}
    return Story(read_slots(reports, annotations, (), chains))


def test_a_denial_answers_what_another_said_last() -> None:
    """What stands just before in the report, from another source, is what is answered."""
    story = _story(
        told(
            "a",
            Said("Het geld is in een casino beland", chain=("buren",)),
            "Tamme Rus staat aan de deur",
            Said("Ik heb nooit een kaart vastgehad", chain=("Tamme Rus",), denied=True),
        )
    )
    assert answered(story, 2) == 0
    named = dict(zip(FEATURES, denial_features(story, [(2, 0)])[0], strict=True))
    assert named["nearest_attributed"] == named["emphatic"] == named["told"] == 1.0


def test_nobody_denies_his_own_words() -> None:
    """A source that says two things in one report contradicts neither."""
    story = _story(
        told(
            "a",
            Said("De brug gaat vrijdag open", chain=("Tamme Rus",)),
            Said("De brug gaat niet maandag open", chain=("Tamme Rus",), denied=True),
        )
    )
    assert not can_deny(story.slots[1], story.slots[0])
    assert link_denials(story, [(0, 1)]) == {}


def test_nobody_denies_what_he_passes_on() -> None:
    """Who says in one report that nothing went there does not deny the figures that he tells of himself."""
    story = _story(
        told(
            "a",
            Said("Er is geen pomp naar Utland gegaan", chain=("Tamme Rus",), denied=True),
            Said("Er gingen vorig jaar veertig pompen naar Oostland", chain=("Tamme Rus", "cijfers")),
        )
    )
    assert not can_deny(story.slots[0], story.slots[1])


def test_an_opposite_about_another_denies_nothing() -> None:
    """That one site stays open is no word against the closing of another."""
    shuts = Said("De fabriek in Goes moest volgend jaar dicht", chain=("buren",))
    stays = Said("De fabriek in Veere blijft open", chain=("Tamme Rus",))
    said, against = _story(told("a", shuts), told("b", stays)).slots
    assert can_deny(against, said)
    goes, veere = frozenset({"goes"}), frozenset({"veere"})
    assert not can_deny(replace(against, entities=veere), replace(said, entities=goes))
    assert can_deny(replace(against, entities=goes), replace(said, entities=goes))


@pytest.mark.parametrize(
    ("language", "said", "words", "may"),
    [
        ("nl", "De brug blijft open", "Dan was de brug geen uur in gebruik geweest", False),
        ("nl", "De brug werd in mei geopend", "De brug had nooit in gebruik mogen komen", False),
        ("nl", "De brug werd in mei geopend", "De brug werd in mei niet geopend", True),
        ("en", "The bridge was opened in May", "The bridge should never have been opened", False),
        ("en", "The bridge was opened in May", "The bridge was never opened", True),
    ],
)
def test_what_ought_to_have_been_denies_nothing(language: str, said: str, words: str, may: bool) -> None:
    """Who says that it ought never to have happened does not say that it did not."""
    first, second = Said(said, chain=("de wethouder",)), Said(words, chain=("de inspectie",), denied=True)
    story = _story(told("a", first, second, language=language))
    assert can_deny(story.slots[1], story.slots[0]) is may


def test_an_opposite_denies_without_a_negation() -> None:
    """Who stays denies that he leaves; the statement is marked as a denial in the resolution."""
    leaves = Said("De directeur van de mouterij moest aftreden", chain=("buren",), certainty=Certainty.POSSIBLE)
    stays = Said("De directeur van de mouterij zal blijven", chain=("Tamme Rus",))
    reports = [told("a", leaves, "De buurt is in de war", stays)]
    resolution = resolve_story([report for report, _ in reports], [annotation for _, annotation in reports])
    polarity = {s.id: s.polarity for annotation in resolution.annotations for s in annotation.statements}
    assert polarity == {"a-0": Polarity.AFFIRMED, "a-1": Polarity.AFFIRMED, "a-2": Polarity.DENIED}
    assert [(p.relation, p.conflict) for p in resolution.pairs] == [(Relation.CONFLICT, ConflictKind.POLARITY)]


def test_what_a_clause_describes_is_no_part_of_the_denial_around_it() -> None:
    """'De brug, die in mei verzakte, was niet gekeurd' denies the check and not that the bridge sank."""
    story = _story(told("a", Said("De brug die in mei verzakte was niet gekeurd", denied=True), Said("Er is meer")))
    whole, part = story.slots
    story = Story([whole, replace(part, span=Span(whole.span.start + 8, whole.span.end - 17))])
    assert are_apart(story, [(0, 1)], story.likenesses([(0, 1)])).tolist() == [True]
