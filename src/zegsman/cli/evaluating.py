"""The command `evaluate`: the product on gold data."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from zegsman.cli.terminal import progress


def evaluate(
    task: Annotated[
        str, typer.Argument(metavar="TASK", help="names, syntax, attributions, times, events, copies, stories.")
    ],
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="A gold file, or a folder of stories.")],
    predictions: Annotated[
        str | None,
        typer.Option("--predictions", metavar="OUT", help="Also write what was predicted, in the format of GOLD."),
    ] = None,
) -> None:
    """Runs the product on gold data and prints one JSON line of scores."""
    from zegsman.desk.evaluation.tasks import evaluate_task

    with progress() as tell:
        scores = evaluate_task(task, gold, predictions, tell)
    typer.echo(json.dumps(scores, ensure_ascii=False))
