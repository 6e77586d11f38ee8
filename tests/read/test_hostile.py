"""Files made to do harm: each is refused with a reason, in time and memory that its size allows."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from zegsman.read.limits import Limits
from zegsman.read.readers import FAULT, read_reports, read_stream
from zegsman.read.reports import Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"
MEGABYTE = 1_000_000
LIMITS = Limits(file_limit_mb=2, document_time_s=5)
TEXT = b"De brug over de rivier is dicht, meldt de gemeente Proefdam."
MOST_SECONDS = 20
"""Far above what any of these takes, and far below what their full size would."""


def read(data: bytes, name: str = "in", limits: Limits = LIMITS) -> list[Reading | Refusal]:
    """What bytes give, read as a stream; never a fault of the program, nor one that takes long."""
    start = time.monotonic()
    found = list(read_stream(io.BytesIO(data), ReadOptions(path=name, limits=limits)))
    assert time.monotonic() - start < MOST_SECONDS
    assert not any(isinstance(one, Refusal) and FAULT in one.reason for one in found), found
    return found


def reasons(data: bytes, name: str = "in", limits: Limits = LIMITS) -> dict[str, str]:
    """Place and reason of every refusal."""
    return {one.path: one.reason for one in read(data, name, limits) if isinstance(one, Refusal)}


def texts(found: list[Reading | Refusal]) -> list[str]:
    """The texts of what was read."""
    return [one.report.text for one in found if isinstance(one, Reading)]


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zeros(n_megabytes: int) -> Iterator[bytes]:
    """That many megabytes of zeros, a megabyte at a time."""
    for _ in range(n_megabytes):
        yield bytes(MEGABYTE)


def gzip_bomb(n_megabytes: int) -> bytes:
    """A gzip file of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(one) for one in zeros(n_megabytes)) + packer.flush()


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip_bomb(60),
    "gzip in gzip": lambda: gzip.compress(gzip_bomb(300)),
    "bzip2": lambda: bz2.compress(bytes(60 * MEGABYTE)),
    "xz": lambda: lzma.compress(bytes(60 * MEGABYTE), preset=0),
    "zip": lambda: zipped({"a.txt": bytes(60 * MEGABYTE)}),
    "zip in zip": lambda: zipped({"a.zip": zipped({"a.txt": bytes(60 * MEGABYTE)})}),
    "tar in gzip": lambda: gzip.compress(tarred({"a.txt": bytes(60 * MEGABYTE)}), 6),
    "docx": lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a>" + bytes(60 * MEGABYTE)}),
    "wacz": lambda: zipped({"datapackage.json": b"{}", "archive/a.warc": b"WARC/1.0\r\n" + bytes(60 * MEGABYTE)}),
}


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused(name: str) -> None:
    """A bomb is refused with the limit that it broke, in a small part of the memory that it would fill."""
    data = BOMBS[name]()
    limits = Limits(file_limit_mb=2, expansion_limit=20)
    tracemalloc.start()
    found = read(data, limits=limits)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * MEGABYTE + 3 * len(data)
    assert any(
        isinstance(one, Refusal) and ("larger than the 2 MB" in one.reason or "decompression bomb" in one.reason)
        for one in found
    )


def test_expansion_is_counted_over_all_members() -> None:
    """Members that each stay below the limit are refused together, as of a ZIP whose members share their bytes."""
    data = zipped({f"{i}.txt": TEXT + b" " * (1_900_000) for i in range(20)})
    found = read(data, limits=Limits(file_limit_mb=2, expansion_limit=20))
    assert len(texts(found)) < 12
    assert any("decompression bomb" in one.reason for one in found if isinstance(one, Refusal))


def test_nesting_is_bounded() -> None:
    """An archive in an archive is entered to a depth, also where it holds itself without end."""
    data = TEXT
    for _ in range(4):
        data = zipped({"a.zip": data})
    assert texts(read(data)) == [TEXT.decode()]
    for _ in range(4):
        data = zipped({"a.zip": data})
    (reason,) = reasons(data).values()
    assert "packed 6 times over" in reason


def test_archives_in_archives_do_not_multiply() -> None:
    """Eight archives in each of eight, seven times over, would be millions of refusals; reading stops before."""
    data = zipped({"a.txt": TEXT})
    for _ in range(7):
        data = zipped({f"{i}.zip": data for i in range(8)})
    found = read(data)
    assert len(found) < 2_000
    assert isinstance(found[-1], Refusal)
    assert "the rest was left alone" in found[-1].reason


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../etc/brug.txt", "'..' in it"),
        ("/etc/brug.txt", "absolute path"),
        ("C:\\brug.txt", "absolute path"),
        ("a/../../brug.txt", "'..' in it"),
        ("..\\brug.txt", "'..' in it"),
    ],
)
def test_member_that_leads_out_is_refused(name: str, words: str) -> None:
    """A member whose name leads out of the archive is refused, and the next one is read."""
    for data in (zipped({name: TEXT, "goed.txt": TEXT}), tarred({name: TEXT, "goed.txt": TEXT})):
        found = read(data)
        assert [words in one.reason for one in found if isinstance(one, Refusal)] == [True]
        assert texts(found) == [TEXT.decode()]


def test_name_with_a_line_end_is_one_line() -> None:
    """A member's name with line ends and escapes is shown as one line."""
    (one,) = read(zipped({"a\nb\x1b[31m.txt": TEXT}))
    assert isinstance(one, Reading)
    assert one.report.path == "in#a\\nb\\x1b[31m.txt"


def test_links_and_devices_in_archives_are_refused() -> None:
    """Links, devices and pipes in an archive are refused with what they are; hidden members pass by."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"kind-{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
        for name in (".DS_Store", "__MACOSX/a.txt", "goed.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT)
            tar.addfile(info, io.BytesIO(TEXT))
    found = read(out.getvalue())
    told = [one.reason.split(",")[0] for one in found if isinstance(one, Refusal)]
    assert [one.removeprefix("it is ") for one in told] == [
        "a symbolic link in an archive", "a link to another member in an archive", "a device in an archive",
        "a pipe in an archive",
    ]  # fmt: skip
    assert texts(found) == [TEXT.decode()]
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "symbolic link" in reasons(out.getvalue())["in#link.txt"]


def test_encrypted_member_is_refused() -> None:
    """An encrypted member is refused with what to do."""
    data = bytearray(zipped({"a.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    assert "encrypted" in reasons(bytes(data))["in#a.txt"]


ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "lol" * 10}">' for i in range(10))


@pytest.mark.parametrize("root", ["rss", "feed", "nitf", "newsItem", "opml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE x [{ENTITIES}]>",
        '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>',
        "<!-- " + "x" * 200_000 + f" --><!DOCTYPE x [{ENTITIES}]>",
    ],
    ids=["bomb", "file", "network", "late"],
)
def test_entities_are_refused(root: str, encoding: str, doctype: str) -> None:
    """XML that declares entities is refused, in any encoding and however far down it does; none is ever resolved."""
    data = f'<?xml version="1.0"?>{doctype}<{root}><body><title>&e9;</title></body></{root}>'.encode(encoding)
    found = list(read_reports(data, ReadOptions(path="in.xml", limits=LIMITS)))
    assert [type(one) for one in found] == [Refusal]
    if "--" not in doctype:
        assert "declares entities" in found[0].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize(
    ("name", "opening", "closing"),
    [
        ("in.html", "<div>", "</div>"),
        ("in.html", "<table><tr><td>", ""),
        ("in.html", "<b><i>", ""),
        ("in.xml", "<item>", "</item>"),
        ("in.json", '{"text":', "}"),
        ("in.json", "[", "]"),
        ("in.jsonl", '{"a":[', "]}"),
        ("in.rtf", "{\\b ", "}"),
        ("in.eml", "Content-Type: multipart/mixed; boundary=a\n\n--a\n", ""),
    ],
)
def test_deep_nesting_is_bounded(depth: int, name: str, opening: str, closing: str) -> None:
    """Elements, objects, groups and parts a hundred thousand deep give a report or a refusal."""
    lead = {"in.html": "<html><body>", "in.xml": "<rss><channel>", "in.rtf": "{\\rtf1 "}.get(name, "")
    lead = "From: a@b.c\nTo: b\nSubject: x\nMessage-ID: 1\n" if name == "in.eml" else lead
    assert read((lead + opening * depth + "brug" + closing * depth).encode(), name)


def a_record(body: bytes, length: int | None = None, url: str = "https://p.example/a") -> bytes:
    """A WARC record with a text, whatever length it claims."""
    return (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: " + url.encode() + b"\r\nContent-Type: text/plain\r\n"
        b"Content-Length: " + str(len(body) if length is None else length).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"
    )  # fmt: skip


GOOD = [a_record(f"Bericht {i} over de brug, met enkele woorden.".encode()) for i in range(4)]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("length", [0, 5, 100, 5_000, 10**9, 10**14, -3], ids=str)
def test_wrong_length_costs_one_record(length: int, packed: bool) -> None:
    """A record with a wrong length is refused with its number; those before and behind it are read."""
    bad = a_record(TEXT + b" slecht", length)
    parts = [*GOOD[:2], bad, *GOOD[2:]]
    found = read(b"".join(gzip.compress(one) for one in parts) if packed else b"".join(parts))
    assert [text[:9] for text in texts(found) if "slecht" not in text] == [f"Bericht {i}" for i in range(4)]
    refused = [one for one in found if isinstance(one, Refusal)]
    assert refused
    assert refused[0].path == "in#3"
    assert "length" in refused[0].reason or "starts" in refused[0].reason


@pytest.mark.parametrize("at", [0.02, 0.3, 0.5, 0.7, 0.98])
@pytest.mark.parametrize("n_bytes", [1, 40])
def test_damage_in_a_packed_archive_costs_one_record(at: float, n_bytes: int) -> None:
    """Bytes that are damaged in the middle of a packed WARC cost the record they are in, wherever it is."""
    parts = [gzip.compress(one) for one in (*GOOD, a_record(b"x y z " * 4000), *GOOD)]
    data = bytearray(b"".join(parts))
    edge = sum(map(len, parts[:4]))
    place = edge + int(len(parts[4]) * at)
    data[place : place + n_bytes] = b"\xff" * len(data[place : place + n_bytes])
    found = read(bytes(data))
    assert len(texts(found)) >= 8 - (n_bytes > 20)
    assert any(isinstance(one, Refusal) for one in found) or len(texts(found)) == 9


def test_packed_archive_cut_off() -> None:
    """A WARC that breaks off gives what stands before, and says so."""
    data = b"".join(gzip.compress(one) for one in GOOD)
    for cut in (30, 60):
        found = read(data[:-cut])
        assert len(texts(found)) == 3
        assert [one.path for one in found if isinstance(one, Refusal)] == ["in#4"]
        assert "cut off" in reasons(data[:-cut])["in#4"]
    # Without a part of its checksum a record is whole, and the file still broken.
    assert len(texts(read(data[:-5]))) == 4
    assert "cut off" in reasons(data[:-5])["in#5"]


def test_archive_packed_as_a_whole_gives_what_stands_before_damage() -> None:
    """A WARC packed as one piece and damaged gives the records before the damage."""
    data = bytearray(
        gzip.compress(b"".join(a_record(f"Bericht {i} {i * 7919} over de brug.".encode() * 40) for i in range(400)), 1)
    )
    data[len(data) // 2] ^= 0xFF
    found = read(bytes(data))
    assert 100 < len(texts(found)) < 300
    assert any(isinstance(one, Refusal) for one in found)


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_lines_before_a_cut_are_read(kind: str) -> None:
    """A packed dump that breaks off gives the lines before it, and says that it is cut off."""
    lines = b"".join(
        json.dumps({"text": f"Bericht {i} over de brug {i * 7919}."}).encode() + b"\n" for i in range(4_000)
    )
    pack = {"gzip": gzip.compress, "bzip2": lambda data: bz2.compress(data, 1), "xz": lzma.compress}[kind]
    found = read(pack(lines)[: -len(pack(lines)) // 3], "dump.jsonl")
    assert len(texts(found)) > 100
    assert isinstance(found[-1], Refusal)
    assert "cut off" in found[-1].reason


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_few_lines_before_a_cut_are_read(kind: str) -> None:
    """What stands before the damage is read also where it is less than is looked at to tell what the input is."""
    lines = b"".join(json.dumps({"text": f"Bericht {i} over brug {i * 7919}."}).encode() + b"\n" for i in range(60))
    pack = {"gzip": gzip.compress, "bzip2": lambda data: bz2.compress(data, 1), "xz": lzma.compress}[kind]
    data = pack(lines) + (pack(b'{"text": "Het laatste bericht."}\n')[:-4] if kind == "bzip2" else b"")
    found = read(data if kind == "bzip2" else data[: -len(data) // 4], "dump.jsonl")
    assert len(texts(found)) > 20
    assert isinstance(found[-1], Refusal)
    assert "cut off" in found[-1].reason


def test_member_damaged_in_a_zip() -> None:
    """A member that is damaged is refused by name; the others are read."""
    members = {f"{i}.txt": f"Bericht {i} over de brug.".encode() + bytes(range(65, 90)) * 20 for i in range(3)}
    data = bytearray(zipped(members))
    place = data.index(b"1.txt") + 30
    data[place : place + 4] = b"\xff\xff\xff\xff"
    found = read(bytes(data))
    assert len(texts(found)) == 2
    assert [one.path for one in found if isinstance(one, Refusal)] == ["in#1.txt"]


def test_header_damaged_in_a_tar() -> None:
    """A damaged header in a tar costs the members up to the next sound one."""
    data = bytearray(tarred({f"{i}.txt": f"Bericht {i} over de brug.".encode() for i in range(3)}))
    data[1024 : 1024 + 200] = b"\xee" * 200
    found = read(bytes(data))
    assert [text[:9] for text in texts(found)] == ["Bericht 0", "Bericht 2"]
    assert "header" in next(one.reason for one in found if isinstance(one, Refusal))


def a_response(body: bytes, *headers: str) -> bytes:
    """A WARC record with an HTTP response."""
    http = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + "".join(f"{one}\r\n" for one in headers)).encode()
    return (
        a_record(http + b"\r\n" + body)
        .replace(b"resource", b"response", 1)
        .replace(b"text/plain", b"application/http", 1)
    )


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip_bomb(50)),
        ("deflate", zlib.compress(bytes(50 * MEGABYTE))),
        ("br", brotli.compress(bytes(50 * MEGABYTE))),
        ("gzip, gzip", gzip.compress(gzip_bomb(50))),
    ],
    ids=str,
)
def test_coded_body_is_bounded(coding: str, body: bytes) -> None:
    """The body of an archived answer unpacks within bounds, and the next record is read."""
    found = read(a_response(body, f"Content-Encoding: {coding}") + GOOD[0])
    assert len(texts(found)) == 1
    assert "larger than the 2 MB" in next(one.reason for one in found if isinstance(one, Refusal))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity", "gzip, br"])
def test_coded_body_is_read(coding: str) -> None:
    """Bodies are read in every coding that archives keep, chunked or not; a coding that is off already is let go."""
    body = TEXT
    for one in coding.split(", "):
        body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "identity": bytes}[one](body)
    chunked = b"%x;x=y\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    told = f"Content-Encoding: {coding}"
    data = a_response(body, told) + a_response(chunked, told, "Transfer-Encoding: chunked") + a_response(TEXT, told)
    assert texts(read(data)) == [TEXT.decode()] * 3


def test_large_body_passes_by() -> None:
    """A body over the limit is refused by its number without being held; the rest is read."""

    class Long(io.RawIOBase):
        """A WARC with a record of a gigabyte, made as it is read."""

        def __init__(self) -> None:
            head = a_record(b"", 1_000_000_000)[:-4]
            self.parts = [head, *[b"x" * MEGABYTE] * 1000, b"\r\n\r\n" + GOOD[0]]

        def read(self, size: int = -1) -> bytes:
            if not self.parts:
                return b""
            part = self.parts.pop(0)
            if len(part) > size:
                self.parts.insert(0, part[size:])
            return part[:size]

    tracemalloc.start()
    found = list(read_stream(Long(), ReadOptions(path="in", limits=LIMITS)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MEGABYTE
    assert [type(one) for one in found] == [Refusal, Reading]
    assert "larger than the 2 MB" in found[0].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + b"1 0 obj<</Length 10>>stream\n" * 50_000,
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000000>>"
        b"endobj\ntrailer<</Root 1 0 R>>",
        b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 400000>>stream\n"
        + zlib.compress(bytes(60 * MEGABYTE))
        + b"endstream",
    ],
    ids=["unclosed", "circular", "bomb"],
)
def test_pdf_made_to_harm(data: bytes) -> None:
    """A PDF that refers to itself, never ends or expands is refused."""
    assert list(reasons(data)) == ["in"]


def test_docx_with_entities_is_refused() -> None:
    """A part of a DOCX that declares entities is refused."""
    with zipfile.ZipFile(SAMPLES / "report.docx") as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    parts["word/document.xml"] = f"<!DOCTYPE x [{ENTITIES}]><x>&e9;</x>".encode()
    assert "entities" in reasons(zipped(parts))["in"]


@pytest.mark.parametrize(
    "text",
    [
        'a,text\n"' + "x" * 3_000_000,
        "text,title\n" + '"",' * 500_000,
        "text;date\n" + "\n" * 1_000_000,
        "text,title\n" + "x" * 2_500_000 + ",b\nDe brug is dicht.,Brug\n",
    ],
    ids=["open quote", "many cells", "blank lines", "long line"],
)
def test_table_made_to_harm(text: str) -> None:
    """Tables with quotes that do not close, endless rows and lines over the limit are read within bounds."""
    assert read(text.encode(), "in.csv")


def test_zero_bytes_and_mixed_encodings() -> None:
    """Zero bytes in markup and lines, and two encodings in one file, give texts without either's scars."""
    words = b"De br\x00ug over de rivier is dicht, meldt Caf\xc3\xa9 de Sluis. " + TEXT * 4
    page = b"<html><body><article><p>" + words + b"</p></article>"
    assert "brug" in texts(read(page, "in.html"))[0]
    lines = '{"text": "Café dicht na brand."}\n'.encode() + '{"text": "Café open."}\n'.encode("cp1252")
    assert texts(read(lines, "in.jsonl")) == ["Café dicht na brand.", "Café open."]


@pytest.mark.parametrize("seed", range(12))
def test_bytes_by_chance_are_no_text(seed: int) -> None:
    """A file that holds no text, a picture without its opening say, is refused and makes no report of odd letters."""
    data = random.Random(seed).randbytes(3_000)
    assert not texts(read(data, "foto.jpg"))
    assert reasons(data, "foto.jpg")


def test_a_text_with_some_damage_is_read_all_the_same() -> None:
    """A few characters of control among letters with accents are damage, and the rest is text."""
    damaged = ("Één café in Genève blijft dicht, zegt de burgemeester. " * 20).encode("cp1252")
    damaged = damaged[:100] + b"\x01\x02\x03" + damaged[100:]
    assert texts(read(damaged, "bericht.txt"))
