"""Tests of the infinitives of Dutch verbs."""

from __future__ import annotations

import pytest

from zegsman.annotate.dutch_verbs import infinitive_of_stem, is_infinitive, strong_infinitive, weak_infinitive


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("bood", "bieden"),
        ("aankwam", "aankomen"),
        ("ontvangen", "ontvangen"),
        ("verboden", "verbieden"),
        ("tafel", None),
    ],
)
def test_strong_infinitive_strips_particles_and_prefixes(form: str, infinitive: str | None) -> None:
    """A strong form is found with its particle or prefix; what is none gives nothing."""
    assert strong_infinitive(form) == infinitive


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("boekten", "boeken"),
        ("loste", "lossen"),
        ("vuurde", "vuren"),
        ("beproefd", "beproeven"),
        ("opgehaald", "ophalen"),
        ("gefrustreerd", "frustreren"),
        ("wandelde", "wandelen"),
        ("lopend", "lopen"),
    ],
)
def test_weak_infinitive_follows_the_spelling(form: str, infinitive: str) -> None:
    """Vowels are shortened, consonants doubled and f and s made v and z as the spelling has it."""
    assert weak_infinitive(form) == infinitive


@pytest.mark.parametrize(("stem", "infinitive"), [("reis", "reizen"), ("schrijf", "schrijven"), ("stel", "stellen")])
def test_infinitive_of_stem(stem: str, infinitive: str) -> None:
    """A stem gets its ending."""
    assert infinitive_of_stem(stem) == infinitive


@pytest.mark.parametrize(("lemma", "verdict"), [("lopen", True), ("trapt", False), ("opereeren", False)])
def test_is_infinitive_looks_at_the_spelling(lemma: str, verdict: bool) -> None:
    """What does not end as infinitives do, or has a vowel too many, is none."""
    assert is_infinitive(lemma) is verdict
