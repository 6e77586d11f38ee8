"""The small words that tell how clauses and phrases hang together: `function_words.toml` of each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def function_words(*names: str, language: str | None = None) -> frozenset[str]:
    """The words of some lists of function words, of all languages together or of one.

    Raises:
        LexiconError: if no language has such a list.
    """
    return frozenset().union(*(gather_words("function_words", name, language) for name in names))


def any_of(words: Iterable[str]) -> str:
    """Words as alternatives in a regular expression, the longest first.

    >>> any_of({"de", "het", "den"})
    'den|het|de'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
