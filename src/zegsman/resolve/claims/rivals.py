"""Which statements give rival values for one matter though few of their words meet: two papers, two harbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.story import ConflictKind
from zegsman.resolve.claims.clashes import Clash, find_clash
from zegsman.resolve.claims.judging import same_claim_odds
from zegsman.resolve.claims.weights import load_logistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zegsman.record.entity import Entity
    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

RIVALS = 0.4
"""Score from which two statements with rival values are about one matter, and contradict one another."""

OF_ANYTHING = frozenset({"age", "duration"})
"""Dimensions in which every person and every happening has a value: two that differ tell nothing by themselves."""

ONE_CLAIM = 0.6
"""Score from which they make one claim, with all that either is one claim with."""

FEATURES = (
    "same_claim",
    "number",
    "time",
    "place",
    "participant",
    "nearness",
    "words_in_place",
    "same_report",
    "entities",
)
"""What is weighed of two statements that cannot both be so, if they are about one matter: `same_claim` is the log-odds
of that judgement with the clash put aside, `nearness` the ratio of two rival numbers, 0 to 1. The weights are in
`weights.toml`, fitted with those of `judging`."""


def may_be_rivals(one: Slots, other: Slots) -> bool:
    """Whether two statements may give rival values: not one source in one report, nor what is denied or left open."""
    if one.refusal or other.refusal or one.denied or other.denied:
        return False
    return one.report != other.report or (one.sentence != other.sentence and one.chain[-1:] != other.chain[-1:])


def rival_features(story: Story, i: int, j: int, clash: Clash) -> tuple[float, ...]:
    """The values of `FEATURES` for two statements and their clash."""
    likeness = story.likeness(i, j)
    aside = likeness.put_aside()
    return (
        same_claim_odds(aside),
        float(clash.kind is ConflictKind.NUMBER),
        float(clash.kind is ConflictKind.TIME),
        float(clash.kind is ConflictKind.PLACE),
        float(clash.kind is ConflictKind.PARTICIPANT),
        clash.nearness,
        likeness.words_in_place,
        likeness.same_report,
        likeness.entities,
    )


def find_rivals(story: Story, compared: Iterable[Pair], entities: Mapping[str, Entity]) -> list[tuple[Pair, Clash]]:
    """The pairs that were compared and may be rivals, each with what they clash on."""
    slots = story.slots
    found = []
    for i, j in compared:
        if may_be_rivals(slots[i], slots[j]):
            clash = find_clash(slots[i], slots[j], entities)
            if clash is not None and clash.kind is ConflictKind.TIME and _goes_on(slots[i], slots[j]):
                continue
            if clash is not None and not (clash.kind is ConflictKind.NUMBER and clash.dimension in OF_ANYTHING):
                found.append(((i, j), clash))
    return found


def _goes_on(one: Slots, other: Slots) -> bool:
    """Whether a report tells one of two itself right beside the other: 'Found in March. Told only in May, X says'."""
    beside = one.report == other.report and one.paragraph == other.paragraph and abs(one.sentence - other.sentence) <= 1
    return beside and not (one.chain and other.chain)


def link_rivals(story: Story, compared: Iterable[Pair], entities: Mapping[str, Entity]) -> dict[Pair, float]:
    """How likely two statements that clash are about one matter, 0 to 1."""
    logistic = load_logistic("rival", FEATURES)
    return {
        pair: logistic.score(rival_features(story, *pair, clash))
        for pair, clash in find_rivals(story, compared, entities)
    }


def join_rivals(links: Mapping[Pair, float]) -> list[Pair]:
    """The pairs of rivals that make one claim: for each statement the likeliest other."""
    best: dict[int, tuple[float, Pair]] = {}
    for pair, score in links.items():
        if score >= ONE_CLAIM:
            for i in pair:
                best[i] = max(best.get(i, (0.0, pair)), (score, pair))
    return sorted({pair for _, pair in best.values()})
