"""Rounds over a case: annotate the reports that are not, work out the stories that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.desk.placing import SMALL, judged_reports, near_together, place_reports, with_earlier_versions
from zegsman.desk.touched import said
from zegsman.desk.working import Working, judge_anew, versions_of, work_out_together
from zegsman.errors import AnnotateError, StoreError, ZegsmanError
from zegsman.read.reports import Refusal
from zegsman.record.judgement import Judgement, Subject
from zegsman.record.report import content_id
from zegsman.store.annotations import annotated_reports, save_annotation
from zegsman.store.judgements import load_judgements
from zegsman.store.reports import load_reports
from zegsman.store.rounds import (
    ANNOTATE,
    annotate_anew,
    count_reports,
    no_longer_touched,
    note,
    noted,
    touch,
    touched_reports,
    waiting_reports,
)
from zegsman.store.stories import count_stories, marked_stories
from zegsman.store.versions import replaced_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.stages import Annotate
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

_BEGUN = "begun"
"""Noted while all stories are gone through: no later round takes that for done until one came to its end."""


def annotate_round(book: Casebook) -> list[Refusal]:
    """Annotates every report that this version has not annotated yet; gives those that cannot be, with why.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    case, version = book.case, book.stages.annotate_version
    if noted(case, "annotate") != version:
        with case.transaction():
            annotate_anew(case, version)
            note(case, "annotate", version)
    waiting = waiting_reports(case, ANNOTATE)
    refused: list[Refusal] = []
    for start in range(0, len(waiting), book.settings.batch_size):
        batch = load_reports(book.case, waiting[start : start + book.settings.batch_size])
        found = annotated(book.stages.annotate, batch, refused)
        with book.case.transaction():
            for annotation in found:
                save_annotation(book.case, annotation, version=version)
        for annotation in found:
            book.annotations.hold(version, annotation)
        book.progress("annotate", min(start + len(batch), len(waiting)), len(waiting))
    return refused


def annotated(annotate: Annotate, batch: Sequence[Report], refused: list[Refusal]) -> Sequence[Annotation]:
    """The annotations of reports; one that cannot be annotated is left out and added to `refused`, with why.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    try:
        return annotate(batch)
    except ZegsmanError as error:
        if not isinstance(error, AnnotateError):
            raise
        reason = str(error)
    except Exception as error:
        # One text that trips a rule up must not cost the reader all the others.
        reason = f"a fault in the program while annotating it ({type(error).__name__}: {error}); please report it"
    if len(batch) == 1:
        refused.append(Refusal(batch[0].path or batch[0].id, reason))
        return ()
    return [one for report in batch for one in annotated(annotate, (report,), refused)]


def resolve_round(book: Casebook, *, anew: bool = False) -> Working:
    """Works out the stories of the case: groups reports, then resolves and weighs the stories that changed.

    A small case is grouped as a whole. In a large one a new report is placed among those near it, and only the sets
    of reports that it touches are grouped; `anew` places all of them again. A story is left as it is where nothing
    that it is computed from has changed: its reports and their annotations, the stages' versions, those of a person's
    judgements that are about something in it. So adding a report gives what starting anew would give.
    """
    case = book.case
    held = tuple(row.judgement for row in load_judgements(case) if row.undone_at is None)
    working = Working()
    if count_reports(case) <= SMALL:
        ids = sorted(annotated_reports(case, book.stages.annotate_version))
        replaced = replaced_reports(case, ids)
        on_reports = said(one for one in held if one.subject is Subject.REPORT)
        standing = (f"{id}>{replaced.get(id, '')}" for id in ids)
        grouped = content_id("grouped", *versions_of(book), *standing, *on_reports)
        placed = {report for _, _, members in marked_stories(case) for report in members}
        if anew or noted(case, "grouped") != grouped or placed != set(ids):
            note(case, "grouped", _BEGUN)
            work_out_together(book, ids, held, working)
        else:
            working.kept += judge_anew(book, held, working)
        note(case, "grouped", grouped)
    else:
        place_reports(book, anew=anew)
        basis = content_id("basis", book.stages.resolve_version)
        if noted(case, "basis") != basis:
            with case.transaction():
                touch(case)
                note(case, "basis", basis)
        judged = content_id("judged", *said(held))
        if noted(case, "judged") != judged:
            note(case, "judged", _BEGUN)
            judge_anew(book, held, working)
            touch(case, judged_reports(case))
            note(case, "judged", judged)
        _work_out_touched(book, held, working)
    working.n_stories = count_stories(case)
    return working


def _work_out_touched(book: Casebook, held: Sequence[Judgement], working: Working) -> None:
    """Works out the sets of reports that were touched, in this round or in one that was stopped.

    One that trips a rule up stays as it is, and touched; it must not cost the reader all the others.
    """
    touched, up_to = touched_reports(book.case)
    while touched:
        done = 0
        for near in near_together(book.case, touched):
            try:
                work_out_together(book, with_earlier_versions(book.case, near), held, working)
            except StoreError:
                raise
            except Exception as error:
                told = f"a fault in the program while working out its story ({type(error).__name__}: {error})"
                first = load_reports(book.case, near[:1])[0]
                working.refused.append(Refusal(first.path or first.id, f"{told}; please report it"))
            else:
                no_longer_touched(book.case, near, up_to)
            done += len(touched & set(near))
            book.progress("resolve", done, len(touched))
        touched, up_to = touched_reports(book.case, after=up_to)


def work_out(book: Casebook, *, anew: bool = False) -> tuple[Working, list[Refusal]]:
    """Annotates and resolves whatever is not up to date; gives what changed and which reports that failed for.

    With `anew` the reports of a large case are placed again, all of them: see `resolve_round`.

    Raises:
        ZegsmanError: if a stage cannot work at all; what was read stays read.
    """
    try:
        with book.case.in_turn():
            refused = annotate_round(book)
            working = resolve_round(book, anew=anew)
            return working, [*refused, *working.refused]
    except StoreError:
        raise
    except ZegsmanError as error:
        raise type(error)(f"{error} (the reports that were read are kept)") from error
