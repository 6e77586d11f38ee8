"""Bytes to characters: byte order marks, UTF-8, UTF-16 without a mark, then the old single-byte encodings."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from zegsman.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
# What Dutch, English, French, German and Spanish texts in Windows-1252 have above ASCII.
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜßœŒšŽžŠ‘’“”„‚«»–—…€£§°·•©®™²³½¼¾¿¡ªº´`\u00a0\u00ad¢¥†‰"
)
# UTF-8 was tried before; the others hide markup from whoever looks at the bytes, and no newsroom writes them.
_NEVER_DECLARED = frozenset({"utf-8", "utf-8-sig", "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]")


class Decoded(NamedTuple):
    """Characters and the encoding they stood in."""

    text: str
    encoding: str


def parse_characters(data: bytes, *, is_html: bool = False, charset: str | None = None) -> Decoded:
    """The characters of `data`, and in which encoding they were.

    UTF-8 wins wherever it fits, and also where a few bytes of it are damaged; those become U+FFFD. `charset` is the
    encoding that came with the bytes (an HTTP header); it counts before what the bytes themselves declare.

    Raises:
        ReadError: if the bytes are in no encoding of text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    if (wide := _wide_encoding(data)) is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    if (n_zeros := data.count(b"\x00")) and (n_zeros * 100 > len(data) or data.count(b"\x00", 0, 4096) * 100 > 4096):
        raise ReadError("the bytes hold zeros as no text does; expected a text, a web page or JSON")
    data = data.replace(b"\x00", b"") if n_zeros else data
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _parse_other(data, is_html=is_html, charset=charset)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as zeros at every other byte of Latin text."""
    head = data[:2048]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _parse_other(data: bytes, *, is_html: bool, charset: str | None) -> Decoded:
    loose = data.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(data)) > 4 * loose.count("\ufffd"):
        return Decoded(loose, "utf-8")
    declared = _DECLARED.search(data[:4096]) if is_html else None
    names = [charset or "", (declared.group(1) or declared.group(2)).decode("ascii") if declared else ""]
    for name in names:
        if (codec := _text_encoding(name)) is not None:
            return Decoded(data.decode(codec, "replace"), codec)
    # Texts put together from two places stand in two encodings: each part is read in its own.
    if _MULTIBYTE.search(data) and _is_western(mixed := data.decode("utf-8", _OR_WESTERN)):
        return Decoded(mixed, "utf-8")
    western = data.decode("cp1252", "replace")
    return Decoded(western, "cp1252") if _is_western(western) else _guess(data, western)


def _is_western(text: str) -> bool:
    """Whether letters above ASCII are those of western languages, and stand as they do there.

    Nine in ten: the rest may be damage or a foreign name. Other alphabets in single bytes fall far below it.
    """
    high = [letter for letter in text if ord(letter) > 127]
    return sum(letter in _WESTERN for letter in high) >= 0.9 * len(high) and not _looks_foreign(text)


def _in_western(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8 as Windows-1252 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_OR_WESTERN = "zegsman.or-western"
codecs.register_error(_OR_WESTERN, _in_western)


def _text_encoding(name: str) -> str | None:
    """Python's name of an encoding of text other than UTF-8; None for anything else, such as 'zlib' or 'utf-7'."""
    try:
        found = codecs.lookup(name.strip()) if name else None
    except (LookupError, ValueError):
        return None
    if found is None or not found._is_text_encoding or found.name in _NEVER_DECLARED:
        return None
    return found.name


def _looks_foreign(text: str) -> bool:
    """Whether letters above ASCII follow one another as they do where the encoding is of another alphabet."""
    letters = [letter for letter in text if letter.isalpha()]
    pairs = sum(1 for a, b in pairwise(letters) if ord(a) > 127 and ord(b) > 127)
    return pairs * 10 > len(letters)


def _guess(data: bytes, western: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return Decoded(western, "cp1252")
    return Decoded(data.decode(best.encoding, "replace"), best.encoding)


def normalised(text: str) -> str:
    """The text in NFC with line feeds for line ends, plain spaces, and without characters that nobody sees.

    Soft hyphens, zero-width spaces and control characters would break words and offsets in two; joiners and
    direction marks stay, because scripts and emoji need them. Lone surrogates become U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)
