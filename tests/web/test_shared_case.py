"""The pages of a shared case: read by many at once, judged and undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from fake_stages import CountingStages
from zegsman.desk.jobs import Jobs
from zegsman.desk.rounds import work_out
from zegsman.desk.shelf import Shelf
from zegsman.desk.taking import take_reports
from zegsman.settings import Settings
from zegsman.web.app import build_app
from zegsman.web.guards import Guard
from zegsman.web.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Server


def test_pages_of_a_shared_case(postgres: Server, tmp_path: Path) -> None:
    """Readers get the pages at once; a judgement by one is seen by the next, and undone."""
    for i, said in enumerate(("Brug dicht zegt Bos.", "Brug open zegt Dijk.")):
        (tmp_path / f"{i}.txt").write_text(f"{said} Het water stijgt.")
    shelf = Shelf(postgres.place(), Settings(), stages=CountingStages().stages())
    with shelf.writing() as book:
        take_reports(book, [str(path) for path in sorted(tmp_path.glob("*.txt"))])
        work_out(book)
    guard = Guard(names=frozenset({"testserver"}))
    with TestClient(build_app(Site(shelf=shelf, jobs=Jobs(shelf), guard=guard, who="tester"))) as client:
        story = client.get("/api/stories").json()[0]["id"]
        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(client.get, ["/", f"/story/{story}", f"/api/stories/{story}", "/search?q=water"] * 2)
            )
        assert {answer.status_code for answer in answers} == {200}
        assert "Het water stijgt." in answers[1].text
        data = {"subject": "entity", "verdict": "same", "pick": ["Bos"], "other": ["Dijk"], "why": "een man"}
        assert client.post("/judge", data=data, follow_redirects=False).status_code == 303
        assert "een man" in client.get("/judgements").text
        undone = client.post("/judgements/undo", data={"number": "1"}, follow_redirects=False)
        assert undone.status_code == 303
    with shelf.reading() as book:
        assert book.case.rows("SELECT undone_by FROM judgements") == [("tester",)]
