"""A person's judgements on a case: checked, kept with who and why, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.errors import JudgementError
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.store.judgements import JudgementRow, add_judgement, load_judgements, undo_judgement
from zegsman.store.stories import load_stories, load_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.record.story import WeighedStory

_LETTERS = "ABCDEF"

__all__ = [
    "JudgementRow",
    "judge",
    "judge_all",
    "judge_reliability",
    "judgement_rows",
    "last_act",
    "undo",
    "undo_all",
]


def judge(book: Casebook, subject: Subject, left: str, right: str, verdict: Verdict, *, who: str, why: str = "") -> int:
    """Keeps a decision about two things of the case and gives its number; rerun the rounds to apply it.

    Entities are named by any of their spellings, claims by the id of a claim or statement, origins by any name of
    the source.

    Raises:
        JudgementError: if the case has nothing of that name, or both sides are the same.
    """
    left, right = _key(book, subject, left), _key(book, subject, right)
    if left == right:
        raise JudgementError(f"both sides are {left!r}; expected two different things")
    judgement = Judgement(subject, left, right, verdict, Judge.PERSON, why)
    return add_judgement(book.case, judgement, who=who, at=now())


def judge_all(
    book: Casebook, subject: Subject, pairs: Iterable[tuple[str, str]], verdict: Verdict, *, who: str, why: str = ""
) -> list[int]:
    """Keeps one decision about several pairs: all of them or, where one cannot be judged, none. Gives the numbers.

    They are one act: made at one moment, and found as one by `last_act`.

    Raises:
        JudgementError: if the case has nothing of a name, both sides of a pair are the same, or there is no pair.
    """
    keyed = [(_key(book, subject, left), _key(book, subject, right)) for left, right in pairs]
    if not keyed:
        raise JudgementError("there is nothing to decide about; expected two different things")
    if same := next((left for left, right in keyed if left == right), None):
        raise JudgementError(f"both sides are {same!r}; expected two different things")
    at = now()
    with book.case.transaction():
        return [
            add_judgement(book.case, Judgement(subject, left, right, verdict, Judge.PERSON, why), who=who, at=at)
            for left, right in keyed
        ]


def last_act(rows: Iterable[JudgementRow]) -> tuple[JudgementRow, ...]:
    """The judgements that hold and were made together last: by one person, at one moment, of one verdict."""
    held = [row for row in rows if row.undone_at is None]
    if not held:
        return ()
    last = held[-1]

    def act(row: JudgementRow) -> tuple[str, str, str, str, str]:
        return row.who, row.at, row.judgement.subject, row.judgement.verdict, row.judgement.why

    return tuple(row for row in held if act(row) == act(last))


def undo_all(book: Casebook, numbers: Iterable[int], *, who: str) -> list[JudgementRow]:
    """Takes several judgements back, all of them or none.

    Raises:
        JudgementError: if one of them does not exist or does not hold.
    """
    with book.case.transaction():
        return [undo_judgement(book.case, number, who=who, at=now()) for number in numbers]


def judge_reliability(book: Casebook, source: str, letter: str, *, who: str, why: str = "") -> int:
    """Keeps the reliability of a source, A (completely reliable) to E (unreliable), F (cannot be judged).

    Raises:
        JudgementError: if the case has no such source or the letter is none of these.
    """
    if letter.upper() not in _LETTERS or len(letter) != 1:
        raise JudgementError(f"the reliability {letter!r} is none; expected a letter A to F (Admiralty code)")
    name = _key(book, Subject.ORIGIN, source)
    judgement = Judgement(Subject.RELIABILITY, name, letter.upper(), Verdict.SAME, Judge.PERSON, why)
    return add_judgement(book.case, judgement, who=who, at=now())


def undo(book: Casebook, number: int | None, *, who: str) -> JudgementRow:
    """Takes a judgement back, the last one where no number is given; its history stays.

    Raises:
        JudgementError: if there is no such judgement that holds.
    """
    return undo_judgement(book.case, number, who=who, at=now())


def judgement_rows(book: Casebook) -> tuple[JudgementRow, ...]:
    """All judgements with their history, oldest first."""
    return load_judgements(book.case)


def _key(book: Casebook, subject: Subject, given: str) -> str:
    """The key that survives a rerun: the spelling, the statement's id, the source's name.

    Raises:
        JudgementError: if the case has nothing of that name.
    """
    known: set[str] = set()
    for story in _stories(book):
        for key, names in _names(story, subject):
            if given in names:
                return key or given
            if any(given.casefold() == name.casefold() for name in names):
                return key or next(name for name in names if given.casefold() == name.casefold())
            known.update(names)
    near = sorted(name for name in known if given.casefold() in name.casefold())[:3]
    hint = f"; near it are {', '.join(near)}" if near else ""
    raise JudgementError(
        f"the case has no {subject} {given!r}{hint}. `zegsman search` and `zegsman show` give the names"
    )


def _names(story: WeighedStory, subject: Subject) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(key, names) of everything of a kind; an empty key stands for the name given itself."""
    if subject is Subject.ENTITY:
        for entity in story.resolution.entities:
            yield "", (entity.name, *entity.aliases)
    elif subject is Subject.CLAIM:
        for claim in story.claims:
            yield claim.statements[0], (claim.id,)
            for statement in claim.statements:
                yield statement, (statement,)
    else:
        for source in story.resolution.sources:
            yield source.name, (source.name, *source.aliases, source.id)


def _stories(book: Casebook) -> Iterator[WeighedStory]:
    for row in load_stories(book.case):
        story = load_story(book.case, row.id)
        if story is not None:
            yield story
