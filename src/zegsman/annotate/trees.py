"""Sentences as trees: who depends on whom, and which tokens hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zegsman.record.annotation import Sentence, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """The dependency tree of one sentence, over the tokens of the whole report.

    All indices are those of the report's tokens. Heads that point out of the sentence or round in a circle count
    as roots, so that every walk ends.
    """

    tokens: Sequence[Token]
    first: int
    end: int
    heads: tuple[int, ...]
    """Head of each token of the sentence, -1 for a root."""
    children: tuple[tuple[int, ...], ...]
    """Dependents of each token of the sentence, in order of the text."""

    def head(self, i_token: int) -> int:
        """The head of a token, -1 for a root."""
        return self.heads[i_token - self.first]

    def below(self, i_token: int) -> tuple[int, ...]:
        """The dependents of a token, in order of the text."""
        return self.children[i_token - self.first]

    def relation(self, i_token: int) -> str:
        """The relation of a token without its subtype."""
        return self.tokens[i_token].deprel.partition(":")[0]

    def child(self, i_token: int, *relations: str) -> int:
        """The first dependent with one of the relations (subtypes put aside), -1 if there is none."""
        for i_child in self.below(i_token):
            if self.relation(i_child) in relations:
                return i_child
        return -1

    def subtree(self, i_token: int, stop: Callable[[int], bool] | None = None) -> list[int]:
        """A token and all that hangs below it, sorted; not entering dependents for which `stop` holds."""
        found, waiting = [i_token], [i_token]
        while waiting:
            for i_child in self.below(waiting.pop()):
                if stop is None or not stop(i_child):
                    found.append(i_child)
                    waiting.append(i_child)
        found.sort()
        return found

    def path(self, i_token: int) -> list[int]:
        """A token and the heads above it, up to the root."""
        found = [i_token]
        while (above := self.head(found[-1])) >= 0:
            found.append(above)
        return found

    def span(self, indices: Iterable[int]) -> Span:
        """The smallest span that covers the tokens (at least one)."""
        ordered = sorted(indices)
        return Span(self.tokens[ordered[0]].span.start, self.tokens[ordered[-1]].span.end)


def tree_of(sentence: Sentence, tokens: Sequence[Token]) -> Tree:
    """The tree of one sentence."""
    first, end = sentence.first_token, sentence.end_token
    heads = [token.head if first <= token.head < end else -1 for token in tokens[first:end]]
    _break_circles(heads, first)
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head >= 0:
            children[head - first].append(first + i)
    return Tree(tokens, first, end, tuple(heads), tuple(map(tuple, children)))


def _break_circles(heads: list[int], first: int) -> None:
    """Turns the token at which a circle is noticed into a root."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at = start
        while seen[at] == 0:
            seen[at] = start + 1
            head = heads[at]
            if head < 0:
                break
            if seen[head - first] == start + 1:
                heads[at] = -1
                break
            at = head - first
