"""Opens what a command works on: the settings and the case."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from zegsman.cli.terminal import progress
from zegsman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.settings import Settings


def settings_in_force() -> Settings:
    """The settings.

    Raises:
        UsageError: if one is unknown or of the wrong kind.
    """
    from zegsman.settings import load_settings

    try:
        return load_settings()
    except ValueError as error:
        raise UsageError(str(error)) from error


@contextmanager
def opened(
    case: str | None,
    *,
    in_memory: bool = False,
    must_exist: bool = False,
    write: bool = True,
    quiet: bool = False,
    columns: str | None = None,
) -> Iterator[Casebook]:
    """The case that a command works on, closed at the end. `columns` outranks the setting of that name.

    Raises:
        StoreError: if the case file cannot be used.
        UsageError: if columns are given otherwise than as field=name.
    """
    from zegsman.desk.casebook import open_casebook
    from zegsman.desk.inputs import parse_columns

    settings = settings_in_force()
    if columns:
        settings = replace(settings, columns=tuple(columns.split(",")))
    parse_columns(settings.columns)
    place = None if in_memory and case is None else case or settings.case
    with (
        progress(quiet=quiet) as tell,
        open_casebook(place, settings, must_exist=must_exist, write=write, progress=tell) as book,
    ):
        yield book


def standard_input() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer
