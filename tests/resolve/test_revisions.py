"""What outlets changed in their reports."""

from __future__ import annotations

from dataclasses import replace

from builders import a_report, an_annotation
from zegsman.record.story import Revision
from zegsman.resolve.revisions import find_revisions

OLD = [
    "De brug is sinds maandag dicht na een aanvaring.",
    "Drie mensen raakten gewond bij de aanvaring.",
    "De schipper had volgens de politie gedronken.",
    "Het verkeer rijdt om.",
]
NEW = [
    "Het verkeer rijdt om.",
    "De brug is sinds maandag dicht na een aanvaring.",
    "Twee mensen raakten gewond bij de aanvaring.",
    "De provincie laat de pijler onderzoeken.",
]


def _revision(old: list[str], new: list[str]) -> tuple[tuple[Revision, ...], str, str]:
    before = replace(a_report("\n\n".join(old), id="a"), replaced_by="b")
    after = replace(a_report("\n\n".join(new), id="b"), received_at="2024-03-05T18:00:00+00:00")
    found = find_revisions([after, before], [an_annotation(after), an_annotation(before)])
    return found, before.text, after.text


def test_find_revisions() -> None:
    """A sentence rewritten is told with what it became, one taken out or put in alone; one that moved not at all."""
    (revision,), before, after = _revision(OLD, NEW)
    assert (revision.earlier, revision.later, revision.seen_at) == ("a", "b", "2024-03-05T18:00:00+00:00")
    told = [
        (change.before.of(before) if change.before else None, change.after.of(after) if change.after else None)
        for change in revision.changes
    ]
    assert told == [(OLD[1], NEW[2]), (OLD[2], None), (None, NEW[3])]


def test_find_revisions_marks_only() -> None:
    """A version that differs in marks and spaces only has no changes, and is a version all the same."""
    (revision,), _, _ = _revision(OLD, [one.replace(".", " !") for one in OLD])
    assert revision.changes == ()


def test_find_revisions_none() -> None:
    """Reports that were never changed, or whose later version is not here, give nothing."""
    report = replace(a_report("Iets.", id="a"), replaced_by="elsewhere")
    assert find_revisions([report, a_report(id="c")], [an_annotation(report), an_annotation(a_report(id="c"))]) == ()
