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

    from zegsman.record.annotation import Statement
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
    found.extend(_silent_edits(casefile))
    told: dict[tuple[Relation, str, str], Development] = {}
    for development in found:
        told.setdefault((development.kind, development.earlier, development.later), development)
    order = casefile.order
    return tuple(sorted(told.values(), key=lambda d: (order[d.earlier], order[d.later], d.kind)))


def _silent_edits(casefile: Casefile) -> list[Development]:
    """What an outlet changed in its report after it appeared: the new words replace the old.

    Statements of a sentence that was rewritten are paired in order; those whose words stayed tell nothing.
    """
    statements_of: dict[str, list[Statement]] = {}
    for statement in casefile.statements.values():
        statements_of.setdefault(statement.report, []).append(statement)
    result = []
    why = reason(casefile, "revision", "changed")
    for revision in casefile.resolution.revisions:
        before, after = (casefile.reports[id].text for id in (revision.earlier, revision.later))
        for change in revision.changes:
            if change.before is None or change.after is None:
                continue
            olds = [s for s in statements_of.get(revision.earlier, ()) if s.span.overlaps(change.before)]
            news = [s for s in statements_of.get(revision.later, ()) if s.span.overlaps(change.after)]
            same = {s.span.of(before) for s in olds} & {s.span.of(after) for s in news}
            olds = sorted((s for s in olds if s.span.of(before) not in same), key=lambda s: s.span)
            news = sorted((s for s in news if s.span.of(after) not in same), key=lambda s: s.span)
            result += [Development(Relation.UPDATE, o.id, n.id, why) for o, n in zip(olds, news, strict=False)]
    return result


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
