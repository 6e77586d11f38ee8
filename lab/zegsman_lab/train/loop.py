"""The training loop: a schedule by the clock, so that a run ends when its time is up."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman_lab.train.batches import Batch, Mixer, collate
from zegsman_lab.train.losses import WEIGHTS, batch_losses, sentence_vectors
from zegsman_lab.train.setup import Run

_PAIRS_A_BATCH = 56


def train(run: Run, out: Path, resume: Path | None) -> None:
    """Trains until the recipe's time is up, writing snapshots to `out`."""
    recipe, model = run.recipe, run.model
    # Normalised up front: the schedule below multiplies these.
    encoder = list(model.bert.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "base": recipe["encoder_rate"], "weight_decay": 0.01},
            {"params": heads, "base": recipe["head_rate"], "weight_decay": 0.01},
        ],
        lr=recipe["encoder_rate"],
        betas=(0.9, 0.98),
        fused=True,
    )
    if resume:
        state = torch.load(resume, weights_only=True)
        model.load_state_dict(state["model"])
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
    mixer = Mixer(run.sources, recipe["pieces_a_batch"], recipe["seed"])
    rng, shuffler = np.random.default_rng(recipe["seed"]), random.Random(recipe["seed"])
    started = last_saved = last_shown = time.monotonic()
    seen, sums, step = 0, defaultdict(list), 0
    model.train()
    while (elapsed := time.monotonic() - started) < recipe["hours"] * 3600:
        _set_rates(optimiser, step, elapsed / (recipe["hours"] * 3600), recipe["warmup_steps"])
        if step % recipe["pairs_every"] == recipe["pairs_every"] - 1:
            chosen = shuffler.sample(run.pairs, _PAIRS_A_BATCH)
            batch = collate([w for a, b, _ in chosen for w in (a, b)], run.special, 0.0, rng)
            losses = _pair_losses(run, batch, torch.tensor([likeness for _, _, likeness in chosen]))
        else:
            batch = collate(mixer.draw(), run.special, recipe["mask_rate"], rng)
            losses = batch_losses(model, _read(run, batch), batch, run.teacher)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        seen += int((batch.sentence >= 0).sum())
        for name, loss in losses.items():
            sums[name].append(float(loss.detach()))
        if step % 50 == 0:
            now = time.monotonic()
            shown = " ".join(f"{name} {np.mean(values):.4f}" for name, values in sums.items())
            print(f"{now - started:6.0f}s step {step} words {seen} {seen / (now - last_shown):.0f}/s {shown}", flush=True)
            seen, last_shown = 0, now
            sums.clear()
        if time.monotonic() - last_saved > recipe["snapshot_minutes"] * 60:
            save(run, out, step, optimiser)
            last_saved = time.monotonic()
    save(run, out, step, optimiser)


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


def _read(run: Run, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return run.model.word_vectors(run.table[batch.pieces], batch.real, batch.first, batch.last)


def _pair_losses(run: Run, batch: Batch, likeness: Tensor) -> dict[str, Tensor]:
    """Losses of a batch of pairs: their likeness as people judged it, and the original's vectors."""
    words = _read(run, batch)
    vectors = sentence_vectors(run.model, words, batch)
    wanted = run.teacher[torch.tensor([t[3] for t in batch.taught])]
    given = (vectors[0::2] * vectors[1::2]).sum(-1)
    return {
        "pairs": WEIGHTS["pairs"] * F.mse_loss(given, likeness),
        "sentences": WEIGHTS["sentences"] * (1 - (vectors * wanted).sum(-1)).mean(),
    }
