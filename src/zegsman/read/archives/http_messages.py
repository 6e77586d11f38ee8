"""HTTP responses as archives keep them: status, header lines, and the body without its codings."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.archives.inflating import Inflating
from zegsman.read.incoming import Incoming, too_large
from zegsman.read.media_types import find_foreign_kind

if TYPE_CHECKING:
    from zegsman.read.incoming import Meter

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)
_HEADER_LIMIT = 262_144


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response with the body as the browser would see it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header line, empty where it is not there."""
        return next((value for one, value in self.headers if one.lower() == name), "")

    @property
    def media_type(self) -> str:
        """What the server says that the body is, in lower case and without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server says the body is in."""
        match = _CHARSET.search(self.header("content-type"))
        return match[1] if match else None


def parse_response(data: bytes, meter: Meter) -> Response:
    """The response that bytes hold. A coding that was taken off before archiving, as crawlers do, is let go.

    Raises:
        ReadError: if it is no response, or its body cannot be decoded within bounds.
    """
    status, end = _STATUS.match(data), _END.search(data, 0, _HEADER_LIMIT)
    if status is None:
        raise ReadError("the record holds no HTTP response; expected a status line")
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    lines = head.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")[1:]
    headers = tuple(
        (name.strip(), value.strip()) for name, colon, value in (one.partition(":") for one in lines) if colon
    )
    response = Response(int(status[1]), headers, body)
    if "chunked" in response.header("transfer-encoding").lower():
        body = _joined(body)
    for coding in reversed(response.header("content-encoding").lower().split(",")):
        body = _decoded(body, coding.strip(), meter)
    return Response(int(status[1]), headers, body)


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; as it is where it is not chunked any more, and up to the damage where it has any."""
    parts, at = [], 0
    while (match := _CHUNK_SIZE.match(body, at)) is not None:
        size = int(match[1], 16)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
        if not size:
            break
    return b"".join(parts) if parts else body


def _decoded(body: bytes, coding: str, meter: Meter) -> bytes:
    try:
        return _without_coding(body, coding, meter)
    except ReadError:
        # Crawlers take the coding off and leave the header line; where nothing marks a coded body, its bytes decide.
        if coding in ("deflate", "br") and find_foreign_kind(body) is None and b"\x00" not in body[:4096]:
            return body
        raise


def _without_coding(body: bytes, coding: str, meter: Meter) -> bytes:
    if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body, "gzip", meter)
    if coding == "deflate" and body:
        # RFC 9110 means zlib's wrapper; servers that left it off were so many that all browsers take both.
        is_wrapped = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        looks_plain = body.lstrip()[:1] == b"<"
        return body if looks_plain else _inflated(body, "deflate" if is_wrapped else "raw deflate", meter)
    if coding == "br" and body.lstrip()[:1] != b"<":
        return _brotli(body, meter)
    if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        raise ReadError("its body is coded with Zstandard, which is not read; expected gzip, deflate, br or none")
    return body


def _inflated(body: bytes, kind: str, meter: Meter) -> bytes:
    return Incoming(Inflating(Incoming(io.BytesIO(body), meter), kind), meter).whole(meter.limits.piece_bytes)


def _brotli(body: bytes, meter: Meter) -> bytes:
    import brotli

    inner, limit = brotli.Decompressor(), meter.limits.piece_bytes
    parts, size, given = [], 0, body
    try:
        while not inner.is_finished():
            data = inner.process(given, output_buffer_limit=65_536)
            given = b""
            size += len(data)
            meter.expanded(len(data))
            if size > limit:
                raise ReadError(too_large(limit))
            parts.append(data)
            if not data and inner.can_accept_more_data():
                raise ReadError("its body, coded with Brotli, is cut off")
    except brotli.error as error:
        raise ReadError(f"its body is no sound Brotli ({error})") from error
    return b"".join(parts)
