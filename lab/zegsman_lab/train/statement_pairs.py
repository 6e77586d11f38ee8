"""Draws pairs of statements that the encoder reads together, to tell what one is to the other."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from zegsman_lab.corpora.claim_sets import KINDS
from zegsman_lab.train.windows import Numbered, Window

_SHARES = {"same": 0.30, "denial": 0.22, "rival": 0.20, "other": 0.28}
"""How often each relation is drawn from the sets: near those of pairs that the program must judge, no kind rare."""
_FOREIGN = 0.2
"""Share of the pairs of other claims that come from two sets, and so have nothing to do with one another."""
_FROM_SETS = 0.75
"""Share of all pairs that come from sets of claims; the rest are captions, which teach entailment and negation."""
MAX_PIECES = 160
"""Of a statement in a pair; the rest is cut off."""


StatementSet = Mapping[str, Sequence[Numbered]]
"""Statements about one matter, by kind."""


class StatementPairs:
    """An endless supply of pairs with their relation."""

    def __init__(
        self, sets: Sequence[StatementSet], captions: Sequence[tuple[Numbered, Numbered, str]], seed: int
    ) -> None:
        self._sets, self._captions = sets, captions
        self._random = random.Random(seed)

    def draw(self, n: int) -> tuple[list[Window], list[int]]:
        """Returns windows of two statements each, and the class of each pair in `KINDS`."""
        drawn = [self._one() for _ in range(n)]
        windows = [pair_window(left, right) for left, right, _ in drawn]
        return windows, [KINDS.index(relation) for _, _, relation in drawn]

    def _one(self) -> tuple[Numbered, Numbered, str]:
        if self._captions and self._random.random() > _FROM_SETS:
            left, right, relation = self._random.choice(self._captions)
        else:
            left, right, relation = self._from_sets()
        return (right, left, relation) if self._random.random() < 0.5 else (left, right, relation)

    def _from_sets(self) -> tuple[Numbered, Numbered, str]:
        choose = self._random
        while True:
            relation = choose.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
            own_set, far_set = choose.choice(self._sets), choose.choice(self._sets)
            kinds = own_set
            if relation == "other" and far_set is not own_set and choose.random() < _FOREIGN:
                kinds = {**kinds, "other": [n for of in far_set.values() for n in of]}
            if relation == "same" and choose.random() < 0.2 and len(kinds.get("denial", ())) > 1:
                left, right = choose.sample(kinds["denial"], 2)
                return left, right, "same"
            own, others = kinds.get("same", []), kinds.get(relation, [])
            if relation == "same" and len(own) > 1:
                left, right = choose.sample(own, 2)
                return left, right, relation
            if relation != "same" and own and others:
                return choose.choice(own), choose.choice(others), relation


def pair_window(left: Numbered, right: Numbered) -> Window:
    """Returns two statements as one window, a separator between them, each a group of its own."""
    cut = [Numbered(*_shortened(one), {}, teacher=0) for one in (left, right)]
    return Window(cut, size=cut[0].size + cut[1].size + 3, apart=True)


def _shortened(statement: Numbered) -> tuple[list[tuple[int, ...]], int]:
    words, size = [], 0
    for word in statement.words:
        if words and size + len(word) > MAX_PIECES:
            break
        words.append(word)
        size += len(word)
    return words, size
