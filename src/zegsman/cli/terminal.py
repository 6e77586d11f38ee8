"""What people see: tables on stdout, talk and progress on stderr."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from zegsman.read.reports import Refusal

_PIPE_WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""
_LABELS = {
    "read": "reading", "ask": "asking feeds", "look": "reading pages", "annotate": "annotating", "resolve": "comparing",
}  # fmt: skip
_REFUSALS_SHOWN = 1000


def console(*, to_stderr: bool = False) -> Console:
    """A console on one of the two streams; colour only on a terminal, and not where NO_COLOR is set."""
    from rich.console import Console

    class Quitting(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = sys.stderr if to_stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return Quitting(stderr=to_stderr, width=width, highlight=False, soft_wrap=False, markup=False, emoji=False)


def say(message: str, *, quiet: bool = False) -> None:
    """Tells something on stderr."""
    if not quiet:
        print(message, file=sys.stderr)


def name_refusals(refused: Sequence[Refusal]) -> None:
    """Names each input that was refused, with the reason, on stderr."""
    for one in refused[:_REFUSALS_SHOWN]:
        print(f"refused: {one.path}: {one.reason}", file=sys.stderr)
    if len(refused) > _REFUSALS_SHOWN:
        print(f"refused: {len(refused) - _REFUSALS_SHOWN} more; the case keeps every reason", file=sys.stderr)


def write_out(data: bytes) -> None:
    """Writes bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_lines(objects: Iterable[dict[str, Any]]) -> None:
    """Prints JSON, one object a line."""
    for one in objects:
        write_out((json.dumps(one, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each kind of work, on a terminal only; elsewhere silence."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(to_stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(_LABELS.get(what, what), total=of or None)
            bars.update(tasks[what], completed=done, total=of or None)

        yield tell


def print_table(
    columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], *, title: str = "", to_stderr: bool = False
) -> None:
    """Prints a table; each column is (heading, 'left' or 'right')."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title) if title else None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for i, (heading, side) in enumerate(columns):
        is_text = i == len(columns) - 1
        table.add_column(heading, justify="right" if side == "right" else "left", overflow="fold", no_wrap=not is_text)
    for row in rows:
        table.add_row(*(Text(_plain(cell), style=_STYLES.get(cell, "")) for cell in row))
    console(to_stderr=to_stderr).print(table)


_STYLES = {"disputed": "bold red", "contradicted": "bold red", "corroborated": "green", "new": "green"}


def _plain(cell: str) -> str:
    """A cell without control characters: a report may hold any, and a terminal obeys them."""
    return "".join(letter if letter.isprintable() else " " for letter in cell)
