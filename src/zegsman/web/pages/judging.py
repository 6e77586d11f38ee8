"""A reader's judgements: taken from a form on any page, listed with their history, undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import RedirectResponse

from zegsman.desk.judging import judge_all, judge_reliability, judgement_rows, last_act, undo_all
from zegsman.desk.overview import report_titles, statement_words
from zegsman.desk.rounds import work_out
from zegsman.errors import CaseReadOnly, JudgementError
from zegsman.record.judgement import Subject, Verdict
from zegsman.web.addresses import local_address
from zegsman.web.rendering import page
from zegsman.web.visit import WHO_COOKIE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from zegsman.desk.jobs import Job
    from zegsman.desk.judging import JudgementRow
    from zegsman.web.visit import Visit

PATIENCE_S = 5.0
"""How long an answer waits for the stories to be worked out anew; after that the page tells that it is being done."""
BELONGS = "belongs"
"""What a form about two origins gives as its verdict where the one picked belongs to the other."""
MOST_PICKED, MOST_PAIRS = 60, 2000
"""Things picked, and pairs judged, at once; more is a slip of the mouse."""
_MOST_WHO, _MOST_WHY, _LONGEST_NUMBER = 80, 2000, 10
_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class ActView:
    """Judgements made together as one line of the history."""

    rows: tuple[JudgementRow, ...]
    numbers: tuple[int, ...]
    sentence: str
    holds: bool


def judge(visit: Visit) -> Response:
    """Keeps what a form says, works the case out anew and goes back to the address `back`.

    Raises:
        JudgementError: if it says nothing that can be judged.
    """
    answer = _after(visit, kept=keep_judgement(visit))
    answer.set_cookie(WHO_COOKIE, quote(_who(visit)), max_age=_YEAR_S, httponly=True, samesite="strict")
    return answer


def undo(visit: Visit) -> Response:
    """Takes judgements back and goes back to the address `back`.

    Raises:
        JudgementError: if there is none to take back.
    """
    return _after(visit, undone=take_back(visit))


def keep_judgement(visit: Visit) -> list[int]:
    """Keeps what is given, and gives the numbers; the case is not worked out anew yet.

    `subject` says what is judged: a `verdict` about each `pick` against the first (or against each `other`), or a
    `letter` for the source `source`; with it `why` and `who`. Where `not_of` names a story, each `pick` is a report
    that is no part of it.

    Raises:
        JudgementError: if nothing is given that can be judged.
        CaseReadOnly: if the case may only be read.
    """
    _must_write(visit)
    who, why, subject = _who(visit), visit.given("why")[:_MOST_WHY], visit.given("subject")
    with visit.site.shelf.writing() as book:
        if story := visit.given("not_of"):
            pairs = _apart_from(visit, visit.site.shelf.row(book, story).reports)
            return judge_all(book, Subject.REPORT, pairs, Verdict.DIFFERENT, who=who, why=why)
        if subject == Subject.RELIABILITY:
            return [judge_reliability(book, visit.given("source"), visit.given("letter"), who=who, why=why)]
        if subject == Subject.ORIGIN and visit.given("verdict") == BELONGS:
            return judge_all(book, Subject.ALLEGIANCE, _pairs(visit), Verdict.SAME, who=who, why=why)
        if subject in (Subject.ENTITY, Subject.CLAIM, Subject.ORIGIN, Subject.ALLEGIANCE, Subject.REPORT):
            verdict = _verdict(visit.given("verdict"))
            return judge_all(book, Subject(subject), _pairs(visit), verdict, who=who, why=why)
    raise JudgementError(f"{subject!r} cannot be judged; expected {', '.join(Subject)}")


def take_back(visit: Visit) -> list[int]:
    """Takes the judgements back that each `number` gives; those of the last act where none is given.

    Raises:
        JudgementError: if there is none to take back.
        CaseReadOnly: if the case may only be read.
    """
    _must_write(visit)
    given = [int(one) for one in visit.all_given("number") if one.isdecimal() and len(one) < _LONGEST_NUMBER]
    with visit.site.shelf.writing() as book:
        numbers = given or [row.number for row in last_act(judgement_rows(book))]
        if not numbers:
            raise JudgementError("there is no judgement to undo")
        undo_all(book, numbers, who=_who(visit))
    return numbers


def start_rework(visit: Visit) -> Job:
    """A job that works the case out anew with the judgements that hold now."""
    return visit.site.jobs.start("judge", work_out)


def show_judgements(visit: Visit) -> Response:
    """What was decided, by whom, when and why, the last first; what was undone stays, marked."""
    rows = judgement_rows(visit.book)
    said = statement_words(visit.book, _keys(rows, Subject.CLAIM))
    said |= report_titles(visit.book, _keys(rows, Subject.REPORT))
    return page(visit, "judgements.html.j2", acts=compose_acts(visit, rows, said))


def compose_acts(visit: Visit, rows: Sequence[JudgementRow], said: dict[str, str]) -> list[ActView]:
    """The judgements as acts, the last first. `said` gives the words of what judgements name by id."""
    acts: list[list[JudgementRow]] = []
    for row in rows:
        if acts and _together(acts[-1][-1], row):
            acts[-1].append(row)
        else:
            acts.append([row])
    views = [
        ActView(
            tuple(act), tuple(row.number for row in act), _sentence(visit, act, said), act[0].undone_at is None
        )
        for act in acts
    ]  # fmt: skip
    return views[::-1]


def _together(one: JudgementRow, other: JudgementRow) -> bool:
    def act(row: JudgementRow) -> tuple[str | None, ...]:
        judgement = row.judgement
        return row.who, row.at, judgement.subject, judgement.verdict, judgement.why, row.undone_at

    return act(one) == act(other) and one.judgement.subject is not Subject.RELIABILITY


def _sentence(visit: Visit, act: Sequence[JudgementRow], said: dict[str, str]) -> str:
    first = act[0].judgement
    names = list(dict.fromkeys(key for row in act for key in (row.judgement.left, row.judgement.right)))
    shown = [visit.words.fill("words", "quoted", words=said[name]) if name in said else name for name in names]
    if first.subject is Subject.RELIABILITY:
        return visit.words.fill("judgement", "reliability", left=shown[0], right=first.right)
    key = str(first.verdict)
    if first.subject is Subject.ALLEGIANCE:
        key = "belongs" if first.verdict is Verdict.SAME else "belongs_not"
    if first.subject is Subject.REPORT:
        return _on_reports(visit, first.verdict, act, said)
    return visit.words.fill("judgement", key, left=visit.words.listed(shown[:-1]), right=shown[-1])


def _on_reports(visit: Visit, verdict: Verdict, act: Sequence[JudgementRow], said: dict[str, str]) -> str:
    def listed(keys: dict[str, None]) -> str:
        return visit.words.listed([visit.words.fill("words", "quoted", words=said.get(key, key)) for key in keys], 3)

    left = dict.fromkeys(row.judgement.left for row in act)
    right = dict.fromkeys(row.judgement.right for row in act)
    key = "one_affair" if verdict is Verdict.SAME else "not_one_affair"
    return visit.words.fill("judgement", key, left=listed(left), right=listed(right))


def _keys(rows: Sequence[JudgementRow], subject: Subject) -> set[str]:
    about = [row.judgement for row in rows if row.judgement.subject is subject]
    return {key for judgement in about for key in (judgement.left, judgement.right)}


def _who(visit: Visit) -> str:
    return visit.given("who")[:_MOST_WHO] or visit.who


def _must_write(visit: Visit) -> None:
    """Refuses early where the case may only be read.

    Raises:
        CaseReadOnly: then.
    """
    if not visit.site.may_write:
        raise CaseReadOnly("the case may only be read")


def _verdict(given: str) -> Verdict:
    if given not in (Verdict.SAME, Verdict.DIFFERENT):
        raise JudgementError(f"{given!r} is no verdict; expected same or different")
    return Verdict(given)


def _pairs(visit: Visit) -> list[tuple[str, str]]:
    picked = list(dict.fromkeys(one for one in visit.all_given("pick") if one))
    others = list(dict.fromkeys(one for one in visit.all_given("other") if one and one not in picked))
    if len(picked) > MOST_PICKED or len(picked) * len(others) > MOST_PAIRS:
        raise JudgementError(f"{len(picked)} are picked; expected at most {MOST_PICKED}, of a claim not larger")
    if others:
        return [(pick, other) for pick in picked for other in others]
    return [(picked[0], pick) for pick in picked[1:]] if picked else []


def _apart_from(visit: Visit, reports: Sequence[str]) -> list[tuple[str, str]]:
    """Each report picked, against each of a story that is not picked.

    Raises:
        JudgementError: if there are too many.
    """
    picked = [one for one in dict.fromkeys(visit.all_given("pick")) if one in reports]
    rest = [one for one in reports if one not in picked]
    if len(picked) > MOST_PICKED or len(picked) * len(rest) > MOST_PAIRS:
        raise JudgementError(f"{len(picked)} are picked; expected at most {MOST_PICKED}, of a story not larger")
    return [(pick, other) for pick in picked for other in rest]


def _after(visit: Visit, *, kept: Sequence[int] = (), undone: Sequence[int] = ()) -> RedirectResponse:
    """Works the case out anew and goes back; the page tells what was kept or undone."""
    start_rework(visit).ended.wait(PATIENCE_S)
    path, _, fragment = local_address(visit.given("back")).partition("#")
    said = "&".join(f"{name}={number}" for name, numbers in (("kept", kept), ("undone", undone)) for number in numbers)
    mark = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{mark}{said}" + (f"#{fragment}" if fragment else ""), status_code=303)
