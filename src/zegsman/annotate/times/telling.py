"""The tense that an expression is told in: by its clause, the words around it, and what plans and ends say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.annotate.times.relations import relation_before
from zegsman.annotate.times.tense import (
    ClauseTenses,
    belongs_to_noun,
    guess_tense,
    is_for_later,
    is_of_either_side,
    is_of_record,
    is_spoken_of,
    is_to_be,
    lasts_until,
    plan_before,
    will_be,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.annotate.times.grammar import Grammar
    from zegsman.annotate.times.matching import Found
    from zegsman.record.spans import Span

_NAMES_FIGURES = ("weekday", "month", "numbered")
"""Kinds of expressions that stand before what they are the day, the month or the quarter of."""
_ENDS = ("until", "from", "maybe_from")


@dataclass(frozen=True)
class Telling:
    """Tells of each expression of a text the tense that it is told in."""

    low: str
    sentences: Sequence[Span]
    grammar: Grammar
    tenses: Sequence[ClauseTenses] | None
    opening: Mapping[Span, int]
    """Where the words begin that open an expression, for those that do not open themselves."""
    _known: dict[Span, str] = field(default_factory=dict)

    def tense_of(self, found: Found) -> str:
        """Told once: an expression is asked for its tense again where another reading of its words is tried."""
        if found.span not in self._known:
            self._known[found.span] = self._told(found)
        return self._known[found.span]

    def _told(self, found: Found) -> str:
        low, language, sentence = self.low, self.grammar.language, self.sentences[found.sentence]
        start = self.opening.get(found.span, found.span.start)
        relation = relation_before(low, start, self.grammar)
        if is_for_later(low, found.span.end, language) or is_to_be(low, found.span.end, language):
            return "future"
        if found.args.get("only_ahead") and is_of_record(low, start, sentence.start, language):
            return "past"
        told = self.tenses[found.sentence].at(found.span.start) if self.tenses is not None else ""
        if found.op == "numbered" and told != "future" and self._names_figures(found):
            return ""
        plan = plan_before(low, start, sentence.start, language, relation)
        if plan:
            return plan
        around = (found.span.start, found.span.end, (sentence.start, sentence.end), language)
        if relation == "until" and lasts_until(low, *around):
            return "ahead"
        if relation in ("since", "compared"):
            return "since"
        if told != "future" and is_of_either_side(low, found.span.end, language):
            return "present"
        return self._pointed(found, told, self._guessed(found, told, guess_tense(low, *around)), relation)

    def _guessed(self, found: Found, told: str, guess: str) -> str:
        """The tense by the clause and the words together."""
        start, language = found.span.start, self.grammar.language
        is_past = told == "past" and not will_be(self.low, start, self.sentences[found.sentence].start, language)
        if is_past:
            return "done"
        if told == "future":
            return told
        if told == "present" and guess == "past":
            return told if language == "nl" else "either"
        return self.tenses[found.sentence].first if not guess and self.tenses is not None else guess

    def _pointed(self, found: Found, told: str, guess: str, relation: str) -> str:
        """Which way a tense points: the present the way of the language, unless something is told of a day."""
        low, language = self.low, self.grammar.language
        is_somethings = low.startswith(("'s", "’s"), found.span.end) or self._names_figures(found)
        if guess == "present" and is_somethings:
            return ""
        if found.op == "numbered" and told == "present" and language == "en" and relation not in _ENDS:
            return ""
        if guess not in {"past", "done", "either"} and relation in _ENDS:
            return "ahead"
        if guess == "present" and is_spoken_of(low, found.span.start, language):
            return "past"
        return self.grammar.present_points if guess == "present" else guess

    def _names_figures(self, found: Found) -> bool:
        """Whether it stands before what it is the day, month or quarter of: 'June wages'."""
        return found.op in _NAMES_FIGURES and belongs_to_noun(self.low, found.span.end, self.grammar.language)
