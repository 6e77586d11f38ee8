"""The line's own contract: what each step needs is given before it."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from builders import a_report
from zegsman.annotate.line import READING, RULES, Step, annotate_report, annotate_reports, check_line
from zegsman.encoder import Encoder, load_encoder
from zegsman.errors import AnnotateError
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report


def _step(name: str, needs: tuple[str, ...], gives: tuple[str, ...]) -> Step:
    return Step(name, needs, gives, lambda layers: None)


def test_line_as_it_stands_is_sound() -> None:
    """Every step of the line finds what it needs."""
    check_line((*READING, *RULES))


def test_step_without_what_it_needs_is_refused() -> None:
    """The message names the step, what it lacks and what there is."""
    with pytest.raises(AnnotateError, match=r"'events' needs stated.*encoder, report"):
        check_line((_step("events", ("stated",), ("events",)),))


def test_two_steps_that_give_the_same_are_refused() -> None:
    """A layer has one step that fills it."""
    with pytest.raises(AnnotateError, match="given already"):
        check_line((_step("a", (), ("tokens",)), _step("b", (), ("tokens",))))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The weights that ship with the program."""
    return load_encoder(threads=2)


BAD = {
    "empty": "",
    "blank": " \n\n \t ",
    "one word": "Brand",
    "punctuation": "... --- !!! ???",
    "emoji": "🔥🔥 Brand in de haven 🚒, zegt Anna 😀.",
    "right to left": "قال الوزير إن الاجتماع سيعقد غدا.",
    "control characters": "De\x00 brug\x07 is\x1b dicht.\x08",
    "table": "naam;uur;plaats\n\nA;10;Gent\n\nB;11;Luik",
    "open marks": "“De brug is dicht, zegt Anna. ‘Echt waar. (Nee.",
    "no full stop": "de brug is dicht en " * 3000,
}


@pytest.mark.encoder
@pytest.mark.parametrize("name", BAD)
def test_bad_text_gives_an_annotation_that_is_right_or_empty(encoder: Encoder, name: str) -> None:
    """No text makes the line fail; spans lie inside it and statements stay short."""
    report = a_report(BAD[name], published=None, language="nl")
    annotation = annotate_report(report, encoder)
    assert all(statement.span.end <= len(report.text) for statement in annotation.statements)
    assert all(len(statement.span) <= 220 for statement in annotation.statements)
    assert len(annotation.statement_vectors) == len(annotation.statements)
    assert len(annotation.sentence_vectors) == len(annotation.sentences)


@pytest.mark.encoder
def test_language_that_is_not_read_is_marked_as_not_sure(encoder: Encoder) -> None:
    """A report in another language is read by transfer, and says so."""
    annotation = annotate_report(a_report("Der Minister kommt am Montag.", language="de"), encoder)
    assert not annotation.sure
    assert annotation.sentences


def _essence(annotation: Annotation) -> tuple[object, ...]:
    return (annotation.tokens, annotation.statements, annotation.events, annotation.statement_vectors.tobytes())


@pytest.mark.encoder
def test_batch_gives_what_single_reports_give(encoder: Encoder) -> None:
    """Reading ahead changes neither the order nor a result."""
    reports = [a_report(f"De brug in Gent is dicht, zegt Anna. Dat duurt {n} dagen.", id=f"r{n}") for n in range(5)]
    together = list(annotate_reports(reports, encoder))
    assert [one.report for one in together] == [report.id for report in reports]
    assert [_essence(one) for one in together] == [_essence(annotate_report(r, encoder)) for r in reports]


@pytest.mark.encoder
def test_reports_that_nobody_waits_for_are_not_read(encoder: Encoder) -> None:
    """Who stops after the first report need not wait for the ones that were begun."""
    reports = [a_report(f"De brug in Gent is {n} dagen dicht.", id=f"r{n}") for n in range(40)]
    taken: list[str] = []

    def given() -> Iterator[Report]:
        for report in reports:
            taken.append(report.id)
            yield report

    together = annotate_reports(given(), encoder)
    assert next(together).report == "r0"
    assert isinstance(together, Generator)
    together.close()
    assert 1 < len(taken) < 10
