"""The answer first: a few sentences composed by template from the record, with nothing added."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from zegsman.tell.index import STATUS_ORDER
from zegsman.tell.words import are_whole_months

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words


def compose_head(index: DossierIndex, words: Words) -> str:
    """The whole affair in one line: how many reports, texts of their own and origins."""
    reports = words.count(len(index.reports), "report")
    origins = words.count(len(index.origin_bodies), "origin")
    n_texts = sum(1 for report in index.reports.values() if not report.get("copy_of"))
    if n_texts == len(index.reports):
        return words.capitalised(words.fill("summary", "head_plain", reports=reports, origins=origins))
    texts = words.count(n_texts, "text")
    return words.capitalised(words.fill("summary", "head", reports=reports, texts=texts, origins=origins))


def compose_sentences(index: DossierIndex, words: Words) -> list[str]:
    """The sentences under the head: who published when, what is a copy, what is claimed, what conflicts."""
    sentences = [_published(index, words)]
    n_copies = sum(1 for report in index.reports.values() if report.get("copy_of"))
    if n_copies:
        some = words.fill("summary", "copy_some", n=words.number(n_copies))
        copies, key = (words["summary"]["copy_one"], "copies") if n_copies == 1 else (some, "copies_many")
        sentences.append(words.capitalised(words.fill("summary", key, copies=copies)))
    made = "claims" if len(index.reports) > 1 else "claims_one"
    sentences.append(words.fill("summary", made, claims=words.count(len(index.claims), "claim")))
    sentences.append(_conflicts(index, words))
    for loop in index.dossier.get("loops", []):
        names = [index.sources[source_id]["name"] for source_id in loop]
        sentences.append(words.fill("summary", "loops", loops=words.listed(names)))
    return sentences


def compose_status_counts(index: DossierIndex, words: Words) -> list[tuple[str, int, str]]:
    """(status, count, text) for each status that occurs: ('disputed', 4, 'vier betwist')."""
    counts = Counter(claim["status"] for claim in index.claims)
    texts = words["summary"]["statuses"]
    return [
        (status, counts[status], texts[status].format(n=words.number(counts[status])))
        for status in STATUS_ORDER
        if counts[status]
    ]


def _published(index: DossierIndex, words: Words) -> str:
    outlets = {index.outlet(report) for report in index.reports.values()} - {None}
    story = index.dossier["story"]
    if not story["first"]:
        when = words["summary"]["when_unknown"]
    elif story["first"] == story["last"]:
        when = words.fill("summary", "when_on", day=words.day(story["first"]))
    else:
        first, last = story["first"], story["last"] or story["first"]
        whole = are_whole_months(date.fromisoformat(first), date.fromisoformat(last))
        when = words.fill("summary", "when_within" if whole else "when_between", range=words.between(first, last))
    reports = words.count(len(index.reports), "report")
    if not outlets:
        return words.capitalised(words.fill("summary", "published_anywhere", reports=reports, when=when))
    text = words.fill("summary", "published", reports=reports, outlets=words.count(len(outlets), "outlet"), when=when)
    return words.capitalised(text)


def _conflicts(index: DossierIndex, words: Words) -> str:
    conflicts = index.dossier["conflicts"]
    if not conflicts:
        none: str = words["summary"]["conflicts_none"]
        return none
    counts = Counter(conflict["kind"] for conflict in conflicts)
    about = words["conflict_about"]
    kinds = [about[kind] if n == 1 else f"{about[kind]} ({n}×)" for kind, n in counts.most_common()]
    one = words["summary"]["times_one"]
    times = one if len(conflicts) == 1 else words.fill("summary", "times_many", n=words.number(len(conflicts)))
    return words.capitalised(words.fill("summary", "conflicts", times=times, kinds=words.listed(kinds)))
