"""Takes the pictures for docs/: six pages of the examples, light and dark, wide and narrow, and a dossier.

usage: python .ci/pictures.py [FOLDER]

Reads `examples/` into a case of its own, serves it, and looks at it in Chromium.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--font-render-hinting=none"]  # fmt: skip
SIZES = {"wide": (1280, 1500), "narrow": (360, 1500)}
"""Pixels shown of each page: enough to see how it is laid out, not a roll of paper."""
DOSSIER = (1200, 1400)
COLOURS = 128
"""Of a picture; the pages have few, and the files a third of the size."""


def main() -> None:
    """Writes the pictures of the pages into a folder, `docs/pages` unless another is named; the dossier's above it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        case = str(Path(place) / "examples.db")
        reports = [str(one.relative_to(ROOT)) for one in sorted((ROOT / "examples").glob("*/reports"))]
        subprocess.run([sys.executable, "-m", "zegsman", "read", *reports, "--case", case, "-q"], cwd=ROOT, check=True)
        command = [sys.executable, "-m", "zegsman", "serve", "--case", case, "--port", "0", "--who", "Ada"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            assert server.stdout is not None
            origin = server.stdout.readline().strip().rstrip("/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                for name, address in addresses(origin).items():
                    take(browser, origin + address, folder, name)
                story = addresses(origin)["story"]
                look(browser, f"{origin}{story}/dossier", DOSSIER, folder.parent / "dossier.png")
                browser.close()
            server.terminate()


def addresses(origin: str) -> dict[str, str]:
    """The six pages: of the largest story, and of what is told of most in it."""

    def asked(path: str) -> Any:
        with urlopen(origin + path) as answer:  # a server on this machine
            return json.load(answer)

    story = asked("/api/stories")[0]["id"]
    dossier = asked(f"/api/stories/{story}")
    claim = max(dossier["claims"], key=lambda one: len(one["statements"]))
    entity = max((one for one in dossier["entities"] if one["type"] == "PER"), key=lambda one: len(one["mentions"]))
    report = next(one for one in dossier["reports"] if one["language"] == "nl")
    return {
        "case": "/",
        "story": f"/story/{story}",
        "claim": f"/story/{story}/claim/{claim['statements'][0]}",
        "report": f"/story/{story}/report/{report['id']}",
        "sources": f"/story/{story}/sources",
        "entity": f"/story/{story}/entity/{entity['id']}",
    }


def take(browser: Browser, address: str, folder: Path, name: str) -> None:
    """The four pictures of one page, Dutch in the light and English in the dark."""
    for scheme, locale in (("light", "nl-NL"), ("dark", "en-GB")):
        for size, pixels in SIZES.items():
            file = folder / f"{re.sub(r'[^a-z]', '', name)}-{scheme}-{size}.png"
            look(browser, address, pixels, file, scheme=scheme, locale=locale)


def look(
    browser: Browser, address: str, pixels: tuple[int, int], file: Path, *, scheme: str = "light", locale: str = "nl-NL"
) -> None:
    """One picture of a page, as much as fits so many pixels."""
    context = browser.new_context(
        viewport={"width": pixels[0], "height": pixels[1]}, color_scheme=scheme, locale=locale  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(file, optimize=True)
    context.close()


if __name__ == "__main__":
    main()
