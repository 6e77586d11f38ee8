"""The day on which something was said, where that is when it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.tables import lists_for, load_words
from zegsman.record.annotation import TimeStatus
from zegsman.weigh.happenings import lemma_of
from zegsman.weigh.news_times import takes_effect_at_once

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.days import Days
    from zegsman.record.spans import Span
    from zegsman.weigh.casefile import Casefile

NEWS_DAYS = 1
"""What a report opens with in the present tense happened on the day that it appeared, or on the day before."""
LONG_AGO_DAYS = 31
"""What somebody said longer ago than this, told in the past, was so when it was said."""


def day_of_saying(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    """The day on which a statement was made, if what it states happened on it; else None.

    So it is with what is announced or decided, with what holds from then on, with what a witness saw, with what
    somebody said long ago, and with a deed that a report opens with in the present tense ('The court lets him go, a
    spokesperson said on Monday').
    """
    if statement.attribution < 0 or statement.time_status is TimeStatus.FUTURE:
        return None
    days = _day_said(annotation, statement)
    if days is None:
        return None
    if takes_effect_at_once(casefile, annotation, statement):
        return days
    if statement.time_status is TimeStatus.PAST:
        return days if _is_by_saying(annotation, statement) or _is_long_ago(casefile, statement, days) else None
    return days if statement.events and _is_news(casefile, annotation, statement, days) else None


def _day_said(annotation: Annotation, statement: Statement) -> Days | None:
    """The day beside the words that attribute it, which dates no statement."""
    cues = annotation.attributions[statement.attribution].cue
    sentence = next((one.span for one in annotation.sentences if one.span.overlaps(cues[0])), None)
    for time in annotation.times:
        inside = sentence is not None and sentence.contains(time.span)
        if inside and time.days.known and not _dates_another(annotation, time.span, cues[0]):
            return time.days
    return None


def _dates_another(annotation: Annotation, time: Span, cue: Span) -> bool:
    """Whether it stands in a statement; the words of saying may be a statement themselves ('He told a fair in May')."""
    return any(one.span.overlaps(time) and not one.span.contains(cue) for one in annotation.statements)


def _is_long_ago(casefile: Casefile, statement: Statement, days: Days) -> bool:
    published = casefile.reports[statement.report].published
    if days.end is None or published.start is None:
        return False
    return (published.start - days.end).days > LONG_AGO_DAYS


def _is_by_saying(annotation: Annotation, statement: Statement) -> bool:
    language = lists_for(annotation.language)
    known = load_words(language, "event_nouns", "performatives") | load_words(language, "event_nouns", "witnessing")
    cues = annotation.attributions[statement.attribution].cue
    return any(lemma_of(token) in known for token in annotation.tokens if any(cue.contains(token.span) for cue in cues))


def _is_news(casefile: Casefile, annotation: Annotation, statement: Statement, days: Days) -> bool:
    """Whether it is what a report of that day or the next opens with."""
    published = casefile.reports[statement.report].published
    if annotation.statements[0].id != statement.id or days.n_days != 1 or not days.start or not published.start:
        return False
    return published.n_days == 1 and 0 <= (published.start - days.start).days <= NEWS_DAYS
