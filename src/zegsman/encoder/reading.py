"""What one reading of a text gives: labels, trees, spans and vectors, all by token index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zegsman.encoder.sequences import TaggedSpan

__all__ = ["AttributionReading", "Reading", "SentenceReading", "TaggedSpan"]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence; token indices count from its first token."""

    first_token: int
    """Index of its first token in the text."""
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    """Index of each token's head, -1 for the one root."""
    deprels: tuple[str, ...]
    scripts: tuple[str, ...]
    """Edit script that makes each token's lemma."""
    compounds: tuple[bool, ...]
    """Whether each token is a compound or separable verb (Dutch)."""
    names: tuple[TaggedSpan, ...]
    """Label PER, ORG, LOC or MISC."""
    triggers: tuple[TaggedSpan, ...]
    """Event triggers; label OCCURRENCE, REPORTING, STATE and so on."""
    embedding: NDArray[np.float32]
    """float32[width], a unit vector."""


@dataclass(frozen=True, slots=True)
class AttributionReading:
    """A cue with what the encoder ties to it; token indices are those of the text."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    cue_confidence: float
    source_confidence: float
    """Mean probability of the source's tokens; without a source, of there being none."""
    content_confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole text, read once."""

    sentences: tuple[SentenceReading, ...]
    attributions: tuple[AttributionReading, ...]
    """In order of their cues."""
    vectors: NDArray[np.float16]
    """float16[n_tokens, width]: the mean of a stretch of these, made a unit vector, is its embedding."""

    def embed(self, tokens: Iterable[int]) -> NDArray[np.float32]:
        """Returns the embedding of some tokens, float32[width], a unit vector (zeros for no tokens)."""
        return embed_rows(self.vectors[np.fromiter(tokens, np.int64)])


def embed_rows(vectors: NDArray[np.float16] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the mean of word vectors as a unit vector."""
    if not len(vectors):
        return np.zeros(vectors.shape[1], np.float32)
    mean = vectors.astype(np.float32).mean(0)
    unit: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit
