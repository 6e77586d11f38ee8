"""Marks what happens in each statement: trigger, PLOVER type and mode, and who takes part as what."""

from zegsman.annotate.events.finding import find_events

__all__ = ["find_events"]
