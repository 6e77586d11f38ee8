"""What a run of training learns from: batches, pairs of statements, layers that a student takes. Needs torch."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with lab[train]")

from zegsman_lab.corpora.claim_sets import KINDS  # noqa: E402
from zegsman_lab.train.batches import collate  # noqa: E402
from zegsman_lab.train.distil import with_cues  # noqa: E402
from zegsman_lab.train.losses import group_means  # noqa: E402
from zegsman_lab.train.statement_pairs import MAX_PIECES, StatementPairs, pair_window  # noqa: E402
from zegsman_lab.train.windows import Numbered, Window  # noqa: E402

SPECIAL = {"bos": 0, "pad": 1, "eos": 2, "unk": 3}


def _statement(*words: tuple[int, ...]) -> Numbered:
    return Numbered(list(words), sum(map(len, words)), {}, teacher=0)


def test_each_word_of_a_batch_points_at_its_pieces() -> None:
    """First and last piece of a word are where its pieces stand, in each window of a batch."""
    windows = [
        Window([_statement((10, 11), (12,)), _statement((13, 14, 15))], size=8),
        Window([_statement((16,))], size=3),
    ]
    batch = collate(windows, SPECIAL, 0.0, np.random.default_rng(0))
    found = [
        batch.pieces[w, batch.first[w, k] : batch.last[w, k] + 1].tolist() for w, k in ((0, 0), (0, 1), (0, 2), (1, 0))
    ]
    assert found == [[10, 11], [12], [13, 14, 15], [16]]
    assert batch.sentence[0, :3].tolist() == [0, 0, 1]


def test_masked_words_are_whole_elsewhere() -> None:
    """A masked batch keeps the pieces that were there, for teachers to read."""
    batch = collate([Window([_statement((10, 11), (12,))], size=5)], SPECIAL, 1.0, np.random.default_rng(0))
    assert batch.pieces[0, :5].tolist() == [0, 3, 3, 3, 2]
    assert batch.whole[0, :5].tolist() == [0, 10, 11, 12, 2]


def test_two_statements_are_read_apart_and_each_has_its_mean() -> None:
    """Between the statements of a pair stands a separator, and each statement is a group of its own."""
    batch = collate([pair_window(_statement((10,), (11,)), _statement((12,)))], SPECIAL, 0.0, np.random.default_rng(0))
    assert batch.pieces[0, :6].tolist() == [0, 10, 11, 2, 12, 2]
    vectors = torch.tensor([[[1.0, 0.0], [3.0, 0.0], [0.0, 5.0]]])
    assert group_means(vectors, batch).tolist() == [[2.0, 0.0], [0.0, 5.0]]


def test_a_long_statement_is_cut_in_a_pair() -> None:
    """No statement of a pair takes more than its share of pieces."""
    window = pair_window(_statement(*((7, 8),) * MAX_PIECES), _statement((9,)))
    assert window.sentences[0].size <= MAX_PIECES


def test_pairs_have_the_relation_that_their_set_tells() -> None:
    """A pair out of a set is one statement of the claim and one of the kind that it is labelled with."""
    kinds = {name: [_statement((10 * (k + 1) + n,)) for n in range(3)] for k, name in enumerate(KINDS)}
    windows, labels = StatementPairs([kinds], [], seed=1).draw(400)
    seen = Counter(labels)
    assert set(seen) == set(range(len(KINDS)))
    for window, label in zip(windows, labels, strict=True):
        tens = sorted(sentence.words[0][0] // 10 for sentence in window.sentences)
        denials = [2, 2]  # two denials of one claim say the same
        assert tens == [1, label + 1] or (KINDS[label] == "same" and tens == denials)


def test_cues_are_read_off_tags() -> None:
    """A cue goes from its first word over the words tagged as its inside."""
    batch = collate([Window([_statement((1,), (2,), (3,), (4,))], size=6)], SPECIAL, 0.0, np.random.default_rng(0))
    cued = with_cues(batch, torch.tensor([[1, 2, 0, 1]]))
    assert cued.cue_first.tolist() == [0, 3]
    assert cued.cue_last.tolist() == [1, 3]
