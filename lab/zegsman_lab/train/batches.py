"""Makes batches of windows of many tasks, in the proportions that a recipe gives."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.samples import Document, Sentence
from zegsman_lab.train.labels import Labels
from zegsman_lab.train.windows import IGNORED, Numbered, Window, number_sentence, pack_windows

_QUOTES = {"“": ("‘", '"', "'", "„", "«"), "”": ("’", '"', "'", "”", "»")}
_BATCHES_A_POOL = 12
_LIMITS, _LIMIT_SHARES = (64, 128, 192, 232), (2, 4, 6, 4)
"""Lengths of windows in pieces, up to what the program reads at once, and how often each is made."""
_LAYERS = ("upos", "heads", "deprels", "scripts", "compound", "names", "events", "cues")


@dataclass
class Task:
    """Documents that are drawn together, and their share of all pieces."""

    name: str
    documents: list[Document]
    share: float
    shortest_limit: int = 0
    """Windows shorter than this are not made of it."""


@dataclass
class NumberedTask:
    """A task with its sentences as numbers."""

    name: str
    documents: list[Document]
    """Without the labels, which are in `numbered`."""
    numbered: list[list[Numbered]]
    share: float
    shortest_limit: int

    def only(self, wanted: Callable[[int], bool]) -> NumberedTask:
        """Returns the task with the documents whose index is wanted."""
        kept = [i for i in range(len(self.documents)) if wanted(i)]
        documents, numbered = [self.documents[i] for i in kept], [self.numbered[i] for i in kept]
        return NumberedTask(self.name, documents, numbered, self.share, self.shortest_limit)


def number_task(task: Task, pieces: Pieces, labels: Labels) -> NumberedTask:
    """Turns a task's sentences into numbers."""
    index = {layer: {label: i for i, label in enumerate(v)} for layer, v in labels.as_dict().items()}
    numbered = [[number_sentence(s, pieces, labels, index) for s in d.sentences] for d in task.documents]
    bare = [
        dataclasses.replace(d, sentences=[Sentence(s.words, s.space_before) for s in d.sentences], spans=[])
        for d in task.documents
    ]
    return NumberedTask(task.name, bare, numbered, task.share, task.shortest_limit)


class WindowSource:
    """An endless supply of one task's windows."""

    def __init__(self, task: NumberedTask, pieces: Pieces, seed: int) -> None:
        self._task, self._pieces = task, pieces
        self._random = random.Random(seed)
        self._streams: dict[int, Iterator[Window]] = {}

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
                document, numbered = self._task.documents[i], self._task.numbered[i]
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

    def __init__(self, sources: Sequence[tuple[NumberedTask, WindowSource]], pieces_a_batch: int, seed: int) -> None:
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
            limit = self._random.choices(_LIMITS, _LIMIT_SHARES)[0]
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
    groups: Tensor
    """int64[windows, words]: the stretch that each word is of whose vector the losses want, -1 for none."""
    rows: Tensor
    """int64[groups]: row of each such stretch in the table of the original encoder's vectors."""
    whole: Tensor
    """The pieces with no word masked."""

    def to(self, device: torch.device) -> Batch:
        """Returns the batch with all its tensors on a device."""
        moved = {field.name: _moved(getattr(self, field.name), device) for field in dataclasses.fields(self)}
        return Batch(**moved)


def _moved(value: Any, device: torch.device) -> Any:
    if isinstance(value, dict):
        return {name: tensor.to(device, non_blocking=True) for name, tensor in value.items()}
    return value.to(device, non_blocking=True)


def collate(windows: Sequence[Window], special: dict[str, int], mask_rate: float, rng: np.random.Generator) -> Batch:
    """Pads windows; `mask_rate` of the words lose their pieces to the unknown piece."""
    n_pieces = round_up(max(w.size for w in windows))
    n_words = max(sum(len(s.words) for s in w.sentences) for w in windows)
    shape = (len(windows), n_words)
    whole = np.full((len(windows), n_pieces), special["pad"], np.int64)
    hidden = np.zeros((len(windows), n_pieces), bool)
    first, last = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    sentence, groups = np.full(shape, -1, np.int64), np.full(shape, -1, np.int64)
    labels = {layer: np.full(shape, IGNORED, np.int64) for layer in _LAYERS}
    rows: list[int] = []
    cues: list[tuple[int, int, int, NDArray[np.int64]]] = []
    for w, window in enumerate(windows):
        at, word = 1, 0
        whole[w, 0] = special["bos"]
        for s, numbered in enumerate(window.sentences):
            if s and window.apart:
                whole[w, at] = special["eos"]
                at += 1
            end, stop = word + len(numbered.words), at + numbered.size
            lengths = np.fromiter(map(len, numbered.words), np.int64, len(numbered.words))
            ends = at + lengths.cumsum()
            first[w, word:end], last[w, word:end] = ends - lengths, ends - 1
            whole[w, at:stop] = [piece for cut in numbered.words for piece in cut]
            hidden[w, at:stop] = np.repeat(rng.random(len(lengths)) < mask_rate, lengths)
            sentence[w, word:end] = s
            for layer, values in numbered.layers.items():
                labels[layer][w, word:end] = values
            if "heads" in numbered.layers:
                heads = labels["heads"][w, word:end]
                labels["heads"][w, word:end] = np.where(heads > 0, heads + word, heads)
            if numbered.teacher >= 0:
                groups[w, word:end] = len(rows)
                rows.append(numbered.teacher)
            at, word = stop, end
        whole[w, at] = special["eos"]
        if window.cues is not None:
            labels["cues"][w, :word] = window.cues
            cues.extend((w, a, b, roles) for a, b, roles in window.attributions)
    roles = np.full((len(cues), n_words), IGNORED, np.int64)
    for i, (_, _, _, values) in enumerate(cues):
        roles[i, : len(values)] = values
    return Batch(
        torch.from_numpy(np.where(hidden, special["unk"], whole)),
        torch.from_numpy(whole != special["pad"]),
        torch.from_numpy(first),
        torch.from_numpy(last),
        torch.from_numpy(sentence),
        {layer: torch.from_numpy(values) for layer, values in labels.items()},
        torch.tensor([c[0] for c in cues], dtype=torch.int64),
        torch.tensor([c[1] for c in cues], dtype=torch.int64),
        torch.tensor([c[2] for c in cues], dtype=torch.int64),
        torch.from_numpy(roles),
        torch.from_numpy(groups),
        torch.tensor(rows, dtype=torch.int64),
        torch.from_numpy(whole),
    )
