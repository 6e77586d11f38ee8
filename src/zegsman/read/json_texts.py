"""Reads JSON: one report an object, as scrapers, agencies and archives write them; a line each, or a list of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.encodings import parse_characters
from zegsman.read.incoming import Incoming, too_large
from zegsman.read.json_schemes import Scheme, find_scheme, first_flat, flat_words, value_at
from zegsman.read.paragraphs import Paragraph, lay_out, paragraphs_of_html
from zegsman.read.reports import Reading, ReadOptions, Received, Reception, Refusal, compose_reading
from zegsman.record.report import BlockKind, Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = 500
"""Code points of another field that are kept with the report."""
_LISTS = ("articles", "results", "items", "hits", "docs", "documents", "data", "response", "value")
"""Keys under which interfaces put their list of reports."""


def read_json_text(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of a JSON file: of one object, or of each object of a list.

    The bytes of a report in a list are that object written anew, so that equal objects are the same report.

    Raises:
        ReadError: if it is no JSON, or an object has no text.
    """
    data = incoming.whole()
    value = parse_json(parse_characters(data, charset=options.charset).text)
    if isinstance(value, dict):
        listed = _listed(value)
        if listed is None:
            yield read_object(value, data, options)
            return
        value = listed
    if not isinstance(value, list) or not value:
        raise ReadError(f"the JSON holds {_kind(value)}; expected an object with a text, or a list of such objects")
    for i, one in enumerate(value, 1):
        own = json.dumps(one, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield _one_of_many(one, own, options, i)


def _listed(value: dict[str, Any], depth: int = 0) -> list[Any] | None:
    """The list of reports in the answer of an interface; None where the object is a report itself."""
    if depth == 0 and any(value_at(value, key) for key in find_scheme(value).text):
        return None
    for key in _LISTS:
        inner = value.get(key)
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            return [one["_source"] if isinstance(one.get("_source"), dict) else one for one in inner]
        if isinstance(inner, dict) and depth < 2 and (found := _listed(inner, depth + 1)) is not None:
            return found
    return None


def read_json_lines(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of a file with one JSON object a line, each with the bytes of its line; of any length.

    A line that cannot be read is refused by its number; the others are not affected.

    Raises:
        ReadError: if it has no line with anything on it.
    """
    if incoming.head(2) in (b"\xff\xfe", b"\xfe\xff"):
        raise ReadError("its lines are in UTF-16; expected JSON lines in UTF-8")
    n_lines = 0
    for number, line in incoming.lines():
        if line is None:
            yield Refusal(_place(options, number), too_large(incoming.limits.piece_bytes))
            n_lines += 1
            continue
        own = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not own:
            continue
        n_lines += 1
        try:
            value = parse_json(parse_characters(own).text)
        except ReadError as error:
            yield Refusal(_place(options, number), str(error))
            continue
        yield _one_of_many(value, own, options, number)
    if not n_lines:
        raise ReadError("it is empty; expected one JSON object a line")


def _one_of_many(value: Any, own: bytes, options: ReadOptions, i: int) -> Reading | Refusal:
    place = _place(options, i)
    try:
        return read_object(value, own, replace(options, path=place))
    except ReadError as error:
        return Refusal(place, str(error))


def _place(options: ReadOptions, i: int) -> str:
    """'dump.jsonl#3' for the third report in a file."""
    return f"{options.path or '-'}#{i}"


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ReadError: if it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is not JSON ({error}); expected an object with a text") from error


def read_object(value: Any, data: bytes, options: ReadOptions) -> Reading:
    """The report that one JSON object holds; `data` are its bytes.

    Raises:
        ReadError: if it has no text.
    """
    if not isinstance(value, dict):
        raise ReadError(f"the JSON holds {_kind(value)} where a report should be; expected an object with a text")
    scheme = find_scheme(value)
    paragraphs = next((found for key in scheme.text if (found := _paragraphs(value_at(value, key), key))), None)
    if paragraphs is None:
        raise ReadError(f"the JSON object has no text; expected one of the fields {', '.join(scheme.text)}")
    fields = {name: flat for name, keys in scheme.fields.items() if (flat := first_flat(value, keys))}
    if scheme.name == "ninjs":
        fields = _with_agency_as_outlet(fields)
    received = Received(fields=fields, extra=_extra(value, scheme), cut=_cut(value, scheme), text="")
    if isinstance(paragraphs, str):
        received = replace(received, text=paragraphs)
    else:
        text, blocks = lay_out(paragraphs, fields.get("title"))
        received = replace(received, text=text, kinds=blocks)
    if scheme.fetched and (fetched_at := flat_words(value.get(scheme.fetched))):
        options = replace(options, reception=Reception(fetched_at=fetched_at))
    return compose_reading(received, data, options)


def _with_agency_as_outlet(fields: dict[str, str]) -> dict[str, str]:
    """An agency's own wire is its outlet where no other is named."""
    return fields if "outlet" in fields or "agency" not in fields else {**fields, "outlet": fields["agency"]}


def _paragraphs(value: Any, key: str) -> str | list[Paragraph] | None:
    """The text under a key: plain, or in paragraphs where it is HTML, a list, or the body of Fundus or ninjs."""
    if isinstance(value, str):
        is_html = "html" in key or "rendered" in key or ("</p>" in value.lower() and value.lstrip().startswith("<"))
        return (paragraphs_of_html(value) if is_html else value) or None
    if isinstance(value, dict):
        return _body(value) or None
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return _best_body(value)
    if isinstance(value, list):
        return [Paragraph(words) for one in value if (words := flat_words(one))] or None
    flat = flat_words(value)
    return flat or None


def _body(value: dict[str, Any]) -> list[Paragraph]:
    """The body of Fundus: a summary, then sections with their headlines."""
    found = [Paragraph(words) for one in _strings(value.get("summary")) if (words := one.strip())]
    for section in value.get("sections") or ():
        if isinstance(section, dict):
            found += [Paragraph(one, BlockKind.SUBHEAD) for one in _strings(section.get("headline")) if one.strip()]
            found += [Paragraph(one) for one in _strings(section.get("paragraphs")) if one.strip()]
    return found


def _best_body(value: list[dict[str, Any]]) -> list[Paragraph] | None:
    """The bodies of ninjs 2 and 3 are one text in several forms: the one with markup is the one with paragraphs."""
    by_form = {str(one.get("contenttype", one.get("role", ""))): one.get("value") for one in value}
    for _, text in sorted(by_form.items(), key=lambda item: "html" not in item[0]):
        if isinstance(text, str) and text.strip():
            return paragraphs_of_html(text)
    return None


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _extra(value: dict[str, Any], scheme: Scheme) -> dict[str, str]:
    """Other plain values, so that nothing is lost that a person may want to see."""
    used = {key for keys in (scheme.text, *scheme.fields.values(), (scheme.comments,)) for key in keys}
    extra = {
        str(key): str(one)[:_KEPT]
        for key, one in value.items()
        if (key not in used or key in scheme.kept) and isinstance(one, str | int | float | bool) and str(one).strip()
    }
    return extra | {"written_by": scheme.name} if scheme.name != "common" else extra


def _cut(value: dict[str, Any], scheme: Scheme) -> tuple[Cut, ...]:
    cut = []
    if scheme.paywall and value.get(scheme.paywall) is False:
        cut.append(Cut(CutKind.PAYWALL))
    if scheme.comments and (comments := flat_words(value.get(scheme.comments))):
        cut.append(Cut(CutKind.COMMENTS, len(comments.split())))
    return tuple(cut)


def _kind(value: Any) -> str:
    return {list: "an empty list", str: "a string", int: "a number", float: "a number"}.get(
        type(value), "nothing usable"
    )
