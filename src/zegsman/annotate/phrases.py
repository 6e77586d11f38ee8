"""Noun phrases that can be sources: how far they reach, which of their words name the source, and what sort it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.cues import cues_of
from zegsman.lexicon.tables import load_table
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zegsman.annotate.layout import Layout
    from zegsman.annotate.trees import Tree


class Sort(StrEnum):
    """What sort of source a phrase names, as far as its words tell."""

    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    MEDIUM = "medium"
    DOCUMENT = "document"
    PRONOUN = "pronoun"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, its tokens `[first, end)` with all that hangs on it, and the words that name it.

    `words` are the shortest full noun phrase (GUIDE: chain): the name where the phrase has one as its kernel,
    else the phrase without relative clauses and appositions.
    """

    head: int
    first: int
    end: int
    words: Span
    sort: Sort
    named: bool = False


@dataclass(frozen=True, slots=True)
class SourceNouns:
    """The source nouns of one language."""

    sorts: Mapping[str, Sort]
    own: tuple[str, ...]
    reporters: frozenset[str]
    saw: frozenset[str]
    media: frozenset[str]
    media_parts: frozenset[str]
    not_media: frozenset[str]
    pronouns: frozenset[str]
    females: tuple[str, ...]


@cache
def source_nouns(language: str) -> SourceNouns:
    """The source nouns of 'nl' or 'en'."""
    table, pronouns = load_table(language, "source_nouns"), load_table(language, "pronouns")
    sorts: dict[str, Sort] = {}
    for key, sort in (
        ("persons", Sort.PERSON), ("groups", Sort.GROUP), ("media", Sort.MEDIUM), ("documents", Sort.DOCUMENT),
        ("bodies", Sort.BODY),
    ):  # fmt: skip
        part = table["persons"]["groups"] if key == "groups" else table[key]["words"]
        for word in part.split():
            sorts.setdefault(word, sort)
    return SourceNouns(
        sorts=sorts,
        own=tuple(table["reporters"]["own"]),
        reporters=frozenset(table["reporters"]["words"].split()),
        saw=frozenset(table["reporters"]["saw"].split()),
        media=frozenset(_plain(name) for name in table["media_names"]["names"]),
        media_parts=frozenset(table["media_names"]["parts"].split()),
        not_media=frozenset(table["media_names"]["not_media"].split()),
        pronouns=frozenset(
            " ".join(
                [
                    *(pronouns["personal"][key] for key in ("male", "female", "plural", "neuter")),
                    *(pronouns["pointing"][key] for key in ("person", "matter")),
                ]
            ).split()
        ),
        females=tuple(pronouns["gender"]["female_endings"]),
    )


_PLURALS = ("s", "'s", "en", "n", "es")


@cache
def sort_of_noun(word: str, language: str) -> Sort:
    """The sort of a common noun; compounds are judged by the longest ending of four letters or more in the list."""
    sorts = source_nouns(language).sorts
    stems = [word, *(word[: -len(ending)] for ending in _PLURALS if word.endswith(ending) and len(word) > 4)]
    for stem in stems:
        if stem in sorts:
            return sorts[stem]
    for start in range(1, max(1, len(word) - 3)):
        for stem in stems:
            if len(stem) - start >= 4 and stem[start:] in sorts:
                return sorts[stem[start:]]
    return Sort.OTHER


_ARTICLE = re.compile(r"^(?:de|het|een|the|an|a|'t)\s+", re.IGNORECASE)


def _plain(name: str) -> str:
    """A name without article, case, marks and double spaces, for comparing."""
    return " ".join(re.sub(r"[^\w&/.]+", " ", _ARTICLE.sub("", name.strip())).casefold().replace(".", "").split())


def plain_name(name: str) -> str:
    """A name as it is compared: lower case, without article and punctuation."""
    return _plain(name)


_RELATIVES = frozenset("die dat wie wat waar waarin waarop waarmee waarvan waaruit welke who which whose that whom where".split())
_LEADERS = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "SYM", "X", "VERB"})
_SKIP_FIRST = frozenset(
    "ook zelfs alleen slechts vooral met name onder meer namelijk echter dan nog intussen inmiddels meanwhile also "
    "even however only en and of or maar but zo toen later vervolgens nu wel al niet".split()
)


def phrase_at(layout: Layout, head: int) -> Phrase:
    """The phrase around a head token."""
    tree = layout.tree(head)
    head = _kernel(layout, tree, head)
    language = layout.language(head)
    if layout.words[head] in source_nouns(language).pronouns and _is_pronoun(layout, tree, head):
        return Phrase(head, head, head + 1, layout.span(head, head + 1), Sort.PRONOUN)
    first, end = _reach(layout, tree, head)
    return _named(layout, head, first, end, language)


OWNERS = frozenset("zijn haar hun mijn onze ons uw jouw his her their its my our your whose z'n d'r diens".split())
"""Possessives, which open a noun phrase and are none themselves."""


def _kernel(layout: Layout, tree: Tree, head: int) -> int:
    """The token that a phrase hangs on; within a name, never one outside of it."""
    for _ in range(6):
        above = tree.head(head)
        if above < 0:
            break
        if layout.name_at[head] >= 0:
            if layout.name_at[above] != layout.name_at[head]:
                break
        elif tree.relation(head) not in {"appos", "flat", "fixed", "compound"} or layout.tokens[above].upos in {"VERB", "AUX"}:
            break
        head = above
    if layout.words[head] in OWNERS | {"de", "het", "een", "the", "a", "an", "die", "dat"}:
        after = head + 1
        while after < tree.end and layout.tokens[after].upos in {"ADJ", "NUM"} and after < head + 4:
            after += 1
        if after < tree.end and layout.tokens[after].upos in {"NOUN", "PROPN"}:
            return after
    return head


def _is_pronoun(layout: Layout, tree: Tree, head: int) -> bool:
    """Whether a word of the pronoun list is one here, and no determiner of what follows."""
    if layout.words[head] not in OWNERS:
        return layout.tokens[head].upos in {"PRON", "DET"}
    return head + 1 >= tree.end or layout.tokens[head + 1].upos not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _reach(layout: Layout, tree: Tree, head: int) -> tuple[int, int]:
    """The run of neighbouring tokens around the head that hang on it, without what only introduces it."""
    below = set(tree.subtree(head, lambda i: tree.relation(i) in {"parataxis", "punct", "cc"} and i < head))
    first = head
    while first - 1 in below or (first - 1 >= tree.first and layout.name_at[first - 1] == layout.name_at[head] >= 0):
        first -= 1
    first = _leftward(layout, tree, first, head)
    end = head + 1
    while end in below or (end < tree.end and layout.name_at[end] == layout.name_at[head] >= 0):
        end += 1
    end = _rightward(layout, tree, head, end)
    while first < head and _only_introduces(layout, tree, first, head):
        first += 1
    return first, end


def _leftward(layout: Layout, tree: Tree, first: int, head: int) -> int:
    """The start of a phrase whose determiner or adjectives the tree ties to something else."""
    if layout.name_at[head] >= 0 and layout.tokens[first].upos == "PROPN":
        return first
    while first > tree.first and first > head - 8 and layout.tokens[first].upos != "DET" and layout.words[first] not in OWNERS:
        before = layout.tokens[first - 1]
        if before.upos not in {"DET", "ADJ", "NUM"} and layout.words[first - 1] not in OWNERS:
            compound = before.upos in {"PROPN", "NOUN"} and layout.language(head) == "en" and layout.words[first - 1] not in _TIME_TAIL
            if not compound or tree.head(first - 1) not in range(first, head + 1):
                break
        first -= 1
    return first


_OF = frozenset({"van", "of", "for", "bij"})


def _rightward(layout: Layout, tree: Tree, head: int, end: int) -> int:
    """The end of a phrase whose 'van' or 'of' phrase the tree ties to something else, or cuts in two."""
    if layout.name_at[head] >= 0:
        return end
    start = end
    while end < tree.end and end - start < 8:
        upos, last = layout.tokens[end].upos, layout.tokens[end - 1].upos
        opens = layout.words[end] in _OF and upos == "ADP" and end + 1 < tree.end and last in {"NOUN", "PROPN"} and end == start
        inside = last in {"DET", "ADP", "ADJ", "NUM"} and upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"} and end > head + 1
        same_name = layout.name_at[end] >= 0 and layout.name_at[end] == layout.name_at[end - 1]
        compound = layout.language(head) == "en" and end > start and last == "NOUN" and upos == "NOUN"
        if not (opens or inside or same_name or compound) or layout.words[end] in _TIME_TAIL:
            break
        end += 1
    return end if layout.tokens[end - 1].upos not in {"DET", "ADP"} else start


def _only_introduces(layout: Layout, tree: Tree, i_token: int, head: int) -> bool:
    if layout.name_at[i_token] >= 0:
        return False
    token = layout.tokens[i_token]
    if token.upos in {"ADP", "PUNCT", "CCONJ", "SCONJ", "ADV", "PART", "AUX"} or layout.words[i_token] in _SKIP_FIRST:
        return not (token.upos == "ADV" and i_token + 1 < head and layout.tokens[i_token + 1].upos in {"ADJ", "NUM"})
    return token.upos not in _LEADERS or (token.upos == "VERB" and tree.head(i_token) not in range(i_token + 1, head + 1))


def _named(layout: Layout, head: int, first: int, end: int, language: str) -> Phrase:
    """The phrase over `[first, end)` with the words that name it."""
    short_end = _before_relative(layout, head, first, end)
    sort = _sort(layout, head, language)
    person = _person_in(layout, head, first, short_end, sort)
    if person is not None:
        return Phrase(head, first, max(end, person[1]), layout.span(*person), Sort.PERSON, True)
    comma = next((i for i in range(head + 1, short_end) if layout.words[i] in {",", ";", ":", "(", "–", "—"}), short_end)
    name = _organisation_in(layout, head, first, comma, sort)
    if name is not None:
        return Phrase(head, first, end, name, _sort_of_name(layout, name, sort, language), True)
    stop = _without_reader(layout, head, comma, language)
    run = layout.trimmed(first, max(stop, head + 1)) or (head, head + 1)
    return Phrase(head, first, end, _tidy(layout, run), sort)


def _sort(layout: Layout, head: int, language: str) -> Sort:
    name = layout.name_of(head)
    found = sort_of_noun(layout.words[head], language)
    if name is not None and name.span == layout.tokens[head].span and found is not Sort.OTHER:
        return found
    if name is not None and name.type is NameType.PER:
        return Sort.PERSON
    if name is not None and found is not Sort.MEDIUM:
        return _sort_of_name(layout, name.span, Sort.OTHER, language)
    return found


def _sort_of_name(layout: Layout, span: Span, sort: Sort, language: str) -> Sort:
    if sort is Sort.MEDIUM or is_media_name(span.of(layout.text), language):
        return Sort.MEDIUM
    return sort if sort in {Sort.GROUP, Sort.DOCUMENT} else Sort.BODY


def _before_relative(layout: Layout, head: int, first: int, end: int) -> int:
    """Where a relative clause after the head starts, or `end`."""
    tree = layout.tree(head)
    for i in range(max(head + 1, first), end):
        if layout.name_at[i] >= 0:
            continue
        word, upos = layout.words[i], layout.tokens[i].upos
        if word in _RELATIVES and upos in {"PRON", "ADV", "SCONJ", "DET"} and i > head:
            back = i - 1 if layout.tokens[i - 1].upos == "ADP" else i
            return back - 1 if layout.words[back - 1] == "," else back
        if upos == "PUNCT" and word in {"(", "–", "—", ":", ";"}:
            return i
        if tree.relation(i) in {"parataxis", "conj"} and layout.tokens[i].upos in {"VERB", "AUX"} and tree.head(i) == head:
            return i
    return end


def _person_in(layout: Layout, head: int, first: int, end: int, sort: Sort) -> tuple[int, int] | None:
    """Tokens of the name of the person that the phrase is about: no preposition parts it from its segment's start."""
    if _is_list(layout, head, first, end):
        return None
    open_segment, segment_of_head = True, True
    i = first
    while i < end:
        upos, word = layout.tokens[i].upos, layout.words[i]
        if layout.is_person(i) and open_segment and (segment_of_head or sort is Sort.PERSON):
            if word in {"'s", "'"}:
                return None
            stop = i
            while stop < end and layout.name_at[stop] == layout.name_at[i]:
                stop += 1
            if stop == i + 1 and _is_title(layout, i) and (person := _person_behind(layout, stop)) is not None:
                return person
            return None if stop < end and layout.words[stop] in {"'s", "'"} else (i, stop)
        if word == "," and i > first:
            open_segment, segment_of_head = True, False
        elif (upos in {"ADP", "VERB", "AUX", "SCONJ"} and layout.name_at[i] < 0) or word in {"(", "'s"}:
            open_segment = False
        i += 1
    return _person_behind(layout, end) if sort in {Sort.PERSON, Sort.OTHER} and not _is_plural_noun(layout, head) else None


def _is_title(layout: Layout, i_token: int) -> bool:
    """Whether a word that was read as a name is a common noun ('Buurman', 'Dagblad')."""
    return sort_of_noun(layout.words[i_token], layout.language(i_token)) is not Sort.OTHER


def _is_plural_noun(layout: Layout, head: int) -> bool:
    return layout.words[head].endswith("s" if layout.language(head) == "en" else "en") and layout.name_at[head] < 0


def _person_behind(layout: Layout, end: int) -> tuple[int, int] | None:
    """A person's name set off by commas right behind a phrase that names a function."""
    tokens = layout.tokens
    start = end + 1 if end < len(tokens) and layout.words[end] == "," else end
    sentence_end = layout.sentence(end - 1).end_token
    if start >= sentence_end or not layout.is_person(start):
        return None
    if start == end and (tokens[end - 1].upos in {"NOUN", "ADJ"} or _is_title(layout, end - 1)):
        stop = start
        while stop < sentence_end and layout.name_at[stop] == layout.name_at[start]:
            stop += 1
        return (start, stop)
    if start == end:
        return None
    stop = start
    while stop < sentence_end and layout.name_at[stop] == layout.name_at[start]:
        stop += 1
    closes = stop >= sentence_end or tokens[stop].upos in {"PUNCT", "VERB", "AUX"}
    return (start, stop) if closes else None


def _is_list(layout: Layout, head: int, first: int, end: int) -> bool:
    """Whether two sources or more are tied by 'en' or 'and' at the level of the head."""
    tree = layout.tree(head)
    for i in tree.below(head):
        if tree.relation(i) == "conj" and first <= i < end and layout.tokens[i].upos in {"NOUN", "PROPN"}:
            cc = [k for k in range(head, i) if layout.words[k] in {"en", "and", "&"} and layout.name_at[k] < 0]
            if cc and not (layout.name_at[i] == layout.name_at[head] >= 0):
                return True
    return False


def _organisation_in(layout: Layout, head: int, first: int, end: int, sort: Sort) -> Span | None:
    """The name that the phrase is about: the head's own, or one right behind a noun ('persbureau X')."""
    if _is_list(layout, head, first, end):
        return None
    name = layout.name_of(head)
    if name is not None:
        alone = name.span == layout.tokens[head].span
        behind = _name_behind(layout, head + 1, sort) if alone and _is_title(layout, head) else None
        return behind or name.span
    i = head + 1
    while i < end and layout.words[i] in {"'", '"', "‘", "“", "’"}:
        i += 1
    behind = _name_behind(layout, i, sort)
    if behind is not None:
        return behind
    if layout.tokens[head].upos == "PROPN":
        start, stop = head, head + 1
        while start > first and layout.tokens[start - 1].upos == "PROPN":
            start -= 1
        while stop < end and layout.tokens[stop].upos == "PROPN":
            stop += 1
        return layout.span(start, stop)
    return None


_PLACES = frozenset(
    "stad gemeente provincie land staat dorp regio streek deelstaat eiland wijk city town state province county region "
    "village country borough island".split()
)


def _name_behind(layout: Layout, i_token: int, sort: Sort) -> Span | None:
    """A name right behind a common noun that says what it names: 'persbureau X', 'netbeheerder Y'."""
    sentence_end = layout.sentence(i_token - 1).end_token
    before = next((layout.words[k] for k in (i_token - 1, i_token - 2) if layout.tokens[k].upos in {"NOUN", "PROPN"}), "")
    if i_token >= sentence_end or sort in {Sort.DOCUMENT, Sort.GROUP} or not before or before.endswith(tuple(_PLACES)):
        return None
    name = layout.name_of(i_token)
    if name is not None:
        return name.span if name.type in {NameType.ORG, NameType.MISC} or sort in {Sort.MEDIUM, Sort.BODY} else None
    stop = i_token
    while stop < sentence_end and layout.tokens[stop].upos in {"PROPN", "X"} and layout.tokens[stop].text[:1].isupper():
        stop += 1
    return layout.span(i_token, stop) if stop > i_token and sort is not Sort.OTHER else None


_TIME_TAIL = frozenset(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag vanmiddag vanochtend vanavond monday "
    "tuesday wednesday thursday friday saturday sunday today yesterday now nu toen later".split()
)


def _without_reader(layout: Layout, head: int, end: int, language: str) -> int:
    """Cuts 'seen by X', 'ingezien door X' and days off the end of a phrase."""


    for i in range(head + 1, end):
        for words in cues_of(language).held:
            if tuple(layout.words[i : i + len(words)]) == words:
                return i
    while end > head + 1 and layout.words[end - 1] in _TIME_TAIL:
        end -= 1
        if layout.words[end - 1] in {"on", "op"}:
            end -= 1
    return end


def _tidy(layout: Layout, run: tuple[int, int]) -> Span:
    """The span of a run without a quotation mark that has no partner in it."""
    first, end = run
    marks = sum(layout.words[i] in _QUOTES for i in range(first, end))
    if marks % 2:
        if layout.words[first] in _QUOTES:
            first += 1
        elif layout.words[end - 1] in _QUOTES:
            end -= 1
    return layout.span(first, end) if first < end else layout.span(*run)


_QUOTES = frozenset("\"'‘’“”„«»`")


@cache
def is_media_name(name: str, language: str) -> bool:
    """Whether a name is that of a medium: in the list, or by one of its words."""
    nouns = source_nouns(language)
    plain = _plain(name)
    if plain in nouns.media or plain in source_nouns("en" if language == "nl" else "nl").media:
        return True
    words = plain.split()
    if not words or words[-1] in nouns.not_media:
        return False
    other = source_nouns("en" if language == "nl" else "nl").media_parts
    return any(word in nouns.media_parts or word in other for word in (words[0], words[-1]))


def is_medium(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase names a medium."""
    return phrase.sort is Sort.MEDIUM


def is_own_outlet(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase names the report's own outlet ('deze krant', 'the Guardian' in the Guardian)."""
    words = phrase.words.of(layout.text).casefold()
    if words in source_nouns(layout.language(phrase.head)).own:
        return True
    return names_outlet(words, layout.report.outlet)


def names_outlet(words: str, outlet: str | None) -> bool:
    """Whether words name an outlet: the same, one within the other, or its initials."""
    if not outlet:
        return False
    one, other = _plain(words), _plain(outlet)
    if not one or not other:
        return False
    initials = "".join(word[0] for word in outlet.casefold().split())
    shared = f" {one} " in f" {other} " or f" {other} " in f" {one} "
    return (shared and _alike(one, other)) or (one == initials and len(one) > 1)


def _alike(one: str, other: str) -> bool:
    """Whether the longer name adds only a word of its trade ('News', 'NWS', 'krant')."""
    added = set(one.split()) ^ set(other.split())
    return len(added) <= 1 and not any(word.isdigit() for word in added)
