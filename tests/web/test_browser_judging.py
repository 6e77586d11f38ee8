"""Judging in a browser: the page changes at once, undo takes it back, and it outlives a rerun."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from web.walks import Json, asked, opened, worked_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from web.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.encoder]
LATER = "---\noutlet: De Havenkrant\ndate: 2026-05-20\n---\nDe Solund Vega ligt nog in Terneuzen, zegt de douane.\n"


def read_later(case: Path, folder: Path) -> None:
    """Has the command line read another report into the case, which works its stories out anew."""
    later = folder / "later.txt"
    later.write_text(LATER, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "zegsman", "read", str(later), "--case", str(case), "-q"], check=True)


def are_joined(origin: str, story: str, judgement: Json) -> bool:
    """Whether both sides of a judgement about claims stand in one claim now."""
    claims = asked(f"{origin}/api/stories/{story}")["claims"]
    return any({judgement["left"], judgement["right"]} <= set(claim["statements"]) for claim in claims)


def test_claims_are_joined_by_keys_and_parted_again(
    case: Path, serve: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    """Two picked claims become one on the page that follows; a rerun keeps it so; u takes it back."""
    origin = serve().origin
    page = new_page()
    story = asked(f"{origin}/api/stories")[0]["id"]
    page.goto(f"{origin}/story/{story}")
    expect(page.locator("#pair")).to_be_hidden()
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    expect(page.locator("#pair")).to_be_in_viewport()
    page.get_by_label("Why (kept with it)").fill("tweemaal hetzelfde")
    page.get_by_label("Who decides").fill("Ada")
    page.get_by_role("button", name="They are the same").click()
    expect(page.locator(".notice.is-kept")).to_be_visible()
    worked_out(page)
    expect(page.locator("article.claim .person").first).to_be_visible()
    row = asked(f"{origin}/api/judgements")[0]
    assert are_joined(origin, story, row)
    read_later(case, tmp_path)
    assert are_joined(origin, story, row)
    page.goto(f"{origin}/judgements")
    expect(page.get_by_text("tweemaal hetzelfde")).to_be_visible()
    opened(page).keyboard.press("u")
    expect(page.get_by_text("The judgement is undone.")).to_be_visible()
    worked_out(page)
    expect(page.locator(".act.undone")).to_have_count(1)
    assert not are_joined(origin, story, row)


def judge_name(page: Page, subject: str, other: str, button: str) -> None:
    """Fills in the form of an entity or a source, and presses one of its buttons."""
    form = page.locator(f"form.judge:has(input[value='{subject}'])")
    form.locator("input[name='other']").fill(other)
    form.get_by_label("Why (kept with it)").fill("zo bekend")
    form.get_by_role("button", name=button).click()


def judge_reliability(page: Page, letter: str) -> None:
    """Gives a source its letter."""
    form = page.locator("form.judge:has(input[value='reliability'])")
    form.get_by_role("radio", name=re.compile(f"^{letter} ")).check()
    form.get_by_label("Why (kept with it)").fill("eerder juist")
    form.get_by_role("button", name="Keep").click()


def test_names_and_sources_are_judged_outlive_a_rerun_and_are_undone(
    case: Path, serve: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    """What is judged of a name or a source stands on its page at once, also after a rerun; u takes each of it back."""
    origin = serve().origin
    page = new_page()
    story = asked(f"{origin}/api/stories")[0]["id"]
    dossier = asked(f"{origin}/api/stories/{story}")
    speakers = [one for one in dossier["sources"] if one["kind"] == "person" and one["named"]][:2]
    spoken = {name for one in speakers for name in (one["name"], *one["aliases"])}
    people = [
        one for one in dossier["entities"] if one["type"] == "PER" and not spoken & {one["name"], *one["aliases"]}
    ]
    body = next(one["name"] for one in dossier["sources"] if one["kind"] == "government")
    acts: list[tuple[str, Json, Callable[[], None], str]] = [
        ("source", speakers[0], lambda: judge_reliability(page, "B"), "has reliability B"),
        ("source", speakers[1], lambda: judge_name(page, "origin", body, "It belongs to"), f"belongs to {body}"),
        ("entity", people[0], lambda: judge_name(page, "entity", people[1]["name"], "They are the"), "are the same"),
    ]
    for kind, thing, judge, told in acts:
        page.goto(f"{origin}/story/{story}/{kind}/{thing['id']}")
        judge()
        expect(page.locator(".notice.is-kept")).to_be_visible()
        worked_out(page)
        expect(page.locator("header .person", has_text=told)).to_be_visible()
    read_later(case, tmp_path)
    assert len(asked(f"{origin}/api/stories/{story}")["judgements"]) == len(acts)
    for kind, thing, _, told in acts:
        page.goto(f"{origin}/story/{story}/named?name={quote(thing['name'])}")
        if f"/{kind}/" in page.url:
            expect(page.locator("header .person", has_text=told)).to_be_visible()
    page.goto(f"{origin}/judgements")
    for n_undone in range(1, len(acts) + 1):
        opened(page).keyboard.press("u")
        expect(page.locator(".act.undone")).to_have_count(n_undone)
        worked_out(page)
    assert asked(f"{origin}/api/stories/{story}")["judgements"] == []


def test_statement_is_parted_and_undone_with_the_button(
    serve: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    """A statement that does not belong to a claim leaves it at once, and comes back with Undo."""
    origin = serve().origin
    page = new_page()
    story = asked(f"{origin}/api/stories")[0]["id"]
    claims = asked(f"{origin}/api/stories/{story}")["claims"]
    claim = max(claims, key=lambda one: len(one["statements"]))
    page.goto(f"{origin}/story/{story}/claim/{claim['statements'][0]}")
    expect(page.locator(".said-by")).to_have_count(len(claim["statements"]))
    page.locator(".said-by .pick input").last.check()
    page.get_by_role("button", name="Part the ticked").click()
    expect(page.locator(".notice.is-kept")).to_be_visible()
    worked_out(page)
    expect(page.locator(".said-by")).to_have_count(len(claim["statements"]) - 1)
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The judgement is undone.")).to_be_visible()
    worked_out(page)
    expect(page.locator(".said-by")).to_have_count(len(claim["statements"]))
