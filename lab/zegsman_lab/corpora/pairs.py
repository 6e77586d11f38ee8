"""Reads pairs of sentences with a likeness judged by people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    """Two sentences and how alike they are, 0 to 1."""

    left: str
    right: str
    likeness: float
    language: str
    relation: str | None = None
    """One of `claim_sets.KINDS` where the judgement tells it."""


_RELATIONS = {"ENTAILMENT": "same", "CONTRADICTION": "denial", "NEUTRAL": "other"}
_SAME, _OTHER = 0.9, 0.6
"""Likeness from which a pair says the same, and up to which it does not; between them nobody knows."""


def read_likeness(path: Path, language: str) -> list[Pair]:
    """Reads the STS benchmark (comma-separated, likeness 0 to 5)."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [(a, b, float(score) / 5) for a, b, score in csv.reader(stream)]
    return [Pair(a, b, likeness, language, _relation_by_likeness(likeness)) for a, b, likeness in rows]


def _relation_by_likeness(likeness: float) -> str | None:
    return "same" if likeness >= _SAME else "other" if likeness <= _OTHER else None


def read_relatedness(path: Path) -> list[Pair]:
    """Reads SICK in Dutch (tab-separated, relatedness 1 to 5) with pairs across the two languages."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            likeness = (float(row["relatedness_score"]) - 1) / 4
            if row["entailment_label"] == "CONTRADICTION":
                likeness = min(likeness, 0.5)
            relation = _RELATIONS[row["entailment_label"]]
            pairs.append(Pair(row["sentence_A"], row["sentence_B"], likeness, "nl", relation))
            pairs.append(Pair(row["sentence_A"], row["sentence_B_original"], likeness, "nl-en", relation))
    return pairs
