"""Which names of organisations, works and events stand for one: by word list, form, noun, acronym and slip."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import Body, body_of, city_police, outlet_of
from zegsman.lexicon.countries import city_of_adjective, country_of_demonym, country_of_name, is_demonym
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import body_class, body_words
from zegsman.lexicon.places import find_places
from zegsman.likeness.names import (
    is_acronym_of,
    is_misspelling,
    is_swapped_acronym,
    organisation_key,
    organisation_likeness,
    organisation_stem,
)
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zegsman.resolve.entities.bundles import Bundle, Bundles
    from zegsman.resolve.entities.occurrences import Occurrence

_DEFINITE = function_words("definite_articles")
LIST, NAME, COUNTRY = "list|", "name|", "country|"
SAME_FORM = 0.9
LARGEST_BLOCK = 60
SHORTEST_FIRST_WORD = 4
SHORTEST_MISSPELT_BODY = 7
ARTICLES = tuple(f"{word} " for word in function_words("definite_articles", "indefinite_articles"))


def bundle_other_names(others: Iterable[Occurrence], bundles: Bundles) -> None:
    """Puts each name that is no person's under the state or listed body it stands for, else under its own words."""
    for occurrence in others:
        bundles.put(_key(occurrence), occurrence)


def join_bodies(bundles: Bundles, described: Callable[[Bundle], set[str]]) -> None:
    """Joins names of bodies, works and events that stand for one; `described` gives the words that describe one."""
    _join_pairs(bundles, lambda one, other: _same_form(one, other))
    _join_public_bodies(bundles)
    _join_acronyms(bundles)
    _join_short_forms(bundles)
    _join_slips(bundles, described)


def _key(occurrence: Occurrence) -> str:
    country = country_of_name(occurrence.text)
    if country:
        return COUNTRY + country
    if occurrence.type is not NameType.LOC:
        body = outlet_of(occurrence.text) or body_of(occurrence.text) or _city_police(occurrence.text)
        if body is not None:
            return LIST + body.key
    return NAME + (organisation_key(occurrence.text) if occurrence.type is not NameType.LOC else _plain(occurrence))


def _plain(occurrence: Occurrence) -> str:
    key = fold_name(occurrence.text)
    for article in ARTICLES:
        key = key.removeprefix(article) or key
    return key or occurrence.text


def _city_police(name: str) -> Body | None:
    """The listed force that 'Haagse politie' or 'politie Den Haag' stands for, None where it has no other name."""
    words = name.split()
    if len(words) < 2 or not (body_class(words[-1]) == "police" or body_class(words[0]) == "police"):
        return None
    rest = " ".join(words[:-1] if body_class(words[-1]) == "police" else words[1:])
    return city_police(city_of_adjective(rest) or rest)


def _blocks(found: list[Bundle], keys: Callable[[str], set[str]]) -> Iterable[tuple[Bundle, Bundle]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, bundle in enumerate(found):
        for key in sorted({key for spelling in bundle.spellings for key in keys(spelling)}):
            blocks[key].append(i)
    pairs = {pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)}
    return [(found[i], found[j]) for i, j in sorted(pairs)]


def _form_keys(name: str) -> set[str]:
    key = organisation_key(name)
    return {key, key.replace(" ", ""), " ".join(sorted(key.split())), f"stem {organisation_stem(name)}"}


def _join_pairs(bundles: Bundles, reason: Callable[[Bundle, Bundle], str | None]) -> None:
    for left, right in _blocks(bundles.all(NameType.ORG, NameType.MISC), _form_keys):
        if bundles.living(left) and bundles.living(right):
            why = reason(left, right)
            if why:
                bundles.join(left, right, why)


def _same_form(left: Bundle, right: Bundle) -> str | None:
    """Why two bodies are one by the form of their names alone."""
    if _listed_apart(left, right):
        return None
    likeness = organisation_likeness(left.name, right.name)
    return likeness.why if likeness.score >= SAME_FORM else None


def _listed_apart(left: Bundle, right: Bundle) -> bool:
    """Whether the word lists hold both, and so hold them for two."""
    return left.key.startswith((LIST, COUNTRY)) and right.key.startswith((LIST, COUNTRY))


def _join_public_bodies(bundles: Bundles) -> None:
    """Joins 'Franse ministerie van Defensie' and 'ministerie van Defensie' where no other nation's is in the story."""
    by_rest: dict[str, list[tuple[str | None, Bundle]]] = defaultdict(list)
    for bundle in bundles.all(NameType.ORG):
        for spelling in sorted(set(bundle.spellings)):
            nation, rest = _nation_and_rest(spelling)
            by_rest[rest].append((nation, bundle))
    for same in by_rest.values():
        nations = {nation for nation, _ in same if nation}
        if len(nations) == 1:
            for _, bundle in same[1:]:
                first = bundles.holding(same[0][1].occurrences[0])
                if bundles.living(bundle) and bundle is not first:
                    bundles.join(first, bundle, "same public body, once with its nation")


def _words_without_article(name: str) -> list[str]:
    first, *rest = name.split()
    return rest if rest and first.casefold() in _DEFINITE else [first, *rest]


def _nation_and_rest(name: str) -> tuple[str | None, str]:
    """The nation before a body's name and the rest: 'Franse ministerie van Defensie', 'US Treasury'."""
    key = organisation_key(name)
    first, _, rest = key.partition(" ")
    nation = country_of_demonym(first)
    if nation is None and body_class(rest.partition(" ")[0]):
        nation = country_of_name(_words_without_article(name)[0])
    return (nation, rest) if nation and rest else (None, key)


def _join_acronyms(bundles: Bundles) -> None:
    """Joins an acronym with the only name in the story whose first letters it is."""
    found = bundles.all(NameType.ORG, NameType.MISC)
    short = [b for b in found if " " not in b.name and sum(c.isupper() for c in b.name) >= 2]
    by_first: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in found:
        if " " in bundle.name or "-" in bundle.name:
            by_first[fold_name(bundle.name)[:1]].append(bundle)
    for acronym in short:
        long = [b for b in by_first[fold_name(acronym.name)[:1]] if is_acronym_of(acronym.name, b.name)]
        long = [b for b in long if not _listed_apart(acronym, b)]
        close_enough = len(acronym.name) > 2 or (len(long) == 1 and bool(long[0].reports & acronym.reports))
        if len(long) == 1 and close_enough and bundles.living(acronym) and bundles.living(long[0]):
            bundles.join(acronym, long[0], "acronym of the full name")


def _join_short_forms(bundles: Bundles) -> None:
    """Joins a name with the fuller one of which it is the part that tells: 'Zwart' and 'Zwart Foods'."""
    found = bundles.all(NameType.ORG, NameType.MISC)
    unknown_places = [b for b in bundles.all(NameType.LOC) if b.key.startswith(NAME) and not find_places(b.name)]
    by_part: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in found:
        for part in sorted(_part_keys(bundle.name)):
            by_part[part].append(bundle)
    for short in [*found, *unknown_places]:
        if not bundles.living(short):
            continue
        near_names = {id(b): b for word in _part_keys(short.name) for b in by_part.get(word, [])}.values()
        fuller = [b for b in near_names if b is not short and bundles.living(b) and not _listed_apart(short, b)]
        ways = [(b, why) for b in fuller if (why := _why_short_for(short, b))]
        near = [(b, why) for b, why in ways if b.reports & short.reports]
        chosen = near or ways
        if len({organisation_stem(b.name) for b, _ in chosen}) == 1:
            for fuller_bundle, why in chosen:
                bundles.join(bundles.holding(short.occurrences[0]), fuller_bundle, why)


def _part_keys(name: str) -> set[str]:
    """First and last word of a name, and its stem: what a shorter form shares with the fuller one."""
    words = organisation_key(name).split()
    return {words[0], words[-1], organisation_stem(name)} if words else set()


def _why_short_for(short: Bundle, fuller: Bundle) -> str | None:
    if fuller.type is not NameType.ORG and short.type is not fuller.type:
        return None
    one, other = organisation_key(short.name), organisation_key(fuller.name)
    few, many = one.split(), other.split()
    if len(few) > len(many) or one == other or is_demonym(one):
        return None
    stem = organisation_stem(fuller.name)
    if one == stem or (organisation_stem(short.name) == stem and len(stem) >= SHORTEST_FIRST_WORD):
        likeness = organisation_likeness(short.name, fuller.name)
        return likeness.why if likeness.score else None
    if len(few) == 1 and body_class(one) and many[-1] == one and len(many) <= 3 and short.reports & fuller.reports:
        return "the noun of the only such body in the report"
    if short.type is NameType.ORG and many[: len(few)] == few and len(one) >= SHORTEST_FIRST_WORD:
        distinctive = not body_class(one) and one not in body_words("generic_tails")
        if distinctive and short.reports & fuller.reports:
            return "first words of the only such name in the report"
    return None


def _join_slips(bundles: Bundles, described: Callable[[Bundle], set[str]]) -> None:
    """Joins a misspelt name with the right one; both spellings stay."""
    found = bundles.all(NameType.ORG, NameType.MISC)
    for left, right in _blocks(found, _slip_keys):
        if not (bundles.living(left) and bundles.living(right)) or left.reports & right.reports:
            continue
        if _listed_apart(left, right):
            continue
        why = _why_slip(left, right, described)
        if why:
            bundles.join(left, right, why)


def _slip_keys(name: str) -> set[str]:
    key = organisation_key(name)
    if name.isupper() and " " not in name:
        return {"".join(sorted(name))}
    if len(key) < SHORTEST_MISSPELT_BODY or len(key) > 40:
        return set()
    return {key} | {key[:i] + key[i + 1 :] for i in range(len(key))}


def _why_slip(left: Bundle, right: Bundle, described: Callable[[Bundle], set[str]]) -> str | None:
    if is_swapped_acronym(left.name, right.name):
        listed = left.key.startswith(LIST) or right.key.startswith(LIST)
        alike = described(left) & described(right)
        if listed or alike:
            return "acronym with two letters changed round" + (f", both called {min(alike)}" if alike else "")
        return None
    one, other = organisation_key(left.name), organisation_key(right.name)
    if len(one) >= SHORTEST_MISSPELT_BODY and is_misspelling(one, other):
        words = len(one.split()) > 1 and len(other.split()) > 1
        if words or described(left) & described(right):
            return "spelt one slip apart"
    return None
