"""A parsed report, and what was found to be stated in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Certainty, Kind, Polarity, Sentence, TimeStatus, Token
    from zegsman.record.report import Report


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its sentences as trees and clauses; lists run parallel to `sentences`."""

    report: Report
    sentences: Sequence[Sentence]
    tokens: Sequence[Token]
    trees: Sequence[Tree]
    clauses: Sequence[tuple[Clause, ...]]


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece with everything that is said about it."""

    piece: Piece
    sentence: int
    kind: Kind
    certainty: Certainty
    polarity: Polarity
    time_status: TimeStatus
    times: tuple[int, ...]
    why: str
