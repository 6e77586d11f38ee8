"""Rounds over a case: taking, annotating, resolving; only what changed is done again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_stages import CountingStages
from zegsman.desk import rounds
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.judging import judge, judge_reliability, judgement_rows, undo
from zegsman.desk.questions import dossiers, story_rows, what_is_new
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports
from zegsman.errors import JudgementError, StoreError
from zegsman.record.judgement import Subject, Verdict
from zegsman.store.reports import load_receipts, report_ids

pytestmark = pytest.mark.usefixtures("each_database")

BRIDGE = {"a.txt": "Brug dicht zegt Bos.", "b.txt": "Brug niet dicht zegt Dijk.", "c.txt": "Brug open. Het regent."}
DAM = {"d.txt": "Dam gebroken zegt Vos.", "e.txt": "Dam gebroken zegt Wolf."}


def written(folder: Path, texts: dict[str, str]) -> str:
    """A folder with files."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def a_book(stages: CountingStages | None = None, place: str | None = None, version: str = "1") -> Casebook:
    """A case with the fake stages, in memory where no place is given."""
    return open_casebook(place, stages=(stages or CountingStages()).stages(version))


def told(book: Casebook) -> list[Any]:
    """The dossiers of a case as JSON, in order of id."""
    return sorted((json.loads(json.dumps(one)) for one in dossiers(book)), key=lambda one: str(one["story"]["id"]))


def test_take_reports_once(tmp_path: Path) -> None:
    """The same bytes are taken once, also from another file; each input has a receipt."""
    folder = written(tmp_path / "in", {"a.txt": "Brug dicht.", "b.txt": "Brug dicht.", "leeg.txt": ""})
    with a_book() as book:
        first = take_reports(book, [folder])
        assert (len(first.taken), len(first.known), len(first.refused)) == (1, 1, 1)
        again = take_reports(book, [folder])
        assert (again.taken, len(again.known)) == ([], 2)
        assert [receipt.outcome for receipt in load_receipts(book.case)] == ["taken", "known", "refused"] + [
            "known"
        ] * 2 + ["refused"]


def test_rounds_do_only_what_changed(tmp_path: Path) -> None:
    """A new report is annotated alone and only its story is worked out again."""
    stages = CountingStages()
    with a_book(stages) as book:
        take_reports(book, [written(tmp_path / "1", {**BRIDGE, **DAM})])
        work_out(book)
        assert len(stages.annotated) == 5
        assert len(stages.resolved) == 2
        work_out(book)
        assert (len(stages.annotated), len(stages.resolved)) == (5, 2)
        take_reports(book, [written(tmp_path / "2", {"f.txt": "Dam hersteld."})])
        working, _ = work_out(book)
        assert (len(stages.annotated), len(stages.resolved)) == (6, 3)
        assert (len(working.made), len(working.kept)) == (1, 1)
        assert len(stages.resolved[-1]) == 3


def test_rounds_new_version_annotates_again(tmp_path: Path) -> None:
    """Annotations of another version of the stage are made again."""
    place = str(tmp_path / "x.db")
    with a_book(place=place) as book:
        take_reports(book, [written(tmp_path / "in", BRIDGE)])
        work_out(book)
    later = CountingStages()
    with a_book(later, place, version="2") as book:
        work_out(book)
        assert len(later.annotated) == 3
        assert len(later.resolved) == 1


_TEXTS = st.lists(
    st.sampled_from(
        ["Brug dicht zegt Bos.", "Brug niet dicht zegt Bos.", "Dam heel.", "Dam heel. Brug ook.", "Brug. Dam heel."]
    ),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip


@pytest.mark.any_database
@settings(max_examples=20, deadline=None)
@given(texts=_TEXTS, cut=st.integers(0, 5))
def test_incremental_equals_anew(tmp_path_factory: pytest.TempPathFactory, texts: list[str], cut: int) -> None:
    """Reports added in two goes, in either order, give the dossiers that all at once give."""
    folder = tmp_path_factory.mktemp("in")
    paths = []
    for i, text in enumerate(texts):
        (folder / f"{i}.txt").write_text(text)
        paths.append(str(folder / f"{i}.txt"))
    results = []
    for goes in ([paths], [paths[:cut], paths[cut:]], [paths[cut:], paths[:cut]]):
        with a_book() as book:
            for go in goes:
                take_reports(book, go)
                work_out(book)
            results.append(told(book))
    assert results[0] == results[1] == results[2]


def test_killed_between_rounds_goes_on(tmp_path: Path) -> None:
    """What was read before a stop is there afterwards; the next run annotates and resolves it."""
    place, folder = str(tmp_path / "x.db"), written(tmp_path / "in", BRIDGE)
    with a_book(place=place) as book:
        take_reports(book, [f"{folder}/a.txt"])
    stages = CountingStages()
    with a_book(stages, place) as book:
        taking = take_reports(book, [folder])
        work_out(book)
        assert (len(taking.taken), len(taking.known)) == (2, 1)
        assert len(stages.annotated) == 3
        assert len(story_rows(book)) == 1


def test_unreadable_report_among_many(tmp_path: Path) -> None:
    """A report that cannot be annotated is named; the rest is done."""
    with a_book() as book:
        take_reports(book, [written(tmp_path / "in", {**BRIDGE, "x.txt": "Brug ONLEESBAAR."})])
        _, refused = work_out(book)
        assert [Path(one.path).name for one in refused] == ["x.txt"]
        assert len(story_rows(book)[0].reports) == 3


@pytest.mark.any_database
def test_five_thousand_files(tmp_path: Path) -> None:
    """A folder of 5,000 files of which some are pictures: the pictures are refused, the rest is read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(5000):
        data = (
            b"\x89PNG\r\n\x1a\n" + bytes([i % 256]) * 9 if i % 50 == 0 else f"Woord{i % 9} bericht nummer {i}.".encode()
        )
        (folder / f"{i:04}").write_bytes(data)
    with a_book() as book:
        taking = take_reports(book, [str(folder)])
        assert (len(taking.taken), len(taking.refused)) == (4900, 100)
        assert all("PNG picture" in one.reason for one in taking.refused)
        assert len(report_ids(book.case)) == 4900


def test_what_is_new(tmp_path: Path) -> None:
    """New, repeated and contradicted claims are told apart, and the case stays as it is."""
    with a_book() as book:
        take_reports(book, [written(tmp_path / "1", {"a.txt": "Brug dicht zegt Bos. Het water stijgt."})])
        work_out(book)
        before = told(book)
        extra = written(tmp_path / "2", {"b.txt": "Brug niet dicht zegt Dijk. Het water stijgt. Niemand gewond."})
        additions, taking = what_is_new(book, [extra])
        assert [(one.what, one.claim.text[:8]) for one in additions] == [
            ("contradicted", "Brug dic"),
            ("new", "Niemand "),
            ("repeated", "Het wate"),
        ]
        assert len(taking.taken) == 1
        assert told(book) == before


def test_judgements_survive_reruns(tmp_path: Path) -> None:
    """A person's decisions hold when reports come in and when everything is computed anew, until undone."""
    place = str(tmp_path / "x.db")
    with a_book(place=place) as book:
        take_reports(book, [written(tmp_path / "1", DAM)])
        work_out(book)
        assert len(told(book)[0]["entities"]) == 2
        judge(book, Subject.ENTITY, "Vos", "Wolf", Verdict.SAME, who="ann", why="bijnaam")
        judge_reliability(book, "Vos", "b", who="ann")
        work_out(book)
        assert len(told(book)[0]["entities"]) == 1
        take_reports(book, [written(tmp_path / "2", {"f.txt": "Dam hersteld zegt Beer."})])
        work_out(book)
    with a_book(place=place, version="2") as book:
        work_out(book)
        dossier = told(book)[0]
        assert sorted(entity["name"] for entity in dossier["entities"]) == ["Beer", "Vos"]
        assert {source["name"]: source["reliability"] for source in dossier["sources"]} == {
            "Vos": "B",
            "Wolf": "F",
            "Beer": "F",
        }
        assert undo(book, 1, who="bob").judgement.why == "bijnaam"
        work_out(book)
        assert len(told(book)[0]["entities"]) == 3
        assert [row.undone_by for row in judgement_rows(book)] == ["bob", None]


@pytest.mark.parametrize("small", [200, 1], ids=["grouped as a whole", "placed"])
def test_judgements_work_out_what_they_touch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """A judgement and its undoing work out the story that has its names and leave the others, as starting anew does."""
    monkeypatch.setattr(rounds, "SMALL", small)
    stages = CountingStages()
    with a_book(stages) as book:
        take_reports(book, [written(tmp_path / "1", BRIDGE | DAM)])
        work_out(book)
        before = told(book)
        bridge, dam = (next(row for row in story_rows(book) if row.title.startswith(one)) for one in ("Brug", "Dam"))
        judge(book, Subject.ENTITY, "Vos", "Wolf", Verdict.SAME, who="ann")
        judge_reliability(book, "Vos", "b", who="ann")
        stages.resolved.clear()
        working, _ = work_out(book)
        assert working.made == [dam.id]
        assert stages.resolved == [tuple(sorted(dam.reports))]
        judged = told(book)
        assert judged != before
        stages.resolved.clear()
        work_out(book)
        assert stages.resolved == []
        with a_book(CountingStages()) as anew:
            take_reports(anew, [written(tmp_path / "1", {})])
            work_out(anew)
            judge(anew, Subject.ENTITY, "Vos", "Wolf", Verdict.SAME, who="ann")
            judge_reliability(anew, "Vos", "b", who="ann")
            work_out(anew)
            assert told(anew) == judged
        undo(book, 2, who="ann")
        undo(book, 1, who="ann")
        work_out(book)
        assert stages.resolved == [tuple(sorted(dam.reports))]
        assert told(book) == before
        assert bridge.fingerprint in {row.fingerprint for row in story_rows(book)}


@pytest.mark.parametrize(
    ("subject", "left", "right", "words"),
    [
        (Subject.ENTITY, "Niemand", "Vos", "no entity 'Niemand'"),
        (Subject.ENTITY, "Vos", "vos", "both sides"),
        (Subject.CLAIM, "claim-x", "claim-y", "no claim 'claim-x'"),
        (Subject.ORIGIN, "Wol", "Vos", "near it are Wolf"),
    ],
)
def test_judge_refused(tmp_path: Path, subject: Subject, left: str, right: str, words: str) -> None:
    """A decision about what is not there, or about one thing twice, is refused with what is near."""
    with a_book() as book:
        take_reports(book, [written(tmp_path / "1", DAM)])
        work_out(book)
        with pytest.raises(JudgementError, match=words):
            judge(book, subject, left, right, Verdict.SAME, who="ann")
        with pytest.raises(JudgementError, match="A to F"):
            judge_reliability(book, "Vos", "G", who="ann")


def test_take_reports_case_gone(tmp_path: Path) -> None:
    """Where the case can no longer be written to, that is an error, not a refusal of the inputs."""
    with a_book() as book:
        book.case.close()
        with pytest.raises(StoreError):
            take_reports(book, [written(tmp_path / "1", DAM)])
