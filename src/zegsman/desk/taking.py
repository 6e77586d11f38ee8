"""Takes inputs into the case: once, with how each was received, as a new version where an outlet changed a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.desk.fetching import find_all_inputs, is_web_address
from zegsman.desk.inputs import STANDARD_INPUT, file_shown_as, options_for
from zegsman.likeness.texts import containment, fold, shingles, words_of
from zegsman.read.fetch.addresses import canonical_address
from zegsman.read.readers import read_stream
from zegsman.read.reports import Refusal
from zegsman.store.reports import (
    Receipt,
    add_original,
    add_receipt,
    add_report,
    load_reports,
    refused_inputs,
    report_of_bytes,
    reports_with_text,
)
from zegsman.store.versions import add_version, threads_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.inputs import Input
    from zegsman.read.fetch.fetcher import Fetcher
    from zegsman.read.reports import Reading
    from zegsman.record.report import Report

SAME_REPORT_SHARE = 0.3
"""Share of the shorter text's runs of three words that stand in the other, from which two texts at one address are
versions of one report.

An outlet that rewrites a report keeps more than half of its words in place; two posts of one live blog, or two days of
one front page, share names and phrases, which comes to less than a tenth.
"""
_REFUSALS_AT_A_TIME = 200
"""Refused parts of one input that are kept in one transaction, which costs as much as a hundred of them."""
MOST_THREADS = 200
"""Reports at one address that a text is compared with: a live blog has as many posts."""


@dataclass(slots=True)
class Taking:
    """What became of the inputs of one command."""

    taken: list[str] = field(default_factory=list)
    """Ids of reports that were not in the case before."""
    known: list[str] = field(default_factory=list)
    """Ids of reports that were there already: the same bytes, or the same text seen at another address."""
    revised: dict[str, str] = field(default_factory=dict)
    """Of those taken, the ones that take the place of an earlier version, to the id of that version."""
    refused: list[Refusal] = field(default_factory=list)


def take_reports(
    book: Casebook,
    paths: Iterable[str],
    stdin: BinaryIO | None = None,
    *,
    again: Iterable[str] = (),
    fetcher: Fetcher | None = None,
) -> Taking:
    """Reads inputs into the case, each in a transaction of its own: what was taken stays taken.

    Args:
        book: the open case.
        paths: what the user names.
        stdin: what `-` stands for.
        again: `refused_paths` to give once more, behind the others.
        fetcher: fetches web addresses; one is made where they need it.

    Raises:
        StoreError: if the case can no longer be written to; what was acknowledged before is kept.
    """
    case = book.case.file
    named = find_all_inputs(paths, book.settings, fetcher=fetcher, stdin=stdin, case=case)
    refused = find_all_inputs(again, book.settings, fetcher=fetcher, case=case, refused_before=True)
    return take_inputs(book, chain(named, refused))


def take_inputs(book: Casebook, inputs: Iterable[Input | Refusal]) -> Taking:
    """Reads what was found into the case, as `take_reports` does.

    Raises:
        StoreError: if the case can no longer be written to; what was acknowledged before is kept.
    """
    taking = Taking()
    for found in inputs:
        if isinstance(found, Refusal):
            refuse(book, taking, found)
        else:
            take_input(book, taking, found)
    return taking


def take_input(book: Casebook, taking: Taking, found: Input) -> None:
    """Takes the reports of one input; what cannot be read of it is refused by name."""
    refused: list[Refusal] = []
    for one in read_stream(found.open(), options_for(found, book.settings), found.media_type):
        if isinstance(one, Refusal):
            refused.append(one)
            if len(refused) < _REFUSALS_AT_A_TIME:
                continue
        refuse(book, taking, *refused)
        refused.clear()
        if not isinstance(one, Refusal):
            take_reading(book, taking, found, one)
        _tell(book, taking)
    if refused:
        refuse(book, taking, *refused)
        _tell(book, taking)


def _tell(book: Casebook, taking: Taking) -> None:
    book.progress("read", len(taking.taken) + len(taking.known) + len(taking.refused), 0)


def refuse(book: Casebook, taking: Taking, *refusals: Refusal) -> None:
    """Keeps that inputs were refused, and why."""
    if not refusals:
        return
    with book.case.transaction():
        for one in refusals:
            add_receipt(book.case, Receipt(one.path, "refused", reason=one.reason, at=now(), how=_how(one.path)))
    taking.refused += refusals


def refusals(book: Casebook) -> tuple[Receipt, ...]:
    """The inputs that were refused when they were last given, each with when and why, oldest first."""
    return refused_inputs(book.case)


def refused_paths(book: Casebook) -> list[str]:
    """The inputs to give again: those refused when last given, each once, parts of a file as the whole file.

    What came by standard input cannot be given again.
    """
    places = (receipt.path for receipt in refused_inputs(book.case))
    whole = (place if is_web_address(place) else _whole_file(place) for place in places)
    return [place for place in dict.fromkeys(whole) if place != STANDARD_INPUT]


def _whole_file(place: str) -> str:
    """The file that a part is of: 'a.zip' of 'a.zip#dump.jsonl#3'; a name may have a '#' of its own."""
    while (found := file_shown_as(place)) is None and "#" in place:
        place = place.rpartition("#")[0]
    return found or place


def _how(path: str) -> str:
    if is_web_address(path):
        return "fetched"
    return "standard input" if path == STANDARD_INPUT else "file"


def take_reading(book: Casebook, taking: Taking, found: Input, reading: Reading) -> None:
    """Takes one report of an input: known by its bytes, seen before by its text, or new, perhaps a version."""
    report, at = reading.report, now()
    place = report.canonical_url or report.url
    address = canonical_address(place) if place else None
    how = "fetched" if found.url else _how(found.path)
    with book.case.transaction():
        known = report_of_bytes(book.case, report.sha256)
        same = None if known else _seen_before(book, report)
        id = known or (same.id if same else report.id)
        if not known and not same:
            add_report(book.case, report, reading.original, at=at)
        elif same:
            add_original(book.case, report.sha256, reading.original, at=at)
        earlier = _place_version(book, report, id, address, at) if address else None
        receipt = Receipt(
            report.path or STANDARD_INPUT, "known" if known or same else "taken", id,
            f"the text of {same.url or same.path or same.id}" if same else None,
            at, how, report.url, report.sha256, found.headers or reading.reception.headers,
        )  # fmt: skip
        add_receipt(book.case, receipt)
    (taking.known if known or same else taking.taken).append(id)
    if earlier is not None:
        taking.revised[id] = earlier


def _seen_before(book: Casebook, report: Report) -> Report | None:
    """The report of the same outlet with the same text, on days that can be the same; None where there is none.

    The same text of another outlet is a copy, and a report of its own.
    """
    for other in reports_with_text(book.case, report.text):
        same_outlet = fold(other.outlet or "") == fold(report.outlet or "")
        days = (other.published, report.published)
        if same_outlet and (not all(one.known for one in days) or days[0].shared_days(days[1])):
            return other
    return None


def _place_version(book: Casebook, report: Report, id: str, address: str, at: str) -> str | None:
    """Puts a report where it stands; gives the id of the version whose place it takes, if it takes one."""
    threads = threads_at(book.case, address)[:MOST_THREADS]
    if any(version.report == id for version in threads):
        return None
    own = _shingles(report)
    alike = [
        (containment(*_by_size(own, _shingles(other))), version)
        for version, other in zip(threads, load_reports(book.case, [v.report for v in threads]), strict=True)
    ]
    share, before = max(alike, key=lambda one: one[0], default=(0.0, None))
    is_version = before is not None and share >= SAME_REPORT_SHARE
    add_version(book.case, id, address, at=at, thread=before.thread if before and is_version else None)
    return before.report if before and is_version else None


def _shingles(report: Report) -> set[tuple[str, ...]]:
    return shingles(words_of(report.text))


def _by_size(
    one: set[tuple[str, ...]], other: set[tuple[str, ...]]
) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    return (one, other) if len(one) <= len(other) else (other, one)
