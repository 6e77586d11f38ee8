"""What contradicts without a word that denies: who stays does not step down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import load_table
from zegsman.likeness.texts import fold

if TYPE_CHECKING:
    from collections.abc import Set

_Phrases = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Opposite:
    """Two sides of one matter by language: any phrase whose words all stand in a statement puts it on that side."""

    said: dict[str, _Phrases]
    denied: dict[str, _Phrases]


@cache
def _opposites() -> dict[str, _Opposite]:
    table = load_table("all", "opposites")["opposites"]
    return {
        name: _Opposite(
            *({lang: _phrases(words) for lang, words in entry[side].items()} for side in ("said", "denied"))
        )
        for name, entry in table.items()
    }


def _phrases(words: str) -> _Phrases:
    return tuple(frozenset(fold(part) for part in phrase.split("+")) for phrase in words.split())


def sides_of(words: Set[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The matters on which a statement with these folded words and lemmas is the news, and those it speaks against.

    What has words of both sides ('who is to stay has threatened to quit') is on neither.
    """
    language = "en" if language == "en" else "nl"
    table = _opposites().items()
    said = frozenset(name for name, one in table if any(phrase <= words for phrase in one.said[language]))
    denied = frozenset(name for name, one in table if any(phrase <= words for phrase in one.denied[language]))
    return said - denied, denied - said
