"""Turns the scores of one window into labels, trees and spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zegsman.encoder.heads import Heads
from zegsman.encoder.reading import AttributionReading
from zegsman.encoder.sequences import TaggedSpan, best_tags, find_spans, log_softmax

COMPOUND_BIAS = 0.6
"""Added to the score of being a compound: the word lists that find its parts keep most false ones out."""


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the graph gives for the words of one window."""

    projected: NDArray[np.float32]
    scripts: NDArray[np.int64]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """Labels of one segment; indices count from its first word."""

    upos: list[str]
    heads: list[int]
    deprels: list[str]
    scripts: list[str]
    compounds: list[bool]
    names: list[TaggedSpan]
    triggers: list[TaggedSpan]


class Decoder:
    """Reads labels off scores."""

    def __init__(self, heads: Heads, labels: dict[str, tuple[str, ...]]) -> None:
        self._heads = heads
        self._labels = labels

    def segments(self, scores: WindowScores, segments: Sequence[range]) -> list[SegmentReading]:
        """Decodes stretches of a window, one behind the other, which are each a sentence or part of one."""
        start = segments[0].start
        owned = slice(start, segments[-1].stop)
        projected, labels = scores.projected[owned], self._labels
        own = [slice(segment.start - start, segment.stop - start) for segment in segments]
        trees = [self._heads.tree(projected[words]) for words in own]
        heads = [h if h < 0 else h + words.start for words, tree in zip(own, trees, strict=True) for h in tree]
        deprels = [labels["deprels"][k] for k in self._heads.relations(projected, heads)]
        upos = [labels["upos"][k] for k in self._heads.part(projected, "upos").argmax(1)]
        scripts = [labels["scripts"][k] for k in scores.scripts[owned]]
        compound = self._heads.part(projected, "compound")
        compounds = (compound[:, 1] + COMPOUND_BIAS > compound[:, 0]).tolist()
        names, triggers = self._spans(projected, own, "names"), self._spans(projected, own, "events")
        return [
            SegmentReading(
                upos=upos[words],
                heads=tree,
                deprels=_rooted(deprels[words], tree),
                scripts=scripts[words],
                compounds=compounds[words],
                names=named,
                triggers=triggering,
            )
            for words, tree, named, triggering in zip(own, trees, names, triggers, strict=True)
        ]

    def attributions(self, scores: WindowScores, owned: range, offset: int) -> list[AttributionReading]:
        """Decodes the attributions whose cue begins at one of the `owned` words of a window.

        Args:
            scores: Of the window.
            owned: The words that the window is read for.
            offset: Index in the text of the window's first word.

        Returns:
            Attributions with their content, in order; a cue without content is left out.
        """
        log = log_softmax(self._heads.part(scores.projected, "cues"))
        tags = self._labels["cues"]
        cues = find_spans(best_tags(log, tags), np.exp(log), tags)
        found = (self._attribution(scores, cue, offset) for cue in cues if cue.first in owned)
        return [attribution for attribution in found if attribution.content]

    def _attribution(self, scores: WindowScores, cue: TaggedSpan, offset: int) -> AttributionReading:
        log = log_softmax(self._heads.roles(scores.projected, cue.first, cue.end - 1))
        log[cue.first : cue.end, 1:] -= 1e4
        tags = self._labels["roles"]
        best = best_tags(log, tags)
        probability = np.exp(log)
        chosen = probability[np.arange(len(best)), best]
        source, content = (np.flatnonzero(_told(tags, role)[best]) for role in ("source", "content"))
        return AttributionReading(
            cue=tuple(range(cue.first + offset, cue.end + offset)),
            source=tuple((source + offset).tolist()),
            content=tuple((content + offset).tolist()),
            cue_confidence=min(1.0, cue.confidence),
            source_confidence=float(chosen[source].mean() if len(source) else 1 - probability[:, 1].max()),
            content_confidence=float(chosen[content].mean()) if len(content) else 0.0,
        )

    def _spans(self, projected: NDArray[np.float32], own: Sequence[slice], layer: str) -> list[list[TaggedSpan]]:
        """The spans of a layer in each of some stretches, by index in the stretch."""
        log = log_softmax(self._heads.part(projected, layer))
        probabilities, tags = np.exp(log), self._labels[layer]
        return [find_spans(best_tags(log[words], tags), probabilities[words], tags) for words in own]


@lru_cache(maxsize=8)
def _told(tags: tuple[str, ...], role: str) -> NDArray[np.bool_]:
    """Returns bool[n_tags]: whether a tag is of a role."""
    return np.array([tag.endswith(role) for tag in tags])


def _rooted(deprels: list[str], heads: Sequence[int]) -> list[str]:
    """Gives the root the relation "root", and no other word."""
    return [
        "root" if head < 0 else "dep" if deprel == "root" else deprel
        for head, deprel in zip(heads, deprels, strict=True)
    ]
