"""The bytes of a WARC file, plain or packed record by record, with a way on after damage."""

from __future__ import annotations

import re
import zlib
from typing import Protocol

from zegsman.read.incoming import Incoming

_CHUNK = 65_536
_GZIP = 31
_MEMBER_START = b"\x1f\x8b\x08"
_REMEMBERED = 8_000_000
"""Packed bytes of the member being read that are kept to look for the next one in, after damage: pages pack to far
less, and what packs to more is a film."""
_LINE_START = re.compile(rb"(?:^|\r?\n)(?=WARC/1\.\d\r?\n(?:WARC|Content)-)")
_OVERLAP = 64


class WarcBytes(Protocol):
    """Bytes read forward; `fault` says why no more come, where that is not the end of the file."""

    fault: str | None

    def peek(self, size: int) -> bytes:
        """The next bytes, which stay where they are; fewer only at the end or a fault."""
        ...

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only at the end, at a fault, or where the next packed record starts."""
        ...

    def put_back(self, data: bytes) -> None:
        """Makes bytes that were read the next ones again."""
        ...

    def skip_line_ends(self) -> None:
        """Passes over the line ends between records."""
        ...

    def find_next_record(self) -> bool:
        """Goes to the start of the next sound record; False where there is none."""
        ...


class _Buffered:
    """What both kinds share: a buffer that `_more` fills."""

    fault: str | None

    def __init__(self) -> None:
        self.fault = None
        self._buffer = bytearray()

    def _more(self) -> bool:
        raise NotImplementedError

    def peek(self, size: int) -> bytes:
        while len(self._buffer) < size and self._more():
            pass
        return bytes(self._buffer[:size])

    def read(self, size: int) -> bytes:
        data = self.peek(size)
        del self._buffer[: len(data)]
        return data

    def put_back(self, data: bytes) -> None:
        self._buffer[:0] = data

    def skip_line_ends(self) -> None:
        while True:
            data = self.peek(_CHUNK)
            bare = data.lstrip(b"\r\n")
            del self._buffer[: len(data) - len(bare)]
            if bare or not data:
                return


class PlainBytes(_Buffered):
    """A WARC file that is not packed."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__()
        self._incoming = incoming

    def _more(self) -> bool:
        data = self._incoming.read(_CHUNK)
        self._buffer += data
        return bool(data)

    def find_next_record(self) -> bool:
        """Looks for a line 'WARC/1.x' with a field of a record below it, from the next byte on."""
        del self._buffer[:1]
        while True:
            if (match := _LINE_START.search(bytes(self._buffer))) is not None:
                del self._buffer[: match.end()]
                return True
            del self._buffer[:-_OVERLAP]
            if not self._more():
                return False


class PackedBytes(_Buffered):
    """A WARC file packed with gzip, usually each record by itself."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__()
        self._incoming = incoming
        self._packed = bytearray()
        """Packed bytes from the start of the member being read, as far as they are remembered."""
        self._n_used = 0
        """How many of them the decompressor has had."""
        self._inner = zlib.decompressobj(_GZIP)
        self._boundary: int | None = None
        """Where in the buffer a packed piece starts that opens a record, once it is being unpacked."""
        self._is_piece_start = False

    def _fill(self, size: int) -> None:
        while len(self._buffer) < size and self._boundary is None and self._more():
            pass

    def peek(self, size: int) -> bytes:
        """As promised; up to the edge of the packed record."""
        self._fill(size)
        if self._boundary == 0:
            self._boundary = None
            self._fill(size)
        end = size if self._boundary is None else min(size, self._boundary)
        return bytes(self._buffer[:end])

    def read(self, size: int) -> bytes:
        """As promised; a body goes on over the edge of a packed record unless a WARC record starts there."""
        data = bytearray()
        while len(data) < size:
            self._fill(size - len(data))
            if self._boundary == 0:
                self._boundary = None
                break
            end = size - len(data) if self._boundary is None else min(size - len(data), self._boundary)
            part = self._buffer[:end]
            if not part:
                break
            data += part
            self._drop(len(part))
        return bytes(data)

    def _drop(self, size: int) -> None:
        del self._buffer[:size]
        if self._boundary is not None:
            self._boundary -= size

    def put_back(self, data: bytes) -> None:
        """As promised."""
        super().put_back(data)
        if self._boundary is not None:
            self._boundary += len(data)

    def skip_line_ends(self) -> None:
        """As promised."""
        while data := self.peek(_CHUNK):
            bare = data.lstrip(b"\r\n")
            self._drop(len(data) - len(bare))
            if bare:
                return

    def _more(self) -> bool:
        """Unpacks a little more; notes where a member ends."""
        if self.fault is not None:
            return False
        if self._inner.eof and not self._next_member():
            return False
        if self._n_used >= len(self._packed):
            data = self._incoming.read(_CHUNK)
            if not data:
                self.fault = "the file ends within this packed record: it is cut off"
                return False
            self._packed += data
        piece = bytes(self._packed[self._n_used : self._n_used + _CHUNK])
        try:
            found = self._inner.decompress(piece, _CHUNK)
        except zlib.error as error:
            self.fault = f"the packed record is damaged ({error}); the records behind it are not affected"
            return False
        left = len(self._inner.unused_data) if self._inner.eof else len(self._inner.unconsumed_tail)
        self._n_used += len(piece) - left
        self._forget()
        self._incoming.meter.expanded(len(found))
        if self._is_piece_start and found:
            self._is_piece_start = False
            if b"WARC/".startswith(found[:5]):
                self._boundary = len(self._buffer)
        self._buffer += found
        return True

    def _forget(self) -> None:
        if self._n_used > _REMEMBERED:
            del self._packed[: self._n_used]
            self._n_used = 0

    def _next_member(self) -> bool:
        """Starts on the packed record behind the one that ended; False at the end of the file."""
        del self._packed[: self._n_used]
        self._n_used = 0
        while not self._packed.lstrip(b"\x00"):
            data = self._incoming.read(_CHUNK)
            if not data:
                return False
            self._packed = bytearray(data)
        self._inner = zlib.decompressobj(_GZIP)
        self._is_piece_start = True
        return True

    def find_next_record(self) -> bool:
        """Looks for the next packed record that opens with 'WARC/'; in a file packed as a whole there is none."""
        if self.fault is None:
            return self._next_in_plain()
        self._buffer.clear()
        self._boundary = None
        at = 1
        while True:
            at = self._packed.find(_MEMBER_START, at)
            if at < 0:
                del self._packed[: -len(_MEMBER_START)]
                data = self._incoming.read(_CHUNK)
                if not data:
                    return False
                self._packed += data
                at = 0
                continue
            while len(self._packed) < at + 4096 and (data := self._incoming.read(_CHUNK)):
                self._packed += data
            if _opens_record(bytes(self._packed[at : at + 4096])):
                self._begin_at(at)
                return True
            at += 1

    def _begin_at(self, at: int) -> None:
        del self._packed[:at]
        self._n_used = 0
        self._inner = zlib.decompressobj(_GZIP)
        self.fault = None

    def _next_in_plain(self) -> bool:
        """Goes on in the unpacked bytes: nothing is damaged but the record's own words."""
        self._drop(1)
        if self._boundary is not None:
            self._drop(self._boundary)
            return True
        while True:
            if (match := _LINE_START.search(bytes(self._buffer))) is not None:
                del self._buffer[: match.end()]
                return True
            self._boundary = None
            if len(self._buffer) > _OVERLAP:
                del self._buffer[:-_OVERLAP]
            if not self._more():
                return self.fault is not None and self.find_next_record()


def _opens_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, 16).startswith(b"WARC/")
    except zlib.error:
        return False
