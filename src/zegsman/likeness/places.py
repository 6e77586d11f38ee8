"""Whether two places can be rivals: of one kind, and neither within the other."""

from __future__ import annotations

import math
import re

from zegsman.likeness.texts import fold

_STREET = re.compile(
    r"(?:straat|laan|weg|plein|kade|kaai|gracht|dijk|singel|markt|steeg|hof|plantsoen|pad|baan|lei|dreef|vest|wal"
    r"| street| road| avenue| lane| square| quay| drive| way| place| terrace| boulevard)$"
)
_WATER_OR_BUILDING = re.compile(
    r"(?:haven|station|vliegveld|luchthaven|museum|ziekenhuis|kerk|stadion|brug|tunnel|polder|meer|kanaal"
    r"| port| airport| hospital| church| stadium| bridge| tunnel| lake| canal| harbour)$"
)
NEAR_KM = 4.0
"""Two towns whose centres are nearer may be named for one place."""


def place_kind(name: str, coordinates: tuple[float, float] | None = None) -> str:
    """'street', 'site', 'town' (a place with coordinates) or '' where the kind does not show."""
    folded = fold(name)
    if _STREET.search(folded):
        return "street"
    if _WATER_OR_BUILDING.search(folded):
        return "site"
    return "town" if coordinates else ""


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (longitude, latitude) pairs, WGS 84, in kilometres."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def are_rival_places(
    one: str,
    other: str,
    countries: tuple[str | None, str | None] = (None, None),
    coordinates: tuple[tuple[float, float] | None, tuple[float, float] | None] = (None, None),
) -> bool:
    """Whether two place names name two places of one kind, neither of which contains the other.

    Without coordinates a country has no kind here, and two names of which one contains the other ('Hamburg',
    'haven van Hamburg') are no rivals.
    """
    left, right = fold(one), fold(other)
    if left in right or right in left:
        return False
    kinds = place_kind(one, coordinates[0]), place_kind(other, coordinates[1])
    if not kinds[0] or kinds[0] != kinds[1]:
        return False
    if kinds[0] == "town" and coordinates[0] and coordinates[1]:
        if any(country is None for country in countries):
            return False
        return distance_km(coordinates[0], coordinates[1]) > NEAR_KM
    return True
