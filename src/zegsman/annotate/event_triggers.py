"""Finds the words that tell of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zegsman.encoder.reading import Reading
from zegsman.record.spans import Span


@dataclass(frozen=True, slots=True)
class EventTrigger:
    """Words that tell of an event, with the class of event in TimeML's manner."""

    span: Span
    tokens: tuple[int, ...]
    """Indices in the report's tokens."""
    label: str
    """OCCURRENCE, REPORTING, PERCEPTION, ASPECTUAL, STATE, I_ACTION or I_STATE."""
    confidence: float


def find_event_triggers(reading: Reading, offsets: Sequence[tuple[int, int]]) -> tuple[EventTrigger, ...]:
    """Returns the triggers that the encoder read, in order; `offsets` are those of the tokens."""
    triggers = []
    for sentence in reading.sentences:
        for found in sentence.triggers:
            tokens = tuple(range(sentence.first_token + found.first, sentence.first_token + found.end))
            span = Span(offsets[tokens[0]][0], offsets[tokens[-1]][1])
            triggers.append(EventTrigger(span, tokens, found.label, round(found.confidence, 4)))
    return tuple(triggers)
