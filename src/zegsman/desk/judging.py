"""A person's judgements on a case: checked, kept with who and why, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.errors import JudgementError
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.store.judgements import JudgementRow, add_judgement, load_judgements, undo_judgement
from zegsman.store.reports import reports_called
from zegsman.store.story_figures import names_in_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.desk.casebook import Casebook

_LETTERS = "ABCDEF"

__all__ = [
    "JudgementRow",
    "judge",
    "judge_all",
    "judge_one_affair",
    "judge_reliability",
    "judgement_rows",
    "last_act",
    "undo",
    "undo_all",
]


def judge(book: Casebook, subject: Subject, left: str, right: str, verdict: Verdict, *, who: str, why: str = "") -> int:
    """Keeps a decision about two things of the case and gives its number; rerun the rounds to apply it.

    Entities are named by any of their spellings, claims by the id of a claim or statement, origins by any name of
    the source, reports by their id, file name, address or title.

    Raises:
        JudgementError: if the case has nothing of that name, or both sides are the same.
    """
    left, right = _keys(book, subject, (left, right))
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
    pairs = list(pairs)
    if not pairs:
        raise JudgementError("there is nothing to decide about; expected two different things")
    keys = _keys(book, subject, [name for pair in pairs for name in pair])
    keyed = list(zip(keys[::2], keys[1::2], strict=True))
    if same := next((left for left, right in keyed if left == right), None):
        raise JudgementError(f"both sides are {same!r}; expected two different things")
    at = now()
    with book.case.transaction():
        return [
            add_judgement(book.case, Judgement(subject, left, right, verdict, Judge.PERSON, why), who=who, at=at)
            for left, right in keyed
        ]


def judge_one_affair(book: Casebook, reports: Sequence[str], *, who: str, why: str = "") -> list[int]:
    """Keeps that reports, by id, tell of one affair; what is decided already is not said twice. Gives the numbers."""
    held = {(row.judgement.left, row.judgement.right) for row in load_judgements(book.case) if _is_one_affair(row)}
    first, *others = sorted(reports)
    pairs = [(first, other) for other in others if (first, other) not in held]
    return judge_all(book, Subject.REPORT, pairs, Verdict.SAME, who=who, why=why) if pairs else []


def _is_one_affair(row: JudgementRow) -> bool:
    judgement = row.judgement
    return row.undone_at is None and judgement.subject is Subject.REPORT and judgement.verdict is Verdict.SAME


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
    (name,) = _keys(book, Subject.ORIGIN, (source,))
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


_TABLES = {
    Subject.ENTITY: "entities",
    Subject.CLAIM: "claims",
    Subject.ORIGIN: "sources",
    Subject.ALLEGIANCE: "sources",
}


def _keys(book: Casebook, subject: Subject, given: Sequence[str]) -> list[str]:
    """The keys that survive a rerun, in the order given: spelling, statement's id, source's name, report's id.

    Raises:
        JudgementError: if the case has nothing of one of these names.
    """
    if subject is Subject.REPORT:
        return [_report_key(book, one) for one in given]
    key_by_name: dict[str, str] = {}
    for names in names_in_stories(book.case, _TABLES[subject]):
        *others, id = names
        if subject is Subject.CLAIM:
            found = {id: others[0], **{one: one for one in others}}
        elif subject is Subject.ENTITY:
            found = {one: one for one in others}
        else:
            found = dict.fromkeys(names, names[0])
        for name, key in found.items():
            key_by_name.setdefault(name, key)
    folded = {name.casefold(): key for name, key in reversed(key_by_name.items())}
    return [_key(key_by_name, folded, subject, one) for one in given]


def _report_key(book: Casebook, given: str) -> str:
    found = reports_called(book.case, given)
    if len(found) == 1:
        return found[0]
    told = f"{len(found)} reports are called {given!r}: {', '.join(found[:3])}" if found else f"no report is {given!r}"
    raise JudgementError(f"{told}; expected the id, file name, address or title of one. `zegsman search` gives ids")


def _key(key_by_name: dict[str, str], folded: dict[str, str], subject: Subject, given: str) -> str:
    if given in key_by_name:
        return key_by_name[given]
    if given.casefold() in folded:
        return folded[given.casefold()]
    near = sorted(name for name in key_by_name if given.casefold() in name.casefold())[:3]
    hint = f"; near it are {', '.join(near)}" if near else ""
    raise JudgementError(
        f"the case has no {subject} {given!r}{hint}. `zegsman search` and `zegsman show` give the names"
    )
