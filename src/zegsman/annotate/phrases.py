"""Noun phrases that can be sources: how far they reach, and their words and sort."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.annotate.naming import (
    end_before_relative,
    end_without_reader,
    organisation_in,
    person_in,
    sort_of_head,
    sort_of_name,
    tidy,
)
from zegsman.annotate.source_nouns import Sort, names_outlet, owners, sort_of_noun, source_nouns, times
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.trees import Tree

_PAST_PARTICIPLE = tuple(gather_words("verbs", "past_participle_endings"))


_ADDRESSING = function_words("addressing")
_DATED_FROM = function_words("on", "of")
_LEADERS = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "SYM", "X", "VERB"})


_SKIP_FIRST = function_words("introducing")
_ARTICLES = function_words("definite_articles", "indefinite_articles", "demonstratives")
_CAPITAL_ARTICLES = frozenset(word.capitalize() for word in function_words("definite_articles"))


def phrase_at(layout: Layout, head: int) -> Phrase:
    """The phrase around a head token, worked out once: many rules ask for the same."""
    known = layout.phrases.get(head)
    if known is None:
        known = layout.phrases[head] = _found_at(layout, head)
    return known


def _found_at(layout: Layout, head: int) -> Phrase:
    tree = layout.tree(head)
    if layout.tokens[head].upos == "VERB" and head > tree.first and layout.language(head) == "en":
        known = layout.words[head - 1] in source_nouns("en").informants
        head = head - 1 if known else head
    head = _kernel(layout, tree, head)
    language = layout.language(head)
    if layout.words[head] in source_nouns(language).pronouns and _is_pronoun(layout, tree, head):
        return pronoun_at(layout, head)
    first, end = _reach(layout, tree, head)
    spokesman = _holder_of_function(layout, tree, head)
    if spokesman is not None:
        return _named(layout, spokesman[0], min(first, head), spokesman[1], language)
    if _only_tells_whose(layout, tree, head):
        return _named(layout, head + 1, first, max(end, head + 2), language)
    return _named(layout, head, first, end, language)


_FUNCTION_REACH = 4
"""Words between a body's name and that of who holds a function there: 'Acme deputy managing director Jane Roe'."""


def _holder_of_function(layout: Layout, tree: Tree, head: int) -> tuple[int, int] | None:
    """The function and the end of the name of who holds it, where a body's name stands before: 'Acme director Jo Roe'.

    None where the head is no such name, or nobody's name follows.
    """
    name = layout.name_of(head)
    if name is None or name.type is NameType.PER:
        return None
    start = layout.token_at(name.span.end - 1) + 1
    i = start + 1 if start < tree.end and layout.words[start] in {"'s", "’s"} else start
    stop = min(tree.end, i + _FUNCTION_REACH)
    while i < stop and layout.tokens[i].upos in {"NOUN", "ADJ"} and layout.name_at[i] < 0:
        i += 1
    is_function = start < i < tree.end and sort_of_noun(layout.words[i - 1], layout.language(head)) is Sort.PERSON
    if not is_function or not layout.is_person(i):
        return None
    end = i + 1
    while end < tree.end and layout.name_at[end] == layout.name_at[i]:
        end += 1
    return i - 1, end


def _only_tells_whose(layout: Layout, tree: Tree, head: int) -> bool:
    """Whether an English body's name stands before who speaks for it, which the tree hangs on it: 'a Treasury aide'."""
    if layout.language(head) != "en" or layout.name_at[head] < 0 or head + 1 >= tree.end:
        return False
    behind = layout.tokens[head + 1]
    kind = sort_of_noun(layout.words[head + 1], "en")
    return behind.upos == "NOUN" and tree.head(head + 1) == head and kind in {Sort.PERSON, Sort.GROUP}


def pronoun_at(layout: Layout, i_token: int) -> Phrase:
    """A word that stands for somebody by itself."""
    return Phrase(i_token, i_token, i_token + 1, layout.tokens[i_token].span, Sort.PRONOUN)


def phrase_over(layout: Layout, head: int, first: int, end: int) -> Phrase:
    """The phrase over `[first, end)` where word order tells its reach and not the tree."""
    return _named(layout, head, first, end, layout.language(head))


def _kernel(layout: Layout, tree: Tree, head: int) -> int:
    """The token that a phrase hangs on; within a name, never one outside of it."""
    for _ in range(6):
        above = tree.head(head)
        if above < 0:
            break
        if layout.name_at[head] >= 0:
            if layout.name_at[above] != layout.name_at[head]:
                break
        elif tree.relation(head) not in {"appos", "flat", "fixed", "compound"} or layout.tokens[above].upos in {
            "VERB",
            "AUX",
        }:
            break
        head = above
    if layout.tokens[head].upos == "NUM" and head + 1 < tree.end and layout.tokens[head + 1].upos == "VERB":
        informant = layout.words[head + 1] in source_nouns(layout.language(head)).informants
        return head + 1 if informant else head
    if layout.words[head] in _ARTICLES or layout.words[head] in owners():
        after = head + 1
        while after < tree.end and layout.tokens[after].upos in {"ADJ", "NUM"} and after < head + 4:
            after += 1
        if after < tree.end and layout.tokens[after].upos in {"NOUN", "PROPN"}:
            return after
    return head


def _is_pronoun(layout: Layout, tree: Tree, head: int) -> bool:
    """Whether a word of the pronoun list is one here, and no determiner of what follows."""
    if layout.words[head] not in owners():
        return layout.tokens[head].upos in {"PRON", "DET"}
    if layout.tokens[head].upos == "PRON" and tree.relation(head) in {"obl", "nsubj", "obj", "iobj"}:
        return True
    return head + 1 >= tree.end or layout.tokens[head + 1].upos not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _reach(layout: Layout, tree: Tree, head: int) -> tuple[int, int]:
    """The run of neighbouring tokens around the head that hang on it, without what only introduces it."""
    below = set(tree.subtree(head, lambda i: tree.relation(i) in {"parataxis", "punct", "cc"} and i < head))
    first = head
    while first - 1 in below or (first - 1 >= tree.first and layout.name_at[first - 1] == layout.name_at[head] >= 0):
        first -= 1
    case = next((i for i in range(head - 1, first - 1, -1) if tree.head(i) == head and tree.relation(i) == "case"), -1)
    first = _leftward(layout, tree, first, head) if case < 0 or layout.name_at[case] >= 0 else case + 1
    end = head + 1
    while end in below or (end < tree.end and layout.name_at[end] == layout.name_at[head] >= 0):
        end += 1
    end = _rightward(layout, tree, head, end)
    if layout.words[end - 1] in {"'s", "’s"} and end < tree.end and layout.tokens[end].upos in {"NOUN", "PROPN"}:
        end += 1
    while first < head and _only_introduces(layout, tree, first, head):
        first += 1
    return first, end


def _leftward(layout: Layout, tree: Tree, first: int, head: int) -> int:
    """The start of a phrase whose determiner or adjectives the tree ties to something else."""
    if layout.name_at[head] >= 0 and layout.tokens[first].upos == "PROPN":
        return first
    while (
        first > tree.first
        and first > head - 8
        and layout.tokens[first].upos != "DET"
        and layout.words[first] not in owners()
    ):
        before = layout.tokens[first - 1]
        if before.upos not in {"DET", "ADJ", "NUM"} and layout.words[first - 1] not in owners():
            compound = (
                before.upos in {"PROPN", "NOUN"}
                and layout.language(head) == "en"
                and layout.words[first - 1] not in times()
            )
            if not compound or tree.head(first - 1) not in range(first, head + 1):
                break
        first -= 1
    return first


_OF = function_words("of_or_for")


def _rightward(layout: Layout, tree: Tree, head: int, end: int) -> int:
    """The end of a phrase whose 'van' or 'of' phrase the tree ties to something else, or cuts in two."""
    if layout.name_at[head] >= 0:
        return end
    end = _past_participle(layout, tree, head, end)
    end = max(end, _end_of_placing(layout, tree, head))
    start = end
    while end < tree.end and end - start < 8:
        upos, last = layout.tokens[end].upos, layout.tokens[end - 1].upos
        opens = (
            layout.words[end] in _OF
            and upos == "ADP"
            and end + 1 < tree.end
            and last in {"NOUN", "PROPN"}
            and end == start
        )
        opens = opens or (end == head + 1 and _tells_where(layout, head, end, tree.end))
        inside = (
            last in {"DET", "ADP", "ADJ", "NUM"} and upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"} and end > head + 1
        )
        same_name = layout.name_at[end] >= 0 and layout.name_at[end] == layout.name_at[end - 1]
        compound = layout.language(head) == "en" and end > start and last == "NOUN" and upos == "NOUN"
        if not (opens or inside or same_name or compound) or layout.words[end] in times():
            break
        end += 1
    return end if layout.tokens[end - 1].upos not in {"DET", "ADP"} else start


def _end_of_placing(layout: Layout, tree: Tree, head: int) -> int:
    """The end of what says how unnamed people know it: 'twee personen met kennis van de zaak', 'people close to X'."""
    nouns = source_nouns(layout.language(head))
    if layout.words[head] not in nouns.informants:
        return head + 1
    for words in nouns.placings.get(layout.words[head + 1], ()) if head + 1 < tree.end else ():
        start = head + 1 + len(words)
        if tuple(layout.words[head + 1 : start]) == words:
            stop = _end_of_nouns(layout, start, tree.end)
            if stop < tree.end - 1 and layout.words[stop] in _OF and stop > start:
                stop = max(stop, _end_of_nouns(layout, stop + 1, tree.end))
            return stop if stop > start else head + 1
    return head + 1


def _end_of_nouns(layout: Layout, start: int, stop: int) -> int:
    """The end of the noun phrase that opens at `start`, `start` itself where none does."""
    end = start
    while end < stop and layout.words[end] not in times():
        upos, noun = layout.tokens[end].upos, end > start and layout.tokens[end - 1].upos in {"NOUN", "PROPN"}
        if upos not in {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"} or (noun and upos not in {"NOUN", "PROPN"}):
            break
        if noun and not (layout.language(end) == "en" or layout.name_at[end] == layout.name_at[end - 1] >= 0):
            break
        end += 1
    return end if end > start and layout.tokens[end - 1].upos in {"NOUN", "PROPN"} else start


_INFORMANTS = gather_words("source_nouns", "placed")
_WHERE = function_words("within")


def _past_participle(layout: Layout, tree: Tree, head: int, end: int) -> int:
    """The end of an English phrase that breaks off behind its participle: 'officials briefed | on the matter'."""
    last = layout.tokens[end - 1]
    if (
        layout.language(head) != "en"
        or end - 1 == head
        or last.upos != "VERB"
        or not last.text.endswith(_PAST_PARTICIPLE)
    ):
        return end
    if end >= tree.end or layout.tokens[end].upos != "ADP":
        return end
    stop = end + 1
    while stop < tree.end and layout.tokens[stop].upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
        stop += 1
    noun = layout.tokens[stop - 1].upos in {"NOUN", "PROPN"} and layout.words[stop - 1] not in times()
    return stop if noun else end


def _tells_where(layout: Layout, head: int, end: int, stop: int) -> bool:
    """Whether what follows says where unnamed sources sit: 'twee bronnen in de raad', but no medium or month."""
    if layout.words[head] not in _INFORMANTS or layout.words[end] not in _WHERE or end + 1 >= stop:
        return False
    nouns = [i for i in range(end + 1, min(end + 5, stop)) if layout.tokens[i].upos in {"NOUN", "PROPN"}][:1]
    return bool(nouns) and (
        layout.words[nouns[0]] not in times()
        and not (layout.name_at[nouns[0]] >= 0 and layout.tokens[nouns[0] - 1].text in _CAPITAL_ARTICLES)
        and sort_of_head(layout, nouns[0], layout.language(head)) is not Sort.MEDIUM
    )


def _only_introduces(layout: Layout, tree: Tree, i_token: int, head: int) -> bool:
    if layout.name_at[i_token] >= 0:
        return False
    token = layout.tokens[i_token]
    if token.upos == "NOUN" and token.deprel == "fixed" and layout.tokens[i_token + 1].upos == "ADP":
        return True
    if token.upos in {"ADP", "PUNCT", "CCONJ", "SCONJ", "ADV", "PART", "AUX"} or layout.words[i_token] in _SKIP_FIRST:
        return not (token.upos == "ADV" and i_token + 1 < head and layout.tokens[i_token + 1].upos in {"ADJ", "NUM"})
    return token.upos not in _LEADERS or (
        token.upos == "VERB" and tree.head(i_token) not in range(i_token + 1, head + 1)
    )


def _named(layout: Layout, head: int, first: int, end: int, language: str) -> Phrase:
    """The phrase over `[first, end)` with the words that name it."""
    short_end = end_before_relative(layout, head, first, end)
    sort = sort_of_head(layout, head, language)
    person = person_in(layout, head, first, short_end, sort)
    if person is not None:
        return Phrase(head, first, max(end, person[1]), layout.span(*person), Sort.PERSON, True)
    comma = next(
        (i for i in range(head + 1, short_end) if layout.words[i] in {",", ";", ":", "(", "–", "—"}), short_end
    )
    name = organisation_in(layout, head, first, comma, sort)
    if name is not None:
        return Phrase(head, first, end, name, sort_of_name(layout, name, sort, language), True)
    stop = end_without_reader(layout, head, comma, language)
    run = layout.trimmed(first, max(stop, head + 1)) or (head, head + 1)
    if stop < comma and layout.words[stop] in _ADDRESSING:
        end = max(stop, head + 1)
    return Phrase(head, first, end, tidy(layout, run), sort)


_MENTIONED = gather_words("source_nouns", "mentioned")
_THOUSAND = re.compile(r"\d{4,}|\d[.,]\d{3}")


def is_amount(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase is of so much of a thing, which says nothing: 'the 9,000 cases mentioned by X', '£40,000'."""
    if phrase.named or phrase.sort is not Sort.OTHER:
        return False
    counted = [
        layout.tokens[i] for i in range(phrase.first, phrase.head + 1) if layout.tokens[i].upos in {"NUM", "SYM"}
    ]
    behind = layout.words[phrase.head + 1 : phrase.head + 2]
    large = any(token.upos == "SYM" or _THOUSAND.search(token.text) for token in counted)
    return large or (bool(counted) and any(word in _MENTIONED for word in behind))


def is_own_outlet(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase names the report's own outlet ('deze krant', 'the Guardian' in the Guardian), or its piece."""
    words = phrase.words.of(layout.text).casefold()
    if words in source_nouns(layout.language(phrase.head)).own or _is_own_piece(layout, phrase):
        return True
    return names_outlet(words, layout.report.outlet)


def _is_own_piece(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase is what the outlet printed before: 'een eerder bericht', 'het artikel “Brug zakt weg”'."""
    nouns = source_nouns(layout.language(phrase.head))
    if phrase.named or layout.words[phrase.head] not in nouns.own_pieces:
        return False
    last = layout.sentence(phrase.head).end_token - 1
    titled = phrase.head < last and layout.quoted[phrase.head + 1] >= 0
    end = layout.token_at(layout.quotes[layout.quoted[phrase.head + 1]].span.end - 1) + 1 if titled else phrase.head + 1
    earlier = any(layout.words[i] in nouns.own_earlier for i in range(phrase.first, phrase.head))
    if end >= last:  # nothing stands behind it that could tell whose it is, or of which day
        return earlier or titled
    if layout.words[end] in _WHOSE and layout.name_at[end + 1] >= 0:
        return False
    dated = layout.words[end] in _DATED_FROM and layout.tokens[end + 1].upos == "NUM"
    return earlier or titled or dated


_WHOSE = function_words("whose_piece")
"""Words before the medium whose piece it is."""
