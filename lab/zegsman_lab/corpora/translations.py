"""Reads sentences that stand in Dutch and in English, alone, in judged pairs or in articles."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zegsman.annotate.tokens import split_tokens
from zegsman_lab.corpora.pairs import read_likeness
from zegsman_lab.corpora.samples import Sentence
from zegsman_lab.corpora.texts import read_records


@dataclass(frozen=True)
class TranslatedPair:
    """Two sentences in both languages and how alike they are, 0 to 1."""

    dutch: tuple[str, str]
    english: tuple[str, str]
    likeness: float


@dataclass(frozen=True)
class TranslatedArticle:
    """One article in both languages; sentence `i` of one is sentence `i` of the other."""

    dutch: list[Sentence]
    english: list[Sentence]


def read_translated_likeness(dutch: Path, english: Path) -> list[TranslatedPair]:
    """Reads two versions of the STS benchmark; rows whose likeness differs are not each other's and are left out."""
    return [
        TranslatedPair((ours.left, ours.right), (theirs.left, theirs.right), ours.likeness)
        for ours, theirs in zip(read_likeness(dutch, "nl"), read_likeness(english, "en"), strict=True)
        if ours.likeness == theirs.likeness and all((ours.left, ours.right, theirs.left, theirs.right))
    ]


def read_translated_relatedness(path: Path) -> list[TranslatedPair]:
    """Reads SICK in Dutch with its English original; what contradicts counts as half alike at most."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            likeness = (float(row["relatedness_score"]) - 1) / 4
            if row["entailment_label"] == "CONTRADICTION":
                likeness = min(likeness, 0.5)
            dutch, english = (
                (row[f"sentence_A{version}"], row[f"sentence_B{version}"]) for version in ("", "_original")
            )
            pairs.append(TranslatedPair(dutch, english, likeness))
    return pairs


def read_translated_articles(dutch: Path, english: Path) -> list[TranslatedArticle]:
    """Reads MEANTIME: of each article the sentences that both versions have, in order of the article's name."""
    versions = [{record["article"]: record for record in read_records(path)} for path in (dutch, english)]
    articles = []
    for name in sorted(versions[0].keys() & versions[1].keys()):
        ours, theirs = (_sentences(version[name]) for version in versions)
        shared = sorted(ours.keys() & theirs.keys())
        articles.append(TranslatedArticle([ours[sid] for sid in shared], [theirs[sid] for sid in shared]))
    return articles


def cut_sentence(text: str, language: str) -> Sentence:
    """Cuts a sentence into words."""
    return _sentence(text, split_tokens(text, language))


def _sentences(record: dict[str, Any]) -> dict[int, Sentence]:
    return {s["sid"]: _sentence(record["text"], s["tokens"]) for s in record["sentences"] if s["tokens"]}


def _sentence(text: str, spans: list[Any]) -> Sentence:
    spaces = [i == 0 or text[start - 1].isspace() for i, (start, _) in enumerate(spans)]
    return Sentence([text[start:end] for start, end in spans], spaces)
