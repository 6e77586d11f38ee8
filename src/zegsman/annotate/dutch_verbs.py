"""Leads a form of a Dutch verb back to its infinitive, by the rules of spelling and a table of strong verbs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from zegsman.lexicon.tables import load_table, load_words

_HIATUS = {"ë": "e", "ï": "i", "ü": "u"}
"""The marks that part the "ge" of a participle from the vowel behind it ("geëffend")."""
_WEAK_END = re.compile(r"(?:te|de)n?$")
_PRESENT_PARTICIPLE = re.compile(r"^(?!ge).*[aeiouy].*[^e]ende?$")
_UNSTRESSED = re.compile(r"[aeiou].*[^aeiou](?:e[lmnr]|ig)$")
_LONG = re.compile(r"(aa|ee|oo|uu)([^aeiou])$")
_SHORT = re.compile(r"(?<![aeiou])[aeiou][bdfgklmnprstz]$")


def particles() -> frozenset[str]:
    """Returns what separable verbs begin with."""
    return load_words("nl", "strong_verbs", "particles")


@cache
def _particles_by_length() -> tuple[str, ...]:
    return tuple(sorted(particles(), key=lambda particle: (-len(particle), particle)))


@cache
def _strong_forms() -> Mapping[str, str]:
    """Returns the infinitive by each form of the strong verbs."""
    entries = re.split(r"[|\n]", load_table("nl", "strong_verbs")["verbs"]["forms"])
    forms: dict[str, str] = {}
    for entry in filter(None, map(str.split, entries)):
        for form in entry[1:]:
            forms.setdefault(form, entry[0])
        forms[entry[0]] = entry[0]
    return forms


@lru_cache(maxsize=50_000)
def strong_infinitive(form: str) -> str | None:
    """Returns the infinitive of a strong verb's form, with its particle or prefix in front ("aankwam": "aankomen")."""
    forms = _strong_forms()
    if form in forms:
        return forms[form]
    for particle in _particles_by_length():
        rest = form.removeprefix(particle)
        if rest != form and rest in forms:
            return particle + forms[rest]
    for prefix in sorted(load_words("nl", "strong_verbs", "prefixes")):
        rest = form.removeprefix(prefix)
        if rest != form and len(rest) > 2:
            found = forms.get(rest) or forms.get("ge" + rest)
            if found:
                return prefix + found
    inflected = form.removesuffix("e")
    return strong_infinitive(inflected) if inflected != form and len(inflected) > 4 else None


def weak_infinitive(form: str, known: Collection[str] = ()) -> str | None:
    """Returns the infinitive that the rules of spelling give for a weak form, None for what is no such form.

    Args:
        form: The form in lower case.
        known: Words by which the last d or t of a participle is told to be the verb's own ("gebloed": "bloeden").
    """
    regular = _weak_infinitive(form)
    if regular is None or regular.endswith(("den", "ten")) or not form.endswith(("d", "t")):
        return regular
    particle, rest = _split_particle(form)
    stem = rest[2:] if rest.startswith("ge") and len(rest) > 5 else rest
    longer = infinitive_of_stem(stem)
    shorter = regular.removeprefix(particle)
    return particle + longer if longer in known and shorter not in known else regular


@lru_cache(maxsize=50_000)
def _weak_infinitive(form: str) -> str | None:
    if _PRESENT_PARTICIPLE.search(form):
        return form.removesuffix("e")[:-1]
    if form.endswith("en") and not _WEAK_END.search(form):
        return form
    stem = _weak_stem(form)
    return infinitive_of_stem(stem) if stem else None


def _weak_stem(form: str) -> str | None:
    particle, rest = _split_particle(form)
    if rest.startswith("ge") and len(rest) > 5 and rest.rstrip("en").endswith(("d", "t")):
        inner = re.sub(r"(?:e|en)$", "", _HIATUS.get(rest[2], rest[2]) + rest[3:])
        return particle + _undoubled(inner[:-1], inner)
    past = _WEAK_END.search(rest)
    if past and len(rest) - len(past.group()) > 2:
        return particle + rest[: past.start()]
    if rest.endswith(("d", "t")) and len(rest) > 3:
        return particle + _undoubled(rest[:-1], rest)
    return particle + rest if len(rest) > 2 else None


def _undoubled(stem: str, whole: str) -> str:
    """Keeps the last letter where it is the stem's own ("gehaat" of "haten": "haat")."""
    return stem if len(stem) > 2 and re.search(r"[aeiou]", stem) else whole


def _split_particle(form: str) -> tuple[str, str]:
    """Cuts the particle of a separable participle off ("opgeroepen": "op", "geroepen")."""
    for particle in _particles_by_length():
        rest = form.removeprefix(particle)
        if rest != form and (rest.startswith("ge") and len(rest) > 5):
            return particle, rest
    return "", form


def infinitive_of_stem(stem: str) -> str:
    """Puts the ending behind a stem, by the rules of spelling ("vuur": "vuren", "trap": "trappen")."""
    long = _LONG.search(stem)
    if long:
        vowel, consonant = long.group(1)[0], {"f": "v", "s": "z"}.get(long.group(2), long.group(2))
        return f"{stem[:-3]}{vowel}{consonant}en"
    if re.search(r"(?:ij|ui|ie|oe|eu|ou|au|ei)f$", stem):
        return stem[:-1] + "ven"
    if re.search(r"(?:ij|ui|ie|eu|ei)s$", stem):
        return stem[:-1] + "zen"
    if stem.endswith(("ie", "oe")) or stem.endswith(("aa", "ee")):
        return stem + "n" if stem.endswith("aa") else stem + "ën" if stem.endswith(("ie", "ee")) else stem + "en"
    if _SHORT.search(stem) and not _UNSTRESSED.search(_without_prefix(stem)):
        return stem + stem[-1] + "en"
    return stem + "en"


def _without_prefix(stem: str) -> str:
    """Cuts particles and unstressed prefixes off, behind which the stress falls ("voorstel": "stel")."""
    for prefix in (*_particles_by_length(), "be", "ver", "ont", "her", "ge"):
        rest = stem.removeprefix(prefix)
        if rest != stem and re.search(r"[aeiou]", rest) and len(rest) > 2:
            return rest
    return stem


def is_infinitive(lemma: str) -> bool:
    """Says whether a lemma can be an infinitive by its spelling."""
    return (
        lemma.endswith("n")
        and not lemma.endswith(("eeren", "tteen", "ddeen"))
        and not re.search(r"(aa|ee|oo|uu)[^aeiou]en$|(?:aan|een|ien)en$|[^eao]een$", lemma)
    )


def is_split_participle(form: str, lemma: str) -> bool:
    """Says whether a form is a participle with "ge" behind its particle that a lemma has not led back."""
    particle, rest = _split_particle(form)
    if not particle or not rest.endswith(("d", "t", "de", "te", "en", "ene", "aan")):
        return False
    return not lemma.startswith(particle) or lemma.startswith(particle + "ge")
