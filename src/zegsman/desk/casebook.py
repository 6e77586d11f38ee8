"""A case as the desk works on it: the file, the stages, and what is asked of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from zegsman.desk.held import HeldAnnotations
from zegsman.desk.stages import Stages, load_stages
from zegsman.settings import Settings
from zegsman.store.case import Case
from zegsman.store.case_file import IN_MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

Progress = "Callable[[str, int, int], None]"
"""Told what is done, how many of it, and of how many (0 where that is not known)."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(slots=True, kw_only=True)
class Casebook:
    """An open case with the stages that work on it; closes the file at the end of a `with`."""

    case: Case
    stages: Stages
    settings: Settings
    progress: Callable[[str, int, int], None] = field(default=silent)
    annotations: HeldAnnotations = field(default_factory=HeldAnnotations)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.case.close()


def open_casebook(
    place: str | None,
    settings: Settings | None = None,
    *,
    must_exist: bool = False,
    write: bool = True,
    stages: Stages | None = None,
    progress: Callable[[str, int, int], None] = silent,
) -> Casebook:
    """Opens a case file, or a case in memory where no place is given.

    Raises:
        StoreError: if the file cannot be used; see `open_case`.
    """
    settings = settings or Settings()
    case = Case(place or IN_MEMORY, lock_timeout_s=settings.lock_timeout_s, must_exist=must_exist, write=write)
    return Casebook(case=case, stages=stages or load_stages(), settings=settings, progress=progress)


def now() -> str:
    """The time of an action, UTC to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
