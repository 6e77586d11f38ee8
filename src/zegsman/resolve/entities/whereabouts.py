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
    from collections.abc import Sequence

    from zegsman.record.report import Report
    from zegsman.resolve.entities.bundles import Bundle, Bundles

NAMED_COUNTRY_BONUS = 2.5
"""In powers of ten of population: a village in a state of the story outranks a city of 300 times its size elsewhere."""
LOW_COUNTRIES_BONUS = 1.0
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


def place_meant(name: str, named: Counter[str], dutch: bool) -> Place | None:
    """The place that a name stands for in a story that names these states, None where none is known."""
    places = find_places(name)
    return max(places, key=lambda place: (_rank(place, named, dutch), place.population), default=None)


def _rank(place: Place, named: Counter[str], dutch: bool) -> float:
    bonus = NAMED_COUNTRY_BONUS if named[place.country] else 0.0
    if dutch and place.country in ("NL", "BE"):
        bonus = max(bonus, LOW_COUNTRIES_BONUS)
    return math.log10(place.population + 10) + bonus


def join_places(bundles: Bundles, named: Counter[str], dutch: bool) -> None:
    """Joins names of one place ('Gent', 'Ghent'), and a misspelt name with the known place that it is a slip from."""
    found = bundles.all(NameType.LOC)
    meant = {bundle.key: place_meant(bundle.name, named, dutch) for bundle in found}
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
