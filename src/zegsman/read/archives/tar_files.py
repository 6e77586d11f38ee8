"""Reads tar archives forward, member by member; a damaged header costs the members up to the next sound one."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.archives.names import is_passed_over, shown_name, why_refused
from zegsman.read.incoming import Incoming
from zegsman.read.reports import Member, Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 512
_LONGEST_NAME = 65_536
"""Bytes; a name or extended header of a member that is longer is no name."""
_KINDS = {
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.LNKTYPE: "a link to another member",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}
_PAX, _PAX_ALL, _LONG_NAME, _LONG_LINK = b"x", b"g", b"L", b"K"


@dataclass(slots=True)
class _Part:
    """The bytes of one member, which end where the member does."""

    tar: Incoming
    left: int

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end.

        Raises:
            ReadError: if the archive ends within the member.
        """
        wanted = min(size, self.left)
        data = self.tar.read(wanted) if wanted else b""
        self.left -= len(data)
        if wanted and not data:
            raise ReadError("the archive ends within this member: it is cut off")
        return data

    def skip(self, size: int) -> None:
        while size > 0 and (data := self.tar.read(min(size, 65_536))):
            size -= len(data)


def read_tar(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The members of a tar archive. Nothing is unpacked, and links are not followed.

    Raises:
        ReadError: if it has no member.
    """
    n_members, longer_name, damaged_at, at = 0, "", -1, 0
    while header := incoming.read_exactly(_BLOCK):
        at += len(header)
        if not header.strip(b"\x00"):
            continue
        info = _parsed(header)
        if info is None:
            if damaged_at < 0:
                damaged_at = at - len(header)
                yield Refusal(_place(options, f"byte {damaged_at}"), _DAMAGED)
            continue
        damaged_at = -1
        part = _Part(incoming, info.size if info.type not in _KINDS and info.type != tarfile.DIRTYPE else 0)
        padded = -(-part.left // _BLOCK) * _BLOCK
        if info.type in (_PAX, _PAX_ALL, _LONG_NAME, _LONG_LINK):
            longer_name = _longer_name(info, part) or longer_name
        else:
            name, longer_name = longer_name or info.name, ""
            n_members += 1
            yield from _member(name, info, part, options)
        at += padded
        part.skip(part.left + (-info.size % _BLOCK if padded else 0))
    if not n_members:
        raise ReadError("the tar archive has no member; expected reports in it")


_DAMAGED = "the header of a member is damaged; members up to the next sound header were passed over"


def _parsed(header: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(header, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None


def _longer_name(info: tarfile.TarInfo, part: _Part) -> str:
    """The name that an extended header gives to the next member; empty where it gives none."""
    if info.size > _LONGEST_NAME:
        return ""
    data = b""
    while more := part.read(info.size - len(data)):
        data += more
    if info.type == _LONG_NAME:
        return data.rstrip(b"\x00").decode("utf-8", "surrogateescape")
    if info.type != _PAX:
        return ""
    for record in data.split(b"\n"):
        _, _, pair = record.partition(b" ")
        key, _, value = pair.partition(b"=")
        if key == b"path":
            return value.decode("utf-8", "surrogateescape")
    return ""


def _member(name: str, info: tarfile.TarInfo, part: _Part, options: ReadOptions) -> Iterator[Refusal | Member]:
    place = _place(options, name)
    if info.type == tarfile.DIRTYPE or is_passed_over(name):
        return
    if info.type in _KINDS:
        yield Refusal(place, f"it is {_KINDS[info.type]} in an archive, which is not followed; expected a file")
    elif reason := why_refused(name):
        yield Refusal(place, reason)
    elif info.size < 0:
        yield Refusal(place, "its length is negative; the header is damaged")
    else:
        yield Member(Incoming(part, part.tar.meter), replace(options, path=place))


def _place(options: ReadOptions, name: str) -> str:
    return f"{options.path or '-'}#{shown_name(name)}"
