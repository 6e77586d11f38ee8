"""Reports that were read and wait to be annotated: files by the first digits of their sha256, sorted when taken out."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

from zegsman.fleet.jobs import ReadLine
from zegsman.read.reports import Refusal
from zegsman.record.report import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BUCKET_BITS = 8
SHARD_SIZE = 4096
"""Reports that a shard holds at most on average: a Parquet file of some tens of megabytes."""
MOST_SHARD_BITS = 20
BATCH_BYTES = 2_000_000
"""Text in a batch from which it is closed, however few its reports are."""

Place = tuple[str, str, int, int, int]
"""A report in the spool: sha256, path, bucket, offset and length in bytes of its line."""


class Spool:
    """The folder of the spool. What is in it depends on what was read; the order in which that came leaves no trace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: tuple[int, list[Place]] = (-1, [])

    def write(self, found: Iterable[ReadLine | Refusal]) -> tuple[int, int]:
        """Puts everything that was read where it belongs; gives how many reports and refusals there were."""
        self.folder.mkdir(parents=True, exist_ok=True)
        n_reports = n_refused = 0
        with ExitStack() as stack:
            reports = [stack.enter_context(self._bucket(i).open("wb")) for i in range(1 << BUCKET_BITS)]
            refusals = [stack.enter_context(self._refusals(i).open("wb")) for i in range(1 << BUCKET_BITS)]
            for one in found:
                if isinstance(one, Refusal):
                    n_refused += 1
                    _write_line(refusals[_top_bits(sha256_of(_bytes(one.path)), BUCKET_BITS)], one.path, one.reason)
                else:
                    n_reports += 1
                    bucket = reports[_top_bits(one.sha256, BUCKET_BITS)]
                    # The line goes last, so that the rest is found without reading it.
                    bucket.write(one.sha256.encode() + b"\t" + json.dumps(one.path).encode() + b"\t")
                    bucket.write(_bytes(one.line) + b"\n")
        return n_reports, n_refused

    def count(self) -> int:
        """How many different reports there are."""
        return sum(len({place[0] for place in self._places(i)}) for i in range(1 << BUCKET_BITS))

    def places(self, shard: int, bits: int) -> list[Place]:
        """The reports of a shard in order of sha256, each once, at the first of its paths by name."""
        found = [
            place for i in _buckets(shard, bits) for place in self._listed(i) if _top_bits(place[0], bits) == shard
        ]
        found.sort()
        return [place for i, place in enumerate(found) if i == 0 or found[i - 1][0] != place[0]]

    def lines(self, places: Iterable[Place]) -> Iterator[str]:
        """The lines at these places."""
        with ExitStack() as stack:
            handles: dict[int, BinaryIO] = {}
            for _, _, bucket, offset, length in places:
                if bucket not in handles:
                    handles[bucket] = stack.enter_context(self._bucket(bucket).open("rb"))
                handles[bucket].seek(offset)
                yield handles[bucket].read(length).decode("utf-8", "surrogatepass")

    def refusals(self, shard: int, bits: int) -> list[tuple[str, str]]:
        """Path and reason of each refused input of a shard, sorted."""
        found = []
        for i in _buckets(shard, bits):
            with self._refusals(i).open("rb") as handle:
                for line in handle:
                    path, reason = json.loads(line)
                    if _top_bits(sha256_of(_bytes(path)), bits) == shard:
                        found.append((path, reason))
        return sorted(set(found))

    def _bucket(self, i: int) -> Path:
        return self.folder / f"{i:02x}.reports"

    def _refusals(self, i: int) -> Path:
        return self.folder / f"{i:02x}.refused"

    def _listed(self, bucket: int) -> list[Place]:
        """The places of a bucket, read once for all shards in it where these follow one another."""
        if self._last[0] != bucket:
            self._last = (bucket, list(self._places(bucket)))
        return self._last[1]

    def _places(self, bucket: int) -> Iterator[Place]:
        offset = 0
        with self._bucket(bucket).open("rb") as handle:
            for line in handle:
                sha256, path, rest = line.split(b"\t", 2)
                start = offset + len(sha256) + len(path) + 2
                yield sha256.decode(), json.loads(path), bucket, start, len(rest) - 1
                offset += len(line)


def shard_bits(n_reports: int) -> int:
    """How many leading bits of the sha256 name the shard, so that shards keep to `SHARD_SIZE`."""
    bits = 0
    while bits < MOST_SHARD_BITS and n_reports > SHARD_SIZE << bits:
        bits += 1
    return bits


def _buckets(shard: int, bits: int) -> range:
    """The buckets that hold reports of a shard."""
    if bits >= BUCKET_BITS:
        first = shard >> (bits - BUCKET_BITS)
        return range(first, first + 1)
    width = 1 << (BUCKET_BITS - bits)
    return range(shard * width, (shard + 1) * width)


def _top_bits(sha256: str, bits: int) -> int:
    return int(sha256[:8], 16) >> (32 - bits)


def _write_line(handle: BinaryIO, *values: str) -> None:
    handle.write(json.dumps(values).encode() + b"\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
