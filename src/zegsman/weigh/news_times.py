"""The day on which a report appeared, where that is about when it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import lists_for, load_words
from zegsman.record.annotation import TimeStatus
from zegsman.record.days import Days, shifted
from zegsman.weigh.casefile import is_affirmed, is_flat
from zegsman.weigh.happenings import happenings_of, mishap_words, tokens_in

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation, Statement
    from zegsman.weigh.casefile import Casefile

_NOW = function_words("now")
_PERFECT = function_words("perfect_forms")
"""Forms that with a participle tell what has just been done."""


def takes_effect_at_once(casefile: Casefile, annotation: Annotation, statement: Statement) -> bool:
    """Whether it is told to hold from the moment that it was said: 'per direct', 'with immediate effect'."""
    words = statement.span.of(casefile.reports[statement.report].text).casefold()
    return any(phrase in words for phrase in load_words(_lists(annotation), "event_nouns", "at_once"))


def day_of_now(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    """The day of publication of an event that is told to happen now: 'the force is now offering a reward'."""
    text, published = casefile.reports[statement.report].text, casefile.reports[statement.report].published
    words = {annotation.times[i].span.of(text).casefold() for i in statement.times}
    is_now = bool(words) and words <= _NOW and bool(statement.events)
    return published if is_now and statement.time_status is TimeStatus.PRESENT and published.n_days == 1 else None


def days_of_news(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    """The day of publication and the one before, of a deed that a report opens with in the perfect and dates nowhere.

    What went wrong may have done so long before it came to light, and is left out. What takes effect at once does so
    on the day of publication, wherever it stands.
    """
    published = casefile.reports[statement.report].published
    if published.start is None or published.n_days != 1 or not annotation.statements:
        return None
    if takes_effect_at_once(casefile, annotation, statement):
        return published
    opens = annotation.statements[0].id == statement.id
    if not (opens and statement.events and is_affirmed(statement) and is_flat(statement)):
        return None
    words = list(tokens_in(annotation, statement))
    perfect = any(t.text.casefold() in _PERFECT and t.deprel.startswith("aux") for _, t in words)
    if statement.time_status is not TimeStatus.PAST or not perfect or statement.times:
        return None
    if happenings_of(annotation, statement).named & mishap_words(annotation.language):
        return None
    return Days(None, shifted(published.start, -1), published.start)


def _lists(annotation: Annotation) -> str:
    return lists_for(annotation.language)
