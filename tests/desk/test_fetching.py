"""Web addresses as inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fake_stages import CountingStages
from web_server import Answer, a_site
from zegsman.desk.casebook import open_casebook
from zegsman.desk.fetching import is_web_address, user_agent
from zegsman.desk.taking import take_reports
from zegsman.settings import Settings
from zegsman.store.reports import load_reports

if TYPE_CHECKING:
    from zegsman.desk.casebook import Casebook

PAGE = b"""<html lang=nl><head><title>Brug dicht</title></head><body><article><h1>Brug dicht</h1>
<p>De brug over de Linge blijft tot mei dicht, zegt een woordvoerder van de provincie tegen deze krant.</p>
<p>Het herstel van de brug duurt langer dan gedacht, omdat het staal slechter is dan bij de keuring bleek.</p>
</article></body></html>"""
SETTINGS = Settings(fetch_private=True, fetch_delay_s=0.0, obey_robots=False)


def _book(settings: Settings = SETTINGS) -> Casebook:
    return open_casebook(None, settings, stages=CountingStages().stages())


def test_take_reports_fetches_addresses() -> None:
    """An address gives the page that stands there, with its final address; one that fails is refused by name."""
    pages: dict[str, Answer | list[Answer]] = {
        "/kort": Answer(status=302, headers={"Location": "/nieuws/brug"}),
        "/nieuws/brug": Answer(PAGE, headers={"Content-Type": "text/html"}),
    }
    with a_site(pages) as site, _book() as book:
        taking = take_reports(book, [site.address + "/kort", site.address + "/weg"])
        (report,) = load_reports(book.case)
    assert report.url == site.address + "/nieuws/brug"
    assert report.path == site.address + "/kort"
    assert "blijft tot mei dicht" in report.text
    assert [one.path for one in taking.refused] == [site.address + "/weg"]
    assert "404" in taking.refused[0].reason


def test_take_reports_refuses_private_addresses() -> None:
    """Unless the settings say so, nothing on this machine is fetched."""
    with a_site({"/a": Answer(PAGE)}) as site, _book(Settings()) as book:
        taking = take_reports(book, [site.address + "/a"])
    assert "no public address" in taking.refused[0].reason
    assert site.asked == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [("https://voorbeeld.nl", True), ("HTTP://x.nl", True), ("ftp://x.nl", False), ("a.txt", False), ("-", False)],
)
def test_is_web_address(path: str, expected: bool) -> None:
    """Only http and https are fetched."""
    assert is_web_address(path) is expected


def test_user_agent() -> None:
    """The program says what it is and whom to turn to, in letters that a header may hold."""
    assert user_agent("redactie@voorbeeld.nl").endswith("(reads news reports; contact redactie@voorbeeld.nl)")
    assert user_agent("") == user_agent("a\r\nX: b")
