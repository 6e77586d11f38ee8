"""Writes the files of the weights and the manifest that describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zegsman.encoder.manifest import FORMAT, MANIFEST
from zegsman_lab.train.heads import HEAD_MATRICES


def write_heads(path: Path, weights: Mapping[str, NDArray[np.float32]]) -> None:
    """Writes the matrices that are applied outside the graph."""
    with path.open("wb") as stream:
        np.savez(stream, **{name: weights[name] for name in HEAD_MATRICES})


def write_table(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Writes rows of values, tabs between them."""
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


def write_manifest(
    folder: Path,
    *,
    labels: Mapping[str, Sequence[str]],
    parts: Mapping[str, int],
    special: Mapping[str, int],
    facts: Mapping[str, Mapping[str, Any]],
) -> None:
    """Writes the manifest: format, facts, labels, and sha256 and size of every other file in the folder."""
    lines = [
        "# What these weights are and how they were made; the program checks every file against this list.",
        f"format = {FORMAT}",
    ]
    for title, table in {**facts, "special": special, "parts": parts, "labels": labels}.items():
        lines += ["", f"[{title}]", *(f"{_key(name)} = {_value(value)}" for name, value in table.items())]
    lines += ["", "[files]"]
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            lines.append(f'{_key(path.name)} = {{ sha256 = "{digest}", size_bytes = {path.stat().st_size} }}')
    (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() else json.dumps(name)


def _value(value: object) -> str:
    """Returns a TOML value; JSON's strings, numbers and lists of them are TOML's too."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
