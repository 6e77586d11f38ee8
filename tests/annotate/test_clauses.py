"""Clauses of a sentence."""

from __future__ import annotations

import pytest

from parses import a_parse
from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.verb_forms import Tense

SENTENCES = {
    "relative": (
        "De trein die uit Luik kwam ontspoorde.",
        """De de DET 2 det
trein trein NOUN 7 nsubj
die die PRON 6 nsubj
uit uit ADP 5 case
Luik Luik PROPN 6 obl
kwam komen VERB 2 acl:relcl
ontspoorde ontsporen VERB 0 root
. . PUNCT 7 punct""",
        [(ClauseType.MAIN, Tense.PAST), (ClauseType.RELATIVE, Tense.PAST)],
    ),
    "complement": (
        "Anna weet dat hij komt.",
        """Anna Anna PROPN 2 nsubj
weet weten VERB 0 root
dat dat SCONJ 5 mark
hij hij PRON 5 nsubj
komt komen VERB 2 ccomp
. . PUNCT 2 punct""",
        [(ClauseType.MAIN, Tense.PRESENT), (ClauseType.COMPLEMENT, Tense.PRESENT)],
    ),
    "infinitive": (
        "Anna belt om te helpen.",
        """Anna Anna PROPN 2 nsubj
belt bellen VERB 0 root
om om ADP 5 mark
te te ADP 5 mark
helpen helpen VERB 2 advcl
. . PUNCT 2 punct""",
        [(ClauseType.MAIN, Tense.PRESENT), (ClauseType.INFINITIVE, Tense.NONE)],
    ),
    "participle": (
        "De brief, geschreven in mei, verdween.",
        """De de DET 2 det
brief brief NOUN 8 nsubj
, , PUNCT 4 punct
geschreven schrijven VERB 2 acl
in in ADP 6 case
mei mei PROPN 4 obl
, , PUNCT 4 punct
verdween verdwijnen VERB 0 root
. . PUNCT 8 punct""",
        [(ClauseType.MAIN, Tense.PAST), (ClauseType.PARTICIPLE, Tense.NONE)],
    ),
    "coordinate": (
        "De muur is gevallen en het dak bleef staan.",
        """De de DET 2 det
muur muur NOUN 4 nsubj
is zijn AUX 4 aux
gevallen vallen VERB 0 root
en en CCONJ 8 cc
het het DET 7 det
dak dak NOUN 8 nsubj
bleef blijven VERB 4 conj
staan staan VERB 8 xcomp
. . PUNCT 4 punct""",
        [(ClauseType.MAIN, Tense.PRESENT), (ClauseType.COORDINATE, Tense.PAST)],
    ),
    "one predicate": (
        "De hut is gevonden en hersteld.",
        """De de DET 2 det
hut hut NOUN 4 nsubj:pass
is zijn AUX 4 aux:pass
gevonden vinden VERB 0 root
en en CCONJ 6 cc
hersteld herstellen VERB 4 conj
. . PUNCT 4 punct""",
        [(ClauseType.MAIN, Tense.PRESENT)],
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_clauses_are_typed_and_tensed(name: str) -> None:
    """Each clause comes after the one above it, with its type and the tense of its finite verb."""
    text, rows, expected = SENTENCES[name]
    clauses = a_parse(text, rows).clauses[0]
    assert [(clause.type, clause.verbs.tense) for clause in clauses] == expected
    assert all(clause.parent < i for i, clause in enumerate(clauses))
    assert sorted(i for clause in clauses for i in clause.tokens) == list(range(len(rows.splitlines())))


def test_perfect_and_passive_are_read_from_auxiliaries() -> None:
    """'is gevonden' is a passive told as done; the conjunct that shares the auxiliary belongs to the same clause."""
    text, rows, _ = SENTENCES["one predicate"]
    verbs = a_parse(text, rows).clauses[0][0].verbs
    assert (verbs.passive, verbs.perfect, verbs.would, verbs.future) == (True, True, False, False)
