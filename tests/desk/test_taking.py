"""How reports come into the case: once, with how they were received, and as versions of what was changed."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from fake_stages import CountingStages
from web_server import Answer, Site, a_site
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.questions import dossiers, edits_of, what_is_new
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import Taking, refuse, refused_paths, take_reports
from zegsman.read.reports import Refusal
from zegsman.settings import Settings
from zegsman.store.reports import load_original, load_receipts, load_reports, refused_inputs

SETTINGS = Settings(fetch_private=True, fetch_delay_s=0.0, obey_robots=False)
FIRST = (
    "Brug Noord is dicht sinds maandag na een aanvaring met een schip. Drie mensen raakten gewond, zegt Bos. "
    "De provincie onderzoekt de oorzaak van de aanvaring. Het verkeer rijdt om via de dijk."
)
CHANGED = FIRST.replace("Drie mensen raakten", "Twee mensen raakten").replace("Het verkeer rijdt om via de dijk.", "")


def a_book(place: str | None = None) -> Casebook:
    """A case with the fake stages that may fetch from this machine."""
    return open_casebook(place, SETTINGS, stages=CountingStages().stages())


def a_text(text: str, url: str = "", outlet: str = "De Proefbode", date: str = "2024-03-05") -> str:
    """A report file with a header."""
    return f"---\noutlet: {outlet}\ndate: {date}\n" + (f"url: {url}\n" if url else "") + f"---\n{text}\n"


def take(book: Casebook, folder: Path, *texts: str) -> Taking:
    """Takes texts as files, one after the other."""
    paths = []
    for i, text in enumerate(texts):
        path = folder / f"{len(list(folder.iterdir())):03}-{i}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return take_reports(book, paths)


def test_receipt_tells_how_a_page_was_received() -> None:
    """A fetched page is kept as received, with its sha256, when, from where and with which headers."""
    body = a_text(FIRST).encode()
    pages: dict[str, Answer | list[Answer]] = {
        "/a": Answer(status=301, headers={"Location": "/b"}),
        "/b": Answer(body, headers={"Content-Type": "text/plain", "ETag": '"7"'}),
    }
    with a_site(pages) as site, a_book() as book:
        take_reports(book, [site.address + "/a"])
        (receipt,) = load_receipts(book.case)
        (report,) = load_reports(book.case)
        assert load_original(book.case, str(receipt.sha256)) == body
    assert (receipt.how, receipt.path, receipt.url) == ("fetched", site.address + "/a", site.address + "/b")
    assert dict(receipt.headers)["ETag"] == '"7"'
    assert report.received_at == receipt.at


def test_same_text_at_two_addresses_is_one_report(tmp_path: Path) -> None:
    """The same text of one outlet at a second address is the same report, seen twice; both originals are kept."""
    with a_book() as book:
        first = take(book, tmp_path, a_text(FIRST, "https://bode.example/1"))
        again = take(book, tmp_path, a_text(FIRST, "https://bode.example/2?utm_source=x"))
        assert again.known == first.taken
        assert len(load_reports(book.case)) == 1
        receipts = load_receipts(book.case, report=first.taken[0])
        assert [one.url for one in receipts] == ["https://bode.example/1", "https://bode.example/2?utm_source=x"]
        assert all(load_original(book.case, str(one.sha256)) for one in receipts)
        assert take(book, tmp_path, a_text(FIRST, "https://bode.example/2?utm_source=x")).known == first.taken


@pytest.mark.parametrize(
    "other", [a_text(FIRST, outlet="Dijkblad"), a_text(FIRST, date="2024-04-05"), a_text(FIRST + " Einde.")]
)
def test_other_reports_are_not_the_same(tmp_path: Path, other: str) -> None:
    """The text in another outlet, on another day, or with another word is another report."""
    with a_book() as book:
        take(book, tmp_path, a_text(FIRST), other)
        assert len(load_reports(book.case)) == 2


def test_changed_page_is_a_new_version(tmp_path: Path) -> None:
    """A page that was changed replaces the version before, which is kept; an unlike text at the address does not."""
    url = "https://bode.example/brug"
    with a_book() as book:
        first = take(book, tmp_path, a_text(FIRST, url))
        second = take(book, tmp_path, a_text(CHANGED, url + "?utm_medium=rss"))
        other = take(book, tmp_path, a_text("Het weer blijft morgen droog, met zon in het zuiden van het land.", url))
        assert second.revised == {second.taken[0]: first.taken[0]}
        assert other.revised == {}
        replaced = {report.id: report.replaced_by for report in load_reports(book.case)}
        assert replaced == {first.taken[0]: second.taken[0], second.taken[0]: None, other.taken[0]: None}


def test_change_taken_back(tmp_path: Path) -> None:
    """A page that goes back to its first version stands as that again, and nothing is kept twice."""
    url = "https://bode.example/brug"
    with a_book() as book:
        first = take(book, tmp_path, a_text(FIRST, url)).taken[0]
        second = take(book, tmp_path, a_text(CHANGED, url)).taken[0]
        back = take(book, tmp_path, a_text(FIRST, url))
        assert (back.known, back.revised) == ([first], {first: second})
        replaced = {report.id: report.replaced_by for report in load_reports(book.case)}
        assert replaced == {first: None, second: first}


def test_version_still_stands_elsewhere(tmp_path: Path) -> None:
    """A report that was changed at one of its two addresses still stands at the other."""
    with a_book() as book:
        take(book, tmp_path, a_text(FIRST, "https://bode.example/1"), a_text(FIRST, "https://bode.example/2"))
        take(book, tmp_path, a_text(CHANGED, "https://bode.example/1"))
        assert [report.replaced_by for report in load_reports(book.case)] == [None, None]
        take(book, tmp_path, a_text(CHANGED, "https://bode.example/2"))
        assert [bool(report.replaced_by) for report in load_reports(book.case)] == [True, False]


def test_story_holds_all_versions(tmp_path: Path) -> None:
    """A change makes the story anew; the older version stays in it, and only what stands makes the groups."""
    url = "https://bode.example/brug"
    with a_book() as book:
        first = take(book, tmp_path, a_text(FIRST, url)).taken[0]
        work_out(book)
        take(book, tmp_path, a_text(CHANGED.replace("Brug Noord", "De Brug Noord"), url))
        working, _ = work_out(book)
        assert len(working.made) == 1
        (dossier,) = dossiers(book)
        assert len(dossier["reports"]) == 2
        assert [report["id"] for report in dossier["reports"] if report["replaced_by"]] == [first]


def test_edits_in_words() -> None:
    """A report that is shown comes with what its outlet changed in it, in the words of both versions."""
    reports = [{"id": "a", "text": "Drie gewonden. Dicht."}, {"id": "b", "text": "Twee gewonden. Dicht."}]
    spans = [
        {"before": {"start": 0, "end": 14}, "after": {"start": 0, "end": 14}},
        {"before": None, "after": {"start": 15, "end": 21}},
    ]
    dossier = {"reports": reports, "revisions": [{"from": "a", "to": "b", "seen_at": "x", "changes": spans}]}
    (edit,) = edits_of(dossier, "b")
    assert edit["changes"] == [
        {"before": "Drie gewonden.", "after": "Twee gewonden."},
        {"before": None, "after": "Dicht."},
    ]
    assert edits_of(dossier, "c") == []


def _refusing(site: Site) -> list[str]:
    return [site.address + "/a", site.address + "/b"]


def test_refusals_are_kept_and_taken_again(tmp_path: Path) -> None:
    """Each refused input is kept with its reason until it is taken; parts of a file are given again as the file."""
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"text": "Brug dicht."}\n{"geen": 1}\n')
    pages: dict[str, Answer | list[Answer]] = {"/a": [Answer(status=404), Answer(a_text(FIRST).encode())]}
    with a_site(pages) as site, a_book() as book:
        take_reports(book, [*_refusing(site), str(lines), str(tmp_path / "weg.txt")])
        assert refused_paths(book) == [*_refusing(site), str(lines), str(tmp_path / "weg.txt")]
        assert "404" in str(refused_inputs(book.case)[0].reason)
        (tmp_path / "weg.txt").write_text(a_text(CHANGED))
        again = take_reports(book, refused_paths(book))
        assert len(again.taken) == 2
        assert refused_paths(book) == [site.address + "/b", str(lines)]


def test_new_knows_versions(tmp_path: Path) -> None:
    """What a changed page adds is told beside the case as within it: the version before it says nothing any more."""
    url = "https://bode.example/brug"
    with a_book() as book:
        take(book, tmp_path, a_text(FIRST, url))
        work_out(book)
        later = tmp_path / "later.txt"
        later.write_text(a_text(CHANGED, url))
        additions, taking = what_is_new(book, [str(later)])
        assert list(taking.revised.values()) == [load_reports(book.case)[0].id]
        assert "Twee mensen raakten gewond, zegt Bos." in {one.claim.text for one in additions if one.what == "new"}


def test_take_reports_leaves_the_case_out(tmp_path: Path) -> None:
    """A case that lies in the folder that is read is no input; named by itself it is refused like any other file."""
    (tmp_path / "a.txt").write_text("Brug dicht zegt Bos.")
    place = tmp_path / "zegsman.db"
    with open_casebook(str(place), stages=CountingStages().stages()) as book:
        for given in (str(tmp_path), f"{tmp_path}/*"):
            taking = take_reports(book, [given])
            assert (len(taking.taken) + len(taking.known), taking.refused) == (1, [])
        assert [one.path for one in take_reports(book, [str(place)]).refused] == [str(place)]


def test_refused_paths_find_names_with_escapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files whose names have line ends or bytes that are no text are given again, also parts of them, by any path."""
    monkeypatch.chdir(tmp_path)
    folder = b"in/de\nmap"
    Path(os.fsdecode(folder)).mkdir(parents=True)
    names = [b"a\nb.gz", b"\xff.gz", b"c#\td.gz", b"e\\nf.gz"]
    for name in names:
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"\x1f\x8b\x08\x00kapot")
    with zipfile.ZipFile(os.fsdecode(folder + b"/g\n.zip"), "w") as packed:
        packed.writestr("../h.txt", "Bericht.")
    for given in ("in", "./in", str(tmp_path / "in")):
        with open_casebook(None, stages=CountingStages().stages()) as book:
            assert len(take_reports(book, [given]).refused) == 5
            again = refused_paths(book)
            assert all(Path(one).is_file() for one in again)
            assert len(take_reports(book, again).refused) == len(refused_inputs(book.case)) == 5
    assert refused_paths_of("in/weg.gz#1") == "in/weg.gz"


def refused_paths_of(place: str) -> str:
    """What is given again where one place was refused."""
    with open_casebook(None, stages=CountingStages().stages()) as book:
        refuse(book, Taking(), Refusal(place, "weg"))
        (path,) = refused_paths(book)
        return path
