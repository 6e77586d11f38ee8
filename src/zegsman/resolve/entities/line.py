"""From the names of all reports to entities: found, bundled, joined, recalled, described."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of, outlet_of
from zegsman.lexicon.countries import country_of_demonym, country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.functions import body_class
from zegsman.likeness.names import parse_person
from zegsman.record.annotation import NameType
from zegsman.record.entity import Entity, Mention
from zegsman.record.judgement import Subject, Verdict
from zegsman.record.report import content_id
from zegsman.resolve.entities.bodies import bundle_other_names, join_bodies
from zegsman.resolve.entities.bundles import Bundle, Bundles
from zegsman.resolve.entities.definitions import join_defined
from zegsman.resolve.entities.descriptions import Description, find_descriptions
from zegsman.resolve.entities.occurrences import find_occurrences, without_genitive_s
from zegsman.resolve.entities.people_or_bodies import settle_single_names
from zegsman.resolve.entities.persons import bundle_full_names, join_full_names, resolve_short_names
from zegsman.resolve.entities.recalls import recall_names
from zegsman.resolve.entities.repairs import mend
from zegsman.resolve.entities.whereabouts import countries_named, join_places, place_meant, sure_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zegsman.lexicon.places import Place
    from zegsman.record.annotation import Annotation
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report
    from zegsman.resolve.entities.occurrences import Occurrence

DUTCH = "nl"
_VISIBLE = re.compile(r"\S")


def resolve_entities(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> tuple[Entity, ...]:
    """The persons, organisations and places of the reports, in order of name; the order of the reports is nothing.

    A judgement of 'same' or 'different' about two spellings outranks every rule.
    """
    pairs = sorted(zip(reports, annotations, strict=True), key=lambda pair: (pair[0].sha256, pair[0].id))
    decided = tuple(judgement for judgement in judgements if judgement.subject is Subject.ENTITY)
    return _resolved(tuple(report for report, _ in pairs), tuple(annotation for _, annotation in pairs), decided)


@lru_cache(maxsize=4)
def _resolved(
    reports: tuple[Report, ...], annotations: tuple[Annotation, ...], decided: tuple[Judgement, ...]
) -> tuple[Entity, ...]:
    """The entities of reports in a fixed order. A few are remembered: a story is grouped by them, then resolved."""
    texts = _told_texts(reports, annotations)
    bundles = Bundles((j.left, j.right) for j in decided if j.verdict is Verdict.DIFFERENT)
    named = countries_named(reports, annotations)
    dutch = any(report.language == DUTCH for report in reports)

    occurrences = settle_single_names(_all_occurrences(reports, annotations, texts), texts)
    short = bundle_full_names([o for o in occurrences if o.type is NameType.PER], bundles)
    bundle_other_names([o for o in occurrences if o.type is not NameType.PER], bundles)
    join_full_names(bundles)
    resolve_short_names(short, bundles, texts)
    join_bodies(bundles, lambda bundle: _describing_words(bundle, texts))
    anchors = sure_places((b.name for b in bundles.all(NameType.LOC)), named, dutch)

    def meaning(name: str) -> Place | None:
        return place_meant(name, named, dutch, anchors)

    join_places(bundles, meaning)
    join_defined(bundles, texts)
    _join_judged(bundles, decided)
    for bundle in bundles.all():
        bundle.take_other_forms()
    recall_names(bundles, texts)
    return _entities(bundles, texts, meaning)


def _told_texts(reports: Sequence[Report], annotations: Sequence[Annotation]) -> dict[str, str]:
    """The text of each report with blanks for what stands in no sentence: labels and other leftovers of a page."""
    texts = {}
    for report, annotation in zip(reports, annotations, strict=True):
        at, told = 0, []
        for sentence in annotation.sentences:
            told += [_VISIBLE.sub(" ", report.text[at : sentence.span.start]), sentence.span.of(report.text)]
            at = sentence.span.end
        rest = report.text[at:]
        texts[report.id] = "".join(told) + _VISIBLE.sub(" ", rest) if told else rest
    return texts


def _all_occurrences(
    reports: Sequence[Report], annotations: Sequence[Annotation], texts: Mapping[str, str]
) -> list[Occurrence]:
    found = [o for r, a in zip(reports, annotations, strict=True) for o in find_occurrences(r, a)]
    known = frozenset(occurrence.text for occurrence in found)
    found = [without_genitive_s(occurrence, known) for occurrence in found]
    return mend(found, texts, [report.outlet for report in reports if report.outlet])


def _join_judged(bundles: Bundles, judgements: Sequence[Judgement]) -> None:
    """Joins what a person said is the same."""
    for judgement in sorted(judgements, key=lambda j: (j.left, j.right)):
        if judgement.verdict is not Verdict.SAME:
            continue
        left, right = (_with_spelling(bundles, words) for words in (judgement.left, judgement.right))
        if left is not None and right is not None:
            bundles.join(left, right, judgement.why or "judged the same by a person", by_person=True)


def _with_spelling(bundles: Bundles, words: str) -> Bundle | None:
    """The bundle that has a spelling most often."""
    key = fold_name(words)
    counts = [(sum(n for s, n in b.spellings.items() if fold_name(s) == key), b) for b in bundles.all()]
    best = max(counts, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] else None


def _describing_words(bundle: Bundle, texts: Mapping[str, str]) -> set[str]:
    """Classes of nouns and codes of nations that describe a bundle's bearer, for telling slips from other names."""
    words: set[str] = set()
    for description in _descriptions(bundle, texts):
        class_ = body_class(description.noun)
        if class_:
            words.add(class_)
    return words


def _descriptions(bundle: Bundle, texts: Mapping[str, str]) -> list[Description]:
    if bundle.type not in (NameType.PER, NameType.ORG):
        return []
    person = bundle.type is NameType.PER
    found: list[Description] = []
    for occurrence in sorted(bundle.occurrences, key=lambda o: (o.report, o.span)):
        found.extend(find_descriptions(texts[occurrence.report], occurrence.span, person=person))
    return found


def _entities(bundles: Bundles, texts: Mapping[str, str], meaning: Callable[[str], Place | None]) -> tuple[Entity, ...]:
    found = [_entity(bundle, texts, meaning) for bundle in bundles.all() if bundle.occurrences]
    found.sort(key=lambda entity: (entity.name.casefold(), entity.name, entity.type, entity.mentions))
    seen: Counter[str] = Counter()
    unique = []
    for entity in found:
        seen[entity.id] += 1
        if seen[entity.id] > 1:
            entity = _with_id(entity, content_id("entity", entity.id, str(seen[entity.id])))
        unique.append(entity)
    return tuple(unique)


def _with_id(entity: Entity, id_: str) -> Entity:
    from dataclasses import replace

    return replace(entity, id=id_)


def _entity(bundle: Bundle, texts: Mapping[str, str], meaning: Callable[[str], Place | None]) -> Entity:
    type_ = bundle.type
    spellings = bundle.spellings
    name = _display_name(bundle)
    aliases = [name, *sorted(set(spellings) - {name}, key=lambda s: (-spellings[s], s))]
    aliases += sorted(bundle.also - set(aliases))
    descriptions = _descriptions(bundle, texts)
    place = meaning(name) if type_ is NameType.LOC and not country_of_name(name) else None
    country = _country(bundle, name, [description.text for description in descriptions])
    return Entity(
        id=content_id("entity", type_, fold_name(name)),
        name=name,
        type=type_,
        aliases=tuple(aliases),
        mentions=tuple(sorted({Mention(o.report, o.span) for o in bundle.occurrences})),
        descriptions=tuple(dict.fromkeys(description.text for description in descriptions)),
        country=country or (place.country if place else None),
        coordinates=(place.longitude, place.latitude) if place else None,
    )


def _display_name(bundle: Bundle) -> str:
    """The name to show: a person's fullest, another's most used full spelling that is no mere abbreviation."""
    spellings = bundle.spellings
    if bundle.type is NameType.LOC:
        return min(spellings, key=lambda s: (-spellings[s], len(s), s))

    def rank(spelling: str) -> tuple[bool, bool, int, int, str]:
        words = spelling.split()
        initial = any(re.fullmatch(r"(?:[A-Z]\.)+", word) for word in words)
        short = not parse_person(spelling).full if bundle.type is NameType.PER else len(words) == 1
        return (short, initial, -spellings[spelling], -len(spelling), spelling)

    if bundle.type is NameType.PER or any(len(s.split()) > 1 for s in spellings):
        return min(spellings, key=rank)
    in_reports = {s: len({o.report for o in bundle.occurrences if o.text == s}) for s in spellings}
    return min(spellings, key=lambda s: (-in_reports[s], -spellings[s], -len(s), s))


def _country(bundle: Bundle, name: str, descriptions: Sequence[str]) -> str | None:
    for spelling in [name, *bundle.spellings]:
        if bundle.type is NameType.LOC and country_of_name(spelling):
            return country_of_name(spelling)
        body = body_of(spelling) or (outlet_of(spelling) if bundle.type is NameType.ORG else None)
        if body is not None and bundle.type is NameType.ORG:
            return body.country
        own = spelling.split() if bundle.type is NameType.ORG else []
        nation = next((code for word in own if (code := country_of_demonym(word))), None)
        if nation:
            return nation
    votes = Counter(code for text in descriptions for word in text.split() if (code := country_of_demonym(word)))
    return min(votes, key=lambda code: (-votes[code], code)) if votes else None
