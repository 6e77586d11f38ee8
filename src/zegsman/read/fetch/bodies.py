"""Reads the body of a response within bounds: of bytes, and of what compressed bytes unfold to."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from zegsman.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

ACCEPTED = "gzip, deflate"
"""What is asked for; both are read here, so that no more is unfolded than may be kept."""
_CHUNK = 65_536


def read_body(response: BaseHTTPResponse, *, limit_bytes: int) -> bytes:
    """The body with its content coding undone, at most `limit_bytes` of it.

    Raises:
        FetchError: if it is larger, is coded in another way, or is damaged or cut off.
    """
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limit_bytes:
        raise _too_large(limit_bytes)
    codings = [one.strip().lower() for one in response.headers.get("Content-Encoding", "").split(",")]
    codings = [one for one in codings if one and one != "identity"]
    chunks = _counted(_received(response), limit_bytes)
    for coding in reversed(codings[:3]):
        chunks = _unfolded(chunks, coding, limit_bytes)
    if len(codings) > 3:
        raise FetchError(f"the answer is compressed {len(codings)} times over; expected once")
    return b"".join(chunks)


def _received(response: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(_CHUNK, decode_content=False):
        yield chunk


def _counted(chunks: Iterator[bytes], limit_bytes: int) -> Iterator[bytes]:
    n_bytes = 0
    for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > limit_bytes:
            raise _too_large(limit_bytes)
        yield chunk


def _unfolded(chunks: Iterator[bytes], coding: str, limit_bytes: int) -> Iterator[bytes]:
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the answer is coded as {coding!r}, which was not asked for; expected {ACCEPTED}")
    # 32 + MAX_WBITS takes gzip and zlib; some servers send deflate without its header.
    unfolding = zlib.decompressobj(32 + zlib.MAX_WBITS)
    n_bytes, is_first, chunk = 0, True, b""
    try:
        for chunk in chunks:
            pending = chunk
            while pending:
                try:
                    part = unfolding.decompress(pending, _CHUNK)
                except zlib.error:
                    if not is_first or coding != "deflate":
                        raise
                    unfolding = zlib.decompressobj(-zlib.MAX_WBITS)
                    part = unfolding.decompress(pending, _CHUNK)
                is_first = False
                n_bytes += len(part)
                if n_bytes > limit_bytes:
                    raise _too_large(limit_bytes)
                yield part
                pending = unfolding.unconsumed_tail
                if unfolding.eof and unfolding.unused_data:
                    # A gzip file may hold several members, one behind the other.
                    pending, unfolding = unfolding.unused_data, zlib.decompressobj(32 + zlib.MAX_WBITS)
        yield unfolding.flush()
    except zlib.error as error:
        raise FetchError(f"the answer is damaged: it is no sound {coding} ({error})") from error
    if not unfolding.eof and chunk:
        raise FetchError(f"the answer is cut off: its {coding} has no end", passing=True)


def _too_large(limit_bytes: int) -> FetchError:
    return FetchError(
        f"the answer is larger than the {limit_bytes / 1_000_000:.0f} MB that a file may have; set "
        "ZEGSMAN_FILE_LIMIT_MB higher to take it"
    )
