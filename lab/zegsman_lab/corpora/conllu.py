"""Reads dependency syntax in CoNLL-U."""

from __future__ import annotations

import gzip
from pathlib import Path

from zegsman_lab.corpora.renewal import renew
from zegsman_lab.corpora.samples import UNKNOWN_HEAD, Document, Sentence

_SENTENCES_A_DOCUMENT = 40


def read_syntax(path: Path, language: str, *, compounds: bool = False, old: bool = False) -> list[Document]:
    """Reads a treebank; sentences keep their order and are put in documents of forty.

    A field `_` is a label that the treebank leaves open (`zegsman_lab.corpora.agreement` writes such); labels of an
    `old` treebank are renewed.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    sentences = [sentence for block in blocks if (sentence := _sentence(block, compounds, old))]
    return [
        Document(sentences[i : i + _SENTENCES_A_DOCUMENT], language, path.parent.name)
        for i in range(0, len(sentences), _SENTENCES_A_DOCUMENT)
    ]


def _sentence(block: str, compounds: bool, old: bool) -> Sentence | None:
    """Returns the sentence of a block; words inside a multiword token have no space before them."""
    rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
    space, fused_until, fused_space = True, 0, True
    words: list[list[str]] = []
    spaces: list[bool] = []
    for row in rows:
        if "." in row[0]:
            continue
        glued = "SpaceAfter=No" in row[9]
        if "-" in row[0]:
            fused_until, fused_space = int(row[0].split("-")[1]), not glued
            continue
        number = int(row[0])
        words.append(row)
        spaces.append(space)
        space = not glued
        if number < fused_until:
            space = False
        elif number == fused_until:
            space = fused_space
    if not words:
        return None
    if old:
        renew(words)
    return Sentence(
        [row[1] for row in words],
        spaces,
        upos=[row[3] for row in words],
        heads=[int(row[6]) - 1 if row[6] != "_" else UNKNOWN_HEAD for row in words],
        deprels=[row[7] for row in words],
        lemmas=[row[2] for row in words],
        compounds=compounds,
    )
