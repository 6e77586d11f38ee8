"""Finds what outlets changed in their reports after these appeared, sentence by sentence."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from zegsman.likeness.texts import word_likeness, words_of
from zegsman.record.spans import Span
from zegsman.record.story import Change, Revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

SAME_SENTENCE = 0.5
"""Word likeness from which a new sentence counts as the old one rewritten, not as another in its place.

A sentence with a number, a name or a hedge changed keeps seven words in ten; two different sentences on one matter keep
under four (invented pairs, tests/resolve).
"""


def find_revisions(reports: Sequence[Report], annotations: Sequence[Annotation]) -> tuple[Revision, ...]:
    """What was changed from each version to the next, in order of the earlier version's id.

    A sentence that only moved is no change. Reports that were never changed give nothing.
    """
    by_id = {report.id: (report, annotation) for report, annotation in zip(reports, annotations, strict=True)}
    return tuple(
        Revision(id, report.replaced_by, tuple(_changes(by_id[id], by_id[report.replaced_by])), _seen_at(by_id, report))
        for id, (report, _) in sorted(by_id.items())
        if report.replaced_by in by_id and report.replaced_by is not None
    )


def _seen_at(by_id: dict[str, tuple[Report, Annotation]], report: Report) -> str | None:
    return by_id[report.replaced_by][0].received_at if report.replaced_by else None


def _changes(earlier: tuple[Report, Annotation], later: tuple[Report, Annotation]) -> Iterator[Change]:
    before, after = _sentences(*earlier), _sentences(*later)
    left, right = [words for _, words in before], [words for _, words in after]
    moved = set(left) & set(right)
    for what, i, i_end, j, j_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone = [(span, words) for span, words in before[i:i_end] if words not in moved]
        come = [(span, words) for span, words in after[j:j_end] if words not in moved]
        yield from _paired(gone, come)


def _sentences(report: Report, annotation: Annotation) -> list[tuple[Span, tuple[str, ...]]]:
    spans = [sentence.span for sentence in annotation.sentences] or [block.span for block in report.blocks]
    found = ((span, tuple(words_of(span.of(report.text)))) for span in spans)
    return [(span, words) for span, words in found if words]


def _paired(gone: list[tuple[Span, tuple[str, ...]]], come: list[tuple[Span, tuple[str, ...]]]) -> Iterator[Change]:
    """Each old sentence with the new one that is most like it, the best pair first; the rest alone."""
    scored = sorted(
        (-word_likeness(old, new), i, j) for i, (_, old) in enumerate(gone) for j, (_, new) in enumerate(come)
    )
    partner: dict[int, int] = {}
    for negative, i, j in scored:
        if -negative >= SAME_SENTENCE and i not in partner and j not in partner.values():
            partner[i] = j
    changes = [Change(span, come[partner[i]][0] if i in partner else None) for i, (span, _) in enumerate(gone)]
    changes += [Change(None, span) for j, (span, _) in enumerate(come) if j not in partner.values()]
    yield from sorted(changes, key=lambda change: change.before or change.after or Span(0, 0))
