"""Places where a name stands that the tagger missed, found by the spellings that it is known under elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from zegsman.lexicon.countries import is_demonym
from zegsman.lexicon.functions import body_class, function_class
from zegsman.resolve.entities.occurrences import Occurrence
from zegsman.resolve.entities.spellings import SpellingIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.record.spans import Span
    from zegsman.resolve.entities.bundles import Bundle, Bundles

SHORTEST_RECALL = 2
SHORTEST_IN_CAPITALS = 5
RECALLED = 0.5
"""Confidence of a recalled name: it weighs less than what the tagger saw."""


def recall_names(bundles: Bundles, texts: Mapping[str, str]) -> None:
    """Adds to each bundle the places in `texts` where one of its spellings stands unseen.

    A spelling that several bundles have goes to the one that the same report names nearest.
    """
    owners = _owners(bundles.all())
    if not owners:
        return
    index = SpellingIndex(owners)
    taken = _taken(bundles.all())
    for report in sorted(texts):
        spans = taken.get(report, [])
        found: list[tuple[Bundle, Occurrence]] = []
        for span, spelling in index.find(texts[report]):
            if _overlaps(span, spans):
                continue
            bundle = _owner(owners[spelling], report, span)
            if bundle is not None:
                found.append((bundle, Occurrence(report, span, spelling, bundle.type, RECALLED)))
        for bundle, occurrence in found:
            bundle.occurrences.append(occurrence)


def _owners(all_bundles: Sequence[Bundle]) -> dict[str, list[Bundle]]:
    owners: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in all_bundles:
        for spelling in sorted(set(bundle.spellings) | bundle.also):
            if len(spelling) >= SHORTEST_RECALL and _tells(spelling) and bundle not in owners[spelling]:
                owners[spelling].append(bundle)
    for spelling in sorted(owners):
        capitals = spelling.upper()
        if len(spelling) >= SHORTEST_IN_CAPITALS and capitals not in owners:
            owners[capitals] = owners[spelling]
    return {spelling: found for spelling, found in owners.items() if found}


def _tells(spelling: str) -> bool:
    """Whether a spelling cannot well be anything but a name."""
    if not any(letter.isupper() for letter in spelling) or is_demonym(spelling):
        return False
    return " " in spelling or not (function_class(spelling) or (body_class(spelling) and spelling[1:].islower()))


def _taken(all_bundles: Sequence[Bundle]) -> dict[str, list[Span]]:
    taken: dict[str, list[Span]] = defaultdict(list)
    for bundle in all_bundles:
        for occurrence in bundle.occurrences:
            taken[occurrence.report].append(occurrence.span)
    return {report: sorted(spans) for report, spans in taken.items()}


def _overlaps(span: Span, spans: list[Span]) -> bool:
    at = bisect_left(spans, span)
    near = spans[max(0, at - 2) : at + 1]
    return any(span.overlaps(other) for other in near)


def _owner(found: Sequence[Bundle], report: str, span: Span) -> Bundle | None:
    if len(found) == 1:
        return found[0]
    near: list[tuple[int, str, Bundle]] = []
    for bundle in found:
        distances = [abs(o.span.start - span.start) for o in bundle.occurrences if o.report == report]
        if distances:
            near.append((min(distances), bundle.key, bundle))
    return min(near)[2] if near else None
