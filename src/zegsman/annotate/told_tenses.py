"""What tense each word of a sentence is told in, for the days that weekdays and months can mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.tense import is_infinitive
from zegsman.annotate.times import ClauseTenses
from zegsman.annotate.verb_forms import Tense, is_participle, lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words, load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.trees import Tree

_GERUND = tuple(gather_words("verbs", "gerund_endings"))

_RELATIVE = function_words("relative_pronouns", language="nl")
_HAD = function_words("had")


@cache
def _planned(language: str) -> frozenset[str]:
    """Participles that put what they tell ahead, whatever tense stands beside them ('was gepland voor mei')."""
    return frozenset(load_table(language, "verbs")["participles"]["planned"].split())


@cache
def _directed(language: str) -> frozenset[str]:
    """Verbs that put what is to be done ahead: 'was ordered to appear on Monday'."""
    return frozenset(load_table(language, "times_tense")["directed"]["lemmas"])


def tenses_told(tree: Tree, clauses: Sequence[Clause], language: str) -> ClauseTenses:
    """The tense of each word's clause; clauses without a finite verb, and plans, tell none.

    A participle that stands with a noun has the tense of the clause above it.
    """
    told: list[str] = []
    for clause in clauses:
        own = "future" if _is_to_be_done(tree, clause.head, language) else _tense_of(tree, clause, language)
        bare = clause.type is ClauseType.PARTICIPLE or (clause.type is ClauseType.COMPLEMENT and not clause.mark)
        inherits = clause.verbs.finite < 0 and bare and clause.parent >= 0
        above = told[clause.parent] if inherits else own
        told.append("past" if inherits and above != "past" and _is_done(tree, clause, language) else above)
    told_of = {i: told[k] for k, clause in enumerate(clauses) for i in clause.tokens}
    for i_token in list(told_of):
        if tree.relation(i_token) == "xcomp" and _is_to_be_done(tree, i_token, language):
            told_of.update(dict.fromkeys(set(tree.subtree(i_token)) & told_of.keys(), "future"))
    by_start = sorted((tree.tokens[i].span.start, tense) for i, tense in told_of.items())
    return ClauseTenses(tuple(by_start), next((tense for tense in told if tense), ""), _relatives(tree, language))


def _relatives(tree: Tree, language: str) -> frozenset[int]:
    """Where Dutch 'die' and 'dat' stand for the noun before them, and English 'that' opens a clause."""
    if language != "nl":
        opens = (i for i in range(tree.first, tree.end) if tree.relation(i) == "mark")
        return frozenset(tree.tokens[i].span.start for i in opens)
    return frozenset(
        tree.tokens[i].span.start
        for i in range(tree.first, tree.end)
        if tree.tokens[i].text in _RELATIVE and tree.relation(i) in {"nsubj", "obj", "obl"}
    )


def _is_done(tree: Tree, clause: Clause, language: str) -> bool:
    """Whether it is a past participle that stands behind its noun ('shares issued in July'), and no plan."""
    if clause.type is not ClauseType.PARTICIPLE or tree.relation(clause.head) != "acl":
        return False
    token = tree.tokens[clause.head]
    form = token.text.lower()
    return form not in _planned(language) and not form.endswith(_GERUND) and is_participle(token, language)


def _is_to_be_done(tree: Tree, i_token: int, language: str) -> bool:
    """Whether it is what somebody is asked, ordered or resolved to do: an infinitive under a verb that points ahead."""
    above = tree.head(i_token)
    if above < 0 or tree.relation(i_token) not in {"xcomp", "advcl", "acl", "ccomp"}:
        return False
    lemma = lemma_of(tree.tokens[above])
    if not {lemma, lemma.removesuffix("e")} & _directed(language) or not is_infinitive(tree, i_token):
        return False
    return not _HAD & {tree.tokens[i].text.lower() for i in tree.below(above)}


def _tense_of(tree: Tree, clause: Clause, language: str) -> str:
    verbs = clause.verbs
    # 'Zou vrijdag bekend worden' is mostly ahead; an English 'would' is as often told of what has been since.
    if verbs.future or (language == "nl" and verbs.would and not verbs.perfect):
        return "future"
    if verbs.would or verbs.infinitive or tree.tokens[clause.head].text.lower() in _planned(language):
        return ""
    if verbs.perfect or verbs.tense is Tense.PAST:
        return "past"
    return "present" if verbs.tense is Tense.PRESENT and verbs.finite >= 0 else ""
