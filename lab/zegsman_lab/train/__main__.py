"""Trains the encoder: `python -m zegsman_lab.train RECIPE --out SNAPSHOT`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from zegsman.encoder.manifest import load_manifest
from zegsman_lab.train.labels import Labels
from zegsman_lab.train.loop import train
from zegsman_lab.train.setup import load_recipe, set_up
from zegsman_lab.train.shipped import load_shipped


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/reading.pt"))
    parser.add_argument("--resume", type=Path, help="a snapshot to go on from")
    parser.add_argument("--shipped", type=Path, help="a folder of exported weights to go on from")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--begin", type=float, default=0.0, help="how far along the schedule, 0 to 1")
    parser.add_argument("--hours", type=float, help="instead of the recipe's")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = load_recipe(options.recipe)
    if options.hours:
        recipe["hours"] = options.hours
    options.out.parent.mkdir(parents=True, exist_ok=True)
    run = set_up(recipe, options.data, _labels(options.shipped) if options.shipped else None)
    if options.shipped:
        run.model.load_state_dict(load_shipped(options.shipped, run.model))
    sizes = {task.name: sum(len(s.words) for d in task.documents for s in d.sentences) for task, _ in run.sources}
    labels = {name: len(values) for name, values in run.labels.as_dict().items()}
    print(labels, sizes, len(run.pairs), len(run.claims), flush=True)
    train(run, options.out, resume=options.resume, threads=options.threads, begin=options.begin)


def _labels(folder: Path) -> Labels:
    return Labels(**{name: list(values) for name, values in load_manifest(folder).labels.items()})


if __name__ == "__main__":
    main()
