"""Makes batches of windows of many tasks, in the proportions that a recipe gives."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.samples import Document, Sentence
from zegsman_lab.train.labels import Labels
from zegsman_lab.train.windows import IGNORED, Numbered, Window, number_sentence, pack_windows

_QUOTES = {"“": ("‘", '"', "'", "„", "«"), "”": ("’", '"', "'", "”", "»")}
_BATCHES_A_POOL = 12
_LAYERS = ("upos", "heads", "deprels", "scripts", "compound", "names", "events", "cues")


@dataclass
class Task:
    """Documents that are drawn together, and their share of all pieces."""

    name: str
    documents: list[Document]
    share: float
    shortest_limit: int = 0
    """Windows shorter than this are not made of it."""


class WindowSource:
    """An endless supply of one task's windows."""

    def __init__(self, task: Task, pieces: Pieces, labels: Labels, seed: int) -> None:
        self._task, self._pieces, self._labels = task, pieces, labels
        self._index = {layer: {label: i for i, label in enumerate(v)} for layer, v in labels.as_dict().items()}
        self._random = random.Random(seed)
        self.numbered = [[self._number(s) for s in document.sentences] for document in task.documents]
        self._streams: dict[int, Iterator[Window]] = {}

    def reordered(self, seed: int) -> WindowSource:
        """Returns a source of the same windows in another order."""
        other = copy.copy(self)
        other._random, other._streams = random.Random(seed), {}
        return other

    def _number(self, sentence: Sentence) -> Numbered:
        return number_sentence(sentence, self._pieces, self._labels, self._index)

    def take(self, limit: int) -> Window:
        """Returns the next window of at most `limit` pieces."""
        if limit not in self._streams:
            self._streams[limit] = self._stream(limit)
        return next(self._streams[limit])

    def _stream(self, limit: int) -> Iterator[Window]:
        while True:
            order = list(range(len(self._task.documents)))
            self._random.shuffle(order)
            for i in order:
                document, numbered = self._task.documents[i], self.numbered[i]
                if document.attributions is not None and self._random.random() < 0.4:
                    numbered = self._requoted(document, numbered)
                yield from pack_windows(document, numbered, limit, self._random)

    def _requoted(self, document: Document, numbered: list[Numbered]) -> list[Numbered]:
        """Returns the document with other quotation marks, so that no one kind of them is relied on."""
        style = self._random.randrange(len(_QUOTES["“"]))
        result = []
        for sentence, known in zip(document.sentences, numbered, strict=True):
            words = [_QUOTES[w][style] if w in _QUOTES else w for w in sentence.words]
            cut = self._pieces.split_words(words, sentence.space_before) if words != sentence.words else known.words
            result.append(Numbered(cut, sum(map(len, cut)), known.layers, known.teacher))
        return result


class Mixer:
    """Draws windows so that every task gets its share of the pieces."""

    def __init__(self, sources: Sequence[tuple[Task, WindowSource]], pieces_a_batch: int, seed: int) -> None:
        self._sources = sources
        self._size = pieces_a_batch
        self._random = random.Random(seed)
        self._drawn = [0.0] * len(sources)
        self._waiting: list[list[Window]] = []

    def draw(self) -> list[Window]:
        """Returns the windows of one batch, all of nearly the same length."""
        if not self._waiting:
            self._fill()
        return self._waiting.pop()

    def _fill(self) -> None:
        """Draws windows for several batches and sorts them by length."""
        pool: list[Window] = []
        while sum(window.size for window in pool) < _BATCHES_A_POOL * self._size:
            limit = self._random.choices((64, 128, 192), (2, 5, 9))[0]
            fitting = [i for i, (task, _) in enumerate(self._sources) if task.shortest_limit <= limit]
            i = min(fitting, key=lambda i: self._drawn[i] / self._sources[i][0].share)
            pool.append(self._sources[i][1].take(limit))
            self._drawn[i] += pool[-1].size
        pool.sort(key=lambda window: -window.size)
        while pool:
            n = max(1, self._size // round_up(pool[0].size))
            self._waiting.append(pool[:n])
            pool = pool[n:]
        self._random.shuffle(self._waiting)


def round_up(size: int) -> int:
    """Rounds a length up to one of few, since each new shape costs the library a compilation."""
    return -(-size // 16) * 16


@dataclass
class Batch:
    """Windows as tensors, padded; labels that are missing are -100."""

    pieces: Tensor
    real: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    """Index of the word's sentence in the window, -1 for padding."""
    labels: dict[str, Tensor]
    cue_window: Tensor
    cue_first: Tensor
    cue_last: Tensor
    roles: Tensor
    """int64[cues, words], -100 for padding."""
    taught: list[tuple[int, int, int, int]]
    """Window, first and end word, and row in the table of the original encoder's vectors."""


def collate(windows: Sequence[Window], special: dict[str, int], mask_rate: float, rng: np.random.Generator) -> Batch:
    """Pads windows; `mask_rate` of the words lose their pieces to the unknown piece."""
    n_pieces = round_up(max(w.size for w in windows))
    n_words = max(sum(len(s.words) for s in w.sentences) for w in windows)
    shape = (len(windows), n_words)
    pieces = np.full((len(windows), n_pieces), special["pad"], np.int64)
    first, last = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    sentence = np.full(shape, -1, np.int64)
    labels = {layer: np.full(shape, IGNORED, np.int64) for layer in _LAYERS}
    taught: list[tuple[int, int, int, int]] = []
    cues: list[tuple[int, int, int, np.ndarray]] = []
    for w, window in enumerate(windows):
        pieces[w, 0] = special["bos"]
        at, word = 1, 0
        for s, numbered in enumerate(window.sentences):
            end = word + len(numbered.words)
            masked = rng.random(len(numbered.words)) < mask_rate
            for k, cut in enumerate(numbered.words):
                pieces[w, at : at + len(cut)] = special["unk"] if masked[k] else cut
                first[w, word + k], last[w, word + k] = at, at + len(cut) - 1
                at += len(cut)
            sentence[w, word:end] = s
            for layer, values in numbered.layers.items():
                labels[layer][w, word:end] = values
            if "heads" in numbered.layers:
                heads = labels["heads"][w, word:end]
                labels["heads"][w, word:end] = np.where(heads > 0, heads + word, heads)
            if numbered.teacher >= 0:
                taught.append((w, word, end, numbered.teacher))
            word = end
        pieces[w, at] = special["eos"]
        if window.cues is not None:
            labels["cues"][w, :word] = window.cues
            cues.extend((w, a, b, roles) for a, b, roles in window.attributions)
    roles = np.full((len(cues), n_words), IGNORED, np.int64)
    for i, (_, _, _, values) in enumerate(cues):
        roles[i, : len(values)] = values
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(pieces != special["pad"]),
        torch.from_numpy(first),
        torch.from_numpy(last),
        torch.from_numpy(sentence),
        {layer: torch.from_numpy(values) for layer, values in labels.items()},
        torch.tensor([c[0] for c in cues], dtype=torch.int64),
        torch.tensor([c[1] for c in cues], dtype=torch.int64),
        torch.tensor([c[2] for c in cues], dtype=torch.int64),
        torch.from_numpy(roles),
        taught,
    )
