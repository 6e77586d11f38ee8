"""The page of a story: the dossier, alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.tell.page.html import compose_parts
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.web.visit import Visit


def show_story(visit: Visit) -> Response:
    """The answer first, then the claims."""
    row, index = visit.story()
    view = story_view(visit, index, row.id)
    return page(visit, "story.html.j2", **{**compose_parts(index, visit.words, view["to"]), **view})
