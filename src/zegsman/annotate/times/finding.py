"""The way from a text to its time expressions: match, read, tie to days, join."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from zegsman.annotate.times.anchoring import Anchorer, Dated
from zegsman.annotate.times.grammar import Grammar, load_grammar
from zegsman.annotate.times.matching import Found, find_matches, lower_same_length
from zegsman.annotate.times.relations import count_from, join_hours, put_in_order, relate, relation_before
from zegsman.annotate.times.telling import Telling
from zegsman.annotate.times.tense import ClauseTenses
from zegsman.lexicon.tables import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zegsman.annotate.times.moments import Moment
    from zegsman.record.annotation import TimeExpression
    from zegsman.record.days import Days
    from zegsman.record.spans import Span


def find_times(
    text: str,
    sentences: Sequence[Span],
    published: Days,
    language: str,
    *,
    tenses: Sequence[ClauseTenses] | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, a range as one expression, ends opened by 'sinds' or 'until'.

    Args:
        text: Any text.
        sentences: Its sentences, in order; nothing outside them is looked at.
        published: The publication date at its precision; unknown days leave relative expressions unresolved.
        language: "nl" or "en"; for any other language nothing is found.
        tenses: For each sentence the tenses of its clauses, which tell which way a bare weekday or month points;
            without them, and where a clause has no finite verb, the words near an expression tell it.

    Returns:
        In order of the text, without overlap. Days are resolved as far as `published` allows, no further.
    """
    if language not in LANGUAGES:
        return ()
    grammar = load_grammar(language)
    low = lower_same_length(text)
    return relate(low, _dated(text, low, sentences, published, grammar, tenses), grammar, published)


def _dated(
    text: str,
    low: str,
    sentences: Sequence[Span],
    published: Days,
    grammar: Grammar,
    tenses: Sequence[ClauseTenses] | None,
) -> list[Dated]:
    relatives = frozenset().union(*(told.relatives for told in tenses or ()))
    matches = find_matches(text, sentences, grammar, relatives)
    tense_of = Telling(low, sentences, grammar, tenses, _openings(low, matches, grammar)).tense_of

    def is_end(found: Found) -> bool:
        return bool(relation_before(low, found.span.start, grammar))

    anchorer = Anchorer(published, tense_of, is_end, names_today=grammar.language == "en")
    beside = _days_beside(matches, published, tense_of)
    dated = (anchorer.dated(found, beside.get(i)) for i, found in enumerate(matches))
    in_order = put_in_order(low, [one for one in dated if one is not None], grammar)
    return count_from(low, join_hours(low, in_order, grammar), grammar)


def _openings(low: str, matches: Sequence[Found], grammar: Grammar) -> dict[Span, int]:
    """For each day behind its hour where the two begin together: 'until 9 a.m. Tuesday' opens with 'until'."""
    return {
        day.span: clock.span.start
        for clock, day in pairwise(matches)
        if clock.op == "clock" and day.op in _DAYS and grammar.joints.fullmatch(low[clock.span.end : day.span.start])
    }


def _days_beside(matches: Sequence[Found], published: Days, tense_of: Callable[[Found], str]) -> dict[int, Moment]:
    """For each hour of the clock the nearest day that its sentence names."""
    beside: dict[int, Moment] = {}
    for i_clock, clock in enumerate(matches):
        if clock.op != "clock" and clock.args.get("anchor") != "clock":
            continue
        days = [
            found
            for found in matches[max(0, i_clock - _NEAR) : i_clock + _NEAR + 1]
            if found.sentence == clock.sentence and found.op in _DAYS and "anchor" not in found.args
        ]
        for found in sorted(
            days, key=lambda day: max(day.span.start - clock.span.end, clock.span.start - day.span.end)
        ):
            dated = Anchorer(published, tense_of).dated(found, None)
            if dated is not None and dated.moment is not None:
                beside[i_clock] = dated.moment
                break
    return beside


_DAYS = ("day", "weekday", "date", "numeric")
_NEAR = 4
"""Expressions on either side among which the day of an hour is sought."""
