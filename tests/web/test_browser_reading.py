"""Reports, sources and drawings in a browser: layers, notes, what falls, by pointer and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from web.walks import asked, breaches, overflow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]
COLOUR = "(mark) => getComputedStyle(mark).backgroundColor"
CLEAR = "rgba(0, 0, 0, 0)"


def story_at(origin: str) -> str:
    """The address of the largest story."""
    return f"{origin}/story/{asked(f'{origin}/api/stories')[0]['id']}"


def report_with_quotes(origin: str) -> str:
    """The address of a report of that story that quotes somebody."""
    at = story_at(origin)
    dossier = asked(at.replace("/story/", "/api/stories/"))
    quoting = next(one["report"] for one in dossier["statements"] if one["kind"] == "direct" and one["chain"])
    return f"{at}/report/{quoting}"


def test_layers_switch_at_once_and_are_kept_in_the_address(
    examples_server: Server, new_page: Callable[..., Page]
) -> None:
    """A layer that is switched off goes at once, and the address brings the choice back."""
    page = new_page()
    page.goto(report_with_quotes(examples_server.origin))
    quoted = page.locator("article > p mark.k-direct").first
    assert quoted.evaluate(COLOUR) != CLEAR
    name = page.locator("article > p .is-name").first
    assert name.evaluate("(one) => getComputedStyle(one).borderTopWidth") == "0px"
    page.get_by_role("checkbox", name="verbatim", exact=True).uncheck()
    page.get_by_role("checkbox", name="names").check()
    assert quoted.evaluate(COLOUR) == CLEAR
    assert name.evaluate("(one) => getComputedStyle(one).borderTopWidth") == "1px"
    page.reload()
    assert page.locator("article > p mark.k-direct").first.evaluate(COLOUR) == CLEAR
    expect(page.get_by_role("checkbox", name="names")).to_be_checked()


def test_layers_work_without_scripts(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """Without JavaScript the button shows the layers that are ticked."""
    page = new_page(scripts=False)
    page.goto(report_with_quotes(examples_server.origin))
    page.get_by_role("checkbox", name="verbatim", exact=True).uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("checkbox", name="verbatim", exact=True)).not_to_be_checked()
    assert page.locator("article > p mark.k-direct").first.evaluate(COLOUR) == CLEAR
    assert "layer=source" in page.url


def test_pointing_at_a_statement_shows_who_says_it(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """The chain of a statement shows under the pointer, stays while it is pointed at, and Escape puts it away."""
    page = new_page()
    page.goto(report_with_quotes(examples_server.origin))
    card = page.locator("#note-card")
    quoted = page.locator("article > p mark.k-direct").first
    quoted.hover()
    expect(card).to_be_visible()
    note = quoted.get_attribute("data-note")
    chain = page.locator(f"#{note} .link").all_text_contents()
    assert card.locator(".link").all_text_contents() == chain != []
    expect(card).to_be_in_viewport(ratio=1)
    card.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_keys_go_through_the_statements_of_a_report(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """J reaches the statements one by one, shows the chain of each and describes it to who cannot see it."""
    page = new_page(width=360)
    page.goto(report_with_quotes(examples_server.origin))
    page.keyboard.press("j")
    focused = page.locator("article .ref:focus")
    expect(focused).to_be_in_viewport()
    expect(page.locator("#note-card")).to_be_visible()
    assert page.locator(f"#{focused.get_attribute('aria-describedby')} .chain").count() == 1
    assert overflow(page) <= 0
    claim = focused.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{examples_server.origin}{claim}")


def test_source_map_shows_what_falls(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """Focus lights up what falls and says it; Enter lists the claims; leaving puts the map back."""
    page = new_page()
    page.goto(story_at(examples_server.origin) + "/sources")
    told = page.locator("#falls-told")
    before = told.inner_text()
    box = page.locator(".box").filter(has_not=page.locator("[data-falls='']")).last
    box.focus()
    expect(told).to_have_text(box.get_attribute("data-told") or "")
    falling = (box.get_attribute("data-falls") or "").split()
    expect(page.locator(".box.falls")).to_have_count(len(falling))
    page.keyboard.press("Escape")
    expect(told).to_have_text(before)
    expect(page.locator(".box.falls")).to_have_count(0)
    box.hover()
    expect(page.locator(".box.falls")).to_have_count(len(falling))
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#falls .lede")).to_have_text(told.inner_text())
    expect(page.locator(".box.chosen")).to_have_count(1)
    expect(page.locator(".box.falls")).to_have_count(len(falling))
    page.get_by_role("link", name="without a choice").click()
    expect(page.locator("#falls")).to_have_count(0)


def test_source_map_chooses_without_scripts(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """Without JavaScript a box leads to what falls with it, drawn and listed."""
    page = new_page(scripts=False)
    page.goto(story_at(examples_server.origin) + "/sources")
    page.locator(".box.kind-report").first.click()
    expect(page.locator("#falls")).to_be_visible()
    assert page.locator(".box.falls").count() > 0


def test_two_reports_are_picked_and_compared(examples_server: Server, new_page: Callable[..., Page]) -> None:
    """Two ticks and a button lay two reports side by side; a number leads to the passage in the other."""
    page = new_page()
    page.goto(story_at(examples_server.origin) + "/reports")
    for place in (0, 1):
        page.locator(".pick input").nth(place).check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".texts article")).to_have_count(2)
    number = page.locator(".texts article").first.locator(".ref").first
    target = number.get_attribute("href") or ""
    number.locator("[aria-hidden]").click()
    expect(page.locator(target)).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_states_of_the_pages_are_accessible(
    examples_server: Server, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    """With a choice made, folds open, the original beside and two reports compared, axe finds nothing either."""
    page = new_page(width=width, scheme=scheme)
    at = story_at(examples_server.origin)
    dossier = asked(at.replace("/story/", "/api/stories/"))
    left, right = (one["id"] for one in dossier["reports"][:2])
    source = next(one["chain"][-1] for one in dossier["statements"] if one["chain"])
    wrong = {}
    for place in (
        f"/sources?node={source}&all=yes",
        f"/report/{left}?beside=original",
        f"/report/{left}?layers=on&layer=name&layer=time",
        f"/compare?pick={left}&pick={right}",
        "/timeline?all=yes",
        "/map",
        "/entities",
    ):
        page.goto(at + place)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if found := [*breaches(page), *(["too wide"] if overflow(page) > 0 else [])]:
            wrong[place] = found
    assert wrong == {}


def test_hostile_originals_stay_characters(
    hostile_case: Path, serve: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    """Beside its report and in a comparison, a hostile original is shown as characters and does nothing."""
    origin = serve(place=hostile_case).origin
    page = new_page(width=360)
    page.on("dialog", lambda dialog: pytest.fail(f"a report opened a dialog: {dialog.message}"))
    at = story_at(origin)
    reports = [one["id"] for one in asked(at.replace("/story/", "/api/stories/"))["reports"]]
    for place in [
        *(f"/report/{one}?beside=original" for one in reports),
        *(f"/compare?pick={reports[0]}&pick={one}" for one in reports[1:]),
    ]:
        page.goto(at + place)
        assert page.evaluate("window.zegsmanHit") is None, place
        assert page.locator("main script, main img, main iframe, main object, main svg[onload]").count() == 0, place
        assert overflow(page) <= 0, place
