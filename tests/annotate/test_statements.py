"""What sentences are cut into, and how sure, how denied and how timed each piece is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from builders import a_report, span_of
from parses import a_parse, an_attribution, parse_of, tokens_of
from zegsman.annotate.quotes import find_quotes
from zegsman.annotate.stated import Stated
from zegsman.annotate.statements import find_stated, write_statements
from zegsman.annotate.times import find_times
from zegsman.record.annotation import Attribution, Kind, SourceMention
from zegsman.record.report import Block, BlockKind, Report

HERE = Path(__file__).parent


def _cases(language: str) -> list[Any]:
    table = tomllib.loads((HERE / f"test_statements_cases_{language}.toml").read_text(encoding="utf-8"))
    return [pytest.param(case, language, id=case["text"][:60]) for case in table["case"]]


def _stated(text: str, tree: str, language: str, attributions: list[Attribution]) -> tuple[list[Stated], list[str]]:
    parsed = a_parse(text, tree, language=language)
    times = find_times(text, [parsed.sentences[0].span], parsed.report.published, language)
    return find_stated(parsed, times, attributions, find_quotes(text)), [time.span.of(text) for time in times]


@pytest.mark.parametrize(("case", "language"), _cases("nl") + _cases("en"))
def test_statements_are_cut_and_labelled(case: dict[str, Any], language: str) -> None:
    """A sentence gives the pieces that the table tells, each with its certainty, polarity, time status and date."""
    text = case["text"]
    attributions = [an_attribution(text, given) for given in case.get("attributed", [])]
    stated, times = _stated(text, case["tree"], language, attributions)
    found = [
        [one.piece.span.of(text), one.certainty.value, one.polarity.value, one.time_status.value] for one in stated
    ]
    assert found == [[says["words"], says["certainty"], says["polarity"], says["time"]] for says in case["says"]]
    for one, says in zip(stated, case["says"], strict=True):
        if "dated" in says:
            dating = times[one.times[0]] if one.times else ""
            assert bool(dating) is bool(says["dated"])
            assert dating in says["dated"] or says["dated"] in dating


QUOTED = """
“ “ PUNCT 4 punct
Wij wij PRON 4 nsubj
hebben hebben AUX 4 aux
gewonnen winnen VERB 7 ccomp
” ” PUNCT 4 punct
, , PUNCT 4 punct
zegt zeggen VERB 0 root
Anna Anna PROPN 7 nsubj
. . PUNCT 7 punct
"""


def test_quoted_statement_is_direct_and_keeps_its_chain() -> None:
    """Words between quotation marks are a direct statement, without the marks, with the chain of the attribution."""
    text = "“Wij hebben gewonnen”, zegt Anna."
    anna = SourceMention("Anna", span_of(text, "Anna"))
    attribution = Attribution(
        (anna.span,), (span_of(text, "zegt"),), (span_of(text, "Wij hebben gewonnen"),), Kind.DIRECT, chain=(anna,)
    )
    stated, _ = _stated(text, QUOTED, "nl", [attribution])
    statements = write_statements(a_report(text), stated, [attribution], [()])
    assert [(one.span.of(text), one.kind, one.chain) for one in statements] == [
        ("Wij hebben gewonnen", Kind.DIRECT, (anna,))
    ]
    assert statements[0].cue == span_of(text, "zegt")
    assert statements[0].attribution == 0


def test_name_in_quotation_marks_does_not_make_a_statement_mixed() -> None:
    """A title or name between marks leaves an indirect statement indirect."""
    text = "Anna zegt dat ‘De Avondbode’ verschijnt."
    tree = """
Anna Anna PROPN 2 nsubj
zegt zeggen VERB 0 root
dat dat SCONJ 8 mark
‘ ‘ PUNCT 6 punct
De de DET 6 det
Avondbode avondbode PROPN 8 nsubj
’ ’ PUNCT 6 punct
verschijnt verschijnen VERB 2 ccomp
. . PUNCT 2 punct
"""
    given = {"source": "Anna", "cue": "zegt", "content": "‘De Avondbode’ verschijnt", "kind": "indirect"}
    stated, _ = _stated(text, tree, "nl", [an_attribution(text, given)])
    assert [one.kind for one in stated] == [Kind.INDIRECT]


def _two_blocks(kind: BlockKind) -> Report:
    text = "Vuur in de haven\n\nEr is brand."
    report = a_report(text)
    blocks = (Block(report.blocks[0].span, kind), report.blocks[1])
    return Report(report.id, text, report.sha256, blocks=blocks)


@pytest.mark.parametrize("kind", [BlockKind.LEFTOVER, BlockKind.SUBHEAD])
def test_leftovers_and_verbless_subheads_state_nothing(kind: BlockKind) -> None:
    """Words of the page and subheads without a finite verb give no statement."""
    report = _two_blocks(kind)
    head = tokens_of(report.text, "Vuur vuur NOUN 0 root\nin in ADP 4 case\nde de DET 4 det\nhaven haven NOUN 1 nmod")
    rows = "Er er ADV 3 expl\nis zijn AUX 3 cop\nbrand brand NOUN 0 root\n. . PUNCT 3 punct"
    body = tokens_of(report.text, rows, first=4, start=17)
    stated = find_stated(parse_of(report, [head, body], "nl"), (), (), ())
    assert [one.piece.span.of(report.text) for one in stated] == ["Er is brand"]


def test_long_sentence_is_cut_to_at_most_two_hundred_characters() -> None:
    """No statement is longer than 200 code points, and no word with content is lost."""
    words = [f"woord{i}" for i in range(120)]
    text = " ".join(words)
    rows = "\n".join(f"{word} {word} NOUN {int(i > 0)} {'conj' if i else 'root'}" for i, word in enumerate(words))
    stated, _ = _stated(text, rows, "nl", [])
    assert max(len(one.piece.span) for one in stated) <= 200
    assert {i for one in stated for i in one.piece.tokens} == set(range(120))


def test_clause_of_saying_is_kept_where_nothing_else_tells_what_was_said() -> None:
    """Source and cue alone become a statement when the attribution has no content of its own."""
    text = "Anna sprak."
    tree = "Anna Anna PROPN 2 nsubj\nsprak spreken VERB 0 root\n. . PUNCT 2 punct"
    attribution = Attribution((span_of(text, "Anna"),), (span_of(text, "sprak"),), (), Kind.INDIRECT)
    stated, _ = _stated(text, tree, "nl", [attribution])
    assert [one.piece.span.of(text) for one in stated] == ["Anna sprak"]


def test_a_clause_that_tells_why_a_source_has_no_name_states_nothing() -> None:
    """', die anoniem wil blijven,' is no statement beside what the source does."""
    text = "De wachter, die anoniem wil blijven, ziet scheuren."
    tree = """
De de DET 2 det
wachter wachter NOUN 9 nsubj
, , PUNCT 6 punct
die die PRON 6 nsubj
anoniem anoniem ADJ 7 xcomp
wil willen AUX 7 aux
blijven blijven VERB 2 acl:relcl
, , PUNCT 7 punct
ziet zien VERB 0 root
scheuren scheur NOUN 9 obj
. . PUNCT 9 punct
"""
    stated, _ = _stated(text, tree, "nl", [])
    words = [one.piece.span.of(text) for one in stated]
    assert words and not any(one.startswith("die anoniem") for one in words)
