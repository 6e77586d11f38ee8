"""The original encoder's sentence vectors, which the trained one is kept close to."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman.encoder.pieces import Pieces
from zegsman_lab.train.bert import Bert

_PREFIX = ["query", ":"]


def teach(
    bert: Bert,
    table: Tensor,
    pieces: Pieces,
    special: dict[str, int],
    sentences: Sequence[tuple[list[str], list[bool]]],
) -> Tensor:
    """Returns the unit vectors of sentences less their mean, float32[sentences, width].

    The mean is taken off because all vectors of this encoder point much the same way: without it,
    unrelated sentences have a cosine of 0.75 and more.
    """
    cut = []
    for words, spaces in sentences:
        ids = [i for word in pieces.split_words([*_PREFIX, *words], [True, False, True, *spaces[1:]]) for i in word]
        cut.append([special["bos"], *ids[:126], special["eos"]])
    order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
    vectors = torch.zeros(len(cut), table.shape[1])

    def fill(start: int) -> None:
        rows = order[start : start + 64]
        padded = np.full((len(rows), len(cut[rows[-1]])), special["pad"], np.int64)
        for k, i in enumerate(rows):
            padded[k, : len(cut[i])] = cut[i]
        ids = torch.from_numpy(padded)
        real = ids != special["pad"]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = bert(table[ids], real).float()
        vectors[rows] = F.normalize((hidden * real[..., None]).sum(1) / real.sum(1, keepdim=True), dim=-1)

    threads = torch.get_num_threads()
    with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        list(pool.map(fill, range(0, len(order), 64)))
    torch.set_num_threads(threads)
    return F.normalize(vectors - vectors.mean(0), dim=-1)
