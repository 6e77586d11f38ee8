"""Layouts of news pages: each puts a report between its furniture and says which words are the report's."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from zegsman_lab.pages.furniture import p

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman_lab.pages.furniture import Furniture


class Made(NamedTuple):
    """A page and the lines of its main text, in order; title and captions count neither way."""

    page: str
    main: list[str]


def _with_subheads(f: Furniture, tag: str = "h2") -> tuple[str, list[str]]:
    """Paragraphs with a subhead before every third one."""
    parts, main = [], []
    for i, one in enumerate(f.report.paragraphs):
        if i and i % 3 == 0 and i // 3 <= len(f.report.subheads):
            subhead = f.report.subheads[i // 3 - 1]
            parts.append(f"<{tag}>{subhead}</{tag}>")
            main.append(subhead)
        parts.append(p(one))
        main.append(one)
    return "".join(parts), main


def semantic(f: Furniture) -> Made:
    """Elements as their names mean them."""
    body, main = _with_subheads(f)
    inner = f"<article><header><h1>{f.report.title}</h1></header>{f.figure()}{body}</article>"
    return Made(f.page(f"<header>{f.nav()}</header><main>{inner}</main>{f.most_read()}{f.footer()}", f.linked()), main)


def boxes(f: Furniture) -> Made:
    """Nothing but boxes, with links, a newsletter and advertisements between the paragraphs."""
    parts = []
    for i, one in enumerate(f.report.paragraphs):
        parts.append(f'<div class="blk"><div class="txt">{p(one)}</div></div>')
        parts.append({1: f.also(), 2: f.ad(), 3: f.newsletter(), 4: f.also()}.get(i, ""))
    inner = f'<div class="art"><div class="hl"><h1>{f.report.title}</h1></div>{f.share()}{"".join(parts)}</div>'
    return Made(
        f.page(f'<div class="top">{f.nav()}</div><div class="wrap">{inner}{f.teasers()}</div>{f.footer()}'),
        f.report.paragraphs,
    )


def weblog(f: Furniture) -> Made:
    """The usual theme of a weblog, with who wrote it, related posts and comments."""
    body, main = _with_subheads(f, "h3")
    inner = (
        f'<article class="post"><h1 class="entry-title">{f.report.title}</h1><div class="entry-content">{body}'
        f'<div class="sharedaddy">{f.share()}</div></div>{f.bio()}</article>{f.teasers(3)}{f.comments(5)}'
    )
    return Made(f.page(f'{f.nav()}<div id="primary" class="content-area">{inner}</div>{f.footer()}'), main)


def cookie_wall(f: Furniture) -> Made:
    """A wall of cookies above everything, longer than a short report."""
    body, main = _with_subheads(f)
    inner = f'<div class="story"><h1>{f.report.title}</h1><div itemprop="articleBody">{body}</div></div>'
    return Made(f.page(f"{f.cookies()}{f.nav()}{inner}{f.most_read()}{f.footer()}", f.linked()), main)


def line_breaks(f: Furniture) -> Made:
    """A table for a layout, and line breaks for paragraphs."""
    text = "<br><br>".join(html.escape(one, quote=False) for one in f.report.paragraphs)
    left = "<br>".join(f'<a href="/{i}">{one}</a>' for i, one in enumerate(f.words["nav"]))
    page = (
        f'<table width="100%"><tr><td width="150" class="menu">{left}</td><td><font size="4"><b>{f.report.title}</b></font>'
        f"<br><br>{text}</td><td>{f.most_read()}</td></tr></table>{f.footer()}"
    )
    return Made(f.page(page), f.report.paragraphs)


def components(f: Furniture) -> Made:
    """Every paragraph a component of its own, as large broadcasters build pages."""
    parts = []
    for i, one in enumerate(f.report.paragraphs):
        bold = f"<p><b>{html.escape(one, quote=False)}</b></p>" if i == 0 else p(one)
        parts.append(f'<div data-component="text-block" class="ssrcss-1q">{bold}</div>')
        if i == 2:
            links = "".join(f'<li><a href="/l">{one}</a></li>' for one in f.chance.sample(f.words["teasers"], 3))
            parts.append(f'<div data-component="unordered-list-block"><ul>{links}</ul></div>')
    inner = f'<article>{f.figure()}<h1 id="main-heading">{f.report.title}</h1>{"".join(parts)}{f.teasers(4)}</article>'
    return Made(
        f.page(f'<div id="root">{f.nav()}<main id="main-content">{inner}</main>{f.footer()}</div>', f.linked()),
        f.report.paragraphs,
    )


def paywall(f: Furniture) -> Made:
    """The beginning of a report, then the wall of its publisher."""
    shown = f.report.paragraphs[:2]
    inner = (
        f'<article><h1>{f.report.title}</h1>{"".join(map(p, shown))}<div class="paywall-overlay premium-gate">'
        f"{p(f.words['paywall'])}</div></article>{f.teasers(6)}{f.comments(3)}"
    )
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.footer()}", f.linked(isAccessibleForFree=False)), shown)


def short_item(f: Furniture) -> Made:
    """Two short paragraphs among many teasers."""
    shown = f.report.paragraphs[:2]
    inner = f'<div class="article__body"><h1>{f.report.title}</h1>{"".join(map(p, shown))}</div>'
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.teasers(8)}{f.most_read()}{f.footer()}", f.linked()), shown)


def interview(f: Furniture) -> Made:
    """Questions in bold, quotations in blocks, and a pulled quotation that repeats one."""
    parts, main = [], []
    for i, one in enumerate(f.report.paragraphs):
        if i and i <= len(f.report.questions):
            parts.append(f"<p><strong>{f.report.questions[i - 1]}</strong></p>")
            main.append(f.report.questions[i - 1])
        quoted = i % 3 == 2
        parts.append(f"<blockquote>{p(one)}</blockquote>" if quoted else p(one))
        main.append(one)
    pulled = f'<aside class="pullquote">{p(f.report.paragraphs[1].split(". ")[0])}</aside>'
    inner = f"<article><h1>{f.report.title}</h1>{''.join(parts[:4])}{pulled}{''.join(parts[4:])}{f.share()}</article>"
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.footer()}"), main)


def lists_and_tables(f: Furniture) -> Made:
    """A report with a list of points and a table of figures."""
    items = "".join(f"<li>{one}</li>" for one in f.report.items)
    rows = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in f.report.rows)
    first, rest = f.report.paragraphs[:2], f.report.paragraphs[2:]
    body = f"{''.join(map(p, first))}<ul>{items}</ul>{''.join(map(p, rest))}<table class='data'>{rows}</table>"
    main = [*first, *f.report.items, *rest, *(f"{one} {other}" for one, other in f.report.rows)]
    return Made(f.page(f"{f.nav()}<main><article><h1>{f.report.title}</h1>{body}</article></main>{f.footer()}"), main)


def pictures(f: Furniture) -> Made:
    """A picture with its caption after each paragraph."""
    body = "".join(p(one) + f.figure(i % 2) for i, one in enumerate(f.report.paragraphs))
    inner = f'<article class="photo-story"><h1>{f.report.title}</h1>{body}</article>'
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.most_read()}{f.footer()}"), f.report.paragraphs)


def endless(f: Furniture) -> Made:
    """The report, and under it the beginnings of the next ones, as pages that scroll on load them."""
    body, main = _with_subheads(f)
    following = "".join(
        f'<div class="next-story"><h2><a href="/n">{teaser}</a></h2>{p(f.chance.choice(f.words["teaser_texts"]))}</div>'
        for teaser in f.chance.sample(f.words["teasers"], 6)
    )
    inner = f'<article class="main-story"><h1>{f.report.title}</h1>{body}</article>{following}'
    return Made(f.page(f'{f.nav()}<div class="stream">{inner}</div>{f.footer()}', f.linked()), main)


def scripted(f: Furniture) -> Made:
    """A page that a script fills: its text stands in JSON-LD alone."""
    about = f.linked(articleBody="\n\n".join(f.report.paragraphs))
    return Made(
        f.page('<div id="app"></div><noscript>JavaScript is nodig / required.</noscript>', about), f.report.paragraphs
    )


def divisions(f: Furniture) -> Made:
    """Paragraphs in boxes without an element of their own."""
    parts = "".join(f'<div class="paragraph">{html.escape(one, quote=False)}</div>' for one in f.report.paragraphs)
    inner = f'<section class="article-section"><h1>{f.report.title}</h1><div class="body-copy">{parts}</div></section>'
    return Made(f.page(f"{f.nav()}{inner}{f.teasers(5)}{f.footer()}"), f.report.paragraphs)


def long_comments(f: Furniture) -> Made:
    """Far more words of readers than of the report."""
    body, main = _with_subheads(f)
    inner = f'<div id="content"><h1>{f.report.title}</h1><div class="artikel-tekst">{body}</div></div>'
    return Made(f.page(f"{f.nav()}{inner}{f.comments(16, name='reacties')}{f.footer()}"), main)


def hidden_copy(f: Furniture) -> Made:
    """A hidden copy for printing, and one to be read aloud, beside the report."""
    body, main = _with_subheads(f)
    copied = (
        f'<div class="print-only" style="display:none" aria-hidden="true">{"".join(map(p, f.report.paragraphs))}</div>'
    )
    inner = f'<article><h1>{f.report.title}</h1><div class="article-body">{body}</div></article>{copied}'
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.footer()}"), main)


def magazine(f: Furniture) -> Made:
    """A standfirst, small capitals, links and emphasis within paragraphs, a box of facts, a note on the author."""
    marked = []
    for one in f.report.paragraphs:
        words = html.escape(one, quote=False).split(" ")
        words[1:3] = [f'<a href="/w">{" ".join(words[1:3])}</a>']
        words[-2:] = [f"<em>{' '.join(words[-2:])}</em>"]
        marked.append(f"<p>{' '.join(words)}</p>")
    facts = f'<aside class="infobox"><h4>Info</h4>{p(f.words["newsletter"])}</aside>'
    inner = f"<article><h1>{f.report.title}</h1>{''.join(marked[:3])}{facts}{''.join(marked[3:])}{f.bio()}</article>"
    return Made(f.page(f"{f.nav()}<main>{inner}</main>{f.teasers(4)}{f.footer()}", f.linked()), f.report.paragraphs)


def mobile(f: Furniture) -> Made:
    """A page for telephones, with elements of its own and advertisements between paragraphs."""
    parts = []
    for i, one in enumerate(f.report.paragraphs):
        parts.append(p(one))
        if i % 2:
            parts.append(f'<amp-ad width="300" type="x"></amp-ad>{f.ad()}')
    inner = f'<article><h1>{f.report.title}</h1><amp-img src="a.jpg"></amp-img>{"".join(parts)}</article>'
    return Made(
        f.page(f"<amp-sidebar>{f.nav()}</amp-sidebar>{inner}{f.share()}{f.teasers(3)}{f.footer()}"), f.report.paragraphs
    )


def unnamed(f: Furniture) -> Made:
    """Classes that say nothing, as built sites have; teasers look like the report."""
    parts = "".join(
        f'<div class="a1"><p class="a2">{html.escape(one, quote=False)}</p></div>' for one in f.report.paragraphs
    )
    inner = f'<div class="z9"><h1 class="q">{f.report.title}</h1><div class="k7">{parts}</div></div>'
    return Made(
        f.page(f'<div class="m1">{f.nav()}{inner}{f.teasers(6, plain=True)}</div>{f.footer()}'), f.report.paragraphs
    )


def old_school(f: Furniture) -> Made:
    """Markup that does not close, in the manner of twenty years ago."""
    parts = "".join(f"<P>{html.escape(one, quote=False)}\n" for one in f.report.paragraphs)
    page = f"<CENTER>{f.nav()}</CENTER><H1>{f.report.title}</H1>\n{parts}<HR>{f.most_read()}<P><FONT SIZE=1>{f.words['footer']}"
    return Made(f.page(page), f.report.paragraphs)


LAYOUTS: dict[str, Callable[[Furniture], Made]] = {
    one.__name__: one
    for one in (
        semantic, boxes, weblog, cookie_wall, line_breaks, components, paywall, short_item, interview, lists_and_tables,
        pictures, endless, scripted, divisions, long_comments, hidden_copy, magazine, mobile, unnamed, old_school,
    )
}  # fmt: skip
