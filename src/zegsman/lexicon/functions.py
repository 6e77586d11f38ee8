"""Nouns for functions of persons, classes of bodies, groups of unnamed people and sorts of documents."""

from __future__ import annotations

from functools import cache, lru_cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import LANGUAGES, load_table

SHORTEST_TAIL = 4


@lru_cache(maxsize=16384)
def function_class(word: str) -> str | None:
    """What the holder of a function speaks for ('wethouder': local), None where the word is no function.

    Classes: government, local, spokesperson, leader, official, lawyer, politician, advocate, expert, witness,
    journalist, other.

    >>> function_class("staatssecretaris"), function_class("partijwoordvoerder"), function_class("tafel")
    ('government', 'spokesperson', None)
    """
    return _by_word_or_tail(_functions(), word)


@lru_cache(maxsize=16384)
def body_class(word: str) -> str | None:
    """The class of a body that a noun names ('zorgverzekeraar', 'insurer': insurer), None for no body."""
    return _by_word_or_tail(_classes("organisations", "classes"), word)


def noun_of_class(class_: str, language: str = "nl") -> str:
    """The plainest noun for a class of body."""
    nouns = load_table(language, "organisations")["classes"].get(class_, [class_])
    return str(nouns[0])


@lru_cache(maxsize=16384)
def group_class(word: str) -> str | None:
    """The position of unnamed people ('topambtenaren': official), None where the word names no such people."""
    return _by_word_or_tail(_classes("organisations", "groups"), word)


@lru_cache(maxsize=16384)
def document_class(word: str) -> str | None:
    """The sort of a document ('inspectierapport': report), None where the word names none."""
    return _by_word_or_tail(_classes("organisations", "documents"), word)


@lru_cache(maxsize=4096)
def document_concept(phrase: str) -> str | None:
    """One name for a document noun in Dutch and English ('inspectierapport', 'report'), None where it has none."""
    table = {fold_name(w): group[0] for group in load_table("all", "documents")["rows"]["same"] for w in group}
    word = fold_name(phrase).rpartition(" ")[2]
    return next((table[word[i:]] for i in range(len(word) - 2) if word[i:] in table), None)


@cache
def form_words(kind: str) -> frozenset[str]:
    """Words of one kind around names: courtesy, modifiers, particles or suffixes; in lower case."""
    return frozenset(w.casefold() for lang in LANGUAGES for w in load_table(lang, "titles")["forms"][kind])


@cache
def body_words(kind: str) -> frozenset[str]:
    """Words in names of bodies that may be left out: legal_forms or generic_tails; folded."""
    return frozenset(fold_name(w) for lang in LANGUAGES for w in load_table(lang, "organisations")["words"][kind])


def _by_word_or_tail(table: dict[str, str], word: str) -> str | None:
    """The class of a word, of its singular, or of the longest listed noun that ends it, as in Dutch compounds."""
    key = fold_name(word)
    if not key:
        return None
    found = table.get(key)
    if found:
        return found
    last = key.rpartition(" ")[2]
    if last in table:
        return table[last]
    return _by_tail(table, last)


def _by_tail(table: dict[str, str], word: str) -> str | None:
    """The class of the longest Dutch noun that ends a word; English does not write compounds as one."""
    for start in range(2, len(word) - SHORTEST_TAIL + 1):
        tail = word[start:]
        if tail in table and tail in _tails():
            return table[tail]
    return None


@cache
def _tails() -> frozenset[str]:
    """Dutch nouns that end compounds of their own class; those that end other words too are left out."""
    tables = [load_table("nl", "titles")["roles"]]
    tables += [load_table("nl", "organisations")[part] for part in ("classes", "groups", "documents")]
    nouns = {fold_name(word) for table in tables for words in table.values() for word in words}
    return frozenset(nouns - {fold_name(w) for w in load_table("nl", "organisations")["words"]["no_tails"]})


@cache
def _functions() -> dict[str, str]:
    return _classes("titles", "roles")


@cache
def _classes(name: str, key: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for language in LANGUAGES:
        for class_, words in load_table(language, name)[key].items():
            for word in words:
                table.setdefault(fold_name(word), class_)
    return table


def is_listed(phrase: str) -> bool:
    """Whether a word or phrase stands in the lists as it is, not only by its last word or the tail of a compound."""
    key = fold_name(phrase)
    tables = (_functions(), *(_classes("organisations", part) for part in ("classes", "groups", "documents")))
    return any(key in table for table in tables)
