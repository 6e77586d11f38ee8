"""The one way in: bytes to reports or refusals."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.read.media_types import HTML, PDF
from zegsman.read.readers import FAULT, READERS, read_reports
from zegsman.read.reports import Reading, ReadOptions, Refusal
from zegsman.record.report import BlockKind, Report, sha256_of

TEXT = "De brug over de rivier is dicht.\n\nDat meldt de gemeente Proefdam."
PAGE = """<!DOCTYPE html><html lang="nl-NL"><head><title>Brug dicht - De Proefbode</title>
<meta property="og:site_name" content="De Proefbode"><link rel="canonical" href="https://proefbode.example/brug">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Brug over de rivier dicht", "datePublished": "2024-03-05T08:40:00+01:00",
"author": {"@type": "Person", "name": "Jan Proef"}, "sourceOrganization": {"name": "ANP"}}</script>
<script>document.write("<p>KWAAD SCRIPT</p>"); alert(1)</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Brug over de rivier dicht</h1><p>De brug over de rivier is sinds gisteren dicht omdat een schip er
tegenaan is gevaren. Dat heeft de gemeente Proefdam vanochtend gemeld aan omwonenden en aan de schippers.</p>
<figure><img src="x.jpg" onerror="alert(2)"><figcaption>De gesloten brug bij Proefdam, gisteravond laat. Foto: Jan
Proef</figcaption></figure><h2>Geen omleiding</h2><p>Er is volgens een woordvoerder van de gemeente geen andere weg
naar de overkant. &ldquo;We werken er dag en nacht aan&rdquo;, zegt zij, maar hoe lang het duurt weet niemand.</p>
<p>Lees ook: Zo kwam de brug er</p></article><footer>Alle rechten voorbehouden</footer></body></html>"""


def only(data: bytes, path: str = "brug.txt") -> Report:
    """The one report that bytes hold."""
    found = list(read_reports(data, ReadOptions(path=path)))
    assert len(found) == 1
    assert isinstance(found[0], Reading), found[0]
    assert found[0].report.sha256 == sha256_of(data)
    return found[0].report


def refusal(data: bytes, path: str = "brug.txt") -> str:
    """The reason for which bytes are refused as a whole."""
    found = list(read_reports(data, ReadOptions(path=path)))
    assert [type(one) for one in found] == [Refusal]
    assert isinstance(found[0], Refusal)
    assert found[0].path == path
    return found[0].reason


def test_read_plain_text() -> None:
    """A text with front matter gives its fields; the front matter is no part of the text."""
    report = only(
        b"---\noutlet: De Proefbode\ndate: 2024-03\ntitle: Brug dicht\nlang: nl\nurl: https://p.example/1\n---\n"
        + TEXT.encode()
    )
    assert (report.outlet, report.title, report.published.value, report.language) == (
        "De Proefbode",
        "Brug dicht",
        "2024-03",
        "nl",
    )
    assert report.text == TEXT
    assert report.url == "https://p.example/1"


def test_read_nothing_invented() -> None:
    """Without date, outlet and title there is none."""
    report = only(TEXT.encode())
    assert (report.outlet, report.title, report.published.value, report.agency, report.url) == (
        None,
        None,
        None,
        None,
        None,
    )


def test_read_headline() -> None:
    """A first line that is a headline gives the title and stays in the text."""
    report = only(b"Brug dicht\n\n" + TEXT.encode())
    assert report.title == "Brug dicht"
    assert report.blocks[0].kind is BlockKind.SUBHEAD


def test_read_same_text_other_bytes() -> None:
    """The same text in other bytes is another original with the same text."""
    assert only(TEXT.encode()).text == only(TEXT.replace("\n", "\r\n").encode("utf-16")).text


def test_read_page() -> None:
    """A page gives title, outlet, day, author, language, agency and address, and its paragraphs without its scripts."""
    report = only(PAGE.encode(), "brug.html")
    assert report.title == "Brug over de rivier dicht"
    assert report.outlet == "De Proefbode"
    assert report.published.value == "2024-03-05"
    assert report.author == "Jan Proef"
    assert report.language == "nl"
    assert report.agency == "ANP"
    assert report.url == "https://proefbode.example/brug"
    assert "KWAAD" not in report.text
    assert "alert" not in report.text
    assert "“We werken er dag en nacht aan”" in report.text
    kinds = {block.span.of(report.text)[:14]: block.kind for block in report.blocks}
    assert kinds["De gesloten br"] is BlockKind.CAPTION
    assert kinds["Geen omleiding"] is BlockKind.SUBHEAD


def test_read_page_outlet_from_site() -> None:
    """A page that does not name its outlet has its site for one; one without address has none."""
    bare = PAGE.replace('<meta property="og:site_name" content="De Proefbode">', "")
    assert only(bare.encode(), "x.html").outlet == "proefbode.example"
    nowhere = bare.replace('<link rel="canonical" href="https://proefbode.example/brug">', "")
    assert only(nowhere.encode(), "x.html").outlet is None


def test_read_page_date_not_guessed() -> None:
    """A day that stands in the text or in a copyright line is not the day of publication."""
    page = re.sub(r'"datePublished": "[^"]*",', "", PAGE).replace("sinds gisteren", "sinds 3 maart 2021")
    report = only(page.replace("Alle rechten", "© 2019 Alle rechten").encode(), "x.html")
    assert report.published.value is None


def test_read_page_without_text() -> None:
    """A page without an article is refused with what to do."""
    assert "save the article's text" in refusal(b"<html><head><title>x</title></head><body></body></html>", "x.html")


def test_read_json_fields() -> None:
    """The field names of common scrapers are understood, others kept."""
    value = {
        "maintext": TEXT,
        "title": "Brug",
        "date_publish": "2024-03-05 08:40:00",
        "source_domain": "p.example",
        "authors": ["A", "B"],
        "shares": 3,
    }
    report = only(json.dumps(value).encode(), "x.json")
    assert (report.title, report.published.value, report.outlet, report.author) == (
        "Brug",
        "2024-03-05",
        "p.example",
        "A, B",
    )
    assert ("shares", "3") in report.extra


def test_read_json_lines_one_bad() -> None:
    """A bad line is refused by its number, the others are read."""
    data = b'{"text": "Een bericht over de brug."}\n{broken\n{"geen": "tekst"}\n{"text": "Nog een bericht."}\n'
    found = list(read_reports(data, ReadOptions(path="x.jsonl")))
    assert [one.path if isinstance(one, Refusal) else one.report.path for one in found] == [
        f"x.jsonl#{i}" for i in (1, 2, 3, 4)
    ]
    assert [isinstance(one, Reading) for one in found] == [True, False, False, True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"--- \n---\n", "no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\x00", "a GIF picture"),
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04\x14\x00", "damaged or cut off"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (bytes(range(256)) * 8, "no text"),
        (b"... !!! ???", "no words"),
    ],
)
def test_read_refused(data: bytes, words: str) -> None:
    """What holds no text is refused with what it is."""
    assert words in refusal(data)


@pytest.mark.parametrize("value", ["[]", '"x"', "{}", "{", "[1, 2]", '{"text": ""}', '{"text": null}'])
def test_read_json_refused(value: str) -> None:
    """JSON without a report is refused with what was expected."""
    found = list(read_reports(value.encode(), ReadOptions(path="x.json")))
    assert found
    assert all(isinstance(one, Refusal) and re.search("expected|no words", one.reason) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Brand",
        "👩‍🚒 🔥🔥 brand!",
        "مرحبا بالعالم هذا خبر عاجل",
        "a\tb\tc\n1\t2\t3",
        "woord " * 400_000,
        "\u202eomgekeerd",
        "x" * 100_000,
    ],
    ids=["word", "emoji", "right to left", "table", "no full stop", "override", "one long word"],
)
def test_read_odd_texts(text: str) -> None:
    """Odd texts are read in bounded time."""
    report = only(text.encode())
    assert report.text


@given(st.binary(max_size=400))
def test_read_any_bytes(data: bytes) -> None:
    """Any bytes give reports or refusals, never an error."""
    for media_type in READERS:
        if media_type not in (HTML, PDF):  # each of these costs a process or some milliseconds; the fuzzers try them
            for one in read_reports(data, ReadOptions(), media_type):
                assert isinstance(one, Reading) or FAULT not in one.reason


@pytest.mark.parametrize(
    "page", ["<html>" + "<div>" * 3000, "<html><body><p>" + "a&#0;b" * 50, "<html><!-- <p>x", "<html>\x00<body>x"]
)
def test_read_broken_pages(page: str) -> None:
    """Broken pages give a report or a refusal, never an error."""
    list(read_reports(page.encode(), ReadOptions(path="x.html")))


def test_table_that_names_its_separator() -> None:
    """The first line by which Excel is told the separator is no header."""
    table = "sep=|\r\ndatum|krant|tekst\r\n5-3-2024|Bode|De brug, die oude, is dicht, zegt de gemeente.\r\n"
    (found,) = read_reports(table.encode("utf-8-sig"), ReadOptions(path="a.csv"))
    assert isinstance(found, Reading)
    assert (found.report.outlet, found.report.published.value) == ("Bode", "2024-03-05")
    assert found.report.text.startswith("De brug, die oude")


def test_live_blog_without_prose_above_its_posts() -> None:
    """A title above the posts is no report, also where a word of it looks like a label of the page."""
    posts = "".join(
        f"<article class='liveblog-post'><time datetime='2024-03-05T1{i}:00'>1{i}:00</time>"
        f"<p>Vak {i} van de kade is gestut, zegt de woordvoerder van de gemeente.</p></article>"
        for i in range(3)
    )
    page = f"<html lang='nl'><body><main><h1>Liveblog: kade</h1>{posts}</main></body></html>"
    found = [one for one in read_reports(page.encode(), ReadOptions(path="a.html")) if isinstance(one, Reading)]
    assert [one.report.text[:5] for one in found] == ["Vak 0", "Vak 1", "Vak 2"]
