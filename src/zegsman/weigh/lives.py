"""Tells the life of a claim: first seen, repeated, refined, hardened, denied, corrected, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.story import LifeEvent, Relation, Turn
from zegsman.weigh.casefile import is_affirmed
from zegsman.weigh.grades import is_rebuttal
from zegsman.weigh.wording import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.story import Development
    from zegsman.weigh.casefile import Casefile

_TURNS = {
    Relation.REFINEMENT: Turn.REFINED,
    Relation.HARDENED: Turn.HARDENED,
    Relation.SOFTENED: Turn.SOFTENED,
    Relation.UPDATE: Turn.CORRECTED,
}


_AFTER_ALL = 1 << 60
"""Behind every statement of the same moment: what a new version no longer says follows from what it says."""


def tell_life(casefile: Casefile, claim: Sequence[str], developments: Iterable[Development]) -> tuple[LifeEvent, ...]:
    """The turns of a claim's life in order of time; `developments` are those whose earlier statement is the claim's.

    Each report tells one turn for each thing that it does: the first that says it is where it is first seen, every
    other repeats it, or denies it, or is where it was made more precise, harder, softer, or was corrected. A report
    that an outlet changed so that it no longer says it withdraws it; so does a source that takes back its own words.
    """
    at_statement: dict[str, list[Development]] = {}
    for development in developments:
        at_statement.setdefault(development.later, []).append(development)
    ordered = sorted(claim, key=lambda statement_id: _moment(casefile, statement_id))
    events: list[tuple[tuple[str, int], LifeEvent]] = []
    told: set[tuple[str, Turn]] = set()
    spoke: set[str] = set()
    affirmers: set[tuple[str, str]] = set()
    in_negative = not any(is_affirmed(casefile.statements[s]) or is_rebuttal(casefile, s) for s in claim)
    for statement_id in ordered:
        found = at_statement.pop(statement_id, ())
        for turn, why in _turns(
            casefile, statement_id, found, affirmers, is_later=bool(events), in_negative=in_negative
        ):
            event = _event(casefile, turn, statement_id, why)
            is_known = (
                spoke & _versions(casefile, event.report) if turn is Turn.REPEATED else (event.report, turn) in told
            )
            if not is_known:
                told.add((event.report, turn))
                spoke.add(event.report)
                events.append((_moment(casefile, statement_id), event))
        if is_affirmed(casefile.statements[statement_id]):
            report = casefile.statements[statement_id].report
            affirmers.update((source, report) for source in casefile.chain(statement_id)[-1:])
    for later, found in at_statement.items():
        turn = _TURNS[found[0].kind]
        if (casefile.statements[later].report, turn) not in told:
            events.append((_moment(casefile, later), _event(casefile, turn, later, found[0].why)))
    events += _withdrawals(casefile, claim)
    events.sort(key=lambda one: one[0])
    return tuple(event for _, event in events)


def _turns(
    casefile: Casefile,
    statement_id: str,
    developments: Sequence[Development],
    affirmers: set[tuple[str, str]],
    *,
    is_later: bool,
    in_negative: bool,
) -> list[tuple[Turn, str]]:
    """What one statement does to its claim, each with the reason.

    Who takes back his words does so in another report: a negative beside them goes on with them. `affirmers` are those
    who said it before, each with the report. Of a claim that is only told in the negative each teller repeats it.
    """
    statement = casefile.statements[statement_id]
    if not is_later:
        return [(Turn.FIRST, _said_by(casefile, statement_id))]
    if not is_affirmed(statement) and not in_negative:
        own = casefile.chain(statement_id)[-1:]
        took_back = bool(own) and any(source == own[0] and report != statement.report for source, report in affirmers)
        turn = Turn.WITHDRAWN if took_back else Turn.DENIED
        return [(turn, reason(casefile, "life", "took_back") if took_back else _said_by(casefile, statement_id))]
    if developments:
        return [(_TURNS[one.kind], one.why) for one in developments]
    if statement.report in casefile.whole_copies:
        name = _outlet(casefile, casefile.whole_copies[statement.report])
        return [(Turn.REPEATED, reason(casefile, "life", "copy", name=name))]
    return [(Turn.REPEATED, _said_by(casefile, statement_id))]


def _versions(casefile: Casefile, report_id: str) -> set[str]:
    """A report and its earlier versions: a version that says what the one before said repeats nothing."""
    earlier = _later_versions(casefile)
    found = {report_id}
    while (before := earlier.get(report_id)) is not None and before not in found:
        found.add(before)
        report_id = before
    return found


def _withdrawals(casefile: Casefile, claim: Sequence[str]) -> list[tuple[tuple[str, int], LifeEvent]]:
    """One event for each report that an outlet changed so that it no longer holds the claim."""
    holding = {casefile.statements[statement_id].report for statement_id in claim}
    found = []
    for report_id in sorted(holding):
        following = casefile.reports[report_id].replaced_by
        if following is None or following in holding or following not in casefile.reports:
            continue
        at = casefile.reports[following].received_at
        why = reason(casefile, "life", "changed", name=_outlet(casefile, report_id))
        last = max(_moment(casefile, s) for s in claim if casefile.statements[s].report == report_id)
        found.append((max(last, (at or "", _AFTER_ALL)), LifeEvent(Turn.WITHDRAWN, following, None, at, why)))
    return found


def _event(casefile: Casefile, turn: Turn, statement_id: str, why: str) -> LifeEvent:
    report = casefile.reports[casefile.statements[statement_id].report]
    return LifeEvent(turn, report.id, statement_id, _told_at(casefile, report.id), why)


def _told_at(casefile: Casefile, report_id: str) -> str | None:
    """When a report said it: a later version when it was seen, any other on the day that it bears.

    A report without a day said it by the time that it was fetched; None where that is not known either.
    """
    report = casefile.reports[report_id]
    if report_id in _later_versions(casefile) and report.received_at:
        return report.received_at
    day = report.published.value or (report.published.start.isoformat() if report.published.start else None)
    return day or report.received_at


def _later_versions(casefile: Casefile) -> Mapping[str, str]:
    return {revision.later: revision.earlier for revision in casefile.resolution.revisions}


def _moment(casefile: Casefile, statement_id: str) -> tuple[str, int]:
    """Where a statement stands in time, then in the order of reading; without a day it comes last."""
    report_id = casefile.statements[statement_id].report
    days = casefile.published(statement_id)
    day = days.start.isoformat() if days.start else "9999"
    if report_id in _later_versions(casefile):
        day = max(day, casefile.reports[report_id].received_at or "") if days.start else day
    return day, casefile.order[statement_id]


def _said_by(casefile: Casefile, statement_id: str) -> str:
    """Who says it, through which outlet."""
    outlet = _outlet(casefile, casefile.statements[statement_id].report)
    chain = casefile.chain(statement_id)
    if not chain:
        return reason(casefile, "life", "own_voice", outlet=outlet)
    return reason(casefile, "life", "said", source=casefile.source_name(chain[-1]), outlet=outlet)


def _outlet(casefile: Casefile, report_id: str) -> str:
    report = casefile.reports[report_id]
    return report.outlet or report.agency or report.title or report.id
