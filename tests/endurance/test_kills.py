"""Nothing that was acknowledged is lost, whatever the moment at which the program is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from endurance import killing, killing_watch

if TYPE_CHECKING:
    from pathlib import Path


def test_killed_at_random_points(tmp_path: Path) -> None:
    """After each kill the case is sound and has all that was acknowledged, once; at the end it has everything.

    A few kills; `python bench/kills.py` does hundreds.
    """
    tally = killing.campaign(tmp_path, kills=12, seed=3)
    assert tally.kills >= 12
    assert tally.lost == []
    assert tally.unsound == []
    assert tally.unequal == []


def test_killed_while_watching(tmp_path: Path) -> None:
    """After kills at random points of watching, each page is taken once and each piece of news is told once."""
    tally = killing_watch.campaign(tmp_path, kills=6, seed=5)
    assert tally.kills >= 6
    assert tally.lost == []
    assert tally.unsound == []
    assert tally.unequal == []


def test_killed_in_large_cases(tmp_path: Path) -> None:
    """The same holds for cases whose reports are placed by an index, read in portions or watched."""
    for campaign in (killing.large_campaign, killing_watch.large_campaign):
        tally = campaign(tmp_path / campaign.__module__, kills=6, seed=7)
        assert tally.kills >= 6
        assert (tally.lost, tally.unsound, tally.unequal) == ([], [], [])
