"""Four invented affairs of five reports over some days, and cases that know their annotations."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from resolve.affairs import told
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.rounds import annotate_round, resolve_round
from zegsman.desk.stages import load_stages
from zegsman.store.reports import add_report
from zegsman.store.stories import load_stories

if TYPE_CHECKING:
    from zegsman.desk.working import Working
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

Told = tuple["Report", "Annotation"]

_MATTERS = (
    ("De nachtploeg legt het werk neer om het loon", "Vakbondsman eist acht procent loon", "De staking duurt voort"),
    ("De dijk is twintig meter weggespoeld", "Het waterschap voert zandzakken aan", "De sluis blijft dicht"),
    ("De ziekenhuizen willen samengaan", "Artsen vrezen lange wachttijden", "De toezichthouder keurt de fusie"),
    ("Uit het museum is een schilderij weg", "De politie zoekt twee mannen", "De conservator treurt om het doek"),
)
_NAMES = (
    ("Odile Verkade", "Brakelse Mout", "Lingewaard"),
    ("Tamme Rus", "Oudezijl", "Waterschap Merse"),
    ("Femke Dolleman", "Ziekenhuis Nijevoort", "Kolderode"),
    ("Ids Sterreman", "Museum Abbegraaf", "Westerzijl"),
)


def report_of(affair: int, number: int, day: int) -> Told:
    """One of the reports of an affair: its matter and names in another order each."""
    names, matter = _NAMES[affair], _MATTERS[affair]
    chance = random.Random(100 * affair + number)
    said = [f"In {names[2]} sprak {names[0]} over {names[1]}: {sentence.lower()}" for sentence in matter]
    chance.shuffle(said)
    marked = [(name, kind) for name, kind in zip(names, ("PER", "ORG", "LOC"), strict=True)]
    return told(f"report-{affair}-{number}", *said[: 2 + number % 2], names=marked, published=f"2024-03-{day:02}")


def made_affairs() -> list[Told]:
    """All reports, one affair after the other."""
    return [report_of(affair, number, 1 + 2 * number) for affair in range(4) for number in range(5)]


def a_book(told: list[Told]) -> Casebook:
    """A case in memory whose annotate stage knows these annotations."""
    known = {report.id: annotation for report, annotation in told}
    stages = replace(load_stages(), annotate=lambda reports: [known[report.id] for report in reports])
    return open_casebook(None, stages=stages)


def take(book: Casebook, told: list[Told]) -> Working:
    """Takes reports into the case and works it out."""
    for report, _ in told:
        add_report(book.case, report, report.id.encode(), at="2024-03-01T00:00:00+00:00")
    annotate_round(book)
    return resolve_round(book)


def stories_of(book: Casebook) -> list[list[str]]:
    """The reports of each story."""
    return sorted(sorted(row.reports) for row in load_stories(book.case))
