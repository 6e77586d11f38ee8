"""The small words that tell how clauses and phrases hang together."""

from __future__ import annotations

from functools import cache

from zegsman.lexicon.tables import load_table


@cache
def function_words(name: str) -> frozenset[str]:
    """The words of one list of `all/function_words.toml`.

    Raises:
        KeyError: if there is no such list.
    """
    lists: dict[str, str] = load_table("all", "function_words")["lists"]
    return frozenset(lists[name].split())
