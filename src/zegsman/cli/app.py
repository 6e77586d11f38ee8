"""The table of commands."""

from __future__ import annotations

import typer

from zegsman.cli import asking, evaluating, judging, keeping, many, reading, serving, watching
from zegsman.cli.examples import examples_of

app = typer.Typer(
    name="zegsman",
    help="Reads the reports of an affair and writes its sourced record: what is said to have happened, who says so and "
    "through whom, how many really know, and where the reports contradict one another.",
    epilog="Exit status: 0 done, 1 done but some inputs were refused, 2 wrong usage, 3 nothing could be done.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    reading.dossier,
    reading.read,
    asking.stories,
    asking.show,
    asking.search,
    reading.new,
    watching.watch,
    serving.serve,
    keeping.export,
    keeping.check,
    reading.annotate,
    many.batch,
    evaluating.evaluate,
    keeping.version,
):
    app.command(epilog=examples_of(command.__name__))(command)
app.add_typer(judging.judging, name="judge")
