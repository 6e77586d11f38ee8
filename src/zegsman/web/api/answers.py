"""Answers the operations of the API, each by the same functions as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.judging import judgement_rows
from zegsman.desk.overview import story_summaries
from zegsman.desk.questions import find_in_case, story_rows
from zegsman.errors import UsageError
from zegsman.web.api.operations import as_answer
from zegsman.web.claim_lists import ClaimList, wishes_of
from zegsman.web.pages.adding import Added, links_of, start_adding, texts_of
from zegsman.web.pages.claim import find_claim
from zegsman.web.pages.exporting import export_file
from zegsman.web.pages.judging import keep_judgement, start_rework, take_back
from zegsman.web.pages.searching import SEARCH_FIELDS, question_of
from zegsman.web.pages.story import fresh_reports
from zegsman.web.related_claims import related_claims
from zegsman.web.rendering import told_progress

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.desk.jobs import Job
    from zegsman.tell.index import DossierIndex
    from zegsman.web.visit import Visit

Json = dict[str, Any]
MOST_HITS = 200
_KINDS = {"claim": "claims_by_id", "report": "reports", "source": "sources", "entity": "entities"}


def list_stories(visit: Visit) -> Response:
    """The stories with their figures, the one with most reports first."""
    return as_answer(
        [
            {
                "id": one.row.id,
                "title": one.row.title,
                "first": one.row.first,
                "last": one.row.last,
                "languages": list(one.languages),
                "reports": list(one.row.reports),
                "outlets": one.outlets,
                "claims": one.row.n_claims,
                "statuses": one.statuses,
                "origins": one.origins,
                "most_independent": one.most_independent,
            }
            for one in story_summaries(visit.book, story_rows(visit.book))
        ]
    )


def give_dossier(visit: Visit) -> Response:
    """The dossier of a story, as `zegsman dossier --format json` writes it."""
    return as_answer(visit.story()[1].dossier)


def list_claims(visit: Visit) -> Response:
    """The claims of a story that answer the query, a page at a time."""
    _, index = visit.story()
    found = ClaimList(index, fresh_reports(visit, index)).page(wishes_of(visit))
    return as_answer(
        {
            "claims": list(found.items),
            "page": found.page,
            "pages": found.n_pages,
            "found": found.n_all,
        }
    )


def give_thing(visit: Visit) -> Response:
    """A claim (by its id or that of a statement), report, source or entity of a story, with what belongs to it."""
    _, index = visit.story()
    kind, id = visit.place("kind"), visit.place("id")
    if kind == "claim":
        return as_answer(_claim(visit, index, id))
    thing = getattr(index, _KINDS[kind]).get(id) if kind in _KINDS else None
    if thing is None:
        raise visit.missing("thing")
    more: Json = {}
    if kind == "report":
        more = {"statements": index.statements_by_report[id]}
    elif kind == "source":
        more = {"claims": index.claims_by_source.get(id, [])}
    return as_answer({**thing, **more})


def _claim(visit: Visit, index: DossierIndex, id: str) -> Json:
    claim = find_claim(index, id)
    if claim is None:
        raise visit.missing("claim")
    related = related_claims(index, claim)
    return {
        **claim,
        "said": [{**index.statements[one], "words": index.words(one)} for one in claim["statements"]],
        "related": [{"claim": one.claim["id"], "reason": one.reason, "names": list(one.names)} for one in related],
    }


def search_case(visit: Visit) -> Response:
    """What the query finds."""
    limit = visit.asked("limit")
    most = (
        min(int(limit), MOST_HITS) if limit.isdecimal() and len(limit) < 6 else visit.site.shelf.settings.search_limit
    )
    question = question_of({name: visit.asked(name)[:300] for name in SEARCH_FIELDS}, most)
    return as_answer(
        [
            {
                "kind": hit.kind,
                "id": hit.id,
                "story": hit.story,
                "words": hit.words,
                "outlet": hit.outlet,
                "published": hit.published,
                "status": hit.status,
            }
            for hit in find_in_case(visit.book, question)
        ]
    )


def export_story(visit: Visit) -> Response:
    """A story in one of the formats."""
    return export_file(visit, visit.place("format"), visit.story()[1])


def list_judgements(visit: Visit) -> Response:
    """All judgements with their history, oldest first."""
    return as_answer(
        [
            {
                "number": row.number,
                "subject": row.judgement.subject,
                "left": row.judgement.left,
                "right": row.judgement.right,
                "verdict": row.judgement.verdict,
                "why": row.judgement.why,
                "who": row.who,
                "at": row.at,
                "undone_by": row.undone_by,
                "undone_at": row.undone_at,
            }
            for row in judgement_rows(visit.book)
        ]
    )


def judge(visit: Visit) -> Response:
    """Keeps a judgement; the job works the case out anew."""
    numbers = keep_judgement(visit)
    return as_answer({"numbers": numbers, "job": start_rework(visit).number}, status=201)


def undo(visit: Visit) -> Response:
    """Takes judgements back, those of the last act where none is numbered."""
    numbers = take_back(visit)
    return as_answer({"numbers": numbers, "job": start_rework(visit).number})


def add_reports(visit: Visit) -> Response:
    """Starts a job that takes a text or links into the case, or only looks what they would add.

    Raises:
        UsageError: if there is neither text nor link.
    """
    texts, links = list(texts_of(visit)), links_of(visit)
    if not texts and not links:
        raise UsageError(visit.words["add"]["nothing_given"])
    job = start_adding(visit, texts, links)
    return as_answer({"job": job.number}, status=202)


def give_job(visit: Visit) -> Response:
    """How far a job is, and what came of it; `current` is the one being done, over where there is none."""
    number = visit.place("job")
    if number == "current":
        job = visit.site.jobs.current
        return as_answer(_job(visit, job) if job else {"over": True})
    found = visit.site.jobs.job(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise visit.missing("job")
    return as_answer(_job(visit, found))


def _job(visit: Visit, job: Job) -> Json:
    about: Json = {
        "number": job.number,
        "kind": job.kind,
        "state": job.state,
        "step": job.step,
        "done": job.n_done,
        "of": job.n_all,
        "over": job.is_over,
        "words": told_progress(visit.words, job),
    }
    if isinstance(job.result, Added):
        taking = job.result.taking
        about["result"] = {
            "kept": job.result.kept,
            "taken": taking.taken,
            "known": taking.known,
            "refused": [{"path": one.path, "reason": one.reason} for one in taking.refused],
            "adds": [
                {"what": one.what, "story": one.story, "claim": one.claim.id, "text": one.claim.text, "why": one.why}
                for one in job.result.additions
            ],
        }
    return about
