"""How statements about one claim relate over time, where they do not conflict."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from zegsman.record.story import Development, Relation
from zegsman.weigh.casefile import is_affirmed, is_flat
from zegsman.weigh.wording import reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zegsman.weigh.casefile import Casefile

_TOLD = (Relation.REFINEMENT, Relation.UPDATE, Relation.HARDENED, Relation.SOFTENED)


def find_developments(casefile: Casefile) -> tuple[Development, ...]:
    """Every refinement, update, hardening and softening of the story, in the order of reading."""
    found = [
        _development(casefile, pair.relation, pair.left, pair.right, pair.why)
        for pair in casefile.resolution.pairs
        if pair.relation in _TOLD
    ]
    for claim in casefile.resolution.claims:
        found.extend(_changes_of_hedge(casefile, claim))
    told: dict[tuple[Relation, str, str], Development] = {}
    for development in found:
        told.setdefault((development.kind, development.earlier, development.later), development)
    order = casefile.order
    return tuple(sorted(told.values(), key=lambda d: (order[d.earlier], order[d.later], d.kind)))


def _development(casefile: Casefile, kind: Relation, left: str, right: str, why: str) -> Development:
    """Puts the two in the order of publication; of one report or day, in the order given."""
    first, second = _day(casefile, left), _day(casefile, right)
    earlier, later = (right, left) if first and second and second < first else (left, right)
    return Development(kind, earlier, later, why or reason(casefile, "development", kind))


def _day(casefile: Casefile, statement_id: str) -> date | None:
    return casefile.published(statement_id).start


def _changes_of_hedge(casefile: Casefile, claim: Sequence[str]) -> list[Development]:
    """A hedge lost or gained from one report to the next that tells the same, in order of publication.

    Only the first later report that differs is told; statements without a day of publication tell nothing.
    """
    dated = [
        (day, casefile.order[s], s) for s in claim if is_affirmed(casefile.statements[s]) and (day := _day(casefile, s))
    ]
    dated.sort()
    result = []
    for (_, _, earlier), (_, _, later) in itertools.pairwise(dated):
        left, right = casefile.statements[earlier], casefile.statements[later]
        if left.report == right.report or is_flat(left) == is_flat(right):
            continue
        kind = Relation.HARDENED if is_flat(right) else Relation.SOFTENED
        result.append(Development(kind, earlier, later, reason(casefile, "development", kind)))
    return result
