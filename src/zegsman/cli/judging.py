"""The command `judge`: a person's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zegsman.cli.examples import examples_of
from zegsman.cli.options import CaseOption, JsonOption, WhoOption, WhyOption
from zegsman.cli.setting_up import opened
from zegsman.cli.terminal import print_lines, print_table, say
from zegsman.errors import UsageError

if TYPE_CHECKING:
    from zegsman.desk.casebook import Casebook

judging = typer.Typer(
    help="A person's decisions: what is the same or different, how reliable a source is; undo. They last.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Kind = Annotated[str, typer.Argument(metavar="KIND", help="entity, claim, origin or report.")]
Left = Annotated[
    str,
    typer.Argument(
        metavar="LEFT", help="A spelling, the id of a claim or statement, a source's name, a report's file or id."
    ),
]
Right = Annotated[str, typer.Argument(metavar="RIGHT", help="The other one.")]


@judging.command(epilog=examples_of("same"))
def same(
    kind: Kind, left: Left, right: Right, why: WhyOption = "", who: WhoOption = None, case: CaseOption = None
) -> None:
    """Says that two things are the same; of two reports, that they tell of one affair."""
    _decide("same", kind, left, right, why, who, case)


@judging.command(epilog=examples_of("different"))
def different(
    kind: Kind, left: Left, right: Right, why: WhyOption = "", who: WhoOption = None, case: CaseOption = None
) -> None:
    """Says that two things are different; of two reports, that they do not tell of one affair."""
    _decide("different", kind, left, right, why, who, case)


def _decide(verdict: str, kind: str, left: str, right: str, why: str, who: str | None, case: str | None) -> None:
    from zegsman.desk.judging import judge
    from zegsman.record.judgement import Subject, Verdict

    if kind not in ("entity", "claim", "origin", "allegiance", "report"):
        raise UsageError(f"{kind!r} cannot be judged; expected entity, claim, origin or report")
    with opened(case, must_exist=True) as book:
        number = judge(book, Subject(kind), left, right, Verdict(verdict), who=person(who), why=why)
        _rework(book, number)


@judging.command(epilog=examples_of("belongs"))
def belongs(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The name of a source.")],
    body: Annotated[str, typer.Argument(metavar="BODY", help="The name of the source it speaks for or belongs to.")],
    no: Annotated[bool, typer.Option("--no", help="Say that it does not.")] = False,
    why: WhyOption = "",
    who: WhoOption = None,
    case: CaseOption = None,
) -> None:
    """Says that a source speaks for or belongs to another: the two count as one origin."""
    _decide("different" if no else "same", "allegiance", source, body, why, who, case)


@judging.command(epilog=examples_of("reliability"))
def reliability(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The name of a source.")],
    letter: Annotated[
        str, typer.Argument(metavar="A-F", help="A completely reliable … E unreliable, F cannot be judged.")
    ],
    why: WhyOption = "",
    who: WhoOption = None,
    case: CaseOption = None,
) -> None:
    """Sets the reliability of a source (Admiralty code)."""
    from zegsman.desk.judging import judge_reliability

    with opened(case, must_exist=True) as book:
        _rework(book, judge_reliability(book, source, letter, who=person(who), why=why))


@judging.command(epilog=examples_of("undo"))
def undo(
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Of the judgement; the last one without.")] = None,
    who: WhoOption = None,
    case: CaseOption = None,
) -> None:
    """Takes a judgement back, the last one where no number is given."""
    from zegsman.desk.judging import undo as take_back
    from zegsman.desk.rounds import work_out

    with opened(case, must_exist=True) as book:
        row = take_back(book, number, who=person(who))
        work_out(book)
    one = row.judgement
    say(f"judgement {row.number} is undone: {one.left} and {one.right}, {one.subject}, {one.verdict}")


@judging.command("list", epilog=examples_of("list"))
def list_judgements(case: CaseOption = None, as_json: JsonOption = False) -> None:
    """Lists the judgements with their history."""
    from zegsman.desk.judging import judgement_rows

    with opened(case, must_exist=True, write=False) as book:
        rows = judgement_rows(book)
    if as_json:
        print_lines(
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
            for row in rows
        )
        return
    columns = (
        ("no.", "right"),
        ("verdict", "left"),
        ("subject", "left"),
        ("who", "left"),
        ("when", "left"),
        ("of what, why", "left"),
    )
    cells = [
        (
            str(row.number),
            str(row.judgement.verdict) + (" (undone)" if row.undone_at else ""),
            str(row.judgement.subject),
            row.who,
            row.at,
            f"{row.judgement.left} | {row.judgement.right}" + (f": {row.judgement.why}" if row.judgement.why else ""),
        )
        for row in rows
    ]
    if cells:
        print_table(columns, cells)
    else:
        say("no judgements yet")


def _rework(book: Casebook, number: int) -> None:
    from zegsman.desk.rounds import work_out

    working, _ = work_out(book)
    say(f"judgement {number} is kept; {len(working.made)} stories were worked out anew")


def person(who: str | None) -> str:
    """Who decides: the name given, else the user of this machine."""
    import getpass

    if who:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
