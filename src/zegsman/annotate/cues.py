"""The cue lists, made ready to look up word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """Words that must stand in the clause of a verb for it to be a cue, and the preposition of its content."""

    alternatives: tuple[tuple[str, ...], ...]
    kind: str
    object: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue lists of one language."""

    verbs: Mapping[str, str]
    """Form to class."""
    parted: Mapping[str, tuple[tuple[str, str], ...]]
    """Form of a split verb to (particle, class)."""
    phrases: Mapping[str, tuple[PhraseCue, ...]]
    """Form of a phrase's verb to the phrases it can open."""
    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word to (all words, source | self | ground), longest first."""
    by_account: frozenset[str]
    """Prepositions before somebody's account: 'by the guard's account'."""
    accounts: frozenset[str]
    not_source: frozenset[str]
    nouns: frozenset[str]
    only_perfect: frozenset[str]
    """Participles that are cues only beside 'hebben'; else they are other words."""
    infinitives: frozenset[str]
    """Forms that take an infinitive as what is said."""
    never: frozenset[str]
    deeds: frozenset[str]
    """Forms that with an infinitive or a bare object tell what is done or wanted."""
    wanting: frozenset[str]
    """Those of `deeds` that tell what is wanted whatever stands behind them."""
    perceiving: frozenset[str]
    """Forms that with a bare object tell what is seen, known or done."""
    objects: frozenset[str]
    """Forms whose bare object is what is said."""
    stand: frozenset[str]
    to_read: frozenset[str]
    """Infinitives that behind 'te' tell the same as those of standing: 'valt daarin te lezen'."""
    emerge: frozenset[str]
    have: frozenset[str]
    base: frozenset[str]
    base_with: frozenset[str]
    cite: frozenset[str]
    seen: frozenset[str]
    held: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word to all words that open who holds a document."""
    addressee: frozenset[str]
    spoken_in: frozenset[str]
    """Texts and talks in which somebody speaks himself: 'in een interview met X'."""
    spoke: frozenset[str]
    """Verbs by which a medium heard unnamed people: 'ingewijden die X sprak'."""
    matters: frozenset[str]
    """Nouns for what was said before: 'de beschuldiging', 'the allegations'."""
    standing_by: frozenset[str]
    """Forms by which one stands by what another said, or denies it: 'bevestigt dat', 'denied it'."""
    going_on: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word to all words that tell that the source before goes on."""
    saying_who: frozenset[str]
    """Words that with a source behind or before them tell no more than who says it."""
    citing_forms: frozenset[str]
    """Verbs by which a clause tells from whom somebody has it: 'which cites the agency X'."""
    refusals: tuple[re.Pattern[str], ...]
    refusing: re.Pattern[str]
    """Found wherever one of `refusals` is."""


@dataclass(frozen=True, slots=True)
class Hearsay:
    """The hearsay lists of one language."""

    markers: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word to all words, longest first."""
    openers: re.Pattern[str]
    reportative: frozenset[str]
    conditional: frozenset[str]
    wish: frozenset[str]
    later: frozenset[str]
    modal: frozenset[str]
    hypothetical: frozenset[str]
    person: frozenset[str]
    governing_hearsay: frozenset[str]


@cache
def cues_of(language: str) -> Cues:
    """The cue lists of 'nl' or 'en'."""
    table = load_table(language, "cues")
    verbs: dict[str, str] = {}
    parted: dict[str, list[tuple[str, str]]] = {}
    for kind, lemmas in table["verbs"].items():
        for forms in lemmas.values():
            for form in forms.split():
                verbs.setdefault(form, kind)
    for kind, lemmas in table.get("split", {}).items():
        for entry in lemmas.values():
            for form in entry["whole"].split():
                verbs.setdefault(form, kind)
            for form in entry["parted"].split():
                parted.setdefault(form, []).append((entry["particle"], kind))
    prepositions, grounding, readers = table["prepositions"], table["grounding"], table["readers"]
    return Cues(
        verbs=verbs,
        parted={form: tuple(entries) for form, entries in parted.items()},
        phrases=_phrases(table),
        prepositions=_by_first_word(
            [(words, kind) for kind in ("source", "self", "ground") for words in prepositions[kind]]
        ),
        by_account=frozenset(prepositions["by_account"]),
        accounts=frozenset(prepositions["accounts"]),
        not_source=frozenset(prepositions["not_source"]),
        nouns=frozenset(table["nouns"]["words"].split()),
        only_perfect=frozenset(table["objects"]["only_perfect"].split()),
        infinitives=frozenset(table["objects"]["infinitives"].split()),
        never=frozenset(table["objects"]["never"].split()),
        deeds=frozenset(table["objects"]["deeds"].split()),
        wanting=frozenset(table["objects"]["wanting"].split()),
        perceiving=frozenset(table["objects"]["perceiving"].split()),
        objects=frozenset(table["objects"]["words"].split()),
        stand=frozenset(table["show_verbs"]["stand"].split()),
        to_read=frozenset(table["show_verbs"]["to_read"].split()),
        emerge=frozenset(table["show_verbs"]["emerge"].split()),
        have=frozenset(grounding["have"].split()),
        base=frozenset(grounding["base"].split()),
        base_with=frozenset(grounding["base_with"].split("|")),
        cite=frozenset(grounding["cite"].split()),
        seen=frozenset(readers["seen"].split()),
        held=phrases_by_first(readers["held"]),
        addressee=frozenset(table["addressee"]["words"]),
        spoken_in=frozenset(table["addressee"]["spoken_in"].split()),
        spoke=frozenset(readers["spoke"].split()),
        standing_by=frozenset(table["pointing"]["standing_by"].split()),
        matters=frozenset(table["pointing"]["matters"].split()),
        going_on=phrases_by_first(table["going_on"]["phrases"]),
        saying_who=frozenset(table["saying_who"]["words"].split()),
        citing_forms=frozenset(table["saying_who"]["citing"].split()),
        refusals=tuple(re.compile(pattern) for pattern in table["refusals"]["patterns"]),
        refusing=any_pattern(table["refusals"]["patterns"]),
    )


def any_pattern(patterns: Iterable[str]) -> re.Pattern[str]:
    r"""One pattern for several that each open with a word (`\b`): found where one of them is, and found sooner."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})")


def phrases_by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, by their first word, longest first."""
    result: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        result.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in result.items()}


def _phrases(table: Mapping[str, Any]) -> dict[str, tuple[PhraseCue, ...]]:
    phrases: dict[str, list[PhraseCue]] = {}
    for entry in table.get("phrase", ()):
        cue = PhraseCue(
            tuple(tuple(words.split()) for words in entry["with"].split("|")), entry["class"], entry.get("object")
        )
        for form in entry["head"].split():
            phrases.setdefault(form, []).append(cue)
    return {form: tuple(cues) for form, cues in phrases.items()}


def _by_first_word(entries: list[tuple[str, str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    result: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in entries:
        parts = tuple(words.split())
        result.setdefault(parts[0], []).append((parts, kind))
    return {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in result.items()}


@cache
def hearsay_of(language: str) -> Hearsay:
    """The hearsay lists of 'nl' or 'en'."""
    table = load_table(language, "hearsay")["hearsay"]
    return Hearsay(
        markers=phrases_by_first(table["markers"]),
        openers=any_pattern(table["openers"]),
        **{
            name: frozenset(table[name].split())
            for name in (
                "reportative", "conditional", "wish", "later", "modal", "hypothetical", "person", "governing_hearsay",
            )
        },
    )  # fmt: skip
