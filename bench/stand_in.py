"""Annotations without the encoder, for benches of what comes after: words, capitalised names, a statement a sentence.

The stream is measured with it at sizes for which the encoder would need hours; what reading costs is measured apart.
Statements have vectors by chance, which are the same in every run; sentences have none, as where no encoder is at hand:
by such, no two reports would be about one matter.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import numpy as np

from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Kind,
    Name,
    NameType,
    Polarity,
    Sentence,
    Statement,
    TimeStatus,
    Token,
)
from zegsman.record.report import Report, content_id
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?![\s”\"])[^\n.!?]*)*[.!?”\"]*")
_WORD = re.compile(r"\w[\w’'-]*|[^\w\s]")
_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]*)*")


def annotate(reports: Sequence[Report]) -> list[Annotation]:
    """Stand-ins for the annotations of reports, in their order."""
    return [_annotate(report) for report in reports]


def _annotate(report: Report) -> Annotation:
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    statements: list[Statement] = []
    for i_block, block in enumerate(report.blocks):
        for match in _SENTENCE.finditer(report.text, block.span.start, block.span.end):
            words = match.group().strip()
            if len(words) < 3:
                continue
            start = match.start() + match.group().index(words)
            span = Span(start, start + len(words))
            first = len(tokens)
            tokens += [_token(found, first, at) for at, found in enumerate(_WORD.finditer(report.text, *_ends(span)))]
            sentences.append(Sentence(span, first, len(tokens), i_block, report.language))
            statements.append(
                Statement(
                    content_id("statement", report.id, str(start)), report.id, span, (), None, Kind.NARRATED,
                    Certainty.CERTAIN, Polarity.AFFIRMED, TimeStatus.PAST,
                )
            )  # fmt: skip
    names = tuple(Name(Span(*found.span()), _type(found.group())) for found in _NAME.finditer(report.text))
    rng = np.random.default_rng(zlib.crc32(report.id.encode()))
    return Annotation(
        report.id, report.language, tuple(sentences), tuple(tokens), names, statements=tuple(statements),
        statement_vectors=_units(rng, len(statements)),
    )  # fmt: skip


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _token(found: re.Match[str], first: int, at: int) -> Token:
    word = found.group()
    upos = "PUNCT" if not word[0].isalnum() else "PROPN" if word[0].isupper() and at else "NOUN"
    return Token(Span(*found.span()), word, word.lower(), upos, -1 if not at else first, "root" if not at else "dep")


def _type(words: str) -> NameType:
    return {1: NameType.LOC, 2: NameType.PER}.get(len(words.split()), NameType.ORG)


def _units(rng: np.random.Generator, n: int) -> np.ndarray[tuple[int, int], np.dtype[np.float16]]:
    vectors = rng.normal(size=(n, 384))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
