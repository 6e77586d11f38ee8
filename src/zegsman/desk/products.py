"""Writes dossiers to files: which formats there are, how the files are called."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.errors import TellError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zegsman.tell.exports import Export

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Product:
    """A form of the dossier: the ending of its file and where the function that writes it stands."""

    ending: str
    module: str
    function: str


PRODUCTS = {
    "html": Product(".html", "zegsman.tell.page.html", "write_html"),
    "md": Product(".md", "zegsman.tell.markdown", "write_markdown"),
    "json": Product(".json", "zegsman.desk.products", "write_json"),
    "pdf": Product(".pdf", "zegsman.tell.pdf", "write_pdf"),
}
"""The formats of `zegsman dossier`, imported on first use: PDF alone costs a second."""
_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 50


def parse_formats(value: str) -> tuple[str, ...]:
    """The formats in a comma-separated list.

    Raises:
        UsageError: if one is unknown.
    """
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [one for one in formats if one not in PRODUCTS]
    if unknown or not formats:
        raise UsageError(f"there is no format {unknown[0] if unknown else value!r}; expected {', '.join(PRODUCTS)}")
    return formats


def write_json(dossier: Json) -> str:
    """The dossier as the contract's JSON, indented."""
    return json.dumps(dossier, ensure_ascii=False, indent=1) + "\n"


def compose_product(dossier: Json, format: str) -> bytes:
    """A dossier in one format, as the bytes of its file.

    Raises:
        TellError: if it cannot be written in that format here.
    """
    product = PRODUCTS[format]
    write: Callable[[Json], str | bytes] = getattr(import_module(product.module), product.function)
    result = write(dossier)
    return result.encode("utf-8", "backslashreplace") if isinstance(result, str) else result


def compose_export(dossiers: Sequence[Json], format: str, *, with_text: bool = True) -> bytes:
    """All dossiers in a format of other programs, as the bytes of one file.

    Raises:
        UsageError: if there is no such format.
    """
    formats = export_formats()
    if format not in formats:
        raise UsageError(f"there is no export format {format!r}; expected {', '.join(sorted(formats))}")
    return formats[format](dossiers, with_text=with_text)


def export_formats() -> Mapping[str, Export]:
    """The formats of other programs by name."""
    from zegsman.tell.exports import EXPORTS

    return EXPORTS


def count_withheld(dossiers: Sequence[Json]) -> int:
    """How many reports have rights that forbid passing their words on."""
    from zegsman.tell.rights import withheld_reports

    return len(withheld_reports(dossiers))


def write_export(dossiers: Sequence[Json], format: str, out: str, *, with_text: bool = True) -> Path:
    """Writes all dossiers to one file in a format of other programs.

    Raises:
        UsageError: if there is no such format.
        TellError: if the file cannot be written.
    """
    return write_whole(Path(out), compose_export(dossiers, format, with_text=with_text))


def write_products(dossiers: Sequence[Json], formats: Sequence[str], out: str) -> list[Path]:
    """Writes each dossier in each format; gives the files.

    `out` is a folder, in which each dossier has the name of its story, unless it ends as one of the formats does:
    then it is the name for the first dossier, and the next are numbered (`name-2.json`).

    Raises:
        TellError: if a file cannot be written; what was written before stays.
    """
    target = Path(out)
    if target.suffix.lower() in {PRODUCTS[one].ending for one in formats} and not target.is_dir():
        folder = target.parent
        names = [target.stem if i == 1 else f"{target.stem}-{i}" for i in range(1, len(dossiers) + 1)]
    else:
        folder, names = target, file_names(dossier["story"] for dossier in dossiers)
    return [
        write_whole(folder / (name + PRODUCTS[format].ending), compose_product(dossier, format))
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


def write_whole(path: Path, data: bytes) -> Path:
    """The file, written whole or not at all: a reader never meets half of one.

    Raises:
        TellError: if it cannot be written.
    """
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise TellError(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}; choose another -o"
        ) from error
    return path
