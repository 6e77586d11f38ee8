"""Bytes on their way in: read forward once, never more held than is allowed, never expanding without bound."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

from zegsman.errors import ReadError
from zegsman.read.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 65_536
"""How many first bytes are looked at to tell what an input is."""
_CHUNK = 65_536


class Readable(Protocol):
    """Anything that gives bytes forward."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        ...


@dataclass(slots=True)
class Meter:
    """Counts what one input gave and what it expanded to, on all levels of nesting together."""

    limits: Limits
    n_in: int = 0
    """Bytes taken from the input itself."""
    n_out: int = 0
    """Bytes that came out of decompression."""

    def expanded(self, n_bytes: int) -> None:
        """Counts bytes that came out of decompression.

        Raises:
            ReadError: if they are more than the size of the input allows.
        """
        self.n_out += n_bytes
        allowed = self.limits.free_bytes + self.limits.expansion_limit * self.n_in
        if self.n_out > allowed:
            raise ReadError(
                f"it expands to more than {allowed // MEGABYTE} MB, over {self.limits.expansion_limit} times its size, "
                "as a decompression bomb does; if it is none, set ZEGSMAN_EXPANSION_LIMIT higher"
            )


@dataclass(slots=True)
class Incoming:
    """One input or member of one, read forward once."""

    stream: Readable
    meter: Meter
    counted: bool = False
    """Whether its bytes count as taken from the input itself: only at the outermost level."""
    _ahead: bytearray = field(default_factory=bytearray)
    _fault: ReadError | OSError | None = None
    """What ended the reading ahead; told once the bytes before it are read."""

    @property
    def limits(self) -> Limits:
        """The bounds of this reading."""
        return self.meter.limits

    def _fetched(self, size: int) -> bytes:
        if self._fault is not None:
            raise self._fault
        data = self.stream.read(size)
        if self.counted:
            self.meter.n_in += len(data)
        return data

    def head(self, size: int = HEAD) -> bytes:
        """The next bytes, which stay where they are; fewer than `size` only at the end, or before damage."""
        try:
            while len(self._ahead) < size and (data := self._fetched(size - len(self._ahead))):
                self._ahead += data
        except (ReadError, OSError) as error:
            if not self._ahead:
                raise
            self._fault = error
        return bytes(self._ahead[:size])

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        if self._ahead:
            data = bytes(self._ahead[:size])
            del self._ahead[:size]
            return data
        return self._fetched(size)

    def read_exactly(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end, or before damage."""
        data = self.head(size)
        del self._ahead[: len(data)]
        return data

    def put_back(self, data: bytes) -> None:
        """Makes bytes that were read the next ones again."""
        self._ahead[:0] = data

    def whole(self, limit: int | None = None) -> bytes:
        """All bytes that are left.

        Raises:
            ReadError: if there are more than one piece may have.
        """
        limit = limit or self.limits.piece_bytes
        parts, size = [], 0
        while data := self.read(min(_CHUNK, limit + 1 - size)):
            parts.append(data)
            size += len(data)
            if size > limit:
                raise ReadError(too_large(limit))
        return b"".join(parts)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Each line with its number from 1, without its line feed; None for a line that is too long to hold."""
        limit, rest, number, skipping = self.limits.piece_bytes, bytearray(), 0, False
        while data := self.read(_CHUNK):
            start = 0
            while (end := data.find(b"\n", start)) >= 0:
                number += 1
                yield number, None if skipping else bytes(rest) + data[start:end]
                rest.clear()
                skipping, start = False, end + 1
            if not skipping:
                rest += data[start:]
            if len(rest) > limit:
                rest.clear()
                skipping = True
        if rest or skipping:
            yield number + 1, None if skipping else bytes(rest)

    def seekable(self) -> tuple[BinaryIO, int]:
        """The bytes as a file that can be read at any place, and its size: the file itself, or all of it held.

        Raises:
            ReadError: if it is no file of its own and larger than one piece may be.
        """
        file = self.stream
        if isinstance(file, io.IOBase) and file.seekable():
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            if self.counted:
                self.meter.n_in = max(self.meter.n_in, size)
            return file, size  # type: ignore[return-value]
        data = self.whole()
        self.put_back(data)
        return io.BytesIO(data), len(data)

    def rewind(self) -> None:
        """Goes back to the beginning after `seekable` was used to look at the whole."""
        file = self.stream
        if isinstance(file, io.IOBase) and file.seekable():
            file.seek(0)
            self._ahead.clear()


def too_large(limit: int) -> str:
    """The reason for which a piece over the limit is refused."""
    return (
        f"it is larger than the {limit // MEGABYTE} MB that one file, page or member may have; split it, or set "
        "ZEGSMAN_FILE_LIMIT_MB higher"
    )


def of_bytes(data: bytes, limits: Limits | None = None) -> Incoming:
    """Bytes at hand as an input."""
    return Incoming(io.BytesIO(data), Meter(limits or Limits()), counted=True)
