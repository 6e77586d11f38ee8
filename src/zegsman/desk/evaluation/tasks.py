"""The table of tasks that the product can be measured on."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.figures import rounded
from zegsman.errors import TellError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

TASKS = ("names", "syntax", "attributions", "times", "events", "copies", "stories")


def evaluate_task(
    task: str, gold: str, predictions: str | None = None, tell: Callable[[str, int, int], None] | None = None
) -> Json:
    """Scores of the product on gold data; writes what it predicted too where `predictions` names a place.

    Raises:
        UsageError: if there is no such task or the gold data cannot be read.
        TellError: if the predictions cannot be written.
    """
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}; expected {', '.join(TASKS)}")
    module = import_module(f"zegsman.desk.evaluation.{task}")
    scores, predicted = getattr(module, f"evaluate_{task}")(gold, tell or (lambda _what, _done, _of: None))
    if predictions is not None:
        try:
            _write(predicted, Path(predictions))
        except OSError as error:
            raise TellError(f"the predictions cannot be written to {predictions}: {error}") from error
    return {"task": task, "data": Path(gold).name, **rounded(scores)}


def _write(predicted: str | list[Json] | dict[str, Json], place: Path) -> None:
    """Text as it is, documents one a line, dossiers as a folder of files."""
    if isinstance(predicted, dict):
        place.mkdir(parents=True, exist_ok=True)
        for name, dossier in predicted.items():
            (place / f"{name}.json").write_text(json.dumps(dossier, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(predicted, list):
        predicted = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in predicted)
    place.write_text(predicted, encoding="utf-8")
