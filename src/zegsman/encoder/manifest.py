"""Reads the manifest of the weights and checks every file against it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zegsman.errors import EncoderError

MANIFEST = "manifest.toml"
FORMAT = 1
"""Version of the layout of the weights that this code reads."""


@dataclass(frozen=True)
class Manifest:
    """What a folder of weights holds."""

    folder: Path
    labels: dict[str, tuple[str, ...]]
    """Labels of each head, index being class."""
    parts: dict[str, slice]
    """Where each part stands in a row of the graph's output `parts`."""
    special: dict[str, int]
    """Indices of the pieces bos, eos, pad and unk."""
    digest: str
    """sha256 of the manifest itself, which names those of all files."""
    facts: dict[str, Any]
    """The manifest as written: recipe, corpora, licences, scores."""


def load_manifest(folder: Path) -> Manifest:
    """Reads the manifest of a folder and checks the files it names.

    Raises:
        EncoderError: if the manifest or a file is missing, of another format, or damaged.
    """
    try:
        written = (folder / MANIFEST).read_bytes()
        facts = tomllib.loads(written.decode("utf-8"))
    except FileNotFoundError:
        raise EncoderError(f"no {MANIFEST} in {folder}: the encoder's weights are not installed there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EncoderError(f"{folder / MANIFEST} cannot be read: {error}") from None
    if facts.get("format") != FORMAT:
        raise EncoderError(f"{folder / MANIFEST}: format {facts.get('format')!r} found, {FORMAT} expected")
    for name, entry in facts["files"].items():
        check_file(folder / name, entry["sha256"])
    parts, at = {}, 0
    for name, width in facts["parts"].items():
        parts[name] = slice(at, at + width)
        at += width
    return Manifest(
        folder=folder,
        labels={name: tuple(labels) for name, labels in facts["labels"].items()},
        parts=parts,
        special=facts["special"],
        digest=hashlib.sha256(written).hexdigest(),
        facts=facts,
    )


def check_file(path: Path, expected: str) -> None:
    """Compares a file with the digest that it should have.

    Raises:
        EncoderError: if it is missing or its sha256 is another; the message has both digests.
    """
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read: {error.strerror}; reinstall the program") from None
    if found != expected:
        raise EncoderError(
            f"{path} is damaged or not this program's: sha256 {found} found, {expected} expected; reinstall the program"
        )
