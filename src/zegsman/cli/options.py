"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

_PATHS = typer.Argument(
    metavar="PATH...",
    help="Files, folders, patterns ('*.txt'), web addresses, or - for standard input.",
    show_default=False,
)
Paths = Annotated[list[str], _PATHS]
MaybePaths = Annotated[list[str] | None, _PATHS]
CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="FILE",
        help="The case file, or the address of a shared case [default: zegsman.db, or ZEGSMAN_CASE].",
        show_default=False,
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=NAME,...",
        help="Columns of tables, where their names do not tell: text=body,date=day.",
        show_default=False,
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")]
OutOption = Annotated[
    str | None,
    typer.Option(
        "--out", "-o", metavar="OUT", help="A file or folder to write to; - is standard output.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines instead of a table.")]
WhoOption = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who decides [default: your user name].", show_default=False),
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]
