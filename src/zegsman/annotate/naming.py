"""Which words of a noun phrase name the source: a person's or an organisation's name, or the phrase itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.cues import cues_of
from zegsman.annotate.source_nouns import (
    Sort,
    is_media_name,
    names_outlet,
    places,
    sort_of_noun,
    tells_which_body,
    times,
)
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import form_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import NameType
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout


_RELATIVES = function_words("relatives")
_AND = function_words("and") | {"&"}
_OF = function_words("of")
_ON = function_words("on")
_SEATED = function_words("seated")
"""Prepositions of where a body has its seat: 'Bolt uit Ede', 'Bolt of Hull'."""


def sort_of_head(layout: Layout, head: int, language: str) -> Sort:
    """The sort of source that a head token tells: by its noun, else by the name it belongs to."""
    name = layout.name_of(head)
    found = sort_of_noun(layout.words[head], language)
    if name is not None and name.span == layout.tokens[head].span and found is not Sort.OTHER:
        return found
    if name is not None and name.type is NameType.PER:
        return Sort.PERSON
    if name is not None and found is not Sort.MEDIUM:
        return sort_of_name(layout, name.span, Sort.OTHER, language)
    return found


def sort_of_name(layout: Layout, span: Span, sort: Sort, language: str) -> Sort:
    """The sort of source that a name of no person is, given the sort of the noun beside it."""
    if sort is Sort.MEDIUM or is_media_name(span.of(layout.text), language):
        return Sort.MEDIUM
    return sort if sort in {Sort.GROUP, Sort.DOCUMENT} else Sort.BODY


def end_before_relative(layout: Layout, head: int, first: int, end: int) -> int:
    """Where a relative clause after the head starts, or `end`."""
    tree = layout.tree(head)
    for i in range(max(head + 1, first), end):
        if layout.name_at[i] >= 0:
            continue
        word, upos = layout.words[i], layout.tokens[i].upos
        if word in _RELATIVES and upos in {"PRON", "ADV", "SCONJ", "DET"} and tree.relation(i) != "det" and i > head:
            back = i - 1 if layout.tokens[i - 1].upos == "ADP" else i
            return back - 1 if layout.words[back - 1] == "," else back
        if upos == "PUNCT" and word in {"(", "–", "—", ":", ";"}:
            return i
        if (
            tree.relation(i) in {"parataxis", "conj"}
            and layout.tokens[i].upos in {"VERB", "AUX"}
            and tree.head(i) == head
        ):
            return i
    return end


def person_in(layout: Layout, head: int, first: int, end: int, sort: Sort) -> tuple[int, int] | None:
    """Tokens of the name of the person that the phrase is about: no preposition parts it from its segment's start."""
    if _is_list(layout, head, first, end):
        return None
    if layout.is_person(head) and not _is_title(layout, head):
        return _name_around(layout, head)
    open_segment, segment_of_head = True, True
    i = first
    while i < end:
        upos, word = layout.tokens[i].upos, layout.words[i]
        if layout.is_person(i) and open_segment and (segment_of_head or sort is Sort.PERSON):
            stop = i
            while stop < end and layout.name_at[stop] == layout.name_at[i]:
                stop += 1
            if stop == i + 1 and _is_title(layout, i) and (person := _person_behind(layout, stop)) is not None:
                return person
            if not (stop < end and layout.words[stop] in {"'s", "'"}) and layout.words[stop - 1] != "'s":
                return (i, stop)
            i = stop
            continue
        if word == "," and i > first:
            open_segment, segment_of_head = True, False
        elif (upos in {"ADP", "VERB", "AUX", "SCONJ"} and layout.name_at[i] < 0) or word == "(":
            open_segment = False
        i += 1
    if sort not in {Sort.PERSON, Sort.OTHER} or _is_plural_noun(layout, head):
        return None
    apposed = layout.words[head + 1] == "," and layout.is_person(head + 2) if head + 2 < end else False
    return _person_behind(layout, head + 1 if apposed else end)


def _name_around(layout: Layout, i_token: int) -> tuple[int, int]:
    first, end = i_token, i_token + 1
    while first > 0 and layout.name_at[first - 1] == layout.name_at[i_token]:
        first -= 1
    while end < len(layout.tokens) and layout.name_at[end] == layout.name_at[i_token]:
        end += 1
    return first, end


def _is_title(layout: Layout, i_token: int) -> bool:
    """Whether a word that was read as a name is a common noun ('Buurman', 'Dagblad')."""
    return sort_of_noun(layout.words[i_token], layout.language(i_token)) is not Sort.OTHER


@cache
def _plural_endings(language: str) -> tuple[str, ...]:
    return tuple(gather_words("source_nouns", "sure_plural_endings", language))


def _is_plural_noun(layout: Layout, head: int) -> bool:
    return layout.words[head].endswith(_plural_endings(layout.language(head))) and layout.name_at[head] < 0


def _person_behind(layout: Layout, end: int) -> tuple[int, int] | None:
    """A person's name set off by commas right behind a phrase that names a function."""
    tokens = layout.tokens
    start = end + 1 if end < len(tokens) and layout.words[end] == "," else end
    sentence_end = layout.sentence(end - 1).end_token
    titled = start < sentence_end and layout.tokens[start].text.casefold() in form_words("courtesy")
    if titled and layout.name_at[start] < 0:
        start, end = start + 1, end + 1 if start == end else end
    if start >= sentence_end or not layout.is_person(start):
        return None
    if start == end and (tokens[end - 1].upos in {"NOUN", "ADJ"} or titled or _is_title(layout, end - 1)):
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
            cc = [k for k in range(head, i) if layout.words[k] in _AND and layout.name_at[k] < 0]
            if cc and not (layout.name_at[i] == layout.name_at[head] >= 0):
                return True
    return False


def organisation_in(layout: Layout, head: int, first: int, end: int, sort: Sort) -> Span | None:
    """The name that the phrase is about: the head's own, or one right behind a noun ('persbureau X')."""
    if _is_list(layout, head, first, end):
        return None
    name = layout.name_of(head)
    if name is not None:
        before = layout.token_at(name.span.start) - 1
        if before >= first and tells_which_body(name, layout.words[before]):
            return None
        opening = layout.sentence(head).first_token
        if before > opening and layout.words[before] == "'s" and layout.tokens[before - 1].text[:1].isupper():
            return _with_possessor(layout, name.span, before - 1, opening)
        alone = name.span == layout.tokens[head].span
        behind = _name_behind(layout, head + 1, sort) if alone and _is_title(layout, head) else None
        return behind or name.span
    i = head + 1
    while i < end and layout.words[i] in {"'", '"', "‘", "“", "’"}:
        i += 1
    behind = _name_behind(layout, i, sort) or _name_apposed(layout, i, sort)
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


def _with_possessor(layout: Layout, name: Span, possessor: int, first: int) -> Span:
    """A body's name with the possessive in it: 'the Prime Minister's Office'."""
    while possessor > first and layout.tokens[possessor - 1].text[:1].isupper():
        if layout.tokens[possessor - 1].upos not in {"NOUN", "PROPN", "ADJ"}:
            break
        possessor -= 1
    return Span(layout.tokens[possessor].span.start, name.end)


def _name_behind(layout: Layout, i_token: int, sort: Sort) -> Span | None:
    """A name right behind a common noun that says what it names: 'persbureau X', 'netbeheerder Y'."""
    sentence_end = layout.sentence(i_token - 1).end_token
    before = next(
        (layout.words[k] for k in (i_token - 1, i_token - 2) if layout.tokens[k].upos in {"NOUN", "PROPN"}), ""
    )
    if i_token >= sentence_end or sort in {Sort.DOCUMENT, Sort.GROUP} or not before or before.endswith(places()):
        return None
    name = layout.name_of(i_token)
    if tells_which_body(name, before):
        return None
    if name is not None:
        fits = {Sort.MEDIUM: set(NameType), Sort.BODY: set(NameType) - {NameType.PER}}
        return name.span if name.type in fits.get(sort, {NameType.ORG, NameType.MISC}) else None
    stop = i_token
    while stop < sentence_end and layout.tokens[stop].upos in {"PROPN", "X"} and layout.tokens[stop].text[:1].isupper():
        stop += 1
    return layout.span(i_token, stop) if stop > i_token and sort is not Sort.OTHER else None


def _name_apposed(layout: Layout, i_token: int, sort: Sort) -> Span | None:
    """A name set off by commas right behind a common noun: 'the maker, Brightwell Ltd, said'."""
    end = layout.sentence(i_token - 1).end_token
    if sort in {Sort.GROUP, Sort.DOCUMENT} or i_token + 1 >= end or layout.words[i_token] != ",":
        return None
    name = layout.name_of(i_token + 1)
    if name is None or name.type is not NameType.ORG or name.span.start != layout.tokens[i_token + 1].span.start:
        return None
    stop = layout.token_at(name.span.end - 1) + 1
    if stop + 1 < end and layout.words[stop] in _SEATED and layout.tokens[stop + 1].upos == "PROPN":
        stop += 2
        while stop < end and layout.tokens[stop].upos == "PROPN":
            stop += 1
    return name.span if stop < end and layout.words[stop] in {",", "."} else None


def end_without_reader(layout: Layout, head: int, end: int, language: str) -> int:
    """Cuts 'seen by X', 'ingezien door X' and days off the end of a phrase."""
    held = cues_of(language).held
    for i in range(head + 1, end):
        if _opens_addressee(layout, i, language) or layout.words[i] in _DATED:
            return i
        for words in held.get(layout.words[i], ()):
            if tuple(layout.words[i : i + len(words)]) == words:
                return i
    while end > head + 1 and layout.words[end - 1] in _SELF:
        end -= 1
    while end > head + 1 and layout.words[end - 1] in times() and layout.words[end - 2] not in _OF:
        end -= 1
        if layout.words[end - 1] in _ON:
            end -= 1
        elif end > head + 2 and layout.words[end - 1].isdigit() and layout.words[end - 2] in _OF:
            end -= 2  # the day of what is dated: 'een rapport van 9 oktober'
    return end


_DATED = function_words("dated")
_SELF = function_words("trailing")
_TO = function_words("addressing")


def _opens_addressee(layout: Layout, i_token: int, language: str) -> bool:
    """Whether a preposition opens the medium that is spoken to: 'twee bronnen in het college tegen De Bode'."""
    if layout.words[i_token] not in _TO or layout.tokens[i_token].upos not in {"ADP", "SCONJ"}:
        return False
    for i in range(i_token + 1, min(i_token + 4, layout.sentence(i_token).end_token)):
        name = layout.name_of(i)
        if name is not None:
            words = name.span.of(layout.text)
            return is_media_name(words, language) or names_outlet(words, layout.report.outlet)
        if sort_of_noun(layout.words[i], language) is Sort.MEDIUM:
            return True
        if layout.tokens[i].upos not in {"DET", "ADJ", "PROPN"}:
            return False
    return False


def tidy(layout: Layout, run: tuple[int, int]) -> Span:
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
