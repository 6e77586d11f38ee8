"""The transformer: an ordinary BERT, written so that training in bfloat16 is fast."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from zegsman_lab.train.pretrained import Pretrained


@dataclass(frozen=True)
class Shape:
    """The sizes of a transformer."""

    width: int
    inner: int
    heads: int
    layers: int
    positions: int
    epsilon: float


class Layer(nn.Module):
    """Self-attention and feed-forward, each with a residual and a norm behind it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width, inner, epsilon = shape.width, shape.inner, shape.epsilon
        self.heads = shape.heads
        self.drop = nn.Dropout(dropout)
        self.attend_in = nn.Linear(width, 3 * width)
        self.attend_out = nn.Linear(width, width)
        self.attend_norm = nn.LayerNorm(width, epsilon)
        self.feed_in = nn.Linear(width, inner)
        self.feed_out = nn.Linear(inner, width)
        self.feed_norm = nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Takes float[batch, pieces, width] and the mask to add to attention scores."""
        batch, pieces, width = x.shape
        each = width // self.heads
        q, k, v = self.attend_in(x).view(batch, pieces, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        else:
            # Plain products: the fused kernel's backward pass takes three times as long on a CPU.
            scores = torch.matmul(q * each**-0.5, k.transpose(-1, -2)) + mask
            mixed = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), v)
        x = self.attend_norm(x + self.drop(self.attend_out(mixed.transpose(1, 2).reshape(batch, pieces, width))))
        return self.feed_norm(x + self.drop(self.feed_out(F.gelu(self.feed_in(x)))))


class Bert(nn.Module):
    """Layers over word embeddings that are given, not learned.

    Args:
        shape: Its sizes.
        dropout: Share of what each layer adds that is left out in training.
    """

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.positions = nn.Parameter(torch.zeros(shape.positions, shape.width))
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, embedded: Tensor, real: Tensor) -> Tensor:
        """Reads float[batch, pieces, width] of word embeddings; `real` is bool[batch, pieces]."""
        x = self.norm(embedded + self.positions[: embedded.shape[1]])
        mask = torch.where(real, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def pretrained_bert(pretrained: Pretrained, dropout: float = 0.0) -> Bert:
    """Returns the transformer at the weights that it was published with."""
    w = {name: torch.from_numpy(values.copy()) for name, values in pretrained.weights.items() if name != "emb.word"}
    width, inner = w["l0.fo.w"].shape
    positions = w["emb.pos"] + w["emb.type"][0]
    bert = Bert(Shape(width, inner, pretrained.heads, pretrained.layers, len(positions), pretrained.epsilon), dropout)
    bert.positions.data.copy_(positions)
    _fill(bert.norm, w["emb.ln.w"], w["emb.ln.b"])
    for n, layer in enumerate(bert.layers):
        p = f"l{n}."
        _fill(
            layer.attend_in,
            torch.cat([w[p + "q.w"], w[p + "k.w"], w[p + "v.w"]]),
            torch.cat([w[p + "q.b"], w[p + "k.b"], w[p + "v.b"]]),
        )
        _fill(layer.attend_out, w[p + "ao.w"], w[p + "ao.b"])
        _fill(layer.attend_norm, w[p + "aln.w"], w[p + "aln.b"])
        _fill(layer.feed_in, w[p + "fi.w"], w[p + "fi.b"])
        _fill(layer.feed_out, w[p + "fo.w"], w[p + "fo.b"])
        _fill(layer.feed_norm, w[p + "oln.w"], w[p + "oln.b"])
    return bert


def _fill(module: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    with torch.no_grad():
        module.weight.copy_(weight)
        module.bias.copy_(bias)
