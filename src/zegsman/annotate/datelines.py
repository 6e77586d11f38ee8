"""Finds what signs a report or an entry: what opens it ('OSLO (NTB) - ', '20.15 uur - '), what closes it ('(NTB)')."""

from __future__ import annotations

import re

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_AGENCY = r"\((?=[^)]*[A-Z])[\w./& -]{2,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, [^()\n–—]{{2,30}}?)?(?: ?{_AGENCY})?"
    rf"|{_WORD}(?: [\w'’-]+){{0,3}}(?:, [^()\n–—]{{2,30}}?)? ?{_AGENCY}) ?[-–—]{{1,2}} "
    r"|[012]?\d[.:][0-5]\d(?: ?(?:uur|u\.?|h|am|pm|a\.m\.|p\.m\.|[A-Z]{3}))?(?: ?[-–—|]|:) "
)
"""A place in capitals, or any place with an agency in brackets behind it; between them a country or a day. Or the hour
of an entry in a live report."""


_SIGNER = r"(?:the |de |het )?[A-ZÀ-Þ][\w.'’&-]*(?:(?:[ /]| en | and | van | of | / )[A-ZÀ-Þ][\w.'’&-]*){0,4}"
_CREDITED = rf"{_SIGNER}(?: ?[/,|] ?{_SIGNER})*"
_SIGN_OFF = re.compile(
    rf"[(\[] ?{_SIGNER} ?[)\]]\.?|[–—-]{{1,2}} ?{_SIGNER}"
    r"|(?:(?:[Ff]oto(?:graaf|’s|'s)?|[Bb]eeld|[Pp]hoto(?:graph)?s?|[Pp]ictures?|[Ii]mages?) ?(?::|door\b|by\b)|©) ?"
    rf"{_CREDITED}\.?"
)
"""Names in brackets, behind a dash, or credited with a picture."""


def is_sign_off(words: str) -> bool:
    """Whether words that stand by themselves at the end of a paragraph name who it is from and no more.

    >>> is_sign_off("(Noordpers/NTB)"), is_sign_off("— Jan de Vries"), is_sign_off("(De brug is dicht.)")
    (True, False, False)
    """
    return _SIGN_OFF.fullmatch(words) is not None


def dateline_end(text: str) -> int:
    """Where the dateline that a paragraph opens with ends, 0 where it opens with none.

    >>> "OSLO (NTB) - De haven is dicht."[dateline_end("OSLO (NTB) - De haven is dicht."):]
    'De haven is dicht.'
    >>> dateline_end("De haven is dicht.")
    0
    """
    match = _DATELINE.match(text)
    return match.end() if match else 0


def is_dateline(words: str) -> bool:
    """Whether words are a dateline and nothing else.

    >>> is_dateline("OSLO (NTB) -"), is_dateline("OSLO wacht -")
    (True, False)
    """
    return words.endswith(("-", "–", "—", "|", ":")) and dateline_end(f"{words} ") == len(words) + 1
