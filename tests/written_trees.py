"""Reports with trees written by hand, in a compact form, for rules over syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders import span_of
from zegsman.annotate.attribution_candidates import AttributionCandidate, spans_of
from zegsman.record.annotation import Name, NameType, Sentence, Token
from zegsman.record.report import Block, BlockKind, Report, sha256_of
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_SPACE_BEFORE = frozenset(".,:;!?”’)") | {"'s"}
_NO_SPACE_AFTER = frozenset("“‘(")


@dataclass(frozen=True)
class WrittenTree:
    """A report with its sentences, tokens and names."""

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]


def a_tree(
    *rows: str, names: tuple[tuple[str, str], ...] = (), language: str = "nl", outlet: str | None = "De Proefbode"
) -> WrittenTree:
    """A report of one paragraph from one row a sentence.

    A row is a run of `word|UPOS|head|relation`, head counted from 1 in the sentence and 0 for the root; relation
    may be left out. `names` are (words, type), at their first place.
    """
    text, glue = "", True
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for row in rows:
        first, start = len(tokens), len(text)
        for item in row.split():
            word, upos, head, *relation = item.split("|")
            if not glue and word not in _NO_SPACE_BEFORE:
                text += " "
            start = len(text) if len(tokens) == first else start
            span = Span(len(text), len(text) + len(word))
            text += word
            glue = word in _NO_SPACE_AFTER
            above = first + int(head) - 1 if head != "0" else -1
            label = relation[0] if relation else _relation(upos, head)
            tokens.append(Token(span, word, word.lower(), upos, above, label))
        sentences.append(Sentence(Span(start, len(text)), first, len(tokens), 0, language))
    report = Report(
        id="r1",
        text=text,
        sha256=sha256_of(text.encode()),
        language=language,
        outlet=outlet,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
    )
    marked = [Name(span_of(text, words), NameType(kind)) for words, kind in names]
    return WrittenTree(report, tuple(sentences), tuple(tokens), tuple(sorted(marked, key=lambda name: name.span)))


def _relation(upos: str, head: str) -> str:
    if head == "0":
        return "root"
    usual = {"PUNCT": "punct", "DET": "det", "ADP": "case", "SCONJ": "mark", "AUX": "aux", "ADJ": "amod"}
    return usual.get(upos, "dep")


def a_candidate(
    parse: WrittenTree, source: Sequence[int], cue: Sequence[int], content: Sequence[int], sure: float = 0.9
) -> AttributionCandidate:
    """An attribution as the model would give it, from indices of tokens."""
    offsets = [(token.span.start, token.span.end) for token in parse.tokens]
    return AttributionCandidate(
        spans_of(source, offsets), spans_of(cue, offsets), spans_of(content, offsets),
        tuple(source), tuple(cue), tuple(content), sure, 1.0, 1.0,
    )  # fmt: skip
