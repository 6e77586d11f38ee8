"""How fast the pages of a large story open: cold (a server just started) and warm.

usage: python bench/pages.py [--reports N] [--case FILE] [--rounds N]

Makes a case of one invented affair, its reports put together from a stock of sentences that say the same things in
different words, of different sources, over a month, one of them of 20,000 words; the real stages read it. Then opens
each page in a server that holds nothing yet, and again, by HTTP on this machine. Prints one line of JSON: seconds,
median of the rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from zegsman.desk.casebook import open_casebook
from zegsman.desk.inputs import Input
from zegsman.desk.jobs import Jobs
from zegsman.desk.rounds import work_out
from zegsman.desk.shelf import Shelf
from zegsman.desk.stages import load_stages
from zegsman.desk.taking import take_inputs
from zegsman.settings import Settings
from zegsman.web.app import build_app
from zegsman.web.guards import Guard
from zegsman.web.site import Site

FIRST_DAY = date(2024, 5, 1)
PLACES = ("Zandwijk", "Oosterveen", "Kolderdam", "Hogeloo", "Lindhout", "Westermeer")
PEOPLE = ("Karel de Wit", "Ada van Loon", "Joost Brandsma", "Mieke Terpstra", "Hassan el Idrissi", "Nora Blom")
ROLES = ("wethouder", "burgemeester", "woordvoerder van de provincie", "gedeputeerde", "directeur van de aannemer")
UNNAMED = ("twee ambtenaren", "een betrokkene", "bronnen bij de provincie", "een ingewijde", "omwonenden")
THINGS = ("brug", "dijk", "sluis", "tunnel", "kade", "haven", "weg", "spoorlijn")
FACTS = (
    "De {thing} bij {place} is {day} gesloten, zegt {role} {person}.",
    "Volgens {unnamed} zat er al in {month} een scheur van {n} centimeter in de {thing}.",
    "{person} ontkent dat de {thing} bij {place} onveilig is.",
    "Het herstel van de {thing} kost {n} miljoen euro, aldus {role} {person}.",
    "Bij {place} raakten {n} mensen gewond, meldt de politie.",
    "De {thing} blijft tot {month} dicht, zegt {person}.",
    "{unnamed} zeggen dat de aannemer in {place} voor de gebreken was gewaarschuwd.",
    "In {place} wonen {n} mensen naast de {thing}.",
    "De provincie onderzoekt de {thing} bij {place}. Dat zegt {role} {person} tegen {outlet}.",
    "‘Wij wisten niets van de {thing}’, zegt {person}.",
    "{outlet} schreef {day} dat {n} huizen bij {place} ontruimd zijn.",
    "Het Openbaar Ministerie vervolgt de aannemer van de {thing}, bevestigt {person}.",
)  # fmt: skip
OUTLETS = ("De Loper", "De Kaai", "Het Oosterblad", "De Lange Leest", "Polderpost", "De Avondbode", "Streeknieuws")
MONTHS = ("maart", "april", "juni", "juli", "september")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


LONG_SENTENCES = 1_700
"""Of the one long report: at twelve words each some 20,000 words."""


def invented_report(number: int, chance: random.Random, n_sentences: int = 14) -> Input:
    """One report of about as many statements as it has sentences, as a text file."""
    day = FIRST_DAY + timedelta(days=number % 30)
    outlet = chance.choice(OUTLETS)
    sentences = [
        fact.format(
            thing=chance.choice(THINGS), place=chance.choice(PLACES), person=chance.choice(PEOPLE),
            role=chance.choice(ROLES), unnamed=chance.choice(UNNAMED), n=chance.randint(2, 40),
            month=chance.choice(MONTHS), day=chance.choice(DAYS), outlet=chance.choice(OUTLETS),
        )
        for fact in chance.choices(FACTS, k=n_sentences)
    ]  # fmt: skip
    opening = f"De brug bij Zandwijk is dicht, zegt wethouder {PEOPLE[0]} tegen {outlet}."
    head = f"---\noutlet: {outlet}\ndate: {day.isoformat()}\ntitle: Brug bij Zandwijk dicht\n---\n"
    return Input(f"report-{number:04}.txt", (head + "\n\n".join([opening, *sentences]) + "\n").encode())


def make_case(place: Path, n_reports: int) -> float:
    """The case file, and how long it took to read and work out."""
    chance = random.Random(7)
    # All reports are of one affair, whatever the grouping would make of sentences put together by chance.
    stages = replace(load_stages(), group=lambda reports, annotations, judgements: (tuple(r.id for r in reports),))
    start = time.perf_counter()
    with open_casebook(str(place), stages=stages) as book:
        reports = [invented_report(number, chance) for number in range(n_reports - 1)]
        take_inputs(book, [*reports, invented_report(n_reports - 1, chance, LONG_SENTENCES)])
        work_out(book)
    return time.perf_counter() - start


def new_client(place: Path) -> TestClient:
    """A server that holds nothing of the case yet."""
    shelf = Shelf(str(place), Settings())
    return TestClient(build_app(Site(shelf=shelf, jobs=Jobs(shelf), guard=Guard(names=frozenset({"testserver"})))))


def timed(client: TestClient, path: str) -> tuple[float, int]:
    """Seconds for one page, and its bytes.

    Raises:
        SystemExit: if the page is not there.
    """
    start = time.perf_counter()
    answer = client.get(path)
    seconds = time.perf_counter() - start
    if answer.status_code != 200:
        sys.exit(f"{path} gave {answer.status_code}")
    return seconds, len(answer.content)


def measure(place: Path, rounds: int) -> dict[str, Any]:
    """Seconds for each page: `cold` in a server just started, `warm` when it was opened before."""
    story = new_client(place).get("/api/stories").json()[0]
    dossier = new_client(place).get(f"/api/stories/{story['id']}").json()
    base = f"/story/{story['id']}"
    claim = max(dossier["claims"], key=lambda one: len(one["statements"]))
    pages = {
        "case": "/",
        "story": base,
        "story, filtered": f"{base}?filter=ontkent&sort=origins",
        "claim": f"{base}/claim/{claim['id']}",
        "conflicts": f"{base}/conflicts",
        **reading_pages(base, dossier),
        "search": "/search?words=brug&who=Karel+de+Wit",
    }
    figures: dict[str, Any] = {"reports": len(dossier["reports"]), "statements": len(dossier["statements"]),
                               "claims": len(dossier["claims"])}  # fmt: skip
    for name, path in pages.items():
        cold, warm, size = [], [], 0
        for _ in range(rounds):
            client = new_client(place)
            seconds, size = timed(client, path)
            cold.append(seconds)
            warm.append(timed(client, path)[0])
        figures[name] = {"cold_s": round(statistics.median(cold), 3), "warm_s": round(statistics.median(warm), 3),
                         "kB": size // 1000}  # fmt: skip
    return figures


def reading_pages(base: str, dossier: dict[str, Any]) -> dict[str, str]:
    """The pages of reports, sources, entities and drawings, of what is most told of, and of the longest report."""
    ends = [statement["chain"][-1] for statement in dossier["statements"] if statement["chain"]]
    source = max(set(ends), key=ends.count)
    entity = max(dossier["entities"], key=lambda one: len(one["mentions"]))["id"]
    long = max(dossier["reports"], key=lambda one: len(one["text"]))["id"]
    other = next(report["id"] for report in dossier["reports"] if report["id"] != long)
    return {
        "source map": f"{base}/sources",
        "source map, what falls": f"{base}/sources?node={source}",
        "source map, all": f"{base}/sources?all=yes",
        "timeline": f"{base}/timeline",
        "map": f"{base}/map",
        "entities": f"{base}/entities",
        "entity": f"{base}/entity/{entity}",
        "source": f"{base}/source/{source}",
        "reports": f"{base}/reports",
        "report of 20,000 words": f"{base}/report/{long}",
        "the same beside its original": f"{base}/report/{long}?beside=original",
        "two reports": f"{base}/compare?pick={other}&pick={long}",
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--case", type=Path, default=Path("build/bench-pages.db"), help="made where it is not there")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    given.case.parent.mkdir(parents=True, exist_ok=True)
    made_s = None if given.case.exists() else round(make_case(given.case, given.reports), 1)
    print(json.dumps({"made_s": made_s, **measure(given.case, given.rounds)}))


if __name__ == "__main__":
    main()
