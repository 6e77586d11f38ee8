"""What the model marks as an attribution and no statement rests on: nobody is named, or the writer thinks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import a_report
from written_trees import a_candidate, a_tree
from zegsman.annotate.attributions import find_attributions
from zegsman.record.annotation import Kind

if TYPE_CHECKING:
    from zegsman.encoder import Encoder

_EXPECTED = (
    "The|DET|2 ferry|NOUN|4|nsubj:pass is|AUX|4|aux:pass expected|VERB|0 to|PART|6|mark sail|VERB|4|xcomp .|PUNCT|4"
)
_THOUGHT = "I|PRON|2|nsubj think|VERB|0 the|DET|4 mayor|NOUN|5|nsubj lied|VERB|2|ccomp .|PUNCT|2"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    from zegsman.encoder import load_encoder

    return load_encoder()


def test_what_is_expected_by_nobody_named_is_noted() -> None:
    """An English cue without source is marked as hearsay that no statement rests on, without a chain."""
    parse = a_tree(_EXPECTED, language="en")
    candidate = a_candidate(parse, (), (2, 3), (0, 1, 4, 5))
    (found,) = find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, (candidate,))
    assert found.is_noted
    assert (found.kind, found.source, found.chain) == (Kind.HEARSAY, (), ())
    words = [span.of(parse.report.text) for span in (*found.cue, *found.content)]
    assert words == ["is expected", "The ferry", "to sail"]


def test_what_the_writer_thinks_is_noted() -> None:
    """'I think that' has the writer as its source, who is in no chain."""
    parse = a_tree(_THOUGHT, language="en")
    candidate = a_candidate(parse, (0,), (1,), (2, 3, 4))
    (found,) = find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, (candidate,))
    assert found.is_noted
    assert (found.kind, found.chain, found.source[0].of(parse.report.text)) == (Kind.INDIRECT, (), "I")


@pytest.mark.parametrize(("language", "sure"), [("nl", 0.9), ("en", 0.4)])
def test_what_is_unlikely_or_read_by_transfer_is_not_noted(language: str, sure: float) -> None:
    """Below a half, or in a language in which the model has learnt no attributions, nothing is noted."""
    parse = a_tree(_EXPECTED, language=language)
    candidate = a_candidate(parse, (), (2, 3), (0, 1, 4, 5), sure)
    assert find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, (candidate,)) == ()


def test_nothing_is_noted_within_what_somebody_says() -> None:
    """In 'Brock said the ferry is expected to sail' it is Brock who says so."""
    row = (
        "Brock|PROPN|2|nsubj said|VERB|0 the|DET|4 ferry|NOUN|6|nsubj:pass is|AUX|6|aux:pass expected|VERB|2|ccomp "
        "to|PART|8|mark sail|VERB|6|xcomp .|PUNCT|2"
    )
    parse = a_tree(row, language="en", names=(("Brock", "PER"),))
    said = a_candidate(parse, (0,), (1,), range(2, 8))
    expected = a_candidate(parse, (), (4, 5), (2, 3, 6, 7))
    (found,) = find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, (said, expected))
    assert [link.text for link in found.chain] == ["Brock"]


def test_a_name_kept_back_is_not_noted() -> None:
    """That nobody is to be named is no word on the matter, whoever asks for it."""
    row = "Asked|VERB|0 not|PART|4|advmod to|PART|4|mark be|AUX|5 named|VERB|1|xcomp .|PUNCT|1"
    parse = a_tree(row, language="en")
    candidate = a_candidate(parse, (), (0,), (1, 2, 3, 4))
    assert find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, (candidate,)) == ()


@pytest.mark.encoder
def test_statements_do_not_rest_on_what_is_noted(encoder: Encoder) -> None:
    """What 'is widely expected' is noted, and told in the report's own voice."""
    from zegsman.annotate.line import annotate_report

    report = a_report("The harbour board is widely expected to sell the old lighthouse next spring.", language="en")
    annotation = annotate_report(report, encoder)
    assert [one.is_noted for one in annotation.attributions] == [True]
    assert {one.kind for one in annotation.statements} == {Kind.NARRATED}
    assert {one.attribution for one in annotation.statements} == {-1}
