"""Puts a page together: its template, the reader's words, and what every page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from zegsman.tell.page.html import environment_of
from zegsman.tell.words import LANGUAGES
from zegsman.web.addresses import StoryAddresses, story_address, with_query
from zegsman.web.static_files import static_address

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.responses import Response

    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words
    from zegsman.web.visit import Visit


def page_templates() -> Environment:
    """The templates of the pages, with those of the dossier that they build upon."""
    environment = environment_of("zegsman.web", "templates", ("zegsman.tell.page", "templates"))
    environment.globals.update(static=static_address, story_address=story_address, with_query=with_query)
    return environment


def page(visit: Visit, template: str, *, status: int = 200, **view: Any) -> Response:
    """A page as an answer; `view` is what its template lays out, beside what `base.html.j2` needs."""
    here = visit.request.url.path + (f"?{visit.request.url.query}" if visit.request.url.query else "")
    around = {"w": visit.words, "visit": visit, "site": visit.site, "here": here, "languages": LANGUAGES}
    text = page_templates().get_template(template).render({**view, **around})
    return HTMLResponse(text, status_code=status)


def plain_page(words: Words, template: str, *, status: int, **view: Any) -> Response:
    """A page that stands by itself: an error, or the question for the token. It asks nothing of the case."""
    text = page_templates().get_template(template).render(w=words, **view)
    return HTMLResponse(text, status_code=status)


def story_view(visit: Visit, index: DossierIndex, story: str) -> dict[str, Any]:
    """What every page below a story hands to its template: the dossier and where its anchors lead."""
    return {"index": index, "dossier": index.dossier, "story": story, "to": StoryAddresses(story, index)}
