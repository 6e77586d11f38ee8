"""Finds what a command was given: files, folders, patterns, standard input; as bytes, bounded."""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zegsman.read.media_types import JSON
from zegsman.read.reports import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"
_LINES = (".jsonl", ".ndjson")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read reports from, and where they are from as the user gave it."""

    path: str
    data: bytes
    media_type: str | None = None
    url: str | None = None
    """The address that it was fetched from, after redirects; None where it was not fetched."""
    headers: tuple[tuple[str, str], ...] = ()
    """What came with it over the network, as it came."""


def find_inputs(paths: Iterable[str], *, limit_mb: int, stdin: BinaryIO | None = None) -> Iterator[Input | Refusal]:
    """Everything that the paths stand for, in order of path; what cannot be read as a refusal with its reason.

    A folder stands for all files in it and below, hidden ones left out; a pattern (`*`, `**`, `?`) for what it
    matches; `-` for standard input. No more than `limit_mb` megabytes of a file are ever held.
    """
    for path in paths:
        if path == STANDARD_INPUT and stdin is not None:
            yield _bounded(STANDARD_INPUT, stdin, limit_mb)
            continue
        found = find_paths(path)
        if isinstance(found, Refusal):
            yield found
            continue
        for one in found:
            yield from _file(one, limit_mb)


def find_paths(path: str) -> list[str] | Refusal:
    """The files that one path stands for."""
    if "://" in path:
        return Refusal(path, "it is no file, and no address that can be fetched; expected http or https")
    if os.path.isdir(path):  # noqa: PTH112 - pathlib would drop the './' that the user gave
        found = sorted(_below(path))
        return found or Refusal(path, "the folder holds no files; expected reports in it")
    if os.path.lexists(path):
        return [path]
    if glob.has_magic(path):
        matched = sorted(one for one in glob.iglob(path, recursive=True))  # noqa: PTH207 - keeps the path as given
        files = [file for one in matched for file in (sorted(_below(one)) if Path(one).is_dir() else [one])]
        return files or Refusal(path, "the pattern matches no file")
    return Refusal(path, "there is no such file or folder")


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        yield from (os.path.join(place, one) for one in files if not one.startswith("."))  # noqa: PTH118


def _file(path: str, limit_mb: int) -> Iterator[Input | Refusal]:
    try:
        about = Path(path).stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISFIFO(about.st_mode)):
            yield Refusal(path, "it is no file (a device or socket); expected the file of a report")
            return
        with Path(path).open("rb") as handle:
            if path.lower().endswith(_LINES):
                yield from _lines(path, handle, limit_mb)
            elif about.st_size > limit_mb * _MEGABYTE:
                yield _too_large(path, about.st_size, limit_mb)
            else:
                yield _bounded(path, handle, limit_mb)
    except OSError as error:
        yield Refusal(path, f"it cannot be read: {(error.strerror or str(error)).lower()}")


def _bounded(path: str, handle: BinaryIO, limit_mb: int) -> Input | Refusal:
    data = handle.read(limit_mb * _MEGABYTE + 1)
    if len(data) > limit_mb * _MEGABYTE:
        return _too_large(path, len(data), limit_mb)
    return Input(path, data)


def _lines(path: str, handle: BinaryIO, limit_mb: int) -> Iterator[Input | Refusal]:
    """One input a line: a dump of any length is read without holding it."""
    limit = limit_mb * _MEGABYTE
    number, has_lines = 0, False
    while line := handle.readline(limit + 1):
        number += 1
        place = f"{path}#{number}"
        if len(line) > limit:
            yield _too_large(place, len(line), limit_mb)
            while line and not line.endswith(b"\n"):
                line = handle.readline(limit)
        elif line.strip():
            has_lines = True
            yield Input(place, line.strip(), JSON)
    if not number or not has_lines:
        yield Refusal(path, "it is empty; expected one JSON object a line")


def _too_large(path: str, size: int, limit_mb: int) -> Refusal:
    return Refusal(
        path,
        f"it is larger than the {limit_mb} MB that a file may have ({size / _MEGABYTE:.0f} MB or more); split it, or "
        "set ZEGSMAN_FILE_LIMIT_MB higher",
    )
