"""Commands that read reports: `dossier`, `read`, `annotate`, `new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from zegsman.cli.nearness import say_near
from zegsman.cli.options import CaseOption, ColumnsOption, JsonOption, MaybePaths, OutOption, Paths, QuietOption
from zegsman.cli.outcome import status_of
from zegsman.cli.setting_up import opened, standard_input
from zegsman.cli.summaries import print_summary
from zegsman.cli.terminal import name_refusals, print_lines, print_table, say, write_out
from zegsman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.desk.taking import Taking

Json = dict[str, Any]
_CHANGES_TOLD = 20
"""Merges and splits that are told; the case keeps all."""


def dossier(
    paths: Paths,
    out: OutOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="NAMES", help="html, md, json, pdf; several with commas.", show_default=False
        ),
    ] = None,
    case: CaseOption = None,
    together: Annotated[
        bool, typer.Option("--together", help="Take all reports given for one affair: a decision of yours.")
    ] = False,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Reads reports and writes the sourced record of each affair in them.

    Without --case nothing is kept.
    """
    from zegsman.cli.judging import person
    from zegsman.desk.judging import judge_one_affair
    from zegsman.desk.questions import dossiers
    from zegsman.desk.rounds import work_out
    from zegsman.desk.taking import take_reports

    formats = _formats(format, out)
    with opened(case, in_memory=True, quiet=quiet, columns=columns) as book:
        taking = take_reports(book, paths, standard_input())
        _, unread = work_out(book)
        taking.refused += unread
        reports = [*taking.taken, *taking.known]
        if together and len(reports) > 1:
            judge_one_affair(book, reports, who=person(None))
            work_out(book)
        found = dossiers(book, reports)
        name_refusals(taking.refused)
        _deliver(found, formats, out, quiet=quiet)
        say_near({one["story"]["id"]: one["near_stories"] for one in found}, case=case, quiet=quiet)
    raise typer.Exit(_status(taking, len(found)))


def _formats(format: str | None, out: str | None) -> tuple[str, ...]:
    from zegsman.desk.products import PRODUCTS, parse_formats

    if format is not None:
        return parse_formats(format)
    if out in (None, "-"):
        return ()
    return tuple(name for name in PRODUCTS if str(out).lower().endswith(f".{name}")) or ("html",)


def _deliver(found: Sequence[Json], formats: tuple[str, ...], out: str | None, *, quiet: bool) -> None:
    from zegsman.desk.products import compose_product, write_products

    if not found:
        return
    to_stdout = bool(formats) and out in (None, "-")
    if to_stdout:
        if len(formats) > 1:
            raise UsageError(f"{len(formats)} formats cannot share standard output; give -o FOLDER")
        write_out(compose_product(found[0], formats[0]))
    written = write_products(found, formats, str(out)) if formats and not to_stdout else []
    if not quiet:
        print_summary(found, to_stderr=to_stdout)
    for path in written:
        say(f"wrote {path}", quiet=quiet)
    if to_stdout and len(found) > 1:
        say(f"the reports make {len(found)} stories; the largest was written. Give -o FOLDER for all", quiet=quiet)
    if not formats:
        say("nothing was written; -o FOLDER --format html writes the dossier", quiet=quiet)


def _status(taking: Taking, n_done: int) -> int:
    if not n_done and not taking.refused:
        say("no report was given")
        return 3
    if not n_done:
        say("no report could be read; nothing was done")
    return status_of(n_done=n_done, n_refused=len(taking.refused))


def read(
    paths: MaybePaths = None,
    retry: Annotated[bool, typer.Option("--retry", help="Give every input again that was refused so far.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="List the inputs that were refused, and why.")] = False,
    case: CaseOption = None,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Takes reports into the case: files, folders, web addresses. The same bytes are never taken twice.

    Stopped at any moment and given again, it goes on where it was.
    """
    from zegsman.desk.near_stories import near_by_story
    from zegsman.desk.rounds import work_out
    from zegsman.desk.taking import refused_paths, take_reports

    if not (paths or retry or refused):
        raise UsageError("no input was given; expected PATH..., --retry or --refused")
    if refused:
        _list_refusals(case)
        return
    with opened(case, must_exist=retry, quiet=quiet, columns=columns) as book:
        again = refused_paths(book) if retry else []
        if not (paths or again):
            say("no input that could be given again was refused", quiet=quiet)
            return
        taking = take_reports(book, paths or (), standard_input(), again=again)
        name_refusals(taking.refused)
        working, unread = work_out(book)
        name_refusals(unread)
        taking.refused += unread
        say(
            f"{len(taking.taken)} taken{_revised(taking)}, {len(taking.known)} known already, "
            f"{len(taking.refused)} refused; "
            f"{len(working.made)} stories worked out, {working.n_stories - len(working.made)} unchanged",
            quiet=quiet,
        )
        for change in working.changes[:_CHANGES_TOLD]:
            say(f"{change.kind}: {' and '.join(change.before)}: {change.why}", quiet=quiet)
        if working.made:
            near = near_by_story(book)
            say_near({story: near[story] for story in working.made if story in near}, case=case or "", quiet=quiet)
    n_done = len(taking.taken) + len(taking.known)
    if not n_done:
        say("no report could be read; nothing was done")
    raise typer.Exit(status_of(n_done=n_done, n_refused=len(taking.refused)) if n_done else 3)


def _revised(taking: Taking) -> str:
    return f" ({len(taking.revised)} of them new versions)" if taking.revised else ""


def _list_refusals(case: str | None) -> None:
    from zegsman.desk.taking import refusals

    with opened(case, must_exist=True, write=False) as book:
        found = refusals(book)
    if found:
        columns = (("when", "left"), ("input", "left"), ("why", "left"))
        print_table(columns, [(one.at, one.path, one.reason or "") for one in found])
    else:
        say("no input is refused")


def annotate(
    paths: Paths,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="jsonl, one report a line.")] = "jsonl",
    out: OutOption = None,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Marks what stands where in each report: sentences, names, times, attributions, events."""
    from zegsman.desk.annotation_lines import compose_annotation
    from zegsman.desk.questions import annotations_of
    from zegsman.desk.rounds import annotate_round
    from zegsman.desk.taking import take_reports

    if format not in ("jsonl", "json"):
        raise UsageError(f"there is no format {format!r} for annotations; expected jsonl")
    with opened(None, in_memory=True, quiet=quiet, columns=columns) as book:
        taking = take_reports(book, paths, standard_input())
        taking.refused += annotate_round(book)
        name_refusals(taking.refused)
        lines = [compose_annotation(report, found) for report, found in annotations_of(book, taking.taken)]
        _write_lines(lines, out)
    raise typer.Exit(_status(taking, len(lines)))


def _write_lines(lines: Sequence[Json], out: str | None) -> None:
    import json
    from pathlib import Path

    if out in (None, "-"):
        print_lines(lines)
        return
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    Path(str(out)).write_text(text, encoding="utf-8", errors="replace")


def new(paths: Paths, case: CaseOption = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Tells what reports add to the case: claims that are new, repeated or contradicted. The case stays as it is."""
    from zegsman.desk.questions import what_is_new

    with opened(case, must_exist=True, write=False, quiet=quiet) as book:
        additions, taking = what_is_new(book, paths, standard_input())
    name_refusals(taking.refused)
    if as_json:
        print_lines(
            {"what": one.what, "story": one.story, "claim": one.claim.id, "text": one.claim.text, "why": one.why}
            for one in additions
        )
    elif additions:
        rows = [(one.what, one.why, " ".join(one.claim.text.split())) for one in additions]
        print_table((("what", "left"), ("why", "left"), ("claim", "left")), rows)
    if taking.known and not taking.taken:
        say("the case has these reports already: they add nothing", quiet=quiet)
    raise typer.Exit(status_of(n_done=len(taking.taken) + len(taking.known), n_refused=len(taking.refused)))
