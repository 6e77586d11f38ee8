"""What stands where in one report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from zegsman.errors import RecordError
from zegsman.record.days import UNKNOWN_DAYS, Days, parse_iso_days, shifted
from zegsman.record.spans import Span

_WEEK = re.compile(r"\d{4}-W\d{2}")
_DAYS_OF_WEEK = 7
NOTED = "model:noted"
"""What `why` is of an attribution that is marked for whoever counts them, and that no statement rests on."""


class NameType(StrEnum):
    """CoNLL name types; nationality adjectives are MISC."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


class Kind(StrEnum):
    """How a statement is told (GUIDE: kind)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    HEARSAY = "hearsay"
    NARRATED = "narrated"


class Certainty(StrEnum):
    """As the report presents it (FactBank's CT, PR, PS, U)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the report says that it is so."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class TimeStatus(StrEnum):
    """Of what is stated, seen from the publication date."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its place in the sentence's tree."""

    span: Span
    text: str
    lemma: str
    upos: str
    head: int
    """Index in `Annotation.tokens`, -1 for a root."""
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its tokens `[first_token, end_token)` and its block in `Report.blocks` (-1 for none)."""

    span: Span
    first_token: int
    end_token: int
    block: int = -1
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name, with the type and the program's confidence in [0, 1]."""

    span: Span
    type: NameType
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """One end of a range as TIMEX3 marks it: an expression of its own, with its own days."""

    span: Span
    type: str
    value: str
    days: Days


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression and the days that it can mean, given the publication date at its precision."""

    span: Span
    type: str
    """DATE, TIME, DURATION or SET."""
    value: str
    """TIMEX3 value: '2023-09', '2023-W35', 'P10D', 'XXXX-WXX-1', 'PAST_REF'."""
    days: Days = UNKNOWN_DAYS
    """The days meant; open or unknown for durations and sets."""
    mod: str | None = None
    """TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER …"""
    anaphoric: bool = False
    """Counted from a time in the text rather than from the publication date."""
    ends: tuple[RangeEnd, ...] = ()
    """Of a range its two ends; TIMEX3 has no expression for the whole."""

    @property
    def named(self) -> Days:
        """The days that its words name: of 'sinds augustus' August, where `days` lasts until publication."""
        if self.mod not in {"ON_OR_AFTER", "ON_OR_BEFORE"}:
            return self.days
        if self.days.start is not None and self.mod == "ON_OR_AFTER" and _WEEK.fullmatch(self.value):
            return Days(self.value, self.days.start, shifted(self.days.start, _DAYS_OF_WEEK - 1))
        try:
            return parse_iso_days(self.value)
        except RecordError:
            return self.days


@dataclass(frozen=True, slots=True)
class SourceMention:
    """One link of a chain as the report names it.

    `text` is the shortest full noun phrase, a pronoun or short description ('hij', 'de krant') written as what it
    stands for; `span` is where the words of the link stand (of the pronoun itself, if it is one), `antecedent`
    where the words in `text` stand if elsewhere, or those of whom it is some ('een van hen' keeps its own words).
    """

    text: str
    span: Span
    antecedent: Span | None = None

    @property
    def named_at(self) -> Span:
        """Where the words in `text` stand."""
        return self.antecedent or self.span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content tied together in one report; content and source may be discontinuous.

    `source` is empty where it is attributed to nobody (hearsay). `why` names the rule or the head it is from.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    confidence: float = 1.0
    why: str = ""
    chain: tuple[SourceMention, ...] = ()
    """Who has it from whom, nearest first, origin last; the report's own outlet is never in it."""

    @property
    def is_noted(self) -> bool:
        """Whether no statement rests on it: nobody is named ('is expected to'), or the writer himself thinks it."""
        return self.why == NOTED


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event, and as what: actor, recipient, location or other."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is to, as one statement tells it (PLOVER types)."""

    span: Span
    """The trigger."""
    type: str
    """PLOVER type in capitals, '' where none fits."""
    mode: str | None
    certainty: Certainty
    polarity: Polarity
    time_status: TimeStatus
    participants: tuple[Participant, ...] = ()
    time: int = -1
    """Index in `Annotation.times` of the expression that dates it, -1 for none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One place in one report that says something."""

    id: str
    report: str
    span: Span
    chain: tuple[SourceMention, ...]
    cue: Span | None
    kind: Kind
    certainty: Certainty
    polarity: Polarity
    time_status: TimeStatus
    times: tuple[int, ...] = ()
    """Indices in `Annotation.times` of the expressions that date what is stated, most telling first."""
    events: tuple[int, ...] = ()
    """Indices in `Annotation.events`, main event first."""
    attribution: int = -1
    """Index in `Annotation.attributions` of the nearest one, -1 where narrated."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or short description in a report and the name or full description it stands for."""

    span: Span
    antecedent: Span


@dataclass(frozen=True, eq=False)
class Annotation:
    """Everything marked in one report; looks at no other report.

    Lists are in order of the text. `sentence_vectors` is float16[n_sentences, d], `statement_vectors`
    float16[n_statements, d]; both have zero rows where nothing was read or no encoder was at hand.
    """

    report: str
    language: str
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    references: tuple[Reference, ...] = ()
    sentence_vectors: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))
    statement_vectors: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))
    sure: bool = True
    """False where the language is read by transfer only."""
