"""The time of a claim none of whose statements gives one, taken from what the reports tell around them.

Each is told as inferred. Eight readings, the surest first:

1. *Its own relative clause*: 'the summit, which is held from 3 to 5 May' dates what is said of the summit.
2. *A purpose*: 'om de reis voor te bereiden' has the time of the clause that it hangs on.
3. *What saying makes so*: what is announced or decided on a day happened on it ('Dat heeft zij gisteren beslist'), and
   what a witness saw on a day was so on it. So it is with news that a report opens with, told in the present tense.
4. *A happening named again*: 'tijdens dat bezoek', 'the explosion' takes the time of the statement before that told
   of it in the same words, or just before of people who come together in another ('visits him', 'the meeting'); with a
   demonstrative, else that of the one told last; else that of the affair's day.
5. *The story goes on*: a past or coming event takes the time of the nearest dated statement before it in the same
   paragraph (Hinrichs 1986, Temporal anaphora in discourses of English).
6. *The lead is worked out*: what a report opens with takes the time of the first dated statement of its paragraph.
7. *Spot news*: where a report opens with something that happened at most three days before it was published, its other
   undated past events are parts of that; where it tells of the day of the mishap with which the affair began, so is
   what was so then.
8. *A length that fits*: 'in eight years' takes the range of eight years that the report gives elsewhere.

What a report tells as past happened before it appeared: later days are never taken over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import Certainty, TimeStatus
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.weigh.casefile import is_affirmed
from zegsman.weigh.claim_times import best_days, statement_days
from zegsman.weigh.happenings import happenings_of, meeting_words, mishap_words
from zegsman.weigh.news_times import day_of_now, days_of_news
from zegsman.weigh.said_times import day_of_saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zegsman.record.annotation import Annotation, Statement, TimeExpression
    from zegsman.record.days import Days
    from zegsman.weigh.affair_days import AffairDays
    from zegsman.weigh.casefile import Casefile
    from zegsman.weigh.happenings import Happenings

LONGEST_DAYS = 31
"""A time taken over says something up to a month; a year would only look precise."""
LONGEST_SAID_DAYS = 366
"""The time at which something was said may be told as a year."""
NEWS_WORKED_OUT_DAYS = 7
"""Days before the news within which what works it out may tell when it happened."""
JUST_BEFORE = 3
"""Statements back within which a meeting is the one told of, by whatever word."""
NEXT_CLAUSE = 2
"""Code points between a clause and the relative clause behind it: a comma and a space."""
_RELATIVE = function_words("relatives")
_PURPOSES = tuple(f"{words} " for words in gather_words("claims", "purposes"))


@dataclass(frozen=True, slots=True)
class _Undated:
    """A statement without a time, and where it stands."""

    casefile: Casefile
    affair: AffairDays
    statement: Statement
    annotation: Annotation
    happenings: Happenings


def infer_claim_time(casefile: Casefile, claim: Sequence[str], affair: AffairDays) -> Days | None:
    """The days that reports imply for a claim none of whose statements has a time; None where nothing does.

    Args:
        casefile: The story.
        claim: The statements.
        affair: The day that each report tells of.
    """
    statements = [casefile.statements[s] for s in claim]
    affirmed = [one for one in statements if is_affirmed(one)]
    told = [casefile.reports[one.report].published for one in affirmed if one.time_status is TimeStatus.PAST]
    known_since = min((days.end for days in told if days.end), default=None)
    found = [days for one in affirmed or statements if (days := _inferred(casefile, affair, one))]
    return best_days([days for days in found if known_since is None or not days.start or days.start <= known_since])


def _inferred(casefile: Casefile, affair: AffairDays, statement: Statement) -> Days | None:
    annotation = casefile.annotations[statement.report]
    one = _Undated(casefile, affair, statement, annotation, happenings_of(annotation, statement))
    dating = [annotation.times[i] for i in statement.times if annotation.times[i].type in {"DATE", "TIME"}]
    if dating:
        return day_of_now(casefile, annotation, statement) or _of_that_time(one, dating)
    if one.happenings.told_back:
        return None
    days = _of_length(one)
    if days:
        return days
    if statement.certainty is Certainty.UNKNOWN:
        return None
    days = _of_relative_clause(one) or _of_purpose(one)
    said = None if days else day_of_saying(casefile, annotation, statement)
    if said and (said.n_days or 0) <= LONGEST_SAID_DAYS:
        return said
    days = days or _of_happening(one) or _of_going_on(one) or days_of_news(casefile, annotation, statement)
    return days if days and (days.n_days or 0) <= LONGEST_DAYS else None


def _of_that_time(one: _Undated, dating: Sequence[TimeExpression]) -> Days | None:
    """'That night', where its report tells of no night before: that of the day with which the affair began."""
    points_back = all(time.anaphoric and time.days == UNKNOWN_DAYS for time in dating)
    return one.affair.of_affair if points_back and one.statement.time_status is TimeStatus.PAST else None


def _of_going_on(one: _Undated) -> Days | None:
    """The time that the story has reached: of its paragraph, of what it opens with, of the affair."""
    if one.statement.time_status is TimeStatus.PRESENT:
        return None
    if one.statement.time_status is TimeStatus.FUTURE and not one.statement.events:
        return None
    days = _of_paragraph(one) or _of_working_out(one)
    if days or one.statement.time_status is TimeStatus.FUTURE:
        return days
    days = one.affair.of_report(one.statement.report)
    return days if one.statement.events or days == one.affair.of_affair else None


def _of_relative_clause(one: _Undated) -> Days | None:
    text = one.casefile.reports[one.statement.report].text
    if not one.happenings.named:
        return None
    for other in one.annotation.statements:
        if 0 <= other.span.start - one.statement.span.end <= NEXT_CLAUSE:
            first = other.span.of(text).split(maxsplit=1)[0].casefold()
            return statement_days(one.casefile, other.id) if first in _RELATIVE else None
    return None


def _of_purpose(one: _Undated) -> Days | None:
    statement = one.statement
    if not statement.span.of(one.casefile.reports[statement.report].text).startswith(_PURPOSES):
        return None
    sentence = next((s.span for s in one.annotation.sentences if s.span.contains(statement.span)), None)
    before = next(_before(one.annotation, statement), None)
    if before is None or sentence is None or not sentence.contains(before.span):
        return None
    return statement_days(one.casefile, before.id)


def _of_happening(one: _Undated) -> Days | None:
    named = one.happenings.definite
    if not named:
        return None
    points_at_last = bool(one.happenings.demonstrative)
    meetings = meeting_words(one.annotation.language) if named & meeting_words(one.annotation.language) else frozenset()
    latest: Days | None = None
    for n_back, other in enumerate(_before(one.annotation, one.statement), 1):
        days = statement_days(one.casefile, other.id)
        if days is None or (days.n_days or 0) > LONGEST_DAYS:
            continue
        if happenings_of(one.annotation, other).named & (named | meetings if n_back <= JUST_BEFORE else named):
            return days
        if points_at_last and latest is None and other.time_status is one.statement.time_status:
            latest = days
    return latest or (one.affair.of_affair if named & mishap_words(one.annotation.language) else None)


def _before(annotation: Annotation, statement: Statement) -> Iterator[Statement]:
    """Statements of the report that begin before this one, nearest first."""
    return (other for other in reversed(annotation.statements) if other.span.start < statement.span.start)


def _of_paragraph(one: _Undated) -> Days | None:
    others = [other for other in _paragraph(one) if other.span.start < one.statement.span.start]
    return _first_dated(one, reversed(others))


def _of_working_out(one: _Undated) -> Days | None:
    """What a report opens with takes the time of what works it out behind it."""
    if one.annotation.statements[0].id != one.statement.id:
        return None
    days = _first_dated(one, _paragraph(one)[1:])
    return None if days and _is_background(one, days) else days


def _is_background(one: _Undated, days: Days) -> bool:
    """Whether days lie so long before a deed that is the news of the day that they only tell what led to it."""
    news = days_of_news(one.casefile, one.annotation, one.statement)
    if news is None or news.start is None or days.end is None:
        return False
    return (news.start - days.end).days > NEWS_WORKED_OUT_DAYS


def _paragraph(one: _Undated) -> list[Statement]:
    """The statements of its paragraph, in order."""
    blocks = one.casefile.reports[one.statement.report].blocks
    block = next((b for b in blocks if b.span.contains(one.statement.span)), None)
    return [s for s in one.annotation.statements if block is not None and block.span.contains(s.span)]


def _first_dated(one: _Undated, others: Iterable[Statement]) -> Days | None:
    """The first time given by statements of the same time status."""
    for other in others:
        days = statement_days(one.casefile, other.id)
        if days and other.time_status is one.statement.time_status:
            return days
    return None


def _of_length(one: _Undated) -> Days | None:
    """The range that a report gives elsewhere, if it is as long as the statement says."""
    times = one.annotation.times
    years = {times[i].value for i in one.statement.times if times[i].type == "DURATION"}
    return next((time.days for time in times if _length_in_years(time) & years), None)


def _length_in_years(time: TimeExpression) -> set[str]:
    """The values of a duration from a year to a year: 'from 2011 to 2019' are eight years, or nine counted full."""
    first, _, last = time.value.partition("/")
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last) == len("2011")):
        return set()
    n_years = int(last) - int(first)
    return {f"P{n_years}Y", f"P{n_years + 1}Y"} if n_years > 1 and time.days.known else set()
