"""One way of writing names, for keys: no capitals, accents, hyphens, apostrophes or double spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "ae",
     "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ĳ": "ij", "Ĳ": "ij", "&": " & "}
)  # fmt: skip
_NOT_KEPT = re.compile(r"[^\w&]+|_")
_APOSTROPHES = re.compile(r"['’‘`´ʹʼʻ]")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A name without case, accents and punctuation, its words parted by single spaces.

    >>> fold_name("'s-Gravenhage"), fold_name("Oekraïne"), fold_name("Łódź")
    ('s gravenhage', 'oekraine', 'lodz')
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).translate(_SPECIAL))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_KEPT.sub(" ", plain.casefold()).strip()
