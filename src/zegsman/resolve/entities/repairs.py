"""Mends what a tagger of names gets wrong, by what the other names of the reports tell.

A name cut short is completed where it stands in full elsewhere, two names run together are parted, a minister's
field is no name, a place after 'in' is a place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of, outlet_of
from zegsman.lexicon.countries import country_of_demonym, country_of_name, is_demonym
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import body_class, document_class, form_words, function_class, group_class
from zegsman.lexicon.places import find_places
from zegsman.lexicon.surroundings import surrounding, surrounding_choice
from zegsman.lexicon.tables import LANGUAGES, gather_patterns, gather_words, load_table
from zegsman.likeness.names import are_of_two, parse_person
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span
from zegsman.resolve.entities.descriptions import find_descriptions
from zegsman.resolve.entities.occurrences import Occurrence
from zegsman.resolve.entities.spellings import SpellingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NO_NAME = re.compile(rf"^(?:{any_of(function_words('small_in_titles'))})$", re.IGNORECASE)
_AND_WORDS = any_of(function_words("and"))
_AND = re.compile(rf" (?:&|{any_of(function_words('and_in_names'))}) ")
_OF = any_of(function_words("of_or_for"))
_ARTICLES = function_words("definite_articles")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’\-]*\w")
PLACE_CLASSES = frozenset({"museum", "hospital", "university", "court", "school", "club", "church", "laboratory"})
"""Bodies that the tagger takes for places: they say and do things."""
LARGE_CITY = 200_000
"""People from which a city's name is taken for the city wherever the tagger sees a body."""
LEAST_PEOPLE = 1000
"""Of a place by whose name a name tagged as a body's after 'in' is taken for the place."""


def mend(occurrences: Sequence[Occurrence], texts: Mapping[str, str], outlets: Iterable[str] = ()) -> list[Occurrence]:
    """The occurrences with the tagger's commonest slips mended; `outlets` are the names of the reports' outlets."""
    papers = {fold_name(name) for name in outlets}
    found = [o for o in occurrences if not _NO_NAME.match(o.text) and not _is_state_of_medium(o, texts[o.report])]
    nouns = _nouns_that_open(found, texts)
    found = [o for o in found if o.text not in nouns]
    found = list(chain.from_iterable(_without_portfolio(o, texts[o.report]) for o in found))
    found = [_cut_compound(o) for o in found]
    singles = _singles(found)
    found = list(chain.from_iterable(_parted(o, singles) for o in found))
    known = {occurrence.text for occurrence in found}
    found = [_without_nation(o, known) for o in found]
    found = _rejoined(found, texts)
    found = _extended(found, texts)
    found = _bodies_for_people(found)
    found = _completed(found, texts)
    businesses = {o.text for o in found if _is_called_a_business(o, texts[o.report])}
    found = [replace(o, type=NameType.ORG) if o.text in businesses else o for o in found]
    return [_retyped(o, texts[o.report], papers) for o in found]


def _is_called_a_business(occurrence: Occurrence, text: str) -> bool:
    """Whether a name taken for an unknown place is said to be a firm's: 'Kestrel House, a company in Oslo'."""
    if occurrence.type not in (NameType.LOC, NameType.MISC) or " " not in occurrence.text:
        return False
    if find_places(occurrence.text) or country_of_name(occurrence.text):
        return False
    found = find_descriptions(text, occurrence.span, person=False)
    return any(body_class(one.noun) == "company" and not one.text[0].isupper() for one in found)


def _bodies_for_people(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Bodies that the tagger takes for people here and there: 'Bolt' beside 'Bolt Marine', or 'Noordhaven Lijn' once.

    A word by which a person of the reports is named stays that person's.
    """
    counts = Counter((o.text, o.type) for o in occurrences)
    words = {word for o in occurrences if o.type is NameType.PER and " " in o.text for word in o.text.split()}
    firsts = {
        o.text.split()[0] for o in occurrences
        if o.type is NameType.ORG and " " in o.text and not body_class(o.text.split()[0])
    }  # fmt: skip

    def is_body(o: Occurrence) -> bool:
        if o.type is not NameType.PER or o.text in words:
            return False
        mostly = counts[o.text, NameType.ORG] > counts[o.text, NameType.PER]
        return mostly or (" " not in o.text and len(o.text) >= _LEAST_OF_BODY and o.text in firsts)

    return [replace(o, type=NameType.ORG) if is_body(o) else o for o in occurrences]


_LEAST_OF_BODY = 4
"""Letters from which the first word of a body's name stands for it."""
_CAPITAL_ARTICLES = any_of(word.capitalize() for word in _ARTICLES | function_words("indefinite_articles"))
_OPENING = re.compile(rf"(?:^|[.!?:\n]|\s[-–—])['‘“\"„’”]*\s*(?:(?:{_CAPITAL_ARTICLES}) )?$")
"""What stands before the first word of a sentence, or of what follows a dateline."""
_WORD_BEHIND = re.compile(r" ([a-z-]+)")
_CALLED_BY_NOUN = frozenset({"company", "insurer", "bank", "club", "group", "union", "auction", "museum"})
"""Classes of bodies whose noun stands before the name, or before somebody's function."""


def _nouns_that_open(occurrences: Iterable[Occurrence], texts: Mapping[str, str]) -> set[str]:
    """Nouns for a body that the tagger takes for names since they open sentences: 'Vakbond Ons Werk eist'."""
    at: dict[str, list[Occurrence]] = defaultdict(list)
    for o in occurrences:
        word, text = o.text.casefold(), texts[o.report]
        if o.text != o.text.capitalize() or body_class(word) not in _CALLED_BY_NOUN or body_of(o.text):
            continue
        behind = _WORD_BEHIND.match(text, o.span.end)
        if _NEXT_WORD.match(text, o.span.end) or (behind and function_class(behind[1])):
            at[o.text].append(o)
    return {
        text
        for text, found in at.items()
        if all(_OPENING.search(texts[o.report], max(0, o.span.start - 12), o.span.start) for o in found)
    }


_MEDIUM_BEHIND = re.compile(gather_patterns("source_words", "medium_behind"), re.I)
_OF_THE_STATE = gather_words("source_words", "of_the_state")


def _is_state_of_medium(occurrence: Occurrence, text: str) -> bool:
    """Whether a name is the first words of what a nation's medium is called: 'Serbian state' before 'television'."""
    *nation, last = occurrence.text.split()
    words = last.casefold() in _OF_THE_STATE and bool(nation) and is_demonym(" ".join(nation))
    return words and _MEDIUM_BEHIND.match(text, occurrence.span.end) is not None


@cache
def _portfolio_pattern() -> re.Pattern[str]:
    words = sorted((w for lang in LANGUAGES for w in load_table(lang, "portfolios")["portfolios"]["words"]), key=len)
    field = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"(?:{field})(?:(?:, | (?:{_AND_WORDS}|&) )(?:(?:{_OF}) )?(?:{field}))*(?!\w)")


@cache
def _before_portfolio() -> re.Pattern[str]:
    heads = surrounding_choice("heads_of_fields")
    return re.compile(rf"(?:{heads}) (?:{_OF}) (?:[\w, ]{{0,60}}(?:, | (?:{_AND_WORDS}) ))?$", re.IGNORECASE)


@cache
def _locative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{surrounding_choice('locative')}) $")


_FIELD_OF_A_PERSON = re.compile(rf"[A-ZÀ-ÖØ-Þ][\w’'\-]+ (?:\(|(?:{_OF}) )$")
"""Before a field that follows a person's name: 'staatssecretaris Smit (Financiën)'."""


def _without_portfolio(occurrence: Occurrence, text: str) -> list[Occurrence]:
    """A name less the minister's field at its start; nothing where it is all field."""
    before = text[max(0, occurrence.span.start - 30) : occurrence.span.start]
    if _portfolio_pattern().fullmatch(occurrence.text) and _FIELD_OF_A_PERSON.search(before):
        return []
    before = text[max(0, occurrence.span.start - 90) : occurrence.span.start]
    if occurrence.type is NameType.PER or not _before_portfolio().search(before):
        return [occurrence]
    match = _portfolio_pattern().match(text, occurrence.span.start)
    if not match:
        return [occurrence]
    if match.end() >= occurrence.span.end:
        return []
    rest = text[match.end() : occurrence.span.end]
    start = match.end() + len(rest) - len(rest.lstrip(" ,"))
    if start >= occurrence.span.end or not text[start].isupper():
        return []
    span = Span(start, occurrence.span.end)
    return [replace(occurrence, span=span, text=span.of(text), type=NameType.PER)]


def _cut_compound(occurrence: Occurrence) -> Occurrence:
    """The name in a compound whose head is a function or people ('Kremlin-woordvoerder'): the body alone."""
    first, hyphen, last = occurrence.text.rpartition("-")
    if (
        hyphen
        and first[:1].isupper()
        and last.islower()
        and (function_class(last) or group_class(last) or document_class(last))
    ):
        span = Span(occurrence.span.start, occurrence.span.start + len(first))
        return replace(occurrence, span=span, text=first, type=NameType.ORG)
    return occurrence


def _singles(occurrences: Iterable[Occurrence]) -> dict[str, Counter[NameType]]:
    """How often each name stands with each type."""
    singles: dict[str, Counter[NameType]] = defaultdict(Counter)
    for occurrence in occurrences:
        singles[occurrence.text][occurrence.type] += 1
    return singles


def _parted(occurrence: Occurrence, singles: Mapping[str, Counter[NameType]]) -> list[Occurrence]:
    """Two names run together, parted: each half is a name elsewhere and the whole is one only here."""
    if " " not in occurrence.text or sum(singles[occurrence.text].values()) > 1:
        return [occurrence]
    for gap in re.finditer(" ", occurrence.text):
        left, right = occurrence.text[: gap.start()], occurrence.text[gap.end() :]
        one, other = _known_type(left, singles), _known_type(right, singles)
        if one is None or other is None:
            continue
        both_people = one is other is NameType.PER
        if both_people and not _two_people(left, right, singles):
            continue
        if one is NameType.ORG or (one is not other and other is not NameType.PER):
            continue
        middle = occurrence.span.start + gap.start()
        return [
            replace(occurrence, span=Span(occurrence.span.start, middle), text=left, type=one),
            replace(occurrence, span=Span(middle + 1, occurrence.span.end), text=right, type=other),
        ]
    return [occurrence]


def _known_type(text: str, singles: Mapping[str, Counter[NameType]]) -> NameType | None:
    if country_of_name(text):
        return NameType.LOC
    votes = singles.get(text)
    return votes.most_common(1)[0][0] if votes else None


def _two_people(left: str, right: str, singles: Mapping[str, Counter[NameType]]) -> bool:
    """Whether two single names are parts of different full names of the story."""
    full = [parse_person(text) for text, votes in singles.items() if votes[NameType.PER] and " " in text]
    full = [name for name in full if name.full and f"{' '.join(name.given)} {name.surname}" != f"{left} {right}"]
    ones = {name.surname for name in full if left in (name.given[0], name.surname)}
    others = {name.surname for name in full if right == name.surname}
    return bool(ones) and bool(others) and ones != others


def _without_nation(occurrence: Occurrence, known: set[str]) -> Occurrence:
    """A name less an adjective of nation before it, where it stands elsewhere without ('Deense Zon')."""
    first, _, rest = occurrence.text.partition(" ")
    if rest and body_class(rest.split()[0]):
        return occurrence
    if rest and occurrence.type is not NameType.PER and rest in known and country_of_demonym(first):
        return replace(occurrence, span=Span(occurrence.span.end - len(rest), occurrence.span.end), text=rest)
    return occurrence


_NEXT_WORD = re.compile(r" ([A-ZÀ-ÖØ-Þ][\w'’\-]*\w)(?=[ ,.;:!?)\n]|$)")
_NUMBER_AFTER = re.compile(rf" (\d{{1,3}})(?=[,.;:)]|$|\s(?:{any_of(function_words('behind_an_age'))})\s)")
_ALL_ARTICLES = _ARTICLES | function_words("foreign_articles")
_ARTICLE_BEFORE = re.compile(rf"[\w,;] ({any_of(word.capitalize() for word in _ALL_ARTICLES)}) $")
_JOINTS = (" & ", *(f" {word} " for word in sorted(function_words("and"))))
SHARE_OF_CAPITALS = 0.5
"""Of a line's words, the share with a capital from which it is a headline in which capitals tell nothing."""


def _extended(occurrences: Sequence[Occurrence], texts: Mapping[str, str]) -> list[Occurrence]:
    """Names that go on in a capitalised word that the tagger left out, or begin in an article that is part of them."""
    starts: dict[str, set[int]] = defaultdict(set)
    for occurrence in occurrences:
        starts[occurrence.report].add(occurrence.span.start)
    return [_extended_one(o, texts[o.report], starts[o.report]) for o in occurrences]


def _rejoined(occurrences: Sequence[Occurrence], texts: Mapping[str, str]) -> list[Occurrence]:
    """A given name and the surname right after it made one, where the tagger parted them."""
    people = {o.text for o in occurrences if o.type is NameType.PER and " " in o.text}
    surnames = {parse_person(one).surname for one in people}
    result: list[Occurrence] = []
    for occurrence in sorted(occurrences, key=lambda o: (o.report, o.span)):
        last = result[-1] if result else None
        if last is not None and last.report == occurrence.report and last.type is occurrence.type is NameType.PER:
            parted = texts[last.report][last.span.end : occurrence.span.start] == " " and " " not in last.text
            if parted and last.text not in surnames and not are_of_two(last.text, occurrence.text, people):
                span = Span(last.span.start, occurrence.span.end)
                result[-1] = replace(last, span=span, text=span.of(texts[last.report]))
                continue
        result.append(occurrence)
    return result


def _extended_one(occurrence: Occurrence, text: str, starts: set[int]) -> Occurrence:
    span = occurrence.span
    if occurrence.type is NameType.ORG:
        article = _ARTICLE_BEFORE.search(text, max(0, span.start - 6), span.start)
        if article:
            span = Span(article.start(1), span.end)
    following = _NEXT_WORD.match(text, span.end)
    if following and occurrence.text[-1].isalnum() and not _is_headline(text, span.start):
        word = following.group(1)
        plain = word.casefold()
        own = following.start(1) not in starts and plain not in surrounding("calendar") and not is_demonym(word)
        if own and not (function_class(word) or group_class(word) or plain in form_words("courtesy")):
            span = Span(span.start, following.end(1))
    number = _NUMBER_AFTER.match(text, span.end)
    if number and occurrence.type is NameType.LOC and not find_places(occurrence.text):
        span = Span(span.start, number.end(1))
    return occurrence if span == occurrence.span else replace(occurrence, span=span, text=span.of(text))


def _is_headline(text: str, place: int) -> bool:
    """Whether most words of the line have capitals."""
    line = text[text.rfind("\n", 0, place) + 1 : (text.find("\n", place) + 1 or len(text) + 1) - 1]
    words = [word for word in line.split() if word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > SHARE_OF_CAPITALS * len(words)


def _completed(occurrences: Sequence[Occurrence], texts: Mapping[str, str]) -> list[Occurrence]:
    """Names cut short made whole where the full name, seen elsewhere, stands in the text around them."""
    types: dict[str, Counter[NameType]] = defaultdict(Counter)
    for occurrence in occurrences:
        if len(occurrence.text.split()) > 1 and len(occurrence.text) > 4:
            types[_written(occurrence.text)][occurrence.type] += 1
        if occurrence.type is NameType.PER and " " in (surname := parse_person(occurrence.text).surname):
            types[surname][NameType.PER] += 1
    if not types:
        return list(occurrences)
    names = {_AND.sub(word, name).lower(): name for name in sorted(types) for word in _JOINTS}
    index = SpellingIndex(names, any_case=True)
    by_report: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_report[occurrence.report].append(occurrence)
    found = {spelling: max(types[name], key=types[name].__getitem__) for spelling, name in names.items()}
    parts = (_completed_in(texts[r], by_report[r], index, found) for r in sorted(by_report))
    return list(chain.from_iterable(parts))


def _completed_in(
    text: str, here: list[Occurrence], index: SpellingIndex, types: Mapping[str, NameType]
) -> list[Occurrence]:
    kept = list(here)
    for span, spelling in index.find(text):
        words = span.of(text)
        if not words[0].isupper() and words[:1] not in "'’":
            continue
        touching = [o for o in kept if o.span.overlaps(span)]
        if not touching or any(o.span == span or not span.contains(o.span) for o in touching):
            continue
        kept = [o for o in kept if o not in touching]
        kept.append(Occurrence(touching[0].report, span, words, types[spelling], 0.8))
    return sorted(kept, key=lambda o: o.span)


def _written(text: str) -> str:
    return " ".join(text.split())


def _retyped(occurrence: Occurrence, text: str, papers: set[str]) -> Occurrence:
    """The occurrence with the type that its own words, or those around, make certain."""
    words, type_ = occurrence.text, occurrence.type
    person = type_ is NameType.PER and not (words.isupper() and " " not in words)
    listed = not person and outlet_of(words) is not None and not find_places(words)
    if listed or fold_name(words) in papers:
        return replace(occurrence, type=NameType.ORG)
    if type_ in (NameType.LOC, NameType.MISC, NameType.PER) and any(
        body_class(word) in PLACE_CLASSES for word in words.split() if len(words.split()) > 1
    ):
        return replace(occurrence, type=NameType.ORG)
    if type_ is NameType.ORG and not body_class(words) and _is_place_here(occurrence, text):
        return replace(occurrence, type=NameType.LOC)
    if type_ in (NameType.ORG, NameType.LOC, NameType.MISC) and _is_person_here(occurrence, text):
        return replace(occurrence, type=NameType.PER)
    return occurrence


def _is_place_here(occurrence: Occurrence, text: str) -> bool:
    before = text[max(0, occurrence.span.start - 15) : occurrence.span.start]
    places = find_places(occurrence.text)
    if not places or (" " in occurrence.text and places[0].name != occurrence.text):
        return False
    large = places[0].population >= LARGE_CITY and fold_name(places[0].name) == fold_name(occurrence.text)
    return large or (places[0].population >= LEAST_PEOPLE and bool(_locative().search(before)))


def _is_person_here(occurrence: Occurrence, text: str) -> bool:
    """Whether a name of two or three words has a person's function right before it."""
    words = occurrence.text.split()
    if not 2 <= len(words) <= 4 or not all(w[0].isupper() or w.casefold() in form_words("particles") for w in words):
        return False
    if any(body_class(w) or is_demonym(w) for w in words) or find_places(occurrence.text) or body_of(occurrence.text):
        return False
    for description in find_descriptions(text, occurrence.span):
        if description.before and function_class(description.noun) and not body_class(description.noun):
            last = description.text.split()[-1]
            return last.casefold() == description.noun.split()[-1] or last[0].isupper()
    return False
