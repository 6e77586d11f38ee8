"""Holds the product to the scores that it has reached: `python -m zegsman_lab.score.gate --shared ../shared`.

`floors.json` has a floor for each figure: the score reached, and how far below it a run may fall. Gold
files are named with their sha256, so that a score on other gold is never compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zegsman.desk.evaluation.tasks import evaluate_task

FLOORS = Path(__file__).resolve().parents[2] / "floors.json"
PROJECT = FLOORS.parents[1]
"""Gold that an entry of the floors marks as the project's own is below this folder, all other below `--shared`."""
Evaluate = Callable[[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """One figure beside its floor."""

    task: str
    data: str
    figure: str
    floor: float
    allowance: float
    found: float

    @property
    def holds(self) -> bool:
        """Whether the figure is at its floor, less the allowance."""
        return self.found >= self.floor - self.allowance

    def __str__(self) -> str:
        verdict = "ok  " if self.holds else "LOW "
        return f"{verdict}{self.task:13}{self.data:40}{self.figure:20}{self.found:.4f}  floor {self.floor:.4f}"


def check_floors(floors: Mapping[str, Any], shared: Path, evaluate: Evaluate) -> list[Outcome]:
    """Scores every task that has a floor.

    Raises:
        ValueError: if a gold file is not the one that the floor was set on.
    """
    outcomes = []
    for entry in floors["tasks"]:
        gold = (PROJECT if entry.get("own") else shared) / entry["data"]
        if (found := digest_of(gold)) != entry["sha256"]:
            raise ValueError(f"{gold} is other gold than the floor's: sha256 {found} found, {entry['sha256']} expected")
        scores = evaluate(entry["task"], str(gold))
        allowance = entry.get("allowance", floors["allowance"])
        outcomes += [
            Outcome(entry["task"], entry["data"], name, floor, allowance, figure_of(scores, name))
            for name, floor in entry["floors"].items()
        ]
    return outcomes


def raised(floors: Mapping[str, Any], outcomes: list[Outcome], *, lower: bool) -> dict[str, Any]:
    """Returns the floors at the scores found.

    Raises:
        ValueError: if that would lower one and `lower` is not set.
    """
    found = {(o.task, o.data, o.figure): o.found for o in outcomes}
    sunk = [str(o) for o in outcomes if o.found < o.floor]
    if sunk and not lower:
        raise ValueError("floors would sink; give --lower if that is meant:\n" + "\n".join(sunk))
    tasks = [
        {**e, "floors": {name: round(found[e["task"], e["data"], name], 4) for name in e["floors"]}}
        for e in floors["tasks"]
    ]
    return {**floors, "tasks": tasks}


def figure_of(scores: Mapping[str, Any], name: str) -> float:
    """Returns the figure that a dotted name leads to ("source.token.f1")."""
    value: Any = scores
    for part in name.split("."):
        value = value[part]
    return float(value)


def digest_of(gold: Path) -> str:
    """Returns the sha256 of a file, or of all files of a folder with their names."""
    digest = hashlib.sha256()
    for path in sorted(gold.rglob("*")) if gold.is_dir() else [gold]:
        if path.is_file():
            digest.update(path.name.encode() if gold.is_dir() else b"")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Checks the floors, or sets them; returns 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that the floors' gold files are in")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--update", action="store_true", help="set the floors to the scores found")
    parser.add_argument("--lower", action="store_true", help="with --update: also where that lowers one")
    options = parser.parse_args(arguments)
    floors = json.loads(options.floors.read_text(encoding="utf-8"))
    try:
        outcomes = check_floors(floors, options.shared, lambda task, gold: evaluate_task(task, gold))
        print(*outcomes, sep="\n")
        if options.update:
            written = json.dumps(raised(floors, outcomes, lower=options.lower), indent=1, ensure_ascii=False)
            options.floors.write_text(written + "\n", encoding="utf-8")
            return 0
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if all(outcome.holds for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
