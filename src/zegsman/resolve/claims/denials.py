"""Which statement a denial denies: by its words, or because it answers what stands right before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.record.annotation import Certainty, Kind
from zegsman.resolve.claims.judging import score_same_claim

if TYPE_CHECKING:
    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots

TELLING_RARITY = 0.54
"""Rarity from which one word shared is enough: in a story of a hundred statements it stands in eight at most."""

MORE_THAN_ONE_WORD = 1.4
"""Squared weights of shared terms: 1 for a word, a little more for the parts of a compound."""

CLEAR_DENIAL, FULL_DENIAL = 0.4, 0.6
"""Share of a denial's weight that what it denies must hold: with its verb or two words among it, and with one."""

SAME_MATTER = 0.6
"""Score from which a denial that holds nothing else denies the other, however common its words."""

JOINING, JOINING_NEARBY = 0.4, 0.2
"""Score from which a denial goes with what it denies, and where that stands just before it in its report."""

NEARBY_SENTENCES, ANSWERED_SENTENCES = 4, 2
"""Sentences before a denial in which what it denies is looked for first, and those to which a pronoun points."""

MOST_ANSWER_TERMS = 5
"""Terms of a denial that only points back; one of more says itself what it denies."""

FEWEST_WORDS = 3
"""A statement of fewer words says too little to be denied."""

_POINTS_BACK = re.compile(
    r"\b(?:daarvan|zoiets|zulks|(?:of|about|to) (?:that|this|it)|nothing of the (?:kind|sort)|any such|no such)\b"
    r"|^\W*(?:dat|dit|that|this|it)(?:['’]s|\s+(?:is|was|klopte?|isn['’]t|wasn['’]t|did|didn['’]t|has|had|never|zijn|heb\w*))\b",
    re.I,
)
_REJECTS = re.compile(
    r"\b(?:ontken\w*|bestrijdt|bestreed|bestrijden|betwist\w*|weersprak\w*|weerspreek\w*) (?:dat|dit|het)\b(?! \w+ \w+)"
    r"|\b(?:spreekt|sprak|spreken|spraken) (?:dat|dit|het)(?: \w+)? tegen\b"
    r"|\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dispute[sd]?|contradict(?:s|ed)?)"
    r" (?:it|this|that|the (?:claim|report|story)s?)\b",
    re.I,
)
"""Says no more than that it is not so: its own words tell of nothing."""

_ASKS = re.compile(
    r"^\W*(?:of|wie|wat|hoe|waarom|waar|wanneer|welke?|hoeveel|als|indien|whether|who|what|how|why|where|when|which|if)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:ik|mij|me|mijn|wij|we|ons|onze|i|my|us|our)\b", re.I)
_RELATIVE = re.compile(r"^\W*(?:die|dat|which|who)\s")
"""Small letters: 'die er zijn waarschuwing op baseerde' only describes."""


def denies(story: Story, denial: int, said: int) -> bool:
    """Whether one statement denies what the other says, and not something beside it.

    Nobody contradicts himself in one report; what is left open contradicts nothing.
    """
    one, other = story.slots[denial], story.slots[said]
    if not _can_deny(one, other):
        return False
    if answered(story, denial) == said:
        return True
    if not one.terms or not other.terms or _REJECTS.search(one.text):
        return False
    covered, shared = story.covered(denial, said), story.shared(denial, said)
    if not shared & one.terms.keys():
        return False
    n_words = sum(one.terms.get(key, 1.0) ** 2 for key in shared)  # the concepts of one word make one
    if n_words > MORE_THAN_ONE_WORD or one.triggers & shared:
        return covered >= CLEAR_DENIAL
    if covered < FULL_DENIAL:
        return False
    if any(story.rarity(key) >= TELLING_RARITY for key in shared):
        return True
    return score_same_claim(one, other, story.likeness(min(denial, said), max(denial, said))) >= SAME_MATTER


def _can_deny(one: Slots, other: Slots) -> bool:
    if not one.denied or other.denied or not other.has_verb or other.has_negator or _ASKS.match(other.text):
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


def answered(story: Story, denial: int) -> int | None:
    """What a source said just before a short denial that points back to it ('Daarvan was niets te zien')."""
    one = story.slots[denial]
    if not one.denied or len(one.terms) > MOST_ANSWER_TERMS or one.days or one.quantities:
        return None
    if not _POINTS_BACK.search(one.text) and not _REJECTS.search(one.text):
        return None
    for at in range(denial - 1, -1, -1):
        other = story.slots[at]
        if other.report != one.report or one.sentence - other.sentence > ANSWERED_SENTENCES:
            return None
        if other.sentence < one.sentence and other.chain and other.terms and _can_deny(one, other):
            return at
    return None


def join_denials(story: Story, scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of a denial and what it denies, the likest one just before it and the likest one elsewhere.

    A denial is short and its other words are few, so that beside all statements of a claim it is unlike on
    average; what counts is the one that it answers.
    """
    best: dict[tuple[int, bool], tuple[float, int]] = {}
    for (i, j), score in scores.items():
        if story.slots[i].denied == story.slots[j].denied:
            continue
        denial, said = (i, j) if story.slots[i].denied else (j, i)
        one, other = story.slots[denial], story.slots[said]
        nearby = one.report == other.report and 0 <= one.sentence - other.sentence <= NEARBY_SENTENCES
        if score < (JOINING_NEARBY if nearby else JOINING) or not denies(story, denial, said):
            continue
        best[denial, nearby] = max(best.get((denial, nearby), (0.0, 0)), (score, -said))
    joined = {(denial, -negative) for (denial, _), (_, negative) in best.items()}
    matched = {denial for denial, _ in joined}
    for denial in range(len(story.slots)):
        if denial not in matched and (said_at := answered(story, denial)) is not None:
            joined.add((denial, said_at))
    return sorted((min(pair), max(pair)) for pair in joined)
