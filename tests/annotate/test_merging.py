"""Rules and model put together in English: how far content reaches where the model has less than the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from written_trees import a_candidate, a_tree
from zegsman.annotate.attributions import find_attributions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from written_trees import WrittenTree
    from zegsman.annotate.attribution_candidates import AttributionCandidate


def _contents(parse: WrittenTree, *candidates: AttributionCandidate) -> list[list[str]]:
    found = find_attributions(parse.report, parse.sentences, parse.tokens, parse.names, candidates)
    return [[span.of(parse.report.text) for span in one.content] for one in found]


def _brock(row: str, content: Sequence[int]) -> list[list[str]]:
    parse = a_tree(row, language="en", names=(("Brock", "PER"),))
    return _contents(parse, a_candidate(parse, (0,), (1,), content))


def test_a_clause_ends_before_the_one_joined_to_it() -> None:
    """'but' and what follows is not what the source agreed to, though the tree joins it to that."""
    row = (
        "Brock|PROPN|2|nsubj agreed|VERB|0 that|SCONJ|5|mark rules|NOUN|5|nsubj change|VERB|2|ccomp ,|PUNCT|11 "
        "but|CCONJ|11|cc the|DET|9 vote|NOUN|11|nsubj must|AUX|11|aux wait|VERB|5|conj .|PUNCT|2"
    )
    assert _brock(row, (2, 3, 4)) == [["that rules change"]]


def test_a_clause_keeps_what_only_hangs_on_it() -> None:
    """Where the model stops before an adverbial clause, the rule's content stands: it was cut short."""
    row = (
        "Brock|PROPN|2|nsubj insists|VERB|0 it|PRON|4|nsubj knew|VERB|2|ccomp late|ADV|4|advmod ,|PUNCT|10 "
        "when|ADV|10|advmod the|DET|9 laboratory|NOUN|10|nsubj rang|VERB|4|advcl .|PUNCT|2"
    )
    assert _brock(row, (2, 3, 4)) == [["it knew late, when the laboratory rang"]]


def test_an_object_ends_where_the_model_ends_it() -> None:
    """'when he ran for mayor' tells when it was said."""
    row = (
        "Brock|PROPN|2|nsubj called|VERB|0 the|DET|4 plan|NOUN|2|obj mad|ADJ|2|xcomp when|SCONJ|8|mark he|PRON|8|nsubj "
        "ran|VERB|5|advcl for|ADP|10|case mayor|NOUN|8|obl .|PUNCT|2"
    )
    assert _brock(row, (2, 3, 4)) == [["the plan mad"]]


def test_what_somebody_plans_does_not_run_on() -> None:
    """A sentence with 'would' goes on with what somebody said, not with what he was willing to do."""
    second = "The|DET|2 town|NOUN|4|nsubj would|AUX|4|aux pay|VERB|0 .|PUNCT|4"
    for verb, lines in (("planned", 1), ("said", 2)):
        first = (
            f"Brock|PROPN|2|nsubj {verb}|VERB|0 to|PART|4|mark close|VERB|2|xcomp the|DET|6 old|ADJ|7 "
            "lido|NOUN|4|obj .|PUNCT|2"
        )
        parse = a_tree(first, second, language="en", names=(("Brock", "PER"),))
        assert len(_contents(parse, a_candidate(parse, (0,), (1,), range(2, 7)))) == lines


def test_a_verb_within_a_quotation_does_not_break_it_off() -> None:
    """'Back then, they were announcing …' within marks is one voice, whose it is told outside them."""
    row = (
        "“|PUNCT|7 Back|ADV|7|advmod then|ADV|7|advmod ,|PUNCT|7 they|PRON|7|nsubj were|AUX|7|aux announcing|VERB|0 "
        "many|ADJ|9 visas|NOUN|7|obj ,|PUNCT|7 ”|PUNCT|7 Brock|PROPN|13|nsubj said|VERB|7|parataxis .|PUNCT|7"
    )
    parse = a_tree(row, language="en", names=(("Brock", "PER"),))
    outer = a_candidate(parse, (11,), (12,), range(11))
    assert _contents(parse, outer) == [["“Back then, they were announcing many visas,”"]]
