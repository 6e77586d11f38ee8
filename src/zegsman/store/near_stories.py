"""Stories in the case file that may be one affair, though what links them is not enough to join them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.story import NearStories
from zegsman.store.case import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.store.case import Case

_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class NearRow:
    """Two stories that may be one, by their ids: `left` holds `near.left`, `right` holds `near.right`."""

    left: str
    right: str
    near: NearStories


def save_near(case: Case, reports: Iterable[str], near: Iterable[NearStories]) -> None:
    """Keeps which stories of some reports may be one, in the place of what was known of these reports."""
    ids = as_json(list(reports))
    case.execute(f'DELETE FROM near_stories WHERE "left" IN {_AMONG} OR "right" IN {_AMONG}', (ids, ids))
    case.execute_many(
        'INSERT INTO near_stories ("left", "right", linkage, needed, shared) VALUES (?, ?, ?, ?, ?)',
        [(one.left, one.right, one.linkage, one.needed, as_json(one.shared)) for one in near],
    )


def load_near(case: Case, of: str | None = None) -> tuple[NearRow, ...]:
    """The stories that may be one, those first that are linked most; with `of` only the pairs that hold this story."""
    query = f"""
        SELECT of_left.story, of_right.story, "left", "right", linkage, needed, shared FROM near_stories
        JOIN story_reports AS of_left ON of_left.report = "left"
        JOIN story_reports AS of_right ON of_right.report = "right"
        WHERE of_left.story != of_right.story {"" if of is None else "AND ? IN (of_left.story, of_right.story)"}
        ORDER BY linkage DESC, "left", "right"
    """
    rows = case.rows(query, () if of is None else (of,))
    return tuple(
        NearRow(left_story, right_story, NearStories(left, right, linkage, needed, tuple(json.loads(shared))))
        for left_story, right_story, left, right, linkage, needed, shared in rows
    )
