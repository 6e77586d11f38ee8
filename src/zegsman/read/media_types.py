"""What kind of file bytes are, from the bytes first and the name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

PLAIN = "text/plain"
HTML = "text/html"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"

_BY_ENDING = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": PLAIN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".json": JSON,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
}

# First bytes of the kinds of file that people leave among reports; the formats' own specifications.
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SNIFFED = 4096
"""How many first bytes are looked at."""


def find_media_type(data: bytes, name: str = "") -> str:
    """The media type by which a reader is chosen; plain text where nothing says otherwise."""
    head = data[:_SNIFFED]
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if _HTML_START.match(head):
        return HTML
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and b'"' in start[:200]:
        return JSON_LINES if _is_lines(data) else JSON
    if start.startswith(b"[{"):
        return JSON
    return PLAIN


def _is_lines(data: bytes) -> bool:
    first, _, rest = data.strip().partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def find_foreign_kind(data: bytes) -> str | None:
    """What file it is if it holds no text ('a PNG picture'), None where it may be text."""
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or film file"
    if data[4:8] == b"ftyp":
        return "a picture or film file"
    head = data[:_SNIFFED]
    if head.startswith(_UTF16_BOMS) or not head:
        return None
    # A tenth of control characters is far above what damaged text shows and far below what programs and pictures do.
    n_control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x00")
    return "a file of bytes that are no text" if n_control * 10 > len(head) else None
