"""The stories of a case at a glance: how large each is, what carries it, and what came in lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.store.reports import arrived_since, load_reports
from zegsman.store.story_figures import load_figures, load_words
from zegsman.tell.index import body_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.desk.casebook import Casebook
    from zegsman.store.stories import StoryRow


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story as a list shows it."""

    row: StoryRow
    statuses: dict[str, int]
    """How many claims have each status that occurs."""
    languages: tuple[str, ...]
    outlets: int
    origins: int
    """Origins of its claims, those that speak for one and the same body counted as one."""
    most_independent: int
    """The most independent origins that carry one of its claims."""


def story_summaries(book: Casebook, rows: Iterable[StoryRow]) -> tuple[StorySummary, ...]:
    """The figures of stories, in the order given."""
    rows = tuple(rows)
    figures = load_figures(book.case, [row.id for row in rows])
    return tuple(
        StorySummary(
            row=row,
            statuses=found.statuses,
            languages=found.languages,
            outlets=found.outlets,
            origins=len({body_of(origin, found.speaks_for) for origin in found.origins}),
            most_independent=found.most_independent,
        )
        for row, found in ((row, figures[row.id]) for row in rows)
    )


def arrivals(book: Casebook, since: str) -> dict[str, str]:
    """When each report that was taken after a moment (UTC, ISO 8601) was taken, by report id."""
    return arrived_since(book.case, since)


def report_titles(book: Casebook, ids: Iterable[str]) -> dict[str, str]:
    """The title of each report by id, or its outlet where it has none; those that the case lacks are left out."""
    return {report.id: report.title or report.outlet or report.id for report in load_reports(book.case, tuple(ids))}


def statement_words(book: Casebook, ids: Iterable[str]) -> dict[str, str]:
    """The words of statements by id; those that the case lacks are left out."""
    return load_words(book.case, ids)
