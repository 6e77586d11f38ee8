"""Writes dossiers to files: which formats there are, how the files are called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.errors import TellError, UsageError
from zegsman.tell.exports import EXPORTS, write_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Json = dict[str, Any]

DOSSIER_FORMATS = ("html", "md", "json", "pdf")
"""The formats of `zegsman dossier`; `zegsman export` has all of `EXPORTS`."""
_JOINED = ("jsonl",)
"""Formats in which several stories make one file."""
_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 50


def parse_formats(value: str, known: Iterable[str] = DOSSIER_FORMATS) -> tuple[str, ...]:
    """The formats in a comma-separated list.

    Raises:
        UsageError: if one is unknown.
    """
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [one for one in formats if one not in known]
    if unknown or not formats:
        raise UsageError(f"there is no format {unknown[0] if unknown else value!r}; expected {', '.join(known)}")
    return formats


def export_formats() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(sorted(EXPORTS))


def compose_product(dossier: Json, format: str, *, without_text: bool = False) -> bytes:
    """A dossier in one format, as the bytes of its file.

    Raises:
        TellError: if it cannot be written in that format here.
    """
    return write_export(dossier, format, without_text=without_text)


def compose_joined(dossiers: Sequence[Json], format: str, *, without_text: bool = False) -> bytes:
    """Several dossiers in one file.

    Raises:
        TellError: if the format holds one story a file and there are several.
    """
    if len(dossiers) > 1 and format not in _JOINED:
        raise TellError(
            f"the case has {len(dossiers)} stories and {format} holds one a file; give --story ID, or -o FOLDER"
        )
    return b"".join(compose_product(dossier, format, without_text=without_text) for dossier in dossiers)


def write_products(
    dossiers: Sequence[Json], formats: Sequence[str], out: str, *, without_text: bool = False
) -> list[Path]:
    """Writes each dossier in each format; gives the files.

    `out` is a folder, in which each dossier has the name of its story, unless it ends as one of the formats does:
    then it is the name for the first dossier, and the next are numbered (`name-2.json`).

    Raises:
        TellError: if a file cannot be written; what was written before stays.
    """
    target = Path(out)
    if len(formats) == 1 and formats[0] in _JOINED and not target.is_dir():
        return [_written(target, compose_joined(dossiers, formats[0], without_text=without_text))]
    if target.suffix.lower() in {EXPORTS[one].suffix for one in formats} and not target.is_dir():
        folder = target.parent
        names = [target.stem if i == 1 else f"{target.stem}-{i}" for i in range(1, len(dossiers) + 1)]
    else:
        folder, names = target, file_names(dossier["story"] for dossier in dossiers)
    return [
        _written(folder / (name + EXPORTS[format].suffix), compose_product(dossier, format, without_text=without_text))
        for name, dossier in zip(names, dossiers, strict=True)
        for format in formats
    ]


def file_names(stories: Iterable[Json]) -> list[str]:
    """A file name for each story, from its title, each one once."""
    names: list[str] = []
    for story in stories:
        plain = unicodedata.normalize("NFKD", story["title"]).encode("ascii", "ignore").decode().lower()
        slug = (
            _SLUG.sub("-", plain)[:_SLUG_LENGTH].strip("-") or _SLUG.sub("-", story["id"].lower()).strip("-") or "story"
        )
        names.append(slug if slug not in names else f"{slug}-{story['id'][-8:].lower()}")
    return names


def _written(path: Path, data: bytes) -> Path:
    """The file, written whole or not at all: a reader never meets half of one."""
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise TellError(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}; choose another -o"
        ) from error
    return path
