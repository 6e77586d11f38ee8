"""Hostile reports in a real browser: nothing in them runs, loads, sends, turns the page or breaks out of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.walks import asked, overflow, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from web.conftest import Server

LINKS = "(all) => all.map((one) => new URL(one.getAttribute('href'), location.href).href)"
pytestmark = [pytest.mark.browser, pytest.mark.encoder]


def test_hostile_reports_are_harmless(
    hostile_case: Path, serve: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    """On every page of such a case no script of a report runs, no address of theirs is asked for or linked to."""
    origin = serve(place=hostile_case).origin
    page = new_page(width=800)
    page.on("dialog", lambda dialog: pytest.fail(f"a report opened a dialog: {dialog.message}"))
    story = asked(f"{origin}/api/stories")[0]["id"]
    reports = asked(f"{origin}/api/stories/{story}")["reports"]
    places = [*walk(origin), f"/story/{story}/dossier"]
    places += [f"/story/{story}/report/{one['id']}{part}" for one in reports for part in ("", "?beside=original")]
    for address in dict.fromkeys(places):
        page.goto(origin + address)
        assert page.evaluate("window.zegsmanHit") is None, address
        assert page.locator("main img, main iframe, main object, main embed").count() == 0, address
        assert page.locator("main script").count() == 0, address
        links = page.eval_on_selector_all("a[href]", LINKS)
        assert not [one for one in links if not one.startswith(origin)], address
        assert overflow(page) <= 0, f"{address} is {overflow(page)} pixels too wide"
    for one in reports:
        original = page.request.get(f"{origin}/story/{story}/report/{one['id']}/original")
        assert original.headers["content-disposition"].startswith("attachment")
        assert original.headers["content-type"].startswith("text/plain")


def test_hostile_words_stay_words(
    hostile_case: Path, serve: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    """What looks like a tag, a template or a turn of direction is shown as the text that it is."""
    origin = serve(place=hostile_case).origin
    page = new_page()
    page.goto(f"{origin}/search?words=zegsmanHit")
    assert "<script>" in page.locator("main").inner_text()
    page.goto(f"{origin}/search?words=%22%3E%3Cscript%3Ewindow.zegsmanHit=9%3C/script%3E")
    assert page.evaluate("window.zegsmanHit") is None
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "ltr"
