"""The languages of the pages: which one a reader gets, and its words."""

from __future__ import annotations

from functools import cache

from zegsman.lexicon.tables import load_table
from zegsman.tell.words import LANGUAGES, Words, words_of

COOKIE = "zegsman_language"


@cache
def interface_words(language: str) -> Words:
    """The words of the pages: those of the dossier, and those that only the pages need."""
    spoken = words_of(language)
    return Words(spoken.language, {**spoken.table, **load_table(spoken.language, "web_words")})


def choose_language(chosen: str | None, accepted: str) -> str:
    """What the reader chose, else the language that the browser asks for most that the pages speak, else English."""
    if chosen in LANGUAGES:
        return str(chosen)
    wishes = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, rest = part.strip().partition(";")
        language = tag.split("-")[0].strip().lower()
        weight = _weight(rest)
        if language in LANGUAGES and weight > 0:
            wishes.append((-weight, place, language))
    return min(wishes)[2] if wishes else "en"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
