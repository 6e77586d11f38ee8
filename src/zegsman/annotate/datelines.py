"""Finds what signs a report or an entry: what opens it ('OSLO (NTB) - ', '20.15 uur - '), what closes it ('(NTB)')."""

from __future__ import annotations

import re

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_patterns

_HOURS = gather_patterns("leftovers", "hour_marks")

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_AGENCY = r"\((?=[^)]*[A-Z])[\w./& -]{2,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, [^()\n–—]{{2,30}}?)?(?: ?{_AGENCY})?"
    rf"|{_WORD}(?: [\w'’-]+){{0,3}}(?:, [^()\n–—]{{2,30}}?)? ?{_AGENCY}) ?[-–—]{{1,2}} "
    rf"|[012]?\d[.:][0-5]\d(?: ?(?:{_HOURS}|[A-Z]{{3}}))?(?: ?[-–—|]|:) "
)
"""A place in capitals, or any place with an agency in brackets behind it; between them a country or a day. Or the hour
of an entry in a live report."""


_ARTICLES = any_of(function_words("definite_articles"))
_LINKS = any_of(function_words("and", "of"))
_SIGNER = rf"(?:(?:{_ARTICLES}) )?[A-ZÀ-Þ][\w.'’&-]*(?:(?:[ /]| (?:{_LINKS}|/) )[A-ZÀ-Þ][\w.'’&-]*){{0,4}}"
_CREDITED = rf"{_SIGNER}(?: ?[/,|] ?{_SIGNER})*"
_SIGN_OFF = re.compile(
    rf"[(\[] ?{_SIGNER} ?[)\]]\.?|[–—-]{{1,2}} ?{_SIGNER}"
    rf"|(?:(?:{gather_patterns('leftovers', 'pictures')}) ?(?::|(?:{any_of(function_words('by'))})\b)|©) ?"
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
