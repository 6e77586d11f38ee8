"""Scores parts of speech, lemmas and dependencies on gold words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from zegsman.annotate.syntax import tag_tokens
from zegsman.encoder import Encoder, Words
from zegsman.record.annotation import Token
from zegsman_lab.corpora.conllu import read_syntax
from zegsman_lab.corpora.samples import Document, Sentence


def score_syntax(encoder: Encoder, gold: Path, language: str, predictions: Path | None = None) -> dict[str, Any]:
    """Parses the gold words; relations are compared without subtype in `las`, with it in `las_full`."""
    right: Counter[str] = Counter()
    blocks = []
    for document in read_syntax(gold, language):
        tokens = _predict(encoder, document)
        at = 0
        for sentence in document.sentences:
            own = tokens[at : at + len(sentence.words)]
            _count(right, sentence, own, at)
            blocks.append(_block(own, at))
            at += len(own)
    if predictions:
        _write(gold, predictions, blocks)
    names = ("uas", "las", "las_full", "upos", "lemma", "lemma_loose")
    return {**{name: right[name] / max(1, right["words"]) for name in names}, "words": right["words"]}


def _predict(encoder: Encoder, document: Document) -> tuple[Token, ...]:
    reading = encoder.read([Words(s.words, s.space_before) for s in document.sentences])
    words = [word for s in document.sentences for word in s.words]
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word)
    languages = [document.language] * len(document.sentences)
    return tag_tokens("".join(words), offsets, reading, languages, encoder.forms)


def _count(right: Counter[str], sentence: Sentence, tokens: tuple[Token, ...], first: int) -> None:
    assert sentence.heads and sentence.deprels and sentence.upos and sentence.lemmas
    gold = zip(sentence.heads, sentence.deprels, sentence.upos, sentence.lemmas, strict=True)
    for token, (head, deprel, upos, lemma) in zip(tokens, gold, strict=True):
        attached = token.head == (head + first if head >= 0 else -1)
        right["words"] += 1
        right["uas"] += attached
        right["las"] += attached and token.deprel.partition(":")[0] == deprel.partition(":")[0]
        right["las_full"] += attached and token.deprel == deprel
        right["upos"] += token.upos == upos
        right["lemma"] += lemma in ("_", token.lemma)
        right["lemma_loose"] += lemma == "_" or _loose(token.lemma) == _loose(lemma)


def _loose(lemma: str) -> str:
    return lemma.lower().replace("_", "")


def _block(tokens: tuple[Token, ...], first: int) -> list[tuple[str, str, str, str]]:
    """Returns lemma, part of speech, head and relation of each word of a sentence, as CoNLL-U has them."""
    return [(t.lemma, t.upos, str(t.head - first + 1 if t.head >= 0 else 0), t.deprel) for t in tokens]


def _write(gold: Path, path: Path, blocks: list[list[tuple[str, str, str, str]]]) -> None:
    """Writes gold's lines with what was predicted in its place."""
    predicted = (row for block in blocks for row in block)
    lines = []
    for line in gold.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            lemma, upos, head, deprel = next(predicted)
            line = "\t".join([*columns[:2], lemma, upos, "_", "_", head, deprel, "_", columns[9]])
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")
