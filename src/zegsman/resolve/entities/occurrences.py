"""Names as they stand in the reports, cleaned: no quotes, titles or genitives, no adjectives of nations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of
from zegsman.lexicon.countries import city_of_adjective, country_of_name, is_demonym
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import form_words, function_class
from zegsman.lexicon.places import find_places
from zegsman.lexicon.tables import LANGUAGES, gather_words, load_table
from zegsman.record.annotation import Annotation, Name, NameType
from zegsman.record.spans import Span
from zegsman.resolve.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.record.report import Report

SHORTEST_NAME = 2
_EDGES = " \t\r\n\"'“”„‘’‚«»‹›()[]{}<>,;:!?·•*_–—-…"
_GENITIVE = re.compile(r"['’]s?$")
_COURTESY_BEFORE = re.compile(rf"\b((?:{any_of(gather_words('titles', 'before_surnames'))})\.?) $")
_PHRASE_CLASSES = ("ministry", "prosecution", "court", "university", "embassy", "hospital", "waterboard")
_PLAIN_NOUNS = any_of(gather_words("organisations", "before_places"))
"""Nouns that a place follows without a preposition to name a public body ('gemeente X')."""
_CAPITALS = r"(?:['’]s-)?[A-ZÀ-ÖØ-Þ][\w'’\-]*\w"

_CITY_POLICE = re.compile(
    rf"(?<![\w\-])(?P<city>(?:New )?{_CAPITALS}) (?:{any_of(gather_words('organisations', 'behind_towns'))})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One name at one place, as the tagger or a rule found it."""

    report: str
    span: Span
    text: str
    type: NameType
    confidence: float = 1.0
    also: tuple[str, ...] = ()
    """Longer or shorter forms that stand at the same place ('Mr Brown' for 'Brown')."""


@remembered
def find_occurrences(report: Report, annotation: Annotation) -> tuple[Occurrence, ...]:
    """All names of a report in order, phrases that name a body ('het ministerie van X') included.

    Adjectives and inhabitants of nations are no names here; leftovers of a page are read like the rest.
    """
    phrases = list(_body_phrases(report, annotation.names))
    covered = [phrase.span for phrase in phrases]
    found = list(phrases)
    for name in annotation.names:
        inside = next((span for span in covered if span.overlaps(name.span)), None)
        if inside is not None and name.type is not NameType.LOC:
            continue
        occurrence = _cleaned(report, name)
        if occurrence is not None:
            found.append(occurrence)
    return tuple(sorted(found, key=lambda o: (o.span, o.type)))


def _cleaned(report: Report, name: Name) -> Occurrence | None:
    span = trimmed(report.text, name.span)
    if span is None:
        return None
    if report.text[max(0, span.start - 3) : span.start] in ("'s-", "’s-"):
        span = Span(span.start - 3, span.end)
    text = span.of(report.text)
    if _GENITIVE.search(text) and len(text) > 3:
        span = Span(span.start, span.end - len(_GENITIVE.search(text).group()))  # type: ignore[union-attr]
        text = span.of(report.text)
    type_ = _settled_type(text, name.type)
    if type_ is None or sum(letter.isalpha() for letter in text) < SHORTEST_NAME:
        return None
    titled = text
    if type_ is NameType.PER:
        span = _without_titles(report.text, span)
        text = span.of(report.text)
    before = _COURTESY_BEFORE.search(report.text, max(0, span.start - 10), span.start)
    also = (f"{before.group(1)} {text}",) if before and type_ is NameType.PER else ()
    if titled != text and titled[0].isupper():
        also = (titled,)
    return Occurrence(report.id, span, text, type_, name.confidence, also)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without quotes and punctuation at its edges, cut at a line end; None where nothing is left."""
    words = span.of(text)
    cut = words.find("\n")
    if cut > 0:
        words = words[:cut]
    start = span.start + len(words) - len(words.lstrip(_EDGES.replace("'", "").replace("’", "")))
    stripped = words.strip(_EDGES.replace("'", "").replace("’", ""))
    if stripped[:1] in "'’‘" and not re.match(r"['’‘][a-z][ \-]", stripped):
        stripped, start = stripped[1:], start + 1
    if stripped[-1:] in "'’":
        stripped = stripped[:-1]
    return Span(start, start + len(stripped)) if stripped else None


def _settled_type(text: str, type_: NameType) -> NameType | None:
    """The type, corrected by the word lists; None for what is no name of its own."""
    country = country_of_name(text)
    if country and type_ is not NameType.PER:
        return NameType.LOC
    a_place = type_ is NameType.LOC and bool(find_places(text))
    if is_demonym(text) and not a_place and (type_ is NameType.MISC or " " not in text):
        return None
    if type_ is NameType.MISC and all(is_demonym(part) for part in re.split(r"[\s\-]+", text)):
        return None
    if type_ in (NameType.LOC, NameType.MISC) and body_of(text):
        return NameType.ORG
    if text.casefold() in form_words("courtesy") or (function_class(text) and text.islower()):
        return None
    return type_


def _without_titles(text: str, span: Span) -> Span:
    """The span of a person's name without functions and courtesy titles before it."""
    start = span.start
    words = list(re.finditer(r"\S+", span.of(text)))
    for word, following in pairwise(words):
        plain = word.group().casefold()
        if plain in form_words("courtesy") or (word.group()[0].islower() and function_class(plain)):
            start = span.start + following.start()
        else:
            break
    return Span(start, span.end)


def _body_phrases(report: Report, names: Iterable[Name]) -> Iterator[Occurrence]:
    """Phrases of a noun for a public body and the name that tells which one: 'het ministerie van Defensie'."""
    text = report.text
    for match in _CITY_POLICE.finditer(text):
        if city_of_adjective(match["city"]):
            yield Occurrence(report.id, Span(*match.span()), match.group(), NameType.ORG, 0.9)
    persons = [name.span for name in names if name.type is NameType.PER]
    for match in _phrase_pattern().finditer(text):
        tail = Span(match.start("tail"), match.end("tail"))
        if any(person.overlaps(tail) for person in persons) or is_demonym(match["tail"].split()[0]):
            continue
        start = match.start("noun")
        also: tuple[str, ...] = ()
        adjective = match["adjective"]
        if adjective and is_demonym(adjective):
            also, start = (text[start : match.end()],), match.start("adjective")
        span = Span(start, match.end())
        yield Occurrence(report.id, span, span.of(text), NameType.ORG, 0.9, also)


@cache
def _phrase_pattern() -> re.Pattern[str]:
    nouns = sorted(
        {
            noun
            for language in LANGUAGES
            for class_ in _PHRASE_CLASSES
            for noun in load_table(language, "organisations")["classes"][class_]
            if noun not in gather_words("organisations", "of_others_too")
        },
        key=lambda noun: (-len(noun), noun),
    )
    tail = rf"{_CAPITALS}(?: (?:(?:{any_of(function_words('and'))}|&) )?{_CAPITALS})*"
    prepositions = (
        rf"(?:{any_of(function_words('of_or_for', 'at_a_town'))}) "
        rf"(?:(?:{any_of(function_words('definite_articles'))}) )?"
    )
    own_of = any_of(function_words("of", language="nl"))  # English 'of' is Dutch for 'or'
    with_preposition = "|".join(re.escape(noun) for noun in nouns)
    plain = _PLAIN_NOUNS
    both = rf"(?:(?i:{with_preposition}) {prepositions}|(?i:{plain}) (?:(?:{own_of}) )?)"
    adjective = rf"(?P<adjective>{_CAPITALS}) "
    return re.compile(rf"(?<![\w\-])(?:{adjective})?(?P<noun>{both})(?P<tail>{tail})")


def without_genitive_s(occurrence: Occurrence, known: frozenset[str]) -> Occurrence:
    """The occurrence without a Dutch genitive -s where the name without it stands elsewhere ('Jansens')."""
    text = occurrence.text
    if text.endswith("s") and text not in known and text[:-1] in known:
        span = Span(occurrence.span.start, occurrence.span.end - 1)
        return replace(occurrence, span=span, text=text[:-1])
    return occurrence
