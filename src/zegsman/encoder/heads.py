"""What the heads do with two words at a time: arcs, relations, roles of words with a cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zegsman.encoder.manifest import Manifest
from zegsman.encoder.trees import best_tree

Array = NDArray[np.float32]


class Heads:
    """The small matrices of the heads, with the parts of a projected word that they take."""

    def __init__(self, matrices: Mapping[str, Array], parts: Mapping[str, slice]) -> None:
        self._m = matrices
        self._parts = parts

    @classmethod
    def load(cls, path: Path, manifest: Manifest) -> Heads:
        """Loads the matrices of a manifest."""
        with np.load(path, allow_pickle=False) as stored:
            return cls({name: stored[name].astype(np.float32) for name in stored.files}, manifest.parts)

    def part(self, projected: Array, name: str) -> Array:
        """Returns one part of projected words, float32[n_words, width of the part]."""
        return projected[:, self._parts[name]]

    def tree(self, projected: Array) -> list[int]:
        """Returns the head of each word of a sentence; -1 is the root's."""
        dependent = self.part(projected, "arc_dependent")
        head = np.maximum(self.part(projected, "arc_head"), 0)
        heads = np.concatenate([self._m["root"][None], head])
        scores = _products(dependent, heads) * np.float32(dependent.shape[1] ** -0.5)
        scores += _products(self._m["arc_bias.weight"], heads) + self._m["arc_bias.bias"]
        return best_tree(scores)

    def relations(self, projected: Array, heads: Sequence[int]) -> NDArray[np.int64]:
        """Returns the relation of each word to its head, -1 for the root of its sentence."""
        dependent = self.part(projected, "relation_dependent")
        rows = np.concatenate([self._m["root_relation"][None], self.part(projected, "relation_head")])
        head = rows[np.asarray(heads, np.int64) + 1]
        joined = np.maximum(dependent + head, 0) + np.maximum(dependent, 0) * np.maximum(head, 0)
        scores = _products(joined, self._m["relation.weight"]) + self._m["relation.bias"]
        best: NDArray[np.int64] = scores.argmax(1)
        return best

    def roles(self, projected: Array, first: int, last: int) -> Array:
        """Returns the scores of each word's role with a cue, float32[n_words, n_roles]."""
        cues, words = self.part(projected, "role_cue"), self.part(projected, "role_word")
        query = self._m["role_distance"][self._buckets(first, len(words))]
        query += (cues[first] + cues[last]) / 2
        width = words.shape[1]
        joined = np.empty((len(words), 2 * width), np.float32)
        added, multiplied = joined[:, :width], joined[:, width:]
        np.maximum(np.add(query, words, out=added), 0, out=added)
        np.multiply(query, words, out=multiplied)
        multiplied *= np.float32(width**-0.25)
        scores: Array = _products(joined, self._m["role.weight"]) + self._m["role.bias"]
        return scores

    def _buckets(self, first: int, n_words: int) -> NDArray[np.int64]:
        """Returns the bucket of each word's distance from a word."""
        return _buckets_within(n_words, len(self._m["role_distance"]))[n_words - 1 - first :][:n_words]


@lru_cache(maxsize=512)
def _buckets_within(n_words: int, n_buckets: int) -> NDArray[np.int64]:
    """Returns the buckets of all distances between so many words, from the most negative on."""
    return distance_buckets(np.arange(1 - n_words, n_words), n_buckets)


def _products(a: Array, b: Array) -> Array:
    """Returns the product of each row of `a` with each row of `b`.

    Not `a @ b.T`: the linear algebra library would start threads of its own for each of these small products,
    beside the threads that read windows, and lose more time than the product takes.
    """
    result: Array = np.einsum("ij,kj->ik", a, b)
    return result


def distance_buckets(distance: NDArray[np.int64], n_buckets: int) -> NDArray[np.int64]:
    """Puts signed distances in words into buckets, fine near zero and coarse far from it."""
    near = np.clip(distance, -8, 8)
    beyond = np.maximum(np.abs(distance), 8).astype(np.float32) / 8
    far = np.sign(distance) * np.minimum((np.log2(beyond) * 2).astype(np.int64), 8)
    buckets: NDArray[np.int64] = np.clip(near + far + n_buckets // 2, 0, n_buckets - 1)
    return buckets
