"""The line of weighing: origins, conflicts, grades, developments, links and loops of one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.story import WeighedStory
from zegsman.weigh.casefile import Casefile
from zegsman.weigh.claims import weigh_claim
from zegsman.weigh.conflicts import claim_id_of, find_conflicts
from zegsman.weigh.developments import find_developments
from zegsman.weigh.links import find_links, find_loops

if TYPE_CHECKING:
    from zegsman.record.story import Conflict, Development, Resolution


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
    claims = tuple(
        weigh_claim(
            casefile, group, by_claim.get(claim_id_of(group), []), [d for one in group for d in following.get(one, ())]
        )
        for group in groups
    )
    return WeighedStory(
        resolution=resolution,
        claims=claims,
        conflicts=conflicts,
        developments=developments,
        loops=find_loops(casefile, resolution.claims),
        links=find_links(casefile, {claim.id: claim.statements for claim in claims}),
    )
