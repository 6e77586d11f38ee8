"""Reads named entities in CoNLL columns."""

from __future__ import annotations

from pathlib import Path

from zegsman_lab.corpora.samples import Document, Sentence

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…»") | {"''", "...", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
_NO_SPACE_AFTER = frozenset("([{«$€£") | {"``", ",,"}


def read_names(path: Path, language: str) -> list[Document]:
    """Reads a file of words and BIO tags; spaces between words are put back by rule."""
    documents = [Document([], language, path.parent.name)]
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split()
        if columns and columns[0] != "-DOCSTART-":
            rows.append((columns[0], columns[-1]))
            continue
        if rows:
            documents[-1].sentences.append(_sentence(rows))
            rows = []
        if columns:
            documents.append(Document([], language, path.parent.name))
    return [document for document in documents if document.sentences]


def spaces_by_rule(words: list[str]) -> list[bool]:
    """Says before which words of a tokenised sentence white space is likely to have stood."""
    spaces, quoted = [], False
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        space = word not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER
        if word == '"':
            space, quoted = not quoted, not quoted
        elif before == '"' and quoted:
            space = False
        spaces.append(space or i == 0)
    return spaces


def _sentence(rows: list[tuple[str, str]]) -> Sentence:
    words = [word for word, _ in rows]
    return Sentence(words, spaces_by_rule(words), names=[tag for _, tag in rows])
