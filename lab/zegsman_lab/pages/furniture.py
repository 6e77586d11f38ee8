"""The furniture of news pages: what stands around, between and below the words of a report."""

from __future__ import annotations

import html
import json
import random
from dataclasses import dataclass
from typing import Any

from zegsman_lab.pages.reports import InventedReport, words


def p(text: str) -> str:
    """A paragraph."""
    return f"<p>{html.escape(text, quote=False)}</p>"


@dataclass(slots=True)
class Furniture:
    """Furniture in the language of a report, chosen by chance."""

    report: InventedReport
    chance: random.Random

    @property
    def words(self) -> dict[str, Any]:
        """The words of the language."""
        return words(self.report.language)

    def nav(self) -> str:
        """The bar of sections."""
        links = "".join(f'<li><a href="/{i}">{one}</a></li>' for i, one in enumerate(self.words["nav"]))
        return f'<nav class="main-nav" aria-label="menu"><ul>{links}</ul></nav>'

    def cookies(self) -> str:
        """A wall of cookies."""
        return (
            f'<div id="cookie-consent" class="cmp-overlay" role="dialog"><h2>Cookies</h2>{p(self.words["cookies"])}'
            "<button>OK</button> <button>Nee / No</button></div>"
        )

    def ad(self) -> str:
        """A place for an advertisement."""
        return f'<div class="ad-slot ad--banner" data-ad="x"><span>{self.words["ad"]}</span></div>'

    def also(self) -> str:
        """A link to something else between paragraphs."""
        teaser = self.chance.choice(self.words["teasers"])
        return f'<p class="inline-link"><a href="/x">{self.words["also"].format(teaser=teaser)}</a></p>'

    def teasers(self, n: int = 5, *, plain: bool = False) -> str:
        """Cards of other reports with a line of text each; `plain` without a class that tells."""
        cards = "".join(
            f'<div class="{"c4" if plain else "teaser-card"}"><h3><a href="/t">{teaser}</a></h3>'
            f"{p(self.chance.choice(self.words['teaser_texts']))}</div>"
            for teaser in self.chance.sample(self.words["teasers"], n)
        )
        return f'<div class="{"b2" if plain else "related-articles"}"><h2>{self.words["related"]}</h2>{cards}</div>'

    def most_read(self) -> str:
        """A numbered list of other reports."""
        links = "".join(f'<li><a href="/m">{one}</a></li>' for one in self.chance.sample(self.words["teasers"], 5))
        return f'<aside class="most-read"><h3>{self.words["most_read"]}</h3><ol>{links}</ol></aside>'

    def newsletter(self) -> str:
        """A form for a newsletter."""
        return (
            f'<div class="newsletter-signup"><h4>Nieuwsbrief / Newsletter</h4>{p(self.words["newsletter"])}'
            '<form><input type="email"><button>OK</button></form></div>'
        )

    def share(self) -> str:
        """Buttons to share."""
        links = "".join(f'<li><a href="#">{one}</a></li>' for one in self.words["share"])
        return f'<ul class="share-buttons social">{links}</ul>'

    def comments(self, n: int = 4, *, name: str = "comments") -> str:
        """What readers wrote."""
        found = "".join(
            f'<li class="comment"><strong>Lezer{i}</strong> <time>12:0{i % 10}</time>{p(one)}</li>'
            for i, one in enumerate(self.chance.choices(self.words["comments"], k=n))
        )
        return f'<section id="{name}" class="{name}-list"><h2>{self.words["comments_title"]}</h2><ol>{found}</ol></section>'

    def figure(self, i: int = 0) -> str:
        """A picture with its caption."""
        return f'<figure><img src="a.jpg" alt=""><figcaption>{self.report.captions[i]}</figcaption></figure>'

    def bio(self) -> str:
        """Who wrote it."""
        person = self.chance.choice(self.words["people"])
        return f'<div class="author-bio"><img src="p.jpg">{p(self.words["bio"].format(person=person))}</div>'

    def footer(self) -> str:
        """The foot of the page."""
        links = "".join(f'<a href="/f{i}">{one}</a> ' for i, one in enumerate(self.words["nav"]))
        return f'<footer class="site-footer">{links}{p(self.words["footer"])}</footer>'

    def linked(self, **more: Any) -> str:
        """What the page says of itself in JSON-LD."""
        about = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": self.report.title,
            "datePublished": "2024-03-05T08:40:00+01:00", "author": {"@type": "Person", "name": "Ada Proef"}, **more,
        }  # fmt: skip
        return f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>'

    def page(self, body: str, head: str = "") -> str:
        """A whole page."""
        return (
            f'<!DOCTYPE html><html lang="{self.report.language}"><head><meta charset="utf-8">'
            f"<title>{html.escape(self.report.title)} | De Proefbode</title>{head}"
            f"<style>.x{{color:red}}</style><script>var a = '<p>script</p>';</script></head><body>{body}</body></html>"
        )
