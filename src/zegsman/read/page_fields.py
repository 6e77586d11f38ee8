"""What a web page says of itself: JSON-LD, OpenGraph, meta elements, the canonical address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from zegsman.read.credits import agency_named
from zegsman.read.reports import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_META = {
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "date": (
        "article:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
    ),
    "author": ("author", "article:author", "dc.creator", "byl"),
    "title": ("og:title", "dc.title", "twitter:title"),
    "canonical": ("og:url",),
    "lang": ("og:locale", "language", "dc.language", "content-language"),
    "agency": ("news_agency", "agency", "dc.source", "source"),
    "rights": ("dcterms.rights", "dc.rights", "rights", "copyright", "dcterms.license"),
}
_ARTICLES = ("NewsArticle", "Article", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "AnalysisNewsArticle")
_LD = {
    "title": ("headline",),
    "date": ("datePublished", "dateCreated"),
    "author": ("author",),
    "outlet": ("publisher",),
    "canonical": ("url", "mainEntityOfPage"),
    "lang": ("inLanguage",),
    "agency": ("sourceOrganization", "copyrightHolder", "provider", "creditText"),
    "rights": ("usageInfo", "license", "copyrightNotice"),
}


def find_page_fields(tree: Any, about: Mapping[str, str], url: str | None) -> dict[str, str]:
    """The fields of a report that a parsed page gives; one that it does not give is absent, never invented.

    JSON-LD outranks OpenGraph and meta elements, those outrank what the extractor (`about`) found. The outlet is
    the site's own name, else its domain. An agency is only what a list of agencies knows.
    """
    linked = _linked_fields(tree)
    metas = _from_metas(tree)
    fields: dict[str, str] = {}
    for name in _META:
        if value := linked.get(name) or metas.get(name) or about.get(name):
            fields[name] = value
    if canonical := _canonical(tree) or web_address(fields.pop("canonical", None)):
        fields["canonical"] = canonical
    address = canonical or url
    if "lang" not in fields and (lang := tree.get("lang")):
        fields["lang"] = lang
    if "outlet" not in fields and address and (site := _site(address)):
        fields["outlet"] = site
    agency = next((known for one in (linked, metas) if (known := agency_named(one.get("agency", "")))), None)
    fields.pop("agency", None)
    if agency and agency != agency_named(fields.get("outlet", "")):
        fields["agency"] = agency
    return fields


def _site(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _canonical(tree: Any) -> str | None:
    for href in tree.xpath("//link[@rel='canonical']/@href"):
        if str(href).startswith(("http://", "https://")):
            return str(href)
    return None


def _from_metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        if name and meta.get("content", "").strip():
            found.setdefault(name, meta.get("content").strip())
    fields = {field: next((found[name] for name in names if name in found), "") for field, names in _META.items()}
    if fields["author"].startswith("http"):
        fields["author"] = ""
    return {field: value for field, value in fields.items() if value}


def _linked_fields(tree: Any) -> dict[str, str]:
    for thing in linked_things(tree):
        return {ours: flat for ours, names in _LD.items() if (flat := _first(thing, names))}
    return {}


def linked_things(tree: Any) -> Iterator[dict[str, Any]]:
    """The reports that a page describes in JSON-LD, live blogs among them, in order."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(value)


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The articles in a JSON-LD block, also in its graph."""
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _things(value.get("@graph", []), depth + 1)


def _first(thing: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((flat for name in names if (flat := _flat(thing.get(name)))), "")


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return ", ".join(part for part in map(_flat, value) if part)
    if isinstance(value, dict):
        return _flat(value.get("name") or value.get("@id") or "")
    return ""
