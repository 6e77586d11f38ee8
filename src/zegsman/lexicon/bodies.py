"""Bodies, outlets and agencies that papers name in more than one way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.places import find_places
from zegsman.lexicon.tables import load_table

LONGEST_ABBREVIATION = 4
ARTICLES = ("the ", "de ", "het ")


@dataclass(frozen=True, slots=True)
class Body:
    """One body with all its names, the first of them its key."""

    names: tuple[str, ...]
    country: str | None
    """ISO 3166-1 alpha-2, 'EU', or None for a body of no state."""
    kind: str
    """government, parliament, justice, police, military, service, bank, world, party, body, agency or outlet."""

    @property
    def key(self) -> str:
        """What tells it from other bodies."""
        return f"{self.kind}:{fold_name(self.names[0])}"


def body_of(name: str) -> Body | None:
    """The body that a name stands for; None where it is not listed, or is an outlet.

    Abbreviations of up to four letters count only as they are written in the list ('WHO', not 'who').
    """
    return _found(_bodies(), name)


def outlet_of(name: str) -> Body | None:
    """The outlet or news agency that a name stands for, None where it is not listed."""
    return _found(_outlets(), name)


def city_police(city: str) -> Body | None:
    """The police force of a city that goes by a name of its own, None where there is none."""
    for force, its_city in load_table("all", "institutions")["city_police"].items():
        if fold_name(its_city) == fold_name(city) or find_places(its_city)[:1] == find_places(city)[:1] != ():
            return body_of(force) or Body((force,), None, "police")
    return None


@cache
def channels() -> frozenset[str]:
    """Services on which anyone publishes their own words: never a source of their own."""
    return frozenset(fold_name(name) for name in load_table("all", "outlets")["rows"]["channels"])


def _found(table: dict[str, Body], name: str) -> Body | None:
    plain = name.replace(".", "")
    key = fold_name(plain)
    for candidate in (key, *(key.removeprefix(article) for article in ARTICLES)):
        body = table.get(candidate)
        if body is not None:
            short = len(candidate) <= LONGEST_ABBREVIATION
            return body if not short or any(plain.endswith(n.replace(".", "")) for n in body.names) else None
    return None


@cache
def _bodies() -> dict[str, Body]:
    return _table(load_table("all", "institutions")["rows"]["bodies"])


@cache
def _outlets() -> dict[str, Body]:
    rows = load_table("all", "outlets")["rows"]
    agencies = [[names, country, "agency"] for names, country in rows["agencies"]]
    return _table([[names, country, "outlet"] for names, country in rows["outlets"]] + agencies)


def _table(rows: list[list[object]]) -> dict[str, Body]:
    table: dict[str, Body] = {}
    for names, country, kind in rows:
        assert isinstance(names, list)
        body = Body(tuple(names), None if country == "XX" else str(country), str(kind))
        for name in names:
            key = fold_name(name.replace(".", ""))
            table[key] = body
            for article in ARTICLES:
                if key.startswith(article):
                    table.setdefault(key.removeprefix(article), body)
    return table
