"""What a list of stories shows of each, read from the tables without loading the stories."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.store.case import Case


@dataclass(slots=True)
class StoryFigures:
    """Figures of one story; `speaks_for` maps a source to the one that it speaks for or belongs to."""

    statuses: dict[str, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    outlets: int = 0
    most_independent: int = 0
    """The most independent origins that carry one of its claims."""
    origins: frozenset[str] = frozenset()
    speaks_for: dict[str, str] = field(default_factory=dict)


def load_figures(case: Case, stories: Iterable[str]) -> dict[str, StoryFigures]:
    """Figures of these stories by story id."""
    return {story: _figures(case, story) for story in stories}


def _figures(case: Case, story: str) -> StoryFigures:
    claims = case.rows(
        "SELECT status, independent_origins, json_extract(data, '$.origins') FROM claims WHERE story = ?", (story,)
    )
    figures = StoryFigures(most_independent=max((int(row[1]) for row in claims), default=0))
    for status, _, _ in claims:
        figures.statuses[status] = figures.statuses.get(status, 0) + 1
    figures.origins = frozenset(origin for _, _, origins in claims for origin in json.loads(origins))
    figures.speaks_for = dict(
        case.rows("SELECT id, speaks_for FROM sources WHERE story = ? AND speaks_for IS NOT NULL", (story,))
    )
    reports = case.rows(
        "SELECT reports.language, reports.outlet FROM story_reports JOIN reports ON reports.id = story_reports.report "
        "WHERE story_reports.story = ? ORDER BY story_reports.position",
        (story,),
    )
    figures.languages = tuple(dict.fromkeys(language for language, _ in reports if language))
    figures.outlets = len({outlet for _, outlet in reports if outlet})
    return figures


def names_in_stories(case: Case, table: str) -> list[tuple[str, ...]]:
    """What each row of a table can be named by, of all stories: `entities`, `sources` or `claims`.

    Of an entity or source the name and every spelling, and last the id; of a claim the ids of its statements, and
    last its own.
    """
    names = "statements" if table == "claims" else "aliases"
    query = f"SELECT {'NULL' if table == 'claims' else 'name'}, json_extract(data, '$.{names}'), id FROM {table}"
    rows = case.rows(f"{query} ORDER BY story, position")
    return [tuple(dict.fromkeys([*([name] if name else []), *json.loads(others), id])) for name, others, id in rows]


def load_words(case: Case, statements: Iterable[str]) -> dict[str, str]:
    """The words of statements by id."""
    rows = (case.rows("SELECT id, words FROM statements WHERE id = ? LIMIT 1", (one,)) for one in statements)
    return {id: words for found in rows for id, words in found}
