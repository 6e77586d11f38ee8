"""A shared case: what several people do at once, what goes wrong on the way, and what survives."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_report, an_annotation
from fake_stages import CountingStages
from postgres_server import PASSWORD
from zegsman.desk.casebook import open_casebook
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports
from zegsman.errors import CaseLocked, CaseReadOnly, CaseTooNew, JudgementError, StoreError, ZegsmanError
from zegsman.lexicon.folding import fold_name
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.store.annotations import save_annotation
from zegsman.store.case import Case
from zegsman.store.case_file import migrations as file_migrations
from zegsman.store.judgements import add_judgement, load_judgements, undo_judgement
from zegsman.store.nearness import save_profile, shared_weights
from zegsman.store.postgres.opening import migrations, read_address
from zegsman.store.postgres.texts import sent, taken
from zegsman.store.reports import add_report, report_ids
from zegsman.store.rounds import no_longer_touched, no_longer_waiting, note, touch, touched_reports, waiting_reports
from zegsman.store.soundness import find_faults
from zegsman.store.stories import load_stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from postgres_server import Server

JUDGED = Judgement(Subject.ENTITY, "Bos", "J. Bos", Verdict.SAME, Judge.PERSON)


@pytest.fixture
def place(postgres: Server) -> str:
    """The address of a case with one report."""
    place = postgres.place()
    with Case(place) as case:
        add_report(case, a_report("Bericht 0.", id="r0"), b"bytes", at="2024-03-05T00:00:00+00:00")
    return place


def at_once(n: int, work: Callable[[int], object]) -> list[object]:
    """What a function gives to so many threads that start together; an error of ours counts as what it gave."""
    ready = threading.Barrier(n)

    def begin(i: int) -> object:
        ready.wait()
        try:
            return work(i)
        except ZegsmanError as error:
            return error

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(begin, range(n)))


def test_shared_case_keeps(place: str) -> None:
    """What was put in is there when it is opened again, by a connection that may only read too."""
    with Case(place) as case:
        assert report_ids(case) == ("r0",)
    with Case(place, write=False) as case:
        assert report_ids(case) == ("r0",)
        with pytest.raises(CaseReadOnly):
            add_report(case, a_report("Bericht 1.", id="r1"), b"other", at="")


def test_tables_are_those_of_the_file(place: str) -> None:
    """A shared case has the tables and columns of a case file, but for the indexes of words, and the same version."""
    with Case() as file, Case(place) as shared:
        columns = {
            (table, column)
            for (table,) in file.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
            )
            for _, column, _, _, _, _, hidden in file.rows(f'PRAGMA table_xinfo("{table}")')
            if not re.match(r"sqlite_|(?:report|statement)_(?:words|parts)", table) and hidden != 1
        }
        query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        assert set(shared.rows(query)) - {
            ("case_version", "version"),
            ("reports", "found"),
            ("statements", "found"),
        } == (columns)
    assert migrations()[-1][0] == file_migrations()[-1][0]


def test_the_password_is_never_told(postgres: Server) -> None:
    """Neither the place of a case nor an error shows the password, wherever in the address it stands."""
    with pytest.raises(StoreError, match=r"does not let this user in.*PGPASSWORD") as caught:
        Case(postgres.place(password="fout woord"))
    assert "fout" not in str(caught.value)
    for address in ("postgresql://a:s3cret@h:5/d?schema=x", "postgresql://a@h/d?password=s3cret&sslmode=require"):
        assert "s3cret" not in read_address(address)[2]
        assert "s3cret" in read_address(address)[0]


def test_what_is_not_there_is_told(postgres: Server, tmp_path: Path) -> None:
    """No server, no database, no case and a schema without a name are told apart, with what to do."""
    with pytest.raises(StoreError, match=r"cannot be reached.*whether it runs"):
        Case(f"postgresql://desk@/cases?host={tmp_path}")
    with pytest.raises(StoreError, match=r"does not exist.*createdb"):
        Case(postgres.place(database="none"))
    with pytest.raises(StoreError, match="zegsman read"):
        Case(postgres.place(), must_exist=True)
    with pytest.raises(StoreError, match="no schema that can be used"):
        Case(postgres.place(schema="Een; DROP"))


def test_a_newer_case_is_left_alone(place: str) -> None:
    """A case that a later version of the program wrote is not touched, and both versions are told."""
    with Case(place) as case:
        case.execute("UPDATE case_version SET version = 999")
    with pytest.raises(CaseTooNew, match=r"version 999.*Install a newer"):
        Case(place)


def test_rights_of_users(place: str) -> None:
    """A member of the role that made a case writes; who may only read can ask, and is told whom to ask for more."""
    with Case(place.replace("//desk:", "//colleague:")) as case:
        assert add_judgement(case, JUDGED, who="colleague", at="") == 1
    guest = place.replace("//desk:", "//guest:")
    with Case(guest, write=False) as case:
        assert report_ids(case) == ("r0",)
    with Case(guest) as case, pytest.raises(CaseReadOnly, match="rights to write"):
        add_report(case, a_report("Bericht 1.", id="r1"), b"other", at="")


def test_brought_up_to_date_by_a_member(place: str) -> None:
    """A case of an earlier version is brought up to date by another who may write; its maker works on as before."""
    report = a_report("Bericht 0.", id="r0")
    with Case(place) as case:
        save_annotation(case, an_annotation(report), version="1")
        no_longer_waiting(case, ["r0"])
        note(case, "annotate", "2")
        save_profile(case, "r0", {"language": "nl", "first": None, "last": None, "names": {}, "terms": {}})
        case.execute("DROP TABLE touched")
        case.execute("DROP TABLE near_stories")
        case.execute("UPDATE case_version SET version = 5")
    with Case(place.replace("//desk:", "//colleague:")) as case:
        assert touched_reports(case)[0] == {"r0"}
        assert waiting_reports(case, "annotate") == ("r0",)
    with Case(place) as case:
        touch(case, ["r0"])
        no_longer_touched(case, ["r0"], touched_reports(case)[1])
        assert touched_reports(case)[0] == frozenset()


def test_writers_wait_for_one_another(place: str) -> None:
    """While one writes another waits, gives up in time, and can go on; readers never wait."""
    with Case(place) as one, Case(place, lock_timeout_s=0.1) as other:
        with one.transaction():
            add_report(one, a_report("Bericht 1.", id="r1"), b"1", at="")
            assert report_ids(other) == ("r0",)
            with pytest.raises(CaseLocked, match="somebody else"), other.transaction():
                add_report(other, a_report("Bericht 2.", id="r2"), b"2", at="")
        with other.transaction():
            add_report(other, a_report("Bericht 2.", id="r2"), b"2", at="")
        assert report_ids(one) == ("r0", "r1", "r2")


def test_snapshot_is_of_one_moment(place: str) -> None:
    """What is asked inside a snapshot is answered as of its begin."""
    with Case(place) as one, Case(place) as other:
        with one.snapshot():
            assert report_ids(one) == ("r0",)
            add_report(other, a_report("Bericht 1.", id="r1"), b"1", at="")
            assert report_ids(one) == ("r0",)
        assert report_ids(one) == ("r0", "r1")


def test_transaction_whole_or_nothing(place: str) -> None:
    """An error inside a transaction takes everything in it back."""
    with Case(place) as case:
        with pytest.raises(ZeroDivisionError), case.transaction():
            add_report(case, a_report("Nieuw.", id="r8"), b"8", at="")
            raise ZeroDivisionError
        assert report_ids(case) == ("r0",)


def test_near_reports_are_looked_up_by_the_index(place: str) -> None:
    """What stands under a hundred names is found among sixty thousand others without going through these."""
    keys = {f"t:k{i}": 0.1 for i in range(100)}
    with Case(place) as case:
        case.execute(
            "INSERT INTO postings (key, day, report, weight) "
            "SELECT 't:k' || i % 3000, 739000 + i / 3000, 'r' || i / 100, 0.1 FROM generate_series(0, 59999) AS i"
        )
        case.execute("ANALYZE postings")
        with case.transaction():
            found = shared_weights(case, keys, (739000, 739010), 0.5)
            query = "SELECT seq_scan, idx_scan, idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'postings'"
            assert case.rows(f"{query} AND schemaname = current_schema()") == [(0, 200, 1100)]
        assert [report for report, _ in found] == sorted(f"r{30 * day}" for day in range(11))


def test_made_once_by_many(postgres: Server) -> None:
    """Several who open a new case at the same moment make it once."""
    place = postgres.place()
    assert at_once(4, lambda _: Case(place).close()) == [None] * 4


def test_the_same_bytes_from_many_are_taken_once(place: str) -> None:
    """Of several who take the same bytes at once one takes them, and the others are told that they are known."""

    def take(i: int) -> bool:
        with Case(place) as case:
            return add_report(case, replace(a_report("Zelfde.", id=f"s{i}"), sha256="same"), b"same", at="")

    assert sorted(at_once(4, take), key=str) == [False, False, False, True]


def test_many_judge_and_undo(place: str) -> None:
    """Judgements of several people at once are all kept, each with its own number, and each is undone once."""

    def judge(i: int) -> int:
        with Case(place) as case:
            return add_judgement(case, JUDGED, who=f"desk {i}", at="2024-03-05T00:00:00+00:00")

    def undo(i: int) -> object:
        with Case(place) as case:
            return undo_judgement(case, 1, who=f"desk {i}", at="2024-03-06T00:00:00+00:00").number

    assert sorted(at_once(4, judge), key=str) == [1, 2, 3, 4]
    undone = at_once(3, undo)
    assert [one for one in undone if not isinstance(one, JudgementError)] == [1]
    with Case(place) as case:
        assert [row.undone_at is None for row in load_judgements(case)] == [False, True, True, True]


def test_many_work_a_case_out(postgres: Server, tmp_path: Path) -> None:
    """People who take reports and work the case out at once end in the stories that one alone makes."""
    paths = []
    for i in range(12):
        paths.append(tmp_path / f"{i}.txt")
        paths[-1].write_text(f"{('Brug', 'Dam', 'Sluis')[i % 3]} dicht zegt Bos. Het water stijgt {i} cm.")

    def work(place: str | None, mine: list[Path]) -> list[tuple[str, ...]]:
        with open_casebook(place, stages=CountingStages().stages()) as book:
            take_reports(book, list(map(str, mine)))
            work_out(book)
            assert find_faults(book.case) == ()
            return sorted(row.reports for row in load_stories(book.case))

    place = postgres.place()
    ended = at_once(3, lambda i: work(place, paths[i::3]))
    assert not [one for one in ended if isinstance(one, Exception)]
    with Case(place) as case:
        together = sorted(row.reports for row in load_stories(case))
    assert together == work(None, paths)


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[2])
from builders import a_report
from zegsman.store.case import Case
from zegsman.store.reports import add_report
case = Case(sys.argv[1])
for i in range(8):
    add_report(case, a_report(f"Bericht {i}.", id=f"k{i}"), b"bytes", at="")
    print(f"k{i}", flush=True)
with case.transaction():
    case.execute("UPDATE reports SET text = 'half'")
    os.kill(os.getpid(), 9)
"""


def test_killed_loses_nothing_acknowledged(place: str) -> None:
    """A process killed in the middle of writing leaves what it acknowledged, nothing half, and no lock."""
    command = [sys.executable, "-c", KILLED, place, str(Path(__file__).parents[1])]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == -9, found.stderr
    with Case(place) as case:
        with case.transaction():
            add_report(case, a_report("Na de val.", id="k9"), b"9", at="")
        assert report_ids(case) == ("r0", *found.stdout.split(), "k9")
        assert case.rows("SELECT count(*) FROM reports WHERE text = 'half'") == [(0,)]


def test_a_server_that_goes_is_told_and_loses_nothing(postgres: Server, place: str) -> None:
    """When the server crashes, what was acknowledged is kept, the error says so, and a new connection goes on."""
    with Case(place) as case:
        add_report(case, a_report("Bericht 1.", id="r1"), b"1", at="")
        try:
            with pytest.raises(StoreError, match=r"cannot be reached.*kept"), case.transaction():
                add_report(case, a_report("Bericht 2.", id="r2"), b"2", at="")
                postgres.stop("immediate")
            with pytest.raises(StoreError, match="cannot be reached"):
                report_ids(case)
        finally:
            postgres.start()
    with Case(place) as case:
        assert report_ids(case) == ("r0", "r1")


def test_names_are_folded_as_the_program_does(place: str) -> None:
    """The server writes names for comparison as the program does, whatever their letters."""
    names = [
        "'s-Gravenhage",
        "Oekraïne",
        "Łódź",
        "Straße & Co",
        "Æsir",
        "Þór",
        "Владимир Путин",
        "É_x  ",
        "Ĳmuiden",
        "حماس",
    ]
    with Case(place) as case:
        found = [case.rows("SELECT fold(?)", (name,))[0][0] for name in names]
    assert found == [fold_name(name) for name in names]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["\x00", "\\u0000", "\U0010fffe", "m", "n", "\\", "a"])).map("".join))
def test_texts_come_back_as_they_were_sent(text: str) -> None:
    """What PostgreSQL cannot keep is put otherwise on the way and comes back the same."""
    assert "\x00" not in sent(text)
    assert taken(sent(text)) == text


def test_two_cases_in_one_database(postgres: Server) -> None:
    """Cases in two schemas of one database know nothing of one another."""
    with Case(postgres.place(schema="een")) as one, Case(postgres.place(schema="twee")) as other:
        add_report(one, a_report("Bericht.", id="r1"), b"1", at="")
        assert report_ids(one) == ("r1",)
        assert report_ids(other) == ()


def test_without_the_library_the_extra_is_named() -> None:
    """Where psycopg is missing, the message says what to install."""
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from zegsman.store.case import Case\n"
        "try: Case('postgresql://h/d')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "StoreError" in done.stdout
    assert "zegsman[postgres]" in done.stdout


def test_the_library_says_no_password(postgres: Server) -> None:
    """An address that no server understands is told without its password."""
    with pytest.raises(StoreError) as caught:
        Case(f"postgresql://desk:{PASSWORD.split()[0]}@/cases?host=/none&sslmode=nonsense")
    assert PASSWORD.split()[0] not in str(caught.value)
    assert isinstance(caught.value.__cause__, psycopg.Error)
