"""Finding inputs: files, folders, patterns, standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from zegsman.desk.inputs import Input, find_inputs
from zegsman.read.reports import Refusal


def found(*paths: str, limit_mb: int = 1, stdin: bytes | None = None) -> list[tuple[str, str]]:
    """(path, 'taken' or the reason of the refusal) of everything found."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return [
        (one.path, "taken" if isinstance(one, Input) else one.reason)
        for one in find_inputs(paths, limit_mb=limit_mb, stdin=stream)
    ]


def a_folder(place: Path) -> Path:
    """A folder with two reports, one of them deeper, and a hidden file."""
    (place / "sub").mkdir(parents=True)
    (place / "b.txt").write_text("Bericht.")
    (place / "sub" / "a.txt").write_text("Bericht.")
    (place / ".hidden").write_text("Bericht.")
    return place


def test_find_inputs_folder(tmp_path: Path) -> None:
    """A folder stands for every file in it and below, in order of path, hidden ones left out."""
    folder = a_folder(tmp_path / "in")
    assert found(str(folder)) == [(f"{folder}/b.txt", "taken"), (f"{folder}/sub/a.txt", "taken")]


def test_find_inputs_pattern(tmp_path: Path) -> None:
    """A pattern stands for what it matches, with the path as the user began it."""
    folder = a_folder(tmp_path / "in")
    assert found(f"{folder}/**/*.txt") == [(f"{folder}/b.txt", "taken"), (f"{folder}/sub/a.txt", "taken")]
    assert found(f"{folder}/*.html") == [(f"{folder}/*.html", "the pattern matches no file")]


def test_find_inputs_name_with_brackets(tmp_path: Path) -> None:
    """A file whose name looks like a pattern is that file."""
    (tmp_path / "a[1].txt").write_text("Bericht.")
    assert found(f"{tmp_path}/a[1].txt") == [(f"{tmp_path}/a[1].txt", "taken")]


def test_find_inputs_stdin() -> None:
    """A dash is standard input."""
    assert list(find_inputs(["-"], limit_mb=1, stdin=io.BytesIO(b"Bericht."))) == [Input("-", b"Bericht.")]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.txt", "there is no such file or folder"),
        ("ftp://example.org/a", "it is no file, and no address that can be fetched; expected http or https"),
    ],
)
def test_find_inputs_refused(path: str, reason: str) -> None:
    """What cannot be found is refused with the reason."""
    assert found(path) == [(path, reason)]


def test_find_inputs_empty_folder(tmp_path: Path) -> None:
    """An empty folder is named."""
    assert "holds no files" in found(str(tmp_path))[0][1]


def test_find_inputs_too_large(tmp_path: Path) -> None:
    """A file over the limit is refused by its size without being read, the others are taken."""
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    with large.open("wb") as handle:
        handle.truncate(50_000_000)
    small.write_text("Bericht.")
    assert [reason[:15] for _, reason in found(str(large), str(small))] == ["it is larger th", "taken"]
    assert "50 MB" in found(str(large))[0][1]
    assert "larger than" in found("-", stdin=b"x" * 1_000_001)[0][1]


def test_find_inputs_lines(tmp_path: Path) -> None:
    """A dump is read line by line: its length has no limit, that of a line has."""
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(b'{"text": "a"}\n' * 100_000 + b"\n" + b'"' + b"x" * 1_100_000 + b'"\n{"text": "b"}')
    result = found(str(dump))
    assert len(result) == 100_002
    assert [path for path, reason in result if reason != "taken"] == [f"{dump}#100002"]
    assert result[-1] == (f"{dump}#100003", "taken")
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    assert "one JSON object a line" in found(str(tmp_path / "empty.jsonl"))[0][1]


def test_find_inputs_link_and_device(tmp_path: Path) -> None:
    """A broken link and a device are refused with what they are."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "cannot be read" in found(str(tmp_path / "link.txt"))[0][1]
    assert "a device" in found("/dev/null")[0][1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_find_inputs_forbidden(tmp_path: Path) -> None:
    """A file that may not be read is refused with the reason."""
    place = tmp_path / "a.txt"
    place.write_text("Bericht.")
    place.chmod(0)
    (one,) = find_inputs([str(place)], limit_mb=1)
    assert isinstance(one, Refusal)
    assert "permission denied" in one.reason
