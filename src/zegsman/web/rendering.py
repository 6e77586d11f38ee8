"""Puts a page together: its template, the reader's words, and what every page shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from zegsman.desk.jobs import JobState
from zegsman.desk.judging import judgement_rows, last_act
from zegsman.tell.index import anchor
from zegsman.tell.page.html import environment_of
from zegsman.tell.reasons import retold_source
from zegsman.tell.words import LANGUAGES
from zegsman.web.addresses import StoryAddresses, story_address, with_query
from zegsman.web.static_files import static_address

STORY_TABS: tuple[tuple[str, ...], ...] = (
    ("dossier",),
    *((key, key) for key in ("conflicts", "sources", "timeline", "map", "entities", "reports")),
)
"""Parts of a story that have a page of their own: the key of their name, and what follows the story's address."""

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.responses import Response

    from zegsman.desk.jobs import Job
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words
    from zegsman.web.visit import Visit


def page_templates() -> Environment:
    """The templates of the pages, with those of the dossier that they build upon."""
    environment = environment_of("zegsman.web", "templates", ("zegsman.tell.page", "templates"))
    environment.globals.update(
        static=static_address, story_address=story_address, with_query=with_query, retold_source=retold_source
    )
    return environment


def page(visit: Visit, template: str, *, status: int = 200, **view: Any) -> Response:
    """A page as an answer; `view` is what its template lays out, beside what `base.html.j2` needs."""
    asked = visit.request.url
    around = {
        "w": visit.words,
        "visit": visit,
        "site": visit.site,
        "languages": LANGUAGES,
        "here": asked.path + (f"?{asked.query}" if asked.query else ""),
        "without_notice": asked.path + with_query(_lasting(visit)),
        "last_act": last_act(judgement_rows(visit.book)),
        "working": partial(told_progress, visit.words),
        "moment": partial(told_moment, visit.words),
    }
    text = page_templates().get_template(template).render({**view, **around})
    return HTMLResponse(text, status_code=status)


def _lasting(visit: Visit) -> dict[str, str]:
    """The query of this page without what was said of a judgement just made."""
    return {name: value for name, value in visit.request.query_params.items() if name not in ("kept", "undone")}


def told_progress(words: Words, job: Job) -> str:
    """How far a job is, in words."""
    if job.state is JobState.WAITING:
        return str(words["steps"]["waiting"])
    step = words["steps"].get(job.step, words["steps"]["start"])
    return words.fill("steps", "of", step=step, done=job.n_done, all=job.n_all) if job.n_all else str(step)


def told_moment(words: Words, iso: str) -> str:
    """A moment of the case (UTC) in words: the day, and the time in UTC."""
    return f"{words.day(iso)}, {iso[11:16]} UTC"


def plain_page(words: Words, template: str, *, status: int, **view: Any) -> Response:
    """A page that stands by itself: an error, or the question for the token. It asks nothing of the case."""
    text = page_templates().get_template(template).render(w=words, **view)
    return HTMLResponse(text, status_code=status)


def story_view(visit: Visit, index: DossierIndex, story: str) -> dict[str, Any]:
    """What every page below a story hands to its template: the dossier and where its anchors lead."""
    return {
        "index": index,
        "dossier": index.dossier,
        "story": story,
        "to": index.kept(("addresses", story), lambda: StoryAddresses(story, index)),
        "anchor": anchor,
        "tabs": [(key, story_address(story, *parts)) for key, *parts in STORY_TABS],
    }
