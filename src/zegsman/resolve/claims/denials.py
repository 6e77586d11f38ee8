"""Which statement a denial denies: by its words, or because it answers what stands before it in its report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.record.annotation import Certainty, Kind
from zegsman.resolve.claims.answers import answered_plainly
from zegsman.resolve.claims.judging import same_claim_odds
from zegsman.resolve.claims.rejections import EMPHATIC, POINTS_BACK, REJECTS, SAYS_OTHERWISE, UNREAL
from zegsman.resolve.claims.weights import load_logistic
from zegsman.resolve.grouping import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

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

_ASKING = function_words("whether", "if_for_whether", "question_words", "question_openers")
_ASKS = re.compile(rf"^\W*(?:{any_of(_ASKING)})\b", re.I)
_WE = function_words("first_person_subjects", "first_person_objects", "first_person_possessives")
_FIRST_PERSON = re.compile(rf"\b(?:{any_of(_WE)})\b", re.I)
_RELATIVE = re.compile(rf"^\W*(?:{any_of(function_words('relatives_behind_comma'))})\s")
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

    Nobody contradicts himself, or what he passes on, in one report; what is left open contradicts nothing.
    """
    return _may_deny(one) and _may_be_denied(other) and _speaks_against(one, other)


def _may_deny(one: Slots) -> bool:
    if one.refusal or one.certainty is Certainty.UNKNOWN or UNREAL.search(one.text):
        return False
    return one.denied or (bool(one.counters) and not _ASKS.match(one.text) and not _RELATIVE.match(one.text))


def _may_be_denied(other: Slots) -> bool:
    if other.denied or other.refusal or not other.has_verb or other.has_negator or other.certainty is Certainty.UNKNOWN:
        return False
    if _ASKS.match(other.text) or _RELATIVE.match(other.text):
        return False
    return len(other.text.split()) >= FEWEST_WORDS


def _speaks_against(one: Slots, other: Slots) -> bool:
    """Whether what may deny something may deny this, by the matter and by who speaks."""
    if one.turned & other.says:
        return False
    if not one.denied and (not one.counters & other.says or _is_of_others(one, other)):
        return False
    own_words = one.chain[-1:] == other.chain[-1:] or (bool(one.chain) and one.chain[-1] in other.chain)
    if one.report != other.report or not own_words:
        return True
    return _speaks_for_self(one) and bool(other.entities - other.places) and not _FIRST_PERSON.search(other.text)


def _is_of_others(one: Slots, other: Slots) -> bool:
    """Whether two statements that are opposites are about others: 'A stays open' is no word against 'B will close'."""
    return bool(one.entities and other.entities) and not one.entities & other.entities


def _speaks_for_self(one: Slots) -> bool:
    """Whether somebody denies in his own words what was said of him, whoever it is attributed to."""
    return one.kind is Kind.DIRECT and _FIRST_PERSON.search(one.text) is not None


@dataclass(frozen=True, slots=True)
class _Denial:
    """What is looked at of a denial, whatever it may deny."""

    answered: int | None
    points: bool
    emphatic: bool


def denial_features(story: Story, pairs: Sequence[Pair]) -> list[tuple[float, ...]]:
    """The values of `FEATURES` for each denial and what it may deny, by their numbers in `story.slots`."""
    if not pairs:
        return []
    known = {denial: _look_at(story, denial) for denial in dict.fromkeys(denial for denial, _ in pairs)}
    alike = same_claim_odds(story.likenesses([ordered(*pair) for pair in pairs])).tolist()
    return [
        (odds, *_features(story, denial, said, known[denial]))
        for (denial, said), odds in zip(pairs, alike, strict=True)
    ]


def _look_at(story: Story, denial: int) -> _Denial:
    one = story.slots[denial]
    points = POINTS_BACK.search(one.text) or REJECTS.search(one.text)
    points_back = bool(points) and len(one.terms) <= MOST_ANSWER_TERMS
    return _Denial(answered(story, denial), points_back, EMPHATIC.search(one.text) is not None)


def _features(story: Story, denial: int, said: int, looked: _Denial) -> tuple[float, ...]:
    """The values of all `FEATURES` but the first."""
    one, other = story.slots[denial], story.slots[said]
    shared = story.shared(denial, said)
    own = shared & one.terms.keys()
    same_report, gap = one.report == other.report, one.sentence - other.sentence
    before = same_report and said < denial and gap <= NEARBY_SENTENCES
    return (
        story.covered(denial, shared),
        min(MOST_WORDS, sum(one.terms.get(key, 1.0) ** 2 for key in own)),  # the concepts of one word make one
        max((story.rarity(key) for key in own), default=0.0),
        float(bool(one.triggers & shared)),
        float(before and gap <= 1),
        float(before and gap > 1),
        float(same_report and not before),
        float(_is_attributed(other)),
        float(before and looked.answered == said),
        float(looked.points and before and 0 < gap <= ANSWERED_SENTENCES),
        float(before and _said_otherwise(story, said, denial)),
        float(bool(one.chain) and one.chain[-1:] == other.chain[-1:]),
        float(other.kind is Kind.HEARSAY or other.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)),
        float(looked.emphatic),
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


def link_denials(story: Story, compared: Iterable[Pair]) -> dict[Pair, float]:
    """How likely each denial denies each statement that it may deny, 0 to 1, by (denial, said).

    Looked at are the pairs that were compared, and what stands before a denial in its report. A plain rejection
    denies what another said last.
    """
    logistic = load_logistic("denial", FEATURES)
    pairs = denial_pairs(story, compared)
    scores = {pair: logistic.score(row) for pair, row in zip(pairs, denial_features(story, pairs), strict=True)}
    for pair, score in answered_plainly(story).items():
        scores[pair] = max(score, scores.get(pair, 0.0))
    return scores


def denial_pairs(story: Story, compared: Iterable[Pair]) -> list[Pair]:
    """The pairs (denial, said) to look at, in order."""
    slots = story.slots
    denying, deniable = [_may_deny(one) for one in slots], [_may_be_denied(one) for one in slots]
    found = {
        (one, other)
        for i, j in compared
        for one, other in ((i, j), (j, i))
        if denying[one] and deniable[other] and _speaks_against(slots[one], slots[other])
    }
    for denial, one in enumerate(slots):
        for at in range(denial - 1, -1, -1) if denying[denial] else ():
            if slots[at].report != one.report or one.sentence - slots[at].sentence > NEARBY_SENTENCES:
                break
            if deniable[at] and _speaks_against(one, slots[at]):
                found.add((denial, at))
    return sorted(found)


def join_denials(links: Mapping[Pair, float]) -> list[Pair]:
    """Pairs of a denial and what it most likely denies, where that is likely enough.

    A denial is short and its other words are few, so that beside all statements of a claim it is unlike on
    average; what counts is the one that it answers.
    """
    best: dict[int, tuple[float, int]] = {}
    for (denial, said), score in links.items():
        if score >= ONE_CLAIM:
            best[denial] = max(best.get(denial, (0.0, 0)), (score, -said))
    return sorted((min(denial, -said), max(denial, -said)) for denial, (_, said) in best.items())


def denying(links: Mapping[Pair, float]) -> set[int]:
    """The statements that deny another, by a word that denies or by its opposite."""
    return {denial for (denial, _), score in links.items() if score >= DENIES}
