"""What a statement names as happenings is read once for an annotation, and forgotten with it."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from resolve.affairs import told
from zegsman.weigh.happenings import happenings_of


def test_read_once_for_an_annotation() -> None:
    """Asked again it gives the same; what takes the story back is told of the statement that it stands in alone."""
    _, annotation = told("r1", "De brand brak eerder uit.", "De ontploffing volgde.")
    first, second = annotation.statements
    assert happenings_of(annotation, first) is happenings_of(annotation, first)
    assert happenings_of(annotation, first).told_back
    assert not happenings_of(annotation, second).told_back
    assert "ontploffing" in happenings_of(annotation, second).named - happenings_of(annotation, first).named
    other = replace(annotation, statements=(second,))
    assert happenings_of(other, second) == happenings_of(annotation, second)
    assert happenings_of(other, first) == happenings_of(annotation, first)


def test_forgotten_with_the_annotation() -> None:
    """Nothing is kept of a report whose annotation is no longer in memory, once a few others were read."""
    _, annotation = told("r1", "De brand brak uit.")
    happenings_of(annotation, annotation.statements[0])
    left = ref(annotation)
    for i in range(20):
        _, annotation = told(f"r{i + 2}", "De brand brak uit.")
        happenings_of(annotation, annotation.statements[0])
    del annotation
    gc.collect()
    assert left() is None
