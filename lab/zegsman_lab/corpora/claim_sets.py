"""Reads sets of statements: some say the same in other words, the rest only look alike."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

KINDS = ("same", "denial", "rival", "other")


@dataclass(frozen=True)
class ClaimRow:
    """One statement of a set."""

    language: str
    kind: str
    """`same` claim in other words, its `denial`, a `rival` value of it, or an `other` claim about the same matter."""
    text: str


def read_claims(path: str | Path) -> list[list[ClaimRow]]:
    """Reads a file of sets, or a folder of such files (`*.tsv`: set, language, kind, text; no header).

    Raises:
        ValueError: if a line has another number of fields or an unknown kind.
    """
    path = Path(path)
    sets: dict[str, list[ClaimRow]] = defaultdict(list)
    for part in sorted(path.glob("*.tsv")) if path.is_dir() else [path]:
        with part.open(encoding="utf-8", newline="") as stream:
            for n, row in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                if len(row) != 4 or row[2] not in KINDS:
                    raise ValueError(f"{part}:{n}: expected set, language, kind of {KINDS} and text, found {row}")
                sets[row[0]].append(ClaimRow(row[1], row[2], row[3]))
    return list(sets.values())
