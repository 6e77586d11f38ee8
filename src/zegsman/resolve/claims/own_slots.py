"""The slots of a statement that its own report decides, whatever story it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_patterns, gather_words
from zegsman.likeness.numbers import Quantity, find_quantities
from zegsman.likeness.texts import words_of
from zegsman.record.annotation import Certainty, Kind, Polarity, TimeStatus
from zegsman.record.days import UNKNOWN_DAYS, Days, shifted
from zegsman.record.spans import Span
from zegsman.resolve.claims.negations import CONTRAST, denies_by_words, has_negator, is_harmless, negators_of
from zegsman.resolve.claims.opposites import opposites_denied, sides_of, steps_of
from zegsman.resolve.claims.rejections import INNOCENCE, NONSENSE
from zegsman.resolve.claims.terms import TermReader, is_refusal, role_terms, takes_back, tells_change
from zegsman.resolve.remembering import remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zegsman.record.annotation import Annotation, Statement, TimeExpression
    from zegsman.record.report import Report

WIDEST_DAYS = 1500
"""Days that a date can span and still date something; wider ones ('17de-eeuws') describe."""


@dataclass(frozen=True, eq=False, kw_only=True)
class OwnSlots:
    """What is read of a statement from its report alone."""

    id: str
    order: int
    """Place of the statement among those of its report."""
    sentence: int
    paragraph: int
    """Its block in the report, -1 where that is not known."""
    span: Span
    text: str
    words: tuple[str, ...]
    """Its folded words in order."""
    language: str
    quantities: tuple[Quantity, ...]
    days: tuple[Days, ...]
    """Days that date it, most telling first; open or unknown ones left out."""
    minutes: tuple[tuple[int, bool], ...]
    """Clock times in minutes after midnight, and whether each is approximate."""
    since: bool
    """Dated by an open interval ('vanaf mei')."""
    added: bool
    """Its date is told beside one told before, and contradicts none: 'ook dinsdag', 'Wednesday too'."""
    begins: Days | None
    """The time named where an interval that begins with it dates it ('sinds 1953'), else None."""
    denied: bool
    certainty: Certainty
    kind: Kind
    time_status: TimeStatus
    events: frozenset[str]
    triggers: frozenset[str]
    role_terms: frozenset[str]
    """Terms of the nouns in it that name a role which one body has: buyer, winner, owner."""
    has_verb: bool
    has_negator: bool
    """A word that denies stands in it, whatever it bears on, but for a condition or reason behind it."""
    says: frozenset[str]
    """Matters of `lexicon/all/opposites.toml` on which it is the news or the charge."""
    counters: frozenset[str]
    """Those on which it says the opposite, without a word that denies."""
    turned: frozenset[str]
    """Those of which it denies the opposite, and so says the same as the news: 'overleefde het niet'."""
    begins_course: frozenset[str]
    """Courses of `lexicon/all/steps.toml` of which it is the first step: arrested, closed."""
    goes_on: frozenset[str]
    """Those of which it is the next: released, reopened."""
    refusal: bool
    corrects: bool
    """It, or the sentence around or behind it, takes back what was said before."""
    changes: bool
    """It tells that a number has become another: 'het aantal is opgelopen tot 41'."""
    published: Days
    vector: NDArray[np.float32] = field(repr=False)
    """float32[d], of length 1; zero where there is none."""


@remembered
def read_own_slots(report: Report, annotation: Annotation) -> tuple[OwnSlots, ...]:
    """What each statement of a report says by itself, in order."""
    reader = _Reader(report, annotation)
    return tuple(reader.slots_of(order) for order in range(len(annotation.statements)))


class _Reader:
    """Reads the statements of one report."""

    def __init__(self, report: Report, annotation: Annotation) -> None:
        self.report = report
        self.annotation = annotation
        self.terms = TermReader(report, annotation)
        self._taken_back: dict[int, bool] = {}
        self.starts = np.array([sentence.span.start for sentence in annotation.sentences] or [0])

    def _sentence_at(self, span: Span) -> int:
        return max(0, int(np.searchsorted(self.starts, span.start, side="right")) - 1)

    def slots_of(self, order: int) -> OwnSlots:
        statement = self.annotation.statements[order]
        text = statement.span.of(self.report.text)
        sentence = self._sentence_at(statement.span)
        times = self._times(statement)
        language = self.annotation.language
        lemmas = self.terms.words_in(statement.span)
        says, counters = sides_of(lemmas, language)
        begins_course, goes_on = steps_of(lemmas, language)
        denied = self._is_denied(statement, text)
        turned = frozenset[str]()
        if denied and counters:
            turned = counters & opposites_denied(self.terms.forms_in(statement.span), negators_of(language), language)
            counters -= turned
        words = tuple(words_of(text))
        return OwnSlots(
            id=statement.id,
            order=order,
            sentence=sentence,
            paragraph=self.annotation.sentences[sentence].block if self.annotation.sentences else -1,
            span=statement.span,
            text=text,
            words=words,
            language=language,
            quantities=self._quantities(statement, text),
            days=tuple(
                days
                for time in times
                if time.type in ("DATE", "TIME") and 0 < ((days := self._days(time)).n_days or 0) <= WIDEST_DAYS
            ),
            minutes=tuple(clock for time in times if (clock := _minutes(time)) is not None),
            since=any(time.days.start is not None and time.days.end is None for time in times),
            added=any(self._is_added(time) for time in times),
            begins=next((time.named for time in times if _is_since(time)), None),
            denied=denied,
            certainty=statement.certainty,
            kind=statement.kind,
            time_status=statement.time_status,
            events=frozenset(event.type for i in statement.events if (event := self.annotation.events[i]).type),
            triggers=self.terms.triggers_of(statement),
            role_terms=role_terms(words, language),
            has_negator=has_negator(_CONDITION.split(text, maxsplit=1)[0], language),
            has_verb=self.terms.has_verb(statement.span),
            says=says,
            counters=counters,
            turned=turned,
            begins_course=begins_course,
            goes_on=goes_on,
            refusal=is_refusal(text, language),
            corrects=self._takes_back(statement.span, sentence),
            changes=tells_change(text, language),
            published=self.report.published,
            vector=self._vector(order),
        )

    def _is_denied(self, statement: Statement, text: str) -> bool:
        if statement.polarity is Polarity.DENIED:
            return not CONTRAST.search(text) and not is_harmless(text, self.annotation.language)
        if NONSENSE.search(text) or INNOCENCE.search(text):
            return True
        return denies_by_words(self.terms.tokens_in(statement.span), text, self.annotation.language)

    def _times(self, statement: Statement) -> list[TimeExpression]:
        times = self.annotation.times
        listed = [times[i] for i in statement.times]
        inside = [] if listed else [time for time in times if statement.span.contains(time.span)]
        return [time for time in listed + inside if not self._is_possessive(time)]

    def _is_possessive(self, time: TimeExpression) -> bool:
        """Whether it tells whose, not when: 'Friday's closing price'."""
        text = self.report.text
        return text[time.span.end : time.span.end + 2] in ("'s", "’s") or text[: time.span.end].endswith(("'s", "’s"))

    def _is_added(self, time: TimeExpression) -> bool:
        """Whether a time comes on top of one told before: 'ook op dinsdag', 'Wednesday too'."""
        text = self.report.text
        before, behind = text[max(0, time.span.start - 20) : time.span.start], text[time.span.end : time.span.end + 15]
        return bool(_ADDED_BEFORE.search(before) or _ADDED_BEHIND.match(behind))

    def _days(self, time: TimeExpression) -> Days:
        """The days of an expression; whole years or months counted back ('dertien jaar geleden') are round.

        A bare clock time says no day: which one it is on is read from around it and dates nothing here.
        """
        days = time.days
        if _BARE_CLOCK.match(time.span.of(self.report.text)):
            return UNKNOWN_DAYS
        if days.start is None or days.end is None or not _AGO.search(time.span.of(self.report.text)):
            return days
        slack = 366 if (days.n_days or 0) > 300 else 31 if (days.n_days or 0) > 27 else 0
        return Days(None, shifted(days.start, -slack), shifted(days.end, slack)) if slack else days

    def _quantities(self, statement: Statement, text: str) -> tuple[Quantity, ...]:
        start = statement.span.start
        dated = tuple(
            Span(max(0, time.span.start - start), time.span.end - start)
            for time in self.annotation.times
            if time.type in ("DATE", "TIME") and time.span.end > start
        )
        return find_quantities(text, self.annotation.language, dated)

    def _takes_back(self, span: Span, sentence: int) -> bool:
        """Whether the sentence, or the one behind it, takes back what was said."""
        sentences = self.annotation.sentences
        if not sentences:
            return takes_back(span.of(self.report.text), self.annotation.language)
        if sentence not in self._taken_back:
            last = min(len(sentences) - 1, sentence + 1)
            around = self.report.text[sentences[sentence].span.start : sentences[last].span.end]
            self._taken_back[sentence] = takes_back(around, self.annotation.language)
        return self._taken_back[sentence]

    def _vector(self, order: int) -> NDArray[np.float32]:
        vectors = self.annotation.statement_vectors
        if order >= len(vectors):
            return np.zeros(vectors.shape[1] if vectors.ndim == 2 else 0, np.float32)
        vector: NDArray[np.float32] = vectors[order].astype(np.float32)
        length = np.float32(np.linalg.norm(vector))
        return np.asarray(vector / length, np.float32) if length else vector


def _is_since(time: TimeExpression) -> bool:
    """Whether an expression dates what goes on from then."""
    return time.days.start is not None and (time.days.end is None or time.mod == "ON_OR_AFTER")


_CONDITION = re.compile(rf"(?<=\S)\s(?:{any_of(function_words('reserving'))})\s", re.I)
_ADDED_BEFORE = re.compile(rf"\b(?:{gather_patterns('claims', 'added_before')})\s(?:\w{{2,4}}\s)?$", re.I)
_ADDED_BEHIND = re.compile(rf"^,?\s(?:{gather_patterns('claims', 'added_behind')})\b", re.I)
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?$")
_BARE_CLOCK = re.compile(
    rf"^\W*(?:(?:{gather_patterns('claims', 'clock_words')}|[0-9]{{1,2}}(?:[.:][0-9]{{2}})?)\b\W*)+$", re.I
)
_AGO = re.compile(rf"\b(?:{any_of(gather_words('claims', 'ago'))})\b", re.I)


def _minutes(time: TimeExpression) -> tuple[int, bool] | None:
    """Minutes after midnight of a clock time such as '2024-05-14T21:15', and whether it is approximate."""
    match = _CLOCK.search(time.value)
    if match is None:
        return None
    return int(match[1]) * 60 + int(match[2] or 0), bool(time.mod)
