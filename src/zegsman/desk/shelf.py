"""One case for many readers at once: each opens it for itself, and a dossier is composed once for each change."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.desk.casebook import open_casebook, silent
from zegsman.desk.near_stories import near_to_story
from zegsman.desk.questions import dossier_of, story_rows
from zegsman.desk.stages import load_stages
from zegsman.errors import CaseReadOnly, UsageError, ZegsmanError
from zegsman.record.story import story_id
from zegsman.tell.index import DossierIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.questions import StoryRow
    from zegsman.desk.stages import Stages
    from zegsman.settings import Settings

MOST_DOSSIERS = 24
"""Dossiers held in memory; one of 3,000 statements takes about 10 MB, and a reader moves between few."""


@dataclass(slots=True)
class Shelf:
    """A case file with the dossiers last asked for; every method may be called from any thread."""

    place: str
    settings: Settings
    stages: Stages = field(default_factory=load_stages)
    _dossiers: OrderedDict[tuple[str, str], DossierIndex] = field(default_factory=OrderedDict)
    _composing: dict[tuple[str, str], threading.Lock] = field(default_factory=dict)
    _holding: threading.Lock = field(default_factory=threading.Lock)
    _writing: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def reading(self) -> Iterator[Casebook]:
        """The case, to be asked.

        Raises:
            StoreError: if the file cannot be used.
        """
        with open_casebook(self.place, self.settings, must_exist=True, write=False, stages=self.stages) as book:
            yield book

    @contextmanager
    def writing(self, progress: Callable[[str, int, int], None] = silent) -> Iterator[Casebook]:
        """The case, to be changed by one thread at a time; it is made where it does not exist.

        Raises:
            StoreError: if the file cannot be used or written to.
        """
        with (
            self._writing,
            open_casebook(self.place, self.settings, stages=self.stages, progress=progress) as book,
        ):
            yield book

    def warm(self, most: int = 3) -> None:
        """Composes the dossiers of the largest stories in a thread of its own, before anybody asks for them.

        One that is composed already is left as it is.
        """
        threading.Thread(target=self._compose_largest, args=(most,), name="zegsman-warm", daemon=True).start()

    def _compose_largest(self, most: int) -> None:
        # What goes wrong here is told to whoever asks for the story.
        with contextlib.suppress(ZegsmanError), self.reading() as book:
            for row in story_rows(book)[:most]:
                self.dossier(book, row.id)

    def may_write(self) -> bool:
        """Whether the case may be changed; makes it where it does not exist yet."""
        try:
            with self.writing():
                return True
        except CaseReadOnly:
            return False

    @staticmethod
    def row(book: Casebook, id: str) -> StoryRow:
        """The story with an id, or the one that it has become.

        A story's id is that of its first report. One that was known before an earlier report came, or before two
        stories turned out to be one, is found by the report that it was named after.

        Raises:
            UsageError: if there is none.
        """
        rows = story_rows(book)
        found = next((row for row in rows if row.id == id), None)
        found = found or next((row for row in rows if id in {story_id(report) for report in row.reports}), None)
        if found is None:
            raise UsageError(f"there is no story {id!r}; the front page of the case lists them")
        return found

    def dossier(self, book: Casebook, id: str) -> tuple[StoryRow, DossierIndex]:
        """A story as it stands in the case now, and its dossier; `id` may be one that it had before.

        Raises:
            UsageError: if there is no such story.
        """
        row = self.row(book, id)
        near = near_to_story(book, row.id)
        key = (row.id, f"{row.fingerprint} {near}")
        with self._holding:
            composing = self._composing.setdefault(key, threading.Lock())
        # Who wants another story does not wait for this one.
        with composing:
            return row, self._held(key) or self._hold(key, DossierIndex(dossier_of(book, row.id)))

    def _held(self, key: tuple[str, str]) -> DossierIndex | None:
        with self._holding:
            if key in self._dossiers:
                self._dossiers.move_to_end(key)
            return self._dossiers.get(key)

    def _hold(self, key: tuple[str, str], index: DossierIndex) -> DossierIndex:
        with self._holding:
            self._dossiers[key] = index
            self._composing.pop(key, None)
            while len(self._dossiers) > MOST_DOSSIERS:
                self._dossiers.popitem(last=False)
            return index
