"""When what is claimed happened or is to happen, out of the times of its statements.

Source of the rules: stories guide, "Time" and "Readings that settle the hard cases": rival values span both; a vaguer
and a more precise time that agree give the more precise one; what a source has corrected counts no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.days import Days, days_between
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
    dating = {statement_id: _dating(casefile, statement_id) for statement_id in claim}
    by_statement = {statement_id: time.named if time else None for statement_id, time in dating.items()}
    rivals = [
        days
        for conflict in conflicts
        if conflict.kind is ConflictKind.TIME
        for statement_id in conflict.statements
        if (days := by_statement.get(statement_id))
    ]
    if len(set(rivals)) > 1:
        return _span_of(rivals)
    replaced = {one.earlier for one in developments if one.kind is Relation.UPDATE and by_statement.get(one.later)}
    affirmed = [s for s in claim if is_affirmed(casefile.statements[s]) and s not in replaced]
    known = [time for s in affirmed or claim if (time := dating[s])]
    return best_days([time.named for time in known], [time.days for time in known])


def statement_days(casefile: Casefile, statement_id: str) -> Days | None:
    """The days of the first time expression of a statement that has both ends.

    They are those on which what is told begins or ends: of 'sinds augustus' and 'tot 2027' the time that is named.
    """
    time = _dating(casefile, statement_id)
    return time.named if time else None


def _dating(casefile: Casefile, statement_id: str) -> TimeExpression | None:
    """The expression that dates a statement; 'now', 'recently' and 'soon' date nothing."""
    statement = casefile.statements[statement_id]
    times = casefile.annotations[statement.report].times
    known = (times[i] for i in statement.times if times[i].type in {"DATE", "TIME"} and times[i].named.known)
    return next((time for time in known if not time.value.endswith("_REF")), None)


def _span_of(days: Sequence[Days]) -> Days:
    starts = [day.start for day in days if day.start]
    ends = [day.end for day in days if day.end]
    values = {day.value for day in days}
    joint = days_between(min(starts), max(ends))
    return Days(values.pop(), joint.start, joint.end) if len(values) == 1 else joint


ENOUGH_SUPPORT = 0.6
"""A precise time counts where it agrees with at least this share of what the vaguest agrees with: most, not all."""


def best_days(known: Sequence[Days], lasting: Sequence[Days] | None = None) -> Days | None:
    """The most precise of the times that most others agree with; the first told where no two agree.

    Args:
        known: The times as they are named.
        lasting: For each how long it goes on ('sinds vrijdag': from Friday until publication), if that differs; what
            lasts agrees with all that falls in it, and is told for want of anything else.
    """
    if not known:
        return None
    lasting = lasting if lasting is not None else known
    reach = [long if long.known else days for days, long in zip(known, lasting, strict=True)]
    support = [sum(1 for other in reach if days.shared_days(other)) for days in reach]
    if max(support) == 1:
        return known[0]
    enough = max(support) * ENOUGH_SUPPORT
    candidates = [i for i, n_agreeing in enumerate(support) if n_agreeing >= enough]
    return known[min(candidates, key=lambda i: (reach[i] != known[i], known[i].n_days or 0))]
