"""States by their names, adjectives, inhabitants and seats of power, in Dutch and English."""

from __future__ import annotations

from functools import cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import LANGUAGES, load_table

LONGEST_CODE = 3


def country_of_name(name: str) -> str | None:
    """The code of the state that a name stands for, None where it is no state's.

    ISO 3166-1 alpha-2; 'EU' for the European Union. Abbreviations count only in capitals ('US', not 'us').

    >>> country_of_name("Verenigde Staten"), country_of_name("us")
    ('US', None)
    """
    return _found(_by_name(), name)


def seat_of_power(name: str) -> str | None:
    """The code of the state whose government a city or building stands for ('Downing Street'), None for no seat."""
    return _found(_by_seat(), name)


def country_of_demonym(word: str) -> str | None:
    """The code of the state of an adjective or inhabitant ('Franse', 'Belgians'), None where it is none."""
    return _by_demonym().get(fold_name(word))


def city_of_adjective(word: str) -> str | None:
    """The city of an adjective ('Haagse'), None where it is none."""
    return _by_city_adjective().get(fold_name(word))


def is_demonym(word: str) -> bool:
    """Whether a word is an adjective or inhabitant of a state, region, city or people."""
    key = fold_name(word)
    return key in _by_demonym() or key in _region_words() or key in _by_city_adjective()


def country_name(code: str, language: str = "nl") -> str:
    """The name of a state in Dutch or English, its code where it has none here."""
    names = load_table("all", "countries")["names"].get(code, [code])
    return str(names[0] if language == "nl" else names[-1])


def _found(table: dict[str, str], name: str) -> str | None:
    key = fold_name(name.replace(".", ""))
    if len(key) <= LONGEST_CODE and not name.replace(".", "").isupper():
        return None
    return table.get(key) or table.get(key.removeprefix("the ").removeprefix("de ").removeprefix("het "))


@cache
def _by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for rows in (
        load_table("all", "countries")["names"],
        load_table("all", "country_names")["names"],
        load_table("all", "country_names")["gone"],
    ):
        for code, names in rows.items():
            table |= {fold_name(name.replace(".", "")): code for name in names}
    return table


@cache
def _by_seat() -> dict[str, str]:
    rows = load_table("all", "country_names")["seats"]
    return {fold_name(name.replace(".", "")): code for code, names in rows.items() for name in names}


@cache
def _by_demonym() -> dict[str, str]:
    table: dict[str, str] = {}
    for language in LANGUAGES:
        for code, words in load_table(language, "demonyms")["demonyms"].items():
            for word in words.split():
                key = fold_name(word)
                table[key] = code
                if language == "en":
                    table.setdefault(f"{key}s", code)
    return table


@cache
def _region_words() -> frozenset[str]:
    return frozenset(
        fold_name(word) for language in LANGUAGES for word in load_table(language, "demonyms")["regions"]["words"]
    )


@cache
def _by_city_adjective() -> dict[str, str]:
    cities = load_table("nl", "demonyms")["cities"]
    forms = [(adjective + ending, city) for adjective, city in cities.items() for ending in ("", "e")]
    return {fold_name(form.replace("ees" + "e", "ese")): city for form, city in forms}
