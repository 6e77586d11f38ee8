"""The page holds everything itself, says what the dossier says, and no report can break out of its text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tell.builders_of_dossiers import a_dossier, a_source_part
from tell.stories_of_examples import EXAMPLES, weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.page.html import write_html

SLUGS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
VOID = {"meta", "link", "br", "img", "input", "hr"}
HOSTILE = (
    "<script>document.title='x'</script><img src=https://evil.example/x onerror=alert(1)>\n\n"
    "\"'>--></style></title></textarea>{{ 7*7 }}{% raw %} &lt;b&gt; \u202egnirts \x00\x07\x1b[31m " + "lang" * 2000
)


class Reader(HTMLParser):
    """Collects tags, ids and references, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes down a tag."""
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.references.append((value or "")[1:])
            elif name in {"href", "src", "action", "data"}:
                self.addresses.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes down a tag that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Checks that the innermost open tag closes."""
        assert self.open.pop() == tag, f"</{tag}> closes another tag"


def read(html: str) -> Reader:
    """The page read as HTML; every tag must be closed."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("slug", SLUGS)
def test_write_html_is_sound_and_every_reference_leads_somewhere(slug: str) -> None:
    """Tags close, ids are unique, each inner link has its target, and nothing is fetched."""
    reader = read(write_html(compose_dossier(weighed_example(slug))))
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.references) <= set(reader.ids)
    assert reader.addresses == []
    assert "style" not in reader.attributes


def test_write_html_shows_every_statement_in_its_report() -> None:
    """Each statement is one click from its words: its anchor stands in the text of its report."""
    dossier = compose_dossier(weighed_example("kisten-terneuzen"))
    reader = read(write_html(dossier))
    assert {statement["id"] for statement in dossier["statements"]} <= {i.removeprefix("s-") for i in reader.ids}


def test_write_html_makes_hostile_text_harmless() -> None:
    """Scripts, markup, templates, control characters, marks of direction and huge words stay text."""
    dossier = a_dossier(HOSTILE, title=HOSTILE[:200])
    dossier["sources"].append(a_source_part("x' onload='1", HOSTILE[:300]))
    dossier["reports"][0].update(outlet=HOSTILE[:90], url="javascript:alert(1)", path='"><svg onload=1>')
    html = write_html(dossier)
    reader = read(html)
    assert reader.tags.count("script") == 1
    assert not {"onerror", "onload", "src"} & reader.attributes
    assert reader.addresses == []
    assert "49" not in re.sub(r"<style>.*?</style>", "", html.split("<main>")[1], flags=re.DOTALL)[:4000]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", html)


def test_write_html_allows_only_its_own_style_and_script() -> None:
    """The content security policy names the digests of the one style and the one script, and nothing else."""
    html = write_html(a_dossier("Niets."))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy.group(1)


def test_write_html_tells_languages_apart() -> None:
    """The page is in the language of the reports, and words in another language say so."""
    dossier = a_dossier("De brug is dicht.", "De weg ook.", language="nl")
    dossier["reports"][1]["language"] = "en"
    html = write_html(dossier)
    assert '<html lang="nl">' in html
    assert re.search(r'<q class="words" lang="en"', html)


def test_write_html_shows_what_a_person_decided() -> None:
    """A person's decision stands in a frame, and the legend no longer says that there is none."""
    dossier = a_dossier("De brug is dicht.")
    html = write_html(dossier)
    assert "nog geen mens" in html
    judged = {"subject": "entity", "left": "B. Jansma", "right": "Bram Jansma", "verdict": "same", "judge": "person"}
    html = write_html({**dossier, "judgements": [{**judged, "why": "zelfde adres"}]})
    assert "B. Jansma en Bram Jansma zijn hetzelfde: zelfde adres" in html
    assert "nog geen mens" not in html
    judged = {**judged, "subject": "claim", "left": "s1", "right": "s9", "verdict": "different"}
    html = write_html({**dossier, "judgements": [judged]})
    assert "‘De brug is dicht.’ en s9 zijn niet hetzelfde" in html
