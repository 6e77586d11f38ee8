"""Words around names, by what they tell about the name."""

from __future__ import annotations

from functools import cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import any_of
from zegsman.lexicon.tables import LANGUAGES, gather_words, load_table


@cache
def surrounding(kind: str) -> frozenset[str]:
    """The words of a kind, in lower case."""
    return gather_words("name_surroundings", kind)


@cache
def surrounding_choice(kind: str) -> str:
    """The words of a kind as alternatives in a regular expression, the longest first."""
    return any_of(surrounding(kind))


@cache
def body_of_function(function: str) -> str | None:
    """The class of body that a function is of by its word ('dijkgraaf': waterboard), None where it does not tell."""
    return _bodies_of_functions().get(fold_name(function))


@cache
def _bodies_of_functions() -> dict[str, str]:
    rows = (load_table(language, "name_surroundings")["function_bodies"] for language in LANGUAGES)
    return {fold_name(word): class_ for one in rows for class_, words in one.items() for word in words}
