"""What a case of a table tells of some words, held against the statements that were found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation, Statement

PRINTED = {"nl": ("De Proefbode", "2025-03-14"), "en": ("The Trial Post", "2024-09-10")}
"""By whom, and when, the invented reports of each language were printed."""


def _plain(words: str) -> str:
    return re.sub(r"^(?:de|het|een|the|an?)\s+", "", words.strip().casefold())


def _about(annotation: Annotation, start: int, end: int) -> Statement | None:
    """The statement that covers most of the words asked for, the shortest of several."""

    def shared(one: Statement) -> int:
        return max(0, min(one.span.end, end) - max(one.span.start, start))

    return max(annotation.statements, key=lambda one: (shared(one), -len(one.span)), default=None)


def _days(annotation: Annotation, statement: Statement) -> tuple[str, ...]:
    if not statement.times:
        return ()
    days = annotation.times[statement.times[0]].days
    return (days.value or "", f"{days.start}/{days.end}")


def faults_of(case: dict[str, Any], says: dict[str, Any], annotation: Annotation) -> list[str]:
    """What is wrong with the statement about some words, one entry for each wrong property."""
    start = case["text"].index(says["words"])
    found = _about(annotation, start, start + len(says["words"]))
    if found is None:
        return ["no statement"]
    chain = [_plain(link.text) for link in found.chain]
    faults = [] if chain == [_plain(link) for link in says["chain"]] else [f"chain {chain} ({found.why})"]
    told = {"kind": found.kind, "certainty": found.certainty, "polarity": found.polarity, "time": found.time_status}
    faults += [f"{key} {value.value}" for key, value in told.items() if says.get(key, value.value) != value.value]
    if "days" in says and says["days"] not in _days(annotation, found):
        faults.append(f"days {_days(annotation, found)}")
    return faults
