"""Words around names, by what they tell about the name."""

from __future__ import annotations

import re
from functools import cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import load_table


@cache
def surrounding(kind: str) -> frozenset[str]:
    """The words of a kind, in lower case."""
    return frozenset(load_table("all", "name_surroundings")["words"][kind])


@cache
def surrounding_choice(kind: str) -> str:
    """The words of a kind as alternatives in a regular expression, the longest first."""
    words = sorted(load_table("all", "name_surroundings")["words"][kind], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in words)


@cache
def body_of_function(function: str) -> str | None:
    """The class of body that a function is of by its word ('dijkgraaf': waterboard), None where it does not tell."""
    rows = load_table("all", "name_surroundings")["function_bodies"]
    table = {fold_name(word): class_ for class_, words in rows.items() for word in words}
    return table.get(fold_name(function))
