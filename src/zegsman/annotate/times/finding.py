"""The way from a text to its time expressions: match, read, tie to days, join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.times.anchoring import Anchorer, Dated
from zegsman.annotate.times.grammar import LANGUAGES, Grammar, load_grammar
from zegsman.annotate.times.matching import Found, find_matches, lower_same_length
from zegsman.annotate.times.relations import join_hours, relate, relation_before
from zegsman.annotate.times.tense import guess_tense

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    tenses: Sequence[str] | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, a range as one expression, ends opened by 'sinds' or 'until'.

    Args:
        text: Any text.
        sentences: Its sentences, in order; nothing outside them is looked at.
        published: The publication date at its precision; unknown days leave relative expressions unresolved.
        language: "nl" or "en"; for any other language nothing is found.
        tenses: For each sentence 'past', 'present', 'future' or '' (not known), used where the words near an
            expression do not tell which way a bare weekday or month points.

    Returns:
        In order of the text, without overlap. Days are resolved as far as `published` allows, no further.
    """
    if language not in LANGUAGES:
        return ()
    grammar = load_grammar(language)
    low = lower_same_length(text)
    return relate(low, _dated(text, low, sentences, published, grammar, tenses), grammar, published)


def find_timexes(
    text: str,
    sentences: Sequence[Span],
    published: Days,
    language: str,
    *,
    tenses: Sequence[str] | None = None,
) -> tuple[TimeExpression, ...]:
    """The same as TimeML marks them: the two ends of a range apart, days as each expression alone says them."""
    if language not in LANGUAGES:
        return ()
    low = lower_same_length(text)
    dated = _dated(text, low, sentences, published, load_grammar(language), tenses)
    return tuple(one.time for one in dated)


def _dated(
    text: str,
    low: str,
    sentences: Sequence[Span],
    published: Days,
    grammar: Grammar,
    tenses: Sequence[str] | None,
) -> list[Dated]:
    def tense_of(found: Found) -> str:
        place = sentences[found.sentence]
        guess = guess_tense(low, found.span.start, found.span.end, (place.start, place.end), grammar.language)
        if not guess and tenses is not None:
            guess = tenses[found.sentence]
        if guess in ("", "present") and relation_before(low, found.span.start, grammar) in ("until", "from"):
            return "future"
        return grammar.present_points if guess == "present" else guess

    anchorer = Anchorer(published, tense_of)
    matches = find_matches(text, sentences, grammar)
    days_ahead = _days_beside(matches, published, tense_of)
    dated = (anchorer.dated(found, days_ahead.get(found.sentence)) for found in matches)
    return join_hours(low, [one for one in dated if one is not None], grammar)


def _days_beside(matches: Sequence[Found], published: Days, tense_of: object) -> dict[int, Moment]:
    """The first day that each sentence with an hour of the clock names."""
    clocks = {found.sentence for found in matches if found.op == "clock"}
    beside: dict[int, Moment] = {}
    for found in matches:
        if found.sentence in clocks and found.sentence not in beside and found.op in ("day", "weekday", "date"):
            if found.args.get("anchor") == "text":
                continue
            dated = Anchorer(published, tense_of).dated(found, None)  # type: ignore[arg-type]
            if dated is not None and dated.moment is not None:
                beside[found.sentence] = dated.moment
    return beside
