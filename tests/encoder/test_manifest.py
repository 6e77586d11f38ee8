"""Tests of the check of the weights."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from zegsman.encoder.manifest import load_manifest
from zegsman.errors import EncoderError

MANIFEST = """
format = 1
[special]
bos = 0
[parts]
upos = 3
names = 2
[labels]
upos = ["NOUN", "VERB", "X"]
[files]
"table.bin" = {{ sha256 = "{digest}", size_bytes = 4 }}
"""


def _write(folder: Path, content: bytes = b"abcd") -> str:
    digest = hashlib.sha256(b"abcd").hexdigest()
    (folder / "table.bin").write_bytes(content)
    (folder / "manifest.toml").write_text(MANIFEST.format(digest=digest), encoding="utf-8")
    return digest


def test_load_manifest_reads_labels_and_parts(tmp_path: Path) -> None:
    """Parts become slices that follow each other."""
    _write(tmp_path)
    manifest = load_manifest(tmp_path)
    assert manifest.parts == {"upos": slice(0, 3), "names": slice(3, 5)}
    assert manifest.labels["upos"] == ("NOUN", "VERB", "X")


def test_load_manifest_refuses_a_damaged_file(tmp_path: Path) -> None:
    """The message has the digest that was found and the one expected."""
    expected = _write(tmp_path, b"abce")
    with pytest.raises(EncoderError, match=expected) as caught:
        load_manifest(tmp_path)
    assert hashlib.sha256(b"abce").hexdigest() in str(caught.value)


def test_load_manifest_refuses_a_missing_file(tmp_path: Path) -> None:
    """A file that the manifest names and that is not there is named."""
    _write(tmp_path)
    (tmp_path / "table.bin").unlink()
    with pytest.raises(EncoderError, match=r"table\.bin"):
        load_manifest(tmp_path)


@pytest.mark.parametrize("written", ["", "format = 99", "= no toml"], ids=["empty", "other-format", "no-toml"])
def test_load_manifest_refuses_what_it_cannot_read(tmp_path: Path, written: str) -> None:
    """A manifest of another format, or none, is an error of ours."""
    (tmp_path / "manifest.toml").write_text(written, encoding="utf-8")
    with pytest.raises(EncoderError):
        load_manifest(tmp_path)


def test_load_manifest_says_where_weights_are_missing(tmp_path: Path) -> None:
    """A folder without manifest is named."""
    with pytest.raises(EncoderError, match="not installed"):
        load_manifest(tmp_path)
