"""Reads gold files: CoNLL columns, CoNLL-U, JSON lines; plain or gzipped."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zegsman.errors import UsageError

Json = dict[str, Any]


@dataclass(slots=True)
class GoldSentence:
    """Words with their label columns; `lines` is the sentence as it stands in the file."""

    words: list[str] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    spaces_before: list[bool] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def read_gold_text(path: str) -> str:
    """The characters of a gold file.

    Raises:
        UsageError: if it cannot be read.
    """
    place = Path(path)
    try:
        if place.suffix == ".gz":
            with gzip.open(place, "rt", encoding="utf-8") as handle:
                return handle.read()
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the gold file {path} cannot be read: {error}; expected UTF-8") from error


def read_gold_lines(path: str) -> list[Json]:
    """The documents of a JSONL file; several files may be given with commas between.

    Raises:
        UsageError: if a line is no JSON object with an id.
    """
    documents: list[Json] = []
    for one in path.split(","):
        for number, line in enumerate(read_gold_text(one).split("\n"), 1):
            if not line.strip():
                continue
            try:
                document = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{one}, line {number}: no JSON ({error}); expected one document a line") from error
            if not isinstance(document, dict) or "id" not in document or "text" not in document:
                raise UsageError(f"{one}, line {number}: expected an object with id and text")
            documents.append(document)
    return documents


def read_conll(path: str) -> list[list[GoldSentence]]:
    """The documents of a CoNLL file: token and BIO tag a line, blank lines between sentences, -DOCSTART- lines.

    Raises:
        UsageError: if a line has no tag.
    """
    documents: list[list[GoldSentence]] = [[]]
    sentence = GoldSentence()
    for number, line in enumerate(read_gold_text(path).split("\n"), 1):
        line = line.rstrip("\r")
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip() or columns[0] == "-DOCSTART-":
            if sentence.words:
                documents[-1].append(sentence)
                sentence = GoldSentence()
            if columns[0] == "-DOCSTART-" and documents[-1]:
                documents.append([])
            continue
        if len(columns) < 2:
            raise UsageError(f"{path}, line {number}: no tag in {line!r}; expected a token and a BIO tag")
        sentence.words.append(columns[0])
        sentence.columns.append(columns)
        sentence.spaces_before.append(not _is_glued(columns[0], len(sentence.words) == 1))
    if sentence.words:
        documents[-1].append(sentence)
    return [document for document in documents if document]


def _is_glued(word: str, is_first: bool) -> bool:
    """Marks that stand against the word before them: the files do not say where spaces were."""
    return is_first or word in {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "...", "…"}


def read_conllu(path: str) -> list[GoldSentence]:
    """The sentences of a CoNLL-U file; words of multiword tokens stand for themselves, empty nodes are left out.

    Raises:
        UsageError: if a line has not ten columns.
    """
    sentences: list[GoldSentence] = []
    sentence, space, until = GoldSentence(), True, 0
    for number, line in enumerate(read_gold_text(path).split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            if sentence.words:
                sentences.append(sentence)
            sentence, space, until = GoldSentence(), True, 0
            continue
        sentence.lines.append(line)
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 10:
            raise UsageError(f"{path}, line {number}: {len(columns)} columns; expected the ten of CoNLL-U")
        if "-" in columns[0]:
            until = int(columns[0].split("-")[1])
            glued_after = "SpaceAfter=No" in columns[9]
            continue
        if "." in columns[0]:
            continue
        sentence.words.append(columns[1])
        sentence.columns.append(columns)
        sentence.spaces_before.append(space)
        inside = int(columns[0]) < until
        space = not inside and not ("SpaceAfter=No" in columns[9] if int(columns[0]) != until else glued_after)
    if sentence.words:
        sentences.append(sentence)
    return sentences
