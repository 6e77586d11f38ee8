"""Makes the batches of a run in processes of their own, so that the model never waits for them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from zegsman_lab.train.batches import Batch, Mixer, WindowSource, collate
from zegsman_lab.train.setup import Material
from zegsman_lab.train.statement_pairs import StatementPairs
from zegsman_lab.train.windows import Window

_PIECES_A_PAIR = 60
_PIECES_A_SET = 300
"""About what a pair of captions or of statements, and a set of claims, take."""


@dataclass
class Portion:
    """A batch and what it is for."""

    kind: str
    """"windows" of the tasks; "pairs" with a likeness, sets of "claims", or "between": pairs with a relation."""
    batch: Batch
    wanted: Tensor
    """Likeness, claim or relation of each; empty for windows."""

    def to(self, device: torch.device) -> Portion:
        """Returns the same on a device."""
        return Portion(self.kind, self.batch.to(device), self.wanted.to(device))


class Feed(IterableDataset[Portion]):
    """An endless supply of batches; each process draws its own."""

    def __init__(self, material: Material, seed: int) -> None:
        self._material, self._seed = material, seed

    def __iter__(self) -> Iterator[Portion]:
        """Yields batches in the proportions of the recipe."""
        worker = get_worker_info()
        maker = PortionMaker(self._material, self._seed + 1000 * (worker.id if worker else 0))
        while True:
            yield maker.next()


class PortionMaker:
    """Draws batches of every kind from one seed."""

    def __init__(self, material: Material, seed: int) -> None:
        recipe = material.recipe
        self._material = material
        self._size: int = recipe["pieces_a_batch"]
        self._kinds: dict[str, float] = recipe["kinds"]
        sources = [(t, WindowSource(t, material.pieces, seed + i)) for i, t in enumerate(material.tasks)]
        self._mixer = Mixer(sources, self._size, seed)
        self._between = StatementPairs([c.by_kind() for c in material.claims], material.captions, seed)
        self._random, self._rng = random.Random(seed), np.random.default_rng(seed)

    def next(self) -> Portion:
        """Returns a batch of a kind drawn at random."""
        kind = self._random.choices(tuple(self._kinds), tuple(self._kinds.values()))[0]
        made = {"windows": self._windows, "pairs": self._pairs, "claims": self._claims, "between": self._relations}
        return made[kind]()

    def _windows(self) -> Portion:
        return Portion("windows", self._collate(self._mixer.draw()), torch.zeros(0))

    def _pairs(self) -> Portion:
        pairs = self._random.sample(self._material.pairs, min(self._size // _PIECES_A_PAIR, len(self._material.pairs)))
        batch = self._collate([w for left, right, _ in pairs for w in (left, right)], masked=False)
        return Portion("pairs", batch, torch.tensor([likeness for _, _, likeness in pairs]))

    def _claims(self) -> Portion:
        sets = self._random.sample(self._material.claims, min(self._size // _PIECES_A_SET, len(self._material.claims)))
        wanted = [n if kind != "other" else -1 for n, one in enumerate(sets) for kind in one.kinds]
        return Portion("claims", self._collate([w for one in sets for w in one.windows]), torch.tensor(wanted))

    def _relations(self) -> Portion:
        windows, relations = self._between.draw(self._size // _PIECES_A_PAIR)
        return Portion("between", self._collate(windows), torch.tensor(relations))

    def _collate(self, windows: list[Window], *, masked: bool = True) -> Batch:
        rate = self._material.recipe["mask_rate"] if masked else 0.0
        return collate(windows, self._material.special, rate, self._rng)


def open_feed(material: Material, seed: int, workers: int) -> Iterator[Portion]:
    """Returns batches without end, made by so many processes (0: by this one, in the same order every time)."""
    more = {"multiprocessing_context": "fork", "prefetch_factor": 4} if workers else {}
    return iter(DataLoader(Feed(material, seed), batch_size=None, num_workers=workers, **more))
