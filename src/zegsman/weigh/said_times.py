"""The day on which something was said, where that is when it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.tables import load_words
from zegsman.record.annotation import TimeStatus
from zegsman.weigh.happenings import lemma_of

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.days import Days
    from zegsman.weigh.casefile import Casefile

NEWS_DAYS = 1
"""What a report opens with in the present tense happened on the day that it appeared, or on the day before."""


def day_of_saying(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    """The day on which a statement was made, if what it states happened on it; else None.

    So it is with what is announced or decided, with what a witness saw, and with a deed that a report opens with in
    the present tense ('The court lets him go, a spokesperson said on Monday').
    """
    if statement.attribution < 0 or statement.time_status is TimeStatus.FUTURE:
        return None
    days = _day_said(annotation, statement)
    if days is None:
        return None
    if statement.time_status is TimeStatus.PAST:
        return days if _is_by_saying(annotation, statement) else None
    return days if statement.events and _is_news(casefile, annotation, statement, days) else None


def _day_said(annotation: Annotation, statement: Statement) -> Days | None:
    """The day beside the words that attribute it, which dates no statement."""
    cues = annotation.attributions[statement.attribution].cue
    sentence = next((one.span for one in annotation.sentences if one.span.overlaps(cues[0])), None)
    for time in annotation.times:
        inside = sentence is not None and sentence.contains(time.span)
        if inside and time.days.known and not any(one.span.overlaps(time.span) for one in annotation.statements):
            return time.days
    return None


def _is_by_saying(annotation: Annotation, statement: Statement) -> bool:
    language = "en" if annotation.language == "en" else "nl"
    known = load_words(language, "event_nouns", "performatives") | load_words(language, "event_nouns", "witnessing")
    cues = annotation.attributions[statement.attribution].cue
    return any(lemma_of(token) in known for token in annotation.tokens if any(cue.contains(token.span) for cue in cues))


def _is_news(casefile: Casefile, annotation: Annotation, statement: Statement, days: Days) -> bool:
    """Whether it is what a report of that day or the next opens with."""
    published = casefile.reports[statement.report].published
    if annotation.statements[0].id != statement.id or days.n_days != 1 or not days.start or not published.start:
        return False
    return published.n_days == 1 and 0 <= (published.start - days.start).days <= NEWS_DAYS
