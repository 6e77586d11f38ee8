"""From the chains of all statements to sources: read, grouped by whom they stand for, tied to whom they speak for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.functions import noun_of_class
from zegsman.record.entity import PEOPLE, Mention, Source, SourceKind
from zegsman.record.judgement import Subject, Verdict
from zegsman.record.report import content_id
from zegsman.resolve.sources.index import EntityIndex
from zegsman.resolve.sources.reader import SourceReader
from zegsman.resolve.sources.readings import SourceReading
from zegsman.resolve.sources.translations import told_in_two_languages
from zegsman.resolve.sources.words import plain_name, without_openers, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Annotation, SourceMention
    from zegsman.record.entity import Entity
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report

LETTERS = frozenset("ABCDEF")


class SourceTable(NamedTuple):
    """The sources of the reports, and which of them each outlet and each link of a chain is."""

    sources: tuple[Source, ...]
    outlets: dict[str, str]
    """Report id to source id."""
    chains: dict[str, tuple[str, ...]]
    """Statement id to source ids, nearest voice first, origin last."""


@dataclass
class _Gathered:
    """Everything read about one source."""

    readings: list[SourceReading] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)
    mentions: set[Mention] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of the reports that name it."""


def resolve_sources(
    reports: Sequence[Report],
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    judgements: Iterable[Judgement] = (),
) -> SourceTable:
    """The sources that the reports name, each report's outlet included, in order of name.

    Judgements of a person on origins (names of sources) and reliability are applied last and outrank the rules.
    """
    pairs = sorted(zip(reports, annotations, strict=True), key=lambda pair: (pair[0].sha256, pair[0].id))
    reader = SourceReader(EntityIndex.of([report for report, _ in pairs], entities))
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    outlet_keys, chain_keys = {}, {}
    for report, annotation in pairs:
        if report.outlet:
            outlet_keys[report.id] = _gather(gathered, reader.read_outlet(report.outlet), report.outlet, None)
        known: dict[tuple[SourceMention, str], str] = {}
        for statement in annotation.statements:
            medium, keys = outlet_keys.get(report.id, ""), []
            for link in statement.chain:
                if without_openers(link.text)[0].casefold() in words_of("pronouns"):
                    continue
                if (link, medium) not in known:
                    reading = reader.read_link(link, report.id, medium)
                    known[link, medium] = _gather(gathered, reading, link.text, Mention(report.id, link.named_at))
                    gathered[known[link, medium]].languages.add(annotation.language)
                medium = known[link, medium]
                keys.append(medium)
            chain_keys[statement.id] = keys
    same = _same_keys(gathered)
    decided = tuple(judgements)
    sources, id_by_key = _sources(gathered, same, reader, decided)
    outlets = {report: id_by_key[key] for report, key in outlet_keys.items()}
    chains = {statement: _without_repeats([id_by_key[key] for key in keys]) for statement, keys in chain_keys.items()}
    return SourceTable(sources, outlets, chains)


def _gather(gathered: dict[str, _Gathered], reading: SourceReading, text: str, mention: Mention | None) -> str:
    here = gathered[reading.key]
    here.readings.append(reading)
    here.texts[text] += 1
    if mention is not None:
        here.mentions.add(mention)
    return reading.key


def _without_repeats(ids: Sequence[str]) -> tuple[str, ...]:
    """A chain in which no source follows on itself."""
    return tuple(id_ for i, id_ in enumerate(ids) if i == 0 or ids[i - 1] != id_)


def _same_keys(gathered: dict[str, _Gathered]) -> dict[str, str]:
    """For each key the one it is taken together with: a vaguer description of a group or document under one medium."""
    same = {key: key for key in gathered}
    by_medium: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(gathered):
        if sort_of(key) in ("group", "document"):
            by_medium[sort_of(key), gathered[key].readings[0].why].append(key)
    for keys in by_medium.values():
        for key in keys:
            fuller = [
                other for other in keys if other != key and _is_vaguer(gathered[key], gathered[other], key, other)
            ]
            roots = sorted({_root(same, other) for other in fuller}, key=lambda k: (-gathered[k].texts.total(), k))
            states = {gathered[root].readings[0].affiliation for root in roots}
            if len(roots) == 1 or (roots and len(states) == 1 and None not in states and sort_of(key) == "group"):
                same[key] = roots[0]
    for key in sorted(gathered):
        if key.startswith("body|") and key.endswith("|"):
            with_place = [
                other for other in sorted(gathered) if other.startswith(key) and other != key and other.count("|") == 2
            ]
            if len(with_place) == 1 and with_place[0].partition(key)[2].isupper():
                same[key] = with_place[0]
    return {key: _root(same, key) for key in same}


def sort_of(key: str) -> str:
    """The sort of source that a key is of."""
    return key.partition("|")[0]


def _root(same: dict[str, str], key: str) -> str:
    seen = {key}
    while same[key] != key and same[key] not in seen:
        key = same[key]
        seen.add(key)
    return key


def _is_vaguer(one: _Gathered, other: _Gathered, key: str, other_key: str) -> bool:
    """Whether all that one description says, the other says too, of the same medium or of none."""
    first, second = one.readings[0], other.readings[0]
    told = first.kind is not SourceKind.DOCUMENT and first.affiliation and second.affiliation
    if told and first.affiliation != second.affiliation:
        return False
    if first.speaks_for and first.speaks_for != second.speaks_for:
        return False
    medium, other_medium = _medium(key), _medium(other_key)
    if medium != other_medium and not (first.kind is SourceKind.DOCUMENT and medium == ""):
        return False
    few, many = fold_name(first.name).split(), fold_name(second.name).split()
    contained = any(many[i : i + len(few)] == few for i in range(len(many) - len(few) + 1))
    if medium == "" != other_medium:
        return contained
    return contained and (len(few), key) < (len(many), other_key)


def _medium(key: str) -> str:
    parts = key.partition("|")[2].split("|")
    if parts[0] in ("entity", "outlet", "body", "listed", "words"):
        return "|".join(parts[:2])
    return parts[0]


def _sources(
    gathered: dict[str, _Gathered], same: dict[str, str], reader: SourceReader, judgements: Sequence[Judgement]
) -> tuple[tuple[Source, ...], dict[str, str]]:
    merged: dict[str, _Gathered] = defaultdict(_Gathered)
    for key in sorted(gathered):
        into = merged[same[key]]
        into.readings.extend(gathered[key].readings)
        into.texts.update(gathered[key].texts)
        into.mentions |= gathered[key].mentions
        into.languages |= gathered[key].languages
    _add_spoken_for(merged, same, reader)
    _share_affiliations(merged)
    _share_holders(merged, reader)
    drafts = {key: _source(key, found) for key, found in merged.items()}
    passed_on = (key for key in merged if sort_of(key) == "group" and _medium(key))
    for key, other in told_in_two_languages({key: (merged[key].texts, merged[key].languages) for key in passed_on}):
        if drafts[key].affiliation is None and drafts[other].affiliation is None:
            people = f"{PEOPLE}{min(drafts[key].id, drafts[other].id)}"
            drafts |= {one: replace(drafts[one], affiliation=people) for one in (key, other)}
    alias = _judged_same(drafts, judgements)
    id_by_key = {key: drafts[alias.get(same.get(key, key), same.get(key, key))].id for key in [*gathered, *merged]}
    kept = {key: source for key, source in drafts.items() if alias.get(key, key) == key}
    for key, target in alias.items():
        if key != target:
            kept[target] = _with_more(kept[target], drafts[key])
    linked = {key: _linked(key, source, merged, id_by_key) for key, source in kept.items()}
    allied = _judged_allied(linked, judgements)
    final = [_rated(source, judgements) for source in _without_loops(allied).values()]
    return tuple(sorted(final, key=lambda s: (s.name.casefold(), s.name, s.id))), id_by_key


def _add_spoken_for(merged: dict[str, _Gathered], same: dict[str, str], reader: SourceReader) -> None:
    """Adds the sources that others speak for and that no chain names."""
    wholes = {r.whole.key: r.whole for found in merged.values() for r in found.readings if r.whole}
    waiting = [r.speaks_for for found in merged.values() for r in found.readings if r.speaks_for]
    while waiting:
        key = waiting.pop()
        if same.get(key, key) in merged:
            continue
        entity = reader.index.entities.get(key.partition("|")[2])
        if entity is not None:
            reading = reader.read_entity(entity)
        elif key in wholes:
            reading = wholes[key]
        else:
            class_ = key.split("|")[1] if "|" in key else key
            place = key.split("|")[2] if key.count("|") > 1 else ""
            name = f"{noun_of_class(class_, reader.index.language)} {place.title() if place else ''}".strip()
            reading = SourceReading(key, name, SourceKind.ORGANISATION, False, placed_to_know=True, why="spoken for")
        merged[key].readings.append(reading)
        merged[key].texts[reading.name] += 1
        if reading.speaks_for:
            waiting.append(reading.speaks_for)


def _share_affiliations(merged: dict[str, _Gathered]) -> None:
    """Gives officials of whom no state is told the one state whose officials the same report, or all reports, name."""
    told: dict[str, set[str]] = defaultdict(set)
    groups = [found for key, found in merged.items() if sort_of(key) == "group"]
    for found in groups:
        for reading in found.readings:
            if reading.affiliation:
                for mention in found.mentions:
                    told[mention.report].add(reading.affiliation)
    everywhere = set().union(*told.values()) if told else set()
    for found in groups:
        untold = [r for r in found.readings if r.affiliation is None and r.speaks_for is None]
        if not untold or "official" not in untold[0].why:
            continue
        here = set().union(*(told[mention.report] for mention in found.mentions)) if found.mentions else set()
        states = here or everywhere
        if len(states) == 1:
            state = next(iter(states))
            found.readings = [replace(r, affiliation=state) if r in untold else r for r in found.readings]


def _share_holders(merged: dict[str, _Gathered], reader: SourceReader) -> None:
    """Gives a document that no paper is said to hold the one of its sort that a paper named beside it holds."""
    documents = [found for key, found in merged.items() if sort_of(key) == "document"]
    held: dict[str, set[str]] = defaultdict(set)
    for found in documents:
        for reading in found.readings:
            _, _, holder_and_sort = (reading.affiliation or "").partition("document:")
            holder, _, sort = holder_and_sort.rpartition(":")
            if holder:
                held[sort].add(holder)
    for found in documents:
        loose = found.readings[0].affiliation or ""
        holders = held[loose.removeprefix("document::")] if loose.startswith("document::") else set()
        reports = {mention.report for mention in found.mentions}
        named = [holder for holder in sorted(holders) if reports & reader.reports_that_name(holder)]
        if len(holders) == 1 and named:
            whose = loose.replace("::", f":{named[0]}:", 1)
            found.readings = [replace(r, affiliation=whose) if r.affiliation == loose else r for r in found.readings]
    _share_authors(documents)


def _share_authors(documents: Sequence[_Gathered]) -> None:
    """Gives a document of which no author is told the one of the same document in other words."""
    authors: dict[str | None, set[str]] = defaultdict(set)
    for found in documents:
        authors[found.readings[0].affiliation].update(r.speaks_for for r in found.readings if r.speaks_for)
    for found in documents:
        affiliation = found.readings[0].affiliation
        known = authors[affiliation]
        if affiliation and len(known) == 1 and not any(r.speaks_for for r in found.readings):
            found.readings = [replace(reading, speaks_for=min(known)) for reading in found.readings]


def _source(key: str, found: _Gathered) -> Source:
    """The source of all readings with one key; what most readings say holds."""
    first = found.readings[0]
    name = first.name if first.entity else _shown_name(found)
    affiliation = next((r.affiliation for r in found.readings if r.affiliation), None)
    return Source(
        id=content_id("source", key),
        name=name,
        kind=first.kind,
        named=first.named,
        aliases=tuple(sorted(found.texts, key=lambda text: (-found.texts[text], text))),
        mentions=tuple(sorted(found.mentions)),
        entity=first.entity,
        affiliation=affiliation,
        placed_to_know=any(r.placed_to_know for r in found.readings),
        why=first.why,
    )


def _shown_name(found: _Gathered) -> str:
    """The fullest description; without 'several' and 'anonymous' where descriptions differ in no more than those."""
    names = Counter(reading.name for reading in found.readings)
    if found.readings[0].kind is SourceKind.DOCUMENT:
        return min(names, key=lambda name: (-len(name.split()), -names[name], name))
    longest = min(names, key=lambda name: (-len(plain_name(name).split()), -names[name], len(name), name))
    shown = longest if len(names) == 1 else plain_name(longest)
    return shown if found.readings[0].kind is not SourceKind.GROUP else _counted(shown, found)


def _counted(name: str, found: _Gathered) -> str:
    """A description of unnamed people with how many they are, where all that tell it agree: 'drie functionarissen'."""
    counts = {words[0].casefold() for text in found.texts if len(words := text.split()) > 1}
    counts &= words_of("counts")
    first = name.split(maxsplit=1)[0].casefold()
    return f"{counts.pop()} {name}" if len(counts) == 1 and first not in words_of("counts") else name


def _linked(key: str, source: Source, merged: dict[str, _Gathered], id_by_key: dict[str, str]) -> Source:
    targets = Counter(r.speaks_for for r in merged[key].readings if r.speaks_for)
    target = min(targets, key=lambda t: (-targets[t], t)) if targets else None
    target_id = id_by_key.get(target) if target else None
    is_self = target_id == source.id or (target in merged and _is_same_name(source.name, _shown_name(merged[target])))
    return replace(source, speaks_for=None if is_self else target_id)


def _is_same_name(one: str, other: str) -> bool:
    """Whether two names differ in no more than an article: nobody speaks for himself."""
    return without_openers(one)[0].casefold() == without_openers(other)[0].casefold()


def _without_loops(sources: dict[str, Source]) -> dict[str, Source]:
    """The sources with no one speaking, in the end, for themselves."""
    by_id = {source.id: source for source in sources.values()}
    result = dict(sources)
    for key in sorted(sources):
        seen, at = {sources[key].id}, by_id[sources[key].id].speaks_for
        while at is not None and at in by_id:
            if at in seen:
                result[key] = replace(result[key], speaks_for=None)
                by_id[result[key].id] = result[key]
                break
            seen.add(at)
            at = by_id[at].speaks_for
    return result


def _judged_same(drafts: dict[str, Source], judgements: Sequence[Judgement]) -> dict[str, str]:
    """Key to the key that a person said is the same origin."""
    alias: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.left, j.right)):
        if judgement.subject is not Subject.ORIGIN or judgement.verdict is not Verdict.SAME:
            continue
        left, right = (_named_so(drafts, name) for name in (judgement.left, judgement.right))
        if left and right and alias.get(left, left) != alias.get(right, right):
            kept, gone = sorted((alias.get(left, left), alias.get(right, right)))
            alias = {key: kept if target == gone else target for key, target in alias.items()}
            alias[gone] = kept
    return alias


def _judged_allied(sources: dict[str, Source], judgements: Sequence[Judgement]) -> dict[str, Source]:
    """The sources with whom a person says that they belong to, or do not; the last word on two of them holds."""
    result = dict(sources)
    for judgement in judgements:
        if judgement.subject is not Subject.ALLEGIANCE:
            continue
        left, right = (_named_so(result, name) for name in (judgement.left, judgement.right))
        if left is None or right is None or left == right:
            continue
        body = result[right]
        if judgement.verdict is Verdict.SAME:
            result[left] = replace(result[left], speaks_for=body.id, why=f"{result[left].why}; as a person judged")
            if body.speaks_for == result[left].id:
                result[right] = replace(body, speaks_for=None)
        elif judgement.verdict is Verdict.DIFFERENT and result[left].speaks_for == body.id:
            result[left] = replace(result[left], speaks_for=None)
    return result


def _named_so(drafts: dict[str, Source], name: str) -> str | None:
    wanted = fold_name(name)
    found = [key for key, s in sorted(drafts.items()) if wanted in (fold_name(s.name), *map(fold_name, s.aliases))]
    exact = [key for key in found if fold_name(drafts[key].name) == wanted]
    return next(iter(exact or found), None)


def _with_more(source: Source, other: Source) -> Source:
    aliases = dict.fromkeys([*source.aliases, other.name, *other.aliases])
    mentions = sorted({*source.mentions, *other.mentions})
    return replace(
        source, aliases=tuple(aliases), mentions=tuple(mentions), why=f"{source.why}; judged the same by a person"
    )


def _rated(source: Source, judgements: Sequence[Judgement]) -> Source:
    for judgement in judgements:
        rated = judgement.subject is Subject.RELIABILITY and judgement.right in LETTERS
        if rated and fold_name(judgement.left) in (fold_name(source.name), *map(fold_name, source.aliases)):
            source = replace(source, reliability=judgement.right)
    return source
