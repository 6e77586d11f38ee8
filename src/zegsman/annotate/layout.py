"""One report laid out for the rules: lower-case words, trees, names and quotation marks by token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.annotate.quotes import Quote, find_quotes
from zegsman.annotate.trees import Tree, tree_of
from zegsman.lexicon.tables import LANGUAGES
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.annotate.source_phrase import Phrase
    from zegsman.record.annotation import Name, Sentence, Token
    from zegsman.record.report import Report


def reading_language(language: str) -> str:
    """The language whose lists serve a sentence: its own, or English where it has none."""
    return language if language in LANGUAGES else "en"


@dataclass(frozen=True)
class Layout:
    """A report's text with what the rules look up over and over; all lists run parallel to the tokens."""

    report: Report
    text: str
    sentences: Sequence[Sentence]
    tokens: Sequence[Token]
    names: Sequence[Name]
    words: list[str]
    """Each token in lower case, typographic apostrophes made straight."""
    trees: list[Tree]
    """One for each sentence."""
    languages: list[str]
    """For each sentence the language whose lists serve it."""
    sentence_of: list[int]
    """Index of the sentence of each token."""
    name_at: list[int]
    """Index of the name that each token belongs to, -1 for none."""
    quotes: tuple[Quote, ...]
    quoted: list[int]
    """Index of the outermost quotation that each token stands in (marks included), -1 for none."""
    starts: list[int] = field(repr=False)
    phrases: dict[int, Phrase] = field(default_factory=dict, repr=False, compare=False)
    """The noun phrases that were asked for so far, by the token asked about."""

    def tree(self, i_token: int) -> Tree:
        """The tree of the sentence that a token belongs to."""
        return self.trees[self.sentence_of[i_token]]

    def sentence(self, i_token: int) -> Sentence:
        """The sentence that a token belongs to."""
        return self.sentences[self.sentence_of[i_token]]

    def language(self, i_token: int) -> str:
        """The language whose lists serve the sentence of a token."""
        return self.languages[self.sentence_of[i_token]]

    def span(self, first: int, end: int) -> Span:
        """The span from the token `first` up to the token `end`, which is not in it."""
        return Span(self.tokens[first].span.start, self.tokens[end - 1].span.end)

    def spans(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """As few spans as cover the tokens, each a run of neighbours without punctuation at its ends."""
        result: list[Span] = []
        run: list[int] = []
        for i in [*sorted(set(indices)), -1]:
            if run and i != run[-1] + 1:
                trimmed = self.trimmed(run[0], run[-1] + 1)
                if trimmed is not None:
                    result.append(self.span(*trimmed))
                run = []
            run.append(i)
        return tuple(result)

    def trimmed(self, first: int, end: int) -> tuple[int, int] | None:
        """The same run of tokens without separating punctuation at its ends; None where nothing is left."""
        while first < end and self.words[first] in _EDGE_BEFORE:
            first += 1
        while end > first and self.words[end - 1] in _EDGE_AFTER:
            end -= 1
        return (first, end) if first < end else None

    def tokens_in(self, span: Span) -> range:
        """The tokens that start inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def token_at(self, offset: int) -> int:
        """The token at or before an offset, 0 at least."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def name_of(self, i_token: int) -> Name | None:
        """The name that a token belongs to."""
        return self.names[self.name_at[i_token]] if self.name_at[i_token] >= 0 else None

    def is_person(self, i_token: int) -> bool:
        """Whether a token belongs to the name of a person."""
        name = self.name_of(i_token)
        return name is not None and name.type is NameType.PER


_EDGE_BEFORE = frozenset(",;:.!?)–—-…")
_EDGE_AFTER = frozenset(",;:(–—-")


def lay_out(
    report: Report,
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    names: Sequence[Name],
    trees: Sequence[Tree] = (),
) -> Layout:
    """Lays out a report for the rules; `trees` are those of the sentences, where they are made already."""
    sentence_of = [0] * len(tokens)
    for i_sentence, sentence in enumerate(sentences):
        for i in range(sentence.first_token, sentence.end_token):
            sentence_of[i] = i_sentence
    starts = [token.span.start for token in tokens]
    name_at = [-1] * len(tokens)
    for i_name, name in enumerate(names):
        for i in range(bisect_left(starts, name.span.start), bisect_left(starts, name.span.end)):
            name_at[i] = i_name
    stretches = [block.span for block in report.blocks] or None
    quotes = find_quotes(report.text, stretches)
    quoted = [-1] * len(tokens)
    for i_quote, quote in enumerate(quotes):
        if quote.level == 0:
            for i in range(bisect_left(starts, quote.span.start), bisect_left(starts, quote.span.end)):
                quoted[i] = i_quote
    return Layout(
        report=report,
        text=report.text,
        sentences=sentences,
        tokens=tokens,
        names=names,
        words=[token.text.lower().replace("’", "'") if len(token.text) > 1 else token.text.lower() for token in tokens],
        trees=list(trees) or [tree_of(sentence, tokens) for sentence in sentences],
        languages=[reading_language(sentence.language) for sentence in sentences],
        sentence_of=sentence_of,
        name_at=name_at,
        quotes=quotes,
        quoted=quoted,
        starts=starts,
    )
