"""Tests of what is done to treebanks of older schemes, on invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from zegsman_lab.corpora.agreement import keep_agreed, renew_lines
from zegsman_lab.corpora.conllu import read_syntax
from zegsman_lab.corpora.renewal import Row, renew
from zegsman_lab.corpora.samples import UNKNOWN_HEAD


def rows(*words: tuple[str, str, str, str, int, str]) -> list[Row]:
    """Rows of CoNLL-U: form, lemma, part of speech, tag, head and relation of each word."""
    return [
        [str(i), form, lemma, upos, tag, "_", str(head), relation, "_", "_"]
        for i, (form, lemma, upos, tag, head, relation) in enumerate(words, 1)
    ]


def labels(sentence: list[Row]) -> list[tuple[str, str, str]]:
    """Form, head and relation of each word."""
    return [(row[1], row[6], row[7]) for row in sentence]


def test_a_copula_that_is_not_zijn_heads_its_predicate() -> None:
    """'Zij wordt burgemeester': the verb takes the predicate's place, and what belongs to the clause goes with it."""
    sentence = rows(
        ("Zij", "zij", "PRON", "VNW|pers", 4, "nsubj"),
        ("wordt", "worden", "AUX", "WW|pv|tgw", 4, "cop"),
        ("nieuwe", "nieuw", "ADJ", "ADJ|prenom", 4, "amod"),
        ("burgemeester", "burgemeester", "NOUN", "N|soort", 0, "root"),
    )
    renew(sentence)
    assert labels(sentence) == [
        ("Zij", "2", "nsubj"),
        ("wordt", "0", "root"),
        ("nieuwe", "4", "amod"),
        ("burgemeester", "2", "xcomp"),
    ]
    assert sentence[1][3] == "VERB"


def test_zijn_stays_below_its_predicate() -> None:
    """'Zij is ziek' was annotated then as it is now."""
    sentence = rows(
        ("Zij", "zij", "PRON", "VNW|pers", 3, "nsubj"),
        ("is", "zijn", "AUX", "WW|pv|tgw", 3, "cop"),
        ("ziek", "ziek", "ADJ", "ADJ|vrij", 0, "root"),
    )
    before = labels(sentence)
    renew(sentence)
    assert labels(sentence) == before


def test_a_conjunction_hangs_under_the_conjunct_behind_it() -> None:
    """'kranen , sluizen en bruggen': conjunction and comma go to the conjunct that they stand before."""
    sentence = rows(
        ("kranen", "kraan", "NOUN", "N|soort", 0, "root"),
        ("en", "en", "CCONJ", "VG|neven", 1, "cc"),
        ("bruggen", "brug", "NOUN", "N|soort", 1, "conj"),
        (",", ",", "PUNCT", "LET", 5, "punct"),
        ("of", "of", "CCONJ", "VG|neven", 1, "cc"),
        ("sluizen", "sluis", "NOUN", "N|soort", 1, "conj"),
    )
    renew(sentence)
    assert [(form, head) for form, head, _ in labels(sentence)] == [
        ("kranen", "0"), ("en", "3"), ("bruggen", "1"), (",", "6"), ("of", "6"), ("sluizen", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "renewed"),
    [
        (("zijn", "zijn", "PRON", "VNW|bez|det", 2, "det"), ("ADJ?", "nmod:poss")),
        (("tweede", "twee", "NUM", "TW|rang|prenom", 2, "nummod"), ("ADJ", "amod")),
        (("ziek", "ziek", "ADJ", "ADJ|vrij", 2, "ccomp"), ("ADJ", "xcomp")),
        (("komen", "komen", "VERB", "WW|inf|vrij", 2, "ccomp"), ("VERB", "_")),
        (("zich", "zich", "PRON", "VNW|refl|pron", 2, "obj"), ("PRON", "_")),
        (("er", "er", "ADV", "VNW|aanw|adv-pron", 2, "expl"), ("ADV", "advmod")),
    ],
    ids=["possessive", "ordinal", "predicative adjective", "infinitive", "reflexive", "er"],
)
def test_labels_are_renewed_word_by_word(word: tuple[str, str, str, str, int, str], renewed: tuple[str, str]) -> None:
    """Where the old label tells the new one it is changed, where it does not it is left open."""
    sentence = rows(word, ("lijkt", "lijken", "VERB", "WW|pv", 0, "root"))
    renew(sentence)
    assert sentence[0][7] == renewed[1]
    assert renewed[0].endswith("?") or sentence[0][3] == renewed[0]


def test_what_two_labellings_disagree_on_is_left_open(tmp_path: Path) -> None:
    """Same head: the relation of the present scheme; another head: nothing, which a reader takes for unknown."""
    old = ["\t".join(r) for r in rows(("De", "de", "DET", "_", 2, "det"), ("kok", "kok", "NOUN", "_", 0, "root"))]
    new = ["\t".join(r) for r in rows(("De", "de", "DET", "_", 0, "root"), ("kok", "kok", "NOUN", "_", 0, "root"))]
    path = tmp_path / "agreed.conllu"
    path.write_text("\n".join([*keep_agreed(renew_lines(old), new), "", ""]), encoding="utf-8")
    sentence = read_syntax(path, "nl")[0].sentences[0]
    assert sentence.heads == [UNKNOWN_HEAD, -1]
    assert sentence.deprels == ["_", "root"]


def test_labellings_of_other_words_are_refused() -> None:
    """Two files that do not hold the same words cannot be compared, and the first difference is named."""
    one, other = (["\t".join(r) for r in rows((w, w, "NOUN", "_", 0, "root"))] for w in ("kok", "mok"))
    with pytest.raises(ValueError, match="expected the word 'kok', found 'mok'"):
        list(keep_agreed(one, other))
