"""The main text of web pages: what is taken, what is left out and told."""

from __future__ import annotations

import pytest

from zegsman.read.markup import parse_html
from zegsman.read.page_parts import part_kind
from zegsman.read.readers import read_reports
from zegsman.read.reports import Reading, ReadOptions
from zegsman.record.report import BlockKind, Cut, CutKind, Report

FIRST = "De brug over de Linge bij Proefdam is sinds maandag dicht, nadat een binnenschip een pijler raakte."
SECOND = "Volgens een woordvoerder van de provincie duurt het herstel zeker tot mei, en misschien nog langer."
THIRD = "Schippers varen om via het kanaal, en dat kost hun een halve dag, meldt hun vereniging aan de krant."
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "") -> Report:
    """The report of a page."""
    source = f"<!DOCTYPE html><html lang='nl'><head><title>Brug</title>{head}</head><body>{body}</body></html>"
    (one,) = read_reports(source.encode(), ReadOptions(path="x.html"))
    assert isinstance(one, Reading), one
    return one.report


def paragraphs(report: Report) -> list[str]:
    """The paragraphs that are read."""
    return [block.span.of(report.text) for block in report.blocks if block.kind is BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("attribute", "value", "kind"),
    [
        ("class", "relatedArticles", CutKind.PAGE),
        ("class", "o-related__list u-mt", CutKind.PAGE),
        ("id", "cookie-consent", CutKind.PAGE),
        ("class", "wp-block comments-area", CutKind.COMMENTS),
        ("id", "reacties", CutKind.COMMENTS),
        ("class", "c-paywall", CutKind.PAYWALL),
        ("class", "article-body", None),
        ("class", "main-content", None),
        ("class", "css-1x2y", None),
        ("class", "header-ad-free", CutKind.PAGE),
        ("class", "layout-with-sidebar article", None),
    ],
)
def test_part_kind(attribute: str, value: str, kind: CutKind | None) -> None:
    """Parts of a page are told by the words of their names, however these are strung together."""
    assert part_kind(parse_html(f"<div {attribute}='{value}'>x</div>").find(".//div")) is kind


def test_what_is_left_out_is_told() -> None:
    """Words of the page, of its readers and behind its wall are left out, each told by kind."""
    report = page(
        f"<nav>Home Regio Sport</nav><article><h1>Brug dicht</h1>{PROSE}<div class='paywall'>Neem een abonnement</div>"
        "</article><section class='comments'><p>Typisch weer, zeg.</p></section>"
    )
    assert paragraphs(report) == [FIRST, SECOND, THIRD]
    assert {cut.kind: cut.n_words for cut in report.cut} == {
        CutKind.PAGE: 3, CutKind.PAYWALL: 3, CutKind.COMMENTS: 3
    }  # fmt: skip


def test_page_that_is_not_free() -> None:
    """A page that says that it is not free for everyone is told as behind a wall, also where it names none."""
    linked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    assert Cut(CutKind.PAYWALL) in page(f"<article><h1>Brug dicht</h1>{PROSE}</article>", linked).cut


def test_page_that_a_script_fills() -> None:
    """The text of a page that a script fills is read from what it tells search engines, in its paragraphs."""
    text = "\\n\\n".join((FIRST, SECOND, THIRD))
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{text}"}}</script>'
    report = page("<div id='app'></div>", linked)
    assert paragraphs(report) == [FIRST, SECOND, THIRD]
    assert dict(report.extra)["extractor"] == "JSON-LD"


def test_line_breaks_part_paragraphs() -> None:
    """Two line breaks in a row part paragraphs; one is a blank."""
    report = page(f"<h1>Brug dicht</h1><div>{FIRST}<br><br>{SECOND.replace(' en ', '<br>en ')}<br><br>{THIRD}</div>")
    assert paragraphs(report) == [FIRST, SECOND, THIRD]


def test_table_rows_are_read() -> None:
    """The rows of a table of figures are read, their cells parted; a table for the layout is read as its paragraphs."""
    rows = "<tr><td>Proefdam</td><td>132</td></tr><tr><td>Oudeveer</td><td>87</td></tr>"
    report = page(f"<article><h1>Brug dicht</h1>{PROSE}<table>{rows}</table></article>")
    assert paragraphs(report)[-2:] == ["Proefdam | 132", "Oudeveer | 87"]
    layout = f"<table><tr><td><a href='/'>Home</a></td><td><h1>Brug</h1>{PROSE}</td></tr></table>"
    assert paragraphs(page(layout)) == [FIRST, SECOND, THIRD]


def test_what_stands_above_the_title_is_no_text() -> None:
    """A column or wall of words that stands above the title in the page is left out."""
    above = "<div>" + "<p>Dit is een kolom met heel andere woorden, die boven het bericht in de pagina staat.</p>" * 3
    report = page(f"{above}</div><div><h1>Brug dicht</h1>{PROSE}</div>")
    assert paragraphs(report) == [FIRST, SECOND, THIRD]


def test_teasers_with_linked_headings_are_left_out() -> None:
    """Boxes with a linked heading beside each other are teasers, whatever they are called."""
    card = "<div><h3><a href='/x'>Zo koop je een fiets</a></h3><p>Met dit plan weet je wat je betaalt.</p></div>"
    assert "fiets" not in page(f"<div class='a'><h1>Brug dicht</h1>{PROSE}</div><div class='b'>{card * 4}</div>").text
