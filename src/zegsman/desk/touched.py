"""Which stories a person's judgements touch: those in which something has a name that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.record.judgement import Subject
from zegsman.record.report import content_id
from zegsman.store.stories import names_in_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.judgement import Judgement
    from zegsman.record.story import Resolution
    from zegsman.store.case import Case

_APPLIED = "+"
"""In a fingerprint, between what a story is computed from and the judgements that were applied to it."""


def said(judgements: Iterable[Judgement]) -> list[str]:
    """Each judgement as one line that tells it from every other."""
    return [f"{one.subject}|{one.left}|{one.right}|{one.verdict}|{one.why}" for one in judgements]


def touching(judgements: Sequence[Judgement], names: frozenset[str]) -> tuple[Judgement, ...]:
    """The judgements about something that has one of these names, folded."""
    return tuple(one for one in judgements if not names.isdisjoint(_keys(one)))


def touching_story(case: Case, story: str, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements about something in a story as it stands in the case.

    What a judgement joined has the names of both ever after, so one that is taken back is found by them too.
    """
    if not judgements:
        return ()
    return touching(judgements, frozenset(fold_name(name) for name in names_in_story(case, story)))


def names_of(resolution: Resolution) -> frozenset[str]:
    """The names of all that can be judged in a story, folded.

    They are spellings of entities and sources, ids of statements and reports.
    """
    names = {name for entity in resolution.entities for name in (entity.name, *entity.aliases)}
    names |= {name for source in resolution.sources for name in (source.name, *source.aliases)}
    names |= {one.id for annotation in resolution.annotations for one in annotation.statements}
    names |= {one.id for one in resolution.namings}
    names |= {one.id for one in resolution.reports}
    return frozenset(fold_name(name) for name in names)


def marked(basis: str, judgements: Iterable[Judgement]) -> str:
    """The fingerprint of a story: what it is computed from, and the judgements that touch it."""
    lines = said(judgements)
    return f"{basis}{_APPLIED}{content_id('judged', *lines)}" if lines else basis


def basis_of(mark: str) -> str:
    """What a story is computed from beside judgements, as its fingerprint has it."""
    return mark.partition(_APPLIED)[0]


def _keys(judgement: Judgement) -> frozenset[str]:
    """What a judgement names; the letter of a reliability is no name."""
    given = (judgement.left,) if judgement.subject is Subject.RELIABILITY else (judgement.left, judgement.right)
    return frozenset(fold_name(one) for one in given)
