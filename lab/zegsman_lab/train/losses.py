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
    "between": 1.0,
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
        scores = model.role_scores(*role_inputs(parts, batch))
        losses["roles"] = F.cross_entropy(
            scores.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED, reduction="sum"
        )
    losses = {name: WEIGHTS[name] * loss / n_words for name, loss in losses.items()}
    if len(batch.rows):
        given = sentence_vectors(model, words, batch)
        share = (batch.groups >= 0).sum() / n_words
        losses["sentences"] = WEIGHTS["sentences"] * share * (1 - (given * teacher[batch.rows]).sum(-1)).mean()
    return losses


def between_loss(model: Reading, words: Tensor, batch: Batch, relations: Tensor) -> Tensor:
    """Returns how badly the relation of pairs of statements is told; each window holds one pair, a group each."""
    means = group_means(model.sentence(words), batch)
    return WEIGHTS["between"] * F.cross_entropy(model.between_scores(means[0::2], means[1::2]), relations)


def claim_loss(vectors: Tensor, claims: Tensor) -> Tensor:
    """Returns how badly statements of one claim stand out from all others in the batch.

    Args:
        vectors: Unit vectors, float[statements, width].
        claims: The claim of each, int64[statements]; a negative number tells what no other says.

    Source: supervised contrastive loss (Khosla et al., NeurIPS 2020), mean over the positives outside the logarithm.
    """
    own = torch.eye(len(claims), dtype=torch.bool, device=claims.device)
    scores = (vectors @ vectors.T / CLAIM_TEMPERATURE).masked_fill(own, -1e4)
    same = (claims[:, None] == claims[None, :]) & ~own & (claims >= 0)[:, None]
    likelihood = torch.log_softmax(scores, -1)
    rows = same.any(1)
    return -((likelihood * same).sum(1)[rows] / same.sum(1)[rows]).mean()


def sentence_vectors(model: Reading, words: Tensor, batch: Batch) -> Tensor:
    """Returns the unit vectors of the batch's groups of words, float[groups, width]."""
    return F.normalize(model.sentence(group_means(words, batch)), dim=-1)


def group_means(words: Tensor, batch: Batch) -> Tensor:
    """Returns the mean of the vectors of each group's words, float[groups, width]."""
    chosen = batch.groups >= 0
    at = batch.groups[chosen]
    sums = words.new_zeros(len(batch.rows), words.shape[-1]).index_add(0, at, words[chosen])
    sizes = torch.bincount(at, minlength=len(batch.rows)).clamp(min=1)
    return sums / sizes[:, None]


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


def role_inputs(parts: dict[str, Tensor], batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Returns what `Reading.role_scores` takes for the cues of a batch."""
    at = batch.cue_window
    cue = (parts["role_cue"][at, batch.cue_first] + parts["role_cue"][at, batch.cue_last]) / 2
    words = parts["role_word"][at]
    distance = torch.arange(words.shape[1], device=words.device)[None] - batch.cue_first[:, None]
    return cue, words, distance_buckets(distance)
