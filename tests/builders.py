"""Valid objects with what a test cares about: reports and annotations built by hand, without a model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zegsman.record.annotation import Annotation, Name, NameType, Sentence, Token
from zegsman.record.days import UNKNOWN_DAYS, Days, parse_iso_days
from zegsman.record.report import Block, BlockKind, Report, sha256_of
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


def a_report(
    text: str = "Er is niets gebeurd.",
    *,
    id: str = "r1",
    outlet: str | None = "De Proefbode",
    published: str | date | None = "2024-03-05",
    language: str = "nl",
    title: str | None = None,
    agency: str | None = None,
    path: str | None = None,
) -> Report:
    """A report whose blocks are the paragraphs of `text` (parted by blank lines)."""
    days: Days = UNKNOWN_DAYS if published is None else parse_iso_days(str(published))
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(Span(at, at + len(part)), BlockKind.PARAGRAPH))
        at += len(part) + 2
    return Report(
        id=id,
        text=text,
        sha256=sha256_of(f"{id}\n{text}".encode()),
        language=language,
        outlet=outlet,
        title=title,
        path=path or f"{id}.txt",
        published=days,
        agency=agency,
        blocks=tuple(blocks),
    )


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of `words` in `text`."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def an_annotation(report: Report, *, names: Sequence[tuple[str, str]] = ()) -> Annotation:
    """An annotation with one sentence a block, tokens split at spaces, and the names given as (words, type)."""
    sentences, tokens = [], []
    for i_block, block in enumerate(report.blocks):
        first = len(tokens)
        at = block.span.start
        for word in block.span.of(report.text).split(" "):
            if word:
                span = Span(at, at + len(word))
                tokens.append(Token(span, word, word.lower(), "X", -1 if len(tokens) == first else first, "dep"))
            at += len(word) + 1
        sentences.append(Sentence(block.span, first, len(tokens), i_block, report.language))
    marked = tuple(Name(span_of(report.text, words), NameType(type_)) for words, type_ in names)
    return Annotation(
        report=report.id,
        language=report.language,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        names=marked,
    )
