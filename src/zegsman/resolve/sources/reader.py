"""Reads each link of each chain: a named entity, an unnamed person, group, document or body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of, channels, outlet_of
from zegsman.lexicon.countries import city_of_adjective, country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import (
    body_class,
    document_class,
    document_concept,
    function_class,
    group_class,
)
from zegsman.lexicon.surroundings import body_of_function, surrounding
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import NameType, SourceMention
from zegsman.record.entity import SourceKind
from zegsman.resolve.sources.allegiances import (
    FORMER,
    KNOWING,
    PRIVATE_BODIES,
    STATE_CLASSES,
    Allegiance,
    body_source,
    country_key,
    find_allegiance,
    nearest_body,
    opening_body,
    opening_firm,
    outlet_country,
    person_before,
    target_of,
)
from zegsman.resolve.sources.documents import author_before, author_in_compound, is_seen_by_medium
from zegsman.resolve.sources.index import EntityIndex, government_of
from zegsman.resolve.sources.named import (
    behind_title,
    named_around,
    named_in,
    named_right_after,
    only_person,
    seat_in,
    standing_there,
)
from zegsman.resolve.sources.parts import PART, SOMEBODY_ELSE, by_group
from zegsman.resolve.sources.patterns import GENITIVE, ITS
from zegsman.resolve.sources.readings import SourceReading, body_key, entity_key
from zegsman.resolve.sources.words import Phrase, normal_words, read_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from zegsman.record.entity import Entity

_INDEFINITE = function_words("indefinite_articles")
_ADDRESSING = function_words("addressing")
_AGENCIES = gather_words("source_words", "agencies")

OFFICIAL_GROUPS = frozenset({"official", "service", "military"})
NATIONAL_BODIES = frozenset({"prosecution"})
"""Classes of bodies of which a state has one, with an office in every district."""
STATE_BODIES = frozenset({"government", "service", "military"})
"""Kinds in the list of bodies that speak for their state's government."""
LEAST_TITLE_WORDS = 3
"""Capitalised words from which a phrase that the tagger missed is a name."""


@dataclass
class SourceReader:
    """Reads phrases for sources against the entities of the story."""

    index: EntityIndex
    _allegiances: dict[str, Allegiance] = field(default_factory=dict)

    def read_outlet(self, name: str) -> SourceReading:
        """The source that a report's outlet is."""
        body = outlet_of(name)
        for spelling in (name, *(body.names if body else ())):
            entity = self.index.spelt(spelling)
            if entity is not None and entity.type is not NameType.PER:
                return self.read_entity(entity, as_outlet=True)
        kind = SourceKind.AGENCY if body and body.kind == "agency" else SourceKind.OUTLET
        return SourceReading(
            f"outlet|{body.key if body else fold_name(name)}", name, kind, True, why="the outlet of a report"
        )

    def read_link(self, link: SourceMention, report: str, medium: str) -> SourceReading:
        """The source that a link of a chain names; `medium` is the key of the link, or outlet, before it."""
        part_of = PART.match(link.text)
        if part_of is not None and link.named_at != link.span:
            return self._some_of(link, report, medium)
        titled = behind_title(self.index, link, report)
        if titled is not None:
            return self.read_entity(titled)
        phrase = read_words(link.text)
        whole = standing_there(self.index, phrase, link, report)
        whole = whole or self.index.spelt(phrase.core, report) or self.index.spelt(link.text, report)
        if whole is not None and (whole.type is NameType.PER or not phrase.head or phrase.core[0].isupper()):
            return self.read_entity(whole)
        is_described = phrase.opener in _INDEFINITE and body_class(phrase.head)
        described = self.index.described_at(report, link.named_at.start) if is_described else None
        if described is not None:
            return self.read_entity(described)
        part = named_around(self.index, phrase, link, report)
        if part is not None:
            return self.read_entity(part)
        if self._is_own_reporter(phrase, link, report):
            return self._own_reporter(phrase, report)
        named = named_in(self.index, phrase, link, report)
        if named is not None:
            return self.read_entity(named)
        sort = self._sort(phrase)
        return sort(phrase, link, report, medium)

    def reports_that_name(self, key: str) -> set[str]:
        """The reports that name the entity of a key; none for what is no entity."""
        entity = self.index.entities.get(key.removeprefix("entity|"))
        return {mention.report for mention in entity.mentions} if entity is not None else set()

    def _some_of(self, link: SourceMention, report: str, medium: str) -> SourceReading:
        """Some of a group named elsewhere ('een van hen'): no other origin than the group as a whole."""
        group = SourceMention(link.named_at.of(self.index.reports[report].text), link.named_at)
        whole = self.read_link(group, report, medium)
        key = f"part|{whole.key}|{fold_name(link.text)}"
        name = by_group(link.text, group.text)
        return SourceReading(
            key, name, whole.kind, False, None, whole.key, whole.affiliation, whole.placed_to_know,
            f"some of those named as {group.text}", whole,
        )  # fmt: skip

    def read_entity(self, entity: Entity, *, as_outlet: bool = False) -> SourceReading:
        """The source that an entity is, with its kind and whom it speaks for."""
        key = entity_key(entity.id)
        if entity.type is NameType.PER:
            return self._person(entity, key)
        government = government_of(entity)
        if entity.type is NameType.LOC and government is None:
            town = self.index.entities.get(body_source("municipality", entity.name, self.index).partition("|")[2])
            if town is not None:
                return self.read_entity(town)
        if entity.type is NameType.LOC and (government or country_of_name(entity.name)):
            why = f"the name of a place for the government of {government or entity.country}"
            return SourceReading(
                key, entity.name, SourceKind.GOVERNMENT, True, entity.id, None, country_key(government), True, why
            )
        listed = outlet_of(entity.name) or next((b for a in entity.aliases if (b := outlet_of(a))), None)
        if as_outlet or self.index.is_medium(entity):
            return self._medium(entity, key, is_agency=bool(listed and listed.kind == "agency"))
        body = next((b for a in entity.aliases if (b := body_of(a))), None)
        classes = self.index.classes_of(entity)
        state = body.kind in STATE_BODIES if body else bool(classes & STATE_CLASSES)
        country = (body.country if body else None) or entity.country
        kind = SourceKind.GOVERNMENT if state else SourceKind.ORGANISATION
        national = None if state else self._national(classes, country)
        return SourceReading(
            key, entity.name, kind, True, entity.id, None, country_key(country) if state else national, True,
            "a body that answers for what it does",
        )  # fmt: skip

    def _national(self, classes: Set[str], country: str | None, report: str | None = None) -> str | None:
        """What ties the offices of one institution of a state: each parquet is the public prosecution's."""
        class_ = next(iter(sorted(classes & NATIONAL_BODIES)), None)
        if class_ is None:
            return None
        own = outlet_country(report, self.index) if report else None
        return f"{class_}:{country or own or self.index.home or self.index.only_state_of(class_) or ''}"

    def _medium(self, entity: Entity, key: str, *, is_agency: bool) -> SourceReading:
        described = " ".join(entity.descriptions).casefold()
        state = any(word in described for word in words_of("state_media"))
        agency = is_agency or any(w in described for w in _AGENCIES)
        kind = SourceKind.AGENCY if agency else SourceKind.OUTLET
        affiliation = country_key(entity.country) if state else None
        why = "a medium of the state, which speaks for it" if state else "a medium"
        return SourceReading(key, entity.name, kind, True, entity.id, None, affiliation, state, why)

    def _person(self, entity: Entity, key: str) -> SourceReading:
        if entity.id not in self._allegiances:
            self._allegiances[entity.id] = find_allegiance(entity, self.index)
        allegiance = self._allegiances[entity.id]
        affiliation = country_key(allegiance.country) if allegiance.class_ == "government" else None
        why = f"named, {allegiance.noun}" if allegiance.noun else "named"
        return SourceReading(
            key, entity.name, SourceKind.PERSON, True, entity.id, allegiance.target, affiliation,
            allegiance.placed_to_know, why,
        )  # fmt: skip

    def _is_own_reporter(self, phrase: Phrase, link: SourceMention, report: str) -> bool:
        """Whether the phrase is for a reporter of the report's own outlet, who saw it."""
        if function_class(phrase.head) != "journalist":
            return False
        text = self.index.reports[report].text[link.span.start : link.span.end + 30].casefold()
        if any(words in f"{phrase.text.casefold()} {text}" for words in words_of("own_paper")):
            return True
        own = self._outlet_key(report)
        return any(entity_key(placed.entity.id) == own for placed in self.index.within(report, link.named_at))

    def _own_reporter(self, phrase: Phrase, report: str) -> SourceReading:
        outlet = self.read_outlet(self.index.reports[report].outlet or "").key
        return SourceReading(
            f"reporter|{outlet}", phrase.core, SourceKind.PERSON, False, placed_to_know=True,
            why="an observation of the paper's own",
        )  # fmt: skip

    def _is_title(self, phrase: Phrase) -> bool:
        """Whether all words with meaning have a capital: the name of a body, not a description of people."""
        words = [word for word in phrase.core.split() if word.casefold() not in surrounding("links")]
        return len(words) >= LEAST_TITLE_WORDS and all(word[0].isupper() for word in words)

    def _sort(self, phrase: Phrase) -> Callable[[Phrase, SourceMention, str, str], SourceReading]:
        """How a phrase is read that names no entity."""
        head = phrase.head
        if self._is_title(phrase):
            return self._unknown
        if head and function_class(head) == "spokesperson":
            return self._spokesperson
        if head and document_class(head):
            return self._document
        if head and group_class(head):
            return self._group
        if head and function_class(head):
            return self._function
        return self._body if head and body_class(head) else self._unknown

    def _target(self, phrase: Phrase, link: SourceMention, report: str) -> str | None:
        """The key of the body or person that the phrase says the source belongs to."""
        span, head = link.named_at, phrase.head
        owner = self._owner(link, report) if phrase.possessive else None
        if owner is not None:
            return owner
        words = span.of(self.index.reports[report].text)
        inside = [p.entity for p in self.index.within(report, span) if p.entity.type in (NameType.ORG, NameType.PER)]
        if inside:
            return entity_key(inside[0].id)
        genitive = GENITIVE.match(phrase.core)
        holder = self.index.spelt(genitive["owner"], report) if genitive else None
        holder = holder or named_right_after(self.index, link, report)
        if holder is not None:
            return entity_key(holder.id)
        return target_of(words, head.casefold(), report, span, self.index)

    def _spokesperson(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        place = link.named_at.start
        target = self._target(phrase, link, report) or opening_firm(report, place, self.index)
        target = target or nearest_body(report, place, self.index)
        country = phrase.country if target is None else None
        key = f"spokesperson|{target or country or fold_name(phrase.core)}"
        return SourceReading(
            key, phrase.core, SourceKind.PERSON, False, None, target, country_key(country), True, "speaks for a body"
        )

    def _group(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        class_ = str(group_class(phrase.head))
        is_posted = any(part in phrase.head.casefold() for part in surrounding("posted_abroad"))
        country = phrase.country or (None if is_posted else seat_in(self.index, link, report))
        target = None
        if class_ not in OFFICIAL_GROUPS or country is None:
            target = self._target(phrase, link, report)
            if target and target.partition("|")[2] == medium.partition("|")[2]:
                target = None
            if is_posted and self._is_place(target):
                target = None
        if country is None and target is not None:
            country = self._country_behind(target, report)
        official = class_ in OFFICIAL_GROUPS or self._within_government(phrase)
        affiliation = country_key(country or (outlet_country(report, self.index) if official and target else None))
        if not official:
            affiliation = None
        leads = phrase.head.casefold() in surrounding("leaderships")
        if leads and target is None:
            target = nearest_body(report, link.span.start, self.index)
        tied = leads or class_ in ("insider", "official", "service")
        speaks_for = target if tied and affiliation is None else None
        behind = affiliation or speaks_for or ""
        return SourceReading(
            f"group|{medium}|{behind}|{class_}|{normal_words(phrase.core)}", phrase.core, SourceKind.GROUP, False, None,
            speaks_for, affiliation, False, f"unnamed, {'diplomat' if is_posted else class_}",
        )  # fmt: skip

    def _is_place(self, key: str | None) -> bool:
        entity = self.index.entities.get((key or "").partition("|")[2])
        return entity is not None and entity.type is NameType.LOC

    def _within_government(self, phrase: Phrase) -> bool:
        return any(body_class(word) in STATE_CLASSES for word in phrase.rest.split())

    def _country_behind(self, target: str, report: str) -> str | None:
        entity = self.index.entities.get(target.partition("|")[2])
        if entity is None:
            return None
        reading = self.read_entity(entity)
        return (reading.affiliation or "").partition(":")[2] or None

    def _document(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        addressed = phrase.rest.partition(" ")[0].casefold() in _ADDRESSING
        target = None if addressed else self._target(phrase, link, report)
        if target and target.partition("|")[2] == medium.partition("|")[2]:
            target = None
        noun = fold_name(phrase.head)
        target = target or author_in_compound(noun, self.index) or author_before(phrase, self.index)
        concept = document_concept(phrase.head)
        own = (
            medium
            if is_seen_by_medium(link, self.index.reports[report].text) or medium != self._outlet_key(report)
            else ""
        )
        return SourceReading(
            f"document|{own}|{target or ''}|{noun}", phrase.core, SourceKind.DOCUMENT, True, None, target,
            f"document:{own}:{concept}" if concept else None, True, "a document",
        )  # fmt: skip

    def _outlet_key(self, report: str) -> str:
        return self.read_outlet(self.index.reports[report].outlet or "").key

    def _function(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        class_, noun = str(function_class(phrase.head)), phrase.head.casefold()
        person = only_person(self.index, noun, report) if phrase.definite else None
        if person is not None:
            return self.read_entity(person)
        if class_ in ("other", "witness", "expert", "journalist", "politician"):
            key = f"function|{medium}|{normal_words(phrase.core)}"
            placed = False
            return SourceReading(
                key, phrase.core, SourceKind.PERSON, False, None, None, None, placed, f"unnamed, {class_}"
            )
        target = None if FORMER.search(link.text) else self._target(phrase, link, report)
        if class_ == "advocate":
            target = None
        country = phrase.country or seat_in(self.index, link, report)
        if class_ == "government":
            country = country or outlet_country(report, self.index)
        elif target is None and not FORMER.search(link.text) and (class_of_body := body_of_function(noun)):
            target = body_source(class_of_body, None, self.index)
        key = f"function|{'' if phrase.definite else medium}|{noun}|{target or country or ''}"
        affiliation = country_key(country) if class_ == "government" else None
        knows = class_ in KNOWING and (phrase.definite or (class_ == "lawyer" and target is not None))
        return SourceReading(
            key, phrase.core, SourceKind.PERSON, False, None, target, affiliation, knows, f"unnamed, {class_}"
        )

    def _body(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        class_ = str(body_class(phrase.head))
        if class_ == "outlet":
            return self._unnamed_outlet(phrase, link, report)
        place = next((city for word in phrase.core.split() if (city := city_of_adjective(word))), None)
        country = phrase.country or (seat_in(self.index, link, report) if class_ in STATE_CLASSES else None)
        country = country if place is None else None
        key = body_source(class_, place, self.index, country)
        called = self.index.called(phrase.head) if place is country is None else []
        state = class_ in STATE_CLASSES
        owner = self._owner(link, report) if phrase.possessive else None
        if len(called) == 1 and not (state and owner and self._is_of_another_state(called[0], owner)):
            return self.read_entity(called[0])
        if phrase.possessive and SOMEBODY_ELSE.fullmatch(phrase.head.casefold()):
            key = f"{body_key(class_, None)}|{report}|{normal_words(phrase.core)}"
        bare = phrase.core.casefold() == phrase.head.casefold()
        if phrase.definite and bare and class_ in PRIVATE_BODIES and key.startswith("body|"):
            key = nearest_body(report, link.span.start, self.index) or key
        entity = self.index.entities.get(key.partition("|")[2])
        if entity is not None and not (state and owner and self._is_of_another_state(entity, owner)):
            return self.read_entity(entity)
        owner = owner or (self._target(phrase, link, report) if not state else None)
        if owner and not owner.startswith("body|"):
            key = f"{body_key(class_, place)}|{owner}"
            country = None
        elif state:
            country = country or outlet_country(report, self.index)
            key = body_key(class_, country)
        kind = SourceKind.GOVERNMENT if state else SourceKind.ORGANISATION
        national = None if state else self._national({class_}, country, report)
        return SourceReading(
            key, phrase.core, kind, True, None, owner if owner != key else None,
            country_key(country) if state else national, True,
            "a body that answers for what it does",
        )  # fmt: skip

    def _is_of_another_state(self, body: Entity, owner: str) -> bool:
        """Whether a body is of another state than the person whose it is said to be: 'his ministry'."""
        person = self.index.entities.get(owner.partition("|")[2])
        if person is None or person.type is not NameType.PER:
            return False
        theirs = self.read_entity(person).affiliation
        ours = self.read_entity(body).affiliation or country_key(self.index.home)
        return theirs is not None and ours is not None and theirs != ours

    def _owner(self, link: SourceMention, report: str) -> str | None:
        """Whose a phrase is ('haar kabinet'): the person last named before it; of 'its' what the sentence is about."""
        text = self.index.reports[report].text
        if ITS.match(text, link.span.start):
            return opening_body(report, link.span.start, self.index)
        return person_before(report, link.span.start, self.index)

    def _unnamed_outlet(self, phrase: Phrase, link: SourceMention, report: str) -> SourceReading:
        """The medium meant by 'de krant': the last one that the report named and whose nation fits."""
        for placed in self.index.before(report, link.span.start, link.span.start + 1):
            fits = phrase.country is None or phrase.country == placed.entity.country
            if self.index.is_medium(placed.entity) and fits:
                return self.read_entity(placed.entity)
        if phrase.country and any(word in phrase.core.casefold() for word in words_of("state_media")):
            return SourceReading(
                f"outlet|state {phrase.country}", phrase.core, SourceKind.OUTLET, True,
                affiliation=country_key(phrase.country), placed_to_know=True,
                why="a medium of the state, which speaks for it",
            )  # fmt: skip
        return SourceReading(
            f"outlet|{normal_words(phrase.core)}", phrase.core, SourceKind.OUTLET, False, why="a medium"
        )

    def _unknown(self, phrase: Phrase, link: SourceMention, report: str, medium: str) -> SourceReading:
        name = phrase.core or link.text
        listed = outlet_of(name)
        if listed is not None:
            return self.read_outlet(name)
        body = body_of(name)
        if fold_name(name) in channels():
            return SourceReading(f"channel|{fold_name(name)}", name, SourceKind.UNKNOWN, True, why="a channel")
        if body is not None:
            state = body.kind in STATE_BODIES
            kind = SourceKind.GOVERNMENT if state else SourceKind.ORGANISATION
            return SourceReading(
                f"listed|{body.key}", name, kind, True, None, None, country_key(body.country) if state else None, True,
                "a body that answers for what it does",
            )  # fmt: skip
        named = name[:1].isupper()
        if named and self._is_title(phrase):
            return SourceReading(
                f"words|{normal_words(name)}", name, SourceKind.ORGANISATION, True, placed_to_know=True, why="named"
            )
        country = country_of_name(name)
        kind = SourceKind.GOVERNMENT if country else SourceKind.UNKNOWN
        return SourceReading(
            f"words|{normal_words(name)}", name, kind, named, None, None, country_key(country), bool(country),
            "as the report names it",
        )  # fmt: skip
