"""What kind of file bytes are, from the bytes first and the name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from zegsman.read.table_columns import is_table_head

PLAIN = "text/plain"
HTML = "text/html"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"
JSON_FEED = "application/feed+json"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
OPML = "text/x-opml"
NEWSML = "application/vnd.iptc.g2.newsitem+xml"
NITF = "application/x-nitf+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
PARQUET = "application/vnd.apache.parquet"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RTF = "application/rtf"
WARC = "application/warc"
WACZ = "application/wacz"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"

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
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".eml": MAIL,
    ".mbox": MAILBOX,
}
_PACKED = (".gz", ".bz2", ".xz")

# First bytes of what is read; the formats' own specifications.
_MAGIC = (
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"PAR1", PARQUET),
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"WARC/", WARC),
)
# First bytes of the kinds of file that people leave among reports.
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_ROOTS = {
    "rss": RSS,
    "RDF": RSS,
    "feed": ATOM,
    "opml": OPML,
    "newsItem": NEWSML,
    "newsMessage": NEWSML,
    "packageItem": NEWSML,
    "nitf": NITF,
    "html": HTML,
}
"""Local names of the root elements of XML that is read."""
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_LIST_START = re.compile(rb"\[\s*\{")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?://jsonfeed\.org/version/')
_MAIL_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_MAIL_FIELDS = {
    b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"mime-version", b"content-type",
    b"delivered-to", b"reply-to", b"list-id", b"list-unsubscribe", b"dkim-signature",
}  # fmt: skip
_MAILBOX_START = re.compile(rb"From [^\r\n]{0,300}\d{4}[^\r\n]{0,40}\r?\n(?:>?From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SNIFFED = 4096
"""How many first bytes are looked at, but for the start of XML, which may stand behind a long comment."""


def find_media_type(data: bytes, name: str = "") -> str:
    """The media type by which a reader is chosen; plain text where nothing says otherwise.

    `data` is the input or its first 64 KB. Endings of packed files (`.gz`) are put aside: their bytes say that first.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[257:262] == b"ustar":
        return TAR
    head = data[:_SNIFFED]
    if _HTML_START.match(head):
        return HTML
    if (root := root_name(data)) is not None and root in _ROOTS:
        return _ROOTS[root]
    if _MAILBOX_START.match(head):
        return MAILBOX
    if _is_mail(head):
        return MAIL
    return _by_name_or_looks(data, head, name)


def _by_name_or_looks(data: bytes, head: bytes, name: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and _JSON_FEED.search(data[:65_536]):
        return JSON_FEED
    place = PurePosixPath(name.replace("\\", "/").lower())
    ending = PurePosixPath(place.stem).suffix if place.suffix in _PACKED else place.suffix
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if start.startswith(b"{") and b'"' in start[:200]:
        return JSON_LINES if _is_lines(data) else JSON
    if _LIST_START.match(start):
        return JSON
    if is_table_head(head):
        return TSV if b"\t" in head.split(b"\n", 1)[0] else CSV
    return PLAIN


def _is_lines(data: bytes) -> bool:
    first, _, rest = data.strip().partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _is_mail(head: bytes) -> bool:
    """Whether bytes open with the header of a message: three of its fields and the sender among them."""
    found: set[bytes] = set()
    for line in head.split(b"\n")[:40]:
        if line[:1] in b" \t" and line.strip() and found:
            continue
        match = _MAIL_FIELD.match(line)
        if match is None:
            break
        found.add(match[1].lower())
    known = found & _MAIL_FIELDS
    return b"from" in known and len(known) > 2 and bool(known & {b"received", b"message-id", b"mime-version", b"to"})


def root_name(data: bytes) -> str | None:
    """The local name of the root element where bytes are XML, behind declaration, comments and doctype; else None."""
    text = _start_of_text(data)
    at = 0
    for _ in range(100):
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
        else:
            match = _ROOT.match(text, at)
            return match[1] if match else None
        if end < 0:
            return None
        at = text.index(">", end) + 1
    return None


def is_xml(data: bytes) -> bool:
    """Whether bytes say of themselves that they are XML."""
    return _start_of_text(data).lstrip().startswith("<?xml")


def _doctype_end(text: str, at: int) -> int:
    """Where a doctype closes: behind its internal subset where it has one."""
    close, subset = text.find(">", at), text.find("[", at)
    return text.find("]", subset) if 0 <= subset < close else close


def _start_of_text(data: bytes) -> str:
    head = data[:65_536]
    if head.startswith(_UTF16_BOMS):
        return head.decode("utf-16", "replace")
    if head[:2] == b"<\x00":
        return head.decode("utf-16-le", "replace")
    if head[:2] == b"\x00<":
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def find_foreign_kind(data: bytes) -> str | None:
    """What file it is if nothing here can read it ('a PNG picture'), None where something may."""
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or film file"
    if data[4:8] == b"ftyp":
        return "a picture or film file"
    head = data[:_SNIFFED]
    if head.startswith(_UTF16_BOMS) or not head or any(data.startswith(magic) for magic, _ in _MAGIC):
        return None
    if data[257:262] == b"ustar":
        return None
    # A tenth of control characters is far above what damaged text shows and far below what programs and pictures do.
    # Bytes by chance are just at a tenth, and half of them are above ASCII: texts that have so many have no such
    # characters but for damage.
    n_control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x00")
    n_high = sum(1 for byte in head if byte > 127)
    by_chance = n_control * 40 > len(head) and n_high * 5 > len(head)
    return "a file of bytes that are no text" if by_chance or n_control * 10 > len(head) else None
