"""Leads a form of a Dutch noun, adjective or name back to its lemma, by the rules of spelling.

An edit script that fits one word may leave half a word of another ("runs": "ru"). What the rules give for a form
tells whether a lemma can be right; where it cannot, or is no known word, one of theirs that is known is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from zegsman.annotate.times.numbers import number_words
from zegsman.lexicon.tables import load_table, load_words

_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
_DIMINUTIVE = re.compile(r"(?:(?<=[^t])tje|etje|pje|kje|je)s?$")
_UNSTRESSED_END = re.compile(r"[^aeiou]e[lmnr]$|[aeiou].*(?:ik|ig|or|em)$")
_MADE_ADJECTIVE = re.compile(r"(?:ig|lijk|isch|baar|zaam|ant|ent|ief|aal|eel|eus|loos|vol|ard|erend)$")
_SHORTEST = 4
"""Code points of the shortest last part by which a compound is led back."""


@cache
def _plurals() -> Mapping[str, str]:
    plurals: Mapping[str, str] = load_table("nl", "nominals")["plurals"]
    return plurals


def _stems(stem: str) -> Iterator[str]:
    """What a stem before a vowel is when it stands alone ("kat(t)en", "plat-en", "brie-v-en", "ideeë-n")."""
    if len(stem) < 2:
        return
    last, before = stem[-1], stem[-2]
    if last == before and last not in _VOWELS:
        yield stem[:-1]
        return
    hard = {"v": "f", "z": "s"}.get(last, last)
    open_syllable = before in "aeou" and last not in _VOWELS and (len(stem) < 3 or stem[-3] not in _VOWELS)
    if stem.endswith(("iël", "iën")):
        yield stem[:-2] + "ee" + last
        return
    if open_syllable and not _UNSTRESSED_END.search(stem):
        yield stem[:-1] + before + hard
        return
    if open_syllable:
        yield stem
        yield stem[:-1] + before + hard
        return
    yield stem[:-1] + hard
    if stem.endswith("ë"):
        yield stem[:-1]


def _adjective_bases(form: str) -> Iterator[str]:
    for end in ("e", "ere", "er", "ste", "st"):
        if not form.endswith(end) or len(form) - len(end) < 2:
            continue
        stem = form[: -len(end)]
        if end in {"st", "ste"}:
            yield stem
        elif end != "e" and stem.endswith("rd"):
            yield stem[:-1]
        else:
            yield from _stems(stem)


def _noun_bases(form: str) -> Iterator[str]:
    plural = _plurals().get(form)
    if plural:
        yield plural
        return
    diminutive = _DIMINUTIVE.search(form)
    if diminutive and len(form) - len(diminutive.group()) > 1:
        yield from _big_nouns(form.removesuffix("s"))
    if form.endswith("heden"):
        yield form[:-5] + "heid"
    if form.endswith("en") and len(form) > 3:
        yield from _stems(form[:-2])
        yield form[:-1]
    elif form.endswith("ën") and len(form) > 2:
        yield from (form[:-2], form[:-2] + "ie" if form[-3] != "i" else form[:-1].removesuffix("ë") + "e")
    elif form.endswith(("'s", "’s")):
        yield form[:-2]
    elif form.endswith("s") and len(form) > 3:
        yield form[:-1]
        yield form


def _big_nouns(form: str) -> Iterator[str]:
    """The nouns of which a diminutive in -je can be made."""
    if form.endswith("etje"):
        stem = form[:-4]
        yield stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    if form.endswith("tje"):
        stem = form[:-3]
        single = re.search(r"([aou])\1$", stem)
        yield stem
        if single:
            yield stem[:-1]
    if form.endswith("pje"):
        yield form[:-3]
    if form.endswith("nkje"):
        yield form[:-3] + "g"
    yield form[:-2]


def nominal_bases(form: str, upos: str) -> list[str]:
    """What a form can be made of, the likeliest first; empty where no rule takes anything off.

    Args:
        form: The word in lower case.
        upos: "NOUN", "PROPN" or "ADJ".
    """
    if form in ("'s", "’s"):
        return []
    if upos == "PROPN" and form.endswith(("'s", "’s")):
        return [form[:-2]]
    if upos == "PROPN":
        return [form[:-4] + "aan"] if re.search(r"[^aeiou]anen$", form) else []
    found = _adjective_bases(form) if upos == "ADJ" else _noun_bases(form)
    return list(dict.fromkeys(found))


def mend_nominal(form: str, lemma: str, upos: str, parts: Mapping[str, int]) -> str:
    """The lemma, or a better one where the rules of spelling forbid it.

    Args:
        form: The word as it stands in the text.
        lemma: What an edit script made of it.
        upos: "NOUN", "PROPN" or "ADJ".
        parts: How often each word was seen by itself or as part of a compound.
    """
    low = form.lower()
    plain = lemma.lower()
    if upos == "NOUN" and low in load_words("nl", "nominals", "singulars"):
        return low
    bases = nominal_bases(low, upos)
    if not bases or (plain in bases and plain in parts):
        return lemma
    known = _known(low, bases, upos, parts)
    if plain == low:
        is_better = known and parts.get(known, 1) > parts.get(plain, 0)
        better = known if is_better else _by_ending(low, bases, upos)
    elif plain in bases:
        better = known or _by_ending(low, bases, upos)
    else:
        better = known or bases[0]
    if not better:
        return lemma
    return better[0].upper() + better[1:] if lemma[0].isupper() and lemma[1:2].islower() else better


def number_of_ordinal(form: str) -> str | None:
    """The number of an ordinal that is made of it by -de, -ste or -e ("negende": "negen", "51ste": "51")."""
    for end in ("ste", "de", "e"):
        stem = form.removesuffix(end)
        if stem != form and (stem.isdecimal() or (end != "e" and stem in number_words("nl"))):
            return stem
    return None


def _by_ending(form: str, bases: list[str], upos: str) -> str:
    """An adjective that was compared, though unknown, if it ends as adjectives are made ("verstandiger")."""
    if upos != "ADJ" or not form.endswith(("er", "ere", "st", "ste")):
        return ""
    return next((base for base in bases if len(base) > 4 and _MADE_ADJECTIVE.search(base)), "")


def _known(form: str, bases: list[str], upos: str, parts: Mapping[str, int]) -> str:
    """The base seen most, whole or as the last part of a compound; '' where none is known."""
    seen = [base for base in bases if base in parts]
    if seen:
        return max(seen, key=lambda base: parts[base])
    if upos != "NOUN":
        return ""
    for at in range(2, len(form) - _SHORTEST):
        if re.search(f"[{_VOWELS}]", form[:at]) is None:
            continue
        tail = form[at:]
        ends = [base for base in _noun_bases(tail) if parts.get(base, 0) > 1 and len(base) > 2]
        if ends:
            return form[:at] + max(ends, key=lambda base: parts[base])
    return ""
