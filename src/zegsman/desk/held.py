"""The annotations that rounds went over last, held in memory: a story that grows is gone over again and again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.store.annotations import load_annotations, versions_of_annotations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.record.annotation import Annotation
    from zegsman.store.case import Case

MOST_TOKENS = 150_000
"""Tokens of all annotations held: a hundred megabytes, nine hundred reports of 155 words."""


@dataclass(slots=True)
class HeldAnnotations:
    """Annotations of one case, those longest not asked for given up first."""

    most_tokens: int = MOST_TOKENS
    _held: OrderedDict[str, tuple[str, Annotation]] = field(default_factory=OrderedDict)
    """By report the version that made the annotation, and the annotation."""
    _n_tokens: int = 0

    def load(self, case: Case, reports: Iterable[str]) -> tuple[Annotation, ...]:
        """The annotations of reports in that order, as the case has them now; a report without one is left out."""
        wanted = list(reports)
        versions = versions_of_annotations(case, wanted)
        stale = [one for one in wanted if (held := self._held.get(one)) is None or held[0] != versions.get(one)]
        read = {one.report: one for one in load_annotations(case, stale)}
        found = []
        for report in wanted:
            annotation = read.get(report)
            if annotation is None and report in versions and report in self._held:
                annotation = self._held[report][1]
            if annotation is not None:
                found.append(annotation)
        for annotation in found:
            self.hold(versions[annotation.report], annotation)
        return tuple(found)

    def hold(self, version: str, annotation: Annotation) -> None:
        """Holds an annotation that this version made, as the case has it."""
        before = self._held.pop(annotation.report, None)
        self._n_tokens += len(annotation.tokens) - (len(before[1].tokens) if before else 0)
        self._held[annotation.report] = (version, annotation)
        while self._n_tokens > self.most_tokens and len(self._held) > 1:
            _, (_, given_up) = self._held.popitem(last=False)
            self._n_tokens -= len(given_up.tokens)
