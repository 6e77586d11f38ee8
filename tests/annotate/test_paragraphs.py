"""Paragraphs in which several attributions meet: who says each thing, how, and when it was, read with the encoder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builders import a_report
from stated_cases import PRINTED, faults_of

if TYPE_CHECKING:
    from zegsman.encoder import Encoder
    from zegsman.record.annotation import Annotation

HERE = Path(__file__).parent
FLOORS = {"nl": 0.93, "en": 0.93}
"""Share of what the tables tell that must be right: the paragraphs are read by a model, which errs on some of them."""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    from zegsman.encoder import load_encoder

    return load_encoder()


def cases_of(language: str) -> list[dict[str, Any]]:
    """The paragraphs of a language."""
    table = tomllib.loads((HERE / f"test_paragraphs_cases_{language}.toml").read_text(encoding="utf-8"))
    cases: list[dict[str, Any]] = table["case"]
    return cases


def times_unlike(text: str, told: list[str], annotation: Annotation) -> list[str]:
    """What is found at the words of a time, one entry, where its value or its days differ."""
    words, value, first, last = told
    start = text.index(words)
    found = [time for time in annotation.times if time.span.start == start and time.span.of(text) == words]
    days = [(str(time.days.start or "-"), str(time.days.end or "-")) for time in found]
    is_right = bool(found) and found[0].value == value and ((first, last) == ("-", "-") or days[0] == (first, last))
    return [] if is_right else [f"{[time.value for time in found]} {days}"]


@pytest.mark.encoder
@pytest.mark.parametrize("language", ["nl", "en"])
def test_paragraphs_are_read_as_the_tables_tell(language: str, encoder: Encoder) -> None:
    """Chain, kind, certainty, polarity, time status, day and times are as the table says, but for a few."""
    from zegsman.annotate.line import annotate_report

    outlet, published = PRINTED[language]
    faults, n_told = [], 0
    for case in cases_of(language):
        report = a_report(case["text"], language=language, outlet=outlet, published=published)
        annotation = annotate_report(report, encoder)
        for says in case["says"]:
            n_told += 1 + len(says.keys() & {"kind", "certainty", "polarity", "time", "days"})
            faults += [f"{says['words']} -> {fault}" for fault in faults_of(case, says, annotation)]
        for words in case.get("silent", ()):
            n_told += 1
            said = [one.span.of(report.text) for one in annotation.statements]
            faults += [f"{words} -> stated" for one in said if one.startswith(words)][:1]
        for time in case.get("times", ()):
            n_told += 1
            faults += [f"{time} -> {found}" for found in times_unlike(case["text"], time, annotation)]
    right = 1 - len(faults) / n_told
    assert right >= FLOORS[language], f"{right:.3f} right\n" + "\n".join(faults)


def test_paragraphs_tables_hold_at_least_thirty_cases_each() -> None:
    """The tables are large enough to tell, and no paragraph stands in one twice."""
    for language in PRINTED:
        texts = [case["text"] for case in cases_of(language)]
        assert len(texts) == len(set(texts)) >= 30
