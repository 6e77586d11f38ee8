"""Judges whether two statements say the same: a score with its reason."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.resolve.claims.features import Likeness
    from zegsman.resolve.claims.slots import Slots

THRESHOLD = 0.33
"""Mean score from which two groups of statements are one claim."""

FAR_APART = 45
"""Days between two dates beyond which they date two things, not one thing differently."""


def score_same_claim(one: Slots, other: Slots, likeness: Likeness) -> float:
    """How likely two statements say (or deny) the same, 0 to 1.

    Vectors and words propose; who, how many and when decide between near ones. Polarity does not count: a denial
    belongs to the claim that it denies.
    """
    logit = -3.2 + 4.0 * likeness.meaning + 4.0 * likeness.words + 2.0 * likeness.entities
    logit += 0.8 * likeness.numbers + (0.8 if likeness.days > 0 else 0.0)
    logit -= 0.6 * likeness.no_entities
    if likeness.days < 0:
        logit -= 0.6 if likeness.days_apart <= 3 else 1.5
    if likeness.same_report:
        logit -= 0.5
    if likeness.same_sentence:
        logit -= 0.8
    if likeness.triggers:
        logit += 0.3
    return 1.0 / (1.0 + math.exp(-logit))


def are_apart(one: Slots, other: Slots, likeness: Likeness) -> bool:
    """Whether two statements can never be one claim.

    A refusal to comment is a claim of its own; things dated far apart are two things.
    """
    if one.refusal != other.refusal:
        return True
    if likeness.days >= 0 or likeness.days_apart <= FAR_APART:
        return False
    return all((days.n_days or 999) <= 92 for days in (*one.days, *other.days))
