"""What tense each word of a sentence is told in, for the days that weekdays and months can mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.times import ClauseTenses
from zegsman.annotate.verb_forms import Tense
from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.trees import Tree


@cache
def _planned(language: str) -> frozenset[str]:
    """Participles that put what they tell ahead, whatever tense stands beside them ('was gepland voor mei')."""
    return frozenset(load_table(language, "verbs")["participles"]["planned"].split())


def tenses_told(tree: Tree, clauses: Sequence[Clause], language: str) -> ClauseTenses:
    """The tense of each word's clause; clauses without a finite verb, and plans, tell none.

    A participle that stands with a noun has the tense of the clause above it.
    """
    told: list[str] = []
    for clause in clauses:
        own = _tense_of(tree, clause, language)
        bare = clause.type is ClauseType.PARTICIPLE or (clause.type is ClauseType.COMPLEMENT and not clause.mark)
        inherits = clause.verbs.finite < 0 and bare and clause.parent >= 0
        told.append(told[clause.parent] if inherits else own)
    by_start = sorted((tree.tokens[i].span.start, told[k]) for k, clause in enumerate(clauses) for i in clause.tokens)
    return ClauseTenses(tuple(by_start), next((tense for tense in told if tense), ""), _relatives(tree, language))


def _relatives(tree: Tree, language: str) -> frozenset[int]:
    """Where Dutch 'die' and 'dat' stand for the noun before them."""
    if language != "nl":
        return frozenset()
    return frozenset(
        tree.tokens[i].span.start
        for i in range(tree.first, tree.end)
        if tree.tokens[i].text in {"die", "dat"} and tree.relation(i) in {"nsubj", "obj", "obl"}
    )


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
