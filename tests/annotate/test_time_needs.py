"""What a rule of time expressions needs: that it is told truly, and that leaving rules out changes nothing."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zegsman.annotate.times import matching
from zegsman.annotate.times.grammar import load_grammar
from zegsman.annotate.times.matching import find_matches
from zegsman.annotate.times.needs import DIGITS, find_needs, first_words, is_met, words_held
from zegsman.record.spans import Span

CLASSES = {
    "day": first_words(["maandag", "dinsdag"]),
    "month": first_words(["mei", "juni"]),
    "part": first_words(["in de ochtend", "'s avonds"]),
    "dd": frozenset({DIGITS}),
}
DAYS, MONTHS, DIGIT = {"maandag", "dinsdag"}, {"mei", "juni"}, {DIGITS}


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("{day}", [DAYS]),
        ("{day} {part}", [DAYS, {"in", "s"}]),
        ("(?:de )?{dd} {x:month}(?: {year:yyyy})?", [DIGIT, MONTHS]),
        ("(?:{_:day},? )?{d:dd}(?:e|ste|de)? {month}", [DIGIT, MONTHS]),
        ("(?P<x>(?:{part} )?{month}) (?:tot|t/m|en) (?P<y>{month2:month})", [MONTHS]),
        ("(?:elke|iedere|elk jaar in) {month}(?! niet)", [{"elke", "iedere", "elk"}, MONTHS]),
        ("{day},? {dd} {month}", [DAYS, DIGIT, MONTHS]),
        ("half ?jaar", []),
        ("{day} ?{month} geleden", [{"geleden"}]),
        ("{day}|{month}", []),
        ("{day}s {month}", [MONTHS]),
        ("{unlisted} {month}", [MONTHS]),
        ("{dd}[-/.]{dd} [- ]{month}", [DIGIT]),
        ("(?:{day}|{month}) {dd}", [DAYS | MONTHS, DIGIT]),
        ("(?:(?:de )?{day}|nu) {dd}", [DAYS | {"nu"}, DIGIT]),
    ],
)
def test_find_needs_tells_what_must_stand_in_the_sentence(pattern: str, needs: list[set[str]]) -> None:
    """Parts that are whole words or classes of them are needed; what is optional or may be joined is not."""
    assert list(find_needs(pattern, CLASSES)) == [frozenset(need) for need in needs]


def test_is_met_asks_one_word_of_each_need() -> None:
    """A sentence with a day and a number meets a rule that needs both; without the number it does not."""
    needs = find_needs("{day} {dd} (?:keer|maal)", CLASSES)
    assert is_met(needs, words_held("op maandag 3 keer"))
    assert not is_met(needs, words_held("op maandag drie keer"))
    assert is_met((), frozenset())


def test_most_rules_need_something() -> None:
    """In both languages fewer than one rule in ten would be tried on every sentence with a trigger."""
    for language in ("nl", "en"):
        rules = set(itertools.chain.from_iterable(load_grammar(language).rules.values()))
        assert sum(not rule.needs for rule in rules) < len(rules) / 10


def _sentences(language: str) -> list[str]:
    table = tomllib.loads((Path(__file__).parent / f"times_cases_{language}.toml").read_text(encoding="utf-8"))
    return [row[2].replace("[", "").replace("]", "") for rows in table["cases"].values() for row in rows]


def _with_all_rules(text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> list[matching.Found]:
    with monkeypatch.context() as patched:
        patched.setattr(matching, "is_met", lambda needs, words: True)
        return find_matches(text, [Span(0, len(text))], load_grammar(language))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_rules_that_are_left_out_would_not_have_matched(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every sentence of the tables all rules together find just what those find whose needs are met."""
    for text in _sentences(language):
        found = find_matches(text, [Span(0, len(text))], load_grammar(language))
        assert found == _with_all_rules(text, language, monkeypatch), text


_WORDS = sorted({word for language in ("nl", "en") for text in _sentences(language) for word in text.split()})


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*_WORDS, "’s", "½", "3.10", "'24", "-"]), min_size=1, max_size=14),
    st.sampled_from(["", " ", ", "]),
)
def test_the_same_holds_of_words_in_any_order(words: list[str], gap: str) -> None:
    """Words of time expressions thrown together, apart or glued, are read alike with and without the look ahead."""
    text = gap.join(words)
    with pytest.MonkeyPatch.context() as monkeypatch:
        for language in ("nl", "en"):
            found = find_matches(text, [Span(0, len(text))], load_grammar(language))
            assert found == _with_all_rules(text, language, monkeypatch)
