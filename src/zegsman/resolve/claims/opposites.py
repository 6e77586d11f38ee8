"""What contradicts without a word that denies: who stays does not step down."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import lists_for, load_table
from zegsman.likeness.texts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

_Phrase = tuple[frozenset[str], str, str]
"""Its words, the matter, and the side of it that they put a statement on."""


@cache
def _phrases(language: str) -> Mapping[str, list[_Phrase]]:
    """The phrases of a language by the first of their words in the alphabet."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for name, entry in load_table("all", "opposites")["opposites"].items():
        for side in ("said", "denied"):
            for phrase in entry[side][language].split():
                words = frozenset(fold(part) for part in phrase.split("+"))
                found[min(words)].append((words, name, side))
    return found


def sides_of(words: Set[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The matters on which a statement with these folded words and lemmas is the news, and those it speaks against.

    Any phrase whose words all stand in it puts it on that side; what has words of both sides ('who is to stay has
    threatened to quit') is on neither.
    """
    phrases = _phrases(lists_for(language))
    sides: dict[str, set[str]] = {"said": set(), "denied": set()}
    for first in words & phrases.keys():
        for phrase, name, side in phrases[first]:
            if phrase <= words:
                sides[side].add(name)
    return frozenset(sides["said"] - sides["denied"]), frozenset(sides["denied"] - sides["said"])
