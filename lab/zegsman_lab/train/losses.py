"""The losses of the heads."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from zegsman_lab.train.batches import Batch
from zegsman_lab.train.heads import Reading, distance_buckets
from zegsman_lab.train.windows import IGNORED

WEIGHTS = {
    "upos": 0.5,
    "arcs": 1.0,
    "relations": 0.6,
    "scripts": 0.6,
    "compound": 0.5,
    "names": 3.0,
    "events": 1.5,
    "cues": 3.0,
    "roles": 1.0,
    "sentences": 1.0,
    "pairs": 2.0,
    "claims": 0.5,
}
"""How much each loss counts; all are sums over words by the words in the batch, so shares matter too."""

CLAIM_TEMPERATURE = 0.07
"""Of the contrastive loss: the usual value for unit vectors."""


def batch_losses(model: Reading, words: Tensor, batch: Batch, teacher: Tensor) -> dict[str, Tensor]:
    """Returns each loss, weighted, as a mean over all the words of the batch."""
    parts = model.project_parts(words)
    n_words = max(1, int((batch.sentence >= 0).sum()))
    losses: dict[str, Tensor] = {}
    for layer in ("upos", "scripts", "compound", "names", "events", "cues"):
        labelled = batch.labels[layer] != IGNORED
        if labelled.any():
            losses[layer] = F.cross_entropy(parts[layer][labelled], batch.labels[layer][labelled], reduction="sum")
    losses |= _syntax_losses(model, parts, batch)
    if len(batch.cue_window):
        scores = model.role_scores(*_role_inputs(parts, batch))
        losses["roles"] = F.cross_entropy(
            scores.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED, reduction="sum"
        )
    losses = {name: WEIGHTS[name] * loss / n_words for name, loss in losses.items()}
    if batch.taught:
        given = sentence_vectors(model, words, batch)
        wanted = teacher[torch.tensor([t[3] for t in batch.taught])]
        share = sum(t[2] - t[1] for t in batch.taught) / n_words
        losses["sentences"] = WEIGHTS["sentences"] * share * (1 - (given * wanted).sum(-1)).mean()
    return losses


def claim_loss(vectors: Tensor, claims: Tensor) -> Tensor:
    """Returns how badly statements of one claim stand out from all others in the batch.

    Args:
        vectors: Unit vectors, float[statements, width].
        claims: The claim of each, int64[statements]; a negative number tells what no other says.

    Source: supervised contrastive loss (Khosla et al., NeurIPS 2020), mean over the positives outside the logarithm.
    """
    own = torch.eye(len(claims), dtype=torch.bool)
    scores = (vectors @ vectors.T / CLAIM_TEMPERATURE).masked_fill(own, -1e4)
    same = (claims[:, None] == claims[None, :]) & ~own & (claims >= 0)[:, None]
    likelihood = torch.log_softmax(scores, -1)
    rows = same.any(1)
    return -((likelihood * same).sum(1)[rows] / same.sum(1)[rows]).mean()


def sentence_vectors(model: Reading, words: Tensor, batch: Batch) -> Tensor:
    """Returns the unit vectors of the sentences that have a teacher, float[sentences, width]."""
    means = torch.stack([words[w, a:b].mean(0) for w, a, b, _ in batch.taught])
    return F.normalize(model.sentence(means), dim=-1)


def _syntax_losses(model: Reading, parts: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    heads = batch.labels["heads"]
    rows = (heads != IGNORED).any(1).nonzero()[:, 0]
    if not len(rows):
        return {}
    heads, sentence = heads[rows], batch.sentence[rows]
    scores = model.arc_scores(parts["arc_dependent"][rows], parts["arc_head"][rows])
    same = sentence[:, :, None] == sentence[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    labelled = heads != IGNORED
    arcs = F.cross_entropy(scores.masked_fill(~allowed, -1e4)[labelled], heads[labelled], reduction="sum")
    relations = batch.labels["deprels"][rows]
    labelled = labelled & (relations != IGNORED)
    head_parts = torch.cat([model.root_relation.expand(len(rows), 1, -1), parts["relation_head"][rows]], 1)
    chosen = head_parts.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head_parts.shape[-1]))
    given = model.relation_scores(parts["relation_dependent"][rows][labelled], chosen[labelled])
    return {"arcs": arcs, "relations": F.cross_entropy(given, relations[labelled], reduction="sum")}


def _role_inputs(parts: dict[str, Tensor], batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    at = batch.cue_window
    cue = (parts["role_cue"][at, batch.cue_first] + parts["role_cue"][at, batch.cue_last]) / 2
    words = parts["role_word"][at]
    distance = torch.arange(words.shape[1])[None] - batch.cue_first[:, None]
    return cue, words, distance_buckets(distance)
