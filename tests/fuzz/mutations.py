"""Changes to bytes by which a fuzzer looks for what a reader does not expect; the same seed gives the same changes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

LARGEST = 60_000
"""Bytes of a case: what takes long shows in its growth long before this."""
_GROWTH = 2_000
"""Bytes by which all but one case in thirty may grow: small cases find as much, in a tenth of the time."""
_EDGES = (0, 1, 7, 9, 10, 13, 32, 34, 38, 45, 60, 62, 91, 92, 123, 127, 128, 192, 239, 254, 255)
_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"NaN", b"\xd9\xa3")
TOKENS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&#xD800;", b"&a;", b"<p>", b"</p>",
    b"<br><br>", b"<table><tr><td>", b"</article>", b"<script type='application/ld+json'>", b"</script>",
    b"<time datetime=''>", b"<h2>", b"<figcaption>", b'{"', b'":"', b"[[", b"]]", b"null", b"true", b"\\u0000",
    b"\\ud800", b"\\", b'""', b"\r\n", b"\n\n", b"\n", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8", b"Content-Type: ", b"Content-Length: ",
    b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"charset=utf-7", b"charset=rot13",
    b"charset=idna", b"boundary=", b"--proefgrens", b"=?utf-8?q?=?=", b"=?x?b?AAAA?=", b"base64", b"From a 2024\n",
    b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 ", b"{\\rtf1", b"\\par ",
    b"\\u-1?", b"\\bin9 ", b"\\'", b"\\ansicpg", b"{\\*\\", b"1 of 2 DOCUMENTS", b"End of Document", b"Body",
    b"Document PROEFB0020240305ek3500001", b"HD\t", b"61 words", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"PK\x06\x06", b"PAR1", b"BZh9", b"\x1f\x8b\x08", b"ustar", b"stream\n", b"endobj", b"trailer", b"/Kids",
    b"https://", b"http://[", b"date: ", b"---\n", b"2024-03-05", b"2024-02-30", b"05-03-2024", b"(ANP)",
    b"Bron: ANP/AFP", b"Foto: ", b"\xc2\xa9 ", b"Lees ook", b"https://jsonfeed.org/version/1.1",
)  # fmt: skip
"""Words of all formats that are read: put where they do not belong, they find what is taken for granted."""


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The bytes after one to eight changes; sometimes to what is packed in them, packed again."""
    growth = LARGEST if chance.random() < 1 / 30 else _GROWTH
    if chance.random() < 0.5 and (unpacked := _unpacked(data, chance)) is not None:
        inner, pack = unpacked
        return pack(_changed(inner, others, chance, growth))[:LARGEST]
    return _changed(data, others, chance, growth)


def _changed(data: bytes, others: Sequence[bytes], chance: random.Random, growth: int) -> bytes:
    largest = min(LARGEST, len(data) + growth)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        change = chance.choice(_CHANGES)
        data = change(data, others, chance)[:largest]
    return data


def _flipped(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    value = chance.choice((data[at] ^ (1 << chance.randrange(8)), chance.choice(_EDGES), chance.randrange(256)))
    return data[:at] + bytes((value,)) + data[at + 1 :]


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def _cut_off(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeated(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 200)) + data[end:]


def _moved(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    at = chance.randint(0, len(data))
    return data[:at] + data[start:end] + data[at:]


def _spliced(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start, end = _range(other, chance)
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _with_token(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 300)) + data[at:]


def _with_number(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data[:20_000]))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]


def _with_noise(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 4, 40))) + data[at:]


_CHANGES = (
    _flipped, _flipped, _cut, _cut_off, _repeated, _moved, _spliced, _with_token, _with_token, _with_number,
    _with_noise,
)  # fmt: skip


def _range(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    length = chance.choice((1, 2, 8, 64, 512, len(data)))
    return start, min(len(data), start + chance.randint(0, length))


def _unpacked(data: bytes, chance: random.Random) -> tuple[bytes, Callable[[bytes], bytes]] | None:
    """What is packed in the bytes, and how to pack it again; None where nothing is."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.decompress(data), lambda inner: gzip.compress(inner, 1, mtime=0)
        if data.startswith(b"BZh"):
            return bz2.decompress(data), lambda inner: bz2.compress(inner, 1)
        if data.startswith(b"\xfd7zXZ"):
            return lzma.decompress(data), lambda inner: lzma.compress(inner, preset=0)
        if data.startswith(b"PK\x03\x04"):
            return _member(data, chance)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, NotImplementedError):
        return None
    return None


def _member(data: bytes, chance: random.Random) -> tuple[bytes, Callable[[bytes], bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    chosen = chance.choice(sorted(members))

    def packed(inner: bytes) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            warnings.simplefilter("ignore")
            for name, one in members.items():
                archive.writestr(zipfile.ZipInfo(name), inner if name == chosen else one, zipfile.ZIP_DEFLATED, 1)
        return out.getvalue()

    return members[chosen], packed
