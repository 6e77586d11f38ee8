"""The forms whose lemma the training treebanks settle, and the parts that Dutch compounds are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, eq=False)
class Forms:
    """Word lists that come with the weights; each is itself alone, so that what was looked up in it can be kept."""

    lemmas: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """Lemma by language, form and part of speech; Dutch compounds with "_" where they fall apart."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """How often a Dutch word was seen by itself or as a part of a compound."""

    def lemma(self, language: str, form: str, upos: str) -> str | None:
        """Returns the lemma of a form, None where it is not known.

        A capital at its start is put aside; so is the part of speech, but for names, where all that are known agree.
        """
        return (
            self.lemmas.get((language, form, upos))
            or self.lemmas.get((language, form.lower(), upos))
            or (self._settled.get((language, form.lower())) if upos not in {"PROPN", "X"} else None)
        )

    @cached_property
    def _settled(self) -> dict[tuple[str, str], str]:
        """Lemma by language and form, of the forms that have the same whatever their part of speech."""
        by_form: dict[tuple[str, str], set[str]] = {}
        for (language, form, _), lemma in self.lemmas.items():
            by_form.setdefault((language, form), set()).add(lemma)
        return {key: lemmas.pop() for key, lemmas in by_form.items() if len(lemmas) == 1}


def load_forms(folder: Path) -> Forms:
    """Loads the lists of a folder of weights."""
    lemmas = {(language, form, upos): lemma for language, form, upos, lemma in _rows(folder / "forms.tsv")}
    return Forms(lemmas, {part: int(count) for part, count in _rows(folder / "parts.tsv")})


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
