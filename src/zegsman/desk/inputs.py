"""Finds what a command was given: files, folders, patterns, standard input; as streams, read as they are asked for."""

from __future__ import annotations

import fnmatch
import glob
import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zegsman.errors import UsageError
from zegsman.read.archives.names import shown_name
from zegsman.read.limits import Limits
from zegsman.read.readers import split_pieces
from zegsman.read.reports import Piece, Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.settings import Settings

STANDARD_INPUT = "-"
COLUMN_FIELDS = ("text", "title", "date", "outlet", "author", "agency", "url", "canonical", "lang", "rights")
"""What a column of a table may hold."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read reports from, and where they are from as the user gave it."""

    path: str
    data: bytes = b""
    media_type: str | None = None
    url: str | None = None
    """The address that it was fetched from, after redirects; None where it was not fetched."""
    headers: tuple[tuple[str, str], ...] = ()
    """What came with it over the network, as it came."""
    stream: BinaryIO | None = None
    """The bytes as they are read, in place of `data`; closed once the next input is asked for."""

    def open(self) -> BinaryIO:
        """The bytes from their beginning, to be read forward once."""
        return io.BytesIO(self.data) if self.stream is None else self.stream


def options_for(found: Input, settings: Settings) -> ReadOptions:
    """How an input is read under the settings in force.

    Raises:
        UsageError: if the columns of tables are not given as field=name.
    """
    return ReadOptions(
        path=found.path,
        url=found.url,
        languages=settings.languages,
        limits=Limits(
            file_limit_mb=settings.file_limit_mb,
            expansion_limit=settings.expansion_limit,
            nesting_limit=settings.nesting_limit,
            document_time_s=settings.document_time_s,
            document_memory_mb=settings.document_memory_mb,
        ),
        columns=parse_columns(settings.columns),
        charset=_charset(found.headers),
    )


def _charset(headers: Iterable[tuple[str, str]]) -> str | None:
    """The encoding that a server said the bytes are in."""
    told = next((value for name, value in headers if name.lower() == "content-type"), "")
    return next(
        (part.strip()[8:].strip("\"' ") for part in told.split(";") if part.strip().lower().startswith("charset=")),
        None,
    )


def parse_columns(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Columns of tables by the field that they hold, from 'field=name'.

    Raises:
        UsageError: if one is given otherwise, or names no field.
    """
    pairs = tuple((field.strip(), name.strip()) for field, _, name in (one.partition("=") for one in given))
    for field, name in pairs:
        if field not in COLUMN_FIELDS or not name:
            raise UsageError(
                f"the column {field}={name} is not understood; expected FIELD=NAME, FIELD one of "
                f"{', '.join(COLUMN_FIELDS)}"
            )
    return pairs


def find_inputs(
    paths: Iterable[str], *, stdin: BinaryIO | None = None, case: str | None = None, refused_before: bool = False
) -> Iterator[Input | Refusal]:
    """Everything that the paths stand for, in order of path; what cannot be opened as a refusal with its reason.

    A folder stands for all files in it and below, hidden ones and those of the `case` itself left out; a pattern (`*`,
    `**`, `?`) for what it matches; `-` for standard input. A file is opened when it is asked for, and is to be read
    before the next one is: how much of it is held is up to its reader.

    Where they were `refused_before` nobody has named them anew: as when they were found in a folder, no link is
    followed out of theirs and no pipe is waited for.
    """
    own = {str(Path(f"{case}{ending}").absolute()) for ending in ("", "-wal", "-shm", "-journal")} if case else set()
    for path in paths:
        if path == STANDARD_INPUT and stdin is not None:
            yield Input(STANDARD_INPUT, stream=stdin)
            continue
        found = find_paths(path)
        if isinstance(found, Refusal):
            yield found
            continue
        for one in found:
            folder = Path(one).parent if refused_before else None if one == path else _folder_of(path)
            if folder is None or str(Path(one).absolute()) not in own:
                yield from _file(one, folder)


def find_pieces(inputs: Iterable[Input | Refusal], settings: Settings) -> Iterator[Piece | Reading | Refusal]:
    """What the inputs hold, in order, for readers in other processes; see `split_pieces`."""
    for found in inputs:
        if isinstance(found, Refusal):
            yield found
        else:
            yield from split_pieces(found.open(), options_for(found, settings), found.media_type)


def find_paths(path: str) -> list[str] | Refusal:
    """The files that one path stands for."""
    if "://" in path:
        return Refusal(path, "it is no file, and no address that can be fetched; expected http or https")
    if "\x00" in path:
        return Refusal(shown_name(path), "its name holds a zero byte; expected the name of a file")
    if os.path.isdir(path):  # noqa: PTH112 - pathlib would drop the './' that the user gave
        found = sorted(_below(path))
        return found or Refusal(path, "the folder holds no files; expected reports in it")
    if os.path.lexists(path):
        return [path]
    if glob.has_magic(path):
        return sorted(_matched(path)) or Refusal(path, "the pattern matches no file")
    return Refusal(shown_name(path), "there is no such file or folder")


def file_shown_as(place: str) -> str | None:
    """The file that is shown as this place, with escapes for line ends and bytes that are no text; None for none."""
    at = ""
    for i, part in enumerate(place.split("/")):
        above, at = at, f"{at}/{part}" if i else part
        if part and not os.path.lexists(at):
            try:
                names = sorted(os.listdir(above or ("/" if i else ".")))  # noqa: PTH208 - a name, not a path
            except OSError:
                return None
            meant = next((name for name in names if shown_name(name) == part), None)
            if meant is None:
                return None
            at = f"{above}/{meant}" if i else meant
    return at


def _matched(pattern: str) -> set[str]:
    """The files that a pattern matches, and all below the folders that it matches."""
    parts = pattern.split("/")
    if "**" not in parts:
        matched = glob.glob(pattern)  # noqa: PTH207 - keeps the path as given
        return {file for one in matched for file in (_below(one) if Path(one).is_dir() else [one])}
    # `glob` follows links between folders for ever, and twice as far for each further one.
    n_fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    top = "/".join(parts[:n_fixed]) or ("/" if pattern.startswith("/") else ".")
    wanted = tuple(part for part in parts[n_fixed:] if part)
    found = {file for file in _below(top) if _fits_from(Path(file).relative_to(top).parts, wanted)}
    return found if n_fixed else {file.removeprefix("./") for file in found}


def _fits_from(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a file or one of the folders that it is in fits a pattern."""
    return any(_fits(parts[:k], wanted) for k in range(len(parts) + 1))


def _fits(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_fits(parts[k:], wanted[1:]) for k in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], wanted[0]) and _fits(parts[1:], wanted[1:])


def _below(folder: str) -> Iterator[str]:
    """All files below a folder, hidden ones left out, and the links to folders outside, which are not followed."""
    top = Path(folder).resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        links = [one for one in folders if os.path.islink(os.path.join(place, one))]  # noqa: PTH114, PTH118
        leading_out = [one for one in links if not Path(place, one).resolve().is_relative_to(top)]
        names = [*(one for one in files if not one.startswith(".")), *leading_out]
        yield from (os.path.join(place, one) for one in names)  # noqa: PTH118


def _folder_of(path: str) -> Path:
    """The folder out of which no link may lead: the one given, or the fixed beginning of a pattern."""
    parts = Path(path).parts
    fixed = next((i for i, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return Path(*parts[:fixed]) if fixed else Path()


def _file(path: str, folder: Path | None) -> Iterator[Input | Refusal]:
    """One file. `folder` is where it was found, None where the user named the file itself."""
    shown = shown_name(path)
    try:
        if reason := _why_refused(path, folder):
            yield Refusal(shown, reason)
            return
        with Path(path).open("rb") as handle:
            yield Input(shown, stream=handle)
    except OSError as error:
        yield Refusal(shown, f"it cannot be read: {(error.strerror or str(error)).lower()}")


def _why_refused(path: str, folder: Path | None) -> str | None:
    if folder is not None and not Path(path).resolve().is_relative_to(folder.resolve()):
        return "it is a symbolic link that leads out of the folder; give what it leads to by its own name"
    mode = Path(path).stat().st_mode
    # A pipe that the user names is there to be read; one that lies in a folder would be waited for without end.
    if not (stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and folder is None)):
        return "it is no file (a device, pipe or socket); expected the file of a report"
    return None
