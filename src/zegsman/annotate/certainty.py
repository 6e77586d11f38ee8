"""How sure a report presents a statement (GUIDE: certainty), from words in its scope, modals and what governs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.conjugation import with_forms
from zegsman.annotate.markers import Phrases, phrases_of
from zegsman.annotate.verb_forms import Tense, lemma_of, tense_of_form
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import LANGUAGES, gather_words, lists_for, load_table
from zegsman.record.annotation import Certainty, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.trees import Tree

_LEVELS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
_WEIGHT = {level: i for i, level in enumerate(_LEVELS)}
_WHETHER = function_words("whether")
_OPENS_NOUN_CLAUSE = _WHETHER | function_words("complementisers", "infinitive_markers", "infinitive_openers")
_BECOME = function_words("become")
_HAVE = function_words("have")
_GERUND = tuple(gather_words("verbs", "gerund_endings"))
_WE = function_words("first_person_subjects")
_DENYING = function_words("not", "never", "none", "nothing", "nobody")


@dataclass(frozen=True, slots=True)
class _Words:
    adverbs: Phrases
    predicates: dict[str, Certainty]
    nouns: dict[str, Certainty]
    possible_modals: frozenset[str]
    able: frozenset[str]
    instruments: frozenset[str]


@cache
def _words(language: str) -> _Words:
    table = load_table(lists_for(language), "modality")
    return _Words(
        adverbs=phrases_of(table["adverbs"]),
        predicates=_levels_of(table["predicates"], language),
        nouns=_levels_of(table["nouns"], "en"),
        possible_modals=frozenset(table["modals"]["possible"]),
        able=frozenset(table["able"]["subjects"].split()),
        instruments=frozenset(table["able"]["instruments"].split()),
    )


def _levels_of(lists: dict[str, str], language: str) -> dict[str, Certainty]:
    return {word: Certainty(level) for level, words in lists.items() for word in with_forms(words.split(), language)}


def weakest(*levels: Certainty) -> Certainty:
    """The least sure of some degrees."""
    return max(levels, key=_WEIGHT.__getitem__, default=Certainty.CERTAIN)


def find_markers(piece: Piece, language: str) -> list[tuple[int, Certainty]]:
    """The words of a piece that weaken how sure it is, each as the token it bears on and its degree."""
    tree, inside, found = piece.tree, set(piece.tokens), []
    matches = _words(language).adverbs.find(tree.tokens, piece.tokens[0], piece.tokens[-1] + 1)
    for start, end, level in matches:
        if not inside & set(range(start, end)):
            continue
        outward = [i for i in range(start, end) if not start <= tree.head(i) < end]
        anchor = tree.head(outward[0]) if outward else -1
        if anchor >= 0 and (tree.relation(anchor) in {"aux", "cop"} or lemma_of(tree.tokens[anchor]) in _BECOME):
            anchor = max(tree.head(anchor), anchor)
        if start in piece.heads or start == piece.tokens[0]:
            anchor = piece.top
        found.append((anchor, Certainty(level)))
    return found


def marked_tokens(tree: Tree, language: str) -> set[int]:
    """The tokens of a sentence that by themselves weaken how sure something is, or mark hearsay."""
    found: set[int] = set()
    for start, end, level in _words(language).adverbs.find(tree.tokens, tree.first, tree.end):
        if level != Certainty.CERTAIN:
            found.update(range(start, end))
    return found


def judge_certainty(
    piece: Piece,
    clauses: Sequence[Clause],
    *,
    kind: Kind,
    cue_lemmas: Sequence[str],
    asks: bool,
    language: str,
) -> Certainty:
    """How sure a piece is presented.

    Args:
        piece: What is stated.
        clauses: The clauses of its sentence.
        kind: How it is told: hearsay is at most possible.
        cue_lemmas: Lemmas of the words that attribute it ('verwacht' makes it probable).
        asks: Whether the source asks it or declines to say it.
        language: The language whose word lists are used.
    """
    words = _words(language)
    if asks or _is_question(piece):
        return Certainty.UNKNOWN
    levels = [Certainty.CERTAIN]
    if kind is Kind.HEARSAY:
        levels.append(Certainty.POSSIBLE)
    levels += [words.predicates[lemma] for lemma in cue_lemmas if lemma in words.predicates]
    in_scope = [level for anchor, level in find_markers(piece, language) if anchor in piece.heads]
    levels += in_scope
    levels.append(_of_verbs(piece, clauses, kind, words, language))
    levels.append(_of_predicate(piece, words))
    levels.append(_of_governor(piece, clauses, words))
    levels.append(_of_colon(piece, clauses, kind, language))
    return weakest(*levels)


def _is_question(piece: Piece) -> bool:
    """Whether it ends in a question mark, or is an indirect question that stands alone."""
    tree, last = piece.tree, piece.tokens[-1]
    after = tree.tokens[last + 1].text if last + 1 < tree.end else ""
    return after.startswith("?") or tree.tokens[last].text.startswith("?")


def _of_verbs(piece: Piece, clauses: Sequence[Clause], kind: Kind, words: _Words, language: str) -> Certainty:
    """What modals make of it: epistemic 'kan', reportative 'zou'."""
    if not piece.clauses:
        return Certainty.CERTAIN
    verbs = clauses[piece.clauses[0]].verbs
    thought = next((c for c in clauses if c.parent == piece.clauses[0] and _is_thought(piece, c)), None)
    if thought is not None and any(modal in words.possible_modals for modal in thought.verbs.auxiliaries):
        return Certainty.POSSIBLE
    possible = not words.possible_modals.isdisjoint(verbs.auxiliaries)
    if language != "en" and verbs.would and (kind is not Kind.NARRATED or possible):
        return Certainty.POSSIBLE
    if not possible:
        return Certainty.CERTAIN
    return Certainty.CERTAIN if _tells_ability(piece, clauses, words) else Certainty.POSSIBLE


def _is_thought(piece: Piece, clause: Clause) -> bool:
    """Whether a clause of the piece is what somebody thinks in it: 'we think there may be a third'."""
    tree = piece.tree
    above = tree.head(clause.head)
    told = clause.head in piece.tokens and tree.relation(clause.head) == "ccomp" and above in piece.heads
    subject = tree.child(above, "nsubj") if told else -1
    return subject >= 0 and tree.tokens[subject].text.lower() in _WE


def _tells_ability(piece: Piece, clauses: Sequence[Clause], words: _Words) -> bool:
    """Whether 'kan' or 'could' tells what somebody is able or allowed to do rather than what may be so.

    Denied ones do ('kan niet zeggen'), those whose subject is a reader, visitor or 'you', and those in a clause that
    tells with what.
    """
    tree, clause = piece.tree, clauses[piece.clauses[0]]
    if any(tree.tokens[i].text.lower() in words.instruments for i in clause.tokens[:2]):
        return True
    if any(tree.tokens[i].text.lower() in _DENYING for i in clause.tokens):
        return True
    return clause.subject >= 0 and tree.tokens[clause.subject].text.lower() in words.able


def _of_predicate(piece: Piece, words: _Words) -> Certainty:
    """What the predicate says of its own complement ('overweegt te', 'lijkt', 'is expected to')."""
    tree, levels = piece.tree, [Certainty.CERTAIN]
    for head in piece.heads:
        level = words.predicates.get(lemma_of(tree.tokens[head]))
        if level is None:
            level = words.predicates.get(tree.tokens[head].text.lower())
        if level is not None and _takes_complement(piece, head):
            levels.append(level)
        if tree.tokens[head].upos == "NOUN" and head != piece.top:
            continue
        if not piece.clauses:
            modifiers = [tree.tokens[i].text.lower() for i in tree.below(head) if tree.relation(i) == "amod"]
            levels += [words.predicates[word] for word in modifiers if word in words.predicates]
    return weakest(*levels)


def _takes_complement(piece: Piece, head: int) -> bool:
    tree = piece.tree
    if any(tree.relation(i) in {"ccomp", "xcomp", "csubj"} for i in tree.below(head)):
        return True
    if tree.tokens[head].upos in {"ADJ", "ADV"} and any(tree.relation(i) == "cop" for i in tree.below(head)):
        return tree.child(head, "csubj", "ccomp", "xcomp", "acl") >= 0
    lemma = lemma_of(tree.tokens[head])
    return any(lemma in _with_objects(language) and _is_present(tree, head, language) for language in LANGUAGES)


@cache
def _with_objects(language: str) -> frozenset[str]:
    """Verbs that weaken what stands as their plain object too: 'overweegt een verbod'."""
    return with_forms(gather_words("modality", "with_objects", language), language)


def _is_present(tree: Tree, head: int, language: str) -> bool:
    """Whether a verb is told in the present: what was weighed is over and done with."""
    form, lemma = tree.tokens[head].text, lemma_of(tree.tokens[head])
    ongoing = form.lower().endswith(_GERUND) or tense_of_form(form, lemma, language) is Tense.PRESENT
    return ongoing and not any(lemma_of(tree.tokens[i]) in _HAVE for i in tree.below(head))


def _of_governor(piece: Piece, clauses: Sequence[Clause], words: _Words) -> Certainty:
    """What a noun or verb above it says of it: 'het vermoeden dat …', 'of hij komt'."""
    tree, above = piece.tree, piece.tree.head(piece.top)
    if above < 0 or not piece.clauses:
        return Certainty.CERTAIN
    relation, clause = tree.relation(piece.top), clauses[piece.clauses[0]]
    if relation in {"ccomp", "csubj", "advcl"} and clause.mark in _WHETHER and relation != "advcl":
        return Certainty.UNKNOWN
    lemma = lemma_of(tree.tokens[above])
    if relation in {"ccomp", "csubj"}:
        return words.predicates.get(lemma, Certainty.CERTAIN)
    if relation == "acl" and clause.mark in _OPENS_NOUN_CLAUSE:
        return words.nouns.get(lemma, Certainty.CERTAIN)
    return Certainty.CERTAIN


def _of_colon(piece: Piece, clauses: Sequence[Clause], kind: Kind, language: str) -> Certainty:
    """What stands behind a colon is as sure as what it explains: 'Het zou gaan om fraude: de bank leende …'."""
    tree, before = piece.tree, piece.tokens[0] - 1
    if kind is Kind.NARRATED or language == "en" or before < tree.first or tree.tokens[before].text != ":":
        return Certainty.CERTAIN
    told = [clause.verbs for clause in clauses if clause.head < before]
    return Certainty.POSSIBLE if any(verbs.would for verbs in told) else Certainty.CERTAIN
