"""The pages by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from web.walks import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]


def focused_item(page: Page) -> int:
    """The place of the item that holds the focus; -1 for none."""
    place: int = page.evaluate(
        "[...document.querySelectorAll('[data-item]')].findIndex((item) => item.contains(document.activeElement))"
    )
    return place


def test_keys_move_open_search_and_help(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """J and k go through stories and claims, Enter opens, / searches, ? tells the keys, g h goes home."""
    page = new_page()
    page.goto(examples_server.origin)
    page.keyboard.press("j")
    assert focused_item(page) == 0
    page.keyboard.press("Enter")
    expect(page.locator("#claims")).to_be_visible()
    opened(page)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert focused_item(page) == place
        expect(page.locator(":focus")).to_be_in_viewport()
    words = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(words)
    opened(page).keyboard.press("j")
    expect(page.locator("h1")).not_to_have_text(words)
    opened(page).keyboard.press("k")
    expect(page.locator("h1")).to_have_text(words)
    opened(page).keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    for key in ("j", "k", "Enter", "x", "u", "/", "?"):
        expect(page.get_by_role("dialog").locator("kbd", has_text=key).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("kapitein j ?")
    page.keyboard.press("Enter")
    expect(page.locator("#ask-words")).to_have_value("kapitein j ?")
    opened(page).locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(f"{examples_server.origin}/")


def test_keys_are_switched_off(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """After the reader switches the keys off they do nothing, and what they did is done with Tab and Enter."""
    page = new_page()
    page.goto(examples_server.origin)
    page.get_by_role("button", name="Switch single-letter keys off").press("Enter")
    expect(page.get_by_role("button", name="Switch single-letter keys on")).to_be_visible()
    opened(page).keyboard.press("j")
    page.keyboard.press("?")
    assert focused_item(page) == -1
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_tab_reaches_everything_with_a_visible_focus(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """Tab starts at the link over the menu, and every stop shows that it has the focus."""
    page = new_page()
    page.goto(examples_server.origin)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
