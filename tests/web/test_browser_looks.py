"""Every page in a real browser: accessible, within its window, without errors, and readable without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from web.walks import breaches, opened, overflow, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("nl-NL", 1280, "light"), ("en-GB", 360, "dark")],
)
def test_every_page_is_accessible_and_fits(
    examples_server: Server, new_page: Callable[..., Page], locale: str, width: int, scheme: str
) -> None:
    """Axe finds nothing on any page, and nothing sticks out of the window, light and dark, wide and narrow."""
    page = new_page(locale=locale, width=width, scheme=scheme)
    wrong = {}
    for address in walk(examples_server.origin):
        page.goto(examples_server.origin + address)
        assert page.locator("html").get_attribute("lang") == locale[:2]
        found = breaches(page)
        if overflow(page) > 0:
            found.append(f"{overflow(page)} pixels too wide")
        if found:
            wrong[address] = found
    assert wrong == {}


def test_pages_read_without_scripts(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """From the front page through a filter to a claim and its words, without JavaScript."""
    page = new_page(scripts=False)
    page.goto(examples_server.origin)
    page.locator(".story-row h2 a").first.click()
    page.get_by_role("link", name="disputed").first.click()
    cards = page.locator("article.claim")
    assert cards.count() == page.locator("article.claim.is-disputed").count() > 0
    words = cards.first.locator(".said a").inner_text()
    cards.first.locator(".said a").click()
    expect(page.locator("h1")).to_have_text(words)
    expect(page.locator(".said-by").first).to_be_visible()
    page.locator(".pick input").first.check()
    expect(page.get_by_role("button", name="Part the ticked")).to_be_visible()


def test_language_is_switched_and_kept(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """The reader's choice of language outranks his browser's, on the page where he is and on the next."""
    page = new_page(locale="nl-NL")
    page.goto(f"{examples_server.origin}/help")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(f"{examples_server.origin}/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")
    page.goto(examples_server.origin)
    expect(page.get_by_role("heading", level=1)).to_have_text("The case")


def test_printing_gives_the_dossier(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """The page to print is the whole dossier, with every claim on it and none of the pages' controls."""
    page = new_page()
    page.goto(examples_server.origin)
    page.locator(".story-row h2 a").first.click()
    expect(page.locator("[data-print]")).to_be_visible()
    with page.expect_popup() as pressing:
        opened(page).keyboard.press("Control+p")
    pressed = pressing.value
    page.get_by_role("link", name="to print").click()
    for one in (page, pressed):
        one.wait_for_load_state()
        assert one.locator("#claims .claim").count() > 60
        assert one.locator("form, .bar").count() == 0
