"""Commands that ask the case: `stories`, `show`, `search`."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from zegsman.cli.nearness import say_near
from zegsman.cli.options import CaseOption, JsonOption
from zegsman.cli.setting_up import opened, settings_in_force
from zegsman.cli.summaries import print_summary
from zegsman.cli.terminal import name_refusals, print_lines, print_table, say, write_out
from zegsman.errors import UsageError

Json = dict[str, Any]


def stories(
    case: CaseOption = None,
    as_json: JsonOption = False,
    anew: Annotated[bool, typer.Option("--anew", help="Work all of them out anew first (a large case).")] = False,
) -> None:
    """Lists the stories of the case, the one with most reports first."""
    from zegsman.desk.near_stories import near_by_story
    from zegsman.desk.questions import story_rows
    from zegsman.desk.rounds import work_out

    with opened(case, must_exist=True, write=anew) as book:
        if anew:
            _, refused = work_out(book, anew=True)
            name_refusals(refused)
        rows = story_rows(book)
        near = near_by_story(book, rows)
    if as_json:
        print_lines(
            {
                "id": row.id,
                "title": row.title,
                "reports": list(row.reports),
                "claims": row.n_claims,
                "disputed": row.n_disputed,
                "first": row.first,
                "last": row.last,
                "near_stories": near.get(row.id, []),
            }
            for row in rows
        )
        return
    columns = (
        ("id", "left"),
        ("reports", "right"),
        ("claims", "right"),
        ("disputed", "right"),
        ("from", "left"),
        ("title", "left"),
    )
    cells = [(r.id, str(len(r.reports)), str(r.n_claims), str(r.n_disputed), r.first or "?", r.title) for r in rows]
    if cells:
        print_table(columns, cells)
        say_near(near, case=case or "")
    else:
        say("the case has no stories yet; `zegsman read PATH...` takes reports into it")


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a story, claim, statement, source, entity or report.")],
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Shows one thing of the case: a story with its claims, or anything else that has an id."""
    from zegsman.desk.questions import find_thing

    with opened(case, must_exist=True, write=False) as book:
        kind, thing = find_thing(book, id)
    if as_json:
        print_lines([thing])
    elif kind == "story":
        print_summary([thing])
    else:
        write_out((json.dumps({"kind": kind, **thing}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='All of them must occur; "quoted" ones in a row.')
    ],
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="A person or organisation in it.")] = None,
    where: Annotated[str | None, typer.Option("--where", metavar="PLACE", help="A place in it.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only reports of this outlet.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Published on this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Published on this day or before.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help="Hits of each kind.", min=1)] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Finds claims, statements, reports, entities and sources by words, who, where and when.

    Accents do not count, and where no word fits whole, parts of words do ('dienst' finds 'belastingdienst').
    """
    from zegsman.desk.questions import Question, find_in_case

    settings = settings_in_force()
    question = Question(
        words=" ".join(words), who=who, where=where, outlet=outlet, since=_day(since), until=_day(until),
        limit=limit or settings.search_limit,
    )  # fmt: skip
    with opened(case, must_exist=True, write=False) as book:
        hits = find_in_case(book, question)
    if as_json:
        print_lines(
            {
                "kind": h.kind,
                "id": h.id,
                "story": h.story,
                "words": h.words,
                "outlet": h.outlet,
                "published": h.published,
            }
            for h in hits
        )
    elif hits:
        columns = (("kind", "left"), ("id", "left"), ("outlet", "left"), ("published", "left"), ("words", "left"))
        print_table(columns, [(h.kind, h.id, h.outlet or "", h.published or "", h.words) for h in hits])
    else:
        say("nothing in the case holds these words")


def _day(value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"{value!r} is no day; expected YYYY-MM-DD") from error
