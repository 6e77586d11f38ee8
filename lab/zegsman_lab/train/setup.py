"""Puts together what a training run learns from: data, vocabulary, labels, the original encoder's vectors."""

from __future__ import annotations

import dataclasses
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zegsman.annotate.tokens import split_tokens
from zegsman.encoder.pieces import Pieces
from zegsman_lab.corpora.catalogue import read_pairs, read_task
from zegsman_lab.corpora.claim_sets import ClaimRow, read_claims
from zegsman_lab.corpora.conll import spaces_by_rule
from zegsman_lab.corpora.pairs import Pair
from zegsman_lab.corpora.samples import Sentence
from zegsman_lab.train.batches import NumberedTask, Task, number_task
from zegsman_lab.train.labels import Labels, collect_labels
from zegsman_lab.train.pretrained import load_pretrained
from zegsman_lab.train.statement_pairs import StatementSet
from zegsman_lab.train.vocabulary import choose_pieces
from zegsman_lab.train.windows import Numbered, Window, number_sentence

_HELD_OUT = 40
"""Of so many documents of a corpus one is not trained on: their losses tell when a run has learned enough."""


@dataclass
class Material:
    """What a run learns from, as numbers: it can be made on one machine and used on another."""

    recipe: dict[str, Any]
    kept: list[int]
    """Indices of the pieces that the encoder keeps."""
    labels: Labels
    special: dict[str, int]
    tasks: list[NumberedTask]
    held_out: list[NumberedTask]
    pairs: list[tuple[Window, Window, float]]
    claims: list[ClaimSet]
    held_out_claims: list[ClaimSet]
    captions: list[tuple[Numbered, Numbered, str]]
    """Pairs of sentences with what the second is to the first, one of `KINDS`."""
    taught: list[tuple[list[str], list[bool]]]
    """Sentences whose vectors are to stay close to those that they had, as words and spaces before them."""
    pieces: Pieces

    def held_out_material(self) -> Material:
        """Returns the part that is not trained on, as material; likeness of captions has none and is left out."""
        kinds = {kind: share for kind, share in self.recipe["kinds"].items() if kind != "pairs"}
        return dataclasses.replace(
            self,
            recipe={**self.recipe, "kinds": kinds, "mask_rate": 0.0},
            tasks=[task for task in self.held_out if task.documents],
            claims=self.held_out_claims,
            captions=[],
        )


@dataclass
class ClaimSet:
    """Statements about one matter, as windows of one sentence each."""

    windows: list[Window]
    kinds: list[str]
    """What each is to the claim of the set."""

    def by_kind(self) -> StatementSet:
        """Returns the statements by kind."""
        kinds: dict[str, list[Numbered]] = {}
        for window, kind in zip(self.windows, self.kinds, strict=True):
            kinds.setdefault(kind, []).append(window.sentences[0])
        return kinds


def load_recipe(path: Path) -> dict[str, Any]:
    """Reads a recipe."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def prepare(recipe: dict[str, Any], data: Path, labels: Labels | None = None) -> Material:
    """Reads the corpora and turns them into numbers.

    Args:
        recipe: What `load_recipe` gives.
        data: The folder that the paths of corpora in the recipe are relative to.
        labels: Those of weights to go on from; by default what the corpora mark.
    """
    pretrained = load_pretrained()
    kept = choose_pieces(pretrained)
    pieces = Pieces([pretrained.pieces[i] for i in kept], kept.index(pretrained.special["unk"]))
    special = {name: kept.index(i) for name, i in pretrained.special.items()}
    tasks = [Task(e["name"], read_task(e, data), e["share"], e.get("shortest_limit", 0)) for e in recipe["task"]]
    labels = labels or collect_labels(document for task in tasks for document in task.documents)
    numbered = [number_task(task, pieces, labels) for task in tasks]
    taught = _choose_taught(recipe, numbered)
    read = read_pairs(recipe["pairs"], data)
    pairs = _number_pairs(read, pieces, labels, taught)
    captions = [
        (left.sentences[0], right.sentences[0], pair.relation)
        for (left, right, _), pair in zip(pairs, read, strict=True)
        if pair.relation
    ]
    claims = [_number_claims(rows, pieces, labels) for path in recipe.get("claims", ()) for rows in read_claims(path)]
    return Material(
        recipe=recipe,
        kept=kept,
        labels=labels,
        special=special,
        tasks=[task.only(lambda i: i % _HELD_OUT != 0) for task in numbered],
        held_out=[task.only(lambda i: i % _HELD_OUT == 0) for task in numbered],
        pairs=pairs,
        claims=[one for i, one in enumerate(claims) if i % _HELD_OUT],
        held_out_claims=claims[::_HELD_OUT],
        captions=captions,
        taught=taught,
        pieces=pieces,
    )


def _number_claims(rows: list[ClaimRow], pieces: Pieces, labels: Labels) -> ClaimSet:
    """Turns a set into windows; a statement is read as it stands, with nothing around it."""
    windows = []
    for row in rows:
        words = [row.text[a:b] for a, b in split_tokens(row.text, row.language)] or ["-"]
        numbered = number_sentence(Sentence(words, spaces_by_rule(words)), pieces, labels, {})
        numbered.teacher = 0
        windows.append(Window([numbered], size=numbered.size + 2))
    return ClaimSet(windows, [row.kind for row in rows])


def _choose_taught(recipe: dict[str, Any], tasks: list[NumberedTask]) -> list[tuple[list[str], list[bool]]]:
    """Chooses sentences of the corpora at random to have a teacher, and tells them their row."""
    rng = random.Random(recipe["seed"])
    every = [
        (sentence, numbered)
        for task in tasks
        for document, known in zip(task.documents, task.numbered, strict=True)
        for sentence, numbered in zip(document.sentences, known, strict=True)
        if 4 <= len(sentence.words) <= 60
    ]
    chosen = rng.sample(every, min(recipe["teacher_sentences"], len(every)))
    for row, (_, numbered) in enumerate(chosen):
        numbered.teacher = row
    return [(sentence.words, sentence.space_before) for sentence, _ in chosen]


def _number_pairs(
    pairs: list[Pair], pieces: Pieces, labels: Labels, taught: list[tuple[list[str], list[bool]]]
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

    return [(window_of(p.left, p.language[:2]), window_of(p.right, p.language[-2:]), p.likeness) for p in pairs]
