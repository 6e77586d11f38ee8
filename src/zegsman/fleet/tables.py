"""The tables of a data set: every column with its type and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SCHEMA = "zegsman.dataset/1"
"""Name and version of the tables; a change that readers would notice raises the number."""


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    """UTF-8."""
    PLACE = "place"
    """A count or an offset in code points: 32-bit integer."""
    FLAG = "flag"
    """True or false."""
    DAY = "day"
    """A date."""
    TEXTS = "texts"
    """A list of texts."""
    PLACES = "places"
    """A list of places."""
    VECTOR = "vector"
    """A list of half floats, as long as the encoder is wide."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: Type
    holds: str


_REPORT = Column("report", Type.TEXT, "id of the report")
_NUMBER = Column("number", Type.PLACE, "place in the report, from 0")
_START = Column("start", Type.PLACE, "first code point in `reports.text`")
_END = Column("end", Type.PLACE, "code point after the last")
_WORDS = Column("words", Type.TEXT, "the words that stand there")

TABLES: dict[str, tuple[Column, ...]] = {
    "reports": (
        _REPORT,
        Column("sha256", Type.TEXT, "of the bytes as received, in hexadecimal"),
        Column("outlet", Type.TEXT, "who published it; null where nothing says"),
        Column("title", Type.TEXT, "as given, or the headline"),
        Column("author", Type.TEXT, "as given"),
        Column("agency", Type.TEXT, "news agency credited"),
        Column("language", Type.TEXT, "ISO 639-1, `und` where unknown"),
        Column("published", Type.TEXT, "date at the precision given"),
        Column("published_from", Type.DAY, "first day that it can mean"),
        Column("published_to", Type.DAY, "last day that it can mean"),
        Column("url", Type.TEXT, "web address"),
        Column("path", Type.TEXT, "where it was read from; of several places the first by name"),
        Column("text", Type.TEXT, "everything that was kept, NFC, `\\n` line ends"),
        Column("sure", Type.FLAG, "false where the language is read by transfer only"),
    ),
    "sentences": (
        _REPORT,
        _NUMBER,
        _START,
        _END,
        Column("language", Type.TEXT, "ISO 639-1"),
        Column("block", Type.TEXT, "paragraph, subhead, caption or leftover; null where it stands in no block"),
    ),
    "statements": (
        _REPORT,
        Column("statement", Type.TEXT, "id of the statement"),
        _NUMBER,
        _START,
        _END,
        _WORDS,
        Column("kind", Type.TEXT, "direct, indirect, mixed, hearsay or narrated"),
        Column("certainty", Type.TEXT, "certain, probable, possible or unknown, as presented"),
        Column("polarity", Type.TEXT, "affirmed or denied"),
        Column("time_status", Type.TEXT, "past, present or future, seen from publication"),
        Column("chain", Type.TEXTS, "who it is from as the report names them, nearest voice first, origin last"),
        Column("cue", Type.TEXT, "the words that show the attribution; null where there are none"),
        Column("times", Type.PLACES, "`times.number` of the expressions that date it, most telling first"),
        Column("events", Type.PLACES, "`events.number` of its events, main one first"),
    ),
    "attributions": (
        _REPORT,
        _NUMBER,
        Column("kind", Type.TEXT, "direct, indirect, mixed or hearsay"),
        Column("source", Type.TEXT, "words of the source, parts joined by ` … `; null for hearsay"),
        Column("cue", Type.TEXT, "words of the cue"),
        Column("content", Type.TEXT, "words of the content"),
        Column("source_at", Type.PLACES, "start and end of each part of the source in turn"),
        Column("cue_at", Type.PLACES, "of the cue"),
        Column("content_at", Type.PLACES, "of the content"),
        Column("chain", Type.TEXTS, "nearest voice first, origin last"),
        Column("noted", Type.FLAG, "whether no statement rests on it: nobody is named, or the writer thinks it"),
    ),
    "names": (
        _REPORT,
        _NUMBER,
        _START,
        _END,
        _WORDS,
        Column("type", Type.TEXT, "PER, ORG, LOC or MISC"),
    ),
    "times": (
        _REPORT,
        _NUMBER,
        _START,
        _END,
        _WORDS,
        Column("type", Type.TEXT, "DATE, TIME, DURATION or SET (TIMEX3)"),
        Column("value", Type.TEXT, "TIMEX3 value"),
        Column("first_day", Type.DAY, "first day that it can mean; null where open or unknown"),
        Column("last_day", Type.DAY, "last day that it can mean"),
    ),
    "events": (
        _REPORT,
        _NUMBER,
        _START,
        _END,
        _WORDS,
        Column("type", Type.TEXT, "PLOVER type, empty where none fits"),
        Column("mode", Type.TEXT, "PLOVER mode"),
        Column("certainty", Type.TEXT, "as of statements"),
        Column("polarity", Type.TEXT, "as of statements"),
        Column("time_status", Type.TEXT, "as of statements"),
        Column("roles", Type.TEXTS, "role of each participant: actor, recipient, location or other"),
        Column("participants", Type.TEXTS, "words of each participant, in the order of `roles`"),
    ),
    "embeddings": (
        _REPORT,
        Column("of", Type.TEXT, "sentence or statement"),
        Column("number", Type.PLACE, "`sentences.number` or `statements.number`"),
        Column("vector", Type.VECTOR, "mean of the token vectors, a unit vector up to rounding"),
    ),
    "refused": (
        Column("path", Type.TEXT, "the input, or the part of one"),
        Column("report", Type.TEXT, "id of the report, null where it never became one"),
        Column("reason", Type.TEXT, "why it was refused or set aside"),
    ),
}
