"""Reads JSON: one report an object, as scrapers and archives write them; one object a line, or a list of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.encodings import parse_characters
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.record.report import Report

# Names of fields in news-please, trafilatura, newspaper4k, schema.org NewsArticle and common dumps, best first.
_NAMES = {
    "text": ("text", "maintext", "main_text", "articleBody", "content", "body", "raw_text", "article", "fulltext"),
    "title": ("title", "headline", "titel", "name"),
    "date": ("date_publish", "datePublished", "date", "published", "published_at", "publish_date", "pubDate", "dct"),
    "outlet": ("outlet", "sitename", "site_name", "publisher", "publication", "source_domain", "hostname", "source"),
    "author": ("author", "authors", "byline", "creator"),
    "agency": ("agency", "news_agency"),
    "url": ("url", "canonical_url", "source-url", "source_url", "link", "canonical"),
    "lang": ("language", "lang", "inLanguage"),
    "rights": ("rights", "license", "licence", "usageTerms", "copyrightNotice", "copyright"),
}
_KEPT = 500
"""Code points of another field that are kept with the report."""


def read_json_text(data: bytes, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of a JSON file: of one object, or of each object of a list.

    The bytes of a report in a list are that object written anew, so that equal objects are the same report.

    Raises:
        ReadError: if it is no JSON, or an object has no text.
    """
    value = _parse_json(parse_characters(data).text)
    if isinstance(value, dict):
        yield Reading(_report(value, data, options), data)
        return
    if not isinstance(value, list) or not value:
        raise ReadError(f"the JSON holds {_kind(value)}; expected an object with a text, or a list of such objects")
    for i, one in enumerate(value):
        own = json.dumps(one, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield from _one_of_many(one, own, options, i)


def read_json_lines(data: bytes, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of a file with one JSON object a line, each with the bytes of its line.

    A line that cannot be read is refused by its number; the others are not affected.
    """
    decoded = parse_characters(data)
    for i, line in enumerate(decoded.text.split("\n")):
        if not line.strip():
            continue
        own = line.strip().encode("utf-8", "surrogatepass")
        try:
            value = _parse_json(line)
        except ReadError as error:
            yield Refusal(_place(options, i), str(error))
            continue
        yield from _one_of_many(value, own, options, i)


def _one_of_many(value: Any, own: bytes, options: ReadOptions, i: int) -> Iterator[Reading | Refusal]:
    place = _place(options, i)
    try:
        yield Reading(_report(value, own, replace(options, path=place)), own)
    except ReadError as error:
        yield Refusal(place, str(error))


def _place(options: ReadOptions, i: int) -> str:
    """'dump.jsonl#3' for the third report in a file."""
    return f"{options.path or '-'}#{i + 1}"


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is not JSON ({error}); expected an object with a text") from error


def _report(value: Any, data: bytes, options: ReadOptions) -> Report:
    if not isinstance(value, dict):
        raise ReadError(f"the JSON holds {_kind(value)} where a report should be; expected an object with a text")
    given = {field: found for field, names in _NAMES.items() if (found := _first(value, names))}
    text = given.pop("text", None)
    if text is None:
        raise ReadError(f"the JSON object has no text; expected one of the fields {', '.join(_NAMES['text'])}")
    used = {name for names in _NAMES.values() for name in names}
    extra = {str(name): str(one)[:_KEPT] for name, one in value.items() if name not in used and _is_plain(one)}
    return compose_report(Received(text=text, fields=given, extra=extra), data, options)


def _first(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((flat for name in names if (flat := _flat(value.get(name)))), None)


def _flat(value: Any) -> str:
    """A field as words: a list joined, an object by its name, a number as written."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return ", ".join(part for part in map(_flat, value) if part)
    if isinstance(value, dict):
        return _flat(value.get("name") or value.get("@value") or "")
    return ""


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _kind(value: Any) -> str:
    return {list: "an empty list", str: "a string", int: "a number", float: "a number"}.get(
        type(value), "nothing usable"
    )
