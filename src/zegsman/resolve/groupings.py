"""Groupings: the reports of each affair by their ids, and the stories that may be one though they are not joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.story import Grouping, NearStories
from zegsman.resolve.decided_groups import decided_pairs
from zegsman.resolve.reasons import find_likeness
from zegsman.resolve.stories import THRESHOLD, find_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report
    from zegsman.resolve.grouping import Pair


def group_reports(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> Grouping:
    """Which reports tell of one affair, and which stories may be one though what links them is not enough."""
    judgements = tuple(judgements)
    found = find_groups(reports, annotations, judgements)
    _, different = decided_pairs([report.id for report in reports], judgements)
    linked = [(left, right, linkage) for left, right, linkage in _nearest(found.groups, found.linkages)]
    return Grouping(
        tuple(tuple(reports[i].id for i in group) for group in found.groups),
        tuple(
            _near(reports, annotations, left, right, linkage)
            for left, right, linkage in linked
            if not any(set(pair) & {*left} and set(pair) & {*right} for pair in different)
        ),
    )


def _nearest(
    groups: Sequence[Sequence[int]], linkages: Mapping[Pair, float]
) -> Iterator[tuple[Sequence[int], Sequence[int], float]]:
    """Each group with the one, not smaller, that it is linked to most, in order; what is one by now is left out."""
    home = {i: at for at, group in enumerate(groups) for i in group}
    best: dict[int, tuple[float, int]] = {}
    for (i, j), linkage in sorted(linkages.items()):
        small, large = sorted((home[i], home[j]), key=lambda at: (len(groups[at]), -at))
        if small != large and linkage > best.get(small, (0.0, -1))[0]:
            best[small] = (linkage, large)
    for small, (linkage, large) in sorted(best.items()):
        yield groups[small], groups[large], linkage


def _near(
    reports: Sequence[Report],
    annotations: Sequence[Annotation],
    left: Sequence[int],
    right: Sequence[int],
    linkage: float,
) -> NearStories:
    members = [*left, *right]
    likeness = find_likeness(
        [reports[i] for i in members],
        [annotations[i] for i in members],
        {reports[i].id for i in left},
        {reports[i].id for i in right},
    )
    return NearStories(likeness.left.id, likeness.right.id, round(linkage, 4), THRESHOLD, likeness.shared)
