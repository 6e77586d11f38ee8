"""When what is claimed happened or is to happen, out of the times of its statements.

Source of the rules: stories guide, "Time" and "Readings that settle the hard cases": rival values span both; a vaguer
and a more precise time that agree give the more precise one; what a source has corrected counts no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.errors import RecordError
from zegsman.record.days import Days, days_between, parse_iso_days
from zegsman.record.story import ConflictKind, Relation
from zegsman.weigh.casefile import is_affirmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import TimeExpression
    from zegsman.record.story import Conflict, Development
    from zegsman.weigh.casefile import Casefile


def find_claim_time(
    casefile: Casefile, claim: Sequence[str], conflicts: Sequence[Conflict], developments: Iterable[Development] = ()
) -> Days | None:
    """The days of a claim, None where no statement of it gives both ends of a time.

    Args:
        casefile: The story.
        claim: The statements.
        conflicts: Those in which the claim stands.
        developments: Those whose earlier statement is one of the claim's: a dated update replaces the time before it.
    """
    by_statement = {statement_id: statement_days(casefile, statement_id) for statement_id in claim}
    rivals = [
        days
        for conflict in conflicts
        if conflict.kind is ConflictKind.TIME
        for statement_id in conflict.statements
        if (days := by_statement.get(statement_id))
    ]
    if rivals:
        return _span_of(rivals)
    replaced = {one.earlier for one in developments if one.kind is Relation.UPDATE and by_statement.get(one.later)}
    affirmed = [s for s in claim if is_affirmed(casefile.statements[s]) and s not in replaced]
    known = [days for s in affirmed or claim if (days := by_statement[s])]
    return best_days(known)


def statement_days(casefile: Casefile, statement_id: str) -> Days | None:
    """The days of the first time expression of a statement that has both ends."""
    statement = casefile.statements[statement_id]
    times = casefile.annotations[statement.report].times
    for index in statement.times:
        if times[index].type in {"DATE", "TIME"} and (days := _event_days(times[index])):
            return days
    return None


def _event_days(time: TimeExpression) -> Days | None:
    """The days on which what is told begins or ends: of 'sinds augustus' and 'tot 2027' the time that is named.

    'Now', 'recently' and 'soon' date nothing.
    """
    if time.value.endswith("_REF"):
        return None
    if time.mod in {"ON_OR_AFTER", "ON_OR_BEFORE"}:
        try:
            return parse_iso_days(time.value)
        except RecordError:
            pass
    return time.days if time.days.known else None


def _span_of(days: Sequence[Days]) -> Days:
    starts = [day.start for day in days if day.start]
    ends = [day.end for day in days if day.end]
    values = {day.value for day in days}
    joint = days_between(min(starts), max(ends))
    return Days(values.pop(), joint.start, joint.end) if len(values) == 1 else joint


ENOUGH_SUPPORT = 0.6
"""A precise time counts where it agrees with at least this share of what the vaguest agrees with: most, not all."""


def best_days(known: Sequence[Days]) -> Days | None:
    """The most precise of the times that most others agree with; the first told where no two agree."""
    if not known:
        return None
    support = [sum(1 for other in known if days.shared_days(other)) for days in known]
    if max(support) == 1:
        return known[0]
    enough = max(support) * ENOUGH_SUPPORT
    candidates = [days for days, n_agreeing in zip(known, support, strict=True) if n_agreeing >= enough]
    return min(candidates, key=lambda days: days.n_days or 0)
