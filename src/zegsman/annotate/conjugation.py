"""Dutch verb forms by rule of spelling, for words whose lemma is not known."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN = re.compile(r"(?<![aeiou])([aeou])([bcdfghjklmnpqrstvwxz])$")
"""A stem that ends in one vowel and one consonant: its vowel was long in an open syllable."""
_UNSTRESSED = re.compile(r"(?:[^aeiou]|ij|ui|ei|au|ou|oe|ie)(?:el|er|em|en|ig)$")
_DOUBLE = re.compile(r"([bdfgklmnprstz])\1$")
_VOICELESS = re.compile(r"(?:[tkfspxc]|ch)$")
_PREFIX = re.compile(r"^(?:be|ver|ont|her|er|ge|mis)\w")


@cache
def regular_forms(infinitive: str) -> tuple[str, ...]:
    """The present singular, past and participle that a regular verb would have; empty for what is no infinitive.

    Verbs in '-eren' get the forms of both 'weigeren' and 'studeren'. Particles stay in front ('aankondigen' gives
    'aankondigt', not 'kondigt aan'). Strong verbs get their present right, and a past that nobody writes, which does
    no harm in a list to look words up in.
    """
    if not infinitive.endswith("en") or len(infinitive) < 5:
        return ()
    raw = infinitive[:-2]
    stems = [_stem(raw)]
    if raw.endswith("er"):
        stems.append(f"{raw[:-2]}eer")
    return tuple(form for stem in stems for form in _forms_of(stem, raw, infinitive))


def _forms_of(stem: str, raw: str, infinitive: str) -> tuple[str, ...]:
    present = stem if stem.endswith("t") else f"{stem}t"
    ending = "t" if _VOICELESS.search(raw) else "d"
    past = f"{stem}{ending}e"
    participle = stem if stem.endswith(ending) else f"{stem}{ending}"
    return (stem, present, past, f"{past}n", participle if _PREFIX.match(infinitive) else f"ge{participle}")


def _stem(raw: str) -> str:
    if _DOUBLE.search(raw):
        raw = raw[:-1]
    elif _OPEN.search(raw) and not _UNSTRESSED.search(raw):
        raw = _OPEN.sub(r"\1\1\2", raw)
    if raw.endswith("v"):
        return f"{raw[:-1]}f"
    return f"{raw[:-1]}s" if raw.endswith("z") else raw


def with_forms(words: Iterable[str], language: str) -> frozenset[str]:
    """The words, and for Dutch the regular forms of the infinitives among them."""
    listed = frozenset(words)
    if language == "en":
        return listed
    return listed.union(*map(regular_forms, listed)) if listed else listed
