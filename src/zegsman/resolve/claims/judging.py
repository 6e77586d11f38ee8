"""Judges whether two statements say the same: a score with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.resolve.claims.clashes import MONEY
from zegsman.resolve.claims.weights import load_logistic

if TYPE_CHECKING:
    from zegsman.resolve.claims.features import Likeness
    from zegsman.resolve.claims.slots import Slots

THRESHOLD = 0.36
"""Mean score from which two groups of statements are one claim.

On our own affairs, each judged by weights fitted without it, the mean of the scores is 0.724 at 0.25, 0.730 at 0.3,
0.738 at 0.36 and 0.739 at 0.4. What is joined wrongly costs more than what is left apart: from 0.25 to 0.36 status,
origins and time of claims gain three to five points, and the grouping of evidence loses one.
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

NEAR_DAYS = 3
"""Days between two dates of what may well be one thing dated differently."""

FAR_APART = 45
"""Days between two dates beyond which they date two things, not one thing differently."""

QUARTER, YEAR = 92, 366
"""Days that a date may span to be far from another: of a year one must be further away than it is long."""

OTHER_SIZE = 20
"""Times that a sum must be as large as another to be of another thing; rivals (1.4 or 1.9 million) are near."""


def same_claim_features(one: Slots, other: Slots, likeness: Likeness) -> tuple[float, ...]:
    """The values of `FEATURES` for a pair."""
    differs, near = likeness.days < 0, likeness.days_apart <= NEAR_DAYS
    return (
        likeness.meaning,
        likeness.meaning * (one.language != other.language),
        likeness.meaning_in_place,
        likeness.words,
        likeness.words_in_place,
        likeness.entities,
        float(likeness.numbers > 0),
        float(likeness.days > 0),
        float(differs and near),
        float(differs and not near),
        likeness.triggers,
        float(likeness.same_report),
        float(likeness.same_origin),
        float(likeness.same_time),
        likeness.contained * (one.denied != other.denied),
    )


def score_same_claim(one: Slots, other: Slots, likeness: Likeness) -> float:
    """How likely two statements say (or deny) the same, 0 to 1.

    Vectors and words propose; who, how many and when decide between near ones. Polarity does not count against a
    pair: a denial belongs to the claim that it denies.
    """
    return load_logistic("same_claim", FEATURES).score(same_claim_features(one, other, likeness))


def are_apart(one: Slots, other: Slots, likeness: Likeness) -> bool:
    """Whether two statements can never be one claim.

    A refusal to comment is a claim of its own, and each body refuses for itself; things dated far apart are two
    things, and so are sums of wholly other size.
    """
    if one.refusal != other.refusal:
        return True
    if one.refusal and one.speaking and other.speaking and not one.speaking & other.speaking:
        return True
    if _are_sums_of_other_size(one, other):
        return True
    if likeness.days >= 0 or likeness.days_apart <= FAR_APART:
        return False
    widest = max(days.n_days or 999 for days in (*one.days, *other.days))
    return widest <= QUARTER or (widest <= YEAR and likeness.days_apart > widest)


def _are_sums_of_other_size(one: Slots, other: Slots) -> bool:
    """Whether both name sums of one currency, none of which is near to any of the other's: a ticket and a railway."""
    pairs = [
        sorted((left.value, right.value))
        for left in one.quantities
        for right in other.quantities
        if left.dimension in MONEY and left.dimension == right.dimension and not left.negated and not right.negated
    ]
    return bool(pairs) and all(0 < OTHER_SIZE * smaller < larger for smaller, larger in pairs)
