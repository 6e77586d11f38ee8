"""The training loop: a schedule by the clock, so that a run ends when its time is up."""

from __future__ import annotations

import copy
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman_lab.train.batches import Batch, Mixer, collate
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.losses import WEIGHTS, batch_losses, claim_loss, sentence_vectors
from zegsman_lab.train.setup import ClaimSet, Run

_PAIRS_A_BATCH = 32
_SETS_A_BATCH = 12
"""Sets of claims in one batch: with nine statements each about as many words as any other batch."""


def train(run: Run, out: Path, *, resume: Path | None, threads: int, begin: float) -> None:
    """Trains until the recipe's time is up, writing snapshots to `out`.

    Args:
        run: What `set_up` gives.
        out: The snapshot.
        resume: A snapshot to go on from.
        threads: How many batches are worked on side by side; their gradients are averaged.
        begin: How far along the schedule the run begins, 0 to 1.
    """
    recipe, model = run.recipe, run.model
    optimiser = _optimiser(run)
    if resume:
        state = torch.load(resume, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
    torch.set_num_threads(1)
    workers = [_Worker(run, replica, n) for n, replica in enumerate(_replicas(model, threads))]
    log = _Log()
    started = last_saved = time.monotonic()
    step = 0
    with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        while (elapsed := time.monotonic() - started) < recipe["hours"] * 3600:
            progress = begin + (1 - begin) * elapsed / (recipe["hours"] * 3600)
            _set_rates(optimiser, step, progress, recipe["warmup_steps"])
            kind = _kind_of_step(run, step)
            for losses, n_words in pool.map(lambda worker: worker.step(kind), workers):  # noqa: B023
                log.add(losses, n_words)
            _gather_gradients([worker.model for worker in workers])
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % 50 == 0:
                log.show(step)
            if time.monotonic() - last_saved > recipe["snapshot_minutes"] * 60:
                save(run, out, step, optimiser)
                last_saved = time.monotonic()
    save(run, out, step, optimiser)


def _kind_of_step(run: Run, step: int) -> str:
    """Returns what a step is spent on: "windows" of the tasks, "pairs" or "claims"."""
    if step % run.recipe["pairs_every"] == run.recipe["pairs_every"] - 1:
        return "pairs"
    every = run.recipe.get("claims_every", 0)
    return "claims" if run.claims and every and step % every == every - 2 else "windows"


class _Worker:
    """One thread's share of the work: its own replica, batches and random numbers."""

    def __init__(self, run: Run, model: Reading, number: int) -> None:
        seed, size = run.recipe["seed"] + 1000 * number, run.recipe["pieces_a_batch"]
        self.model = model
        self._run = run
        self._mixer = Mixer(run.sources, size, seed) if number == 0 else Mixer(run.fresh_sources(seed), size, seed)
        self._rng, self._shuffler = np.random.default_rng(seed), random.Random(seed)

    def step(self, kind: str) -> tuple[dict[str, float], int]:
        """Computes the gradients of one batch of a kind; returns its losses and how many words it had."""
        run, model = self._run, self.model
        if kind == "claims":
            sets = self._shuffler.sample(run.claims, min(_SETS_A_BATCH, len(run.claims)))
            batch = collate([w for one in sets for w in one.windows], run.special, run.recipe["mask_rate"], self._rng)
            losses = _claim_losses(run, model, batch, sets)
        elif kind == "pairs":
            chosen = self._shuffler.sample(run.pairs, _PAIRS_A_BATCH)
            batch = collate([w for a, b, _ in chosen for w in (a, b)], run.special, 0.0, self._rng)
            losses = _pair_losses(run, model, batch, torch.tensor([likeness for _, _, likeness in chosen]))
        else:
            batch = collate(self._mixer.draw(), run.special, run.recipe["mask_rate"], self._rng)
            losses = batch_losses(model, _read(run, model, batch), batch, run.teacher)
        torch.stack(list(losses.values())).sum().backward()
        return {name: float(loss.detach()) for name, loss in losses.items()}, int((batch.sentence >= 0).sum())


class _Log:
    """Adds losses up and prints their means."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = defaultdict(list)
        self._words = 0
        self._started = self._last = time.monotonic()

    def add(self, losses: dict[str, float], n_words: int) -> None:
        """Takes the losses of one batch."""
        self._words += n_words
        for name, loss in losses.items():
            self._sums[name].append(loss)

    def show(self, step: int) -> None:
        """Prints the means since the last time."""
        now = time.monotonic()
        shown = " ".join(f"{name} {np.mean(values):.4f}" for name, values in self._sums.items())
        print(
            f"{now - self._started:.0f}s step {step} {self._words / (now - self._last):.0f} words/s {shown}", flush=True
        )
        self._last, self._words = now, 0
        self._sums.clear()


def _optimiser(run: Run) -> torch.optim.Optimizer:
    heads = [p for name, p in run.model.named_parameters() if not name.startswith("bert.")]
    groups = [
        {"params": list(run.model.bert.parameters()), "base": run.recipe["encoder_rate"], "weight_decay": 0.01},
        {"params": heads, "base": run.recipe["head_rate"], "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, lr=run.recipe["encoder_rate"], betas=(0.9, 0.98), fused=True)


def _replicas(model: Reading, n: int) -> list[Reading]:
    """Returns the model and copies of it that share its weights but have gradients of their own."""
    model.train()
    replicas = [model]
    for _ in range(n - 1):
        copied = copy.deepcopy(model)
        for own, shared in zip(copied.parameters(), model.parameters(), strict=True):
            own.data = shared.data
        replicas.append(copied)
    return replicas


@torch.no_grad()
def _gather_gradients(models: Sequence[Reading]) -> None:
    """Puts the mean of the replicas' gradients into the first one's."""
    first = list(models[0].parameters())
    for model in models[1:]:
        for parameter, other in zip(first, model.parameters(), strict=True):
            if other.grad is not None:
                parameter.grad = other.grad if parameter.grad is None else parameter.grad.add_(other.grad)
                other.grad = None
    for parameter in first:
        if parameter.grad is not None:
            parameter.grad.div_(len(models))


def save(run: Run, out: Path, step: int, optimiser: torch.optim.Optimizer) -> None:
    """Writes a snapshot, whole or not at all."""
    state = {
        "model": run.model.state_dict(),
        "labels": run.labels.as_dict(),
        "kept": run.kept,
        "step": step,
        "optimiser": optimiser.state_dict(),
    }
    torch.save(state, out.with_suffix(".part"))
    out.with_suffix(".part").replace(out)
    print(f"saved {out} at step {step}", flush=True)


def _set_rates(optimiser: torch.optim.Optimizer, step: int, progress: float, warmup: int) -> None:
    """Rises over the first steps, then falls as a cosine to nothing at the end of the time."""
    factor = min(1.0, (step + 1) / warmup) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, progress)))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor


def _read(run: Run, model: Reading, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return model.word_vectors(run.table[batch.pieces], batch.real, batch.first, batch.last)


def _claim_losses(run: Run, model: Reading, batch: Batch, sets: Sequence[ClaimSet]) -> dict[str, Tensor]:
    """Losses of a batch of sets of claims: what says the same stands together, what else is near stays apart."""
    n_words = (batch.sentence >= 0).sum(1)
    batch.taught = [(w, 0, int(n), 0) for w, n in enumerate(n_words)]
    vectors = sentence_vectors(model, _read(run, model, batch), batch)
    claims = [n if same else -1 for n, one in enumerate(sets) for same in one.same]
    return {"claims": WEIGHTS["claims"] * claim_loss(vectors, torch.tensor(claims))}


def _pair_losses(run: Run, model: Reading, batch: Batch, likeness: Tensor) -> dict[str, Tensor]:
    """Losses of a batch of pairs: their likeness as people judged it, and the original's vectors."""
    words = _read(run, model, batch)
    vectors = sentence_vectors(model, words, batch)
    wanted = run.teacher[torch.tensor([t[3] for t in batch.taught])]
    given = (vectors[0::2] * vectors[1::2]).sum(-1)
    return {
        "pairs": WEIGHTS["pairs"] * F.mse_loss(given, likeness),
        "sentences": WEIGHTS["sentences"] * (1 - (vectors * wanted).sum(-1)).mean(),
    }
