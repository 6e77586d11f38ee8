"""Tense and participles by form."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zegsman.annotate.verb_forms import Tense, is_participle, lemma_of, tense_of_form
from zegsman.record.annotation import Token
from zegsman.record.spans import Span

CASES = tomllib.loads((Path(__file__).parent / "test_verb_forms_cases.toml").read_text(encoding="utf-8"))


def _listed(*names: str) -> list[tuple[str, str, str, str]]:
    return [
        (language, name, pair.partition(":")[0], pair.partition(":")[2])
        for language in ("nl", "en")
        for name in names
        for pair in CASES[language][name].split()
    ]


@pytest.mark.parametrize(("language", "tense", "form", "lemma"), _listed("past", "present"))
def test_finite_form_has_the_tense_of_its_spelling(language: str, tense: str, form: str, lemma: str) -> None:
    """Strong verbs are found in the table, with or without prefix; weak ones by their ending."""
    assert tense_of_form(form, lemma, language) is Tense(tense)


@pytest.mark.parametrize(("language", "name", "form", "lemma"), _listed("participle", "no_participle"))
def test_participles_are_told_from_finite_forms(language: str, name: str, form: str, lemma: str) -> None:
    """A participle is known by prefix, ending or table."""
    token = Token(Span(0, len(form)), form, lemma, "VERB", -1, "root")
    assert is_participle(token, language) is (name == "participle")


def test_lemma_is_read_without_case_and_marks_of_compounds() -> None:
    """Lemmas compare in lower case and without the marks that part compounds."""
    assert lemma_of(Token(Span(0, 5), "Reist", "Af_reizen", "VERB", -1, "root")) == "afreizen"
