"""Stories of a case that may be one affair, told of each of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.store.near_stories import load_near
from zegsman.store.reports import load_reports
from zegsman.store.stories import load_stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.store.stories import StoryRow

Json = dict[str, Any]


def near_to_story(book: Casebook, story: str) -> list[Json]:
    """What a dossier of one story tells of those that may be one with it; the others' pairs are not looked at."""
    return near_by_story(book, of=story).get(story, [])


def near_by_story(
    book: Casebook, rows: Sequence[StoryRow] | None = None, *, of: str | None = None
) -> dict[str, list[Json]]:
    """For each story that may be one with others, what a dossier tells of these (`near_stories`).

    Each names the other `story`, its `title` and number of `reports`; the `report` of this story and the
    `other_report` that have most in common, with title and outlet; the `linkage`, what is `needed`, what is `shared`.

    Args:
        book: The case.
        rows: Its stories, where they are known.
        of: The story that is asked about; by default all.
    """
    near = load_near(book.case, of)
    if not near:
        return {}
    stories = {row.id: row for row in (load_stories(book.case) if rows is None else rows)}
    told = {one for row in near for one in (row.near.left, row.near.right)}
    reports = {
        report.id: {"id": report.id, "title": report.title, "outlet": report.outlet, "path": report.path}
        for report in load_reports(book.case, sorted(told))
    }
    found: dict[str, list[Json]] = {}
    for row in near:
        linked = {"linkage": row.near.linkage, "needed": row.near.needed, "shared": list(row.near.shared)}
        left, right = reports[row.near.left], reports[row.near.right]
        for here, there, report, other in ((row.left, row.right, left, right), (row.right, row.left, right, left)):
            if there in stories:
                about = {"story": there, "title": stories[there].title, "reports": len(stories[there].reports)}
                found.setdefault(here, []).append({**about, "report": report, "other_report": other, **linked})
    return found
