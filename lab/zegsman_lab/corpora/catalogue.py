"""Reads the corpora that a recipe names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zegsman_lab.corpora.conll import read_names
from zegsman_lab.corpora.conllu import read_syntax
from zegsman_lab.corpora.pairs import Pair, read_likeness, read_relatedness
from zegsman_lab.corpora.samples import Document
from zegsman_lab.corpora.texts import read_attributions, read_event_mentions, read_timeml_events


def read_task(entry: Mapping[str, Any], data: Path) -> list[Document]:
    """Reads the documents of one `[[task]]` of a recipe.

    A corpus is at its `path` in the data folder; one that the lab `made` is where it was written.
    """
    documents: list[Document] = []
    for corpus in entry.get("syntax", ()):
        path = Path(corpus["made"]) if "made" in corpus else data / corpus["path"]
        marks = {name: corpus[name] for name in ("compounds", "old") if name in corpus}
        documents += read_syntax(path, corpus["language"], **marks)
    for corpus in entry.get("names", ()):
        documents += read_names(data / corpus["path"], corpus["language"])
    for corpus in entry.get("attributions", ()):
        documents += read_attributions(data / corpus["path"])
    for corpus in entry.get("events", ()):
        documents += _read_events(corpus, data) * corpus.get("times", 1)
    return documents


def _read_events(corpus: Mapping[str, Any], data: Path) -> list[Document]:
    if "tempeval" in corpus["path"]:
        return read_timeml_events(data / corpus["path"])
    return read_event_mentions(data / corpus["path"], corpus["language"])


def read_pairs(entries: Sequence[Mapping[str, Any]], data: Path) -> list[Pair]:
    """Reads the sentence pairs of a recipe."""
    pairs: list[Pair] = []
    for entry in entries:
        path = data / entry["path"]
        pairs += read_relatedness(path) if path.suffix == ".tsv" else read_likeness(path, entry["language"])
    return pairs
