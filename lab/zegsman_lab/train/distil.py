"""Teaches a model what several others say together of every text, labelled or not.

Each corpus has the labels of one task; the teachers mark all tasks in all of them, Dutch texts that nobody has marked
for attributions among them. What they say is softer than a label and, being the mean of several, steadier.

Source: distillation (Hinton et al., 2015); born-again multi-task networks (Clark et al., ACL 2019).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman_lab.train.batches import Batch
from zegsman_lab.train.feed import Portion
from zegsman_lab.train.heads import Reading
from zegsman_lab.train.loop import Losses, Tables
from zegsman_lab.train.losses import WEIGHTS, group_means, role_inputs

_TAGGED = ("upos", "scripts", "compound", "names", "events", "cues")
_STRENGTH = 2.0
"""How much what the teachers say counts beside the labels."""
_LIKE_WORDS = 2.0
"""How much it counts that word vectors point where the first teacher's do."""


class Teachers:
    """Trained models whose mean is learned from."""

    def __init__(self, models: Sequence[Reading], tables: Tables) -> None:
        self._models = [model.eval().requires_grad_(False) for model in models]
        self._tables = tables

    def losses(self, student: Reading, words: Tensor, portion: Portion) -> Losses:
        """Returns how far a student is from the teachers on a batch; `words` are its word vectors."""
        batch = portion.batch
        with torch.no_grad():
            theirs = [self._tables.read(model, batch, batch.whole) for model in self._models]
        real = batch.sentence >= 0
        losses = {"like words": _LIKE_WORDS * (1 - F.cosine_similarity(words[real], theirs[0][real], dim=-1)).mean()}
        if portion.kind == "between":
            losses["like between"] = _STRENGTH * WEIGHTS["between"] * self._between(student, words, theirs, batch)
        elif portion.kind == "windows":
            losses |= self._windows(student, words, theirs, batch)
        return losses

    def _between(self, student: Reading, words: Tensor, theirs: Sequence[Tensor], batch: Batch) -> Tensor:
        def scores(model: Reading, vectors: Tensor) -> Tensor:
            means = group_means(model.sentence(vectors), batch)
            return model.between_scores(means[0::2], means[1::2])

        with torch.no_grad():
            wanted = _mean_of([scores(m, t) for m, t in zip(self._models, theirs, strict=True)])
        return _distance(scores(student, words), wanted)

    def _windows(self, student: Reading, words: Tensor, theirs: Sequence[Tensor], batch: Batch) -> Losses:
        real = batch.sentence >= 0
        own = student.project_parts(words)
        with torch.no_grad():
            parts = [m.project_parts(t) for m, t in zip(self._models, theirs, strict=True)]
            wanted = {name: _mean_of([p[name][real] for p in parts]) for name in _TAGGED}
        losses = {name: _distance(own[name][real], wanted[name]) for name in _TAGGED}
        losses |= self._syntax(student, own, parts, batch)
        with torch.no_grad():
            tags = torch.zeros_like(batch.sentence)
            tags[real] = wanted["cues"].argmax(-1)
            cued = with_cues(batch, tags)
        if len(cued.cue_window):
            losses["roles"] = self._roles(student, own, parts, cued)
        return {f"like {name}": _STRENGTH * WEIGHTS[name] * loss for name, loss in losses.items()}

    def _syntax(
        self, student: Reading, own: dict[str, Tensor], parts: Sequence[dict[str, Tensor]], batch: Batch
    ) -> Losses:
        real = batch.sentence >= 0
        same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)[real]

        def arcs(model: Reading, given: dict[str, Tensor]) -> Tensor:
            scores = model.arc_scores(given["arc_dependent"], given["arc_head"])[real]
            return scores.masked_fill(~allowed, -1e4)

        def relations(model: Reading, given: dict[str, Tensor], heads: Tensor) -> Tensor:
            root = model.root_relation.expand(len(heads), 1, -1)
            padded = torch.cat([root, given["relation_head"]], 1)
            chosen = padded.gather(1, heads[..., None].expand(-1, -1, padded.shape[-1]))
            return model.relation_scores(given["relation_dependent"][real], chosen[real])

        with torch.no_grad():
            wanted = _mean_of([arcs(m, p) for m, p in zip(self._models, parts, strict=True)])
            heads = torch.zeros_like(batch.sentence)
            heads[real] = wanted.argmax(-1)
            between = _mean_of([relations(m, p, heads) for m, p in zip(self._models, parts, strict=True)])
        return {
            "arcs": _distance(arcs(student, own), wanted),
            "relations": _distance(relations(student, own, heads), between),
        }

    def _roles(
        self, student: Reading, own: dict[str, Tensor], parts: Sequence[dict[str, Tensor]], cued: Batch
    ) -> Tensor:
        real = (cued.sentence >= 0)[cued.cue_window]
        with torch.no_grad():
            every = zip(self._models, parts, strict=True)
            wanted = _mean_of([m.role_scores(*role_inputs(p, cued))[real] for m, p in every])
        n_words = (cued.sentence >= 0).sum()
        # A sum over the words of every cue, by the words of the batch: as the loss on labels is counted.
        share = real.sum() / n_words
        return share * _distance(student.role_scores(*role_inputs(own, cued))[real], wanted)


def with_cues(batch: Batch, tags: Tensor) -> Batch:
    """Returns the batch with the cues of some tags (0 none, 1 begin, 2 inside; int64[windows, words])."""
    window, first = (tags == 1).nonzero(as_tuple=True)
    last, going = first.clone(), torch.ones_like(first, dtype=torch.bool)
    for _ in range(4):
        following = (last + 1).clamp(max=tags.shape[1] - 1)
        going = going & (tags[window, following] == 2) & (following > last)
        last = torch.where(going, following, last)
    return dataclasses.replace(batch, cue_window=window, cue_first=first, cue_last=last)


def _mean_of(scores: Sequence[Tensor]) -> Tensor:
    """Returns the mean of what several sets of scores hold for likely."""
    return torch.stack([torch.softmax(s.float(), -1) for s in scores]).mean(0)


def _distance(scores: Tensor, wanted: Tensor) -> Tensor:
    """Returns the mean divergence of scores from wanted probabilities."""
    return F.kl_div(torch.log_softmax(scores.float(), -1), wanted, reduction="batchmean")
