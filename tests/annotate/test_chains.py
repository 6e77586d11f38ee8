"""Chains: who has it from whom, nearest first, the report's own outlet never among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from written_trees import WrittenTree, a_tree
from zegsman.annotate.attributions import find_attributions
from zegsman.annotate.source_nouns import names_outlet

if TYPE_CHECKING:
    from zegsman.record.annotation import Attribution

_NESTED = (
    "Noor|PROPN|3|nsubj Haak|PROPN|1|flat zei|VERB|0 dat|SCONJ|8 de|DET|6 bakker|NOUN|8|nsubj hem|PRON|8|iobj "
    "vertelde|VERB|3|ccomp dat|SCONJ|12 de|DET|11 winkel|NOUN|12|nsubj sluit|VERB|8|ccomp .|PUNCT|3"
)
_AUTHORITY = (
    "De|PROPN|3|nsubj Proefheraut|PROPN|1|flat meldde|VERB|0 op|ADP|5 gezag|NOUN|3|obl van|ADP|8 twee|NUM|8|nummod "
    "diplomaten|NOUN|5|nmod dat|SCONJ|13 de|DET|11 top|NOUN|13|nsubj wordt|AUX|13 afgelast|VERB|3|ccomp .|PUNCT|3"
)
_ADDRESSEE = (
    "De|DET|2 boer|NOUN|3|nsubj vertelde|VERB|0 aan|ADP|5 Omroep|PROPN|3|obl Vechtdal|PROPN|5|flat dat|SCONJ|10 "
    "zijn|PRON|9|nmod:poss koeien|NOUN|10|nsubj ziek|ADJ|3|ccomp zijn|AUX|10|cop .|PUNCT|3"
)


def _found(parse: WrittenTree) -> tuple[Attribution, ...]:
    return find_attributions(parse.report, parse.sentences, parse.tokens, parse.names)


def _chains(parse: WrittenTree) -> list[list[str]]:
    return [[link.text for link in one.chain] for one in _found(parse)]


def test_chain_of_nested_speech_holds_the_outer_speaker_first() -> None:
    """'X zei dat Y vertelde dat Z' gives [X] for what Y did and [X, Y] for Z."""
    parse = a_tree(_NESTED, names=(("Noor Haak", "PER"),))
    assert _chains(parse) == [["Noor Haak"], ["Noor Haak", "de bakker"]]


def test_chain_ends_in_whom_the_medium_has_it_from() -> None:
    """'op gezag van' puts its phrase behind the medium."""
    parse = a_tree(_AUTHORITY, names=(("De Proefheraut", "ORG"),))
    assert _chains(parse) == [["De Proefheraut", "twee diplomaten"]]


def test_chain_leaves_out_the_reports_own_outlet() -> None:
    """The same words in the medium's own report start with whom it has it from."""
    parse = a_tree(_AUTHORITY, names=(("De Proefheraut", "ORG"),), outlet="De Proefheraut")
    assert _chains(parse) == [["twee diplomaten"]]


def test_chain_has_the_medium_that_somebody_spoke_to_before_him() -> None:
    """'vertelde aan Omroep X' makes the medium a link, but not in that medium's own report."""
    names = (("Omroep Vechtdal", "ORG"),)
    assert _chains(a_tree(_ADDRESSEE, names=names)) == [["Omroep Vechtdal", "De boer"]]
    assert _chains(a_tree(_ADDRESSEE, names=names, outlet="Omroep Vechtdal")) == [["De boer"]]


def test_chain_goes_on_in_a_sentence_that_still_reports() -> None:
    """'zou' behind reported speech keeps the chain, and a sentence in the report's own voice ends it."""
    zou = "Er|ADV|5|advmod zou|AUX|5 vrijdag|NOUN|5|obl worden|AUX|5 getekend|VERB|0 .|PUNCT|5"
    plain = "De|DET|2 zaal|NOUN|4|nsubj is|AUX|4|cop klein|ADJ|0 .|PUNCT|4"
    parse = a_tree(_AUTHORITY, zou, plain, zou, names=(("De Proefheraut", "ORG"),))
    assert _chains(parse) == [["De Proefheraut", "twee diplomaten"]] * 2 + [[]]


def test_chain_links_point_at_their_words() -> None:
    """Each link's span covers the words that the report has for it."""
    parse = a_tree(_AUTHORITY, names=(("De Proefheraut", "ORG"),))
    for one in _found(parse):
        for link in one.chain:
            assert link.named_at.of(parse.report.text) == link.text


@pytest.mark.parametrize(
    ("words", "outlet", "same"),
    [
        ("de Proefheraut", "De Proefheraut", True),
        ("BBC", "BBC News", True),
        ("HAB", "Het Avondlicht Breda", True),
        ("Avondlicht", "Het Avondlicht", True),
        ("Omroep Vechtdal", "Omroep Zwin", False),
        ("Radio 1", "Radio 2", False),
        ("de bakker", None, False),
    ],
)
def test_chain_knows_the_outlet_by_article_word_of_trade_and_initials(
    words: str, outlet: str | None, same: bool
) -> None:
    """An outlet is known without article or word of its trade, and by its initials."""
    assert names_outlet(words, outlet) is same
