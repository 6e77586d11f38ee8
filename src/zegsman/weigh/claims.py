"""Claims of a story, weighed one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zegsman.lexicon.capitals import capitalised
from zegsman.record.annotation import Certainty
from zegsman.record.story import Claim
from zegsman.weigh.casefile import is_affirmed, is_hearsay
from zegsman.weigh.conflicts import claim_id_of
from zegsman.weigh.grades import grade_claim
from zegsman.weigh.lives import tell_life
from zegsman.weigh.wording import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Event
    from zegsman.record.days import Days
    from zegsman.record.story import Conflict, Development
    from zegsman.weigh.casefile import Casefile

_DOUBTFUL = 4
"""Admiralty code: the best credibility of what nobody says any more."""
TELLING_LENGTH = 110
"""About the length in code points of a clause that says who did what, when; set by reading front-page sentences."""
SHORTEST_TELLING = 40
"""A shorter one mostly leans on words around it; set by reading dossiers in two languages."""


def weigh_claim(
    casefile: Casefile,
    claim: Sequence[str],
    conflicts: Sequence[Conflict],
    developments: Iterable[Development] = (),
    *,
    time: Days | None = None,
    time_inferred: bool = False,
) -> Claim:
    """Weighs one group of statements.

    What an outlet has taken out of its report counts for nothing, unless nothing else carries the claim: then it is
    told with what carried it, as one that no longer stands.

    Args:
        casefile: The story.
        claim: The statements.
        conflicts: Those in which the claim stands.
        developments: Those whose earlier statement is one of the claim's.
        time: When what is claimed happened or is to happen.
        time_inferred: Whether that is taken from around its statements, none of which gives it.
    """
    all_ids = casefile.in_order(claim)
    statement_ids = casefile.standing(all_ids) or all_ids
    is_standing = bool(casefile.standing(all_ids))
    grade = grade_claim(casefile, statement_ids, conflicts)
    statements = [casefile.statements[s] for s in statement_ids]
    telling = _most_telling(casefile, statement_ids)
    best = casefile.statements[telling]
    reports = {statement.report for statement in statements}
    outlets = {casefile.resolution.outlets.get(r, r) for r in reports if r not in casefile.whole_copies}
    event = _event(casefile, telling) or next((e for s in statement_ids if (e := _event(casefile, s))), None)
    report = casefile.reports[best.report]
    return Claim(
        id=claim_id_of(all_ids),
        text=best.span.of(report.text),
        statements=all_ids,
        reports=len(reports),
        outlets=len(outlets),
        origins=grade.origins,
        independent_origins=grade.independent_origins,
        independent_at_most=grade.independent_at_most,
        vouching=grade.vouching,
        status=grade.status,
        credibility=grade.credibility if is_standing else max(grade.credibility, _DOUBTFUL),
        why=grade.why if is_standing else _withdrawn(casefile, grade.why),
        time=time,
        event_type=(event.type or None) if event else None,
        event_mode=event.mode if event else None,
        event_trigger=event.span.of(_text_with(casefile, event, statement_ids)) if event else None,
        participants=_participants(casefile, statement_ids),
        time_inferred=time_inferred,
        life=tell_life(casefile, all_ids, developments),
        standing=is_standing,
    )


def _withdrawn(casefile: Casefile, why: str) -> str:
    """The reason, opened by what undoes it."""
    first = reason(casefile, "revision", "withdrawn")
    return f"{capitalised(casefile.language, first)}. {why}"


def _most_telling(casefile: Casefile, statement_ids: Sequence[str]) -> str:
    """The statement that says it best: affirmed, flat, in the dossier's language, with an event, of a clause's length.

    Of those alike the one read first.
    """

    def key(statement_id: str) -> tuple[bool, bool, bool, bool, int, int]:
        statement = casefile.statements[statement_id]
        language = casefile.reports[statement.report].language
        return (
            not is_affirmed(statement),
            is_hearsay(statement) or statement.certainty is Certainty.UNKNOWN,
            language != casefile.language or len(statement.span) < SHORTEST_TELLING,
            not statement.events,
            abs(len(statement.span) - TELLING_LENGTH) // 30,
            casefile.order[statement_id],
        )

    return min(statement_ids, key=key)


def _event(casefile: Casefile, statement_id: str) -> Event | None:
    """The main event of a statement."""
    statement = casefile.statements[statement_id]
    if not statement.events:
        return None
    return casefile.annotations[statement.report].events[statement.events[0]]


def _text_with(casefile: Casefile, event: Event, statement_ids: Sequence[str]) -> str:
    """The text in which an event of one of the statements stands."""
    for statement_id in statement_ids:
        if _event(casefile, statement_id) is event:
            return casefile.reports[casefile.statements[statement_id].report].text
    return ""


def _participants(casefile: Casefile, statement_ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each entity once, in the role it has most often, in the order of reading."""
    roles: dict[str, Counter[str]] = {}
    for statement_id in statement_ids:
        for role, entity in casefile.resolution.participants.get(statement_id, ()):
            roles.setdefault(entity, Counter())[role] += 1
    return tuple((counts.most_common(1)[0][0], entity) for entity, counts in roles.items())
