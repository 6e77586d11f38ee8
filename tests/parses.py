"""Parsed sentences built by hand from small tables, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import a_report, span_of
from zegsman.annotate.clauses import find_clauses
from zegsman.annotate.stated import Parsed
from zegsman.annotate.trees import tree_of
from zegsman.record.annotation import Attribution, Kind, Sentence, Token
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.record.report import Report


def tokens_of(text: str, rows: str, first: int = 0, start: int = 0) -> list[Token]:
    """Tokens from rows of form, lemma, part of speech, head (counted from 1, 0 for the root) and relation."""
    tokens, at = [], start
    for row in rows.strip().splitlines():
        form, lemma, upos, head, deprel = row.split()
        at = text.index(form, at)
        span = Span(at, at + len(form))
        tokens.append(Token(span, form, lemma, upos, int(head) - 1 + first if int(head) else -1, deprel))
        at = span.end
    return tokens


def a_parse(text: str, rows: str, *, language: str = "nl", published: str = "2024-03-06") -> Parsed:
    """One sentence of a report with its tree and clauses."""
    report = a_report(text, language=language, published=published)
    return parse_of(report, [tokens_of(text, rows)], language)


def parse_of(report: Report, sentences: Sequence[Sequence[Token]], language: str) -> Parsed:
    """A report whose sentences are given as tokens."""
    tokens: list[Token] = []
    marked: list[Sentence] = []
    for own in sentences:
        first = len(tokens)
        tokens.extend(own)
        span = Span(own[0].span.start, own[-1].span.end)
        block = next((i for i, b in enumerate(report.blocks) if b.span.contains(span)), -1)
        marked.append(Sentence(span, first, len(tokens), block, language))
    trees = [tree_of(sentence, tokens) for sentence in marked]
    return Parsed(report, marked, tokens, trees, [find_clauses(tree, language) for tree in trees])


def an_attribution(text: str, given: Mapping[str, str]) -> Attribution:
    """An attribution from its words: source, cue, content and kind; '' for a source that there is not."""

    def spans(words: str) -> tuple[Span, ...]:
        return (span_of(text, words),) if words else ()

    return Attribution(
        spans(given["source"]), spans(given["cue"]), spans(given["content"]), Kind(given["kind"]), why="test"
    )
