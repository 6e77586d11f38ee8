"""Commands about the case as a file: `export`, `check`, `version`."""

from __future__ import annotations

from typing import Annotated

import typer

import zegsman
from zegsman.cli.options import CaseOption, OutOption, QuietOption
from zegsman.cli.outcome import PARTLY
from zegsman.cli.setting_up import opened
from zegsman.cli.terminal import say, write_out


def export(
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="jsonl, csv, parquet, followthemoney, stix, …")
    ] = "jsonl",
    out: OutOption = None,
    story: Annotated[str | None, typer.Option("--story", metavar="ID", help="Only this story.")] = None,
    without_text: Annotated[bool, typer.Option("--without-text", help="Leave the words of the reports out.")] = False,
    case: CaseOption = None,
    quiet: QuietOption = False,
) -> None:
    """Writes the case in a format of other programs."""
    from zegsman.desk.products import compose_export, count_withheld, write_export
    from zegsman.desk.questions import dossier_of, dossiers

    with opened(case, must_exist=True, write=False, quiet=quiet) as book:
        found = [dossier_of(book, story)] if story else dossiers(book)
    if n_withheld := count_withheld(found):
        say(f"the words of {n_withheld} reports are left out: their rights forbid passing them on", quiet=quiet)
    if out is None or out == "-":
        write_out(compose_export(found, format, with_text=not without_text))
    else:
        say(f"wrote {write_export(found, format, out, with_text=not without_text)}", quiet=quiet)


def check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be made again from the rest.")] = False,
    case: CaseOption = None,
) -> None:
    """Checks whether the case is sound: the file, every reference, every original against its sha256."""
    from zegsman.desk.questions import check_case

    with opened(case, must_exist=True, write=repair) as book:
        faults, done = check_case(book, mend=repair)
        left = check_case(book)[0] if done else faults
    for fault in faults:
        typer.echo(fault)
    for line in done:
        say(f"repaired: {line}")
    if not faults:
        say("the case is sound")
    elif done:
        say(f"{len(faults) - len(left)} of {len(faults)} faults were mended")
    raise typer.Exit(PARTLY if left else 0)


def version() -> None:
    """Prints the version of the program and of the encoder's weights."""
    from zegsman.desk.stages import load_stages

    typer.echo(f"zegsman {zegsman.__version__} (annotations {load_stages().annotate_version})")
