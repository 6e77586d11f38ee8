"""Reports of invented affairs with statements laid by hand, for the tests of resolve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from builders import a_report, span_of
from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Kind,
    Name,
    NameType,
    Polarity,
    Sentence,
    SourceMention,
    Statement,
    TimeExpression,
    TimeStatus,
    Token,
)
from zegsman.record.days import parse_iso_days
from zegsman.record.report import Report
from zegsman.record.spans import Span

VERBS = re.compile(
    r"^(?:is|was|are|were|werd|werden|heeft|had|hebben|zijn|wordt|kost|viel|vielen|betaalde|betaald|sluit|gesloten|"
    r"closed|close|paid|said|zegt|killed|brak|broke|genomen|gestolen|stolen|ligt|staat|moest|begon|vertrok)$"
)


@dataclass(frozen=True)
class Said:
    """A statement as a test gives it: its words, and what differs from a plain narrated one."""

    words: str
    chain: tuple[str, ...] = ()
    denied: bool = False
    certainty: Certainty = Certainty.CERTAIN
    time_status: TimeStatus = TimeStatus.PAST
    time: tuple[str, str] | None = None
    """Words of a time expression in it and their ISO date."""
    vector: Sequence[float] | None = None


def told(
    id: str,
    *said: Said | str,
    names: Sequence[tuple[str, str]] = (),
    language: str = "nl",
    published: str = "2024-03-05",
    agency: str | None = None,
    title: str | None = None,
) -> tuple[Report, Annotation]:
    """A report whose sentences are the statements given, with its annotation."""
    statements = [one if isinstance(one, Said) else Said(one) for one in said]
    text = " ".join(f"{one.words}." for one in statements)
    report = a_report(
        text, id=id, outlet=f"Krant {id}", published=published, language=language, agency=agency, title=title
    )
    return report, _annotated(report, statements, names)


def _annotated(report: Report, said: Sequence[Said], names: Sequence[tuple[str, str]]) -> Annotation:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    statements: list[Statement] = []
    times: list[TimeExpression] = []
    for i, one in enumerate(said):
        span = span_of(report.text, one.words)
        first = len(tokens)
        tokens.extend(_tokens(report.text, Span(span.start, span.end + 1), first))
        sentences.append(Sentence(Span(span.start, span.end + 1), first, len(tokens), 0, report.language))
        dated: tuple[int, ...] = ()
        if one.time:
            at = span_of(one.words, one.time[0])
            days = parse_iso_days(one.time[1])
            where = Span(span.start + at.start, span.start + at.end)
            times.append(TimeExpression(where, "DATE", one.time[1], days))
            dated = (len(times) - 1,)
        chain = tuple(SourceMention(name, span) for name in one.chain)
        statements.append(
            Statement(
                id=f"{report.id}-{i}",
                report=report.id,
                span=span,
                chain=chain,
                cue=None,
                kind=Kind.INDIRECT if chain else Kind.NARRATED,
                certainty=one.certainty,
                polarity=Polarity.DENIED if one.denied else Polarity.AFFIRMED,
                time_status=one.time_status,
                times=dated,
            )
        )
    return Annotation(
        report=report.id,
        language=report.language,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        names=tuple(
            Name(Span(*match.span()), NameType(type_))
            for words, type_ in names
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", report.text)
        ),
        times=tuple(times),
        statements=tuple(statements),
        statement_vectors=_vectors(said),
    )


def _tokens(text: str, span: Span, first: int) -> list[Token]:
    found: list[Token] = []
    for match in re.finditer(r"[\w€$£%'-]+|[^\w\s]", text[span.start : span.end]):
        at = Span(span.start + match.start(), span.start + match.end())
        word = match.group()
        upos = "PUNCT" if not word[0].isalnum() else "VERB" if VERBS.match(word) else "NOUN"
        found.append(Token(at, word, word.lower(), upos, first if found else -1, "dep"))
    return found


def _vectors(said: Sequence[Said]) -> NDArray[np.float16]:
    if any(one.vector is None for one in said):
        return np.zeros((0, 0), np.float16)
    return np.array([one.vector for one in said], np.float16)


def together(claims: Sequence[Sequence[str]], one: str, other: str) -> bool:
    """Whether two statements are in one claim."""
    return any(one in claim and other in claim for claim in claims)


def without_vectors(annotation: Annotation) -> Annotation:
    """The same annotation as if no encoder had been at hand."""
    return replace(annotation, statement_vectors=np.zeros((0, 0), np.float16))


def claims_by_statement(claims: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """The number of the claim of each statement."""
    return {statement: i for i, claim in enumerate(claims) for statement in claim}
