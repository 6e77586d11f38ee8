"""The page of the data set says what is in it, and its queries run."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from fake_fleet import made, written
from zegsman.fleet.jobs import AnnotateReports
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.making import Order, make_dataset
from zegsman.fleet.tables import SCHEMA, TABLES
from zegsman.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.S)


def test_each_table_stands_in_the_page() -> None:
    """Every column with its type and what it holds, and no other; the schema's name too."""
    assert SCHEMA in PAGE
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^#)", PAGE, flags=re.M | re.S))
    assert sections.keys() == TABLES.keys()
    for table, columns in TABLES.items():
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", sections[table], flags=re.M)
        assert rows == [(column.name, str(column.type), column.holds) for column in columns]


def _answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[object, ...]]]:
    monkeypatch.chdir(folder)
    with duckdb.connect() as database:
        return [database.execute(query).fetchall() for query in QUERIES]


def test_queries_run_on_small_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query of the page runs, also where tables are empty."""
    made([written(tmp_path / "in", 4)], tmp_path / "out", LocalEngine(1))
    answers = _answers(tmp_path / "out", monkeypatch)
    assert answers[0] == [("Vos", 0, 4)]


@pytest.mark.encoder
def test_queries_answer_on_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the example affairs every query of the page has an answer; the nearest statement to one is itself."""
    order = Order(
        paths=(str(ROOT / "examples"),), out=str(tmp_path / "out"), annotate_version="test", settings=Settings()
    )
    make_dataset(order, LocalEngine(1), AnnotateReports(), lambda _what, _done, _of: None)
    answers = _answers(tmp_path / "out", monkeypatch)
    assert len(answers) >= 7
    assert all(answers)
    assert answers[5][0][0] == pytest.approx(1.0, abs=0.01)
