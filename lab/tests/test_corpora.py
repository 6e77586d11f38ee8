"""Tests of the corpus readers, on invented files."""

from __future__ import annotations

import json
from pathlib import Path

from zegsman_lab.corpora.conll import read_names, spaces_by_rule
from zegsman_lab.corpora.conllu import read_syntax
from zegsman_lab.corpora.texts import read_attributions

CONLLU = """# text = They don't go.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

"""


def test_read_syntax_knows_the_spaces_in_fused_words(tmp_path: Path) -> None:
    """Inside a multiword token there is no white space, behind it there is."""
    path = tmp_path / "dev.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    sentence = read_syntax(path, "en")[0].sentences[0]
    assert sentence.words == ["They", "do", "n't", "go", "."]
    assert sentence.space_before == [True, True, False, True, False]
    assert sentence.heads == [3, 3, 3, -1, 3]


def test_read_names_keeps_documents_apart(tmp_path: Path) -> None:
    """Each -DOCSTART- begins a document."""
    path = tmp_path / "train.conll"
    path.write_text("-DOCSTART-\tO\n\nGent\tB-LOC\n.\tO\n\n-DOCSTART-\tO\n\nJa\tO\n", encoding="utf-8")
    documents = read_names(path, "nl")
    assert [[s.words for s in d.sentences] for d in documents] == [[["Gent", "."]], [["Ja"]]]
    assert documents[0].sentences[0].names == ["B-LOC", "O"]


def test_spaces_are_put_back_by_rule() -> None:
    """Marks hug the word before them, opening ones the word behind them; a straight quote alternates."""
    assert spaces_by_rule(["Hij", "zei", ":", '"', "Ja", '"', "(", "nee", ")", "."]) == [
        True, True, False, True, False, False, True, False, False, False,
    ]  # fmt: skip


def test_read_attributions_turns_spans_into_words(tmp_path: Path) -> None:
    """Each role becomes the indices of the words that its spans touch, counted over the text."""
    text = "It rained. “Yes,” she said."
    attribution = {"id": "a", "source": [[18, 21]], "cue": [[22, 26]], "content": [[11, 17]]}
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"id": "d", "text": text, "attributions": [attribution]}) + "\n", encoding="utf-8")
    document = read_attributions(path)[0]
    words = [word for sentence in document.sentences for word in sentence.words]
    assert document.attributions is not None
    found = document.attributions[0]
    assert [[words[i] for i in role] for role in (found.source, found.cue, found.content)] == [
        ["she"],
        ["said"],
        ["“", "Yes", ",", "”"],
    ]
