"""The spool: what was read comes out by content, whatever the order in which it came."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zegsman.fleet.jobs import ReadLine
from zegsman.fleet.spool import BUCKET_BITS, SHARD_SIZE, Spool, shard_bits
from zegsman.read.reports import Refusal
from zegsman.record.report import sha256_of


def _line(i: int, path: str) -> ReadLine:
    return ReadLine(sha256_of(str(i).encode()), path, f'{{"report":{i},"path":"{path}","text":"é\\n"}}')


@settings(max_examples=25)
@given(
    reports=st.lists(st.tuples(st.integers(0, 60), st.sampled_from("abc")), max_size=80),
    bits=st.sampled_from([0, 1, 3, BUCKET_BITS, BUCKET_BITS + 2]),
    seed=st.integers(0, 9),
)
def test_shards_part_the_reports(
    tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[int, str]], bits: int, seed: int
) -> None:
    """Each report is in one shard, once, from the first of its paths, sorted; another order gives the same."""
    found: list[ReadLine | Refusal] = [_line(i, path) for i, path in reports]
    found += [Refusal(f"x{i}\t.txt", "leeg") for i in range(5)]
    spools = [Spool(tmp_path_factory.mktemp("a")), Spool(tmp_path_factory.mktemp("b"))]
    assert spools[0].write(found) == (len(reports), 5)
    random.Random(seed).shuffle(found)
    spools[1].write(found)
    given = [[list(spool.lines(spool.places(i, bits))) for i in range(1 << bits)] for spool in spools]
    assert given[0] == given[1]
    first = {i: min(path for j, path in reports if j == i) for i, _ in reports}
    assert sorted(line for shard in given[0] for line in shard) == sorted(_line(i, p).line for i, p in first.items())
    refused = [one for i in range(1 << bits) for one in spools[0].refusals(i, bits)]
    assert sorted(refused) == [(f"x{i}\t.txt", "leeg") for i in range(5)]
    assert spools[0].count() == len(first)


@pytest.mark.parametrize(("n", "bits"), [(0, 0), (SHARD_SIZE, 0), (SHARD_SIZE + 1, 1), (20_000_000, 13)])
def test_shard_bits(n: int, bits: int) -> None:
    """There are as many shards as keep each to its size on average."""
    assert shard_bits(n) == bits
