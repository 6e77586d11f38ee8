"""Turns the corpora into what a run learns from: `python -m zegsman_lab.train.prepare RECIPE --out MATERIAL`.

The file is all that training needs beside exported weights, so that it can go on on a machine that has a GPU but not
the corpora. It holds their words as numbers: their terms bind it as they bind the corpora.
"""

from __future__ import annotations

import argparse
import lzma
import pickle
from pathlib import Path

from zegsman.encoder.manifest import load_manifest
from zegsman_lab.train.labels import Labels
from zegsman_lab.train.setup import Material, load_recipe, prepare


def main() -> None:
    """Reads the arguments and writes the material."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--labels", type=Path, help="a folder of exported weights whose labels to keep")
    parser.add_argument("--out", type=Path, default=Path("build/material.xz"))
    options = parser.parse_args()
    labels = labels_of(options.labels) if options.labels else None
    save_material(prepare(load_recipe(options.recipe), options.data, labels), options.out)


def labels_of(folder: Path) -> Labels:
    """Returns the labels of exported weights."""
    return Labels(**{name: list(values) for name, values in load_manifest(folder).labels.items()})


def save_material(material: Material, path: Path) -> None:
    """Writes material."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wb", preset=2) as stream:
        pickle.dump(material, stream, protocol=pickle.HIGHEST_PROTOCOL)


def load_material(path: Path) -> Material:
    """Reads material that `save_material` wrote; it is a pickle, so read only what you made."""
    with lzma.open(path, "rb") as stream:
        material: Material = pickle.load(stream)
    return material


if __name__ == "__main__":
    main()
