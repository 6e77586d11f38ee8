"""The table of readers by media type, and the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from zegsman.errors import ReadError
from zegsman.read.json_texts import read_json_lines, read_json_text
from zegsman.read.media_types import HTML, JSON, JSON_LINES, PLAIN, find_foreign_kind, find_media_type
from zegsman.read.pages import read_page
from zegsman.read.plain_texts import read_plain_text
from zegsman.read.reports import Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Reader(Protocol):
    """Bytes of one media type to reports; refuses parts by themselves, raises ReadError for the whole."""

    def __call__(self, data: bytes, options: ReadOptions) -> Iterator[Reading | Refusal]:
        """The reports in `data`, each with its own bytes."""
        ...


READERS: Mapping[str, Reader] = {
    PLAIN: read_plain_text,
    HTML: read_page,
    JSON: read_json_text,
    JSON_LINES: read_json_lines,
}


def read_reports(data: bytes, options: ReadOptions, media_type: str | None = None) -> Iterator[Reading | Refusal]:
    """The reports that bytes hold; what cannot be read comes as a refusal with its reason, never as an error.

    `media_type` is found from the bytes and the name in `options.path` where it is not given.
    """
    place = options.path or "-"
    try:
        if not data.strip():
            raise ReadError("it is empty; expected the text of a report")
        if foreign := find_foreign_kind(data):
            raise ReadError(f"it is {foreign}; expected a text, a web page or JSON")
        yield from READERS[media_type or find_media_type(data, place)](data, options)
    except ReadError as error:
        yield Refusal(place, str(error))
