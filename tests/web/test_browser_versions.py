"""A report that its outlet changed, in a browser: both versions, what changed, and what became of its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from web.walks import breaches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]
AT = "https://www.polderpost.example/sluis"
BEFORE = """De gemeente Rietveen sluit de sluis bij Kalderdam op 3 juni voor een week, zegt wethouder Sanne Molleman.
De sluis is twee jaar geleden gebouwd door aannemer Bouwhaven. Schippers moeten omvaren over het Lage Kanaal.
Volgens de wethouder is een van de deuren gescheurd.
"""
AFTER = """De gemeente Rietveen sluit de sluis bij Kalderdam op 3 juni voor een maand, zegt wethouder Sanne Molleman.
De sluis is twee jaar geleden gebouwd door aannemer Bouwhaven. Schippers moeten omvaren over het Lage Kanaal.
"""


def paste(page: Page, origin: str, text: str) -> None:
    """Adds a pasted text that stands at the address."""
    page.goto(f"{origin}/add")
    page.get_by_label("The text of one report").fill(text)
    for label, value in (("Outlet", "Polderpost"), ("Published on", "2026-06-01"), ("Title", "Sluis dicht")):
        page.get_by_label(label).fill(value)
    page.get_by_label("Address", exact=True).fill(AT)
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", level=1, name="What this adds")).to_be_visible()


def test_changed_report_shows_both_versions(
    tmp_path: Path, serve: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    """The earlier version leads to the later one and to what changed; what was taken out is told as withdrawn."""
    origin = serve(place=tmp_path / "sluice.db").origin
    page = new_page()
    paste(page, origin, BEFORE)
    paste(page, origin, AFTER)
    page.goto(origin)
    page.get_by_role("link", name="Sluis dicht").first.click()
    page.get_by_role("link", name="Conflicts and changes").click()
    change = page.locator("#revisions")
    expect(change.locator("del", has_text="een week")).to_be_visible()
    expect(change.locator("ins", has_text="een maand")).to_be_visible()
    assert breaches(page) == []
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator("[data-item] a", has_text="Sluis dicht").first.click()
    expect(page.locator(".versions li")).to_have_count(2)
    if not page.get_by_role("link", name="To the later version").count():
        page.locator(".versions").get_by_role("link", name="Version 1").click()
    expect(page.locator("article.report")).to_contain_text("voor een week")
    page.get_by_role("link", name="To the later version").click()
    expect(page.locator("article.report")).to_contain_text("voor een maand")
    expect(page.locator("article.report")).not_to_contain_text("gescheurd")
    assert breaches(page) == []
    page.locator(".versions").get_by_role("link", name="what changed").click()
    expect(page.locator("h1")).to_have_text("Two reports side by side")
    page.get_by_role("searchbox").first.fill("deuren gescheurd")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="deuren gescheurd").first.click()
    expect(page.locator(".life")).to_contain_text("Polderpost changed its report and no longer says it")
    expect(page.locator(".life .turn-withdrawn")).to_be_visible()
