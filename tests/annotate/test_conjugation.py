"""Regular forms of Dutch verbs."""

from __future__ import annotations

import pytest

from zegsman.annotate.conjugation import regular_forms, with_forms


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("dreigen", "dreig dreigt dreigde dreigden gedreigd"),
        ("hopen", "hoop hoopt hoopte hoopten gehoopt"),
        ("zetten", "zet zet zette zetten gezet"),
        ("vrezen", "vrees vreest vreesde vreesden gevreesd"),
        ("beloven", "beloof belooft beloofde beloofden beloofd"),
        ("wandelen", "wandel wandelt wandelde wandelden gewandeld"),
        ("verwachten", "verwacht verwacht verwachtte verwachtten verwacht"),
    ],
)
def test_regular_forms_follow_the_rules_of_spelling(infinitive: str, forms: str) -> None:
    """Long vowels double in closed syllables, double consonants part, v and z harden, t and d follow the stem."""
    assert regular_forms(infinitive) == tuple(forms.split())


def test_verbs_in_eren_get_the_forms_of_both_kinds() -> None:
    """Spelling does not tell 'weigert' from 'studeert', so both are given."""
    assert {"weigert", "weigeert"} <= set(regular_forms("weigeren"))


def test_words_that_are_no_infinitives_have_no_forms() -> None:
    """Nouns and English words stay alone."""
    assert regular_forms("plan") == ()
    assert with_forms(["expect"], "en") == {"expect"}
    assert with_forms(["hopen", "plan"], "nl") >= {"hopen", "plan", "hoopt"}
