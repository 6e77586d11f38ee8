"""Judges whether two statements say the same: a score with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zegsman.resolve.claims.clashes import MONEY
from zegsman.resolve.claims.weights import Number, load_logistic, probability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zegsman.resolve.claims.features import Likeness, Story
    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

THRESHOLD = 0.4
"""Mean score (`context`) from which two groups of statements are one claim.

What is joined wrongly costs more than what is left apart: on our own affairs status, origins and time of claims gain
three to five points from 0.25 to 0.36, and the grouping of evidence loses one; from 0.36 to 0.4 the latter stays.
"""

FEATURES = (
    "meaning",
    "meaning_across",
    "meaning_in_place",
    "words",
    "words_in_place",
    "entities",
    "numbers_agree",
    "days_agree",
    "days_differ",
    "days_far",
    "triggers",
    "same_report",
    "same_origin",
    "same_time",
    "denial",
)
"""What is weighed of a pair. `meaning_across` is `meaning` once more between two languages, where words seldom meet;
`denial` the share of the shorter one between a denial and an affirmation, whose vectors are apart just because one
denies. Rival numbers (40 or 60 wounded) have no weight: they are one claim with a conflict.

The weights are in `weights.toml`, fitted by `python -m zegsman_lab.claims fit` on affairs of our own.
"""

FAR_APART = 45
"""Days between two dates beyond which they date two things, not one thing differently."""

QUARTER, YEAR = 92, 366
"""Days that a date may span to be far from another: of a year one must be further away than it is long."""

OTHER_SIZE = 20
"""Times that a sum must be as large as another to be of another thing; rivals (1.4 or 1.9 million) are near."""


def same_claim_features(likeness: Likeness[Number]) -> tuple[Number, ...]:
    """The values of `FEATURES` for a pair, or for many as columns."""
    return (
        likeness.meaning,
        likeness.meaning * likeness.other_language,
        likeness.meaning_in_place,
        likeness.words,
        likeness.words_in_place,
        likeness.entities,
        likeness.numbers_agree,
        likeness.days_agree,
        likeness.days_differ,
        likeness.days_far,
        likeness.triggers,
        likeness.same_report,
        likeness.same_origin,
        likeness.same_time,
        likeness.contained * likeness.denial_apart,
    )


def same_claim_odds(likeness: Likeness[Number]) -> Number:
    """The log-odds that two statements say (or deny) the same.

    Vectors and words propose; who, how many and when decide between near ones. Polarity does not count against a
    pair: a denial belongs to the claim that it denies.
    """
    return load_logistic("same_claim", FEATURES).odds(same_claim_features(likeness))


def score_same_claim(likeness: Likeness[Number]) -> Number:
    """How likely two statements say (or deny) the same, 0 to 1."""
    return probability(same_claim_odds(likeness))


def are_apart(story: Story, pairs: Sequence[Pair], likeness: Likeness[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """bool[pairs]: whether the two statements of a pair can never be one claim.

    A refusal to comment is a claim of its own, and each body refuses for itself; things dated far apart are two
    things, and so are sums of wholly other size, two steps of one course (arrested, released), and what a clause
    describes within one that is denied.
    """
    slots = story.slots
    return np.array(
        [
            _refuse_apart(slots[i], slots[j])
            or _describes_in_a_denial(slots[i], slots[j])
            or _are_sums_of_other_size(slots[i], slots[j])
            or _are_two_steps(slots[i], slots[j])
            or (is_far and _are_narrow(slots[i], slots[j], days_apart))
            for (i, j), is_far, days_apart in zip(
                pairs, likeness.days_apart > FAR_APART, likeness.days_apart, strict=True
            )
        ],
        bool,
    )


def _are_two_steps(one: Slots, other: Slots) -> bool:
    """Whether both are told as so, and one is the step that follows on the other: closed, reopened."""
    if one.denied or other.denied:
        return False
    return not one.begins_course.isdisjoint(other.goes_on) or not other.begins_course.isdisjoint(one.goes_on)


def _describes_in_a_denial(one: Slots, other: Slots) -> bool:
    """Whether one only describes within the other, and one of them is denied: 'the stand that fell was not sound'."""
    if one.report != other.report or one.denied == other.denied:
        return False
    return one.span.contains(other.span) or other.span.contains(one.span)


def _refuse_apart(one: Slots, other: Slots) -> bool:
    """Whether one refuses to comment and the other does not, or both do, each for another body."""
    if one.refusal != other.refusal:
        return True
    return one.refusal and bool(one.speaking and other.speaking) and not one.speaking & other.speaking


def _are_narrow(one: Slots, other: Slots, days_apart: float) -> bool:
    """Whether the days of both are so narrow that days so far apart are those of two things."""
    widest = max(days.n_days or 999 for days in (*one.days, *other.days))
    return widest <= QUARTER or (widest <= YEAR and days_apart > widest)


def _are_sums_of_other_size(one: Slots, other: Slots) -> bool:
    """Whether both name sums of one currency, none of which is near to any of the other's: a ticket and a railway."""
    if not one.quantities or not other.quantities:
        return False
    pairs = [
        sorted((left.value, right.value))
        for left in one.quantities
        for right in other.quantities
        if left.dimension in MONEY and left.dimension == right.dimension and not left.negated and not right.negated
    ]
    return bool(pairs) and all(0 < OTHER_SIZE * smaller < larger for smaller, larger in pairs)
