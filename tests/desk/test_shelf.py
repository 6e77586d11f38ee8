"""Many readers of one case: each dossier is composed once for each change, and nothing is written by looking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fake_stages import CountingStages
from zegsman.desk.inputs import Input
from zegsman.desk.judging import judge_reliability
from zegsman.desk.questions import story_rows
from zegsman.desk.rounds import work_out
from zegsman.desk.shelf import MOST_DOSSIERS, Shelf
from zegsman.desk.taking import take_inputs
from zegsman.errors import CaseReadOnly, StoreError, UsageError
from zegsman.record.story import story_id
from zegsman.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from zegsman.record.story import WeighedStory


class Composing:
    """Stages that count how often a dossier is composed."""

    def __init__(self) -> None:
        self.plain = CountingStages().stages()
        self.composed = 0
        self.stages = replace(self.plain, compose=self.compose)

    def compose(self, story: WeighedStory) -> dict[str, Any]:
        """The dossier, counted."""
        self.composed += 1
        return self.plain.compose(story)


@pytest.fixture
def composing() -> Composing:
    """Stages that count."""
    return Composing()


def shelf_with(place: Path, composing: Composing, *texts: str) -> Shelf:
    """A case with a report a text; reports with the same first word make a story."""
    shelf = Shelf(str(place / "case.db"), Settings(), composing.stages)
    add(shelf, *texts)
    return shelf


def add(shelf: Shelf, *texts: str) -> None:
    """Takes more reports into the case."""
    with shelf.writing() as book:
        take_inputs(book, [Input(f"{text[:9]}.txt", text.encode()) for text in texts])
        work_out(book)


def test_shelf_composes_once_for_each_change(tmp_path: Path, composing: Composing) -> None:
    """A dossier asked for again is the one composed before, until a report or a judgement changes its story."""
    shelf = shelf_with(tmp_path, composing, "Brug dicht, zegt Karel.")
    with shelf.reading() as book:
        (row,) = story_rows(book)
        first = shelf.dossier(book, row.id)
        assert shelf.dossier(book, row.id)[1] is first[1] and composing.composed == 1
    add(shelf, "Brug open, zegt Mieke.")
    with shelf.reading() as book:
        again = shelf.dossier(book, story_rows(book)[0].id)
        assert len(again[1].reports) == 2 and composing.composed == 2
    with shelf.writing() as book:
        judge_reliability(book, "Karel", "B", who="Ada")
        work_out(book)
    with shelf.reading() as book:
        shelf.dossier(book, story_rows(book)[0].id)
        assert composing.composed == 3


def test_shelf_holds_no_more_than_its_measure(tmp_path: Path, composing: Composing) -> None:
    """Dossiers not asked for lately are let go, so that memory is bounded."""
    shelf = shelf_with(tmp_path, composing, *(f"Woord{n} valt, zegt Karel." for n in range(MOST_DOSSIERS + 3)))
    with shelf.reading() as book:
        for _ in range(2):
            for row in story_rows(book):
                shelf.dossier(book, row.id)
    assert composing.composed == 2 * (MOST_DOSSIERS + 3)


def test_shelf_finds_a_story_by_any_of_its_reports(tmp_path: Path, composing: Composing) -> None:
    """A story is found by the id that any report of it would give it; a report of none gives none."""
    shelf = shelf_with(tmp_path, composing, "Brug dicht, zegt Karel.", "Brug open, zegt Mieke.")
    with shelf.reading() as book:
        (row,) = story_rows(book)
        for report in row.reports:
            assert shelf.row(book, story_id(report)) == row
        with pytest.raises(UsageError, match="there is no story"):
            shelf.row(book, "story-none")


def test_shelf_tells_whether_it_may_write(
    tmp_path: Path, composing: Composing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case that can be written to is made; one that may only be read is told of, other trouble is not hidden."""
    shelf = Shelf(str(tmp_path / "case.db"), Settings(), composing.stages)
    assert shelf.may_write() and (tmp_path / "case.db").exists()

    def refused(*_: object, **__: object) -> None:
        raise CaseReadOnly("it may not be written to")

    monkeypatch.setattr("zegsman.desk.shelf.open_casebook", refused)
    assert not shelf.may_write()
    monkeypatch.undo()
    with pytest.raises(StoreError):
        Shelf(str(tmp_path / "none" / "case.db"), Settings(), composing.stages).may_write()
