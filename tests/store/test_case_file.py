"""Opening case files: their faults, and what survives."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from builders import a_report, an_annotation
from zegsman.errors import CaseDamaged, CaseFull, CaseLocked, CaseReadOnly, CaseTooNew, StoreError
from zegsman.store.annotations import save_annotation
from zegsman.store.case import Case
from zegsman.store.case_file import APPLICATION_ID, migrations
from zegsman.store.nearness import save_profile
from zegsman.store.reports import add_report, report_ids
from zegsman.store.rounds import no_longer_waiting, note, touched_reports, waiting_reports


def a_case_file(folder: Path, n: int = 1) -> str:
    """A case file with some reports."""
    place = str(folder / "x.db")
    with Case(place) as case:
        for i in range(n):
            add_report(case, a_report(f"Bericht {i}.", id=f"r{i}"), b"bytes", at="2024-03-05T00:00:00+00:00")
    return place


def test_open_case_makes_and_keeps(tmp_path: Path) -> None:
    """A file that does not exist is made; what was put in it is there when it is opened again."""
    place = a_case_file(tmp_path, 3)
    with Case(place) as case:
        assert report_ids(case) == ("r0", "r1", "r2")


def test_open_case_must_exist(tmp_path: Path) -> None:
    """Where a case must exist and does not, the message says how to make one, and none is made."""
    with pytest.raises(StoreError, match="zegsman read"):
        Case(str(tmp_path / "none.db"), must_exist=True)
    assert not (tmp_path / "none.db").exists()


def test_open_case_no_folder(tmp_path: Path) -> None:
    """A folder that does not exist is named."""
    with pytest.raises(StoreError, match="folder"):
        Case(str(tmp_path / "none" / "x.db"))


def test_open_case_is_folder(tmp_path: Path) -> None:
    """A folder is no case file."""
    with pytest.raises(StoreError, match="is a folder"):
        Case(str(tmp_path))


def test_open_case_too_new(tmp_path: Path) -> None:
    """A file of a later version is left alone, and both versions are told."""
    place = a_case_file(tmp_path)
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(CaseTooNew, match=r"version 999.*Install a newer"):
        Case(place)


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but some text", b"SQLite format 3\x00" + b"\x00" * 5000]
)
def test_open_case_damaged(tmp_path: Path, content: bytes) -> None:
    """A file that is no sound SQLite file is refused and stays as it is."""
    place = tmp_path / "x.db"
    place.write_bytes(content)
    with pytest.raises(CaseDamaged, match="damaged or is no case file"):
        Case(str(place))
    assert place.read_bytes() == content


def test_open_case_damaged_in_the_middle(tmp_path: Path) -> None:
    """Damage within the file shows as damage when it is read."""
    place = a_case_file(tmp_path, 300)
    with sqlite3.connect(place) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(Path(place).read_bytes())
    data[8192:-4096] = os.urandom(len(data) - 8192 - 4096)
    Path(place).write_bytes(bytes(data))
    with pytest.raises(CaseDamaged), Case(place) as case:
        case.rows("SELECT count(*), max(text) FROM reports")


def test_open_case_other_program(tmp_path: Path) -> None:
    """A SQLite file of another program is never written to."""
    place = tmp_path / "x.db"
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE other (a)")
    connection.commit()
    connection.close()
    with pytest.raises(CaseDamaged, match="another program"):
        Case(str(place))


def test_open_case_locked(tmp_path: Path) -> None:
    """While another process writes, the error says so, and afterwards all is there."""
    place = a_case_file(tmp_path)
    with Case(place) as case:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseLocked, match="another process"):
            Case(place, lock_timeout_s=0.05)
        other.execute("ROLLBACK")
        other.close()
        assert report_ids(case) == ("r0",)


def test_read_while_locked(tmp_path: Path) -> None:
    """A reader is not kept waiting by a writer."""
    place = a_case_file(tmp_path)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Case(place, write=False) as case:
        assert report_ids(case) == ("r0",)
    other.close()


def test_open_case_read_only(tmp_path: Path) -> None:
    """A connection that may only read gives what is there and refuses to write, with what to do."""
    place = a_case_file(tmp_path)
    with Case(place, write=False) as case:
        assert report_ids(case) == ("r0",)
        with pytest.raises(CaseReadOnly, match="write permission"):
            add_report(case, a_report(id="r9"), b"", at="")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every file")
def test_open_case_read_only_file(tmp_path: Path) -> None:
    """A file without write permission can be asked, not written to."""
    place = a_case_file(tmp_path)
    Path(place).chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Case(place, write=False) as case:
            assert report_ids(case) == ("r0",)
        with pytest.raises(CaseReadOnly):
            Case(place)
    finally:
        tmp_path.chmod(0o755)


def test_transaction_full(tmp_path: Path) -> None:
    """Without space the error says so, and what was acknowledged before is kept."""
    place = a_case_file(tmp_path, 2)
    with Case(place) as case:
        case.rows("PRAGMA max_page_count = 60")
        with pytest.raises(CaseFull, match="no space"):
            for i in range(2, 500):
                add_report(case, a_report("Woord " * 2000, id=f"r{i}"), os.urandom(20_000), at="")
    with Case(place) as case:
        ids = report_ids(case)
        assert ids[:2] == ("r0", "r1")
        assert case.rows("PRAGMA integrity_check") == [("ok",)]


def test_transaction_whole_or_nothing(tmp_path: Path) -> None:
    """An error inside a transaction takes everything in it back, what is nested too."""
    with Case(a_case_file(tmp_path)) as case:
        with pytest.raises(ZeroDivisionError), case.transaction():
            add_report(case, a_report("Nieuw.", id="r8"), b"8", at="")
            raise ZeroDivisionError
        assert report_ids(case) == ("r0",)
        with case.transaction():
            add_report(case, a_report("Nieuw.", id="r8"), b"8", at="")
        assert report_ids(case) == ("r0", "r8")


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[2])
from builders import a_report
from zegsman.store.case import Case
from zegsman.store.reports import add_report
case = Case(sys.argv[1])
for i in range(1000):
    add_report(case, a_report(f"Bericht {i}.", id=f"r{i}"), b"bytes", at="")
    print(f"r{i}", flush=True)
    if i == 20:
        case.execute("BEGIN IMMEDIATE")
        case.execute("UPDATE reports SET text = 'half'")
        os.kill(os.getpid(), 9)
"""


def test_killed_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """A process killed in the middle of writing leaves everything that it acknowledged, and nothing half."""
    place = tmp_path / "x.db"
    found = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == -9, found.stderr
    acknowledged = tuple(found.stdout.split())
    assert len(acknowledged) == 21
    with Case(str(place)) as case:
        assert report_ids(case) == acknowledged
        assert case.rows("SELECT count(*) FROM reports WHERE text = 'half'") == [(0,)]


def test_open_case_twice_at_once(tmp_path: Path) -> None:
    """Several that open a new file at the same moment make it once, and none is told that it is locked or foreign."""
    errors: list[StoreError] = []

    def open_it(place: str, together: threading.Barrier) -> None:
        together.wait()
        try:
            Case(place, lock_timeout_s=60).close()
        except StoreError as error:
            errors.append(error)

    for i in range(10):
        start = threading.Barrier(4)
        threads = [threading.Thread(target=open_it, args=(str(tmp_path / f"{i}.db"), start)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not errors


def test_open_case_waits_to_write_ahead(tmp_path: Path) -> None:
    """A file that another process has locked is waited for, and then opened in write-ahead mode."""
    place = str(tmp_path / "x.db")
    other = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    letting_go = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    letting_go.start()
    with Case(place, lock_timeout_s=60) as case:
        assert case.rows("PRAGMA journal_mode") == [("wal",)]
    letting_go.join()
    other.close()


def test_migrations_numbered() -> None:
    """The migrations are numbered from 1 without a gap, and the file says whose it is."""
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
    assert APPLICATION_ID.to_bytes(4, "big") == b"ZEGS"


def test_migration_takes_up_what_stopped_rounds_left(tmp_path: Path) -> None:
    """A file of version 5, which kept no list of what is to be worked out, has all placed reports on it afterwards.

    A report whose annotation another version made, and that waits for nothing, is annotated anew.
    """
    place = str(tmp_path / "x.db")
    with Case(place) as case:
        for id, version in (("r0", "2"), ("r1", "1")):
            report = a_report(f"Bericht {id}.", id=id)
            add_report(case, report, id.encode(), at="2024-03-05T00:00:00+00:00")
            save_annotation(case, an_annotation(report), version=version)
        save_profile(case, "r0", {"language": "nl", "first": None, "last": None, "names": {}, "terms": {}})
        no_longer_waiting(case, ["r0", "r1"])
        note(case, "annotate", "2")
    with sqlite3.connect(place) as connection:
        connection.execute("DROP TABLE touched")
        connection.execute("DROP TABLE near_stories")
        connection.execute("PRAGMA user_version = 5")
    connection.close()
    with Case(place) as case:
        assert touched_reports(case)[0] == {"r0"}
        assert waiting_reports(case, "annotate") == ("r1",)
