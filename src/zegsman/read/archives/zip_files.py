"""Reads ZIP archives member by member, and tells the documents and web archives that are ZIP files by their members."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, BinaryIO

from zegsman.errors import ReadError
from zegsman.read.archives.names import is_passed_over, shown_name, why_refused
from zegsman.read.incoming import Incoming, Meter
from zegsman.read.media_types import DOCX, WACZ, ZIP
from zegsman.read.reports import Member, Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST_DIRECTORY = 32_000_000
"""Bytes of a central directory: some 300,000 members. Python holds about half a kilobyte for each."""
_END = b"PK\x05\x06"
_ENCRYPTED = 0x1
_LINK = 0xA000
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
_OTHERS = {
    "xl/workbook.xml": "a spreadsheet (XLSX)",
    "ppt/presentation.xml": "a presentation (PPTX)",
    "META-INF/container.xml": "an e-book (EPUB)",
    "content.xml": "an OpenDocument file",
    "AndroidManifest.xml": "a program",
    "META-INF/MANIFEST.MF": "a program",
}


@dataclass(slots=True)
class _Unpacked:
    """The bytes of one member as they are asked for, counted."""

    stream: IO[bytes]
    meter: Meter

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end.

        Raises:
            ReadError: if the member is damaged or expands without bound.
        """
        try:
            data = self.stream.read(size)
        except _FAULTS as error:
            raise ReadError(f"it is damaged in the archive ({error}); the other members are not affected") from error
        self.meter.expanded(len(data))
        return data


@contextmanager
def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Iterator[_Unpacked]:
    """One member of a ZIP file, read as its bytes are asked for.

    Raises:
        ReadError: if it is damaged where it starts.
    """
    try:
        stream = archive.open(info)
    except _FAULTS as error:
        raise ReadError(f"it is damaged in the archive ({error}); the other members are not affected") from error
    with stream:
        yield _Unpacked(stream, meter)


def open_zip(incoming: Incoming) -> zipfile.ZipFile:
    """A ZIP file with its directory read.

    Raises:
        ReadError: if it is none, is cut off, or its directory is larger than any honest one.
    """
    file, size = incoming.seekable()
    if _directory_size(file, size) > _LARGEST_DIRECTORY:
        raise ReadError("the directory of the ZIP archive is larger than any honest one; it was left alone")
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (*_FAULTS, UnicodeDecodeError) as error:
        raise ReadError(f"the ZIP archive is damaged or cut off ({error}); expected a whole one") from error


def _directory_size(file: BinaryIO, size: int) -> int:
    """The size of the central directory as the end of the file tells it; 0 where there is no end record."""
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    told = int(struct.unpack("<L", tail[at + 12 : at + 16])[0])
    # In ZIP64 the field is full, and the directory lies between its start and the end of the file.
    return told if told < 0xFFFFFFFF else size // 16


def zip_kind(incoming: Incoming) -> str:
    """The media type of what a ZIP file is: DOCX, WACZ, or an archive of anything.

    Raises:
        ReadError: if it is damaged, or a kind of file that holds no reports.
    """
    names = set(open_zip(incoming).namelist())
    incoming.rewind()
    if "word/document.xml" in names:
        return DOCX
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return WACZ
    for member, kind in _OTHERS.items():
        if member in names:
            raise ReadError(f"it is {kind}; expected reports in one of the formats of docs/formats.md")
    return ZIP


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder; `ZipInfo.is_dir` fails on one without a name (Python 3.11)."""
    return info.filename.endswith("/")


def read_zip(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The members of a ZIP archive, in its order. Nothing is unpacked to disk, and links are not followed.

    Raises:
        ReadError: if it is no ZIP file or has no member.
    """
    archive = open_zip(incoming)
    members = [one for one in archive.infolist() if not _is_folder(one) and not is_passed_over(one.filename)]
    if not members:
        raise ReadError("the ZIP archive has no member; expected reports in it")
    for info in members:
        place = f"{options.path or '-'}#{shown_name(info.orig_filename)}"
        reason = why_refused(info.orig_filename) or _why_refused(info)
        if reason:
            yield Refusal(place, reason)
            continue
        try:
            with open_member(archive, info, incoming.meter) as stream:
                yield Member(Incoming(stream, incoming.meter), replace(options, path=place))
        except ReadError as error:
            yield Refusal(place, str(error))


def _why_refused(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive with its password and read the folder"
    if (info.external_attr >> 16) & 0xF000 == _LINK:
        return "it is a symbolic link in an archive, which is not followed; expected a file"
    return None


def read_members(data: bytes, names: tuple[str, ...], meter: Meter) -> dict[str, bytes]:
    """The bytes of these members of a ZIP file at hand, those that it has.

    Raises:
        ReadError: if it is damaged or one expands without bound.
    """
    archive = open_zip(Incoming(io.BytesIO(data), meter))
    found = {}
    for name in names:
        if name in archive.NameToInfo:
            with open_member(archive, archive.NameToInfo[name], meter) as stream:
                found[name] = Incoming(stream, meter).whole()
    return found
