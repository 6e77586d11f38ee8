"""Scores names: exact spans with their type, micro-averaged, as in the CoNLL tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zegsman.encoder import Encoder, Words
from zegsman_lab.corpora.conll import read_names
from zegsman_lab.corpora.samples import Document
from zegsman_lab.score.figures import count_shared, prf

Name = tuple[int, int, int, int, str]
"""Document, sentence, first word, end word and type."""


def score_names(encoder: Encoder, gold: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Reads the gold words and compares the names; writes CoNLL columns where `predictions` is given."""
    documents = read_names(gold, "nl")
    wanted, found, lines = [], [], []
    for d, document in enumerate(documents):
        for s, (sentence, tags) in enumerate(zip(document.sentences, _predict(encoder, document), strict=True)):
            wanted += [(d, s, *span) for span in spans_of(sentence.names or [])]
            found += [(d, s, *span) for span in spans_of(tags)]
            lines += [f"{word}\t{tag}" for word, tag in zip(sentence.words, tags, strict=True)] + [""]
    if predictions:
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    types = sorted({name[-1] for name in wanted})
    return {
        **prf(count_shared(wanted, found), len(found), len(wanted)),
        "gold": len(wanted),
        "per_type": {kind: _score_type(wanted, found, kind) for kind in types},
    }


def _score_type(wanted: list[Name], found: list[Name], kind: str) -> dict[str, float]:
    a, b = [n for n in wanted if n[-1] == kind], [n for n in found if n[-1] == kind]
    return prf(count_shared(a, b), len(b), len(a))


def _predict(encoder: Encoder, document: Document) -> list[list[str]]:
    reading = encoder.read([Words(s.words, s.space_before) for s in document.sentences])
    predicted = []
    for sentence in reading.sentences:
        tags = ["O"] * len(sentence.upos)
        for name in sentence.names:
            tags[name.first : name.end] = [f"B-{name.label}"] + [f"I-{name.label}"] * (name.end - name.first - 1)
        predicted.append(tags)
    return predicted


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """Returns the spans of BIO tags; an I that continues nothing opens one."""
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], i + 1, kind)
        elif mark in "BI" and kind:
            spans.append((i, i + 1, kind))
    return spans
