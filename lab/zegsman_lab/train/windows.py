"""Packs sentences into windows and gives them the numbers that the heads are trained on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from zegsman.annotate.lemmas import script_of
from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.samples import UNKNOWN_HEAD, Attribution, Document, Sentence
from zegsman_lab.train.labels import Labels, base_lemma, is_compound

IGNORED = -100
_MAX_WORD_LAYERS = ("upos", "heads", "deprels", "scripts", "compound", "names", "events")


@dataclass
class Numbered:
    """A sentence as numbers; a layer that is not labelled is missing from `layers`."""

    words: list[tuple[int, ...]]
    size: int
    """Pieces in all."""
    layers: dict[str, NDArray[np.int64]]
    teacher: int = -1
    """Row of the sentence in the table of the original encoder's vectors, -1 for none."""


@dataclass
class Window:
    """Whole sentences that the encoder reads together."""

    sentences: list[Numbered]
    attributions: list[tuple[int, int, NDArray[np.int64]]] = field(default_factory=list)
    """First and last word of the cue, and the role of each word."""
    cues: NDArray[np.int64] | None = None
    size: int = 2
    apart: bool = False
    """Whether a separator stands between the sentences, as between two statements that are compared."""


def number_sentence(sentence: Sentence, pieces: Pieces, labels: Labels, index: dict[str, dict[str, int]]) -> Numbered:
    """Turns a sentence into numbers; `index` maps each layer's labels to their class."""
    words = pieces.split_words(sentence.words, sentence.space_before)
    layers: dict[str, NDArray[np.int64]] = {}
    if sentence.upos and sentence.heads and sentence.deprels and sentence.lemmas:
        every = range(len(sentence.words))
        layers["upos"] = _classes(index["upos"], sentence.upos)
        heads = np.array(sentence.heads, np.int64)
        layers["heads"] = np.where(heads == UNKNOWN_HEAD, IGNORED, heads + 1)
        layers["deprels"] = _classes(index["deprels"], sentence.deprels)
        scripts = [script_of(sentence.words[i], base_lemma(sentence, i)) for i in every]
        layers["scripts"] = _classes(index["scripts"], scripts)
        if sentence.compounds:
            layers["compound"] = np.array([is_compound(sentence, i) for i in every], np.int64)
    if sentence.names:
        layers["names"] = _classes(index["names"], sentence.names)
    if sentence.events:
        layers["events"] = _classes(index["events"], sentence.events)
    return Numbered(words, sum(map(len, words)), layers)


def _classes(index: dict[str, int], values: list[str]) -> NDArray[np.int64]:
    return np.array([index.get(value, IGNORED) for value in values], np.int64)


def pack_windows(
    document: Document, numbered: list[Numbered], limit: int, random_source: random.Random
) -> Iterator[Window]:
    """Yields a document's windows of at most `limit` pieces, the first cut at random."""
    window, room, starts = Window([]), random_source.randint(limit // 3, limit), 0
    at = 0
    for sentence in numbered:
        if window.sentences and window.size + sentence.size > room:
            yield _with_attributions(window, document, starts)
            window, room, starts = Window([]), limit, at
        at += len(sentence.words)
        if sentence.size + 2 > limit:
            starts = at
            continue
        window.sentences.append(sentence)
        window.size += sentence.size
    if window.sentences:
        yield _with_attributions(window, document, starts)


def _with_attributions(window: Window, document: Document, start: int) -> Window:
    """Adds cues and roles of the attributions whose cue lies in the window; `start` is its first word."""
    if document.attributions is None:
        return window
    n_words = sum(len(s.words) for s in window.sentences)
    window.cues = np.zeros(n_words, np.int64)
    for attribution in document.attributions:
        cue = [i - start for i in attribution.cue if start <= i < start + n_words]
        if not cue or len(cue) < len(attribution.cue):
            continue
        window.cues[cue] = 2
        window.cues[cue[0]] = 1
        roles = _roles(attribution, start, n_words)
        if roles is not None:
            window.attributions.append((cue[0], cue[-1], roles))
    return window


def _roles(attribution: Attribution, start: int, n_words: int) -> NDArray[np.int64] | None:
    """Returns the role of each word, or None where most of the content lies outside the window."""
    roles = np.zeros(n_words, np.int64)
    inside = 0
    for first, words in ((3, attribution.content), (1, attribution.source)):
        previous = -2
        for i in words:
            if start <= i < start + n_words:
                roles[i - start] = first + (i == previous + 1)
                inside += first == 3
            previous = i
    return roles if 2 * inside >= len(attribution.content) else None
