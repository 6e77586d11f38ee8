"""The training loop: so many steps, on a GPU or on a CPU."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman_lab.train.batches import Batch
from zegsman_lab.train.feed import Portion, open_feed
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.losses import WEIGHTS, batch_losses, between_loss, claim_loss, group_means, sentence_vectors
from zegsman_lab.train.precision import reduced_precision
from zegsman_lab.train.setup import Material

Losses = dict[str, Tensor]


class Tables:
    """What every step looks up: word embeddings and the vectors of the original encoder, on the device."""

    def __init__(self, words: Tensor, teacher: Tensor, device: torch.device) -> None:
        self.words, self.teacher, self.device = words, teacher, device

    def read(self, model: Reading, batch: Batch, pieces: Tensor | None = None) -> Tensor:
        """Returns the word vectors of a batch, float[windows, words, width]; `pieces` stand in for the batch's."""
        with reduced_precision(self.device):
            given = self.words[batch.pieces if pieces is None else pieces]
            return model.word_vectors(given, batch.real, batch.first, batch.last)


def train(
    material: Material,
    model: Reading,
    tables: Tables,
    *,
    steps: int,
    rates: tuple[float, float],
    seed: int,
    workers: int,
    extra: Callable[[Reading, Tensor, Portion], Losses] | None = None,
) -> None:
    """Trains a model in place.

    Args:
        material: What `prepare` gives.
        model: On the device of `tables`.
        tables: Embeddings and teacher.
        steps: After how many the learning rate has fallen to nothing.
        rates: The highest learning rates, of the encoder and of the heads.
        seed: Of the batches.
        workers: Processes that make batches.
        extra: Losses beside those on the labels, of the model, a batch's word vectors and the batch.
    """
    torch.manual_seed(seed)
    optimiser = _optimiser(model, rates)
    log = _Log()
    feed = open_feed(material, seed, workers)
    model.train()
    for step in range(steps):
        _set_rates(optimiser, step, steps, material.recipe["warmup_steps"])
        portion = next(feed).to(tables.device)
        words = tables.read(model, portion.batch)
        losses = portion_losses(model, words, portion, tables.teacher)
        if extra:
            losses |= extra(model, words, portion)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
        optimiser.step()
        optimiser.zero_grad()
        log.add(losses, portion.batch)
        if step % 100 == 99:
            log.show(step + 1)
    del feed


def portion_losses(model: Reading, words: Tensor, portion: Portion, teacher: Tensor) -> Losses:
    """Returns the losses of a batch on its labels, weighted."""
    batch, wanted = portion.batch, portion.wanted
    if portion.kind == "between":
        return {"between": between_loss(model, words, batch, wanted)}
    if portion.kind == "claims":
        return {"claims": WEIGHTS["claims"] * claim_loss(sentence_vectors(model, words, batch), wanted)}
    if portion.kind == "pairs":
        vectors = sentence_vectors(model, words, batch)
        likeness = (vectors[0::2] * vectors[1::2]).sum(-1)
        return {
            "pairs": WEIGHTS["pairs"] * F.mse_loss(likeness, wanted),
            "sentences": WEIGHTS["sentences"] * (1 - (vectors * teacher[batch.rows]).sum(-1)).mean(),
        }
    return batch_losses(model, words, batch, teacher)


class _Log:
    """Adds losses up and prints their means; the numbers stay on the device until they are shown."""

    def __init__(self) -> None:
        self._sums: dict[str, list[Tensor]] = defaultdict(list)
        self._pieces = 0
        self._started = self._last = time.monotonic()

    def add(self, losses: Losses, batch: Batch) -> None:
        """Takes the losses of one batch."""
        self._pieces += batch.pieces.numel()
        for name, loss in losses.items():
            self._sums[name].append(loss.detach())

    def show(self, step: int) -> None:
        """Prints the means since the last time."""
        shown = " ".join(f"{name} {torch.stack(values).mean():.4f}" for name, values in self._sums.items())
        now = time.monotonic()
        speed = self._pieces / (now - self._last)
        print(f"{now - self._started:.0f}s step {step} {speed:.0f} pieces/s {shown}", flush=True)
        self._last, self._pieces = now, 0
        self._sums.clear()


def _optimiser(model: Reading, rates: tuple[float, float]) -> torch.optim.Optimizer:
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    groups = [
        {"params": list(model.bert.parameters()), "base": rates[0], "weight_decay": 0.01},
        {"params": heads, "base": rates[1], "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, lr=rates[0], betas=(0.9, 0.98), fused=True)


def _set_rates(optimiser: torch.optim.Optimizer, step: int, steps: int, warmup: int) -> None:
    """Rises over the first steps, then falls as a cosine to nothing at the last one."""
    factor = min(1.0, (step + 1) / warmup) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor


@torch.no_grad()
def held_out_losses(model: Reading, tables: Tables, portions: list[Portion]) -> dict[str, float]:
    """Returns the mean losses on batches that are not trained on, and the share of relations told right."""
    model.eval()
    sums: dict[str, list[float]] = defaultdict(list)
    for portion in portions:
        words = tables.read(model, portion.batch)
        for name, loss in portion_losses(model, words, portion, tables.teacher).items():
            sums[name].append(float(loss))
        if portion.kind == "between":
            sums["between right"].append(_right(model, words, portion))
    return {name: round(float(np.mean(values)), 4) for name, values in sums.items()}


def _right(model: Reading, words: Tensor, portion: Portion) -> float:
    means = group_means(model.sentence(words), portion.batch)
    return float((model.between_scores(means[0::2], means[1::2]).argmax(-1) == portion.wanted).float().mean())


def save(material: Material, model: Reading, out: Path, steps: int) -> None:
    """Writes a snapshot, in half precision, whole or not at all."""
    state = {
        "model": {name: value.half().cpu() for name, value in model.state_dict().items()},
        "labels": material.labels.as_dict(),
        "kept": material.kept,
        "layers": model.bert.shape.layers,
        "step": steps,
    }
    torch.save(state, out.with_suffix(".part"))
    out.with_suffix(".part").replace(out)
    print(f"saved {out}", flush=True)
