"""Marks the time expressions of a text and works out the days that they can mean."""

from __future__ import annotations

from zegsman.annotate.times.finding import find_times
from zegsman.annotate.times.tense import ClauseTenses

__all__ = ["ClauseTenses", "find_times"]
