"""Whether a phrase fits a pronoun or short description: number, gender, function, and kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.source_nouns import Sort, may_be_called, tells_which_body
from zegsman.lexicon.bodies import body_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import body_class
from zegsman.lexicon.tables import gather_words, load_table
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.source_phrase import Phrase

_ONE = function_words("one")
_A = function_words("indefinite_articles")
_POINTERS = function_words("demonstratives")
_POSSESSIVES = function_words("possessives_of_others")
_SHORT_PLURALS = function_words("short_plurals")
_PLURAL_VERB = tuple(gather_words("verbs", "plural_endings"))
_CAPITAL_ARTICLES = tuple(f"{word.capitalize()} " for word in function_words("definite_articles"))


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The pronoun lists of one language."""

    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    pointing: frozenset[str]
    definite: frozenset[str]
    female_endings: tuple[str, ...]
    neutral_endings: tuple[str, ...]
    female_words: frozenset[str]
    male_words: frozenset[str]


@cache
def pronouns_of(language: str) -> Pronouns:
    """The pronoun lists of 'nl' or 'en'."""
    table = load_table(language, "pronouns")
    personal, gender = table["personal"], table["gender"]
    return Pronouns(
        male=frozenset(personal["male"].split()),
        female=frozenset(personal["female"].split()),
        plural=frozenset(personal["plural"].split()),
        neuter=frozenset(personal["neuter"].split()),
        pointing=frozenset(table["pointing"]["person"].split()),
        definite=frozenset(table["definite"]["words"].split()),
        female_endings=tuple(gender["female_endings"]),
        neutral_endings=tuple(gender["neutral_endings"]),
        female_words=frozenset(gender["female_words"].split()),
        male_words=frozenset(gender["male_words"].split()),
    )


def _is_feminine(word: str, lists: Pronouns) -> bool:
    return word.endswith(lists.female_endings) and not (lists.neutral_endings and word.endswith(lists.neutral_endings))


def gender_of(layout: Layout, phrase: Phrase) -> str | None:
    """'f' or 'm' where the words of the phrase or a title beside it tell, else None."""
    lists = pronouns_of(layout.language(phrase.head))
    start = max(phrase.first - 1, 0)
    for i in range(start, min(phrase.end, len(layout.tokens))):
        if layout.name_at[i] >= 0 and layout.words[i] not in lists.female_words | lists.male_words:
            continue
        word = layout.words[i].rstrip(".")
        if word in lists.female_words or (
            len(word) > 5 and _is_feminine(word, lists) and layout.tokens[i].upos == "NOUN"
        ):
            return "f"
        if word in lists.male_words:
            return "m"
    return None


def is_plural_use(layout: Layout, phrase: Phrase, language: str) -> bool:
    """Whether 'zij' and 'ze' mean more than one: the verb tells."""
    word = layout.words[phrase.head]
    lists = pronouns_of(language)
    if word not in lists.female & lists.plural:
        return True
    verb = _finite_beside(layout, phrase.head)
    return verb is not None and (verb.endswith(_PLURAL_VERB) or verb in _SHORT_PLURALS)


def _finite_beside(layout: Layout, i_token: int) -> str | None:
    for i in (i_token + 1, i_token - 1):
        if 0 <= i < len(layout.tokens) and layout.tokens[i].upos in {"VERB", "AUX"}:
            return layout.words[i]
    tree = layout.tree(i_token)
    head = tree.head(i_token)
    aux = tree.child(head, "aux", "cop") if head >= 0 else -1
    return layout.words[aux] if aux >= 0 else (layout.words[head] if head >= 0 else None)


def is_plural_word(word: str, language: str) -> bool:
    """Whether a noun looks like a plural."""
    endings = _plural_endings(language)
    if word in endings.exceptions or word in endings.singulars:
        return word in endings.exceptions
    return word.endswith(endings.plural) and not word.endswith(endings.singular)


@dataclass(frozen=True, slots=True)
class _PluralEndings:
    plural: tuple[str, ...]
    singular: tuple[str, ...]
    """Endings of words that end in one of `plural` too and are no plurals."""
    exceptions: frozenset[str]
    singulars: frozenset[str]


@cache
def _plural_endings(language: str) -> _PluralEndings:
    return _PluralEndings(
        plural=tuple(gather_words("source_nouns", "plural_endings", language)),
        singular=tuple(gather_words("source_nouns", "no_plural_endings", language)),
        exceptions=gather_words("source_nouns", "other_plurals", language),
        singulars=gather_words("titles", "like_plurals", language),
    )


def is_plural(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase stands for more than one."""
    first = layout.token_at(phrase.words.start)
    if layout.words[first] in _ONE:
        return False
    if layout.words[first] in _A and not is_plural_word(layout.words[phrase.head], layout.language(phrase.head)):
        return False
    return not phrase.named and (
        phrase.sort is Sort.GROUP or is_plural_word(layout.words[phrase.head], layout.language(phrase.head))
    )


def is_short_and_definite(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase is an article or pointer with a noun, and little more."""
    first = layout.token_at(phrase.words.start)
    n_words = layout.token_at(phrase.words.end - 1) + 1 - first
    return (
        n_words <= 3
        and layout.words[first] in pronouns_of(layout.language(first)).definite
        and layout.words[first] not in _POSSESSIVES
    )


def same_noun(layout: Layout, one: Phrase, word: str) -> bool:
    """Whether the head of a phrase is this noun, or one is a compound of the other."""
    noun = layout.words[one.head]
    if one.named and layout.name_at[one.head] >= 0:
        return False
    return noun == word or (len(noun) >= 5 and word.endswith(noun)) or (len(word) >= 5 and noun.endswith(word))


def is_fuller(layout: Layout, one: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase says more than a description of the same noun."""
    if one.named:
        return True
    return len(one.words) > len(phrase.words) + 2 and not (
        is_short_and_definite(layout, one) and len(one.words) < len(phrase.words) + 6
    )


def has_title(layout: Layout, one: Phrase, word: str, *, exact: bool = False) -> bool:
    """Whether a function or kind of thing stands beside a name ('woordvoerder Femke S.', 'X, de voorzitter').

    With `exact` the same word only, else also a compound with it ('de directeur' for 'adjunct-directeur X').
    """
    alike = str.__eq__ if exact else _ends_alike
    sentence = layout.sentence(one.head)
    first = layout.token_at(one.words.start)
    if tells_which_body(layout.name_of(one.head), word):
        return False
    if (
        first > sentence.first_token
        and layout.tokens[first - 1].upos in {"NOUN", "PROPN"}
        and alike(layout.words[first - 1], word)
    ):
        return True
    behind = layout.token_at(one.words.end - 1) + 1
    if behind >= sentence.end_token or layout.words[behind] != ",":
        return False
    stop = next((i for i in range(behind + 1, sentence.end_token) if layout.words[i] in {",", "."}), sentence.end_token)
    noun = next((i for i in range(behind + 1, min(stop, behind + 5)) if layout.tokens[i].upos == "NOUN"), -1)
    # A verb tells of a clause: 'in Breda, meldt de brandweer' makes Breda no fire brigade; so does one that follows
    # where nothing closes the words behind the comma: 'for the Sea Lynx, this person told the paper'.
    is_clause = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(behind + 1, noun))
    is_clause = is_clause or any(layout.words[i] in _POINTERS for i in range(behind + 1, noun))
    return noun >= 0 and not is_clause and alike(layout.words[noun], word)


def _ends_alike(noun: str, word: str) -> bool:
    return noun == word or (len(noun) >= 5 and word.endswith(noun)) or (len(word) >= 5 and noun.endswith(word))


_BUSINESS = gather_words("source_nouns", "businesses")


_NO_FIRMS = frozenset({"union", "ministry", "regulator", "police", "municipality", "court", "government", "university"})
_OF_THE_STATE = frozenset({"government", "service", "police", "justice", "parliament", "military"})


def names_such(layout: Layout, one: Phrase, word: str, sort: Sort) -> bool:
    """Whether a name is that of such a thing: a medium, for words of business an organisation, or one called so.

    'The department' is the Treasury Department, 'de commissie' the Commissie Toezicht.
    """
    if sort is Sort.MEDIUM:
        called = one.words.of(layout.text)
        if not may_be_called(called, word, layout.language(one.head)):
            return False
        return one.sort is Sort.MEDIUM or called.startswith(_CAPITAL_ARTICLES)
    name = layout.name_of(one.head)
    if one.sort is Sort.BODY and any(part.casefold() == word for part in one.words.of(layout.text).split()):
        return True
    is_body = word in _BUSINESS and one.sort is Sort.BODY and name is not None and name.type is NameType.ORG
    return is_body and not _is_no_firm(one.words.of(layout.text))


def _is_no_firm(words: str) -> bool:
    """Whether a phrase says that a body has members or answers to the state: 'the Quill union', 'vakbond Ons Werk'."""
    listed = next((body for word in words.split() if (body := body_of(word)) is not None), None)
    called = [word for word in words.split() if word.islower()]
    called += [word for name in (listed.names if listed else ()) for word in name.split()]
    classes = {body_class(word) for word in called}
    return bool(classes & _NO_FIRMS) or (listed is not None and listed.kind in _OF_THE_STATE)
