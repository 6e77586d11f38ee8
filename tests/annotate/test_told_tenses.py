"""What tense the words of a sentence are told in."""

from __future__ import annotations

import pytest

from parses import a_parse
from zegsman.annotate.times import find_times
from zegsman.annotate.told_tenses import tenses_told

SOLD = """
In in ADP 2 case
mei mei PROPN 3 obl
verkocht verkopen VERB 0 root
zij zij PRON 3 nsubj
het het DET 6 det
huis huis NOUN 3 obj
. . PUNCT 3 punct
"""
SAYS = """
Zij zij PRON 2 nsubj
zegt zeggen VERB 0 root
dat dat SCONJ 6 mark
hij hij PRON 6 nsubj
vrijdag vrijdag PROPN 6 obl
vertrok vertrekken VERB 2 ccomp
. . PUNCT 2 punct
"""
PLANNED = """
De de DET 2 det
zitting zitting NOUN 6 nsubj:pass
was zijn AUX 6 aux:pass
voor voor ADP 5 case
mei mei PROPN 6 obl
gepland plannen VERB 0 root
. . PUNCT 6 punct
"""

ORDERED = """
She she PRON 3 nsubj:pass
was be AUX 3 aux:pass
ordered order VERB 0 root
to to PART 5 mark
appear appear VERB 3 xcomp
on on ADP 7 case
Monday Monday PROPN 5 obl
. . PUNCT 3 punct
"""
ISSUED = """
Holders holder NOUN 6 nsubj
of of ADP 3 case
shares share NOUN 1 nmod
issued issue VERB 3 acl
Monday Monday PROPN 4 obl
get get VERB 0 root
nothing nothing PRON 6 obj
. . PUNCT 6 punct
"""


def tense_at(text: str, tree: str, word: str, language: str) -> str:
    """The tense told where a word stands."""
    parsed = a_parse(text, tree, language=language)
    return tenses_told(parsed.trees[0], parsed.clauses[0], language).at(text.index(word))


@pytest.mark.parametrize(
    ("text", "tree", "word", "tense"),
    [
        ("She was ordered to appear on Monday.", ORDERED, "Monday", "future"),
        ("She was ordered to appear on Monday.", ORDERED, "She", "past"),
        ("Holders of shares issued Monday get nothing.", ISSUED, "Monday", "past"),
        ("Holders of shares issued Monday get nothing.", ISSUED, "nothing", "present"),
    ],
)
def test_tenses_told_in_english(text: str, tree: str, word: str, tense: str) -> None:
    """What somebody is ordered to do lies ahead; a participle behind its noun tells what has been."""
    assert tense_at(text, tree, word, "en") == tense


@pytest.mark.parametrize(
    ("text", "tree", "word", "tense"),
    [
        ("In mei verkocht zij het huis.", SOLD, "mei", "past"),
        ("Zij zegt dat hij vrijdag vertrok.", SAYS, "vrijdag", "past"),
        ("Zij zegt dat hij vrijdag vertrok.", SAYS, "Zij", "present"),
        ("De zitting was voor mei gepland.", PLANNED, "mei", ""),
    ],
)
def test_tenses_told_are_those_of_the_clause_of_each_word(text: str, tree: str, word: str, tense: str) -> None:
    """A word has the tense of its own clause; what was planned tells none, for it may lie ahead."""
    assert tense_at(text, tree, word, "nl") == tense


RAGED = """
De de DET 2 det
brand brand NOUN 6 nsubj
die die PRON 5 nsubj
vrijdag vrijdag PROPN 5 obl
woedde woeden VERB 2 acl:relcl
verwoestte verwoesten VERB 0 root
een een DET 8 det
loods loods NOUN 6 obj
. . PUNCT 6 punct
"""
THEN = """
Hij hij PRON 5 nsubj
was zijn AUX 5 cop
die die DET 4 det
avond avond NOUN 5 obl
thuis thuis ADV 0 root
. . PUNCT 5 punct
"""


@pytest.mark.parametrize(
    ("text", "tree", "words"),
    [
        ("De brand die vrijdag woedde verwoestte een loods.", RAGED, "vrijdag"),
        ("Hij was die avond thuis.", THEN, "die avond"),
    ],
)
def test_relative_pronoun_is_no_part_of_a_time(text: str, tree: str, words: str) -> None:
    """'De brand die vrijdag woedde' is of no 'die vrijdag'; 'die avond' points at an evening."""
    parsed = a_parse(text, tree)
    told = tenses_told(parsed.trees[0], parsed.clauses[0], "nl")
    times = find_times(text, [parsed.sentences[0].span], parsed.report.published, "nl", tenses=[told])
    assert [time.span.of(text) for time in times] == [words]
