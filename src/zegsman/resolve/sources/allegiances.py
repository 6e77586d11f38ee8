"""For whom a person speaks, from the functions that the reports give: an institution, a company, a state."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of, outlet_of
from zegsman.lexicon.countries import city_of_adjective, country_of_demonym
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import body_class, function_class, is_listed
from zegsman.lexicon.surroundings import body_of_function, surrounding
from zegsman.lexicon.tables import gather_patterns, gather_words
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span
from zegsman.resolve.entities.descriptions import Description, find_descriptions
from zegsman.resolve.sources.index import EntityIndex, government_of
from zegsman.resolve.sources.readings import COUNTRY, body_key, entity_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.entity import Entity

NEAR = 400
"""Code points before a name in which 'the director' finds its company."""
KNOWING = frozenset({"government", "local", "spokesperson", "leader", "official", "lawyer", "advocate", "witness"})
STRANGERS = frozenset({"expert", "journalist", "politician"})
PRIVATE_BODIES = frozenset({"company", "insurer", "bank", "club", "group", "union", "auction", "museum"})
"""Bodies that a report speaks of as 'the company' once they are named."""
PUBLIC_BODIES = frozenset(
    {"police", "fire", "prosecution", "municipality", "province", "waterboard", "hospital", "rescue"}
)
"""Bodies for which a spokesperson speaks though the report gives them no name ('de brandweer')."""
NEAR_FORMER = 20
"""Code points before a function in which 'former' belongs to it: 'a former depot manager'."""
NEAR_NOUN = 150
"""Code points before a spokesperson in which such a body's noun is sought."""
_PLAIN_WORD = re.compile(r"(?<![\w-])[A-Za-zà-ÿ]+(?![\w-])")
STATE_CLASSES = frozenset({"government", "ministry", "service", "military", "embassy"})
"""Bodies that speak for the government of their state."""
TOLD_WEIGHT = 5
"""A nation that is told outweighs this many reports of outlets in another state."""
_OWNED = re.compile(gather_patterns("source_words", "owned"))
_DEFINITE = function_words("definite_articles")
_INDEFINITE = function_words("indefinite_articles")
_DETERMINERS = _DEFINITE | _INDEFINITE | function_words("possessives_of_others")
_AFTER_NAME = re.compile(rf"^,? (?:{any_of(function_words('belonging_to'))}) (?:(?:{any_of(_DEFINITE)}) )?")
_BEHIND_PREPOSITION = re.compile(
    rf"\b(?:{any_of(function_words('prepositions'))}) (?:(?:{any_of(_DETERMINERS)}) )?(?:[a-zà-ÿ]+ )?$"
)
_OPENING_NOUN = re.compile(
    rf"(?:{any_of(word.capitalize() for word in _DEFINITE)}) (?P<pair>(?P<noun>[a-zà-ÿ]+)(?: [a-z]+)?)\b"
)
FORMER = re.compile(rf"\b(?:{gather_patterns('source_words', 'former')})\b", re.IGNORECASE)
"""Who has left speaks for no one any more."""
_EDITOR = re.compile(gather_patterns("source_words", "editor"))
"""Who leads a medium and no other body."""
_MODEL = re.compile(r"\s\d+\w?$")
"""A name with a number behind it is that of a product: 'the spokesman' speaks for its maker."""
_FIELD = re.compile(rf"^ (?:{any_of(function_words('of_or_for'))}) (?:(?:{any_of(_DEFINITE)}) )?(?P<field>[a-zà-ÿ]+)")
"""Behind the noun for a ministry the first word of what it is for."""
_PLURALS = tuple(gather_words("source_nouns", "plural_endings"))
_SEPARATOR = re.compile(r"[\s\-]+")
_WE = re.compile(rf"\b(?:{any_of(function_words('we_and_ours'))})\b", re.IGNORECASE)
_QUOTE_BEFORE = re.compile(r"(?:^|[\s(])['‘“\"„](?P<said>[^'‘’“”\"„]+)[,.!?]?['’”\"][,.]? (?:\w+ ){1,4}$")
"""Words in quotation marks, and the few between them and who says them: ", zegt woordvoerder "."""
_UNOWNED = frozenset({"regulator", "court", "audit", "union", "party", "prosecution"})
"""Classes of bodies, besides the state's, that nobody owns and that have no factory."""
_POSSESSIVE = re.compile(f"(?:{any_of(function_words('possessives_of_one'))}) ", re.IGNORECASE)
REACH_OF_POSSESSIVE = 300
"""Code points before 'haar' in which its owner is sought."""
_OWNERS = re.compile(gather_patterns("source_words", "owners"))
"""Leaders of what has an owner, or of a ship: of no ministry, authority or union."""
_SOMEBODY = re.compile(
    rf"\b(?:{any_of(_INDEFINITE)}) (?:[\w-]+ ){{0,2}}(?:{any_of(gather_words('source_nouns', 'somebody'))})\b"
)
"""Somebody without a name, whom 'his' and 'haar' can mean."""


@dataclass(frozen=True, slots=True)
class Allegiance:
    """What a person is, by function, and for whom that makes them speak."""

    class_: str | None
    noun: str = ""
    target: str | None = None
    """Key of the source they speak for."""
    country: str | None = None
    told: bool = False
    """Whether the description itself tells the state or body; else it is the outlet's own, or the nearest named."""

    @property
    def placed_to_know(self) -> bool:
        """Whether the function puts them where they can know (GUIDE: credibility 2); without one, a name is enough."""
        return self.class_ not in STRANGERS


def find_allegiance(person: Entity, index: EntityIndex) -> Allegiance:
    """What the reports' descriptions of a person come to: the function given most, the first target found."""
    classes: Counter[str] = Counter()
    found: list[Allegiance] = []
    for mention in person.mentions:
        text = index.reports[mention.report].text
        for description in find_descriptions(text, mention.span):
            class_ = function_class(description.noun)
            if class_:
                classes[class_] += 1
                found.append(_of_description(person, description, (mention.report, mention.span), index))
    if not found:
        return Allegiance(None)
    order = {class_: i for i, class_ in enumerate(sorted(classes, key=lambda c: (c == "other", -classes[c], c)))}
    best = sorted(found, key=lambda a: (order[str(a.class_)], not a.told, a.target is None, a.country is None))
    countries = Counter({a.country: 0 for a in found if a.country})
    for allegiance in found:
        if allegiance.country:
            countries[allegiance.country] += TOLD_WEIGHT if allegiance.told else 1
    country = min(countries, key=lambda c: (-countries[c], c)) if countries else None
    same = [a for a in best if a.class_ == best[0].class_]
    return Allegiance(best[0].class_, best[0].noun, _target_of_most(same, index), country)


def _target_of_most(found: Sequence[Allegiance], index: EntityIndex) -> str | None:
    """The target that a description tells, else the one that was named nearest in most places; the first of equals.

    What one report names right before a bare 'directeur' may be a rival, a client or a court.
    """
    told = Counter(a.target for a in found if a.target and a.told)
    near = told or Counter(a.target for a in found if a.target)
    if not told and near and found[0].class_ == "leader":
        return _likeliest([str(a.target) for a in found if a.target], index)
    return max(near, key=lambda target: near[target]) if near else None


def _likeliest(targets: list[str], index: EntityIndex) -> str:
    """Of the bodies near which a leader is named the one most often so, then the most named; no court or parquet."""
    entities = {key: index.entities.get(key.partition("|")[2]) for key in targets}
    led = [key for key in targets if not (e := entities[key]) or not index.classes_of(e) & _NEVER_LED] or targets
    named = {key: len(entity.mentions) if entity else 0 for key, entity in entities.items()}
    return min(led, key=lambda key: (-led.count(key), -named[key], key))


_NEVER_LED = frozenset({"prosecution", "court"})
"""Bodies whose heads are called otherwise than directors or chairmen."""


def _of_description(
    person: Entity, description: Description, place: tuple[str, Span], index: EntityIndex
) -> Allegiance:
    report, name = place
    class_ = function_class(description.noun)
    nation = next((c for word in description.text.split() if (c := country_of_demonym(word))), None)
    if class_ in ("expert", "witness", "other", "journalist", "politician"):
        return Allegiance(class_, description.noun, _employer(description.noun, class_, report, index), nation)
    text, start = index.reports[report].text, description.span.start
    if FORMER.search(description.text) or FORMER.search(text[max(0, start - NEAR_FORMER) : start]):
        return Allegiance(class_, description.noun, None, nation)
    target = target_of(description.text, description.noun, report, description.span, index)
    if target is None:
        after = _AFTER_NAME.match(index.reports[report].text[name.end : name.end + 40])
        named = index.starting_at(report, name.end + after.end()) if after else None
        target = _target_entity(named, class_) if named else _body_behind(report, name, after, index)
    if class_ == "government":
        abroad = any(part in description.noun for part in surrounding("posted_abroad"))
        country = nation or _country_of_target(target, index)
        if country is not None:
            return Allegiance(class_, description.noun, None, country, told=True)
        return Allegiance(class_, description.noun, None, None if abroad else outlet_country(report, index))
    told = target is not None
    if class_ == "advocate" and not _is_union(target, index) and _is_employed(description.noun):
        target = None
    if target is None and _EDITOR.search(description.noun):
        target = nearest_medium(report, name.start, index)
    elif target is None and class_ in ("leader", "spokesperson") and not _owns_a_thing(description):
        owns = _OWNERS.search(description.noun) is not None
        target = namesake(person, index) or nearest_body(report, name.start, index, private=owns)
    if target is None and class_ == "lawyer" and _POSSESSIVE.match(description.text):
        target = person_before(report, description.span.start, index, but=person)
    own = target == entity_key(person.id)
    return Allegiance(class_, description.noun, None if own else target, nation, told=told)


def _employer(noun: str, class_: str, report: str, index: EntityIndex) -> str | None:
    """The body whose name the word for an expert or somebody else begins with: 'TNO-onderzoeker', 'RIVM-arts'."""
    body = index.spelt(noun.partition("-")[0], report) if "-" in noun and class_ in ("expert", "other") else None
    return entity_key(body.id) if body is not None and body.type is NameType.ORG and not index.is_medium(body) else None


def target_of(words: str, noun: str, report: str, span: Span, index: EntityIndex) -> str | None:
    """The key of the body, place or person that a function is of, from the words of its description alone."""
    class_ = function_class(noun)
    for placed in index.within(report, span):
        key = _target_entity(placed.entity, class_)
        if key and class_ == "local" and placed.entity.type is NameType.LOC:
            key = body_source(body_of_function(noun) or "municipality", placed.entity.name, index)
        if key:
            return key
    by_compound = _of_compound(noun, words, report, index)
    if by_compound:
        return by_compound
    for word in (re.sub(r"['’]s?$", "", word) for word in reversed(words.split())):
        if word.casefold() in surrounding("leaderships") and word.casefold() != noun:
            return nearest_body(report, span.start, index)
        own = word.casefold() in noun.split()
        if (not own or _employs(word, noun)) and body_class(word) and word.islower():
            place = next((c for w in words.split() if (c := city_of_adjective(w))), None)
            key = described_body(word, str(body_class(word)), place, index)
            field = _FIELD.match(words[words.find(word) + len(word) :])
            if field and body_class(word) == "ministry" and not _is_of_field(key, field["field"], index):
                return None
            if key.startswith("body|") and body_class(word) in PRIVATE_BODIES:
                private = body_class(word) == "company" and nearest_body(report, span.start, index, private=True)
                return private or nearest_body(report, span.start, index) or key
            return key
    class_of_body = body_of_function(noun)
    return body_source(class_of_body, None, index) if class_of_body else None


def _is_of_field(key: str, field: str, index: EntityIndex) -> bool:
    """Whether the ministry of a key is that of a field: no ministry of ecology is that 'of emergency situations'."""
    entity = index.entities.get(key.partition("|")[2])
    return entity is not None and any(fold_name(field) in fold_name(alias) for alias in entity.aliases)


def _employs(word: str, noun: str) -> bool:
    """Whether the first word of a function is the body that it is of: 'union official', 'hospital manager'."""
    return noun.rsplit(maxsplit=1)[-1] != word.casefold() and body_class(word) in PRIVATE_BODIES | PUBLIC_BODIES


def _owns_a_thing(description: Description) -> bool:
    """Whether a leader is one of something that is no body: 'the barn's owner', 'eigenaar van de schuur'."""
    thing = _OWNED.search(description.text.casefold())
    return thing is not None and not body_class(thing[thing.lastindex or 0])


def _body_behind(report: str, name: Span, after: re.Match[str] | None, index: EntityIndex) -> str | None:
    """The body that stands behind a name without one of its own: 'woordvoerder X van het parket'."""
    if after is None:
        return None
    words = index.reports[report].text[name.end + after.end() : name.end + after.end() + 40].split()
    noun = words[0].strip(".,;:") if words else ""
    class_ = body_class(noun) if noun.islower() else None
    if noun in surrounding("bodies_within"):
        return body_key(noun, None)
    return described_body(noun, class_, None, index) if class_ and class_ not in PRIVATE_BODIES else None


def _target_entity(entity: Entity, class_: str | None) -> str | None:
    if entity.type is NameType.LOC and class_ not in ("local", "government"):
        return entity_key(entity.id) if government_of(entity) and class_ == "spokesperson" else None
    return None if entity.type is NameType.MISC else entity_key(entity.id)


def _of_compound(noun: str, words: str, report: str, index: EntityIndex) -> str | None:
    """The body in the first part of a compound: 'brandweerwoordvoerder', 'Kremlin-woordvoerder'."""
    whole = next((word for word in words.split() if word.casefold() == noun), noun)
    first = whole.rpartition("-")[0]
    if first and not first.islower():  # 'ere-notaris', 'oud-voorzitter' name no body
        entity = index.spelt(first, report)
        if entity is not None:
            return entity_key(entity.id)
    last = noun.rpartition(" ")[2]
    for cut in range(len(last) - 4, 3, -1):
        body = last[:cut].rstrip("-")
        if not (function_class(last[cut:]) and is_listed(last[cut:])):
            continue
        entity = _named_with(body, index)
        if entity is not None:
            return entity_key(entity.id)
        class_ = body_class(body) or body_class(body.rstrip("s"))
        if class_:
            place = next((c for word in words.split() if (c := city_of_adjective(word))), None)
            return described_body(body, class_, place, index)
    return None


def _named_with(word: str, index: EntityIndex) -> Entity | None:
    """The only body in whose name a word stands, in the plural or not: 'terminaldirecteur' of Westkade Terminals."""
    forms = {fold_name(word), *(fold_name(word) + ending for ending in _PLURALS)}
    found = [
        entity
        for entity in index.entities.values()
        if entity.type is NameType.ORG
        and not index.is_medium(entity)
        and any(not forms.isdisjoint(fold_name(alias).split()) for alias in entity.aliases)
    ]
    return found[0] if len(found) == 1 else None


def body_source(class_: str, place: str | None, index: EntityIndex, country: str | None = None) -> str:
    """The key of a body of a class: the only organisation of the story that is one, else the body by its noun."""
    found = index.of_class(class_, place, country)
    return entity_key(found[0].id) if len(found) == 1 else body_key(class_, place or country)


def _is_union(target: str | None, index: EntityIndex) -> bool:
    """Whether a target is a union or pressure group, which its representatives speak for; their employer is not."""
    if target is None:
        return False
    unions = {entity_key(e.id) for class_ in ("union", "group") for e in index.of_class(class_)}
    return target in unions or target.startswith(("body|union", "body|group"))


def _is_employed(noun: str) -> bool:
    """Whether an advocate's word for it says that the body named is the employer, not the union."""
    return any(part in noun for part in surrounding("advocates_at_employers"))


def described_body(noun: str, class_: str, place: str | None, index: EntityIndex) -> str:
    """The key of the only body that the reports call by a noun ('de spoorbeheerder'), else of its class."""
    found = index.called(noun) if place is None else []
    return entity_key(found[0].id) if len(found) == 1 else body_source(class_, place, index)


def namesake(person: Entity, index: EntityIndex) -> str | None:
    """The company that bears a person's surname, None where there is none in the story."""
    words = person.name.split()
    for i in range(1, len(words)):
        entity = index.spelt(" ".join(words[i:]))
        if entity is not None and entity.type is NameType.ORG:
            return entity_key(entity.id)
    return None


def nearest_body(report: str, place: int, index: EntityIndex, *, private: bool = False) -> str | None:
    """The key of the organisation last named before a place, by name or by a noun for a public body; no media.

    A body of which somebody says 'we' what they did to it is not the one that they speak for.

    Args:
        report: Id of the report.
        place: Code point before which the organisation is sought.
        index: The entities of the story.
        private: Whether it is one that has an owner or a factory: no ministry, authority or union.
    """
    text = index.reports[report].text
    spoken_of = _told_by_us(text, place)
    bodies = [
        p
        for p in index.before(report, place, NEAR)
        if p.entity.type is NameType.ORG
        and not index.is_press(p.entity)
        and not _MODEL.search(p.entity.name)
        and not (private and is_public(p.entity, index))
    ]
    apart = [p for p in bodies if spoken_of is None or not spoken_of.contains(p.span)]
    named = next(iter(apart or bodies), None)
    if named is not None and _BEHIND_PREPOSITION.search(text, max(0, named.span.start - 30), named.span.start):
        opening = opening_body(report, place, index)
        if opening is not None and named.span.start >= _sentence_start(text, place):
            return opening
    if private:
        return entity_key(named.entity.id) if named else None
    start = named.span.end if named else max(0, place - NEAR)
    for word in reversed(_PLAIN_WORD.findall(text[max(start, place - NEAR_NOUN) : place])):
        class_ = body_class(word)
        if class_ in PUBLIC_BODIES:
            return described_body(word, str(class_), None, index)
    return entity_key(named.entity.id) if named else None


def _told_by_us(text: str, place: int) -> Span | None:
    """The words in quotation marks right before who says them, where they tell of 'us': "'Wij belden X', zegt Y"."""
    quote = _QUOTE_BEFORE.search(text, max(0, place - NEAR), place)
    return Span(*quote.span("said")) if quote and _WE.search(quote["said"]) else None


def is_public(entity: Entity, index: EntityIndex) -> bool:
    """Whether a body is of the state or speaks for many: a ministry, an authority, a court, a union."""
    listed = next((body for alias in entity.aliases if (body := body_of(alias))), None)
    if listed is not None:
        return listed.kind != "bank"
    classes = index.classes_of(entity)
    return bool(classes) and not classes - (STATE_CLASSES | PUBLIC_BODIES | _UNOWNED)


def person_before(report: str, place: int, index: EntityIndex, *, but: Entity | None = None) -> str | None:
    """The key of the person last named before a place, whom 'his' and 'haar' mean."""
    before = index.before(report, place, REACH_OF_POSSESSIVE)
    people = (p for p in before if p.entity.type is NameType.PER and (but is None or p.entity.id != but.id))
    last = next(people, None)
    if last is None or _SOMEBODY.search(index.reports[report].text, last.span.end, place):
        return None
    return entity_key(last.entity.id)


def nearest_medium(report: str, place: int, index: EntityIndex) -> str | None:
    """The key of the medium last named in the sentence before an editor."""
    start = index.reports[report].text.rfind(". ", 0, place)
    media = (p for p in index.before(report, place, place - max(0, start)) if index.is_medium(p.entity))
    return next((entity_key(p.entity.id) for p in media), None)


def opening_body(report: str, place: int, index: EntityIndex) -> str | None:
    """The body that opens the sentence of a place, by name or by a noun for a public body; None where none does."""
    text = index.reports[report].text
    start = _sentence_start(text, place)
    if start == place:
        return None
    here = (p for p in index.within(report, Span(start, place)) if p.entity.type is NameType.ORG)
    named = next((p for p in here if p.span.start <= start + len("The ")), None)
    if named is not None:
        return entity_key(named.entity.id)
    opening = _OPENING_NOUN.match(text, start)
    noun = next((n for n in ((opening["pair"], opening["noun"]) if opening else ()) if n and body_class(n)), None)
    class_ = body_class(noun) if noun else None
    if noun is None or class_ is None or class_ in PRIVATE_BODIES or class_ == "outlet":
        return None
    return described_body(noun, class_, None, index)


def opening_firm(report: str, place: int, index: EntityIndex) -> str | None:
    """The only firm or club that can be 'Het bedrijf' or 'The club' which opens the sentence of a place."""
    opening = _OPENING_NOUN.match(index.reports[report].text, _sentence_start(index.reports[report].text, place))
    noun = opening["noun"] if opening and opening.end() <= place else ""
    class_ = body_class(noun) if noun else None
    key = described_body(noun, class_, None, index) if class_ in PRIVATE_BODIES else ""
    return key if key.partition("|")[2] in index.entities else None


def _sentence_start(text: str, place: int) -> int:
    ends = [(text.rfind(mark, 0, place), len(mark)) for mark in (". ", "! ", "? ", ".” ", '." ', "\n")]
    return max((at + length for at, length in ends if at >= 0), default=0)


def outlet_country(report: str, index: EntityIndex) -> str | None:
    """The state of a report's outlet, whose government 'the minister' is where no nation is told."""
    outlet = outlet_of(index.reports[report].outlet or "")
    return outlet.country if outlet else None


def _country_of_target(target: str | None, index: EntityIndex) -> str | None:
    entity = index.entities.get((target or "").partition("|")[2])
    if entity is None:
        return None
    body = body_of(entity.name)
    return (body.country if body else None) or government_of(entity) or entity.country


def country_key(country: str | None) -> str | None:
    """The affiliation key of a state."""
    return COUNTRY + country if country else None
