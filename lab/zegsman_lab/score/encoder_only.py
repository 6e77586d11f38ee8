"""What the encoder alone gives, before any rule: for choices about the heads."""

from __future__ import annotations

from zegsman.annotate.attribution_candidates import AttributionCandidate, find_attribution_candidates
from zegsman.annotate.event_triggers import EventTrigger, find_event_triggers
from zegsman.annotate.sentences import split_sentences
from zegsman.annotate.tokens import split_tokens
from zegsman.encoder import Encoder, Reading, Words


def read_text(encoder: Encoder, text: str, language: str) -> tuple[Reading, list[tuple[int, int]]]:
    """Reads a text; returns the reading and the offsets of its tokens."""
    offsets = split_tokens(text, language)
    sentences = [
        Words([text[a:b] for a, b in own], [a == 0 or text[a - 1].isspace() for a, _ in own])
        for start, end in split_sentences(text, offsets)
        for own in [offsets[start:end]]
    ]
    return encoder.read(sentences), offsets


def predict_attributions(encoder: Encoder, text: str, language: str) -> list[dict[str, list[list[int]]]]:
    """Returns the attributions that the encoder finds, as the corpora write them."""
    reading, offsets = read_text(encoder, text, language)
    return [_as_written(candidate) for candidate in find_attribution_candidates(reading, offsets)]


def predict_triggers(encoder: Encoder, text: str, language: str) -> tuple[EventTrigger, ...]:
    """Returns the event triggers that the encoder finds."""
    reading, offsets = read_text(encoder, text, language)
    return find_event_triggers(reading, offsets)


def _as_written(candidate: AttributionCandidate) -> dict[str, list[list[int]]]:
    return {
        role: [[span.start, span.end] for span in getattr(candidate, role)] for role in ("source", "cue", "content")
    }
