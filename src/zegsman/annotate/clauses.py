"""Cuts a sentence's tree into clauses: predicates with what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zegsman.annotate.tense import Verbs, read_verbs
from zegsman.annotate.verb_forms import is_participle
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from zegsman.annotate.trees import Tree

_RELATIVES = function_words("relatives")


class ClauseType(StrEnum):
    """How a clause hangs in its sentence."""

    MAIN = "main"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    ADVERBIAL = "adverbial"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    LOOSE = "loose"
    """A clause set beside another without a word that ties them (parataxis)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its own tokens, those of the clauses below it left out."""

    head: int
    type: ClauseType
    parent: int
    """Index of the clause that it hangs below, -1 for none."""
    tokens: tuple[int, ...]
    verbs: Verbs
    subject: int
    """Head token of the subject, -1 where it has none of its own."""
    mark: str
    """The word that introduces it ('dat', 'toen', 'who', 'te'), lower case, '' for none."""


_CLAUSAL = {"root", "ccomp", "csubj", "advcl", "acl", "parataxis"}


def find_clauses(tree: Tree, language: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, each after the one it hangs below; never none for a sentence with tokens."""
    heads = _clause_heads(tree, language)
    owner = _owners(tree, heads)
    own: dict[int, list[int]] = {head: [] for head in heads}
    for offset, head in enumerate(owner):
        own[head].append(tree.first + offset)
    order = sorted(heads, key=lambda head: (len(tree.path(head)), head))
    place = {head: i for i, head in enumerate(order)}
    clauses = []
    for head in order:
        above = tree.head(head)
        parent = place[owner[above - tree.first]] if above >= 0 else -1
        verbs = read_verbs(tree, head, language)
        clauses.append(
            Clause(
                head=head,
                type=_type_of(tree, head, verbs, language),
                parent=parent,
                tokens=tuple(own[head]),
                verbs=verbs,
                subject=tree.child(head, "nsubj", "csubj"),
                mark=_mark_of(tree, head),
            )
        )
    return tuple(clauses)


def _clause_heads(tree: Tree, language: str) -> set[int]:
    heads: set[int] = set()
    waiting = [i for i in range(tree.first, tree.end) if tree.head(i) < 0]
    heads.update(waiting)
    while waiting:
        i_token = waiting.pop()
        for i_child in tree.below(i_token):
            waiting.append(i_child)
            relation = tree.relation(i_child)
            if relation in _CLAUSAL or (
                relation == "conj" and i_token in heads and _stands_alone(tree, i_child, language)
            ):
                heads.add(i_child)
    return heads


def _stands_alone(tree: Tree, i_token: int, language: str) -> bool:
    """Whether a conjunct is a clause of its own: it bears tense itself, or has a subject."""
    if tree.child(i_token, "nsubj", "csubj") >= 0:
        return True
    has_aux = any(tree.relation(i) in {"aux", "cop"} for i in tree.below(i_token))
    verbs = read_verbs(tree, i_token, language)
    return verbs.finite == i_token or (has_aux and verbs.finite >= 0)


def _owners(tree: Tree, heads: set[int]) -> list[int]:
    """The clause head that each token of the sentence belongs to."""
    owner = [-1] * (tree.end - tree.first)
    for i_token in range(tree.first, tree.end):
        trail, at = [], i_token
        while at not in heads and owner[at - tree.first] < 0:
            trail.append(at)
            at = tree.head(at)
        found = at if at in heads else owner[at - tree.first]
        for i in trail:
            owner[i - tree.first] = found
        owner[i_token - tree.first] = found
    return owner


def _mark_of(tree: Tree, head: int) -> str:
    for i_child in tree.below(head):
        if i_child > head:
            break
        if tree.relation(i_child) in {"mark", "cc"}:
            return tree.tokens[i_child].text.lower()
    return ""


def _type_of(tree: Tree, head: int, verbs: Verbs, language: str) -> ClauseType:
    relation = tree.relation(head)
    if tree.head(head) < 0:
        return ClauseType.MAIN
    if relation == "conj":
        return ClauseType.COORDINATE
    if relation == "parataxis":
        return ClauseType.LOOSE
    if verbs.finite < 0 and relation in {"acl", "advcl"}:
        if is_participle(tree.tokens[head], language) and not verbs.infinitive:
            return ClauseType.PARTICIPLE
        return ClauseType.INFINITIVE
    if relation == "acl":
        return ClauseType.RELATIVE if _has_relative_word(tree, head) else ClauseType.COMPLEMENT
    if verbs.infinitive:
        return ClauseType.INFINITIVE
    if relation == "advcl" and _opens_with_relative(tree, head):
        return ClauseType.RELATIVE
    return ClauseType.ADVERBIAL if relation == "advcl" else ClauseType.COMPLEMENT


def _has_relative_word(tree: Tree, head: int) -> bool:
    """Whether a clause below a noun is a relative one rather than what the noun tells ('het plan dat …')."""
    if tree.tokens[head].deprel == "acl:relcl":
        return True
    for i_token in tree.subtree(head):
        if i_token >= head:
            break
        if tree.tokens[i_token].text.lower() in _RELATIVES and tree.relation(i_token) != "mark":
            return True
    return tree.child(head, "mark") < 0 and tree.child(head, "nsubj") >= 0


def _opens_with_relative(tree: Tree, head: int) -> bool:
    """Whether a clause that was hung below a verb opens with a relative pronoun: ', dat in 2004 werd gesloten'."""
    words = [i for i in tree.subtree(head) if tree.relation(i) != "punct"]
    first = tree.tokens[words[0]]
    return first.upos == "PRON" and first.text.lower() in _RELATIVES and words[0] < head
