"""Web archives, beside what warcio makes of the same, and pieces for readers elsewhere."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from zegsman.read.archives.warc_records import Record, find_records
from zegsman.read.incoming import of_bytes
from zegsman.read.readers import read_piece, read_stream, split_pieces
from zegsman.read.reports import Piece, Reading, ReadOptions, Refusal

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"
ARCHIVES = [
    "pages.warc", "pages.warc.gz", "pages.wacz", "reports.zip", "reports.tar.gz", "newsletters.mbox", "table.csv",
]  # fmt: skip
ALL = frozenset({"response", "resource", "request", "warcinfo", "metadata", "revisit", "conversion"})


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its files open
@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=3000), max_size=6), st.booleans())
def test_warcio_finds_the_same_records(bodies: list[bytes], packed: bool) -> None:
    """What warcio writes we read as it does: each record, in order, with its body to the byte."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for i, body in enumerate(bodies):
        url, is_response = f"https://p.example/{i}", i % 2 == 0
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        kind = "response" if is_response else "resource"
        record = writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=headers if is_response else None)
        writer.write_record(record)
    ours = list(find_records(of_bytes(out.getvalue()), wanted=ALL))
    theirs = [
        (one.rec_headers.get_header("WARC-Target-URI"), one.raw_stream.read())
        for one in ArchiveIterator(io.BytesIO(out.getvalue()), no_record_parse=True)
    ]
    assert [(one.header["warc-target-uri"], one.body) for one in ours if isinstance(one, Record)] == theirs
    assert len(ours) == len(bodies)


def test_records_over_the_edges_of_packed_blocks() -> None:
    """A WARC packed in blocks that do not end where records do is read all the same."""
    data = (SAMPLES / "pages.warc").read_bytes()
    blocks = b"".join(gzip.compress(data[i : i + 700]) for i in range(0, len(data), 700))
    plain = [one.body for one in find_records(of_bytes(data), wanted=ALL) if isinstance(one, Record)]
    assert [one.body for one in find_records(of_bytes(blocks), wanted=ALL) if isinstance(one, Record)] == plain


@pytest.mark.parametrize("name", ARCHIVES)
def test_pieces_give_what_the_stream_gives(name: str) -> None:
    """Split into pieces and read elsewhere, an archive gives what it gives when it is read in its place."""
    options = ReadOptions(path=name)
    with (SAMPLES / name).open("rb") as handle:
        whole = list(read_stream(handle, options))
    with (SAMPLES / name).open("rb") as handle:
        found: list[Reading | Refusal] = []
        for one in split_pieces(handle, options):
            found += read_piece(one) if isinstance(one, Piece) else [one]
    assert found == whole


def test_stream_that_cannot_be_sought() -> None:
    """An archive that comes through a pipe is read as from a file."""

    class Pipe(io.RawIOBase):
        """Bytes that are read forward only."""

        def __init__(self, data: bytes) -> None:
            super().__init__()
            self.inner = io.BytesIO(data)

        def seekable(self) -> bool:
            """No."""
            return False

        def read(self, size: int = -1) -> bytes:
            """A hundred bytes at a time."""
            return self.inner.read(min(size, 100))

    for name in ARCHIVES:
        data = (SAMPLES / name).read_bytes()
        options = ReadOptions(path=name)
        assert list(read_stream(Pipe(data), options)) == list(read_stream(io.BytesIO(data), options)), name


def test_record_that_does_not_say_what_it_holds() -> None:
    """A response without a type of content is read by its bytes."""
    page = (
        b"<html><body><article><p>De brug bij Proefdam is dicht, meldt de gemeente vandaag.</p></article></body></html>"
    )
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/\r\n"
    record = head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"
    found = list(read_stream(io.BytesIO(record), ReadOptions(path="a.warc")))
    assert [one.report.url for one in found if isinstance(one, Reading)] == ["https://p.example/"]
