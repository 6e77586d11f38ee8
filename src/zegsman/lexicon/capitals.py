"""The first letter of a sentence, as each language writes it."""

from __future__ import annotations

from zegsman.lexicon.tables import load_table


def capitalised(language: str, text: str) -> str:
    """The text as a sentence begins.

    >>> capitalised("nl", "één bericht"), capitalised("nl", "ijs op de weg"), capitalised("en", "one report")
    ('Eén bericht', 'IJs op de weg', 'One report')
    """
    table = load_table(language, "capitals")
    first, blank, rest = text.partition(" ")
    if first in table["words"]:
        return str(table["words"][first]) + blank + rest
    opening = next((one for one in table["openings"] if text.startswith(one)), text[:1])
    return str(table["openings"].get(opening, opening.upper())) + text[len(opening) :]


def uncapitalised(language: str, text: str) -> str:
    """The text as it stands within a sentence; it must not begin with a name.

    >>> uncapitalised("nl", "Eén bericht"), uncapitalised("nl", "Geen bericht")
    ('één bericht', 'geen bericht')
    """
    small = {capital: word for word, capital in load_table(language, "capitals")["words"].items()}
    first, blank, rest = text.partition(" ")
    return small[first] + blank + rest if first in small else text[:1].lower() + text[1:]
