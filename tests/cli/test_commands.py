"""The commands: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from command_line import Outcome, commands

if TYPE_CHECKING:
    from collections.abc import Callable

    Zegsman = Callable[..., Outcome]

TEXTS = {"a.txt": "Brug dicht zegt Bos. Het water stijgt.", "b.txt": "Brug niet dicht zegt Dijk. Het water stijgt."}


@pytest.fixture
def zegsman(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Zegsman:
    """The command in an empty folder, without settings of the environment."""
    for name in [name for name in os.environ if name.startswith("ZEGSMAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return commands(monkeypatch, capfd)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports of one affair."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_dossier_table(zegsman: Zegsman, reports: Path, tmp_path: Path) -> None:
    """Without a format the claims are printed as a table, disputed ones first, and nothing is written."""
    done = zegsman("dossier", reports)
    assert done.status == 0
    lines = [line.split()[0] for line in done.out.splitlines() if line.strip()]
    assert lines.index("disputed") < lines.index("narrated")
    assert "Het water stijgt." in done.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports"]


def test_dossier_json_on_stdout(zegsman: Zegsman, reports: Path) -> None:
    """JSON goes to standard output alone, the table to the other stream."""
    done = zegsman("dossier", reports, "--format", "json")
    dossier = json.loads(done.out)
    assert dossier["schema"] == "zegsman.dossier/1"
    assert {report["path"] for report in dossier["reports"]} == {f"{reports}/a.txt", f"{reports}/b.txt"}
    assert "disputed" in done.err


def test_dossier_files(zegsman: Zegsman, reports: Path, tmp_path: Path) -> None:
    """Formats go to a folder, or to the file that is named."""
    assert zegsman("dossier", reports, "-o", "out", "--format", "json,md").status == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".md"]
    assert zegsman("dossier", reports, "-o", "one.json", "-q").err == ""
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["claims"]


def test_dossier_stdin(zegsman: Zegsman) -> None:
    """A dash reads standard input."""
    assert "Dam heel." in zegsman("dossier", "-", stdin=b"Dam heel.").out


def test_dossier_keeps_case(zegsman: Zegsman, reports: Path) -> None:
    """With a case the reports are kept, and a second run finds them there."""
    assert zegsman("dossier", reports, "--case", "x.db").status == 0
    assert zegsman("dossier", reports, "--case", "x.db").status == 0
    assert "Brug" in zegsman("stories", "--case", "x.db").out


def test_dossier_one_refused(zegsman: Zegsman, reports: Path) -> None:
    """One unreadable input among many is named with its reason; the rest is done; the status is 1."""
    (reports / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    done = zegsman("dossier", reports, "nowhere.txt", "--format", "json")
    assert done.status == 1
    assert f"refused: {reports}/foto.jpg: it is a JPEG picture" in done.err
    assert "refused: nowhere.txt: there is no such file or folder" in done.err
    assert len(json.loads(done.out)["reports"]) == 2


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"..."], ids=["empty", "picture", "no words"])
def test_dossier_nothing_readable(zegsman: Zegsman, tmp_path: Path, content: bytes) -> None:
    """Where no input can be read the status is 3 and each is named."""
    (tmp_path / "x.txt").write_bytes(content)
    done = zegsman("dossier", "x.txt", "none.txt", "-o", "out")
    assert done.status == 3
    assert done.err.count("refused:") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dossier"], "Missing argument"),
        (["dossier", "reports", "--format", "doc"], "expected html, md, json, pdf"),
        (["dossier", "reports", "--format", "json,md"], "cannot share standard output"),
        (["nonsense"], "No such command"),
        (["show", "story-x", "--case", "x.db"], "nothing in the case has the id"),
        (["judge", "same", "planet", "a", "b", "--case", "x.db"], "expected entity, claim, origin or report"),
        (["judge", "same", "entity", "Niemand", "Bos", "--case", "x.db"], "no entity 'Niemand'"),
        (["judge", "same", "report", "a.txt", "nergens.txt", "--case", "x.db"], "no report is 'nergens.txt'"),
        (["search", "x", "--since", "gisteren", "--case", "x.db"], "YYYY-MM-DD"),
        (["export", "--format", "doc", "--case", "x.db"], "no export format"),
        (["evaluate", "nonsense", "x"], "expected names, syntax"),
        (["evaluate", "names", "none.conll"], "cannot be read"),
    ],
)
def test_wrong_usage(zegsman: Zegsman, reports: Path, arguments: list[str], words: str) -> None:
    """Wrong usage ends with 2 and says what was expected."""
    zegsman("read", reports, "--case", "x.db")
    done = zegsman(*arguments)
    assert done.status == 2
    assert words in done.err


def test_settings_wrong(zegsman: Zegsman, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of the wrong kind is wrong usage, and named."""
    monkeypatch.setenv("ZEGSMAN_FILE_LIMIT_MB", "veel")
    done = zegsman("dossier", reports)
    assert done.status == 2
    assert "file_limit_mb" in done.err


def test_near_stories_are_told_and_joined(zegsman: Zegsman, tmp_path: Path) -> None:
    """`dossier`, `read` and `stories` say what may be one affair and how to join it; `judge` and `--together` do."""
    near = {"a.txt": "Brug dicht zegt Bos.", "b.txt": "Dam dicht zegt Bos."}
    for name, text in near.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = "may belong to the same affair as"
    done = zegsman("dossier", *near)
    assert done.err.count(told) == 1 and "--together" in done.err
    assert "linkage 0.31 of the 0.50 needed; they share Bos" in done.err
    assert "linkage" not in zegsman("dossier", *near, "-q").err
    for command in (("read", *near, "--case", "x.db"), ("stories", "--case", "x.db")):
        err = zegsman(*command).err
        assert told in err
        assert "zegsman judge same report " in err and "--case x.db" in err
    assert zegsman("judge", "same", "report", "a.txt", "b.txt", "--case", "x.db").status == 0
    assert len(zegsman("stories", "--json", "--case", "x.db").out.splitlines()) == 1
    assert "linkage" not in zegsman("stories", "--case", "x.db").err
    one = json.loads(zegsman("dossier", *near, "--together", "--format", "json").out)
    assert len(one["reports"]) == 2
    assert one["near_stories"] == []


def test_read_again_and_new(zegsman: Zegsman, reports: Path, tmp_path: Path) -> None:
    """Reading again takes nothing twice; `new` tells what a report adds and keeps the case."""
    assert "2 taken, 0 known already" in zegsman("read", reports).err
    assert (tmp_path / "zegsman.db").is_file()
    again = zegsman("read", reports)
    assert again.status == 0
    assert "0 taken, 2 known already" in again.err
    (tmp_path / "later.txt").write_text("Brug dicht zegt Vos. Niemand gewond.")
    lines = [json.loads(line) for line in zegsman("new", "later.txt", "--json").out.splitlines()]
    assert {line["what"] for line in lines} == {"contradicted", "new"}
    assert "Niemand" not in zegsman("stories").out
    assert "they add nothing" in zegsman("new", reports / "a.txt").err


def test_stories_show_search(zegsman: Zegsman, reports: Path) -> None:
    """What is listed can be shown by its id, and found by its words."""
    zegsman("read", reports)
    (story,) = [json.loads(line) for line in zegsman("stories", "--json").out.splitlines()]
    assert (len(story["reports"]), story["disputed"]) == (2, 1)
    shown = json.loads(zegsman("show", story["id"], "--json").out)
    for part in ("claims", "statements", "sources", "entities", "reports"):
        one = shown[part][0]
        assert json.loads(zegsman("show", one["id"], "--json").out)["id"] == one["id"]
    assert json.loads(zegsman("show", shown["claims"][0]["id"]).out)["kind"] == "claim"
    hits = [json.loads(line) for line in zegsman("search", "water", "--json").out.splitlines()]
    assert {hit["kind"] for hit in hits} == {"claim", "statement", "report"}
    assert zegsman("search", "water", "--who", "Bos").status == 0
    assert "nothing in the case" in zegsman("search", "olifant").err


def test_judge(zegsman: Zegsman, reports: Path) -> None:
    """A decision changes the stories, is listed with who and why, and can be undone."""
    zegsman("read", reports)
    assert zegsman("judge", "same", "entity", "Bos", "Dijk", "--why", "zelfde", "--who", "ann").status == 0
    (row,) = [json.loads(line) for line in zegsman("judge", "list", "--json").out.splitlines()]
    assert (row["who"], row["why"], row["verdict"], row["undone_at"]) == ("ann", "zelfde", "same", None)
    assert zegsman("judge", "reliability", "Bos", "B").status == 0
    assert "reliability" in zegsman("judge", "list").out
    assert "is undone" in zegsman("judge", "undo", "1").err
    assert zegsman("judge", "undo", "1").status == 2
    assert zegsman("judge", "different", "entity", "Bos", "Dijk").status == 0


def test_export_and_check(zegsman: Zegsman, reports: Path, tmp_path: Path) -> None:
    """An export holds one object a line; a sound case checks out, a changed original does not."""
    zegsman("read", reports)
    kinds = {json.loads(line)["kind"] for line in zegsman("export", "--format", "jsonl").out.splitlines()}
    assert {"report", "claim", "statement", "source"} <= kinds
    assert zegsman("export", "-o", "x.jsonl").status == 0
    assert (tmp_path / "x.jsonl").read_text("utf-8").count("\n") > 5
    assert "sound" in zegsman("check").err
    connection = sqlite3.connect("zegsman.db")
    connection.execute("UPDATE originals SET data = x'00'")
    connection.execute("DELETE FROM statements")
    connection.commit()
    connection.close()
    broken = zegsman("check")
    assert broken.status == 1
    assert broken.out.count("was changed after it was taken") == 2
    mended = zegsman("check", "--repair")
    assert mended.status == 1
    assert "repaired" in mended.err
    assert zegsman("check").out.count("\n") == 2


def test_annotate(zegsman: Zegsman, reports: Path, tmp_path: Path) -> None:
    """Annotations come one report a line, with the fields of the contract."""
    lines = [json.loads(line) for line in zegsman("annotate", reports).out.splitlines()]
    assert len(lines) == 2
    assert {"id", "text", "language", "sentences", "tokens", "names", "times", "attributions", "events"} <= lines[
        0
    ].keys()
    assert zegsman("annotate", reports, "-o", "x.jsonl").out == ""
    assert zegsman("annotate", reports, "--format", "xml").status == 2


@pytest.mark.parametrize("command", [["stories"], ["show", "x"], ["search", "x"], ["new", "x"], ["export"], ["check"]])
def test_no_case(zegsman: Zegsman, command: list[str]) -> None:
    """Where there is no case the command says how to make one and makes none."""
    done = zegsman(*command)
    assert done.status == 3
    assert "zegsman read" in done.err
    assert not Path("zegsman.db").exists()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("damaged", "damaged or is no case file"),
        ("newer", "Install a newer zegsman"),
        ("locked", "another process is writing"),
    ],
)
def test_case_faults(zegsman: Zegsman, reports: Path, monkeypatch: pytest.MonkeyPatch, harm: str, words: str) -> None:
    """A case that cannot be used ends with 3, says why, and stays as it is."""
    zegsman("read", reports)
    monkeypatch.setenv("ZEGSMAN_LOCK_TIMEOUT_S", "0.05")
    connection = sqlite3.connect("zegsman.db", isolation_level=None)
    if harm == "newer":
        connection.execute("PRAGMA user_version = 99")
    elif harm == "locked":
        connection.execute("BEGIN IMMEDIATE")
    else:
        Path("zegsman.db").write_bytes(b"geen database")
    before = Path("zegsman.db").read_bytes()
    done = zegsman("read", reports)
    assert done.status == 3
    assert words in done.err
    assert "Traceback" not in done.err
    assert Path("zegsman.db").read_bytes() == before
    connection.close()


def test_fault_of_program(zegsman: Zegsman, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program itself ends with 3 and asks to be reported."""
    monkeypatch.setattr("zegsman.desk.taking.find_all_inputs", lambda *_, **__: 1 / 0)
    done = zegsman("dossier", reports)
    assert done.status == 3
    assert "please report" in done.err


def test_terminal_controls_are_not_obeyed(zegsman: Zegsman, tmp_path: Path) -> None:
    """Control characters and markup of a report do not reach the terminal."""
    (tmp_path / "x.txt").write_text("Brug \x1b[31mrood[/bold] [red]dicht\x9b.", encoding="utf-8")
    out = zegsman("dossier", "x.txt").out
    assert "\x1b" not in out
    assert "[red]" in out


def in_process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The real command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "zegsman", *arguments], capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_help_starts_quickly() -> None:
    """`python -m zegsman --help` works and starts without heavy libraries."""
    done = in_process("--help")
    assert done.returncode == 0
    assert b"dossier" in done.stdout
    probe = """
import sys
sys.argv = ["zegsman", "--help"]
from zegsman.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted({"numpy", "onnxruntime", "trafilatura", "rich", "sqlite3"} & set(sys.modules)), file=sys.stderr)
"""
    heavy = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert heavy.stderr.strip() == "[]"


def test_help_has_examples() -> None:
    """Each command has an example under its help."""
    from typer.main import get_command

    from zegsman.cli.app import app
    from zegsman.cli.examples import EXAMPLES

    group = get_command(app)
    names = {name for name in group.commands if name != "judge"} | set(group.commands["judge"].commands)  # type: ignore[attr-defined]
    assert names == EXAMPLES.keys()
    assert all(line.startswith(("zegsman ", "cat ")) for lines in EXAMPLES.values() for line in lines)


def test_no_color_and_pipe(tmp_path: Path) -> None:
    """In a pipe there is no colour and no progress; a reader that leaves early is no error."""
    (tmp_path / "leeg.txt").write_text("")
    started = time.perf_counter()
    done = in_process("dossier", str(tmp_path / "leeg.txt"))
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr + done.stdout
    assert time.perf_counter() - started < 60


def test_read_retry(zegsman: Zegsman, tmp_path: Path) -> None:
    """What was refused is listed with the reason and given again with --retry; nothing to give again is no fault."""
    case, late = tmp_path / "x.db", tmp_path / "laat.txt"
    assert zegsman("read", late, "--case", case).status == 3
    listed = zegsman("read", "--refused", "--case", case)
    assert listed.status == 0
    assert "laat.txt" in listed.out
    assert "no such file" in listed.out
    late.write_text("Brug dicht zegt Bos.")
    again = zegsman("read", "--retry", "--case", case)
    assert (again.status, "1 taken" in again.err) == (0, True)
    assert zegsman("read", "--retry", "--case", case).status == 0
    assert "no input is refused" in zegsman("read", "--refused", "--case", case).err
    assert zegsman("read", "--case", case).status == 2


def test_read_retry_follows_no_link_and_waits_for_no_pipe(zegsman: Zegsman, tmp_path: Path) -> None:
    """What a folder did not let through is not let through when it is given again; named by the user it is read."""
    case, folder, outside = tmp_path / "x.db", tmp_path / "in", tmp_path / "buiten.txt"
    folder.mkdir()
    outside.write_text("De brug is dicht, zegt Bos.")
    (folder / "link.txt").symlink_to(outside)
    os.mkfifo(folder / "pijp.txt")
    (folder / "leeg.txt").touch()
    assert zegsman("read", folder, "--case", case).status == 3
    (folder / "leeg.txt").write_text("De sluis is dicht, zegt Vos.")
    again = zegsman("read", "--retry", "--case", case)
    assert "1 taken, 0 known already, 2 refused" in again.err
    assert "leads out of the folder" in again.err
    assert "it is no file" in again.err
    assert "1 taken" in zegsman("read", folder / "link.txt", "--case", case).err
