"""Settles single names that can be a person's surname or a company named after its founder."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.countries import country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import body_class, body_words, function_class
from zegsman.lexicon.surroundings import surrounding_choice
from zegsman.likeness.names import parse_person
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.resolve.entities.occurrences import Occurrence

_WORD_BEFORE = re.compile(r"([\w\-’']+) $")
SHARE_OF_BODY = 0.3
"""Of a name's single uses, the share seen as a body's from which all uses without a function are taken for it."""


@cache
def _of_body() -> re.Pattern[str]:
    at, employed = any_of(function_words("at_a_body")), any_of(function_words("employed_at"))
    return re.compile(rf"\b(?:(?:{at})|(?:{surrounding_choice('of_bodies')}) (?:{employed})) $", re.IGNORECASE)


@cache
def _body_after() -> re.Pattern[str]:
    return re.compile(rf"^-(?:{surrounding_choice('hyphened_to_bodies')})(?!\w)")


def settle_single_names(occurrences: Sequence[Occurrence], texts: Mapping[str, str]) -> tuple[Occurrence, ...]:
    """The occurrences with one type for each single name that is tagged now as a person's, now as a body's or place's.

    A name with a function before it ('directeur Zwart') stays a person's, one with a noun for a body or an
    employee of it ('aannemer Zwart', 'woordvoerder van Zwart') becomes a body's; the rest follows the majority.
    """
    occurrences = [_body_by_form(occurrence) for occurrence in occurrences]
    by_name: dict[str, list[Occurrence]] = defaultdict(list)
    people = [parse_person(o.text) for o in occurrences if o.type is NameType.PER]
    surnames = {fold_name(name.surname) for name in people if name.full}
    for occurrence in occurrences:
        if not parse_person(occurrence.text).full or occurrence.type is not NameType.PER:
            by_name[fold_name(occurrence.text)].append(occurrence)
    settled: dict[int, Occurrence] = {}
    for key, group in by_name.items():
        for old, type_ in _settled_types(group, texts, key in surnames):
            settled[id(old)] = replace(old, type=type_) if type_ is not old.type else old
    return tuple(settled.get(id(occurrence), occurrence) for occurrence in occurrences)


def _settled_types(
    group: Sequence[Occurrence], texts: Mapping[str, str], is_surname: bool
) -> list[tuple[Occurrence, NameType]]:
    cues = [_cue(occurrence, texts[occurrence.report]) for occurrence in group]
    cued = "body" in cues
    bodies = [
        o
        for o, cue in zip(group, cues, strict=True)
        if cue == "body" or (o.type is NameType.ORG and cue != "person" and (cued or not is_surname))
    ]
    n_persons = sum(o.type is NameType.PER for o in group)
    result = []
    for occurrence, cue in zip(group, cues, strict=True):
        type_ = occurrence.type
        if cue == "person":
            type_ = NameType.PER
        elif cue == "body" and type_ in (NameType.PER, NameType.MISC):
            type_ = NameType.ORG
        elif type_ is NameType.PER and is_surname and cued:
            type_ = NameType.PER if _after_full_name(occurrence, texts[occurrence.report]) else NameType.ORG
        elif type_ is NameType.PER and bodies and len(bodies) >= SHARE_OF_BODY * len(group):
            type_ = NameType.ORG
        elif type_ is NameType.PER and not is_surname and 2 * n_persons <= len(group):
            type_ = _majority(group)
        elif type_ is not NameType.PER and not bodies and not country_of_name(occurrence.text):
            type_ = NameType.PER if is_surname or 2 * n_persons > len(group) else type_
        result.append((occurrence, type_))
    return result


def _body_by_form(occurrence: Occurrence) -> Occurrence:
    """A person's name that ends as only companies' do ('Zwart Recycling'), as a body's."""
    last = fold_name(occurrence.text).rpartition(" ")
    if occurrence.type is NameType.PER and last[0] and last[2] in body_words("generic_tails"):
        return replace(occurrence, type=NameType.ORG)
    return occurrence


def _after_full_name(occurrence: Occurrence, text: str) -> bool:
    """Whether the paragraph names someone in full by this surname before, and no body by it since."""
    start = text.rfind("\n\n", 0, occurrence.span.start) + 1
    before = text[start : occurrence.span.start]
    given = rf"[A-ZÀ-ÖØ-Þ][\w\-’']+\.? (?i:{re.escape(occurrence.text)})(?!\w)"
    full = [m for m in re.finditer(given, before) if not body_class(m.group().split()[0]) and m.start() != 0]
    return bool(full) and occurrence.text not in before[full[-1].end() :]


def _majority(group: Sequence[Occurrence]) -> NameType:
    others = [o.type for o in group if o.type is not NameType.PER]
    return max(sorted(set(others)), key=others.count) if others else NameType.PER


def _cue(occurrence: Occurrence, text: str) -> str | None:
    """What the words around say: 'person', 'body' or None."""
    before = text[max(0, occurrence.span.start - 40) : occurrence.span.start]
    if _body_after().match(text[occurrence.span.end : occurrence.span.end + 20]) or _of_body().search(before):
        return "body" if occurrence.type is not NameType.LOC else None
    word = _WORD_BEFORE.search(before)
    if word is None:
        return None
    noun = word.group(1)
    if function_class(noun) and noun[0].islower():
        # 'aannemer', 'leverancier', 'adviseur' can be either; the tagger's word stands
        return None if body_class(noun) else "person"
    if body_class(noun) and (noun[0].islower() or noun[1:].islower()) and occurrence.type is not NameType.LOC:
        return "body"
    return None
