"""Which entity of the story a phrase for a source names, by what stands in it and around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.functions import body_class, form_words
from zegsman.record.annotation import NameType, SourceMention
from zegsman.record.spans import Span
from zegsman.resolve.sources.index import EntityIndex, government_of
from zegsman.resolve.sources.parts import function_before
from zegsman.resolve.sources.patterns import BELONGS, ONLY_NOUNS
from zegsman.resolve.sources.words import Phrase, noun_class, words_of

if TYPE_CHECKING:
    from zegsman.record.entity import Entity

REACH_OF_NAME = 60
REACH_OF_TITLE = 40
"""Code points behind a courtesy title in which the name that it belongs to ends."""


def standing_there(index: EntityIndex, phrase: Phrase, link: SourceMention, report: str) -> Entity | None:
    """The entity whose name stands at the link's place, where the whole phrase is one spelling of it."""
    key = fold_name(phrase.core)
    here = (placed.entity for placed in index.within(report, link.named_at))
    found = next((entity for entity in here if key in map(fold_name, entity.aliases)), None)
    return found or index.person_around(report, link.named_at)


def behind_title(index: EntityIndex, link: SourceMention, report: str) -> Entity | None:
    """The person whose courtesy title alone was taken for the source ('Dr'), or whose surname alone is given."""
    text = link.text.strip()
    if text.casefold() in form_words("courtesy"):
        end = link.named_at.end
        here = index.within(report, Span(end, end + REACH_OF_TITLE))
        return next((p.entity for p in here if p.entity.type is NameType.PER), None)
    if " " in text or not text[:1].isupper() or index.spelt(text, report) or noun_class(text):
        return None
    named = index.surnamed(text, report)
    return named[0] if len(named) == 1 else None


def named_around(index: EntityIndex, phrase: Phrase, link: SourceMention, report: str) -> Entity | None:
    """The entity of whose name the phrase is a part, or to whose name the noun belongs ('Quill' news agency)."""
    place = link.named_at
    for placed in index.before(report, place.end, REACH_OF_NAME):
        if placed.span.contains(place) and not phrase.head:
            return placed.entity
        if placed.entity.type is NameType.ORG and body_class(phrase.head) and place.start >= placed.span.end:
            between = index.reports[report].text[placed.span.end : place.start]
            return placed.entity if ONLY_NOUNS.fullmatch(between) else None
    return None


def named_in(index: EntityIndex, phrase: Phrase, link: SourceMention, report: str) -> Entity | None:
    """The entity that the phrase as a whole names: 'minister Smit', 'verzekeraar Polder', 'the GMB union'."""
    start = link.named_at.start
    text = index.reports[report].text
    for placed in index.within(report, link.named_at):
        before = text[start : placed.span.start].split()
        after = text[placed.span.end : link.named_at.end]
        after = after if after.startswith(("'s ", "’s ", "' ", "’ ")) else after.strip(" '\"’”»")
        if any(word.casefold() in words_of("of") for word in before) and placed.entity.type is not NameType.PER:
            continue
        if placed.entity.type is NameType.PER:
            owns = any(word.casefold() in words_of("of") for word in before) and not function_before(before)
            if not owns and not after.startswith(("'s", "’s")) and not (after and after[0] == "-"):
                return placed.entity
        elif (placed.entity.type is NameType.ORG and (not after or body_class(after))) or (
            not after and not phrase.head
        ):
            return placed.entity
    return None


def named_right_after(index: EntityIndex, link: SourceMention, report: str) -> Entity | None:
    """The body named right after the phrase, to which it belongs ('people close' … 'to Quill')."""
    tail = index.reports[report].text[link.named_at.end : link.named_at.end + 40]
    match = BELONGS.match(tail)
    named = index.starting_at(report, link.named_at.end + match.end()) if match else None
    return named if named is not None and named.type in (NameType.ORG, NameType.PER) else None


def only_person(index: EntityIndex, noun: str, report: str) -> Entity | None:
    """The only person of the report who is given a function."""
    found = [
        entity
        for entity in index.entities.values()
        if entity.type is NameType.PER
        and any(noun in text.casefold().split() for text in entity.descriptions)
        and any(mention.report == report for mention in entity.mentions)
    ]
    return found[0] if len(found) == 1 else None


def seat_in(index: EntityIndex, link: SourceMention, report: str) -> str | None:
    """The state whose seat or own name stands in the phrase ('functionarissen in Bern')."""
    for placed in index.within(report, link.named_at):
        government = government_of(placed.entity)
        if government:
            return government
    return None
