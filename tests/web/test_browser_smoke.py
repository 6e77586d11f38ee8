"""The pages in a real browser before a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]


def test_case_page_leads_to_a_story(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """The front page lists the stories, and each leads to its dossier."""
    page = new_page()
    page.goto(examples_server.origin)
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    assert page.locator(".claim").count() > 10
