"""How a name sounds when its letters are read as Dutch, English, French, German or Polish press writes it.

Each scheme turns letters into the sounds of one small alphabet (S is sh, Z zh, C tch, X kh, c ts, J dj); two
spellings of one Russian, Ukrainian, Kazakh or Arabic name then share a key, whatever paper they are from.
Source: the transcription tables of the Dutch Taalunie, BGN/PCGN, and common French, German and Polish use.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import load_table

_DUTCH = {"sjtsj": "S", "tsj": "C", "dzj": "J", "dj": "J", "sj": "S", "zj": "Z", "ch": "X", "kh": "X", "oe": "u",
          "ts": "c", "ij": "i", "j": "i", "y": "i", "ie": "i", "w": "v", "eu": "o"}  # fmt: skip
_ENGLISH = {"shch": "S", "tch": "C", "dzh": "J", "ch": "C", "sh": "S", "zh": "Z", "kh": "X", "ts": "c", "tz": "c",
            "oo": "u", "ee": "i", "aw": "au", "y": "i", "j": "J", "w": "v", "gh": "g"}  # fmt: skip
_FRENCH = {"chtch": "S", "tch": "C", "ch": "S", "dj": "J", "j": "Z", "kh": "X", "ts": "c", "ou": "u", "gue": "ge",
           "gui": "gi", "y": "i", "w": "v", "qu": "k", "ss": "s"}  # fmt: skip
_GERMAN = {"schtsch": "S", "tsch": "C", "dsch": "J", "sch": "S", "ch": "X", "z": "c", "ts": "c", "j": "i", "y": "i",
           "w": "v", "ie": "i", "ei": "ei"}  # fmt: skip
_POLISH = {"szcz": "S", "cz": "C", "sz": "S", "rz": "Z", "ch": "X", "dz": "J", "c": "c", "j": "i", "y": "i", "w": "v"}
SCHEMES = {"nl": _DUTCH, "en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN, "pl": _POLISH}

_LEFT = {"ck": "k", "q": "k", "x": "ks", "ph": "f", "th": "t"}
_SMOOTH = (
    (re.compile(r"f+(?=$|\s)"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aeou])i(?=[aeou])"), ""),
    (re.compile(r"(?:^|(?<=[\s]))i(?=e)"), ""),
    (re.compile(r"i(?=e)"), ""),
    (re.compile(r"(?<=[SZC])i?o"), "e"),
    (re.compile(r"(?<=[SZC])i(?=[aue])"), ""),
    (re.compile(r"(?<=[bcdfgklmnprstvzX])io"), "o"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_GERMAN_S = re.compile(r"(?:^|(?<=[\saeiou]))s(?=[aeiou])")
_FRENCH_INE = re.compile(r"ine(?=$|\s)")
_FEMININE = re.compile(r"(?:ova|eva|ina|skaja|skaya|skaia|tskaja|aja|aya)$")
SHORTEST_KEY = 3
FEWEST_CONSONANTS = 3


@lru_cache(maxsize=65536)
def sound_keys(name: str) -> frozenset[str]:
    """How a name sounds under each scheme.

    >>> bool(sound_keys("Chroesjtsjov") & sound_keys("Khrushchev"))
    True
    """
    folded = fold_name(name).replace("'", "")
    return frozenset(key for scheme in SCHEMES if len(key := _read(folded, scheme)) >= SHORTEST_KEY)


@lru_cache(maxsize=65536)
def slavic_keys(name: str) -> frozenset[str]:
    """The sound keys with Ukrainian and Russian letters made one: h and g, y and i, final -yi and -i.

    >>> bool(slavic_keys("Hontsjarenko") & slavic_keys("Goncharenko"))
    True
    """
    return frozenset(key.replace("h", "g").replace("X", "g") for key in sound_keys(name))


@lru_cache(maxsize=65536)
def consonant_keys(name: str) -> frozenset[str]:
    """The consonants of the sound keys, at least three: Arabic and Persian vowels are written in many ways."""
    keys = (re.sub(r"[aeiou ]", "", key) for key in sound_keys(name))
    return frozenset(key for key in keys if len(key) >= FEWEST_CONSONANTS)


def sound_the_same(left: str, right: str) -> bool:
    """Whether two spellings can stand for the same sounds."""
    return not sound_keys(left).isdisjoint(sound_keys(right))


def feminine_of_each_other(left: str, right: str) -> bool:
    """Whether one surname is the feminine of the other: two persons of one family (-ov and -ova)."""
    for masculine, feminine in ((left, right), (right, left)):
        short, long = fold_name(masculine), fold_name(feminine)
        if not _FEMININE.search(long) or _FEMININE.search(short):
            continue
        stems = {long.removesuffix("a"), re.sub(r"(?:aja|aya|aia)$", "i", long), re.sub(r"(?:aja|aya|aia)$", "y", long)}
        if any(short == stem or sound_the_same(short, stem) for stem in stems):
            return True
    return False


def given_name_group(name: str) -> int | None:
    """The number of the group of East Slavic given names that a spelling belongs to, None for no such name."""
    return _given_names().get(fold_name(name))


@cache
def _given_names() -> dict[str, int]:
    groups = load_table("all", "given_names")["slavic"]["groups"]
    return {fold_name(name): number for number, group in enumerate(groups) for name in group}


def _read(folded: str, scheme: str) -> str:
    if scheme == "de":
        folded = _GERMAN_S.sub("§", folded)
    if scheme == "fr":
        folded = _FRENCH_INE.sub("in", folded)
    sounds = _pattern(scheme).sub(lambda match: _table(scheme)[match.group()], folded).replace("§", "z")
    for pattern, replacement in _SMOOTH:
        sounds = pattern.sub(replacement, sounds)
    return sounds.strip()


@cache
def _table(scheme: str) -> dict[str, str]:
    return {**_LEFT, **SCHEMES[scheme]}


@cache
def _pattern(scheme: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table(scheme), key=len, reverse=True)))
