"""Adding reports in a browser: from a dropped file to what it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from web.walks import breaches, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]
LATER = """---
outlet: De Havenkrant
date: 2026-05-20
---
De reder wil de Solund Vega laten ombouwen tot drijvend hotel, zegt zijn advocaat Bram Lootens. De Solund Vega ligt nog
in Terneuzen.
"""
DROP = """(text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], "later.txt", { type: "text/plain" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector("main").dispatchEvent(
      new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


def test_dropped_file_leads_to_what_it_adds(serve: Callable[..., Server], new_page: Callable[..., Page]) -> None:
    """A file dropped on the page is listed, read with progress, and its claims lead to their pages."""
    origin = serve().origin
    page = new_page()
    page.goto(origin)
    page.get_by_role("link", name="Add reports").first.click()
    page.wait_for_url("**/add")
    opened(page).evaluate(DROP, LATER)
    expect(page.locator(".drop-list")).to_have_text("later.txt")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", level=1, name="What this adds")).to_be_visible()
    assert breaches(page) == []
    page.get_by_role("link", name="ombouwen tot drijvend hotel").click()
    expect(page.locator("h1")).to_contain_text("ombouwen tot drijvend hotel")
    expect(page.locator(".said-list")).to_contain_text("De Havenkrant")


def test_pasted_text_without_scripts(serve: Callable[..., Server], new_page: Callable[..., Page]) -> None:
    """Without JavaScript a pasted text is read too; the page shows itself anew until it is done."""
    origin = serve().origin
    page = new_page(scripts=False)
    page.goto(f"{origin}/add")
    page.get_by_label("The text of one report").fill("De brug bij Zandwijk is dicht, zegt wethouder Karel de Wit.")
    page.get_by_label("Outlet").fill("De Loper")
    page.get_by_label("Only look").check()
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", level=1, name="What this adds")).to_be_visible()
    expect(page.get_by_text("De brug bij Zandwijk is dicht")).to_be_visible()


def test_page_of_another_site_changes_nothing(serve: Callable[..., Server], new_page: Callable[..., Page]) -> None:
    """A form that another site's page sends is refused, and says so."""
    page = new_page(watched=False)
    page.goto(f"data:text/html,<form method=post action={serve().origin}/judgements/undo><button>Win!</button></form>")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asked for by a page of another site")
