"""The table of readers by media type, and the ways in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol, TypeVar

from zegsman.errors import ReadError
from zegsman.read.archives.packed_files import read_bzip2, read_gzip, read_xz
from zegsman.read.archives.tar_files import read_tar
from zegsman.read.archives.wacz import read_wacz
from zegsman.read.archives.warc import read_warc
from zegsman.read.archives.zip_files import read_zip, zip_kind
from zegsman.read.documents.docx import read_docx
from zegsman.read.documents.pdf import read_pdf
from zegsman.read.documents.rtf import read_rtf
from zegsman.read.feed_lists import read_feed_list
from zegsman.read.feeds import read_feed
from zegsman.read.incoming import Incoming, Meter, Readable
from zegsman.read.json_texts import read_json_lines, read_json_text
from zegsman.read.mails import read_mail, read_mailbox
from zegsman.read.media_types import (
    ATOM,
    BZIP2,
    CSV,
    DOCX,
    GZIP,
    HTML,
    JSON,
    JSON_FEED,
    JSON_LINES,
    MAIL,
    MAILBOX,
    NEWSML,
    NITF,
    OPML,
    PARQUET,
    PDF,
    PLAIN,
    RSS,
    RTF,
    TAR,
    TSV,
    WACZ,
    WARC,
    XZ,
    ZIP,
    find_foreign_kind,
    find_media_type,
    is_xml,
    root_name,
)
from zegsman.read.newsml import read_newsml
from zegsman.read.nitf import read_nitf
from zegsman.read.pages import read_page
from zegsman.read.plain_texts import read_plain_text
from zegsman.read.reports import Member, Piece, Reading, ReadOptions, Refusal
from zegsman.read.tables import read_csv, read_parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    T = TypeVar("T")
    _Given = Callable[[Incoming, ReadOptions, str], Iterator[T | Refusal | Member]]


_FREE_REFUSALS = 1_000
_BYTES_A_REFUSAL = 100
"""The least that a refused member, row or message takes in the input itself, packed."""


class Reader(Protocol):
    """One media type to reports; refuses parts by themselves, raises ReadError for the whole.

    An archive gives its members instead, each to be read before the next is asked for.
    """

    def __call__(self, incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
        """The reports of an input, each with its own bytes."""
        ...


READERS: Mapping[str, Reader] = {
    PLAIN: read_plain_text,
    HTML: read_page,
    JSON: read_json_text,
    JSON_LINES: read_json_lines,
    RSS: read_feed,
    ATOM: read_feed,
    JSON_FEED: read_feed,
    OPML: read_feed_list,
    NEWSML: read_newsml,
    NITF: read_nitf,
    CSV: read_csv,
    TSV: read_csv,
    PARQUET: read_parquet,
    MAIL: read_mail,
    MAILBOX: read_mailbox,
    PDF: read_pdf,
    DOCX: read_docx,
    RTF: read_rtf,
    WARC: read_warc,
    WACZ: read_wacz,
    ZIP: read_zip,
    TAR: read_tar,
    GZIP: read_gzip,
    BZIP2: read_bzip2,
    XZ: read_xz,
}


def read_reports(data: bytes, options: ReadOptions, media_type: str | None = None) -> Iterator[Reading | Refusal]:
    """The reports that bytes hold; what cannot be read comes as a refusal with its reason, never as an error.

    `media_type` is found from the bytes and the name in `options.path` where it is not given.
    """
    yield from read_stream(io.BytesIO(data), options, media_type)


def read_stream(stream: Readable, options: ReadOptions, media_type: str | None = None) -> Iterator[Reading | Refusal]:
    """The reports that a stream holds, read forward as they are asked for, in bounded memory.

    Formats that need any place of their file (ZIP, WACZ, Parquet) use that of a seekable stream, which must then
    stand at its beginning. What cannot be read comes as a refusal with its reason, never as an error.
    """
    incoming = Incoming(stream, Meter(options.limits), counted=True)
    found: Iterator[Reading | Refusal] = _opened(incoming, options, media_type, _as_reports, depth=0)
    yield from _bounded(found, incoming, options)


def read_piece(piece: Piece) -> Iterator[Reading | Refusal]:
    """The reports of a piece that `split_pieces` gave, as `read_stream` would have read them in its place."""
    yield from read_reports(piece.data, piece.options, piece.media_type)


def split_pieces(
    stream: Readable, options: ReadOptions, media_type: str | None = None
) -> Iterator[Piece | Reading | Refusal]:
    """What a stream holds, for readers elsewhere: pages, documents and the like as bytes that are still to be read.

    Archives are opened here, and tables and dumps that may be of any length are read here; nothing is held that is
    larger than one piece may be.
    """
    incoming = Incoming(stream, Meter(options.limits), counted=True)
    found: Iterator[Piece | Reading | Refusal] = _opened(incoming, options, media_type, _as_piece, depth=0)
    yield from _bounded(found, incoming, options)


def _as_piece(incoming: Incoming, options: ReadOptions, kind: str) -> Iterator[Piece | Reading | Refusal | Member]:
    if kind in _OPENED_IN_PLACE:
        yield from READERS[kind](incoming, options)
    else:
        yield Piece(incoming.whole(), options, kind)


_OPENED_IN_PLACE = frozenset({WARC, WACZ, ZIP, TAR, GZIP, BZIP2, XZ, MAILBOX, JSON_LINES, CSV, TSV, PARQUET})
"""Kinds that hold many reports and may be larger than one piece."""


def _as_reports(incoming: Incoming, options: ReadOptions, kind: str) -> Iterator[Reading | Refusal | Member]:
    return READERS[kind](incoming, options)


def _bounded(found: Iterator[T], incoming: Incoming, options: ReadOptions) -> Iterator[T | Refusal]:
    """What was found, up to where more is refused than an input of that size can hold: archives in archives multiply.

    Each refusal costs the case a receipt, and the reader a line.
    """
    n_refused = 0
    for one in found:
        n_refused += isinstance(one, Refusal)
        if n_refused > _FREE_REFUSALS + incoming.meter.n_in // _BYTES_A_REFUSAL:
            yield Refusal(
                options.path or "-",
                f"more than {n_refused - 1} parts of it are refused, as of nothing that holds reports; "
                "the rest was left alone",
            )
            return
        yield one


def _opened(
    incoming: Incoming, options: ReadOptions, media_type: str | None, given: _Given[T], *, depth: int
) -> Iterator[T | Refusal]:
    """What `given` makes of an input and, level by level, of the members of archives in it."""
    place = options.path or "-"
    try:
        if depth > options.limits.nesting_limit:
            raise ReadError(
                f"it is packed {depth} times over, as a decompression bomb may be; unpack it, or set "
                "ZEGSMAN_NESTING_LIMIT higher"
            )
        for found in given(incoming, options, media_type or _kind(incoming, options)):
            if isinstance(found, Member):
                yield from _opened(found.incoming, found.options, found.media_type, given, depth=depth + 1)
            else:
                yield found
    except ReadError as error:
        yield Refusal(place, str(error))
    except OSError as error:
        yield Refusal(place, f"it cannot be read to its end: {(error.strerror or str(error)).lower()}")
    except Exception as error:
        # One input that trips a reader up must not cost the user all the others.
        yield Refusal(place, f"{FAULT} ({type(error).__name__}: {error}); please report it")


FAULT = "a fault in the program while reading it"
"""How the reason begins where the fault is the program's own."""


def _kind(incoming: Incoming, options: ReadOptions) -> str:
    head = incoming.head()
    if not head.strip():
        raise ReadError("it is empty; expected the text of a report")
    if foreign := find_foreign_kind(head):
        raise ReadError(f"it is {foreign}; expected one of the formats of docs/formats.md")
    kind = find_media_type(head, options.path or "")
    if kind == ZIP:
        return zip_kind(incoming)
    if kind == PLAIN and is_xml(head):
        raise ReadError(
            f"it is XML with the root <{root_name(head)}>, which no reader knows; expected a feed, NITF or NewsML"
        )
    return kind
