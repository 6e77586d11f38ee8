"""Finds listed words and phrases among the tokens of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zegsman.record.annotation import Token


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, the longest first, each with what it stands for."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    def find(self, tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The phrases among the tokens `[first, end)`, as (start, end, label); none overlap."""
        spoken = tuple(token.text.lower() for token in tokens[first:end])
        after = 0
        for at, opening in enumerate(spoken):
            for words, label in self.by_first.get(opening, ()) if at >= after else ():
                if spoken[at : at + len(words)] == words:
                    after = at + len(words)
                    yield first + at, first + after, label
                    break


def phrases_of(lists: Mapping[str, str | Iterable[str]]) -> Phrases:
    """Phrases from lists by label; words of a phrase are joined by underscores."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for label, listed in lists.items():
        for phrase in listed.split() if isinstance(listed, str) else listed:
            words = tuple(phrase.lower().split("_"))
            found.setdefault(words[0], []).append((words, label))
    return Phrases({first: tuple(sorted(group, key=lambda item: -len(item[0]))) for first, group in found.items()})
