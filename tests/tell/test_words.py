"""Counts, dates and lists in the reader's language; both languages have the same words."""

from __future__ import annotations

from typing import Any

import pytest

from zegsman.lexicon.tables import load_table
from zegsman.tell.words import interface_language, words_of


def _keys(table: Any, path: str = "") -> set[str]:
    if not isinstance(table, dict):
        return {path}
    return {key for name, part in table.items() for key in _keys(part, f"{path}.{name}")}


def test_dossier_words_have_the_same_keys_in_both_languages() -> None:
    """No heading or label is missing in one language."""
    tables = [dict(load_table(language, "dossier_words")) for language in ("nl", "en")]
    for table in tables:
        table["numbers"] = dict.fromkeys(table["numbers"], "")
    assert _keys(tables[0]) == _keys(tables[1])


@pytest.mark.parametrize(
    ("language", "time", "expected"),
    [
        ("nl", {"value": "2024-03-05", "start": "2024-03-05", "end": "2024-03-05"}, "5 maart 2024"),
        ("en", {"value": "2024-03", "start": "2024-03-01", "end": "2024-03-31"}, "March 2024"),
        ("nl", {"value": None, "start": "2024-02-28", "end": "2024-03-01"}, "28 februari tot en met 1 maart 2024"),
        ("nl", {"value": None, "start": "2024-03-01", "end": "2024-03-04"}, "1 tot en met 4 maart 2024"),
        ("en", {"value": None, "start": "2023-12-30", "end": "2024-01-02"}, "30 December 2023 to 2 January 2024"),
        ("nl", {"value": None, "start": "2025-06-01", "end": "2025-08-31"}, "juni tot en met augustus 2025"),
        ("en", {"value": None, "start": "2023-12-01", "end": "2024-02-29"}, "December 2023 to February 2024"),
        ("en", {"value": None, "start": "2024-02-01", "end": "2024-02-29"}, "February 2024"),
        ("nl", {"value": None, "start": "2024-02-01", "end": "2024-02-28"}, "1 tot en met 28 februari 2024"),
        ("nl", {"value": None, "start": "1600-01-01", "end": "1699-12-31"}, "1600 tot en met 1699"),
        ("nl", {"value": "2024-W09", "start": "2024-02-26", "end": "2024-03-03"}, "week 9 van 2024"),
        ("en", {"value": "1998", "start": "1998-01-01", "end": "1998-12-31"}, "1998"),
        ("nl", {"value": None, "start": None, "end": None}, "datum onbekend"),
        ("nl", None, "datum onbekend"),
    ],
)
def test_days_speaks_at_the_precision_of_the_time(language: str, time: Any, expected: str) -> None:
    """A day, month, week, year or range is said as such, never as more."""
    assert words_of(language).days(time) == expected


def test_count_writes_small_numbers_in_words() -> None:
    """Small numbers are words with the noun in the right number; one has its accents and loses them as a capital."""
    words = words_of("nl")
    assert words.count(1, "report") == "één bericht"
    assert words.count(12, "report") == "twaalf berichten"
    assert words.count(340, "report") == "340 berichten"
    assert words.capitalised(words.count(1, "report")) == "Eén bericht"


def test_listed_counts_what_passes_its_limit() -> None:
    """A list ends in 'en', and says how many more there are."""
    words = words_of("nl")
    assert words.listed(["A", "B", "C"]) == "A, B en C"
    assert words.listed(["A", "B", "C", "D"], limit=2) == "A, B en nog 2"
    assert words.listed([]) == ""


def test_interface_language_is_that_of_most_reports() -> None:
    """Most reports decide; Dutch where even; English where the interface speaks none of them."""
    nl, en, de = ({"language": language} for language in ("nl", "en", "de"))
    assert interface_language([nl, en, en]) == "en"
    assert interface_language([nl, en]) == "nl"
    assert interface_language([de]) == "en"
