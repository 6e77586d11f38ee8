"""Where entities stand in the reports, and which of them a phrase or a noun for a body can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of, outlet_of
from zegsman.lexicon.countries import seat_of_power
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import body_class, is_listed
from zegsman.lexicon.surroundings import surrounding
from zegsman.likeness.names import organisation_key
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.entity import Entity
    from zegsman.record.report import Report

_ARTICLES = function_words("definite_articles")
_WITH_PAGES = frozenset({"museum", "university", "hospital", "company", "union", "police", "fire", "insurer", "bank"})
"""Classes of bodies that publish themselves."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entity and where it stands in one report."""

    span: Span
    entity: Entity


@dataclass
class EntityIndex:
    """Entities by place, by spelling and by class of body."""

    reports: dict[str, Report]
    entities: dict[str, Entity]
    _places: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    _by_spelling: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    _by_class: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    _by_noun: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, reports: Sequence[Report], entities: Sequence[Entity]) -> EntityIndex:
        """The index of the entities in these reports."""
        index = cls({report.id: report for report in reports}, {entity.id: entity for entity in entities})
        for entity in entities:
            for mention in entity.mentions:
                index._places[mention.report].append(Placed(mention.span, entity))
            for alias in entity.aliases:
                for key in sorted({fold_name(alias), organisation_key(alias)}):
                    index._by_spelling[key].append(entity)
            for class_ in sorted(_classes_of(entity)):
                index._by_class[class_].append(entity)
            for noun in sorted(_nouns_of(entity)):
                index._by_noun[noun].append(entity)
        for places in index._places.values():
            places.sort(key=lambda placed: (placed.span, placed.entity.id))
        return index

    def within(self, report: str, span: Span) -> list[Placed]:
        """The entities that stand wholly within a span, in order."""
        places = self._places.get(report, [])
        at = bisect_left(places, span.start, key=lambda placed: placed.span.start)
        found = []
        while at < len(places) and places[at].span.start < span.end:
            if places[at].span.end <= span.end:
                found.append(places[at])
            at += 1
        return found

    def before(self, report: str, place: int, reach: int) -> list[Placed]:
        """The entities that stand before a place and at most `reach` code points away, nearest first."""
        places = self._places.get(report, [])
        at = bisect_left(places, place, key=lambda placed: placed.span.start)
        return [p for p in reversed(places[:at]) if place - p.span.end <= reach]

    def starting_at(self, report: str, place: int) -> Entity | None:
        """The entity whose name begins at a place."""
        found = self.within(report, Span(place, place + 120))
        return next((placed.entity for placed in found if placed.span.start == place), None)

    def person_around(self, report: str, span: Span) -> Entity | None:
        """The person of whose name a span holds a part: the surname alone, which a company may bear too."""
        around = (p for p in self.before(report, span.end, len(span) + 80) if p.span.contains(span) and p.span != span)
        return next((placed.entity for placed in around if placed.entity.type is NameType.PER), None)

    def described_at(self, report: str, place: int) -> Entity | None:
        """The body that words at a place describe, behind its name and a comma: 'Quill Line, a website from Leeds'."""
        named = next((p for p in self.before(report, place, len(", ")) if p.entity.type is not NameType.PER), None)
        between = self.reports[report].text[named.span.end : place] if named else ""
        return named.entity if named is not None and between == ", " else None

    def spelt(self, words: str, report: str | None = None) -> Entity | None:
        """The entity that is spelt so: of several the one that the report names, else the most named."""
        found = self._by_spelling.get(fold_name(words)) or self._by_spelling.get(organisation_key(words)) or []
        here = [entity for entity in found if any(mention.report == report for mention in entity.mentions)]
        return max(here or found, key=lambda entity: (len(entity.mentions), entity.id), default=None)

    def surnamed(self, word: str, report: str) -> list[Entity]:
        """The persons in a report whose name ends in a word."""
        key = fold_name(word)
        return [
            entity
            for entity in self.entities.values()
            if entity.type is NameType.PER
            and any(fold_name(alias).rpartition(" ")[2] == key for alias in entity.aliases)
            and any(mention.report == report for mention in entity.mentions)
        ]

    def classes_of(self, entity: Entity) -> set[str]:
        """The classes of body that an organisation's names and descriptions give it."""
        return _classes_of(entity)

    @cached_property
    def home(self) -> str | None:
        """The state of most of the reports' outlets, None where the list knows none of them."""
        listed = (outlet_of(report.outlet or "") for report in self.reports.values())
        counts = Counter(body.country for body in listed if body is not None and body.country)
        return min(counts, key=lambda country: (-counts[country], country), default=None)

    @cached_property
    def language(self) -> str:
        """The language of most reports, in which what no report names is called."""
        languages = [report.language for report in self.reports.values()]
        return "en" if languages.count("en") * 2 > len(languages) else "nl"

    def called(self, noun: str) -> list[Entity]:
        """The organisations that the reports call by a noun: 'spoorbeheerder', 'insurer'."""
        return self._by_noun.get(fold_name(noun), [])

    def only_state_of(self, class_: str) -> str | None:
        """The state of the listed bodies of a class that the reports name, None where they are of none or several."""
        bodies = (body_of(alias) for entity in self.of_class(class_) for alias in entity.aliases)
        states = {body.country for body in bodies if body is not None and body.country}
        return states.pop() if len(states) == 1 else None

    def is_medium(self, entity: Entity) -> bool:
        """Whether an entity is a medium: a listed one, one described as such, or the outlet of one of the reports."""
        outlets = {organisation_key(report.outlet) for report in self.reports.values() if report.outlet}
        return is_outlet(entity) or any(organisation_key(alias) in outlets for alias in entity.aliases)

    def is_press(self, entity: Entity) -> bool:
        """Whether an entity is a medium and nothing else: a museum or a firm that has a page of its own is a body."""
        return self.is_medium(entity) and not (not is_outlet(entity) and _classes_of(entity) & _WITH_PAGES)

    def of_class(self, class_: str, place: str | None = None, country: str | None = None) -> list[Entity]:
        """The organisations of a class of body, of the place or state named where one is."""
        found = [e for e in self._by_class.get(class_, []) if class_ == "outlet" or not self.is_medium(e)]
        if country is not None:
            found = [entity for entity in found if entity.country == country]
        if place is None:
            return found
        key = fold_name(place)
        return [
            e for e in found if any(key in fold_name(alias).split() or key in fold_name(alias) for alias in e.aliases)
        ]


def _classes_of(entity: Entity) -> set[str]:
    """The classes of body that an organisation's names and descriptions give it."""
    if entity.type is not NameType.ORG:
        return set()
    classes = {class_ for alias in entity.aliases for class_ in _classes_in(alias)}
    for text in entity.descriptions:
        words = text.split()
        phrases = [" ".join(words[i : i + 2]) for i in range(min(3, len(words) - 1))]
        listed = next((phrase for phrase in phrases if is_listed(phrase) and body_class(phrase)), None)
        class_ = body_class(listed) if listed else next((c for word in words[:3] if (c := body_class(word))), None)
        if class_:
            classes.add(class_)
    if any(outlet_of(alias) for alias in entity.aliases):
        return {"outlet"}
    known = next((body for alias in entity.aliases if (body := body_of(alias))), None)
    if known is not None and known.kind == "justice":
        return (classes & {"court"}) or {"prosecution"}
    return classes


def _classes_in(name: str) -> set[str]:
    """The classes of body that the words of a name give; two that are listed together count as one word."""
    words, found, i = name.split(), set(), 0
    while i < len(words):
        pair = " ".join(words[i : i + 2])
        listed = i + 1 < len(words) and is_listed(pair) and body_class(pair)
        found.add(body_class(pair) if listed else body_class(words[i]))
        i += 2 if listed else 1
    return {class_ for class_ in found if class_}


def _nouns_of(entity: Entity) -> set[str]:
    """The nouns for a body that the descriptions of an organisation begin with, folded."""
    if entity.type is not NameType.ORG:
        return set()
    nouns = (next((w for w in text.split()[:3] if body_class(w)), None) for text in entity.descriptions)
    own = (word for alias in entity.aliases if " " in alias for word in (alias.split()[0], alias.split()[-1]))
    return {fold_name(noun) for noun in (*nouns, *own) if noun and body_class(noun)}


def is_outlet(entity: Entity) -> bool:
    """Whether an organisation is a medium or news agency, by the list or by how the reports describe it."""
    return entity.type is not NameType.PER and (
        any(outlet_of(alias) or _is_title_of_paper(alias) for alias in entity.aliases)
        or "outlet" in _classes_of(entity)
    )


def _is_title_of_paper(name: str) -> bool:
    """Whether a name is made as those of newspapers are: 'The Aberfoyle Ledger', 'Het Ommer Avondblad'."""
    words = name.casefold().split()
    if len(words) < 2 or not name[-1].isalpha():
        return False
    with_article = words[0] in _ARTICLES and words[-1] in surrounding("titles_with_article")
    return words[-1] in surrounding("titles_of_papers") or with_article


def government_of(entity: Entity) -> str | None:
    """The state for whose government a place's name stands ('Parijs', 'Frankrijk'), None where it stands for none."""
    if entity.type is NameType.PER:
        return None
    for alias in entity.aliases:
        seat = seat_of_power(alias)
        if seat:
            return seat
    return entity.country if entity.type is NameType.LOC and entity.coordinates is None else None
