"""What is known of one report while it is being annotated, layer upon layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from zegsman.annotate.attribution_candidates import AttributionCandidate
    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.event_triggers import EventTrigger
    from zegsman.annotate.stated import Stated
    from zegsman.annotate.trees import Tree
    from zegsman.encoder import Begun, Encoder, Reading
    from zegsman.record.annotation import (
        Attribution,
        Event,
        Name,
        Reference,
        Sentence,
        Statement,
        TimeExpression,
        Token,
    )
    from zegsman.record.report import Report


@dataclass(slots=True)
class Layers:
    """One report with the layers that the steps of the line lay over it; each is empty until its step has run."""

    report: Report
    encoder: Encoder
    pool: Executor | None = None
    """The threads that the encoder runs on, None for the one that asks."""
    offsets: list[tuple[int, int]] = field(default_factory=list)
    """Where the tokens stand."""
    sentences: tuple[Sentence, ...] = ()
    begun: Begun | None = None
    reading: Reading | None = None
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    candidates: tuple[AttributionCandidate, ...] = ()
    triggers: tuple[EventTrigger, ...] = ()
    trees: tuple[Tree, ...] = ()
    clauses: tuple[tuple[Clause, ...], ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    references: tuple[Reference, ...] = ()
    stated: list[Stated] = field(default_factory=list)
    events: tuple[Event, ...] = ()
    events_of: list[tuple[int, ...]] = field(default_factory=list)
    statements: tuple[Statement, ...] = ()
    sentence_vectors: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))
    statement_vectors: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))
