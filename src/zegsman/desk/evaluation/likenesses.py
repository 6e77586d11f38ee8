"""When words of gold and of a dossier count as the same: names, spellings, quotes, times."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from zegsman.errors import RecordError
from zegsman.record.days import Days, parse_iso_days

Json = dict[str, Any]
_QUOTES = "'\"`´‘’‚‛“”„‟«»‹›′″"
_DASHES = "-‐‑‒–—―−"
_ARTICLES = frozenset(
    [
        "de",
        "het",
        "een",
        "t",
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "el",
        "los",
        "las",
        "il",
    ]
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mevrouw",
        "mevr",
        "mw",
        "meneer",
        "dhr",
        "dr",
        "drs",
        "ir",
        "prof",
        "professor",
        "sir",
        "herr",
        "frau",
        "monsieur",
        "madame",
    ]
)
_ROLES = frozenset(
    [
        "president",
        "presidente",
        "prasident",
        "prasidentin",
        "premier",
        "minister",
        "ministre",
        "kanzler",
        "bondskanselier",
        "bundeskanzler",
        "generaal",
        "general",
        "kolonel",
        "colonel",
        "admiraal",
        "admiral",
        "luitenant",
        "koning",
        "koningin",
        "king",
        "queen",
        "prins",
        "prince",
        "princess",
        "paus",
        "pope",
        "senator",
        "gouverneur",
        "governor",
        "burgemeester",
        "mayor",
        "ambassadeur",
        "ambassador",
        "dictator",
        "leider",
        "leader",
        "woordvoerder",
        "woordvoerster",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    ]
)
_SAME_TIME = 0.5
"""Days shared of days spanned from which two times are the same."""


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal without accents, articles and titles, or one holds the other as whole words."""
    left, right = _bare_name(one), _bare_name(other)
    return bool(left and right) and (f" {left} " in f" {right} " or f" {right} " in f" {left} ")


def _bare_name(name: str) -> str:
    words = re.findall(r"\w+", _without_accents(name))
    kept = []
    for word, following in zip(words, [*words[1:], ""], strict=False):
        is_title = word.casefold() in _HONORIFICS or (word.casefold() in _ROLES and following[:1].isupper())
        if word.casefold() not in _ARTICLES and not is_title:
            kept.append(word)
    return " ".join(kept or words).casefold()


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def spelling_key(surface: str) -> str:
    """What two spellings share that are the same string: outer quotation marks and a leading article do not count."""
    text = " ".join(unicodedata.normalize("NFC", surface).split()).strip(_QUOTES + ".,;:() ")
    text = "".join("'" if letter in _QUOTES else letter for letter in text)
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else text


def find_quote(quote: str, text: str, hint: float) -> tuple[int, int] | None:
    """Where a text has a quote: exactly, or with white space, quotation marks, dashes and accents made alike.

    Of several places the one nearest to `hint` (0 to 1, how far down) is taken; None where there is none.
    """
    places = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if places:
        start = min(places, key=lambda place: abs(place - hint * len(text)))
        return start, start + len(quote)
    plain, offsets = _searchable(text)
    needle = _searchable(quote)[0].strip()
    alike = [match.start() for match in re.finditer(f"(?={re.escape(needle)})", plain)] if needle else []
    if not alike:
        return None
    start = min(alike, key=lambda place: abs(place - hint * len(plain)))
    return offsets[start], offsets[start + len(needle) - 1] + 1


def _searchable(text: str) -> tuple[str, list[int]]:
    """The text made alike, and where each of its letters comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for letter in _letters(character):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                offsets.append(offset)
    return "".join(letters), offsets


def _letters(character: str) -> str:
    if character.isspace():
        return " "
    if character in _QUOTES:
        return "'"
    return "-" if character in _DASHES else _without_accents(character)


def same_time(gold: Json, system: Json) -> bool:
    """Whether two times have the same value, or, where gold has none, the same ends."""
    keys = ("value",) if gold.get("value") is not None else ("start", "end")
    return all(gold.get(key) == system.get(key) for key in keys)


def times_overlap(gold: Json, system: Json) -> bool:
    """Whether two times share at least half of the days that they span together."""
    left, right = _interval(gold), _interval(system)
    if left is None:
        return same_time(gold, system)
    if right is None:
        return False
    shared = (min(left[1], right[1]) - max(left[0], right[0])).days + 1
    return shared > 0 and shared / ((max(left[1], right[1]) - min(left[0], right[0])).days + 1) >= _SAME_TIME


def _interval(time: Json) -> tuple[date, date] | None:
    first, _, last = (time.get("value") or "").partition("/")
    start, end = _days(time.get("start") or first).start, _days(time.get("end") or last or first).end
    return (start, end) if start and end else None


def _days(value: str) -> Days:
    week = re.fullmatch(r"(\d{4})-?W(\d\d)", value)
    try:
        if week:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Days(value, monday, date.fromordinal(monday.toordinal() + 6))
        return parse_iso_days(value)
    except (RecordError, ValueError):
        return Days()
