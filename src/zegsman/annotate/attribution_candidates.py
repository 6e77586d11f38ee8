"""Finds what the encoder takes for attributions: source, cue and content, each as spans.

They are candidates: rules over syntax and lexicon mend them and add what the encoder misses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zegsman.encoder.reading import AttributionReading, Reading
from zegsman.record.spans import Span


@dataclass(frozen=True, slots=True)
class AttributionCandidate:
    """Source, cue and content as the encoder ties them together."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_tokens: tuple[int, ...]
    cue_tokens: tuple[int, ...]
    content_tokens: tuple[int, ...]
    cue_confidence: float
    source_confidence: float
    content_confidence: float

    @property
    def confidence(self) -> float:
        """How sure the encoder is of the whole."""
        return self.cue_confidence * self.content_confidence


def find_attribution_candidates(
    reading: Reading, offsets: Sequence[tuple[int, int]]
) -> tuple[AttributionCandidate, ...]:
    """Returns the attributions that the encoder read, in order of their cues."""
    return tuple(_candidate(attribution, offsets) for attribution in reading.attributions)


def _candidate(attribution: AttributionReading, offsets: Sequence[tuple[int, int]]) -> AttributionCandidate:
    source = _one_source(attribution.source, attribution.cue)
    return AttributionCandidate(
        source=spans_of(source, offsets),
        cue=spans_of(attribution.cue, offsets),
        content=spans_of(attribution.content, offsets),
        source_tokens=source,
        cue_tokens=attribution.cue,
        content_tokens=attribution.content,
        cue_confidence=round(attribution.cue_confidence, 4),
        source_confidence=round(attribution.source_confidence, 4),
        content_confidence=round(attribution.content_confidence, 4),
    )


def _one_source(source: tuple[int, ...], cue: tuple[int, ...]) -> tuple[int, ...]:
    """Keeps the longest stretch of the source, the nearest to the cue among equals."""
    stretches = stretches_of(source)
    if len(stretches) < 2:
        return source
    return max(stretches, key=lambda s: (len(s), -min(abs(s[0] - cue[0]), abs(s[-1] - cue[0]))))


def stretches_of(tokens: Sequence[int]) -> list[tuple[int, ...]]:
    """Cuts token indices into runs without gaps."""
    runs: list[list[int]] = []
    for i_token in tokens:
        if runs and runs[-1][-1] == i_token - 1:
            runs[-1].append(i_token)
        else:
            runs.append([i_token])
    return [tuple(run) for run in runs]


def spans_of(tokens: Sequence[int], offsets: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Returns the spans that runs of tokens cover."""
    return tuple(Span(offsets[run[0]][0], offsets[run[-1]][1]) for run in stretches_of(tokens))
