"""How much the reports of an affair have in common with one another, and a report of another event with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zegsman.annotate.line import annotate_report
from zegsman.encoder.encoder import load_encoder
from zegsman.read.readers import read_reports
from zegsman.read.reports import ReadOptions, Refusal
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.grouping import BEST
from zegsman.resolve.profiles import Weights, profile_of
from zegsman.resolve.stories import BEST_SHARE, group_stories
from zegsman_lab.claims.affairs import Affair

DISTRACTORS = Path(__file__).resolve().parents[2] / "distractors"
"""Reports of other events beside our affairs, named after the affair."""


GROUPING = Path(__file__).resolve().parents[2] / "grouping"
"""Small affairs of which only is known which reports belong together; a distractor is called so."""


@dataclass(frozen=True)
class Grouped:
    """How the reports of an affair fell apart: names of files."""

    name: str
    n_own: int
    apart: tuple[str, ...]
    """Own reports that are not in the largest group."""
    let_in: tuple[str, ...]
    """Distractors that are in a group with an own report."""


def grouped_alone(folder: Path) -> Grouped:
    """Groups the reports of a folder, which are one affair and distractors."""
    paths = sorted((folder / "reports").glob("*.txt"))
    pairs = [pair for path in paths for pair in _beside(path)]
    other = {i for i, path in enumerate(paths) if path.stem.startswith("distractor")}
    groups = group_stories([report for report, _ in pairs], [annotation for _, annotation in pairs])
    largest = max(groups, key=lambda group: len({*group} - other))
    return Grouped(
        folder.name,
        len(paths) - len(other),
        tuple(path.name for i, path in enumerate(paths) if i not in other and i not in largest),
        tuple(paths[i].name for i in sorted(other) if any(i in group and {*group} - other for group in groups)),
    )


@dataclass(frozen=True)
class Linkage:
    """The least linked of an affair's own reports, and its distractors with whether they are kept out."""

    least_own: float
    distractors: tuple[tuple[str, float, bool], ...]
    """Name, linkage with the affair's own reports, kept out."""


def linkage_of(affair: Affair, folder: Path = DISTRACTORS) -> Linkage:
    """Lays an affair's own reports and its distractors side by side."""
    names = sorted(path.name for path in (affair.story.folder / "reports").glob("*.txt"))
    reports, annotations = list(affair.reports), list(affair.annotations)
    other = {i for i, name in enumerate(names) if name in affair.story.gold.get("distractors", ())}
    for report, annotation in _beside(folder / f"{affair.slug}.txt"):
        other.add(len(reports))
        names.append(f"{folder.name}/{affair.slug}.txt")
        reports.append(report)
        annotations.append(annotation)
    weights, own = _weights(reports, annotations), [i for i in range(len(reports)) if i not in other]
    kept = {
        i for i in other if not any(i in group and {*own} & {*group} for group in group_stories(reports, annotations))
    }
    found = [(names[i], _linked(weights, i, own), i in kept) for i in sorted(other)]
    return Linkage(min(_linked(weights, i, own) for i in own), tuple(found))


def _weights(reports: Sequence[Report], annotations: Sequence[Annotation]) -> Weights:
    """What the grouping of a few reports weighs: names resolved across them, and terms."""
    named: dict[str, Counter[str]] = {report.id: Counter() for report in reports}
    for entity in resolve_entities(reports, annotations):
        for mention in entity.mentions:
            named[mention.report][entity.id] += 1
    pairs = zip(reports, annotations, strict=True)
    return Weights([replace(profile_of(one, read), names=dict(named[one.id])) for one, read in pairs])


def _linked(weights: Weights, i: int, own: Sequence[int]) -> float:
    """The linkage of one report with the others of an affair, as the grouping takes it."""
    scores = sorted((weights.score(min(i, j), max(i, j)) for j in own if j != i), reverse=True)
    best = scores[:BEST]
    return (1 - BEST_SHARE) * sum(scores) / len(scores) + BEST_SHARE * sum(best) / len(best)


def _beside(path: Path) -> list[tuple[Report, Annotation]]:
    if not path.is_file():
        return []
    read = read_reports(path.read_bytes(), ReadOptions(path=str(path)), "text/plain")
    encoder = load_encoder()
    return [(one.report, annotate_report(one.report, encoder)) for one in read if not isinstance(one, Refusal)]
