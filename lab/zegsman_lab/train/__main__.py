"""Trains the encoder: `python -m zegsman_lab.train MATERIAL --out FOLDER`.

First teachers, one a seed, each with all layers; then students with fewer layers that learn from the labels and from
the mean of the teachers.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from zegsman_lab.train.bert import Bert, Shape, pretrained_bert
from zegsman_lab.train.distil import Teachers
from zegsman_lab.train.feed import Portion, PortionMaker
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.loop import Tables, held_out_losses, save, train
from zegsman_lab.train.prepare import load_material
from zegsman_lab.train.pretrained import load_pretrained
from zegsman_lab.train.setup import Material
from zegsman_lab.train.shipped import load_shipped, load_table, shape_of
from zegsman_lab.train.teacher import own_vectors, teach

_HELD_OUT_BATCHES = 40


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path, help="what zegsman_lab.train.prepare wrote")
    parser.add_argument("--out", type=Path, default=Path("build"), help="the folder of the snapshots")
    parser.add_argument("--shipped", type=Path, help="a folder of exported weights to go on from")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=2, help="processes that make batches")
    parser.add_argument("--share", type=float, default=1.0, help="of the recipe's steps")
    parser.add_argument("--teachers", type=Path, nargs="*", help="snapshots to learn from instead of new teachers")
    parser.add_argument("--students", nargs="*", help="which of the recipe's students; by default all")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")
    started = time.monotonic()
    school = School(load_material(options.material), options)
    print(f"{time.monotonic() - started:.0f}s ready", flush=True)
    teachers = [school.load(path) for path in options.teachers] if options.teachers else school.train_teachers()
    school.train_students(teachers, options.students)


class School:
    """One run: its material, its device and where its snapshots go."""

    def __init__(self, material: Material, options: argparse.Namespace) -> None:
        self._material, self._options = material, options
        self._recipe: dict[str, Any] = material.recipe
        self._device = torch.device(options.device)
        self._start, self._tables = _begin(material, options.shipped, self._device)
        self._held_out = self._draw_held_out()

    def train_teachers(self) -> list[Reading]:
        """Trains a teacher for each seed of the recipe and writes it, and the mean of them all."""
        plan, teachers = self._recipe["teachers"], []
        for seed in plan["seeds"]:
            teacher = self._new(self._start.bert.shape, self._start.state_dict())
            self._train(teacher, plan, seed)
            teachers.append(teacher)
            self._finish(teacher, f"teacher-{seed}", plan)
        mean = self._new(self._start.bert.shape, _mean_state(teachers))
        self._finish(mean, "teachers", plan)
        return teachers

    def train_students(self, teachers: Sequence[Reading], names: Sequence[str] | None) -> None:
        """Trains the recipe's students and writes them."""
        together = Teachers(teachers, self._tables)
        for plan in self._recipe["student"]:
            if names is not None and plan["name"] not in names:
                continue
            chosen = plan["layers"]
            shape = replace(self._start.bert.shape, layers=len(chosen))
            student = self._new(shape, take_layers(teachers[0].state_dict(), chosen))
            self._train(student, plan, self._recipe["seed"], together)
            self._finish(student, plan["name"], plan)

    def load(self, path: Path) -> Reading:
        """Reads a snapshot."""
        state = torch.load(path, weights_only=True, map_location="cpu")
        return self._new(replace(self._start.bert.shape, layers=state["layers"]), state["model"])

    def _new(self, shape: Shape, state: dict[str, Tensor]) -> Reading:
        model = Reading(Bert(shape, self._recipe["dropout"]), self._material.labels)
        model.load_state_dict(state)
        return model.to(self._device)

    def _train(self, model: Reading, plan: dict[str, Any], seed: int, teachers: Teachers | None = None) -> None:
        train(
            self._material,
            model,
            self._tables,
            steps=max(2, int(plan["steps"] * self._options.share)),
            rates=(plan["encoder_rate"], plan["head_rate"]),
            seed=seed,
            workers=self._options.workers,
            extra=teachers.losses if teachers else None,
        )

    def _finish(self, model: Reading, name: str, plan: dict[str, Any]) -> None:
        print(name, "held out:", held_out_losses(model, self._tables, self._held_out), flush=True)
        save(self._material, model, self._options.out / f"{name}.pt", plan["steps"])

    def _draw_held_out(self) -> list[Portion]:
        maker = PortionMaker(self._material.held_out_material(), self._recipe["seed"])
        return [maker.next().to(self._device) for _ in range(_HELD_OUT_BATCHES)]


def _begin(material: Material, shipped: Path | None, device: torch.device) -> tuple[Reading, Tables]:
    """Returns the model to begin with, its word embeddings, and the vectors that it is to keep close to."""
    torch.manual_seed(material.recipe["seed"])
    given = (material.pieces, material.special, material.taught)
    if shipped:
        model = Reading(Bert(shape_of(shipped)), material.labels)
        model.load_state_dict(load_shipped(shipped, model))
        table = load_table(shipped).to(device)
        return model, Tables(table, own_vectors(model.to(device).eval(), table, *given), device)
    pretrained = load_pretrained()
    model = Reading(pretrained_bert(pretrained), material.labels).to(device).eval()
    table = torch.from_numpy(pretrained.weights["emb.word"][material.kept]).to(device)
    return model, Tables(table, teach(model.bert, table, *given), device)


def take_layers(state: dict[str, Tensor], chosen: Sequence[int]) -> dict[str, Tensor]:
    """Returns the weights with some of the layers alone, numbered anew."""
    kept = {name: value for name, value in state.items() if not name.startswith("bert.layers.")}
    for new, old in enumerate(chosen):
        before = f"bert.layers.{old}."
        kept |= {
            f"bert.layers.{new}.{name.removeprefix(before)}": value
            for name, value in state.items()
            if name.startswith(before)
        }
    return kept


def _mean_state(models: Sequence[Reading]) -> dict[str, Tensor]:
    states = [model.state_dict() for model in models]
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


if __name__ == "__main__":
    main()
