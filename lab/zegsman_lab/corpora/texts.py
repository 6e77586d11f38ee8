"""Reads corpora that mark character spans in running text: attributions and event triggers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zegsman.annotate.sentences import split_sentences
from zegsman.annotate.tokens import split_tokens
from zegsman_lab.corpora.samples import Attribution, Document, Sentence

EVENT_CLASSES = {
    "ACTION_OCCURRENCE": "OCCURRENCE",
    "ACTION_REPORTING": "REPORTING",
    "ACTION_PERCEPTION": "PERCEPTION",
    "ACTION_STATE": "STATE",
    "ACTION_ASPECTUAL": "ASPECTUAL",
    "ACTION_CAUSATIVE": "OCCURRENCE",
    "ACTION_GENERIC": "OCCURRENCE",
    "OTHER": "OCCURRENCE",
    "MIX": "OCCURRENCE",
    "UNK": "OCCURRENCE",
    "MIXTURE": "OCCURRENCE",
    "GRAMMATICAL": "ASPECTUAL",
    "SPEECH_COGNITIVE": "REPORTING",
    "I_ACTION": "I_ACTION",
    "I_STATE": "I_STATE",
}
"""Event classes of MEANTIME, ECB+ and TimeML brought together; a class not listed keeps its name."""


def read_records(path: Path) -> list[dict[str, Any]]:
    """Reads a file with one JSON object a line."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def read_attributions(path: Path) -> list[Document]:
    """Reads PolNeAR; spans become sets of word indices."""
    documents = []
    for record in read_records(path):
        document, token_at = _tokenised(record["text"], "en", path.parent.name)
        document.attributions = [
            Attribution(
                *(
                    sorted({i for span in marked[role] for i in _covered(token_at, span)})
                    for role in ("source", "cue", "content")
                )
            )
            for marked in record["attributions"]
        ]
        documents.append(document)
    return documents


def read_timeml_events(path: Path) -> list[Document]:
    """Reads TempEval-3: every event of every sentence."""
    documents = []
    for record in read_records(path):
        document, token_at = _tokenised(record["text"], "en", path.parent.name)
        triggers = [([(e["start"], e["end"])], e["class"]) for e in record["events"]]
        _mark_events(document, token_at, triggers, None)
        documents.append(document)
    return documents


def read_event_mentions(path: Path, language: str) -> list[Document]:
    """Reads MEANTIME or ECB+; only the fully annotated sentences carry labels."""
    documents = []
    for record in read_records(path):
        document, token_at = _tokenised(record["text"], language, path.parent.name)
        triggers = [
            ([tuple(s) for s in m["spans"]], m["type"].removeprefix("NEG_"))
            for m in record["mentions"]
            if m["kind"] == "event"
        ]
        annotated = [(s["start"], s["end"]) for s in record["sentences"] if s["annotated"]]
        _mark_events(document, token_at, triggers, annotated)
        # Sentences without annotation would only cost time.
        marked = [i for i, sentence in enumerate(document.sentences) if sentence.events]
        document.sentences = [document.sentences[i] for i in marked]
        document.spans = [document.spans[i] for i in marked]
        if marked:
            documents.append(document)
    return documents


def _tokenised(text: str, language: str, corpus: str) -> tuple[Document, dict[int, int]]:
    """Cuts a text; returns it with the word index of each character inside a word."""
    tokens = split_tokens(text, language)
    document = Document([], language, corpus)
    for start, end in split_sentences(text, tokens):
        spans = tokens[start:end]
        spaces = [i == 0 or text[s - 1].isspace() for i, (s, _) in enumerate(spans)]
        document.sentences.append(Sentence([text[s:e] for s, e in spans], spaces))
        document.spans.append(spans)
    return document, {c: i for i, (s, e) in enumerate(tokens) for c in range(s, e)}


def _covered(token_at: dict[int, int], span: list[int] | tuple[int, int]) -> Iterator[int]:
    """Yields the indices of the words that a span of characters touches."""
    return (token_at[c] for c in range(span[0], span[1]) if c in token_at)


def _mark_events(
    document: Document,
    token_at: dict[int, int],
    triggers: list[tuple[list[tuple[int, int]], str]],
    annotated: list[tuple[int, int]] | None,
) -> None:
    """Sets the BIO tags of sentences that lie in annotated text (None: all of it)."""
    tags = ["O"] * sum(len(s.words) for s in document.sentences)
    for spans, kind in triggers:
        name = EVENT_CLASSES.get(kind, kind)
        for span in spans[:1]:
            for n, i in enumerate(dict.fromkeys(_covered(token_at, span))):
                tags[i] = ("I-" if n else "B-") + name
    at = 0
    for sentence, spans_ in zip(document.sentences, document.spans, strict=True):
        start, end = spans_[0][0], spans_[-1][1]
        if annotated is None or any(a <= start and end <= b + 1 for a, b in annotated):
            sentence.events = tags[at : at + len(spans_)]
        at += len(spans_)
