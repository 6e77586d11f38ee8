"""Bytes to characters."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.errors import ReadError
from zegsman.read.encodings import normalised, parse_characters

DUTCH = "De coördinator zei: ‘De reünie in België is geïnspireerd op één idee.’ Dat kost € 5."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"], ids=str
)
def test_parse_characters_encodings(encoding: str) -> None:
    """A Dutch text comes out the same from every encoding that files have, with and without a mark."""
    assert parse_characters(DUTCH.encode(encoding)).text.lstrip("\ufeff") == DUTCH


def test_parse_characters_latin_1() -> None:
    """Latin-1 is read as what it is a part of, Windows-1252."""
    text = "De coördinator zei: 'De reünie in België was één groot succes.'"
    assert parse_characters(text.encode("latin-1")).text == text


def test_parse_characters_other_alphabet() -> None:
    """Cyrillic in a single-byte encoding is not read as accented Latin."""
    text = "Министерство заявило, что переговоры продолжаются. Представитель отказался от комментариев."
    assert "инист" in parse_characters(text.encode("cp1251")).text


def test_parse_characters_damaged_utf_8() -> None:
    """One broken byte in UTF-8 does not turn every accent into two wrong letters."""
    data = (DUTCH * 3).encode() + b"\xff einde"
    text = parse_characters(data).text
    assert text.startswith(DUTCH)
    assert text.endswith("\ufffd einde")


def test_parse_characters_mixed() -> None:
    """A text put together from two encodings gives the letters of both; one in another alphabet is not taken for it."""
    sentence = "Het café is dicht, zegt coördinator Bos. "
    assert parse_characters(sentence.encode() + sentence.encode("latin-1")).text == sentence * 2
    chinese = "发言人表示，谈判仍在继续，模型尚未完成。" * 5
    assert parse_characters(chinese.encode("gb18030")).text == chinese


def test_parse_characters_zeros() -> None:
    """Bytes with zeros that are no UTF-16 are refused with what was expected."""
    with pytest.raises(ReadError, match="expected a text"):
        parse_characters(b"abc\x00\x00\x00def" + b"text " * 10)


def test_parse_characters_declared() -> None:
    """A web page is read in the encoding that it declares."""
    page = '<html><head><meta charset="iso-8859-2"></head><body>Wałęsa í ď</body></html>'
    assert "Wałęsa" in parse_characters(page.encode("iso-8859-2"), is_html=True).text


@given(st.binary(max_size=200))
def test_parse_characters_any_bytes(data: bytes) -> None:
    """Any bytes give characters or a refusal, never another error."""
    with contextlib.suppress(ReadError):
        parse_characters(data)


@given(st.text(max_size=200))
def test_normalised_twice(text: str) -> None:
    """Normalising a second time changes nothing, and the result is NFC that UTF-8 can hold."""
    once = normalised(text)
    assert normalised(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_normalised_invisible() -> None:
    """Line ends become line feeds; soft hyphens, zero-width spaces and control characters go; joiners stay."""
    assert normalised("een\r\nbe\u00adlasting\u200b\x07\rdienst\u00a0x") == "een\nbelasting\ndienst x"
    assert normalised("👩\u200d🚒") == "👩\u200d🚒"
