"""Adding reports: files, a pasted text or links go to a job, whose page tells how far it is and what they add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from zegsman.desk.fetching import find_all_inputs, is_web_address
from zegsman.desk.inputs import Input
from zegsman.desk.questions import Addition, add_inputs, what_inputs_add
from zegsman.errors import CaseReadOnly, UsageError
from zegsman.read.reports import Refusal
from zegsman.tell.reasons import Told, retold_apart
from zegsman.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.responses import Response

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.jobs import Job
    from zegsman.desk.taking import Taking
    from zegsman.settings import Settings
    from zegsman.web.visit import Visit

MOST_LINKS = 50
_FIELDS = ("outlet", "date", "title", "url")
_MEGABYTE = 1_000_000
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the inputs of one form, and what they add; `kept` tells whether the case has them now."""

    additions: tuple[Addition, ...]
    taking: Taking
    kept: bool


def show_adding(visit: Visit) -> Response:
    """The form."""
    return page(visit, "add.html.j2")


def add(visit: Visit) -> Response:
    """Starts the job that takes what the form sends, and leads to its page.

    Raises:
        UsageError: if the form sends nothing.
    """
    inputs, links = [*_uploads(visit), *texts_of(visit)], links_of(visit)
    if not inputs and not links:
        raise UsageError(visit.words["add"]["nothing_given"])
    job = start_adding(visit, inputs, links)
    return RedirectResponse(f"/add/{job.number}", status_code=303)


def start_adding(visit: Visit, inputs: Sequence[Input | Refusal], links: list[str]) -> Job:
    """A job that takes inputs and links, or only looks at what they would add where the form says `keep`: `look`.

    Raises:
        CaseReadOnly: if the reports are to be kept and the case may only be read.
    """
    keeps = visit.given("keep") != "look"
    if keeps and not visit.site.may_write:
        raise CaseReadOnly("the case may only be read")
    settings = visit.site.shelf.settings

    def work(book: Casebook) -> Added:
        found = [*inputs, *_fetched(links, settings)]
        additions, taking = (add_inputs if keeps else what_inputs_add)(book, found)
        return Added(tuple(additions), taking, keeps)

    return visit.site.jobs.start("add" if keeps else "look", work)


def show_job(visit: Visit) -> Response:
    """How far a job is, and once it is over what the reports add."""
    number = visit.place("job")
    job = visit.site.jobs.job(int(number)) if number.isdecimal() else None
    if job is None or job.kind == "judge":
        raise visit.missing("job")
    groups: dict[str, list[Addition]] = {"contradicted": [], "new": [], "repeated": []}
    if isinstance(job.result, Added):
        for addition in job.result.additions:
            groups[addition.what].append(addition)
    return page(visit, "adding.html.j2", job=job, groups=groups, why_of=lambda one: _why(visit, one))


def _why(visit: Visit, addition: Addition) -> Told:
    """Why an addition counts as it does, in the reader's language: what contradicts it, else what carries the claim."""
    if addition.what != "contradicted":
        return retold_apart(visit.words, addition.claim.why)
    kind, _, why = addition.why.partition(": ")
    told = retold_apart(visit.words, why)
    return Told(f"{visit.words['conflict_kind'].get(kind, kind)}: {told.text}", told.language)


def _uploads(visit: Visit) -> Iterator[Input | Refusal]:
    limit = visit.site.shelf.settings.file_limit_mb
    for one in visit.uploads("files"):
        name = file_name(one.filename)
        data = one.file.read(limit * _MEGABYTE + 1)
        if len(data) > limit * _MEGABYTE:
            yield Refusal(name, f"it is larger than the {limit} MB that a file may have")
        elif data or one.filename:
            yield Input(name, data)


def file_name(given: str | None) -> str:
    """The last part of the name that the browser sends, without what could pass for a path or break a line."""
    last = (given or "").replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return shown[-_NAME_LENGTH:] or "report"


def links_of(visit: Visit) -> list[str]:
    """The links that the form gives, parted by blanks."""
    return [link for given in visit.all_given("links") for link in given.split()]


def texts_of(visit: Visit) -> Iterator[Input]:
    """The pasted text, behind the block of metadata that a text file would open with."""
    text = visit.given("text")
    if not text:
        return
    fields = {name: " ".join(visit.given(name).split()) for name in _FIELDS}
    known = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    head = f"---\n{known}---\n" if known else ""
    yield Input(visit.words["add"]["pasted_name"], f"{head}{text}\n".encode())


def _fetched(links: list[str], settings: Settings) -> Iterator[Input | Refusal]:
    """What stands at the links. Only web addresses are looked up: a path would be a file of this machine."""
    for link in links[MOST_LINKS:]:
        yield Refusal(link, f"there are {len(links)} links; expected at most {MOST_LINKS} at a time")
    for link in links[:MOST_LINKS]:
        if not is_web_address(link):
            yield Refusal(link, "it is no web address; expected http or https")
    yield from find_all_inputs([link for link in links[:MOST_LINKS] if is_web_address(link)], settings)
