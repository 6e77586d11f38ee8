"""Finds the names in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zegsman.annotate.source_nouns import Sort, is_paper_compound, sort_of_noun
from zegsman.encoder.reading import Reading
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import function_class
from zegsman.lexicon.surroundings import surrounding
from zegsman.lexicon.tables import gather_words
from zegsman.likeness.names import are_of_two
from zegsman.record.annotation import Name, NameType, Token
from zegsman.record.spans import Span

_ARTICLES = function_words("definite_articles")
_ARTICLE = re.compile(rf"(?:^|\W)(?:{any_of(_ARTICLES)})\s$", re.IGNORECASE)


def papers_told_from_people(names: Sequence[Name], text: str, language: str) -> tuple[Name, ...]:
    """The names, those of papers that were read as people set right: nobody is called 'De Duinbode' or 'Het Havenblad'.

    A name that is one compound as papers are named, behind an article of its own or of the sentence, is no person.
    """
    return tuple(
        replace(name, type=NameType.ORG) if name.type is NameType.PER and _is_paper(name, text, language) else name
        for name in names
    )


def _is_paper(name: Name, text: str, language: str) -> bool:
    words = name.span.of(text).split()
    has_article = words[0].lower() in _ARTICLES or _ARTICLE.search(text[: name.span.start][-6:]) is not None
    own = [word for word in words if word.lower() not in _ARTICLES]
    return has_article and len(own) == 1 and is_paper_compound(own[0], language)


_LINKS = function_words("of_or_for")


_ROYAL = gather_words("titles", "royalty")
_SURNAME_LINK = re.compile(f" (?:{any_of(gather_words('titles', 'surname_links'))}) ")


def surnames_made_whole(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """People whose surname was read as a place or body made whole: 'voorzitter Aletta' van 'Rijn'.

    Only behind a function, since 'Jan van Ede' without one may be Jan from Ede; kings and saints go by their places.
    """
    whole: list[Name] = []
    for name in names:
        before = whole[-1] if whole else None
        if before is not None and _is_surname_of(before, name, text):
            span = Span(before.span.start, name.span.end)
            whole[-1] = Name(span, NameType.PER, min(before.confidence, name.confidence))
        else:
            whole.append(name)
    return tuple(whole)


def _is_surname_of(before: Name, name: Name, text: str) -> bool:
    given, rest = before.span.of(text), name.span.of(text)
    if before.type is not NameType.PER or " " in given or " " in rest or not rest[:1].isupper():
        return False
    if not _SURNAME_LINK.fullmatch(text[before.span.end : name.span.start]):
        return False
    title = text[max(0, before.span.start - 40) : before.span.start].rstrip().rpartition(" ")[2].strip("(").casefold()
    return function_class(title) is not None and title not in _ROYAL


def names_made_whole(names: Sequence[Name], tokens: Sequence[Token], text: str, language: str) -> tuple[Name, ...]:
    """The names of bodies that were read in parts put together: 'Openbaar' + 'Ministerie', 'Ministerie' van 'Defensie'.

    A name of one adjective takes the capitalised noun behind it; a capitalised noun for a kind of body takes the name
    behind 'van' or 'voor'.
    """
    at = {token.span.start: i for i, token in enumerate(tokens)}
    whole: list[Name] = []
    for name in names:
        before = whole[-1] if whole else None
        if before is not None and _belongs(before, name, text, language):
            span = Span(before.span.start, name.span.end)
            whole[-1] = Name(span, NameType.ORG, min(before.confidence, name.confidence))
            continue
        whole.append(_with_noun(name, tokens, at, text))
    return tuple(whole)


def _belongs(before: Name, name: Name, text: str, language: str) -> bool:
    """Whether a name says which body of its kind the one before it is."""
    kind = before.span.of(text)
    link = text[before.span.end : name.span.start]
    is_linked = link.strip() in _LINKS and link == f" {link.strip()} "
    return is_linked and " " not in kind and kind[0].isupper() and sort_of_noun(kind.lower(), language) is Sort.BODY


def _with_noun(name: Name, tokens: Sequence[Token], at: dict[int, int], text: str) -> Name:
    """A name that is one adjective with the capitalised noun that it belongs to."""
    i = at.get(name.span.start, -1)
    if name.type is not NameType.ORG or i < 0 or i + 1 >= len(tokens) or tokens[i].span != name.span:
        return name
    behind = tokens[i + 1]
    is_noun = behind.upos in {"NOUN", "PROPN"} and text[behind.span.start].isupper()
    if tokens[i].upos != "ADJ" or not is_noun or behind.span.start != name.span.end + 1:
        return name
    return replace(name, span=Span(name.span.start, behind.span.end))


_INVERTED = "nl"
"""A language in which the subject stands behind the verb where something else opens the sentence."""


def people_told_apart(names: Sequence[Name], tokens: Sequence[Token], text: str, language: str) -> tuple[Name, ...]:
    """Two people whose short names meet behind a verb, told apart: 'Daarna nam Jansen De Boer mee' tells of two.

    Only where each of the two is somebody of a longer name in the report and is called by that word alone too, so that
    a third person of both names, told of once, is unlikely.
    """
    if language != _INVERTED:
        return tuple(names)
    people = [name.span.of(text) for name in names if name.type is NameType.PER]
    at = {token.span.start: i for i, token in enumerate(tokens)}
    apart: list[Name] = []
    for name in names:
        i = at.get(name.span.start, 0)
        behind_verb = i > 0 and tokens[i - 1].upos in {"VERB", "AUX"}
        cut = _between_two(name.span.of(text), people) if name.type is NameType.PER and behind_verb else 0
        middle = name.span.start + cut
        spans = [Span(name.span.start, middle), Span(middle + 1, name.span.end)] if cut else []
        apart += [replace(name, span=span) for span in spans] if cut else [name]
    return tuple(apart)


def _between_two(name: str, people: Sequence[str]) -> int:
    """Where the first of two short names ends; 0 where a name is one person's."""
    left, _, right = name.partition(" ")
    known = [one for one in people if one != name]
    alone = people.count(name) == 1 and left in known and right in known
    return len(left) if alone and are_of_two(left, right, known) else 0


def numbered_places(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """The names, those of places with a number that were read as people set right: nobody is called 'Loods 12'."""
    return tuple(
        replace(name, type=NameType.LOC)
        if name.type is NameType.PER and _is_numbered_place(name.span.of(text))
        else name
        for name in names
    )


def _is_numbered_place(name: str) -> bool:
    noun, _, number = name.rpartition(" ")
    return number[:1].isdigit() and noun.casefold() in surrounding("numbered_places")


def find_names(reading: Reading, offsets: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """Returns the names that the encoder read, in order; `offsets` are those of the tokens."""
    return tuple(
        Name(
            Span(offsets[sentence.first_token + name.first][0], offsets[sentence.first_token + name.end - 1][1]),
            NameType(name.label),
            round(name.confidence, 4),
        )
        for sentence in reading.sentences
        for name in sentence.names
    )
