"""How fast a web archive is read: reports and megabytes a second on one core and on two, and the memory it takes.

usage: python bench/warc.py [--pages N] [--rounds N] [--workers N] [--file FILE.warc.gz]

Without --file an archive of N invented pages is made: a record of a response each, with headers as servers send them,
one in five a picture or a redirect, packed record by record as Common Crawl does. `one` reads it in this process as
`zegsman read` does; `workers` opens it here and reads its pages in processes, as `zegsman batch` does; `records` only
goes through the records, ours and warcio's, each body read and no HTTP header parsed. MB are of the unpacked archive,
`packed_mb_per_s` of the file. The figure is the median of the rounds with its 95 % bootstrap interval. `busy_s` is
processor time of this process, which a machine that does other work besides does not stretch. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import platform
import random
import resource
import statistics
import sys
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zegsman.read.reports import Piece

_SAMPLES = 2000
_NOISE = 40
"""Kilobytes of scripts and styles in a page: a page of a news site has more words of program than of news."""


def make_archive(n_pages: int) -> bytes:
    """A packed WARC file of invented pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from zegsman_lab.pages.collection import invented_pages

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    chance = random.Random(1)
    pages = (page for seed in count(1) for later in (False, True) for page in invented_pages(seed, later=later))
    for i, page in enumerate(islice(pages, n_pages)):
        url = f"https://proefbode.example/2024/{i}"
        noise = "".join(f"var v{j}='{chance.randbytes(20).hex()}';" for j in range(_NOISE * 20))
        body = page.html.replace("</head>", f"<script>{noise}</script></head>").encode()
        kind, status = "text/html; charset=utf-8", "200 OK"
        if i % 5 == 0:
            kind, body = ("image/jpeg", chance.randbytes(30_000)) if i % 2 else (kind, b"")
            status = "200 OK" if i % 2 else "301 Moved Permanently"
        told = [("Content-Type", kind), ("Server", "proef"), ("Date", "Tue, 05 Mar 2024 07:40:00 GMT")]
        headers = StatusAndHeaders(status, told, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def read_here(data: bytes) -> int:
    """How many reports the archive gives, read in this process."""
    from zegsman.read.readers import read_stream
    from zegsman.read.reports import Reading, ReadOptions

    return sum(isinstance(one, Reading) for one in read_stream(io.BytesIO(data), ReadOptions(path="bench.warc.gz")))


def read_batch(pieces: list[Piece]) -> int:
    """How many reports pieces of the archive give."""
    from zegsman.read.readers import read_piece
    from zegsman.read.reports import Reading

    return sum(isinstance(one, Reading) for piece in pieces for one in read_piece(piece))


def batches(data: bytes, size: int = 50) -> Iterator[list[Piece]]:
    """The pieces of the archive in batches."""
    from zegsman.read.readers import split_pieces
    from zegsman.read.reports import Piece, ReadOptions

    found = (one for one in split_pieces(io.BytesIO(data), ReadOptions(path="bench.warc.gz")) if isinstance(one, Piece))
    while batch := list(islice(found, size)):
        yield batch


def our_records(data: bytes) -> int:
    """How many records we go through."""
    from zegsman.read.archives.warc_records import find_records
    from zegsman.read.incoming import of_bytes

    return sum(1 for _ in find_records(of_bytes(data), wanted=frozenset({"response"})))


def their_records(data: bytes) -> int:
    """How many records of responses warcio goes through, reading each body as we do."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(io.BytesIO(data), no_record_parse=True)
    bodies = (record.raw_stream.read() for record in records if record.rec_type == "response")
    return sum(1 for _ in bodies)


def interval(values: Sequence[float]) -> list[float]:
    """The 95 % bootstrap interval of the median."""
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return [round(medians[int(0.025 * _SAMPLES)], 1), round(medians[int(0.975 * _SAMPLES)], 1)]


def timed(read: Callable[[bytes], int], data: bytes, size_mb: float, rounds: int) -> dict[str, Any]:
    """The speed of a way of reading."""
    n_found, seconds, busy_s = read(data), [], []
    for _ in range(rounds):
        start, busy = time.perf_counter(), time.process_time()
        read(data)
        busy_s.append(time.process_time() - busy)
        seconds.append(time.perf_counter() - start)
    rates = [n_found / one for one in seconds]
    return {
        "found": n_found,
        "per_s": round(statistics.median(rates), 1),
        "interval": interval(rates),
        "mb_per_s": round(size_mb / statistics.median(seconds), 2),
        "packed_mb_per_s": round(len(data) / 1e6 / statistics.median(seconds), 2),
        "busy_s": round(statistics.median(busy_s), 2),
    }


def main() -> int:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    data = options.file.read_bytes() if options.file else make_archive(options.pages)
    size_mb = _unpacked_mb(data)
    figures: dict[str, Any] = {"mb": round(size_mb, 1), "packed_mb": round(len(data) / 1e6, 1)}
    figures["one"] = timed(read_here, data, size_mb, options.rounds)
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    with multiprocessing.get_context("spawn").Pool(options.workers) as pool:
        read = lambda data: sum(pool.imap_unordered(read_batch, batches(data)))  # noqa: E731 - it holds the pool
        figures["workers"] = {"n": options.workers, **timed(read, data, size_mb, options.rounds)}
    figures["records"] = timed(our_records, data, size_mb, options.rounds)
    figures["records_warcio"] = timed(their_records, data, size_mb, options.rounds)
    print(json.dumps({**figures, "machine": platform.machine(), "python": platform.python_version()}))
    return 0


def _unpacked_mb(data: bytes) -> float:
    import gzip

    size = 0
    with gzip.open(io.BytesIO(data)) as stream:
        while piece := stream.read(1_000_000):
            size += len(piece)
    return size / 1e6


if __name__ == "__main__":
    sys.exit(main())
