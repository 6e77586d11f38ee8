"""The command for many reports: `batch`."""

from __future__ import annotations

from typing import Annotated

import typer

from zegsman.cli.options import Paths, QuietOption
from zegsman.cli.outcome import status_of
from zegsman.cli.setting_up import settings_in_force, standard_input
from zegsman.cli.terminal import name_refusals, progress, say


def batch(
    paths: Paths,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The folder of the data set.")],
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="local (all cores) or ray (a cluster).")
    ] = "local",
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="How many [default: one a core].", show_default=False),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a data set that was begun.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Reads and annotates any number of reports to a Parquet data set.

    Stopped at any moment, it goes on with --resume and ends in the same bytes.
    """
    from zegsman.desk.stages import load_stages
    from zegsman.fleet.engines import engine_named
    from zegsman.fleet.jobs import AnnotateReports
    from zegsman.fleet.making import Order, make_dataset

    order = Order(
        paths=tuple(paths),
        out=out,
        resume=resume,
        annotate_version=load_stages().annotate_version,
        settings=settings_in_force(),
        stdin=standard_input(),
    )
    with progress(quiet=quiet) as tell:
        made = make_dataset(order, engine_named(engine, workers), AnnotateReports(), tell)
    name_refusals(made.refused)
    if made.n_refused > len(made.refused):
        say(f"refused: {made.n_refused - len(made.refused)} more; the table 'refused' has them all")
    say(f"{made.n_reports} reports in {out}, {made.n_refused} refused", quiet=quiet)
    raise typer.Exit(status_of(n_done=made.n_reports, n_refused=made.n_refused) if made.n_reports else 3)
