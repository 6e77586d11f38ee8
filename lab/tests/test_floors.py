"""The product is held to the scores that it has reached on whole affairs; corpora are scored by `make evaluate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from zegsman.desk.evaluation.tasks import evaluate_task
from zegsman_lab.score.gate import FLOORS, PROJECT, check_floors

if TYPE_CHECKING:
    from typing import Any

ENTRIES = [e for e in json.loads(FLOORS.read_text(encoding="utf-8"))["tasks"] if e["task"] == "stories"]


@pytest.mark.encoder
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["data"])
def test_affairs_are_told_as_well_as_before(entry: dict[str, Any]) -> None:
    """No figure on whole affairs falls below its floor by more than the allowance."""
    shared = PROJECT.parent / "shared"
    if not entry.get("own") and not shared.is_dir():
        pytest.skip("the development data (../shared) is not there")
    floors = {"allowance": entry["allowance"], "tasks": [entry]}
    low = [str(o) for o in check_floors(floors, shared, lambda task, gold: evaluate_task(task, gold)) if not o.holds]
    assert low == []
