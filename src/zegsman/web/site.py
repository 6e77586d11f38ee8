"""What all pages share: the case, the one worker that changes it, and who may look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.desk.jobs import Jobs
    from zegsman.desk.shelf import Shelf
    from zegsman.web.guards import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A case as it is served; `who` is the name that judgements made here carry unless the reader gives another."""

    shelf: Shelf
    jobs: Jobs
    guard: Guard
    who: str = "reader"
    may_write: bool = True
