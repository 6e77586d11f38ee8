"""Sentence vectors that the trained encoder is kept close to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman.encoder.pieces import Pieces
from zegsman_lab.train.batches import collate
from zegsman_lab.train.bert import Bert
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.losses import sentence_vectors
from zegsman_lab.train.precision import reduced_precision
from zegsman_lab.train.windows import Numbered, Window

_PREFIX = ["query", ":"]
_AT_ONCE = 256


Taught = Sequence[tuple[list[str], list[bool]]]
"""Sentences as words, and whether white space stands before each."""


@torch.no_grad()
def teach(bert: Bert, table: Tensor, pieces: Pieces, special: dict[str, int], sentences: Taught) -> Tensor:
    """Returns the original encoder's unit vectors of sentences less their mean, float32[sentences, width].

    The mean is taken off because all vectors of this encoder point much the same way: without it,
    unrelated sentences have a cosine of 0.75 and more.
    """
    cut = []
    for words, spaces in sentences:
        ids = [i for word in pieces.split_words([*_PREFIX, *words], [True, False, True, *spaces[1:]]) for i in word]
        cut.append([special["bos"], *ids[:126], special["eos"]])
    order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
    vectors = torch.zeros(len(cut), table.shape[1], device=table.device)
    for start in range(0, len(order), _AT_ONCE):
        rows = order[start : start + _AT_ONCE]
        padded = np.full((len(rows), len(cut[rows[-1]])), special["pad"], np.int64)
        for k, i in enumerate(rows):
            padded[k, : len(cut[i])] = cut[i]
        ids = torch.from_numpy(padded).to(table.device)
        real = ids != special["pad"]
        with reduced_precision(table.device):
            hidden = bert(table[ids], real).float()
        vectors[rows] = F.normalize((hidden * real[..., None]).sum(1) / real.sum(1, keepdim=True), dim=-1)
    return F.normalize(vectors - vectors.mean(0), dim=-1)


@torch.no_grad()
def own_vectors(model: Reading, table: Tensor, pieces: Pieces, special: dict[str, int], sentences: Taught) -> Tensor:
    """Returns a trained model's unit vectors of sentences, float32[sentences, width]: those it is to keep close to."""
    windows = []
    for words, spaces in sentences:
        cut = pieces.split_words(words, spaces)
        numbered = Numbered(cut, sum(map(len, cut)), {}, teacher=0)
        windows.append(Window([numbered], size=numbered.size + 2))
    order = sorted(range(len(windows)), key=lambda i: windows[i].size)
    vectors = torch.zeros(len(windows), table.shape[1], device=table.device)
    for start in range(0, len(order), _AT_ONCE):
        rows = order[start : start + _AT_ONCE]
        batch = collate([windows[i] for i in rows], special, 0.0, np.random.default_rng(0)).to(table.device)
        with reduced_precision(table.device):
            read = model.word_vectors(table[batch.pieces], batch.real, batch.first, batch.last)
        vectors[rows] = sentence_vectors(model, read, batch)
    return vectors
