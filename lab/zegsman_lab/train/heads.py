"""The encoder with its heads: everything that is learned, in one module."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from zegsman_lab.corpora.claim_sets import KINDS
from zegsman_lab.train.bert import Bert
from zegsman_lab.train.labels import Labels

ARC_WIDTH = 192
PAIR_WIDTH = 192
ROLE_WIDTH = 192
RELATION_WIDTH = 128
DISTANCES = 33
"""Buckets of the distance from cue to word, in words; the middle one is zero."""
HEAD_MATRICES = (
    "arc_bias.weight",
    "arc_bias.bias",
    "root",
    "root_relation",
    "relation.weight",
    "relation.bias",
    "role_distance",
    "role.weight",
    "role.bias",
)
"""Weights that are applied outside the graph."""


class Reading(nn.Module):
    """Word vectors out of pieces, and a linear layer that feeds every head at once.

    The names of the parts of `project` and their widths are in `parts`; what a head does with two words
    (arcs, relations, roles) is a product or a sum of such parts, so that at run time the transformer and
    this one layer are all that needs a matrix product of size.
    """

    def __init__(self, bert: Bert, labels: Labels, width: int = 384, dropout: float = 0.25) -> None:
        super().__init__()
        self.bert = bert
        self.parts = {
            "upos": len(labels.upos),
            "scripts": len(labels.scripts),
            "compound": 2,
            "names": len(labels.names),
            "cues": len(labels.cues),
            "events": len(labels.events),
            "arc_dependent": ARC_WIDTH,
            "arc_head": ARC_WIDTH,
            "relation_dependent": PAIR_WIDTH,
            "relation_head": PAIR_WIDTH,
            "role_cue": ROLE_WIDTH,
            "role_word": ROLE_WIDTH,
        }
        self.project = nn.Linear(width, sum(self.parts.values()))
        self.drop = nn.Dropout(dropout)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.root = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.root_relation = nn.Parameter(torch.zeros(PAIR_WIDTH))
        self.relation = nn.Linear(PAIR_WIDTH, len(labels.deprels))
        self.role_distance = nn.Parameter(torch.zeros(DISTANCES, ROLE_WIDTH))
        self.role = nn.Linear(2 * ROLE_WIDTH, len(labels.roles))
        self.sentence = nn.Linear(width, width)
        self.between_hidden = nn.Linear(3 * width, RELATION_WIDTH)
        self.between = nn.Linear(RELATION_WIDTH, len(KINDS))
        nn.init.eye_(self.sentence.weight)
        nn.init.zeros_(self.sentence.bias)
        nn.init.xavier_uniform_(self.project.weight)
        nn.init.eye_(self.arc.weight)

    def word_vectors(self, embedded: Tensor, real: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Returns float[batch, words, width]: the mean of each word's first and last piece."""
        hidden = self.bert(embedded, real).float()
        index = first[..., None].expand(-1, -1, hidden.shape[-1])
        index_last = last[..., None].expand(-1, -1, hidden.shape[-1])
        return (hidden.gather(1, index) + hidden.gather(1, index_last)) / 2

    def project_parts(self, words: Tensor) -> dict[str, Tensor]:
        """Returns each part of the projection of word vectors, by name."""
        projected = self.project(self.drop(words))
        return dict(zip(self.parts, projected.split(list(self.parts.values()), -1), strict=True))

    def arc_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Returns float[batch, words, 1 + words]: how well each word (0: the root) is the head of each."""
        batch = head.shape[0]
        heads = torch.cat([self.root.expand(batch, 1, -1), torch.relu(head)], 1)
        scores = torch.matmul(self.arc(torch.relu(dependent)), heads.transpose(1, 2)) * ARC_WIDTH**-0.5
        return scores + self.arc_bias(heads).transpose(1, 2)

    def relation_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Returns float[words, relations] for pairs of a word and its head (both float[words, width])."""
        return self.relation(torch.relu(dependent + head) + torch.relu(dependent) * torch.relu(head))

    def role_scores(self, cue: Tensor, words: Tensor, distance: Tensor) -> Tensor:
        """Returns float[cues, words, roles]; `cue` float[cues, width], `words` float[cues, words, width]."""
        query = cue[:, None, :] + self.role_distance[distance]
        return self.role(torch.cat([torch.relu(query + words), query * words * ROLE_WIDTH**-0.25], -1))

    def between_scores(self, left: Tensor, right: Tensor) -> Tensor:
        """Returns float[pairs, relations] of two statements that were read together.

        Args:
            left: Mean of the sentence vectors of the words of each pair's first statement, float[pairs, width].
            right: The same of the second.
        """
        joined = torch.cat([left + right, (left - right).abs(), left * right], -1)
        return self.between(self.drop(torch.relu(self.between_hidden(joined))))


def distance_buckets(distance: Tensor) -> Tensor:
    """Puts signed distances in words into buckets, fine near zero and coarse far from it."""
    near = distance.clamp(-8, 8)
    far = torch.sign(distance) * ((distance.abs().clamp(min=8).float() / 8).log2() * 2).long().clamp(max=8)
    return (near + far + DISTANCES // 2).clamp(0, DISTANCES - 1)
