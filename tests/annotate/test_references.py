"""Pronouns and short descriptions are tied to what they stand for."""

from __future__ import annotations

import pytest

from builders import a_report
from written_trees import WrittenTree, a_tree
from zegsman.annotate.references import find_references, is_compound_of

_HE_SAYS = "Hij|PRON|2|nsubj knikt|VERB|0 .|PUNCT|2"
_SHE_NODS = "Zij|PRON|2|nsubj knikt|VERB|0 .|PUNCT|2"
_THEY_NOD = "Zij|PRON|2|nsubj knikken|VERB|0 .|PUNCT|2"


def _pairs(parse: WrittenTree) -> list[tuple[str, str]]:
    text = parse.report.text
    found = find_references(parse.report, parse.sentences, parse.tokens, parse.names)
    return [(one.span.of(text), one.antecedent.of(text)) for one in found]


def test_references_tie_a_pronoun_to_the_subject_before() -> None:
    """'Hij' is the person who is the subject of the sentence before, not the one seen there."""
    saw = "Joost|PROPN|3|nsubj Mol|PROPN|1|flat zag|VERB|0 Leo|PROPN|3|obj Kamp|PROPN|4|flat .|PUNCT|3"
    parse = a_tree(saw, _HE_SAYS, names=(("Joost Mol", "PER"), ("Leo Kamp", "PER")))
    assert _pairs(parse) == [("Hij", "Joost Mol")]


def test_references_heed_the_gender_that_a_function_tells() -> None:
    """'Zij' with a singular verb passes over a man for a woman whose function shows it."""
    saw = (
        "Woordvoerster|NOUN|4|nsubj Rita|PROPN|1|appos Smet|PROPN|2|flat zag|VERB|0 meneer|NOUN|4|obj "
        "Kamp|PROPN|5|appos .|PUNCT|4"
    )
    parse = a_tree(saw, _SHE_NODS, names=(("Rita Smet", "PER"), ("Kamp", "PER")))
    assert ("Zij", "Rita Smet") in _pairs(parse)


def test_references_tie_a_plural_pronoun_to_a_group() -> None:
    """'Zij' with a plural verb stands for people, not for the minister."""
    met = "Twee|NUM|2|nummod ambtenaren|NOUN|3|nsubj zagen|VERB|0 Karin|PROPN|3|obj Vermaat|PROPN|4|flat .|PUNCT|3"
    parse = a_tree(met, _THEY_NOD, names=(("Karin Vermaat", "PER"),))
    assert ("Zij", "Twee ambtenaren") in _pairs(parse)


def test_references_tie_a_description_to_the_fuller_one() -> None:
    """'De woordvoerder' is the spokesman described before."""
    came = "Een|DET|2 woordvoerder|NOUN|6|nsubj van|ADP|5 de|DET|5 haven|NOUN|2|nmod kwam|VERB|0 .|PUNCT|6"
    nods = "De|DET|2 woordvoerder|NOUN|3|nsubj knikt|VERB|0 .|PUNCT|3"
    assert _pairs(a_tree(came, nods)) == [("De woordvoerder", "Een woordvoerder van de haven")]


def test_references_tie_the_paper_to_the_medium_named() -> None:
    """'De krant' is the medium that was named."""
    wrote = "De|PROPN|3|nsubj Avondkrant|PROPN|1|flat schreef|VERB|0 veel|ADJ|3|obj .|PUNCT|3"
    nods = "De|DET|2 krant|NOUN|3|nsubj zwijgt|VERB|0 .|PUNCT|3"
    assert _pairs(a_tree(wrote, nods, names=(("De Avondkrant", "ORG"),))) == [("De krant", "De Avondkrant")]


def test_references_tie_the_paper_to_no_agency() -> None:
    """'De krant' is the paper named within another phrase, not the agency that was named last."""
    told = "Bronnen|NOUN|4|nsubj van|ADP|3 Trouw|PROPN|1|nmod spraken|VERB|0 .|PUNCT|4"
    seen = "Reuters|PROPN|2|nsubj filmde|VERB|0 .|PUNCT|2"
    nods = "De|DET|2 krant|NOUN|3|nsubj zwijgt|VERB|0 .|PUNCT|3"
    parse = a_tree(told, seen, nods, names=(("Trouw", "ORG"), ("Reuters", "ORG")))
    assert _pairs(parse) == [("De krant", "Trouw")]


def test_references_tie_the_agency_to_no_paper() -> None:
    """'Het persbureau' is the agency, though a paper was named last."""
    seen = "Reuters|PROPN|2|nsubj filmde|VERB|0 .|PUNCT|2"
    told = "Trouw|PROPN|2|nsubj schreef|VERB|0 .|PUNCT|2"
    nods = "Het|DET|2 persbureau|NOUN|3|nsubj zwijgt|VERB|0 .|PUNCT|3"
    parse = a_tree(seen, told, nods, names=(("Reuters", "ORG"), ("Trouw", "ORG")))
    assert _pairs(parse) == [("Het persbureau", "Reuters")]


def test_references_are_none_where_nobody_was_named() -> None:
    """A pronoun without antecedent is left out."""
    assert _pairs(a_tree(_HE_SAYS)) == []


def test_references_of_an_empty_report_are_none() -> None:
    """No tokens, no references."""
    assert find_references(a_report(""), (), (), ()) == ()


@pytest.mark.parametrize(
    ("longer", "word", "is_one"),
    [
        ("ondernemingsraad", "raad", True),
        ("voetbalclub", "club", True),
        ("vakbond", "bond", True),
        ("adjunct-directeur", "directeur", False),
        ("ondervoorzitter", "voorzitter", False),
        ("oudminister", "minister", False),
        ("raad", "raad", False),
        ("pand", "and", False),
    ],
)
def test_short_noun_can_stand_for_its_compound(longer: str, word: str, is_one: bool) -> None:
    """'De raad' is the 'ondernemingsraad' told of before; another rank, and the noun itself, are no compounds of it."""
    assert is_compound_of(longer, word) is is_one
