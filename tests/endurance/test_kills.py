"""Nothing that was acknowledged is lost, whatever the moment at which the program is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from endurance.killing import campaign

if TYPE_CHECKING:
    from pathlib import Path


def test_killed_at_random_points(tmp_path: Path) -> None:
    """After each kill the case is sound and has all that was acknowledged, once; at the end it has everything.

    A few kills; `python bench/kills.py` does hundreds.
    """
    tally = campaign(tmp_path, kills=12, seed=3)
    assert tally.kills >= 12
    assert tally.lost == []
    assert tally.unsound == []
    assert tally.unequal == []
