"""The addresses of a case that a browser walks through, and what it may not find there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from zegsman.web.routes import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

Json = dict[str, Any]
PATIENCE_S = 180
"""Seconds that a test waits for a browser or server: a machine that does much besides is slow, not broken."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def asked(address: str) -> Any:
    """What the API answers at an address."""
    with urlopen(address) as answer:  # a server on this machine
        return json.load(answer)


def walk(origin: str) -> list[str]:
    """An address of every page that shows something, of the largest story and the things most told of in it."""
    story = asked(f"{origin}/api/stories")[0]
    dossier = asked(f"{origin}/api/stories/{story['id']}")
    claim = max(dossier["claims"], key=lambda one: len(one["statements"]))
    left, right = dossier["reports"][0]["id"], dossier["reports"][min(1, len(dossier["reports"]) - 1)]["id"]
    sources = [source for statement in dossier["statements"] for source in statement["chain"]]
    places = {
        "story": story["id"],
        "claim": claim["statements"][0],
        "report": left,
        "source": max(set(sources), key=sources.count) if sources else dossier["sources"][0]["id"],
        "entity": max(dossier["entities"], key=lambda one: len(one["mentions"]))["id"] if dossier["entities"] else "",
    }
    shown = [one.path for one in PAGES if one.method == "GET"]
    shown = [one for one in shown if not re.search(r"\{(job|format)\}|/named|/dossier$|/original$", one)]
    if not dossier["entities"]:
        shown = [one for one in shown if "{entity}" not in one]
    found = [re.sub(r"\{(\w+)\}", lambda match: places[match[1]], one) for one in shown]
    base = f"/story/{story['id']}"
    more = (f"{base}/compare?left={left}&right={right}", f"{base}/report/{left}?beside=original")
    return [*found, "/search?words=de", *more]


def breaches(page: Page) -> list[str]:
    """What axe finds wrong on a page, by rule, with the first places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def opened(page: Page) -> Page:
    """The page once its scripts run; what is pressed before that is lost."""
    page.wait_for_load_state("load")
    return page


def worked_out(page: Page) -> Page:
    """The page once the case is worked out anew after a judgement; it shows itself again then."""
    expect(page.locator("[data-working]")).to_have_count(0, timeout=PATIENCE_S * 1000)
    return opened(page)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide
