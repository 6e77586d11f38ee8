"""Annotations held in memory are those of the case, whatever was done to it meanwhile."""

from __future__ import annotations

from dataclasses import replace

from builders import a_report
from fake_stages import CountingStages
from zegsman.desk.casebook import open_casebook
from zegsman.desk.held import HeldAnnotations
from zegsman.desk.rounds import annotate_round
from zegsman.record.annotation import Annotation, Token
from zegsman.record.spans import Span
from zegsman.store.annotations import load_annotations, save_annotation
from zegsman.store.case import Case
from zegsman.store.reports import add_report

_TOKENS = (Token(Span(0, 4), "Vuur", "vuur", "NOUN", -1, "root"),)


def _annotation(report: str) -> Annotation:
    return Annotation(report, "nl", tokens=_TOKENS)


def _case(n: int) -> Case:
    case = Case(":memory:")
    for i in range(n):
        add_report(case, a_report(f"Vuur {i}.", id=f"r{i}"), b"%d" % i, at="")
        save_annotation(case, _annotation(f"r{i}"), version="1")
    return case


def test_held_once_read() -> None:
    """What was read is given again as it is; in the order asked for, without reports that have no annotation."""
    with _case(3) as case:
        held = HeldAnnotations()
        first = held.load(case, ["r0", "r2"])
        again = held.load(case, ["r2", "r1", "nowhere", "r0"])
        assert [one.report for one in again] == ["r2", "r1", "r0"]
        assert again[0] is first[1]
        assert again[2] is first[0]


def test_annotated_anew_is_read_anew() -> None:
    """An annotation that another version made meanwhile, or that is gone, is not given from memory."""
    with _case(2) as case:
        held = HeldAnnotations()
        held.load(case, ["r0", "r1"])
        save_annotation(case, replace(_annotation("r0"), language="en"), version="2")
        case.execute("DELETE FROM annotations WHERE report = ?", ("r1",))
        assert [(one.report, one.language) for one in held.load(case, ["r0", "r1"])] == [("r0", "en")]


def test_bounded_by_tokens() -> None:
    """The one longest not asked for is given up, and read again when it is."""
    with _case(3) as case:
        held = HeldAnnotations(most_tokens=2)
        (first,) = held.load(case, ["r0"])
        (second,) = held.load(case, ["r1"])
        assert held.load(case, ["r0"])[0] is first
        held.load(case, ["r2"])
        assert held.load(case, ["r0"])[0] is first
        assert held.load(case, ["r1"])[0] is not second


def test_what_is_annotated_is_held() -> None:
    """After a round of annotating nothing is read from the case again, and what is held is what it has."""
    stages = replace(CountingStages().stages(), annotate=lambda reports: [_annotation(one.id) for one in reports])
    with open_casebook(None, stages=stages) as book:
        for i in range(3):
            add_report(book.case, a_report(f"Vuur {i}.", id=f"r{i}"), b"%d" % i, at="")
        annotate_round(book)
        found = book.annotations.load(book.case, ["r0", "r1", "r2"])
        for held, kept in zip(found, load_annotations(book.case, ["r0", "r1", "r2"]), strict=True):
            assert held is not kept
            assert (held.report, held.language, held.tokens) == (kept.report, kept.language, kept.tokens)
        assert found[0] is book.annotations.load(book.case, ["r0"])[0]
