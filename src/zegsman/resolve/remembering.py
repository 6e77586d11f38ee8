"""What is read of one report by itself is read once, as long as its annotation is in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from zegsman.record.annotation import Annotation
from zegsman.record.report import Report

T = TypeVar("T")
Read = Callable[[Report, Annotation], T]


def remembered(read: Read[T]) -> Read[T]:
    """The same function; asked again for a report with the same annotation, it gives what it gave before.

    Grouping, resolving and naming a story go over the same reports, and a story that grows goes over its own again.
    """
    known: WeakKeyDictionary[Annotation, tuple[Report, T]] = WeakKeyDictionary()

    @wraps(read)
    def once(report: Report, annotation: Annotation) -> T:
        held = known.get(annotation)
        if held is None or held[0] != report:
            held = known[annotation] = (report, read(report, annotation))
        return held[1]

    return once
