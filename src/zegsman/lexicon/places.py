"""Cities, towns and villages by any of their names, with country, coordinates and population."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import load_table


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place of GeoNames, or a region of the hand-written list (population 0)."""

    name: str
    country: str
    longitude: float
    """Degrees, WGS 84."""
    latitude: float
    population: int


@lru_cache(maxsize=8192)
def find_places(name: str) -> tuple[Place, ...]:
    """The places that a name can mean, the most populous first; empty where none is known.

    Source: GeoNames, CC BY 4.0: 15,000 people and more, 5,000 in Europe, 500 in the Low Countries.

    >>> find_places("Luik")[0].name, find_places("Luik")[0].country
    ('Liège', 'BE')
    """
    key = fold_name(name)
    key = _exonyms().get(key, key)
    return _parsed(_line_of(key.encode())) if key else ()


@cache
def _exonyms() -> dict[str, str]:
    rows = load_table("all", "exonyms")["exonyms"]
    return {fold_name(name): fold_name(local) for name, local in rows.items()}


@cache
def _sorted_lines() -> bytes:
    file = resources.files("zegsman.lexicon") / "all" / "places.txt.gz"
    return gzip.decompress(file.read_bytes())


def _line_of(key: bytes) -> bytes:
    """The line of a key, found by halving the file; empty where there is none."""
    lines = _sorted_lines()
    low, high = lines.index(b"\n") + 1, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.index(b"\n", middle)
        found = lines[middle : lines.index(b"\t", middle, end)]
        if found == key:
            return lines[middle:end]
        if found < key:
            low = end + 1
        else:
            high = middle
    return b""


def _parsed(line: bytes) -> tuple[Place, ...]:
    if not line:
        return ()
    places = []
    for entry in line.decode().partition("\t")[2].split("|"):
        country, longitude, latitude, population, name = entry.split(";", 4)
        places.append(Place(name, country, float(longitude), float(latitude), int(population)))
    return tuple(places)
