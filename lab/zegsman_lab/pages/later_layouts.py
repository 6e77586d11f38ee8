"""Layouts written after the reader of pages was built, to tell what it does with pages that it has not met."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from zegsman_lab.pages.furniture import p
from zegsman_lab.pages.layouts import Made

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman_lab.pages.furniture import Furniture


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def hashed_classes(f: Furniture) -> Made:
    """Names made by a build, a standfirst of its own, a teaser within the text."""
    first, *rest = f.report.paragraphs
    parts = [f'<p class="css-{i}x9 e1">{_escaped(one)}</p>' for i, one in enumerate(rest)]
    teaser = f.chance.choice(f.words["teasers"])
    parts.insert(2, f'<a class="css-77 e9" href="/x"><span>{teaser}</span></a>')
    inner = f'<div class="css-a1"><h1 class="css-h">{f.report.title}</h1><p class="css-i2">{_escaped(first)}</p>{"".join(parts)}</div>'
    links = "".join(f'<a class="css-9q" href="/n{i}">{one}</a>' for i, one in enumerate(f.words["nav"]))
    return Made(f.page(f'<div class="css-top">{links}</div>{inner}{f.teasers(4, plain=True)}'), f.report.paragraphs)


def two_reports(f: Furniture) -> Made:
    """Two whole reports on one page: the one asked for, and one that the site wants read as well."""
    body = "".join(map(p, f.report.paragraphs))
    other = "".join(p(one) for one in f.words["teaser_texts"])
    first = f'<article class="full"><h1>{f.report.title}</h1>{body}</article>'
    second = f'<article class="full"><h2><a href="/o">{f.words["teasers"][0]}</a></h2>{other}</article>'
    return Made(f.page(f"{f.nav()}<main>{first}{second}</main>{f.footer()}", f.linked()), f.report.paragraphs)


def comments_as_articles(f: Furniture) -> Made:
    """Comments that are <article> elements within the section of the report, as a common theme writes them."""
    body = "".join(map(p, f.report.paragraphs))
    remarks = "".join(
        f'<li><article id="div-{i}" class="said"><footer><b>Lezer{i}</b> schreef/wrote:</footer><div>{p(one)}</div></article></li>'
        for i, one in enumerate(f.words["comments"])
    )
    inner = f'<section><article><h1>{f.report.title}</h1><div class="inner">{body}</div></article><ol>{remarks}</ol></section>'
    return Made(f.page(f"{f.nav()}{inner}{f.footer()}"), f.report.paragraphs)


def column_first(f: Furniture) -> Made:
    """A column of other things stands before the report in the page."""
    column = "".join(
        f"<section><h3>{one}</h3>{p(f.words['teaser_texts'][i % 3])}</section>"
        for i, one in enumerate(f.words["teasers"][:5])
    )
    body = "".join(map(p, f.report.paragraphs))
    inner = f'<div class="grid"><div class="left-col">{column}</div><div class="mid-col"><h1>{f.report.title}</h1>{body}</div></div>'
    return Made(f.page(f"{f.nav()}{inner}{f.footer()}"), f.report.paragraphs)


def spans(f: Furniture) -> Made:
    """Every paragraph a span in a box of its own, with buttons between."""
    parts = "".join(
        f'<div dir="auto"><span>{_escaped(one)}</span></div><button>+</button>' for one in f.report.paragraphs
    )
    inner = f'<div role="article"><div role="heading" aria-level="1">{f.report.title}</div>{parts}</div>'
    return Made(f.page(f"{f.nav()}{inner}{f.share()}{f.footer()}"), f.report.paragraphs)


def statement(f: Furniture) -> Made:
    """A press statement as one preformatted block, lines broken at a fixed width."""
    import textwrap

    text = "\n\n".join(textwrap.fill(one, 68) for one in f.report.paragraphs)
    return Made(
        f.page(f"{f.nav()}<h1>{f.report.title}</h1><pre>{_escaped(text)}</pre>{f.footer()}"), f.report.paragraphs
    )


def inline_list(f: Furniture) -> Made:
    """A heading and a list of links in the middle of the text, without a name, and a form for tips."""
    parts = [p(one) for one in f.report.paragraphs]
    links = "".join(f'<li><a href="/l{i}">{one}</a></li>' for i, one in enumerate(f.words["teasers"][:3]))
    parts.insert(2, f"<h3>{f.words['related']}</h3><ul>{links}</ul>")
    parts.append(f"<form>{p(f.words['newsletter'])}<input><button>OK</button></form>")
    inner = f"<main><h1>{f.report.title}</h1>{f.figure()}{''.join(parts)}</main>"
    return Made(f.page(f"{f.nav()}{inner}{f.footer()}", f.linked()), f.report.paragraphs)


def wall_of_words(f: Furniture) -> Made:
    """A consent wall of many paragraphs without a name that tells, and a short report."""
    shown = f.report.paragraphs[:3]
    wall = "".join(p(f"{one}.") for one in f.words["cookies"].split(". "))
    inner = f'<div class="x-core"><h1>{f.report.title}</h1>{"".join(map(p, shown))}</div>'
    return Made(
        f.page(f'<div class="x-layer" style="position:fixed">{wall}</div>{f.nav()}{inner}{f.footer()}', f.linked()),
        shown,
    )


def emphasised(f: Furniture) -> Made:
    """Subheads that are bold paragraphs, a first paragraph in bold, a list of related matters at the end."""
    parts, main = [], []
    for i, one in enumerate(f.report.paragraphs):
        if i in (2, 4):
            subhead = f.report.subheads[i // 2 - 1]
            parts.append(f"<p><strong>{subhead}</strong></p>")
            main.append(subhead)
        parts.append(f"<p><strong>{_escaped(one)}</strong></p>" if i == 0 else p(one))
        main.append(one)
    inner = f'<div class="detail"><h1>{f.report.title}</h1>{"".join(parts)}</div>'
    return Made(f.page(f"{f.nav()}{inner}{f.teasers(3)}{f.comments(6, name='praat-mee')}{f.footer()}"), main)


def frames_of_text(f: Furniture) -> Made:
    """Sections with headings, each with paragraphs and a picture, and a box of numbers in figures."""
    parts, main = [], []
    for i, one in enumerate(f.report.paragraphs):
        if i % 2 == 0 and i // 2 < len(f.report.subheads) and i:
            parts.append(f"</section><section class='chapter'><h2>{f.report.subheads[i // 2 - 1]}</h2>{f.figure(1)}")
            main.append(f.report.subheads[i // 2 - 1])
        parts.append(p(one))
        main.append(one)
    numbers = "".join(f"<dt>{one}</dt><dd>{other}</dd>" for one, other in f.report.rows)
    inner = f"<article><h1>{f.report.title}</h1><section class='chapter'>{''.join(parts)}</section><dl>{numbers}</dl></article>"
    main += [words for row in f.report.rows for words in row]
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.most_read()}{f.footer()}"), main)


LATER_LAYOUTS: dict[str, Callable[[Furniture], Made]] = {
    one.__name__: one
    for one in (
        hashed_classes, two_reports, comments_as_articles, column_first, spans, statement, inline_list, wall_of_words,
        emphasised, frames_of_text,
    )
}  # fmt: skip
