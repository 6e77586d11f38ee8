"""Finding inputs: files, folders, patterns, standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from zegsman.desk.inputs import Input, find_inputs, parse_columns
from zegsman.errors import UsageError
from zegsman.read.reports import Refusal


def found(*paths: str, stdin: bytes | None = None) -> list[tuple[str, str]]:
    """(path, 'taken' or the reason of the refusal) of everything found."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return [(one.path, "taken" if isinstance(one, Input) else one.reason) for one in find_inputs(paths, stdin=stream)]


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


def test_find_inputs_pattern_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern without a fixed beginning, or one with './', gives paths that begin as it does."""
    monkeypatch.chdir(tmp_path)
    a_folder(tmp_path / "in")
    assert [path for path, _ in found("**/*.txt")] == ["in/b.txt", "in/sub/a.txt"]
    assert [path for path, _ in found("./in/**")] == ["./in/b.txt", "./in/sub/a.txt"]
    assert [path for path, _ in found("in/**/sub")] == [path for path, _ in found("i*/**/s?b/*")] == ["in/sub/a.txt"]
    assert found("weg/**")[0][1] == "the pattern matches no file"


def test_find_inputs_name_with_brackets(tmp_path: Path) -> None:
    """A file whose name looks like a pattern is that file."""
    (tmp_path / "a[1].txt").write_text("Bericht.")
    assert found(f"{tmp_path}/a[1].txt") == [(f"{tmp_path}/a[1].txt", "taken")]


def test_find_inputs_stdin() -> None:
    """A dash is standard input."""
    (one,) = find_inputs(["-"], stdin=io.BytesIO(b"Bericht."))
    assert isinstance(one, Input)
    assert (one.path, one.open().read()) == ("-", b"Bericht.")


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


def test_find_inputs_opens_one_at_a_time(tmp_path: Path) -> None:
    """A file is open until the next one is asked for: a folder of any size costs one handle."""
    folder = a_folder(tmp_path / "in")
    found = find_inputs([str(folder)])
    first = next(found)
    assert isinstance(first, Input)
    stream = first.open()
    assert stream.read() == b"Bericht."
    next(found)
    assert stream.closed


@pytest.mark.parametrize("name", ["regel\neen.txt", "tab\teen.txt", "belg\udce9.txt"], ids=["line", "tab", "bytes"])
def test_find_inputs_odd_names(tmp_path: Path, name: str) -> None:
    """A name with a line end, or bytes that are no text, is read, and shown in one line that any store can hold."""
    place = tmp_path / name
    place.write_text("Bericht.")
    ((path, taken),) = found(str(tmp_path))
    assert taken == "taken"
    assert path.isprintable()
    path.encode("utf-8")


def test_find_inputs_link_out_of_the_folder(tmp_path: Path) -> None:
    """A link that leads out of the folder is refused, one within it is read; a link given by name is followed."""
    (tmp_path / "secret.txt").write_text("Geheim.")
    folder = a_folder(tmp_path / "in")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "within.txt").symlink_to(folder / "b.txt")
    taken = dict(found(str(folder)))
    assert "leads out of the folder" in taken[f"{folder}/out.txt"]
    assert taken[f"{folder}/within.txt"] == "taken"
    assert "leads out" in dict(found(f"{tmp_path}/in/*.txt"))[f"{folder}/out.txt"]
    assert found(str(folder / "out.txt")) == [(f"{folder}/out.txt", "taken")]


def test_find_inputs_links_to_folders(tmp_path: Path) -> None:
    """A link to a folder outside is refused by name, whatever stands in it; one to a folder inside adds nothing."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("Geheim.")
    folder = a_folder(tmp_path / "in")
    inside = [one for one in found(str(folder)) if one[1] == "taken"]
    (folder / "out").symlink_to(tmp_path / "outside")
    (folder / "loop").symlink_to(folder)
    for given in (str(folder), f"{folder}/**", f"{folder}/*"):
        seen = dict(found(given))
        assert [one for one in seen if "secret" in one and seen[one] == "taken"] == []
        assert any("leads out of the folder" in reason for reason in seen.values())
    assert [one for one in found(str(folder)) if one[1] == "taken"] == inside


def test_find_inputs_pattern_in_a_maze(tmp_path: Path) -> None:
    """A pattern over folders that link to one another in circles gives each file once, and ends."""
    folder = a_folder(tmp_path / "in")
    for name in ("x", "y", "z"):
        (folder / name).symlink_to(folder)
    assert found(f"{folder}/**") == found(str(folder))
    assert {path for path, _ in found(f"{folder}/**/*.txt")} == {
        path for path, _ in found(str(folder)) if path.endswith(".txt")
    }


def test_find_inputs_pipe_in_a_folder(tmp_path: Path) -> None:
    """A pipe in a folder is refused: nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe")
    assert "device, pipe or socket" in found(str(tmp_path))[0][1]


@pytest.mark.parametrize(
    ("given", "pairs"), [(("text=body", "date = day"), (("text", "body"), ("date", "day"))), ((), ())], ids=str
)
def test_parse_columns(given: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> None:
    """Columns are given as field=name."""
    assert parse_columns(given) == pairs


@pytest.mark.parametrize("given", ["text", "tekst=body", "text="])
def test_parse_columns_refused(given: str) -> None:
    """What names no field or no column is wrong usage."""
    with pytest.raises(UsageError, match="FIELD=NAME"):
        parse_columns([given])


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
    (one,) = find_inputs([str(place)])
    assert isinstance(one, Refusal)
    assert "permission denied" in one.reason
