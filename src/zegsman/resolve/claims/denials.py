"""Which statement a denial denies: by its words, or because it answers what stands before it in its report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.record.annotation import Certainty, Kind
from zegsman.resolve.claims.judging import same_claim_odds
from zegsman.resolve.claims.rejections import EMPHATIC, POINTS_BACK, REJECTS, SAYS_OTHERWISE
from zegsman.resolve.claims.weights import load_logistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots

DENIES = 0.5
"""Score from which a denial is taken to deny the other: of those above it six in ten are right (docs/evaluation.md)."""

ONE_CLAIM = 0.6
"""Score from which a denial is evidence on the claim of what it denies, with all that is one claim with either."""

NEARBY_SENTENCES = 4
"""Sentences before a denial in which what it answers is looked for, whatever its words."""

ANSWERED_SENTENCES = 2
"""Sentences to which a pronoun points back."""

MOST_ANSWER_TERMS = 5
"""Terms of a denial that only points back; one of more says itself what it denies."""

MOST_WORDS = 3.0
FEWEST_WORDS = 3
"""A statement of fewer words says too little to be denied."""

_ASKS = re.compile(
    r"^\W*(?:of|wie|wat|hoe|waarom|waar|wanneer|welke?|hoeveel|als|indien|whether|who|what|how|why|where|when|which|if)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:ik|mij|me|mijn|wij|we|ons|onze|i|my|us|our)\b", re.I)
_RELATIVE = re.compile(r"^\W*(?:die|dat|which|who)\s")
"""Small letters: 'die er zijn waarschuwing op baseerde' only describes."""

FEATURES = (
    "same_claim",
    "covered",
    "words",
    "rarity",
    "same_event",
    "just_before",
    "before",
    "elsewhere_in_report",
    "attributed",
    "nearest_attributed",
    "points_back",
    "said_otherwise",
    "own_origin",
    "hedged",
    "emphatic",
    "quoted",
    "told",
    "opposite",
)
"""What is weighed of a denial and what it may deny; weights in `weights.toml`, fitted with those of `judging`."""


def can_deny(one: Slots, other: Slots) -> bool:
    """Whether one statement may deny what the other says.

    Nobody contradicts himself in one report; what is left open contradicts nothing.
    """
    if not one.denied and (not one.counters & other.says or _ASKS.match(one.text) or _RELATIVE.match(one.text)):
        return False
    if other.denied or not other.has_verb or other.has_negator or _ASKS.match(other.text):
        return False
    if _RELATIVE.match(other.text) or len(other.text.split()) < FEWEST_WORDS:
        return False
    if Certainty.UNKNOWN in (one.certainty, other.certainty) or one.refusal or other.refusal:
        return False
    if one.report != other.report or one.chain[-1:] != other.chain[-1:]:
        return True
    return _speaks_for_self(one) and bool(other.entities - other.places) and not _FIRST_PERSON.search(other.text)


def _speaks_for_self(one: Slots) -> bool:
    """Whether somebody denies in his own words what was said of him, whoever it is attributed to."""
    return one.kind is Kind.DIRECT and _FIRST_PERSON.search(one.text) is not None


def denial_features(story: Story, denial: int, said: int) -> tuple[float, ...]:
    """The values of `FEATURES` for a denial and what it may deny, by their numbers in `story.slots`."""
    one, other = story.slots[denial], story.slots[said]
    likeness = story.likeness(min(denial, said), max(denial, said))
    shared = story.shared(denial, said)
    own = shared & one.terms.keys()
    same_report, gap = one.report == other.report, one.sentence - other.sentence
    before = same_report and said < denial and gap <= NEARBY_SENTENCES
    points = POINTS_BACK.search(one.text) or REJECTS.search(one.text)
    return (
        same_claim_odds(likeness),
        story.covered(denial, said),
        min(MOST_WORDS, sum(one.terms.get(key, 1.0) ** 2 for key in own)),  # the concepts of one word make one
        max((story.rarity(key) for key in own), default=0.0),
        float(bool(one.triggers & shared)),
        float(before and gap <= 1),
        float(before and gap > 1),
        float(same_report and not before),
        float(_is_attributed(other)),
        float(before and answered(story, denial) == said),
        float(bool(points) and before and 0 < gap <= ANSWERED_SENTENCES and len(one.terms) <= MOST_ANSWER_TERMS),
        float(before and _said_otherwise(story, said, denial)),
        float(bool(one.chain) and one.chain[-1:] == other.chain[-1:]),
        float(other.kind is Kind.HEARSAY or other.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)),
        float(EMPHATIC.search(one.text) is not None),
        float(one.kind in (Kind.DIRECT, Kind.MIXED)),
        float(bool(one.chain)),
        float(bool(one.counters & other.says)),
    )


def _is_attributed(one: Slots) -> bool:
    return bool(one.chain) or one.kind is Kind.HEARSAY


def _said_otherwise(story: Story, said: int, denial: int) -> bool:
    """Whether between the two the report itself tells that somebody does not agree."""
    return any(SAYS_OTHERWISE.search(story.slots[k].text) for k in range(said + 1, denial + 1))


def answered(story: Story, denial: int) -> int | None:
    """What another source said last before a denial, within a few sentences of the same report; None for nothing."""
    one = story.slots[denial]
    for at in range(denial - 1, -1, -1):
        other = story.slots[at]
        if other.report != one.report or one.sentence - other.sentence > NEARBY_SENTENCES:
            return None
        if _is_attributed(other) and other.terms and other.chain[-1:] != one.chain[-1:] and can_deny(one, other):
            return at
    return None


def link_denials(story: Story, compared: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """How likely each denial denies each statement that it may deny, 0 to 1, by (denial, said).

    Looked at are the pairs that were compared, and what stands before a denial in its report.
    """
    logistic = load_logistic("denial", FEATURES)
    return {pair: logistic.score(denial_features(story, *pair)) for pair in denial_pairs(story, compared)}


def denial_pairs(story: Story, compared: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs (denial, said) to look at, in order."""
    slots = story.slots
    found: set[tuple[int, int]] = set()
    for i, j in compared:
        found.update(pair for pair in ((i, j), (j, i)) if can_deny(slots[pair[0]], slots[pair[1]]))
    for denial, one in enumerate(slots):
        for at in range(denial - 1, -1, -1):
            if slots[at].report != one.report or one.sentence - slots[at].sentence > NEARBY_SENTENCES:
                break
            if can_deny(one, slots[at]):
                found.add((denial, at))
    return sorted(found)


def join_denials(links: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of a denial and what it most likely denies, where that is likely enough.

    A denial is short and its other words are few, so that beside all statements of a claim it is unlike on
    average; what counts is the one that it answers.
    """
    best: dict[int, tuple[float, int]] = {}
    for (denial, said), score in links.items():
        if score >= ONE_CLAIM:
            best[denial] = max(best.get(denial, (0.0, 0)), (score, -said))
    return sorted((min(denial, -said), max(denial, -said)) for denial, (_, said) in best.items())


def denying(links: Mapping[tuple[int, int], float]) -> set[int]:
    """The statements that deny another, by a word that denies or by its opposite."""
    return {denial for (denial, _), score in links.items() if score >= DENIES}
