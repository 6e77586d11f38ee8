"""How programs write a report as a JSON object, and what each key of it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = ("title", "date", "outlet", "author", "agency", "url", "canonical", "lang", "rights")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The keys of a kind of JSON object, best first; a key `a.b` is `b` in the object `a`."""

    name: str
    text: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...]
    """Other keys that are kept with the report."""
    paywall: str
    """The key that is false where the publisher shows only the beginning."""
    comments: str
    """The key of what readers wrote below it."""
    fetched: str


@cache
def _schemes() -> tuple[tuple[frozenset[str], Scheme], ...]:
    table = load_table("all", "fields")
    found = [(frozenset(one["marks"]), _scheme(one["name"], one)) for one in table["schemes"]]
    return (*found, (frozenset(), _scheme("common", table["scheme"])))


def _scheme(name: str, table: Mapping[str, Any]) -> Scheme:
    return Scheme(
        name=name,
        text=tuple(table["text"]),
        fields={field: tuple(table.get(field, ())) for field in _FIELDS},
        kept=tuple(table.get("kept", ())),
        paywall=table.get("paywall", ""),
        comments=table.get("comments", ""),
        fetched=table.get("fetched", ""),
    )


def find_scheme(value: Mapping[str, Any]) -> Scheme:
    """The scheme that an object is written in: the first whose marks and text it has, else the common one."""
    for marks, scheme in _schemes():
        if marks <= value.keys() and (not marks or any(value_at(value, key) for key in scheme.text)):
            return scheme
    return _schemes()[-1][1]


def value_at(value: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; `a.b` is `b` in the object `a`, unless the object has a key of that very name."""
    if key in value:
        return value[key]
    outer, _, inner = key.partition(".")
    found = value.get(outer)
    return found.get(inner) if inner and isinstance(found, dict) else None


def first_flat(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these keys that holds words, as words; empty where none does."""
    return next((flat for key in keys if (flat := flat_words(value_at(value, key)))), "")


def flat_words(value: Any, depth: int = 0) -> str:
    """A value as words: a list joined by commas, an object by its name or value, a number as written."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if depth > 6:
        return ""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(part for one in value if (part := flat_words(one, depth + 1))))
    if isinstance(value, dict):
        keys = ("name", "value", "@value", "byline", "literal", "copyrightnotice", "usageterms", "url", "@id")
        return next((flat for key in keys if (flat := flat_words(value.get(key), depth + 1))), "")
    return ""
