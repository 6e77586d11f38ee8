"""Finds the dateline that opens a report of a news agency: 'OSLO (NTB) - ', 'PARIS, 4 Feb (AFP) — '."""

from __future__ import annotations

import re

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_AGENCY = r"\((?=[^)]*[A-Z])[\w./& -]{2,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, [^()\n–—]{{2,30}}?)?(?: ?{_AGENCY})?"
    rf"|{_WORD}(?: [\w'’-]+){{0,3}}(?:, [^()\n–—]{{2,30}}?)? ?{_AGENCY}) ?[-–—]{{1,2}} "
)
"""A place in capitals, or any place with an agency in brackets behind it; between them a country or a day."""


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
    return words.endswith(("-", "–", "—")) and dateline_end(f"{words} ") == len(words) + 1
