"""Decompression as bytes are asked for: never more at a time than asked, counted, and damage told with its place."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Any

from zegsman.errors import ReadError
from zegsman.read.incoming import Incoming

_CHUNK = 32_768
_XZ_MEMORY = 128 * 1024 * 1024
"""Bytes; what xz needs at its highest usual preset (-9: 65 MB), doubled."""
_GZIP = 31
"""zlib's window bits for a gzip wrapper."""


class _Zlib:
    """zlib's object with the manners of bz2's and lzma's: input that was not used yet stays inside."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _decompressor(kind: str) -> Any:
    if kind == "gzip":
        return _Zlib(_GZIP)
    if kind == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if kind == "raw deflate":
        return _Zlib(-zlib.MAX_WBITS)
    return bz2.BZ2Decompressor() if kind == "bzip2" else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


class Inflating:
    """The decompressed bytes of a stream, streams that follow one another in it included.

    Raises:
        ReadError: from `read`, where the stream is damaged or cut off, with the place, or expands without bound. What
            was given before is sound.
    """

    def __init__(self, packed: Incoming, kind: str) -> None:
        self._packed, self._kind = packed, kind
        self._inner = _decompressor(kind)
        self._n_in = self._n_out = 0
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        while not self._ended:
            try:
                found: bytes = self._inner.decompress(self._more(), size)
            except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as error:
                raise ReadError(
                    f"the {self._kind} data are damaged near byte {self._n_in} ({error}); "
                    "what stood before that place was read"
                ) from error
            if self._inner.eof:
                self._next_stream()
            if found:
                self._n_out += len(found)
                self._packed.meter.expanded(len(found))
                return found
        return b""

    def _more(self) -> bytes:
        if not self._inner.needs_input:
            return b""
        data = self._packed.read(_CHUNK)
        self._n_in += len(data)
        if not data:
            raise EOFError("the file ends before its data do: it is cut off")
        return data

    def _next_stream(self) -> None:
        """Goes on with the next stream after one that ended; zeros behind the last one are padding."""
        rest = self._inner.unused_data or b""
        while not rest.strip(b"\x00"):
            rest = self._packed.read(_CHUNK)
            self._n_in += len(rest)
            if not rest:
                self._ended = True
                return
        rest = rest.lstrip(b"\x00") if self._n_out else rest
        self._inner = _decompressor(self._kind)
        self._packed.put_back(rest)
        self._n_in -= len(rest)
        if not self._is_start(rest):
            self._ended = True

    def _is_start(self, data: bytes) -> bool:
        """Whether another stream of the same kind follows; what else stands behind is ignored, as gzip does."""
        magic = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00"}.get(self._kind)
        return magic is not None and data.startswith(magic[: len(data)])
