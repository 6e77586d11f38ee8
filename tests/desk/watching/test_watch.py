"""Watching feeds: what is asked, taken and told, politely and without losing anything."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest

from fake_stages import CountingStages
from web_server import Answer, Site, a_site
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.fetching import fetcher_for
from zegsman.desk.watching.deliveries import Places, parse_kinds
from zegsman.desk.watching.polling import unwatch_feed, watch_feeds, watched_feeds
from zegsman.desk.watching.watch import Round, watch_round
from zegsman.errors import UsageError
from zegsman.settings import Settings
from zegsman.store.case import Case
from zegsman.store.reports import load_reports
from zegsman.store.soundness import find_faults
from zegsman.store.watching import due_pages, save_page
from zegsman.tell.news_feed import NAMESPACE

pytestmark = pytest.mark.usefixtures("each_database")

SETTINGS = Settings(fetch_private=True, fetch_delay_s=0.0, obey_robots=False, recheck_hours=())
ATOM = {"a": NAMESPACE}
FIRST = "Brug dicht na een aanvaring zegt Bos. De provincie onderzoekt de schade aan de pijlers van de brug."


def a_book(place: str | None = None, settings: Settings = SETTINGS) -> Casebook:
    """A case with the fake stages that may fetch from this machine."""
    return open_casebook(place, settings, stages=CountingStages().stages())


def a_feed(*pages: str, updated: str = "2024-03-05T10:00:00Z") -> Answer:
    """An RSS feed that leads to pages."""
    items = "".join(
        f"<item><title>{page}</title><link>{page}</link><guid>{page}</guid>"
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><updated>{updated}</updated></item>"
        for page in pages
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Bode</title>{items}</channel></rss>"
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml", "ETag": f'"{hash(body)}"'})


def a_page(text: str, outlet: str = "De Proefbode") -> Answer:
    """A report as plain text with a header."""
    body = f"---\noutlet: {outlet}\ndate: 2024-03-05\n---\n{text}\n".encode()
    return Answer(body, headers={"Content-Type": "text/plain", "ETag": f'"{hash(body)}"'})


def look(book: Casebook, places: Places | None = None) -> Round:
    """One round of watching."""
    with fetcher_for(book.settings) as fetcher:
        return watch_round(book, fetcher, places or Places(), lambda: False)


def begin(book: Casebook, *feeds: str) -> None:
    """Watches feeds."""
    with fetcher_for(book.settings) as fetcher:
        watch_feeds(book, feeds, fetcher)


def _site(pages: dict[str, Answer | list[Answer]], address: str, *paths: str) -> None:
    pages["/feed"] = a_feed(*(address + path for path in paths))


def test_watch_takes_what_a_feed_leads_to() -> None:
    """Each page is fetched once; an unchanged feed is asked for with its ETag and sends nothing again."""
    with a_site({"/a": a_page(FIRST)}) as site, a_book() as book:
        _site(site.pages, site.address, "/a")
        begin(book, site.address + "/feed")
        first, second = look(book), look(book)
        assert (len(first.poll.taking.taken), first.poll.n_pages) == (1, 1)
        assert [item.kind for item in first.news] == ["new", "new"]
        assert first.gains == {first.poll.taking.taken[0]: {"contradicted": 0, "new": 2, "repeated": 0}}
        assert (second.poll.n_unchanged, second.poll.n_pages, second.news) == (1, 0, ())
        assert site.paths == ["/feed", "/a", "/feed"]
        assert watched_feeds(book)[0].failures == 0


def _unlinked(*entries: tuple[str, str]) -> Answer:
    """An RSS feed whose entries lead nowhere: what they tell stands in them."""
    items = "".join(f"<item><guid isPermaLink='false'>{id}</guid><description>{text}</description></item>"
                    for id, text in entries)  # fmt: skip
    return Answer(f"<rss version='2.0'><channel><title>Bode</title>{items}</channel></rss>".encode())


def test_watch_takes_entries_without_a_link() -> None:
    """An entry that leads to no page is a report by itself, taken once; when its words change it is a new version."""
    second = "De sluis bij de haven blijft dicht zegt Vos. Schepen varen om, een dag lang, via de andere haven."
    with a_site({"/feed": _unlinked(("a", FIRST), ("b", ""))}) as site, a_book() as book:
        begin(book, site.address + "/feed")
        first = look(book)
        report = load_reports(book.case)[0]
        assert (report.url, report.path, report.outlet) == (*[site.address + "/feed#a"] * 2, "Bode")
        assert [one.path for one in first.poll.taking.refused] == [site.address + "/feed#b"]
        site.pages["/feed"] = _unlinked(("c", second), ("a", FIRST.replace("schade", "scheuren")), ("b", ""))
        again, last = look(book), look(book)
        assert len(again.poll.taking.taken) == 2
        assert list(again.poll.taking.revised.values()) == first.poll.taking.taken
        assert (last.poll.taking.taken, last.poll.taking.known, last.poll.taking.refused) == ([], [], [])


def test_watch_looks_up_each_refusal_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a round reads of the case grows with the entries of a feed, not with their number times the refusals."""
    n_rows, rows = 0, Case.rows

    def counted(case: Case, *given: Any) -> Any:
        nonlocal n_rows
        found = rows(case, *given)
        n_rows += len(found)
        return found

    n_entries = 200
    with a_site({"/feed": _unlinked(*((str(i), "") for i in range(n_entries)))}) as site, a_book() as book:
        begin(book, site.address + "/feed")
        assert len(look(book).poll.taking.refused) == n_entries
        monkeypatch.setattr(Case, "rows", counted)
        assert look(book).poll.taking.refused == []
    assert n_entries <= n_rows < 3 * n_entries


def test_watch_tells_what_becomes_of_claims() -> None:
    """A claim that appears, gains an independent origin, is denied, and is dropped by an edit, each is told once."""
    other = "Brug dicht na een aanvaring zegt Dijk."
    denial = "Brug dicht na een aanvaring niet zegt Vos."
    with a_site({"/a": a_page(FIRST)}) as site, a_book() as book:
        _site(site.pages, site.address, "/a")
        begin(book, site.address + "/feed")
        told = [look(book).news]
        for path, text in (("/b", other), ("/c", denial)):
            site.pages[path] = a_page(text, f"Krant {path}")
            _site(site.pages, site.address, "/a", "/b", "/c") if path == "/c" else _site(
                site.pages, site.address, "/a", "/b"
            )
            told.append(look(book).news)
        site.pages["/a"] = a_page(
            FIRST.split(". De provincie", maxsplit=1)[0] + ". Het water in de haven van de stad staat laag."
        )
        site.pages["/feed"] = a_feed(
            *(site.address + path for path in ("/a", "/b", "/c")), updated="2024-03-05T12:00:00Z"
        )
        last = look(book)
        assert last.poll.taking.revised
    kinds = [[(item.kind, item.data["text"][:11]) for item in news] for news in told]
    assert kinds == [
        [("new", "Brug dicht "), ("new", "De provinci")],
        [("origin", "Brug dicht ")],
        [("denied", "Brug dicht ")],
    ]
    assert told[1][0].data["before"]["independent_origins"] == 1
    assert [report["outlet"] for report in told[2][0].data["new_reports"]] == ["Krant /c"]


def test_watch_tells_of_a_claim_of_which_denials_are_left() -> None:
    """Where the only report that said it is edited, it is told as dropped in its own words, whoever denies it still."""
    denial = a_page("Brug dicht na een aanvaring niet zegt Vos.", "Krant")
    with a_site({"/a": a_page(FIRST), "/c": denial}) as site, a_book() as book:
        _site(site.pages, site.address, "/a", "/c")
        begin(book, site.address + "/feed")
        look(book)
        rest = FIRST.split(". ", maxsplit=1)[1]
        site.pages["/a"] = a_page(f"Brug ligt er nog. {rest}")
        site.pages["/feed"] = a_feed(site.address + "/a", site.address + "/c", updated="2024-03-05T12:00:00Z")
        news = {item.data["text"]: item.kind for item in look(book).news}
        assert news["Brug dicht na een aanvaring zegt Bos."] == "dropped"
        assert look(book).news == ()


def test_watch_looks_again_for_silent_edits() -> None:
    """A page is looked at again after the hours that the settings name, and sends nothing where it is unchanged."""
    settings = replace(SETTINGS, recheck_hours=(0.0, 0.0, 1.0))
    with a_site({"/a": a_page(FIRST)}) as site, a_book(settings=settings) as book:
        _site(site.pages, site.address, "/a")
        begin(book, site.address + "/feed")
        look(book)
        site.pages["/a"] = a_page(FIRST.replace("zegt Bos", "zegt Dijk"))
        assert len(look(book).poll.taking.revised) == 1
        assert look(book).poll.n_pages == 1
        assert look(book).poll.n_pages == 0
        (page,) = due_pages(book.case, "9999")
        assert page.n_looks == 3
        assert site.asked[-2][1]["if-none-match"] == site.pages["/a"].headers["ETag"]  # type: ignore[union-attr]


def test_watch_postpones_and_gives_up() -> None:
    """A page that fails for the while is tried later; one that is gone is refused and kept with the reason."""
    with a_site({"/a": Answer(status=503), "/b": Answer(status=410)}) as site, a_book() as book:
        _site(site.pages, site.address, "/a", "/b")
        begin(book, site.address + "/feed")
        done = look(book)
        assert done.poll.n_postponed == 1
        assert [one.path for one in done.poll.taking.refused] == [site.address + "/b"]
        assert look(book).poll.n_pages == 0
        (page,) = due_pages(book.case, "9999")
        assert (page.address, page.failures) == (site.address + "/a", 1)


def test_watch_with_a_clock_set_back() -> None:
    """A page that failed, or was taken, while the clock ran years ahead is looked at in the first round after that."""
    settings = replace(SETTINGS, recheck_hours=(1.0,))
    pages: dict[str, Answer | list[Answer]] = {
        "/a": a_page(FIRST),
        "/b": [Answer(status=503)] * 3 + [a_page("Dam heel zegt Vos.")],
    }
    with a_site(pages) as site, a_book(settings=settings) as book:
        _site(site.pages, site.address, "/a", "/b")
        begin(book, site.address + "/feed")
        first = look(book)
        assert (first.poll.n_pages, first.poll.n_postponed) == (2, 1)
        assert look(book).poll.n_pages == 0
        for page in due_pages(book.case, "9999"):
            ahead = replace(page, found_at="2031-01-01T00:00:00+00:00", due_at="2031-01-01T01:00:00+00:00")
            save_page(book.case, ahead)
        back = look(book)
        assert (back.poll.n_pages, len(load_reports(book.case))) == (2, 2)
        assert look(book).poll.n_pages == 0
        assert find_faults(book.case) == ()


def test_watch_leaves_a_failing_feed_alone() -> None:
    """A feed that fails is told, the others are asked; after the second failure it rests, and then recovers."""
    with a_site({"/a": a_page(FIRST), "/kapot": Answer(b"<html>geen feed</html>")}) as site, a_book() as book:
        _site(site.pages, site.address, "/a")
        begin(book, site.address + "/feed", site.address + "/kapot")
        done = look(book)
        assert [one.path for one in done.poll.failed] == [site.address + "/kapot"]
        assert len(done.poll.taking.taken) == 1
        look(book)
        assert look(book).poll.n_feeds == 1
        failing = next(one for one in watched_feeds(book) if one.address.endswith("/kapot"))
        assert failing.failures == 2
        assert failing.reason


def test_watch_reads_opml(tmp_path: Path) -> None:
    """A list of feeds is watched feed by feed; what is neither feed nor list is refused; a feed can be forgotten."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='x'><outline type='rss' text='Bode' xmlUrl='https://bode.example/f'/>"
        "</outline><outline type='rss' title='Dijk' xmlUrl='https://dijk.example/f'/></body></opml>"
    )
    with a_book() as book:
        begin(book, str(opml))
        assert [one.address for one in watched_feeds(book)] == ["https://bode.example/f", "https://dijk.example/f"]
        unwatch_feed(book, "https://bode.example/f")
        assert [one.title for one in watched_feeds(book)] == ["Dijk"]
        with pytest.raises(UsageError, match="not watched"):
            unwatch_feed(book, "https://bode.example/f")
        with pytest.raises(UsageError, match="no list of feeds"):
            begin(book, str(tmp_path / "weg.txt"))


def _two_rounds(site: Site, book: Casebook, places: Places) -> list[Round]:
    _site(site.pages, site.address, "/a")
    begin(book, site.address + "/feed")
    first = look(book, places)
    site.pages["/b"] = a_page("Brug dicht na een aanvaring zegt Dijk.", "Dijkblad")
    _site(site.pages, site.address, "/a", "/b")
    return [first, look(book, places)]


def test_news_in_files(tmp_path: Path) -> None:
    """The Atom feed has the news, the latest first, with an id that stays; the lines have each piece once, in order."""
    places = Places(feed=str(tmp_path / "n.atom"), lines=str(tmp_path / "n.jsonl"))
    with a_site({"/a": a_page(FIRST)}) as site, a_book(str(tmp_path / "x.db")) as book:
        _two_rounds(site, book, places)
    lines = [json.loads(line) for line in (tmp_path / "n.jsonl").read_text().splitlines()]
    assert [(line["number"], line["kind"]) for line in lines] == [(1, "new"), (2, "new"), (3, "origin")]
    root = ET.parse(tmp_path / "n.atom").getroot()
    titles = [str(one.text) for one in root.iterfind("a:entry/a:title", ATOM)]
    assert [title.split(":")[0] for title in titles] == ["origin", "new", "new"]
    ids = [one.text for one in root.iterfind("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids)) == 3
    for name in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert root.find(name, ATOM) is not None
    assert root.find("a:entry/a:link", ATOM).get("href") == site.address + "/b"  # type: ignore[union-attr]
    read = feedparser.parse((tmp_path / "n.atom").read_bytes())
    assert (read.bozo, read.version, len(read.entries)) == (False, "atom10", 3)
    assert all(one.updated_parsed and one.content[0].value for one in read.entries)


def test_lines_left_half_are_mended(tmp_path: Path) -> None:
    """A line that a stop left half is written anew, and none twice, where the mark in the case is behind the file."""
    place = tmp_path / "n.jsonl"
    places = Places(lines=str(place))
    with a_site({"/a": a_page(FIRST)}) as site, a_book(str(tmp_path / "x.db")) as book:
        _two_rounds(site, book, places)
        whole = place.read_bytes()
        place.write_bytes(whole[: -len(whole.splitlines(keepends=True)[-1]) + 9])
        book.case.execute("UPDATE deliveries SET number = 0")
        look(book, places)
    assert place.read_bytes() == whole


def test_news_runs_a_command_and_posts(tmp_path: Path) -> None:
    """The command gets each piece of the kinds wanted on standard input, the address as a post; failures come again."""
    out = tmp_path / "out.jsonl"
    script = tmp_path / "keep.py"
    lines = [
        "import os, sys",
        f"with open({str(out)!r}, 'a') as out:",
        "    out.write(os.environ['ZEGSMAN_NEWS'] + ' ')",
        "    out.write(sys.stdin.read())",
    ]
    script.write_text("\n".join(lines))
    got: list[bytes] = []

    def take(handler: Any) -> None:
        got.append(handler.rfile.read(int(handler.headers["Content-Length"])))

    with a_site({"/a": a_page(FIRST)}) as site, a_book() as book:
        site.pages["/hook"] = [Answer(status=500), Answer(b"ok", before=take)]
        places = Places(run=f"{sys.executable} {script}", post=site.address + "/hook", on=("new", "origin"))
        first, second = _two_rounds(site, book, places)
        assert [len(one.undelivered) for one in (first, second)] == [1, 0]
    assert [line.split()[0] for line in out.read_text().splitlines()] == ["new", "new", "origin"]
    assert [json.loads(one)["kind"] for one in got] == ["new", "new", "origin"]


def test_news_begins_with_what_comes(tmp_path: Path) -> None:
    """What the case had before it was watched is no news, and a place that is added later gets what comes from then."""
    (tmp_path / "a.txt").write_text("Dam heel zegt Bos.")
    from zegsman.desk.rounds import work_out
    from zegsman.desk.taking import take_reports

    with a_site({"/a": a_page(FIRST)}) as site, a_book() as book:
        take_reports(book, [str(tmp_path / "a.txt")])
        work_out(book)
        _site(site.pages, site.address, "/a")
        begin(book, site.address + "/feed")
        assert {item.data["text"][:3] for item in look(book).news} == {"Bru", "De "}
        look(book, Places(lines=str(tmp_path / "n.jsonl")))
        assert (tmp_path / "n.jsonl").read_text() == ""


def test_watch_stopped_between_pages() -> None:
    """Once stopped, no further page is fetched; the next round takes the rest and tells all of it."""
    with a_site({"/a": a_page(FIRST), "/b": a_page("Dam heel zegt Vos.")}) as site, a_book() as book:
        _site(site.pages, site.address, "/a", "/b")
        begin(book, site.address + "/feed")
        asked = iter([False, False, True, True])
        with fetcher_for(book.settings) as fetcher:
            done = watch_round(book, fetcher, Places(), lambda: next(asked))
        assert (len(load_reports(book.case)), done.news) == (1, ())
        assert len(look(book).news) == 3
        assert len(load_reports(book.case)) == 2


def test_parse_kinds() -> None:
    """Kinds of news are told apart by commas; an unknown one is named with those that there are."""
    assert parse_kinds("denied, new,denied") == ("denied", "new")
    for wrong in ("weg", "", ","):
        with pytest.raises(UsageError, match="expected new, origin, denied, dropped, changed"):
            parse_kinds(wrong)
