"""The line that annotates a report: steps that declare what they need and give, checked when it is put together."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.annotate import steps
from zegsman.annotate.layers import Layers
from zegsman.errors import AnnotateError
from zegsman.lexicon.tables import LANGUAGES
from zegsman.record.annotation import Annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from zegsman.encoder import Encoder
    from zegsman.record.report import Report


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line: fills the fields of `Layers` that it gives from those that it needs."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    fill: Callable[[Layers], None]


READING: tuple[Step, ...] = (
    Step("split", ("report",), ("offsets", "sentences"), steps.split_report),
    Step("begin", ("encoder", "offsets", "sentences"), ("begun",), steps.begin_reading),
)
"""The steps that set the encoder to work, which runs on threads of its own from then on."""

RULES: tuple[Step, ...] = (
    Step("read", ("begun",), ("reading",), steps.read_sentences),
    Step("tag", ("reading", "offsets", "sentences"), ("tokens",), steps.tag),
    Step("names", ("reading", "offsets"), ("names",), steps.mark_names),
    Step("candidates", ("reading", "offsets"), ("candidates", "triggers"), steps.mark_candidates),
    Step("clauses", ("sentences", "tokens"), ("trees", "clauses"), steps.cut_clauses),
    Step("times", ("report", "sentences", "clauses"), ("times",), steps.mark_times),
    Step(
        "attributions",
        ("report", "sentences", "tokens", "trees", "names", "candidates"),
        ("attributions", "references"),
        steps.mark_attributions,
    ),
    Step("statements", ("trees", "clauses", "times", "attributions"), ("stated",), steps.state),
    Step("events", ("stated", "names", "times", "triggers"), ("events", "events_of"), steps.mark_events),
    Step("writing", ("stated", "attributions", "events_of"), ("statements",), steps.write),
    Step("vectors", ("reading", "stated"), ("sentence_vectors", "statement_vectors"), steps.embed),
)
"""The steps that are rules over what the encoder gives."""


def check_line(line: Sequence[Step], given: Iterable[str] = ("report", "encoder")) -> None:
    """Checks that each step finds what it needs and that no two give the same.

    Raises:
        AnnotateError: if a step needs what none before it gives, or gives what is there already.
    """
    known = set(given)
    for step in line:
        missing = [need for need in step.needs if need not in known]
        if missing:
            raise AnnotateError(
                f"the step {step.name!r} needs {', '.join(missing)}, which no step before it gives; "
                f"there are {', '.join(sorted(known))}: put the step that gives it earlier in the line"
            )
        twice = [gift for gift in step.gives if gift in known]
        if twice:
            raise AnnotateError(
                f"the step {step.name!r} gives {', '.join(twice)}, which is given already; leave one of the two out"
            )
        known.update(step.gives)


def annotate_report(report: Report, encoder: Encoder) -> Annotation:
    """Everything that one report says: see `Annotation`.

    Text that is empty or holds no words gives an empty annotation. A report in a language other than Dutch and
    English is read by transfer and marked as not sure.
    """
    return next(annotate_reports((report,), encoder))


def annotate_reports(reports: Iterable[Report], encoder: Encoder) -> Iterator[Annotation]:
    """Annotates reports one after the other, in their order.

    The encoder runs over the next ones while the rules work on one; how many never changes a result.
    """
    ahead = _AHEAD * encoder.threads
    waiting: deque[Layers] = deque()
    pool = ThreadPoolExecutor(encoder.threads + _SPARE)
    try:
        for report in reports:
            waiting.append(_start(report, encoder, pool))
            if len(waiting) > ahead:
                yield _finish(waiting.popleft())
        while waiting:
            yield _finish(waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


_AHEAD = 2
"""Reports for each thread that are begun ahead, so that the encoder has work while the rules read a long one."""
_SPARE = 1
"""Threads more than run at a time: one waits its turn for Python's lock, before and behind a window."""


def _start(report: Report, encoder: Encoder, pool: Executor) -> Layers:
    layers = Layers(report, encoder, pool)
    for step in READING:
        step.fill(layers)
    return layers


def _finish(layers: Layers) -> Annotation:
    report = layers.report
    if layers.offsets:
        for step in RULES:
            step.fill(layers)
    return Annotation(
        report=report.id,
        language=report.language,
        sentences=layers.sentences,
        tokens=layers.tokens,
        names=layers.names,
        times=layers.times,
        attributions=layers.attributions,
        events=layers.events,
        statements=layers.statements,
        references=layers.references,
        sentence_vectors=layers.sentence_vectors,
        statement_vectors=layers.statement_vectors,
        sure=report.language in LANGUAGES,
    )


check_line((*READING, *RULES))
