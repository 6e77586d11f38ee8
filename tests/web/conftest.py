"""A real case made from the examples, a client for its pages, and a real browser before a real server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from web.walks import PATIENCE_S
from zegsman.desk.casebook import open_casebook
from zegsman.desk.jobs import Jobs
from zegsman.desk.rounds import work_out
from zegsman.desk.shelf import Shelf
from zegsman.desk.taking import take_reports
from zegsman.settings import Settings
from zegsman.web.app import build_app
from zegsman.web.guards import Guard
from zegsman.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = (
    # Without the sandbox, since tests may run as root; without the services that would call home.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


@pytest.fixture(scope="session")
def examples_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with the reports of `examples/`, worked out by the real stages; not to be changed."""
    place = tmp_path_factory.mktemp("case") / "examples.db"
    with open_casebook(str(place)) as book:
        take_reports(book, [str(one) for one in sorted((ROOT / "examples").glob("*/reports"))])
        work_out(book)
    return place


@pytest.fixture(scope="session")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of reports that try to run, load, turn or break something."""
    from web.hostile_reports import write_hostile_reports

    folder = tmp_path_factory.mktemp("hostile")
    with open_casebook(str(folder / "hostile.db")) as book:
        take_reports(book, write_hostile_reports(folder / "reports"))
        work_out(book)
    return folder / "hostile.db"


@pytest.fixture
def case(examples_case: Path, tmp_path: Path) -> Path:
    """A copy of that case for one test to do with as it likes."""
    place = tmp_path / "case.db"
    shutil.copyfile(examples_case, place)
    return place


@pytest.fixture
def site(case: Path) -> Site:
    """The case as it is served on this machine."""
    guard = Guard(names=frozenset({"testserver", "localhost", "127.0.0.1"}))
    shelf = Shelf(str(case), Settings())
    return Site(shelf=shelf, jobs=Jobs(shelf), guard=guard, who="tester")


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """Asks the pages of that site, in English, without a browser."""
    with TestClient(build_app(site), headers={"accept-language": "en"}) as client:
        yield client


class Server:
    """`zegsman serve` as a process of its own."""

    def __init__(self, case: Path, *options: str) -> None:
        command = [sys.executable, "-m", "zegsman", "serve", "--case", str(case), "--port", "0", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "TZ": "UTC"}
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        found = re.match(r"http://[^/]+", self.address)
        assert found, f"the server did not start: {self.stopped()}"
        return found.group()

    def stopped(self) -> str:
        """Stops it and gives what it wrote to standard error."""
        self.process.terminate()
        _, err = self.process.communicate(timeout=PATIENCE_S)
        return err


@pytest.fixture
def serve(case: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers of the case; they are stopped at the end."""
    started: list[Server] = []

    def start(*options: str, place: Path = case) -> Server:
        started.append(Server(place, *options))
        return started[-1]

    yield start
    for one in started:
        if one.process.returncode is None:
            one.stopped()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, which drives the browser that the system has and downloads none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium without a window."""
    if not CHROMIUM:
        pytest.fail("Chromium is not there; `make system` installs it on Debian")
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_S * 1000)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def examples_server(examples_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the examples for tests that only look."""
    place = tmp_path_factory.mktemp("served") / "examples.db"
    shutil.copyfile(examples_case, place)
    server = Server(place)
    assert server.origin
    yield server
    server.stopped()


class Watch:
    """What a page did that it may not do: errors on the console, requests that leave this machine."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.requests: list[str] = []

    def follow(self, page: Page) -> Page:
        """Follows a page from now on."""
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        return page

    @property
    def abroad(self) -> list[str]:
        """Addresses asked for that are not of this machine."""
        return [one for one in self.requests if not re.match(r"(http://(127\.0\.0\.1|localhost)[:/]|data:|blob:)", one)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Sees to it that no page of the test logs an error or asks for anything elsewhere."""
    watch = Watch()
    yield watch
    assert watch.errors == []
    assert watch.abroad == []


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens watched pages, each in a fresh profile: `new_page(locale="nl", width=360, scripts=False)`."""
    contexts = []

    def opened(
        *,
        locale: str = "en-GB",
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        scripts: bool = True,
        watched: bool = True,
    ) -> Page:
        context = browser.new_context(
            locale=locale,
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        contexts.append(context)
        return watch.follow(context.new_page()) if watched else context.new_page()

    yield opened
    for context in contexts:
        context.close()
