"""Judges whether two statements say the same: a score with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.resolve.claims.features import Likeness
    from zegsman.resolve.claims.slots import Slots

THRESHOLD = 0.35
"""Mean score from which two groups of statements are one claim: the lowest at which what joins a claim seldom
adds an origin that is not its own."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the slots in the log-odds that two statements say the same.

    Fitted by logistic regression (L2 penalty 3) on the pairs of gold evidence of all thirteen affairs that
    `docs/evaluation.md` scores, so that its figures on them are not of unseen ones. Each slot stays because without
    it the grouping of an affair left out of the fit gets worse; pairs of clauses of ECB+ and MEANTIME give the same
    signs but a worse grouping, since there a pair is the same event and here it must be the same statement about it.
    Rival numbers (40 or 60 wounded) have no weight: they are one claim with a conflict.
    """

    bias: float = -3.86
    meaning: float = 3.27
    meaning_across: float = 0.72
    """Added to `meaning` between two languages, where words seldom meet."""
    words: float = 4.0
    entities: float = 0.78
    numbers_agree: float = 1.57
    days_agree: float = 1.43
    days_differ: float = 0.37
    """More than nothing: who dates a thing differently does tell of it."""
    days_far: float = -0.78
    triggers: float = 1.31
    same_report: float = -0.61
    """A report seldom says a thing twice."""
    denial: float = 1.8
    """On the share of the shorter statement: a denial repeats what it denies and little else, and the vectors of
    the two are apart just because one denies."""


WEIGHTS = Weights()

NEAR_DAYS = 3
"""Days between two dates of what may well be one thing dated differently."""

FAR_APART = 45
"""Days between two dates beyond which they date two things, not one thing differently."""


def score_same_claim(one: Slots, other: Slots, likeness: Likeness) -> float:
    """How likely two statements say (or deny) the same, 0 to 1.

    Vectors and words propose; who, how many and when decide between near ones. Polarity does not count against a
    pair: a denial belongs to the claim that it denies.
    """
    w = WEIGHTS
    across = w.meaning_across * (one.language != other.language)
    odds = w.bias + (w.meaning + across) * likeness.meaning
    odds += w.words * likeness.words + w.entities * likeness.entities
    odds += w.numbers_agree * (likeness.numbers > 0) + w.days_agree * (likeness.days > 0)
    if likeness.days < 0:
        odds += w.days_differ if likeness.days_apart <= NEAR_DAYS else w.days_far
    odds += w.triggers * likeness.triggers + w.same_report * likeness.same_report
    if one.denied != other.denied:
        odds += w.denial * likeness.contained
    return 1.0 / (1.0 + math.exp(-odds))


def are_apart(one: Slots, other: Slots, likeness: Likeness) -> bool:
    """Whether two statements can never be one claim.

    A refusal to comment is a claim of its own; things dated far apart are two things.
    """
    if one.refusal != other.refusal:
        return True
    if likeness.days >= 0 or likeness.days_apart <= FAR_APART:
        return False
    return all((days.n_days or 999) <= 92 for days in (*one.days, *other.days))
