"""Paragraphs in which several attributions meet: who says each thing, how, and when it was, read with the encoder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builders import a_report

if TYPE_CHECKING:
    from zegsman.encoder import Encoder
    from zegsman.record.annotation import Annotation, Statement

HERE = Path(__file__).parent
PRINTED = {"nl": ("De Proefbode", "2025-03-14"), "en": ("The Trial Post", "2024-09-10")}
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


def _plain(words: str) -> str:
    return re.sub(r"^(?:de|het|een|the|an?)\s+", "", words.strip().casefold())


def _about(annotation: Annotation, start: int, end: int) -> Statement | None:
    """The statement that covers most of the words asked for, the shortest of several."""

    def shared(one: Statement) -> int:
        return max(0, min(one.span.end, end) - max(one.span.start, start))

    return max(annotation.statements, key=lambda one: (shared(one), -len(one.span)), default=None)


def _days(annotation: Annotation, statement: Statement) -> tuple[str, ...]:
    if not statement.times:
        return ()
    days = annotation.times[statement.times[0]].days
    return (days.value or "", f"{days.start}/{days.end}")


def faults_of(case: dict[str, Any], says: dict[str, Any], annotation: Annotation) -> list[str]:
    """What is wrong with the statement about some words, one entry for each wrong property."""
    start = case["text"].index(says["words"])
    found = _about(annotation, start, start + len(says["words"]))
    if found is None:
        return ["no statement"]
    chain = [_plain(link.text) for link in found.chain]
    faults = [] if chain == [_plain(link) for link in says["chain"]] else [f"chain {chain} ({found.why})"]
    told = {"kind": found.kind, "certainty": found.certainty, "polarity": found.polarity, "time": found.time_status}
    faults += [f"{key} {value.value}" for key, value in told.items() if says.get(key, value.value) != value.value]
    if "days" in says and says["days"] not in _days(annotation, found):
        faults.append(f"days {_days(annotation, found)}")
    return faults


@pytest.mark.encoder
@pytest.mark.parametrize("language", ["nl", "en"])
def test_paragraphs_are_read_as_the_tables_tell(language: str, encoder: Encoder) -> None:
    """Chain, kind, certainty, polarity, time status and day are as the table says, but for a few."""
    from zegsman.annotate.line import annotate_report

    outlet, published = PRINTED[language]
    faults, n_told = [], 0
    for case in cases_of(language):
        report = a_report(case["text"], language=language, outlet=outlet, published=published)
        annotation = annotate_report(report, encoder)
        for says in case["says"]:
            n_told += 1 + len(says.keys() & {"kind", "certainty", "polarity", "time", "days"})
            faults += [f"{says['words']} -> {fault}" for fault in faults_of(case, says, annotation)]
    right = 1 - len(faults) / n_told
    assert right >= FLOORS[language], f"{right:.3f} right\n" + "\n".join(faults)


def test_paragraphs_tables_hold_at_least_thirty_cases_each() -> None:
    """The tables are large enough to tell, and no paragraph stands in one twice."""
    for language in PRINTED:
        texts = [case["text"] for case in cases_of(language)]
        assert len(texts) == len(set(texts)) >= 30
