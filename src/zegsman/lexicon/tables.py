"""Loads word lists: one TOML file a list, one folder a language, `all` for lists that hold for every language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zegsman.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


LANGUAGES = ("nl", "en")
"""Languages with word lists; `lists_for` says with which a text in another is read."""


def lists_for(language: str) -> str:
    """The language whose word lists serve a text: its own, or the first one's, which find next to nothing."""
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def load_table(language: str, name: str) -> Mapping[str, Any]:
    """The word list `name` of a language ('nl', 'en', or 'all'), read-only.

    Each file opens with a `[meta]` table that gives `source` and `licence`; it is not part of the result.

    Raises:
        LexiconError: if there is no such list, it is no TOML, or it does not say source and licence.
    """
    place = resources.files("zegsman.lexicon") / language / f"{name}.toml"
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(
            f"there is no word list {name!r} for {language!r}; expected {language}/{name}.toml"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"the word list {language}/{name}.toml cannot be read: {error}") from error
    meta = table.pop("meta", {})
    if not {"source", "licence"} <= meta.keys():
        raise LexiconError(f"the word list {language}/{name}.toml does not say its source and licence under [meta]")
    return MappingProxyType(table)


@cache
def load_words(language: str, name: str, key: str = "words") -> frozenset[str]:
    """The words under `key` of the `[lists]` of a word list, as a set.

    Raises:
        LexiconError: if the list or the key is missing.
    """
    lists = load_table(language, name).get("lists", {})
    if key not in lists:
        raise LexiconError(f"the word list {language}/{name}.toml has no {key!r} under [lists]; it has {sorted(lists)}")
    return frozenset(lists[key])


@cache
def gather_words(name: str, key: str, language: str | None = None) -> frozenset[str]:
    """The words under `key` of the `[lists]` in a word list, of all languages together or of one.

    A language without the file or the list has no such words. A list is an array, or words parted by blanks.

    Raises:
        LexiconError: if no language has the list: its name is misspelt.
    """
    lists = {code: _part(code, name, "lists") for code in LANGUAGES}
    if not any(key in own for own in lists.values()):
        raise LexiconError(f"no language has a list {key!r} under [lists] of its {name}.toml")
    found = [lists.get(code, {}).get(key, ()) for code in (LANGUAGES if language is None else (language,))]
    return frozenset(word for words in found for word in (words.split() if isinstance(words, str) else words))


@cache
def gather_patterns(name: str, key: str) -> str:
    """The regular expressions under `key` of the `[patterns]` in a word list, of all languages, as alternatives.

    Raises:
        LexiconError: if no language has such patterns: their name is misspelt.
    """
    found = [pattern for code in LANGUAGES for pattern in _patterns(code, name, key)]
    if not found:
        raise LexiconError(f"no language has {key!r} under [patterns] of its {name}.toml")
    return "|".join(f"(?:{pattern})" for pattern in found)


def _patterns(language: str, name: str, key: str) -> Iterator[str]:
    """The patterns of one language, names of `[fragments]` in braces put in full."""
    fragments = _part(language, name, "fragments")
    for pattern in _part(language, name, "patterns").get(key, ()):
        for fragment, words in fragments.items():
            pattern = pattern.replace(f"{{{fragment}}}", f"(?:{words})")
        yield pattern


def _part(language: str, name: str, part: str) -> Mapping[str, Any]:
    """One table of a word list, empty where the language has no such list or the list no such table."""
    if not (resources.files("zegsman.lexicon") / language / f"{name}.toml").is_file():
        return {}
    found: Mapping[str, Any] = load_table(language, name).get(part, {})
    return found
