"""Marks the time expressions of a text and works out the days that they can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.times.finding import find_timexes, find_times

if TYPE_CHECKING:
    pass

__all__ = ["find_times", "find_timexes"]
