"""The forms whose lemma the training treebanks settle, and the parts that Dutch compounds are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Forms:
    """Word lists that come with the weights."""

    lemmas: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """Lemma by language, form and part of speech; Dutch compounds with "_" where they fall apart."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """How often a Dutch word was seen by itself or as a part of a compound."""


def load_forms(folder: Path) -> Forms:
    """Loads the lists of a folder of weights."""
    lemmas = {(language, form, upos): lemma for language, form, upos, lemma in _rows(folder / "forms.tsv")}
    return Forms(lemmas, {part: int(count) for part, count in _rows(folder / "parts.tsv")})


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
