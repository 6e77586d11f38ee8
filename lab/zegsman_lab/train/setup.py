"""Puts together what a training run needs: data, vocabulary, labels, teacher and model."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from zegsman.annotate.tokens import split_tokens
from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.catalogue import read_pairs, read_task
from zegsman_lab.corpora.claim_sets import ClaimRow, read_claims
from zegsman_lab.corpora.conll import spaces_by_rule
from zegsman_lab.corpora.samples import Sentence
from zegsman_lab.train.batches import Task, WindowSource
from zegsman_lab.train.bert import Bert
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.labels import Labels, collect_labels
from zegsman_lab.train.pretrained import load_pretrained
from zegsman_lab.train.teacher import teach
from zegsman_lab.train.vocabulary import choose_pieces
from zegsman_lab.train.windows import Window, number_sentence


@dataclass
class Run:
    """Everything that the training loop works on."""

    recipe: dict[str, Any]
    kept: list[int]
    labels: Labels
    special: dict[str, int]
    table: Tensor
    """Word embeddings, float32[pieces, width]; they are not trained."""
    sources: list[tuple[Task, WindowSource]]
    pairs: list[tuple[Window, Window, float]]
    claims: list[ClaimSet]
    teacher: Tensor
    model: Reading
    pieces: Pieces

    def fresh_sources(self, seed: int) -> list[tuple[Task, WindowSource]]:
        """Returns sources that draw the same documents in another order."""
        return [(task, source.reordered(seed)) for task, source in self.sources]


def load_recipe(path: Path) -> dict[str, Any]:
    """Reads a recipe."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass
class ClaimSet:
    """Statements about one matter, as windows of one sentence each."""

    windows: list[Window]
    same: list[bool]
    """Whether each says (or denies, or says with another value) what the first says."""


def set_up(recipe: dict[str, Any], data: Path, labels: Labels | None = None) -> Run:
    """Reads the data and builds the model at its starting weights.

    Args:
        recipe: What `load_recipe` gives.
        data: The folder that the paths of corpora in the recipe are relative to.
        labels: Those of weights to go on from; by default what the corpora mark.
    """
    torch.manual_seed(recipe["seed"])
    pretrained = load_pretrained()
    kept = choose_pieces(pretrained)
    pieces = Pieces([pretrained.pieces[i] for i in kept], kept.index(pretrained.special["unk"]))
    special = {name: kept.index(i) for name, i in pretrained.special.items()}
    table = torch.from_numpy(pretrained.weights["emb.word"][kept])
    tasks = [Task(e["name"], read_task(e, data), e["share"], e.get("shortest_limit", 0)) for e in recipe["task"]]
    labels = labels or collect_labels(document for task in tasks for document in task.documents)
    sources = [(task, WindowSource(task, pieces, labels, recipe["seed"] + i)) for i, task in enumerate(tasks)]
    model = Reading(Bert(pretrained), labels)
    taught = _choose_taught(recipe, sources)
    pairs = _number_pairs(recipe, data, pieces, labels, taught)
    claims = [_number_claims(rows, pieces, labels) for path in recipe.get("claims", ()) for rows in read_claims(path)]
    teacher = teach(model.bert.eval(), table, pieces, special, taught)
    return Run(recipe, kept, labels, special, table, sources, pairs, claims, teacher, model, pieces)


def _number_claims(rows: list[ClaimRow], pieces: Pieces, labels: Labels) -> ClaimSet:
    """Turns a set into windows; a statement is read as it stands, with nothing around it."""
    windows = []
    for row in rows:
        words = [row.text[a:b] for a, b in split_tokens(row.text, row.language)] or ["-"]
        numbered = number_sentence(Sentence(words, spaces_by_rule(words)), pieces, labels, {})
        windows.append(Window([numbered], size=numbered.size + 2))
    return ClaimSet(windows, [row.kind != "other" for row in rows])


def _choose_taught(
    recipe: dict[str, Any], sources: list[tuple[Task, WindowSource]]
) -> list[tuple[list[str], list[bool]]]:
    """Chooses sentences of the corpora at random to have a teacher, and tells them their row."""
    rng = random.Random(recipe["seed"])
    every = [
        (sentence, numbered)
        for task, source in sources
        for document, known in zip(task.documents, source.numbered, strict=True)
        for sentence, numbered in zip(document.sentences, known, strict=True)
        if 4 <= len(sentence.words) <= 60
    ]
    chosen = rng.sample(every, min(recipe["teacher_sentences"], len(every)))
    for row, (_, numbered) in enumerate(chosen):
        numbered.teacher = row
    return [(sentence.words, sentence.space_before) for sentence, _ in chosen]


def _number_pairs(
    recipe: dict[str, Any], data: Path, pieces: Pieces, labels: Labels, taught: list[tuple[list[str], list[bool]]]
) -> list[tuple[Window, Window, float]]:
    """Turns pairs into windows of one sentence each, and adds their sentences to the taught ones."""
    windows: dict[str, Window] = {}

    def window_of(text: str, language: str) -> Window:
        if text not in windows:
            words = [text[a:b] for a, b in split_tokens(text, language)] or ["-"]
            sentence = Sentence(words, spaces_by_rule(words))
            numbered = number_sentence(sentence, pieces, labels, {})
            numbered.teacher = len(taught)
            taught.append((words, sentence.space_before))
            windows[text] = Window([numbered], size=numbered.size + 2)
        return windows[text]

    return [
        (window_of(p.left, p.language[:2]), window_of(p.right, p.language[-2:]), p.likeness)
        for p in read_pairs(recipe["pairs"], data)
    ]
