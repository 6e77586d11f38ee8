"""Time expressions: tables of invented sentences, and what must hold for any text."""

from __future__ import annotations

import itertools
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zegsman.annotate.times import ClauseTenses, find_times
from zegsman.annotate.times.grammar import load_grammar
from zegsman.record.days import UNKNOWN_DAYS, Days, parse_iso_days
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from zegsman.record.annotation import TimeExpression

_HERE = Path(__file__).parent


def _table(language: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"times_cases_{language}.toml").read_text(encoding="utf-8"))


def _rows(language: str) -> list[Any]:
    cases = _table(language)["cases"]
    return [
        pytest.param(language, row, id=f"{language}-{topic}-{i}")
        for topic, rows in cases.items()
        for i, row in enumerate(rows)
        if row[3] != "NONE"
    ]


def _sentences(text: str) -> list[Span]:
    spans, start = [], 0
    for i, letter in enumerate(text):
        if letter == "." and text[i - 1 : i] != "m" and text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].isupper():
            spans.append(Span(start, i + 1))
            start = i + 2
    return [*spans, Span(start, len(text))] if text[start:] else spans


def _published(value: str) -> Days:
    return parse_iso_days(value) if value else UNKNOWN_DAYS


def _times(text: str, published: str, language: str) -> tuple[TimeExpression, ...]:
    return find_times(text, _sentences(text), _published(published), language)


@pytest.mark.parametrize(("language", "row"), [*_rows("nl"), *_rows("en")])
def test_find_times_reads_type_value_and_days(language: str, row: list[str]) -> None:
    """Each expression of the tables is found with its extent, type, value and first and last day."""
    _, published, marked, type_, value, first, last = row
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    found = {(time.span.start, time.span.end): time for time in _times(text, published, language)}
    assert (start, end) in found, list(found)
    time = found[start, end]
    days = [day.isoformat() if day else "" for day in (time.days.start, time.days.end)]
    assert [time.type, time.value, *days] == [type_, value, first, last]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_find_times_finds_nothing_where_no_time_is_meant(language: str) -> None:
    """Ages, amounts, names and idioms give no time expression."""
    found = {
        sentence: [time.span.of(sentence) for time in _times(sentence, "2024-05-14", language)]
        for sentence in _table(language)["nothing"]["sentences"]
    }
    assert not {sentence: times for sentence, times in found.items() if times}


@pytest.mark.parametrize(
    ("tense", "value"), [("past", "2024-05-10"), ("future", "2024-05-17"), ("present", "2024-05-17")]
)
def test_find_times_takes_the_tense_of_the_sentence_where_words_do_not_tell(tense: str, value: str) -> None:
    """A bare weekday in a sentence without a known verb points the way that the given tense says."""
    text = "Vrijdag overleg in Den Helder."
    (time,) = find_times(text, [Span(0, len(text))], _published("2024-05-14"), "nl", tenses=[ClauseTenses((), tense)])
    assert time.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("They planned a march on Friday.", "2024-05-17"), ("The offer had been due to end on Friday.", "2024-05-10")],
)
def test_find_times_puts_plans_ahead_though_told_in_the_past(text: str, value: str) -> None:
    """A plan outweighs the past tense of its clause, unless it is a plan of the past itself."""
    tenses = [ClauseTenses(((0, "past"),), "past")]
    (time,) = find_times(text, [Span(0, len(text))], _published("2024-05-14"), "en", tenses=tenses)
    assert time.value == value


def test_find_times_tells_the_ends_of_a_range() -> None:
    """A range is one expression that knows its two ends, which TimeML marks apart."""
    text = "Het forum is van 10 tot 13 september."
    (time,) = find_times(text, [Span(0, len(text))], _published("2023-09-01"), "nl")
    assert time.span.of(text) == "10 tot 13 september"
    assert [(end.span.of(text), end.value) for end in time.ends] == [
        ("10", "2023-09-10"),
        ("13 september", "2023-09-13"),
    ]


def test_find_times_tells_the_end_of_a_range_as_the_range_has_it() -> None:
    """A month without a year that would lie before its beginning is that of the next year, in the end too."""
    text = "Hij was van november 2023 tot februari in Napels."
    (time,) = find_times(text, [Span(0, len(text))], _published("2025-05-14"), "nl")
    assert time.days == Days(None, date(2023, 11, 1), time.days.end)
    assert time.ends[-1].days.end == time.days.end


def test_find_times_gives_nothing_for_a_language_without_grammar() -> None:
    """A language that has no grammar is no error."""
    assert find_times("Dienstag kam er.", [Span(0, 16)], _published("2024-05-14"), "de") == ()


def test_find_times_marks_what_counts_from_the_text() -> None:
    """Only expressions counted from a time before them are anaphoric, and say which sentences must stay in order."""
    text = "Op 2 april brandde het. Een dag later, dinsdag, was hij weg."
    times = _times(text, "2024-05-14", "nl")
    assert [time.anaphoric for time in times] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("Sinds 2022 woont hij hier.", "ON_OR_AFTER"),
        ("Tot 2027 duurt het.", "ON_OR_BEFORE"),
        ("Vóór 1 juli moet het weg.", "BEFORE"),
        ("Rond 20 mei wordt het warm.", "APPROX"),
        ("Eind augustus ging hij.", "END"),
        ("Begin 2023 ging hij.", "START"),
        ("Ruim twee jaar geleden ging hij.", "MORE_THAN"),
        ("Bijna tien dagen zat hij vast.", "LESS_THAN"),
    ],
)
def test_find_times_gives_the_mod(text: str, mod: str) -> None:
    """Words that blur, open or narrow a time are kept as TIMEX3 mod."""
    assert _times(text, "2024-05-14", "nl")[0].mod == mod


def test_find_times_is_linear_in_text_of_nothing_but_dates() -> None:
    """A table of dates without a full stop is read in bounded time."""
    text = "12 mei 2024 maandag 10.30 uur 3 " * 4000
    assert len(find_times(text, [Span(0, len(text))], _published("2024-05-14"), "nl")) > 4000


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_of_the_grammar_is_a_regular_expression(language: str) -> None:
    """Rules are compiled on first use, so that a wrong one must show here."""
    for rules in load_grammar(language).rules.values():
        assert all(rule.pattern.groups >= len(rule.groups) for rule in rules)


_WORDS_OF_GRAMMAR = (
    "maandag mei 12 2024 in de van tot en met op uur half 10.30 week vorige volgende jaar geleden over tien een "
    "dag later nacht eind begin 31 februari 99 0 1999-2003 '98 ’s avonds elke drie keer per Pasen jaren negentig "
    "Tuesday May 31 the last next ago quarter third 8 p.m. from to between and Thanksgiving 25:61 00/00/0000"
)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS_OF_GRAMMAR.split()), max_size=25).map(" ".join)),
    st.sampled_from(["nl", "en"]),
    st.sampled_from(["", "0001", "2024", "2024-02-29", "2023-09", "9999-12-31"]),
)
def test_find_times_never_raises_and_keeps_order(text: str, language: str, published: str) -> None:
    """On any text the spans lie inside it, in order, without overlap, with days that are in order."""
    sentences = [Span(0, len(text))] if text else []
    times = find_times(text, sentences, _published(published), language)
    for time in times:
        assert 0 <= time.span.start < time.span.end <= len(text)
        assert time.value
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(times))


_ALONE = [
    "Gisteren kwam hij.",
    "Op 12 mei 2021 ging zij.",
    "Vorige week donderdag viel het stil.",
    "Elke maandag is er markt.",
    "Dat duurde tien dagen.",
    "In juli brandde het.",
]


@settings(deadline=None)
@given(st.permutations(_ALONE))
def test_find_times_of_a_sentence_do_not_depend_on_its_neighbours(order: list[str]) -> None:
    """Expressions that are not anaphoric mean the same in any order of the sentences."""
    text = " ".join(order)
    found = {time.span.of(text): (time.value, time.days) for time in _times(text, "2024-05-14", "nl")}
    for sentence in _ALONE:
        for time in _times(sentence, "2024-05-14", "nl"):
            assert found[time.span.of(sentence)] == (time.value, time.days)
