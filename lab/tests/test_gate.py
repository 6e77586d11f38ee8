"""Tests of the gate: it lets pass what holds, and is seen red."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zegsman_lab.score.gate import check_floors, digest_of, raised


def _floors(gold: Path) -> dict[str, Any]:
    entry = {"task": "names", "data": gold.name, "sha256": digest_of(gold), "floors": {"per_type.PER.f1": 0.8}}
    return {"allowance": 0.01, "tasks": [entry]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold file."""
    path = tmp_path / "dev.conll"
    path.write_text("Gent\tB-LOC\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("found", "holds"), [(0.8, True), (0.795, True), (0.78, False)])
def test_gate_tells_a_score_below_its_floor(gold: Path, found: float, holds: bool) -> None:
    """A score may lie below its floor by the allowance, and no further."""
    outcomes = check_floors(_floors(gold), gold.parent, lambda _task, _gold: {"per_type": {"PER": {"f1": found}}})
    assert [outcome.holds for outcome in outcomes] == [holds]


def test_gate_refuses_other_gold(gold: Path) -> None:
    """A floor says nothing about other gold than it was set on."""
    floors = _floors(gold)
    gold.write_text("Gent\tO\n", encoding="utf-8")
    with pytest.raises(ValueError, match="other gold"):
        check_floors(floors, gold.parent, lambda _task, _gold: {})


def test_floors_rise_but_do_not_sink_unasked(gold: Path) -> None:
    """A better score raises its floor; a worse one lowers it only where that is asked for."""
    floors = _floors(gold)
    better = check_floors(floors, gold.parent, lambda _task, _gold: {"per_type": {"PER": {"f1": 0.9}}})
    assert raised(floors, better, lower=False)["tasks"][0]["floors"] == {"per_type.PER.f1": 0.9}
    worse = check_floors(floors, gold.parent, lambda _task, _gold: {"per_type": {"PER": {"f1": 0.7}}})
    with pytest.raises(ValueError, match="sink"):
        raised(floors, worse, lower=False)
    assert raised(floors, worse, lower=True)["tasks"][0]["floors"] == {"per_type.PER.f1": 0.7}
