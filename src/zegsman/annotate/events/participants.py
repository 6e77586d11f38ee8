"""Who takes part in an event, and as what, read from the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.annotate.verb_forms import lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.record.annotation import NameType, Participant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Name

_BY = function_words("by")
_WITH = function_words("with")
_PLACES = function_words("places")
_TOWARDS = function_words("towards")
_TOWARDS_ANYONE = function_words("towards_anyone")
_AIMED_AT = _TOWARDS | function_words("aimed_at")
_VISITED = function_words("visited")
_OWNING = function_words("of") | {""}
_TIME_NOUNS = function_words("time_nouns")

_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "YIELD"})
"""Types whose noun names with 'van' or 'of' whom it befalls: 'de arrestatie van X', 'the killing of X'."""
_LEFT_OUT = frozenset({"acl", "appos", "parataxis", "conj", "cc", "punct", "case", "advcl", "mark", "ccomp", "list"})


@dataclass(frozen=True, slots=True)
class NameAt:
    """The names of a report, looked up by token."""

    names: Sequence[Name]
    at: Mapping[int, int]
    """Index of the name that a token belongs to."""

    def type(self, i_token: int) -> NameType | None:
        """The type of the name that a token belongs to, None where it belongs to none."""
        index = self.at.get(i_token)
        return self.names[index].type if index is not None else None


def find_participants(
    tree: Tree, trigger: int, names: NameAt, *, event_type: str, governor: int, passive: bool, subject: int
) -> tuple[Participant, ...]:
    """The participants of the event that `trigger` tells.

    Args:
        tree: The sentence.
        trigger: A verb, or a noun that tells an event.
        names: The names of the report.
        event_type: The PLOVER type, '' for none.
        governor: The verb that lends a noun its arguments ('bracht een bezoek'), `trigger` itself for a verb, -1 for
            a noun that stands by itself.
        passive: Whether the verb is passive.
        subject: The subject of the clause, also where the verb is an open complement; -1 for none.
    """
    found: list[tuple[str, int]] = []
    if subject >= 0 and subject != trigger and governor >= 0:
        found.append(("recipient" if passive else "actor", subject))
    if governor >= 0:
        found.extend(_arguments(tree, governor, names, passive=passive, skip=trigger))
    if trigger != governor:
        has_actor = any(role == "actor" for role, _ in found) or event_type in _SUFFERED
        found.extend(_noun_arguments(tree, trigger, names, event_type, has_actor=has_actor))
    seen: set[int] = set()
    participants = []
    for role, head in found:
        for i_token in (head, *_conjuncts(tree, head)):
            if i_token not in seen and _can_take_part(tree, i_token):
                seen.add(i_token)
                participants.append(Participant(role, tree.span(_phrase(tree, i_token))))
    return tuple(participants)


def _can_take_part(tree: Tree, i_token: int) -> bool:
    return tree.tokens[i_token].upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"}


def _conjuncts(tree: Tree, head: int) -> list[int]:
    return [i for i in tree.below(head) if tree.relation(i) == "conj"]


def _phrase(tree: Tree, head: int) -> list[int]:
    """A noun with what belongs to it, without clauses, appositions and the preposition before it."""
    return tree.subtree(
        head,
        stop=lambda i: (
            tree.relation(i) in _LEFT_OUT and not _is_inner_case(tree, i, head) and not _is_close_apposition(tree, i)
        ),
    )


def _is_close_apposition(tree: Tree, i_token: int) -> bool:
    """Whether a name stands right behind the noun that describes it ('minister Jansen')."""
    return tree.relation(i_token) == "appos" and tree.child(i_token, "punct") < 0


def _is_inner_case(tree: Tree, i_token: int, head: int) -> bool:
    """Whether a preposition stands inside the phrase ('de minister van Defensie') rather than before it."""
    return tree.relation(i_token) == "case" and tree.head(i_token) != head


def _arguments(tree: Tree, verb: int, names: NameAt, *, passive: bool, skip: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for i_child in tree.below(verb):
        relation, full = tree.relation(i_child), tree.tokens[i_child].deprel
        if i_child == skip or _is_time(tree, i_child):
            continue
        if full == "obl:agent" or (relation == "obl" and passive and _case(tree, i_child) in _BY):
            found.append(("actor", i_child))
        elif relation in {"obj", "iobj"}:
            found.append(("other" if passive and relation == "obj" else "recipient", i_child))
        elif relation == "obl":
            role = _role_of_oblique(tree, i_child, names)
            if role:
                found.append((role, i_child))
        elif relation == "xcomp" and tree.tokens[i_child].upos in {"VERB", "AUX"}:
            found.extend(_arguments(tree, i_child, names, passive=False, skip=skip))
    return found


def _role_of_oblique(tree: Tree, i_token: int, names: NameAt) -> str:
    preposition, name = _case(tree, i_token), names.type(i_token)
    if preposition in _BY and name in {NameType.PER, NameType.ORG}:
        return "actor"
    if name is NameType.LOC or (name is None and _holds_place(tree, i_token, names)):
        return "location" if preposition in _PLACES else "recipient"
    towards = _TOWARDS if name is not None else _TOWARDS_ANYONE
    if preposition in towards:
        return "recipient"
    return "other" if name is not None or preposition in _WITH else ""


def _holds_place(tree: Tree, i_token: int, names: NameAt) -> bool:
    """Whether a noun is placed by the name of a place below it ('in de haven van Zeebrugge')."""
    if _case(tree, i_token) not in _PLACES:
        return False
    inside = tree.subtree(i_token, stop=lambda i: tree.relation(i) in _LEFT_OUT - {"case"})
    return any(names.type(i) is NameType.LOC for i in inside)


def _noun_arguments(tree: Tree, noun: int, names: NameAt, event_type: str, *, has_actor: bool) -> list[tuple[str, int]]:
    """Arguments of a noun: 'de aanval van X op Y', 'X's visit to Y'."""
    found: list[tuple[str, int]] = []
    for i_child in tree.below(noun):
        if tree.relation(i_child) not in {"nmod", "obl"} or _is_time(tree, i_child):
            continue
        preposition, name = _case(tree, i_child), names.type(i_child)
        owner = preposition in _OWNING and name is not NameType.LOC
        towards = preposition in _AIMED_AT
        visited = event_type == "CONSULT" and preposition in _VISITED
        if preposition in _BY or (owner and not has_actor):
            found.append(("actor", i_child))
            has_actor = True
        elif name is NameType.LOC and (visited or preposition in _PLACES):
            found.append(("location", i_child))
        elif towards or tree.tokens[i_child].deprel == "nmod:poss":
            found.append(("recipient", i_child))
    return found


def _case(tree: Tree, i_token: int) -> str:
    i_case = tree.child(i_token, "case")
    return lemma_of(tree.tokens[i_case]) if i_case >= 0 else ""


def _is_time(tree: Tree, i_token: int) -> bool:
    lemma = tree.tokens[i_token].lemma.lower()
    return lemma in _TIME_NOUNS or lemma.rpartition("_")[2] in _TIME_NOUNS
