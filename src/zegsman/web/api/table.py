"""Every operation of the API, in one table: what it serves and what its description says cannot part."""

from __future__ import annotations

from typing import Any

from zegsman.record.judgement import Subject
from zegsman.tell.index import STATUS_ORDER
from zegsman.web.api import answers
from zegsman.web.api.operations import Operation, Parameter
from zegsman.web.claim_lists import SORTS
from zegsman.web.pages.judging import BELONGS

Json = dict[str, Any]
_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer"}
_DAY: Json = {"type": "string", "format": "date"}
_STATUS: Json = {"type": "string", "enum": list(STATUS_ORDER)}
_MAYBE: Json = {"type": ["string", "null"]}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _object(needed: Json, **more: Json) -> Json:
    return {"type": "object", "required": list(needed), "properties": {**needed, **more}}


_STORY = _object(
    {
        "id": _TEXT, "title": _TEXT, "first": _MAYBE, "last": _MAYBE, "languages": _list(_TEXT),
        "reports": _list(_TEXT), "outlets": _NUMBER, "claims": _NUMBER,
        "statuses": {"type": "object", "additionalProperties": _NUMBER},
        "origins": _NUMBER, "most_independent": _NUMBER,
    }
)  # fmt: skip
_HIT = _object(
    {"kind": _TEXT, "id": _TEXT, "story": _MAYBE, "words": _TEXT},
    outlet=_MAYBE, published=_MAYBE, status=_MAYBE,
)  # fmt: skip
_JUDGEMENT = _object(
    {"number": _NUMBER, "subject": _TEXT, "left": _TEXT, "right": _TEXT, "verdict": _TEXT, "why": _TEXT, "who": _TEXT,
     "at": _TEXT, "undone_by": _MAYBE, "undone_at": _MAYBE}
)  # fmt: skip
_JOB = _object(
    {"over": {"type": "boolean"}},
    number=_NUMBER, kind=_TEXT, state=_TEXT, step=_TEXT, done=_NUMBER, of=_NUMBER, words=_TEXT,
    result={"type": "object"},
)  # fmt: skip
_DONE = _object({"numbers": _list(_NUMBER), "job": _NUMBER})
_DOSSIER: Json = {"$ref": "#/components/schemas/Dossier"}
_STATUS_WORD = Parameter("status", "Only claims with this status.", _STATUS)

OPERATIONS: tuple[Operation, ...] = (
    Operation(method="GET", path="/api/stories", name="listStories", answer=answers.list_stories,
              help="The stories of the case with their figures.", gives=_list(_STORY)),
    Operation(method="GET", path="/api/stories/{story}", name="giveDossier", answer=answers.give_dossier,
              help="The dossier of a story.", gives=_DOSSIER),
    Operation(method="GET", path="/api/stories/{story}/claims", name="listClaims", answer=answers.list_claims,
              help="The claims of a story, filtered and sorted, a page at a time.",
              query=(
                  Parameter("filter", "Words, names of sources and outlets.", _TEXT), _STATUS_WORD,
                  Parameter("source", "Id of a source in a chain.", _TEXT),
                  Parameter("outlet", "Name of an outlet.", _TEXT),
                  Parameter("planned", "Happened or planned.", {"type": "string", "enum": ["planned", "done"]}),
                  Parameter("sort", "Order.", {"type": "string", "enum": list(SORTS)}),
                  Parameter("page", "From 1.", _NUMBER),
              ),
              gives=_object({"claims": _list({"$ref": "#/components/schemas/Claim"}), "page": _NUMBER,
                             "pages": _NUMBER, "found": _NUMBER})),
    Operation(method="GET", path="/api/stories/{story}/export/{format}", name="exportStory",
              answer=answers.export_story, help="A story in one of the formats of `zegsman export` or `dossier`.",
              query=(Parameter("text", "no leaves the words of the reports out.", _TEXT),), media_type="*/*"),
    Operation(method="GET", path="/api/stories/{story}/{kind}/{id}", name="giveThing", answer=answers.give_thing,
              help="A claim, report, source or entity of a story; a claim by its own id or that of a statement.",
              gives={"type": "object"}),
    Operation(method="GET", path="/api/search", name="searchCase", answer=answers.search_case,
              help="Claims, statements, reports, entities and sources.",
              query=(
                  Parameter("words", "All of them must occur.", _TEXT),
                  Parameter("who", "A person or organisation, in any spelling.", _TEXT),
                  Parameter("where", "A place, in any spelling.", _TEXT),
                  Parameter("outlet", "Part of an outlet's name.", _TEXT),
                  Parameter("language", "Of the report, ISO 639-1.", _TEXT), _STATUS_WORD,
                  Parameter("since", "Published on it or later.", _DAY),
                  Parameter("until", "Published on it or before.", _DAY),
                  Parameter("limit", "Hits of each kind.", _NUMBER),
              ),
              gives=_list(_HIT)),
    Operation(method="GET", path="/api/judgements", name="listJudgements", answer=answers.list_judgements,
              help="What people decided, with its history.", gives=_list(_JUDGEMENT)),
    Operation(method="POST", path="/api/judgements", name="judge", answer=answers.judge, status=201,
              help="Keeps a judgement: that `pick` are the same or different, or how reliable `source` is.",
              takes=_object(
                  {"subject": {"type": "string", "enum": list(Subject)}},
                  verdict={"type": "string", "enum": ["same", "different", BELONGS]},
                  pick=_list(_TEXT), other=_list(_TEXT), source=_TEXT,
                  letter={"type": "string", "enum": list("ABCDEF")}, why=_TEXT, who=_TEXT),
              gives=_DONE),
    Operation(method="POST", path="/api/judgements/undo", name="undo", answer=answers.undo,
              help="Takes judgements back, those of the last act where none is numbered.",
              takes=_object({}, number=_list(_NUMBER), who=_TEXT), gives=_DONE),
    Operation(method="POST", path="/api/reports", name="addReports", answer=answers.add_reports, status=202,
              help="Takes a text or links into the case, or (`keep`: `look`) only tells what they would add.",
              takes=_object({}, text=_TEXT, outlet=_TEXT, date=_TEXT, title=_TEXT, url=_TEXT, links=_list(_TEXT),
                            keep={"type": "string", "enum": ["keep", "look"]}),
              gives=_object({"job": _NUMBER})),
    Operation(method="GET", path="/api/jobs/{job}", name="giveJob", answer=answers.give_job,
              help="How far a job is, and what came of it; `current` is the one being done.", gives=_JOB),
)  # fmt: skip
"""In the order in which they are tried."""
