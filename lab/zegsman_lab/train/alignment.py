"""Learns the linear map that makes sentence vectors of two languages meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

_RIDGE = 1e-3


@dataclass(frozen=True)
class Examples:
    """What the map is learned from; numbers are rows of `vectors`."""

    vectors: Tensor
    """Mean word vector of each sentence, float32[sentences, width]."""
    dutch: Tensor
    """Whether each sentence is Dutch, bool[sentences]."""
    captions: Tensor
    """Translations of short sentences, int64[n, 2]."""
    news: Tensor
    """Translations of sentences of news, int64[n, 2]: few, so half of each batch is theirs."""
    judged: Tensor
    """Pairs in one language or across, int64[n, 2]."""
    likeness: Tensor
    """Of the judged pairs, 0 to 1, float32[n]."""
    taught: Tensor
    """Sentences of news that have a vector of the original encoder, int64[n]."""
    teacher: Tensor
    """Those vectors, unit length, float32[n, width]."""


def centre_by_language(vectors: Tensor, dutch: Tensor) -> Tensor:
    """Returns vectors less the mean of their language."""
    centred = vectors.clone()
    for own in (dutch, ~dutch):
        if own.any():
            centred[own] = vectors[own] - vectors[own].mean(0)
    return centred


def learn_alignment(recipe: Mapping[str, Any], examples: Examples) -> tuple[Tensor, Tensor]:
    """Learns matrix and shift: an aligned vector is `vector @ matrix + shift`.

    Begins at the regression on the original encoder's vectors, and goes on by four losses: translations stand
    nearer each other than the rest of the batch; judged pairs have the cosine that people gave them; news
    sentences have the similarities, and nearly the vectors, that the original encoder gives within each language's
    centre. Vectors are seen from halfway between the languages while it learns.
    """
    torch.manual_seed(recipe["seed"])
    centre = (examples.vectors[examples.dutch].mean(0) + examples.vectors[~examples.dutch].mean(0)) / 2
    scale = (examples.vectors - centre).norm(dim=-1).mean()
    vectors = (examples.vectors - centre) / scale
    teacher = F.normalize(centre_by_language(examples.teacher, examples.dutch[examples.taught]), dim=-1)
    matrix = _regression(vectors, examples, teacher).requires_grad_()
    shift = torch.zeros(matrix.shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([matrix, shift], lr=recipe["rate"])
    steps = recipe["steps"]
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = recipe["rate"] * min(1.0, step / 50) * (1 - step / steps)
        loss = _loss(recipe, examples, vectors, teacher, matrix, shift)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    matrix, shift = matrix.detach(), shift.detach()
    return matrix / scale, shift - centre @ matrix / scale


def _regression(vectors: Tensor, examples: Examples, teacher: Tensor) -> Tensor:
    """Returns the ridge regression of the teacher's vectors on ours, scaled to give unit vectors on average."""
    rows = centre_by_language(vectors[examples.taught], examples.dutch[examples.taught])
    gram = rows.T @ rows + _RIDGE * len(rows) * torch.eye(rows.shape[1])
    matrix: Tensor = torch.linalg.solve(gram, rows.T @ teacher)
    return matrix / (rows @ matrix).norm(dim=-1).mean()


def _loss(
    recipe: Mapping[str, Any], examples: Examples, vectors: Tensor, teacher: Tensor, matrix: Tensor, shift: Tensor
) -> Tensor:
    """Returns the loss of a batch drawn at random."""

    def aligned(rows: Tensor) -> Tensor:
        return F.normalize(vectors[rows] @ matrix + shift, dim=-1)

    batch: int = recipe["batch"]
    pairs = torch.cat([_drawn(examples.captions, batch // 2), _drawn(examples.news, batch // 2)])
    loss = recipe["translations_weight"] * _translation_loss(pairs, aligned, recipe["temperature"])
    at = torch.randint(len(examples.judged), (batch,))
    cosines = (aligned(examples.judged[at, 0]) * aligned(examples.judged[at, 1])).sum(-1)
    loss = loss + recipe["likeness_weight"] * F.mse_loss(cosines, examples.likeness[at])
    at = torch.randint(len(examples.taught), (batch,))
    given, wanted = aligned(examples.taught[at]), teacher[at]
    loss = loss + recipe["teacher_similarity_weight"] * F.mse_loss(given @ given.T, wanted @ wanted.T)
    return loss + recipe["teacher_vector_weight"] * (1 - (given * wanted).sum(-1)).mean()


def _drawn(rows: Tensor, n: int) -> Tensor:
    return rows[torch.randint(len(rows), (n,))]


def _translation_loss(pairs: Tensor, aligned: Any, temperature: float) -> Tensor:
    """Returns how hard it is to tell which sentence translates which (InfoNCE, both ways); repeats do not count."""
    left, right = pairs.T
    scores = aligned(left) @ aligned(right).T / temperature
    repeated = (left[:, None] == left[None]) | (right[:, None] == right[None])
    scores = scores.masked_fill(repeated.fill_diagonal_(False), -1e4)
    truth = torch.arange(len(pairs))
    return (F.cross_entropy(scores, truth) + F.cross_entropy(scores.T, truth)) / 2
