"""The line of weighing: origins, conflicts, grades, developments, links and loops of one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.story import WeighedStory
from zegsman.weigh.affair_days import AffairDays
from zegsman.weigh.casefile import Casefile
from zegsman.weigh.claim_times import find_claim_time
from zegsman.weigh.claims import weigh_claim
from zegsman.weigh.conflicts import claim_id_of, find_conflicts
from zegsman.weigh.developments import find_developments
from zegsman.weigh.inferred_times import infer_claim_time
from zegsman.weigh.links import find_links, find_loops

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.record.days import Days
    from zegsman.record.story import Claim, Conflict, Development, Resolution

COARSE_DAYS = 28
"""A time that is told as a month or wider may be told more precisely around a claim's other statements."""


def weigh_story(resolution: Resolution) -> WeighedStory:
    """Weighs every claim of a story.

    Pure: the same resolution gives the same story, whatever the order in which reports arrived.
    """
    casefile = Casefile(resolution)
    conflicts = find_conflicts(casefile)
    by_claim: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        for claim_id in conflict.claims:
            by_claim.setdefault(claim_id, []).append(conflict)
    groups = sorted(resolution.claims, key=lambda claim: min(casefile.order[s] for s in claim))
    developments = find_developments(casefile)
    following: dict[str, list[Development]] = {}
    for development in developments:
        following.setdefault(development.earlier, []).append(development)
    claims = _weigh_claims(casefile, groups, by_claim, following)
    return WeighedStory(
        resolution=resolution,
        claims=claims,
        conflicts=conflicts,
        developments=developments,
        loops=find_loops(casefile, resolution.claims),
        links=find_links(casefile, {claim.id: claim.statements for claim in claims}),
    )


def _weigh_claims(
    casefile: Casefile,
    groups: Sequence[Sequence[str]],
    conflicts: Mapping[str, Sequence[Conflict]],
    following: Mapping[str, Sequence[Development]],
) -> tuple[Claim, ...]:
    """The claims in the order given; the times that some give help to date the others.

    Args:
        casefile: The story.
        groups: The statements of each claim.
        conflicts: By claim.
        following: Developments by their earlier statement.
    """
    standing = [casefile.standing(casefile.in_order(group)) or casefile.in_order(group) for group in groups]
    own_conflicts = [conflicts.get(claim_id_of(group), ()) for group in groups]
    after = [[development for one in group for development in following.get(one, ())] for group in groups]
    told = [find_claim_time(casefile, *one) for one in zip(standing, own_conflicts, after, strict=True)]
    affair = AffairDays(casefile, {s: days for ids, days in zip(standing, told, strict=True) if days for s in ids})
    claims = []
    for i, group in enumerate(groups):
        time, is_inferred = _told_or_inferred(told[i], casefile, standing[i], affair)
        claim = weigh_claim(casefile, group, own_conflicts[i], after[i], time=time, time_inferred=is_inferred)
        claims.append(claim)
    return tuple(claims)


def _told_or_inferred(
    told: Days | None, casefile: Casefile, claim: Sequence[str], affair: AffairDays
) -> tuple[Days | None, bool]:
    """The time of a claim, and whether it is inferred: where none is told, or only a month that it lies in."""
    if told is not None and (told.n_days or 0) < COARSE_DAYS:
        return told, False
    inferred = infer_claim_time(casefile, claim, affair)
    if inferred is not None and (told is None or _lies_within(inferred, told)):
        return inferred, True
    return told, False


def _lies_within(finer: Days, coarse: Days) -> bool:
    """Whether days are some of those that are told, so that they only tell it more precisely."""
    n_days = finer.n_days or 0
    return 0 < n_days < (coarse.n_days or 0) and finer.shared_days(coarse) == n_days
