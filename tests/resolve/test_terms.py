"""What a statement is about: a relative clause is about the phrase that it hangs in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import an_annotation, span_of
from written_trees import a_tree
from zegsman.resolve.claims.terms import TermReader, takes_back

_FAIR = (
    "Zij|PRON|2|nsubj bezoeken|VERB|0 de|DET|5 grote|ADJ|5|amod jaarmarkt|NOUN|2|obj ,|PUNCT|9 die|PRON|9|nsubj "
    "zaterdag|NOUN|9|obl begint|VERB|5|acl:relcl .|PUNCT|2"
)
_SAYS = "Zij|PRON|2|nsubj weten|VERB|0 dat|SCONJ|6 de|DET|5 markt|NOUN|6|nsubj begint|VERB|2|ccomp .|PUNCT|2"


@pytest.mark.parametrize(
    ("row", "clause", "antecedent"),
    [(_FAIR, "die zaterdag begint", "de grote jaarmarkt"), (_SAYS, "dat de markt begint", None)],
    ids=["relative clause", "clause of content"],
)
def test_a_relative_clause_hangs_in_a_phrase(row: str, clause: str, antecedent: str | None) -> None:
    """The phrase before 'die' is found, without the clause itself; a clause that tells what is known has none."""
    parse = a_tree(row)
    annotation = replace(an_annotation(parse.report), sentences=parse.sentences, tokens=parse.tokens)
    found = TermReader(parse.report, annotation).antecedent_of(span_of(parse.report.text, clause))
    assert (found and found.of(parse.report.text).rstrip(",")) == antecedent


@pytest.mark.parametrize(
    ("text", "is_taken_back"),
    [
        ("The manager has put that right: fourteen rooms were booked", True),
        ("She set the record straight on Monday", True),
        ("De wethouder heeft dat rechtgezet", True),
        ("The lamp was put right beside the door", False),
    ],
)
def test_who_puts_it_right_takes_back_what_was_said(text: str, is_taken_back: bool) -> None:
    """'Put that right' and 'set the record straight' mend what was said before."""
    assert takes_back(text, "nl" if text.startswith("De ") else "en") is is_taken_back
