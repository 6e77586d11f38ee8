"""Which places names stand for, with country and coordinates, and which names stand for one place."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from zegsman.lexicon.countries import country_of_demonym, country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.places import Place, find_places
from zegsman.likeness.names import is_misspelling
from zegsman.record.annotation import Annotation, NameType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zegsman.record.report import Report
    from zegsman.resolve.entities.bundles import Bundle, Bundles

NAMED_COUNTRY_BONUS = 2.5
"""In powers of ten of population: a village in a state of the story outranks a city of 300 times its size elsewhere."""
LOW_COUNTRIES_BONUS = 1.0
OWN_NAME_BONUS = 0.5
"""For a place that bears the name itself rather than as one of its other names."""
CLEARLY_LARGER = 1.0
KM_PER_DEGREE = 111.2
NEARNESS = ((25.0, 1.5), (75.0, 1.0), (200.0, 0.4))
"""Kilometres to the nearest sure place of the story, and the bonus in powers of ten of population."""
SHORTEST_MISSPELT_PLACE = 6


def countries_named(reports: Sequence[Report], annotations: Sequence[Annotation]) -> Counter[str]:
    """How often each state is named in the reports, by name or by adjective."""
    named: Counter[str] = Counter()
    for report, annotation in zip(reports, annotations, strict=True):
        for name in annotation.names:
            words = name.span.of(report.text)
            code = country_of_name(words) or country_of_demonym(words)
            if code:
                named[code] += 1
    return named


def place_meant(name: str, named: Counter[str], dutch: bool, anchors: Sequence[Place] = ()) -> Place | None:
    """The place that a name stands for in a story that names these states and, surely, the places `anchors`."""
    places = find_places(name)
    own = fold_name(name)

    def rank(place: Place) -> tuple[float, int]:
        bonus = OWN_NAME_BONUS if fold_name(place.name) == own else 0.0
        return (_rank(place, named, dutch) + _nearness(place, anchors) + bonus, place.population)

    return max(places, key=rank, default=None)


def sure_places(names: Iterable[str], named: Counter[str], dutch: bool) -> tuple[Place, ...]:
    """The places among the names that can mean one place only, or one that is far larger than the others."""
    sure = set()
    for name in names:
        ranked = sorted((_rank(place, named, dutch) for place in find_places(name)), reverse=True)
        if ranked and (len(ranked) == 1 or ranked[0] - ranked[1] >= CLEARLY_LARGER):
            place = place_meant(name, named, dutch)
            if place is not None:
                sure.add(place)
    return tuple(sorted(sure, key=lambda place: (place.country, place.name, place.longitude)))


def _nearness(place: Place, anchors: Sequence[Place]) -> float:
    """A bonus for standing near a place that the story surely names."""
    distances = [_distance_km(place, anchor) for anchor in anchors if anchor.name != place.name]
    near = min(distances, default=math.inf)
    return next((bonus for reach_km, bonus in NEARNESS if near <= reach_km), 0.0)


def _distance_km(one: Place, other: Place) -> float:
    """Along the surface, treated as flat: exact enough for 'near'."""
    x = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return math.hypot(x, one.latitude - other.latitude) * KM_PER_DEGREE


def _rank(place: Place, named: Counter[str], dutch: bool) -> float:
    bonus = NAMED_COUNTRY_BONUS if named[place.country] else 0.0
    if dutch and place.country in ("NL", "BE"):
        bonus = max(bonus, LOW_COUNTRIES_BONUS)
    return math.log10(place.population + 10) + bonus


def join_places(bundles: Bundles, meaning: Callable[[str], Place | None]) -> None:
    """Joins names of one place, and a misspelt name with the known place that it is a slip from.

    `meaning` gives the place that a name stands for.
    """
    found = bundles.all(NameType.LOC)
    meant = {bundle.key: meaning(bundle.name) for bundle in found}
    for left, right in combinations(found, 2):
        if not (bundles.living(left) and bundles.living(right)):
            continue
        one, other = meant[left.key], meant[right.key]
        if one is not None and other is not None:
            same = (one.name, one.country, one.longitude) == (other.name, other.country, other.longitude)
            if same and not _part_beside_whole(left, right):
                bundles.join(left, right, f"both names of {one.name} ({one.country})")
        elif (one is None) != (other is None) and _is_slip(left, right):
            bundles.join(left, right, "place spelt one slip apart")


def _part_beside_whole(left: Bundle, right: Bundle) -> bool:
    """Whether a report names both, one being a part of the other's name: a village and its municipality."""
    one, other = sorted((fold_name(left.name).split(), fold_name(right.name).split()), key=len)
    part = any(other[i : i + len(one)] == one for i in range(len(other) - len(one) + 1))
    return part and bool(left.reports & right.reports)


def _is_slip(left: Bundle, right: Bundle) -> bool:
    one, other = fold_name(left.name), fold_name(right.name)
    if min(len(one), len(other)) < SHORTEST_MISSPELT_PLACE or left.reports & right.reports:
        return False
    return one[0] == other[0] and is_misspelling(one, other)
