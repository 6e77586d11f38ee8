"""Links beside the speaker: the medium that passes it on, and whom or what the speaker has it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.cues import cues_of
from zegsman.annotate.phrases import phrase_at, pronoun_at
from zegsman.annotate.source_nouns import Sort, owners, sort_of_noun, times
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.annotate.layout import Layout
    from zegsman.record.spans import Span

_SOURCE_OF = gather_words("source_nouns", "placed")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"})
_ARTICLES = function_words("definite_articles")
_CAPITAL_ARTICLES = tuple(f"{word.capitalize()} " for word in _ARTICLES)
_IN = function_words("in")
_JOINTS = function_words("and", "but", "whereas")
_ABOUT = function_words("about_a_text")
_IN_DOCUMENT = function_words("in_a_document")
_HEARD_THROUGH = _IN | function_words("addressing", "at_a_body")
_OF_SPEAKERS = function_words("relatives_of_speakers")
_RELATIVES = function_words("relatives")
_OF_MEDIUM = function_words("employed_at")


def outside(layout: Layout, i_sentence: int, content: Sequence[Span]) -> list[int]:
    """The tokens of a sentence that are not part of what is said."""
    sentence = layout.sentences[i_sentence]
    taken: set[int] = set()
    for span in content:
        taken.update(layout.tokens_in(span))
    return [i for i in range(sentence.first_token, sentence.end_token) if i not in taken]


def phrase_behind(layout: Layout, i_token: int, limit: int = 14) -> Phrase | None:
    """The noun phrase that the preposition ending at `i_token` (the last of its words) opens."""
    tree = layout.tree(i_token)
    head = tree.head(i_token)
    sentence_end = layout.sentence(i_token).end_token
    if _is_bare_pronoun(layout, i_token + 1, sentence_end):
        return pronoun_at(layout, i_token + 1)
    if tree.relation(i_token) == "fixed" and head >= 0:
        head = tree.head(head)
    near = i_token < head < min(sentence_end, i_token + limit) and layout.words[head] not in times()
    if near and layout.tokens[head].upos in _NOMINAL and not _verb_between(layout, i_token, head):
        return _from(phrase_at(layout, head), layout, i_token + 1)
    for i in range(i_token + 1, min(sentence_end, i_token + limit)):
        upos = layout.tokens[i].upos
        if (
            upos in {"NOUN", "PROPN", "PRON"}
            and layout.words[i] not in owners() | times()
            and not _modifies(layout, i)
            and not (
                upos == "NOUN"
                and i + 1 < sentence_end
                and layout.tokens[i + 1].upos == "NOUN"
                and tree.head(i) == i + 1
            )
        ):
            return _from(phrase_at(layout, i), layout, i_token + 1)
        if upos == "VERB" and layout.tokens[i - 1].upos == "DET" and layout.words[i + 1 : i + 2] == [","]:
            return _from(phrase_at(layout, i), layout, i_token + 1)
        if upos == "VERB" and sort_of_noun(layout.words[i], layout.language(i)) in {Sort.GROUP, Sort.PERSON}:
            return Phrase(i, i, i + 1, layout.span(i, i + 1), Sort.GROUP)
        if upos in {"VERB", "SCONJ"} or (upos == "PUNCT" and layout.words[i] not in "\"'‘’“”„«»"):
            return None
    return None


def _is_bare_pronoun(layout: Layout, i_token: int, sentence_end: int) -> bool:
    """Whether a word that can own something owns nothing here: 'volgens haar maar twaalf mensen'."""
    if i_token + 1 >= sentence_end or layout.words[i_token] not in owners():
        return False
    return layout.tokens[i_token + 1].upos in {"ADV", "CCONJ", "AUX", "VERB", "DET"}


_MODIFIED = frozenset({Sort.GROUP, Sort.DOCUMENT, Sort.MEDIUM})
"""Sorts of sources whose noun stands behind the name of their country: 'the Danish news agency Havn'."""


def _modifies(layout: Layout, i_token: int) -> bool:
    """Whether an English name only says which noun behind it is meant: 'two U.K. officials'."""
    tree = layout.tree(i_token)
    head = tree.head(i_token)
    if layout.language(i_token) != "en" or layout.tokens[i_token].upos != "PROPN" or head <= i_token:
        return False
    noun = layout.tokens[head].upos == "NOUN" and tree.relation(i_token) in {"compound", "amod", "nmod"}
    return noun and head - i_token <= 3 and sort_of_noun(layout.words[head], "en") in _MODIFIED


def _verb_between(layout: Layout, i_token: int, head: int) -> bool:
    tree = layout.tree(head)
    return any(
        layout.tokens[i].upos in {"VERB", "AUX"} and layout.name_at[i] < 0 and tree.head(i) != head
        for i in range(i_token + 1, head)
    )


def _from(phrase: Phrase, layout: Layout, first: int) -> Phrase | None:
    """A phrase cut off before `first`, where a wrong tree lets it start earlier."""
    if phrase.head < first:
        return None
    if phrase.first >= first or phrase.named:
        return phrase
    words = layout.span(first, max(first + 1, layout.token_at(phrase.words.end - 1) + 1))
    return Phrase(phrase.head, first, phrase.end, words, phrase.sort)


def match_words(layout: Layout, i_token: int, words: tuple[str, ...]) -> bool:
    """Whether these words stand at a token."""
    return tuple(layout.words[i_token : i_token + len(words)]) == words


def behind_aside(layout: Layout, comma: int, end: int) -> int:
    """Where a clause goes on behind words between commas, the first at `comma`; there where nothing closes them."""
    close = next((i for i in range(comma + 2, end) if layout.words[i] == ","), -1)
    return close + 1 if close > 0 else comma


def grounds_among(layout: Layout, indices: Sequence[int], own: Sequence[int] = ()) -> tuple[Phrase, ...]:
    """Whom or what a speaker has it from, by 'op gezag van' and its like, or 'baseert zich op'.

    `own` are the tokens of the speaker's phrase: there, only 'die zich baseert op' and what stands behind a comma
    (', quoting the police,') tell of what is said.
    """
    found: list[Phrase] = []
    if not indices:
        return ()
    cues = cues_of(layout.language(indices[0]))
    outer = set(indices)
    for i in (*indices, *own):
        for words, kind in cues.prepositions.get(layout.words[i], ()):
            if kind == "ground" and (i in outer or layout.words[i - 1] == ",") and match_words(layout, i, words):
                phrase = phrase_behind(layout, i + len(words) - 1)
                if phrase is not None:
                    found.append(phrase)
                break
        if layout.words[i] in cues.base:
            phrase = _based_on(layout, i, cues.base_with)
            if phrase is not None and (phrase.named or phrase.sort is not Sort.OTHER):
                found.append(phrase)
    return tuple(dict.fromkeys(found))


def _based_on(layout: Layout, verb: int, prepositions: frozenset[str]) -> Phrase | None:
    tree = layout.tree(verb)
    places = [
        k
        for i in tree.below(verb)
        for k in tree.below(i)
        if layout.words[k] in prepositions and tree.relation(k) == "case"
    ]
    sentence = layout.sentence(verb)
    for i in range(verb + 1, min(verb + 8, sentence.end_token)):
        if layout.words[i] in {",", ";", ":"}:
            break
        if layout.words[i] in prepositions:
            places.append(i)
    for i in range(verb - 1, max(sentence.first_token - 1, verb - 9), -1):
        if layout.words[i] in {",", ";", ":"}:
            break
        if layout.words[i] in prepositions:
            places.append(i)
    found = (phrase_behind(layout, place) for place in places)
    return next((one for one in found if one is not None and (one.named or one.sort is not Sort.OTHER)), None)


def media_among(layout: Layout, indices: Iterable[int], verb: int) -> tuple[Phrase, ...]:
    """Media that a speaker is heard through: 'aan Omroep X', 'in De Y', 'told Z'."""
    found: list[Phrase] = []
    tree = layout.tree(verb)
    cues = cues_of(layout.language(verb))
    for i in indices:
        word = layout.words[i]
        if word in cues.addressee and layout.tokens[i].upos in {"ADP", "SCONJ", "ADV"} and layout.name_at[i] < 0:
            phrase = phrase_behind(layout, i)
            if phrase is None or _is_of_another_text(layout, i, verb) or _is_journal(layout, i, phrase):
                continue
            if is_heard_through(layout, phrase, word):
                found.append(phrase)
            elif phrase.sort is Sort.DOCUMENT and not phrase.named and word in _IN:
                readers = readers_of(layout, phrase)
                found.extend((*readers, phrase) if readers else ())
        elif (tree.relation(i) in {"iobj", "obj"} and tree.head(i) == verb) or (
            verb < i < verb + 14 and layout.tokens[i].upos in {"NOUN", "PROPN"} and layout.tokens[i - 1].upos != "ADP"
        ):
            phrase = phrase_at(layout, i)
            if _does_something_else(layout, phrase, verb):
                continue
            if phrase.sort is Sort.MEDIUM and phrase.head > verb and layout.tokens[phrase.first - 1].upos != "ADP":
                found.append(phrase)
    return tuple(
        one
        for k, one in enumerate(found)
        if not any(one.words.overlaps(other.words) for other in found[:k])
        and not _is_somebodys(layout, one)
        and (one.named or one.sort is not Sort.MEDIUM or one.first < one.head)
    )


def _does_something_else(layout: Layout, phrase: Phrase, verb: int) -> bool:
    """Whether a phrase is the subject of another verb: 'X said so, and the agency confirmed it'."""
    tree = layout.tree(phrase.head)
    above = tree.head(phrase.head)
    joined = layout.words[phrase.first - 1] in _JOINTS
    return joined and tree.relation(phrase.head) == "nsubj" and above > phrase.head and above != verb


_JOURNALS = gather_words("source_nouns", "journals")
_PAPERS = gather_words("source_nouns", "papers")
_INDEFINITE = function_words("indefinite_articles")


def _is_journal(layout: Layout, preposition: int, phrase: Phrase) -> bool:
    """Whether it is where researchers publish themselves, no link of its own (GUIDE: chain): 'in a paper'."""
    words = layout.words[preposition + 1 : phrase.head + 1]
    return bool(_JOURNALS & set(words)) or (bool(words) and words[0] in _INDEFINITE and words[-1] in _PAPERS)


def _is_of_another_text(layout: Layout, preposition: int, verb: int) -> bool:
    """Whether a preposition belongs to a text that is spoken about: 'zei in reactie op een bericht in X'."""
    before = preposition - 1
    if before <= verb or layout.tokens[before].upos != "NOUN":
        return False
    if layout.words[before] in cues_of(layout.language(before)).spoken_in:
        return False
    if sort_of_noun(layout.words[before], layout.language(before)) is not Sort.DOCUMENT:
        return False
    opener = next((i for i in range(before - 1, verb, -1) if layout.tokens[i].upos == "ADP"), -1)
    return opener > 0 and layout.words[opener] in _ABOUT


def _is_somebodys(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase is somebody's own channel ('zijn kanaal', 'her blog'): no link of its own (GUIDE: chain)."""
    return not phrase.named and layout.words[layout.token_at(phrase.words.start)] in owners()


def is_heard_through(layout: Layout, phrase: Phrase, word: str) -> bool:
    """Whether a phrase behind a preposition names a medium: by list, noun, or a title with a capital article."""
    if phrase.sort is Sort.MEDIUM:
        return True
    if phrase.sort is Sort.DOCUMENT and word in _IN_DOCUMENT:
        return False
    name = layout.name_of(phrase.head)
    text = phrase.words.of(layout.text)
    if name is None or name.type not in {NameType.ORG, NameType.MISC}:
        return False
    return text.startswith(_CAPITAL_ARTICLES) and word in _HEARD_THROUGH


def readers_of(layout: Layout, phrase: Phrase) -> tuple[Phrase, ...]:
    """The medium that a document or group belongs to: 'mails die X heeft ingezien', 'bronnen van X'."""
    last = layout.token_at(phrase.words.end - 1)
    if layout.words[phrase.head] in _SOURCE_OF:
        return _medium_inside(layout, phrase.head + 1, last + 1)
    if phrase.sort in {Sort.GROUP, Sort.PERSON} and not phrase.named:
        return _spoken_to(layout, last + 1)
    if phrase.sort not in {Sort.DOCUMENT, Sort.OTHER, Sort.MEDIUM} or phrase.named:
        return ()
    end = min(layout.sentence(phrase.head).end_token, max(phrase.end, last + 1) + 12)
    cues = cues_of(layout.language(phrase.head))
    for i in range(last + 1, end):
        if layout.words[i] in {".", ";", ":"}:
            break
        for words in cues.held.get(layout.words[i], ()):
            if match_words(layout, i, words):
                reader = phrase_behind(layout, i + len(words) - 1)
                return (reader,) if reader and _reads(layout, reader) else ()
    return _relative_reader(layout, last + 1, end, cues.seen)


def opens_ground(layout: Layout, i_token: int) -> bool:
    """Whether words that tell whom somebody has it from open at a token: 'citing officials', 'op gezag van'."""
    phrases = cues_of(layout.language(i_token)).prepositions.get(layout.words[i_token], ())
    return any(
        kind == "ground" and tuple(layout.words[i_token : i_token + len(words)]) == words for words, kind in phrases
    )


_HEARD_IT = function_words("heard_it")
_FROM = function_words("from")
_HEARD_REACH = 9


def heard_from(layout: Layout, phrase: Phrase) -> tuple[Phrase, ...]:
    """Whom a speaker has it from, by a clause of its own: 'X, die het hoorde van een collega'."""
    start = layout.token_at(phrase.words.end - 1) + 1
    sentence_end = layout.sentence(phrase.head).end_token
    if layout.words[start : start + 1] == [","]:
        start += 1
    if start >= sentence_end or layout.words[start] not in _OF_SPEAKERS:
        return ()
    end = min(sentence_end, start + _HEARD_REACH)
    stop = next((i for i in range(start, end) if layout.words[i] in {",", ";", ":", "."}), end)
    place = heard_place(layout, start + 1, stop)
    origin = phrase_behind(layout, place) if place > 0 else None
    return (origin,) if origin is not None and (origin.named or origin.sort is not Sort.OTHER) else ()


def heard_place(layout: Layout, start: int, stop: int) -> int:
    """Where whom something is heard from is named, in words that say so: 'hoorde het van', 'had it from'; else -1."""
    cues = cues_of(layout.language(start))
    heard = any(cues.verbs.get(layout.words[i]) == "learn" or layout.words[i] in cues.have for i in range(start, stop))
    if not heard or _HEARD_IT.isdisjoint(layout.words[start:stop]):
        return -1
    return next((i for i in range(start, stop) if layout.words[i] in _FROM and layout.tokens[i].upos == "ADP"), -1)


_RELATIVE_REACH = 10
"""Tokens within which a relative clause tells who spoke with somebody."""


def _spoken_to(layout: Layout, start: int) -> tuple[Phrase, ...]:
    """The medium that unnamed people spoke with: 'ingewijden die X sprak', 'people who spoke to X'."""
    end = layout.sentence(start - 1).end_token
    if start < end and layout.words[start] == ",":
        start += 1
    if start >= end or layout.words[start] not in _OF_SPEAKERS:
        return ()
    end = min(end, start + _RELATIVE_REACH)
    stop = next((i for i in range(start, end) if layout.words[i] in {",", ";", ":", "."}), end)
    spoke = cues_of(layout.language(start - 1)).spoke
    if not any(layout.words[i] in spoke and layout.tokens[i].upos == "VERB" for i in range(start, stop)):
        return ()
    nouns = (i for i in range(start, stop) if layout.tokens[i].upos in {"NOUN", "PROPN"})
    found = (phrase_at(layout, i) for i in nouns)
    return next(((one,) for one in found if one.sort is Sort.MEDIUM), ())


def _relative_reader(layout: Layout, start: int, end: int, seen: frozenset[str]) -> tuple[Phrase, ...]:
    if start < end and layout.words[start] == ",":
        start += 1
    if start >= end or not (
        layout.words[start] in _RELATIVES or layout.name_at[start] >= 0 or layout.words[start] in _ARTICLES
    ):
        return ()
    stop = next((i for i in range(start, end) if layout.words[i] in {",", ";", ":"}), end)
    if not any(layout.words[i] in seen for i in range(start, stop)):
        return ()
    reader = next(
        (phrase_at(layout, i) for i in range(start, stop) if layout.tokens[i].upos in {"NOUN", "PROPN"}), None
    )
    return (reader,) if reader is not None and _reads(layout, reader) else ()


def _reads(layout: Layout, phrase: Phrase) -> bool:
    name = layout.name_of(phrase.head)
    if phrase.sort is Sort.MEDIUM or phrase.words.of(layout.text).startswith(_CAPITAL_ARTICLES):
        return True
    return phrase.named and (name is None or name.type is not NameType.PER) and phrase.sort is not Sort.PERSON


def _medium_inside(layout: Layout, start: int, end: int) -> tuple[Phrase, ...]:
    for i in range(start, end):
        if layout.words[i] in _OF_MEDIUM:
            phrase = phrase_behind(layout, i)
            if phrase is not None and phrase.sort is Sort.MEDIUM:
                return (phrase,)
    return ()
