"""Status and credibility of a claim, each with its reason.

Source of the rules: stories guide, "Status", "Credibility" (Admiralty code, the first rule that fits) and "Readings
that settle the hard cases".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.lexicon.capitals import capitalised
from zegsman.lexicon.tables import lists_for, load_words
from zegsman.record.entity import SourceKind
from zegsman.record.story import ConflictKind, Status
from zegsman.weigh.casefile import is_affirmed, is_hearsay
from zegsman.weigh.independence import OriginGroups, Tie, group_origins
from zegsman.weigh.origins import MEDIA, Origins, trace_origins
from zegsman.weigh.wording import in_words, names_of, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.story import Conflict
    from zegsman.weigh.casefile import Casefile

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Grade:
    """What carries a claim: its origins, their independent count, status, credibility and why."""

    origins: tuple[str, ...]
    independent_origins: int
    independent_at_most: int
    vouching: tuple[str, ...]
    status: Status
    credibility: int
    why: str


def grade_claim(casefile: Casefile, claim: Sequence[str], conflicts: Sequence[Conflict]) -> Grade:
    """Grades one claim; `conflicts` are those that stand in it."""
    origins = _sides(casefile, claim, _without_deniers(casefile, claim, trace_origins(casefile, claim), conflicts))
    affirming = group_origins(casefile, origins.affirming, origins)
    denying = group_origins(casefile, _others(origins), origins)
    vouching = _vouching(casefile, claim)
    open_kinds = tuple(dict.fromkeys(c.kind for c in conflicts if c.kind is not ConflictKind.NAME))
    status = _status(casefile, claim, affirming.count, denying.count, open_kinds)
    credibility = _credibility(casefile, claim, status, affirming, denying, origins)
    why = _why(casefile, claim, status, credibility, affirming, origins, vouching, open_kinds)
    return Grade(origins.affirming, affirming.count, affirming.at_most, vouching, status, credibility, why)


def _others(origins: Origins) -> tuple[str, ...]:
    """Who denies without having affirmed: one who takes back his own words corrects, he does not dispute."""
    return tuple(source for source in origins.denying if source not in origins.affirming)


def _sides(casefile: Casefile, claim: Sequence[str], origins: Origins) -> Origins:
    """A claim that is told in the negative only, and that nobody rebuts, is affirmed by those who tell it so."""
    statements = [casefile.statements[s] for s in claim]
    if any(is_affirmed(statement) for statement in statements):
        return origins
    if any(is_rebuttal(casefile, statement_id) for statement_id in claim):
        return origins
    return replace(origins, affirming=origins.denying, denying=())


def _without_deniers(
    casefile: Casefile, claim: Sequence[str], origins: Origins, conflicts: Sequence[Conflict]
) -> Origins:
    """The origins, those left out of who affirms that contradict it in the same report that has them affirm it.

    Who says 'I never sold' does not affirm the sale by what else he says there ('there was no buyer, I kept it').
    """
    contested = [s for conflict in conflicts if conflict.kind is ConflictKind.POLARITY for s in conflict.statements]
    against = {voice for s in contested if not is_affirmed(casefile.statements[s]) for voice in _voices(casefile, s)}
    affirming = {voice for s in claim if is_affirmed(casefile.statements[s]) for voice in _voices(casefile, s)}
    deniers = {source for source, _ in against} - {source for source, _ in affirming - against}
    kept = tuple(source for source in origins.affirming if source not in deniers)
    return replace(origins, affirming=kept) if kept else origins


def _voices(casefile: Casefile, statement_id: str) -> tuple[tuple[str, str], ...]:
    """Who a statement ends with, and the report that has it; nobody where the report says it itself."""
    report = casefile.statements[statement_id].report
    return tuple((source, report) for source in casefile.chain(statement_id)[-1:])


def is_rebuttal(casefile: Casefile, statement_id: str) -> bool:
    """Whether the words that attribute a statement deny by themselves ('ontkent', 'denied')."""
    statement = casefile.statements[statement_id]
    if statement.cue is None:
        return False
    report = casefile.reports[statement.report]
    language = lists_for(report.language)
    words = {word.casefold() for word in _WORD.findall(statement.cue.of(report.text))}
    return bool(words & load_words(language, "denials"))


def _vouching(casefile: Casefile, claim: Sequence[str]) -> tuple[str, ...]:
    """Outlets that say it in their own voice, copies of another's text left out."""
    result = []
    for statement_id in casefile.in_order(claim):
        statement = casefile.statements[statement_id]
        if casefile.chain(statement_id) or is_hearsay(statement) or not is_affirmed(statement):
            continue
        outlet = casefile.resolution.outlets.get(statement.report)
        if outlet is not None and statement.report not in casefile.whole_copies:
            result.append(outlet)
    return tuple(dict.fromkeys(result))


def _status(
    casefile: Casefile,
    claim: Sequence[str],
    n_affirming: int,
    n_denying: int,
    open_kinds: Sequence[ConflictKind],
) -> Status:
    if n_denying or open_kinds:
        return Status.DISPUTED
    if n_affirming >= 2:
        return Status.CORROBORATED
    if n_affirming == 1:
        return Status.SINGLE_ORIGIN
    if all(is_hearsay(casefile.statements[s]) for s in claim):
        return Status.HEARSAY
    return Status.NARRATED


def _credibility(
    casefile: Casefile,
    claim: Sequence[str],
    status: Status,
    affirming: OriginGroups,
    denying: OriginGroups,
    origins: Origins,
) -> int:
    if denying.count > affirming.count:
        return 5
    if status is Status.DISPUTED:
        return 4
    if status is Status.CORROBORATED:
        return 1
    if status is Status.SINGLE_ORIGIN:
        return 2 if any(_is_placed_to_know(casefile, claim, o, origins) for o in origins.affirming) else 3
    return 6


def _is_placed_to_know(casefile: Casefile, claim: Sequence[str], origin: str, origins: Origins) -> bool:
    """Whether an origin is identified and takes part, is responsible, saw it, or speaks for who does."""
    source = casefile.sources[origin]
    if not source.placed_to_know or _speaks_of_strangers(casefile, claim, origin):
        return False
    reaching = [chain for chain in origins.chains if chain[-1] == origin]
    return not reaching or any(not _has_unnamed_go_between(casefile, chain) for chain in reaching)


def _has_unnamed_go_between(casefile: Casefile, chain: tuple[str, ...]) -> bool:
    links = (casefile.sources[link] for link in chain[:-1])
    return any(not link.named and link.kind not in MEDIA | {SourceKind.DOCUMENT} for link in links)


def _speaks_of_strangers(casefile: Casefile, claim: Sequence[str], origin: str) -> bool:
    """Whether a government speaks of what passes between others: two countries or more, its own not among them."""
    own = _country_of(casefile, origin)
    if own is None:
        return False
    entities = {entity for s in claim for _, entity in casefile.resolution.participants.get(s, ())}
    countries = {casefile.entities[e].country for e in entities if e in casefile.entities}
    countries.discard(None)
    return own not in countries and len(countries) >= 2


def _country_of(casefile: Casefile, origin: str) -> str | None:
    """The country whose government a source is or speaks for."""
    seen: set[str] = set()
    source_id: str | None = origin
    while source_id and source_id in casefile.sources and source_id not in seen:
        seen.add(source_id)
        source = casefile.sources[source_id]
        if source.affiliation and source.affiliation.startswith("country:"):
            return source.affiliation.removeprefix("country:")
        source_id = source.speaks_for
    return None


def _why(
    casefile: Casefile,
    claim: Sequence[str],
    status: Status,
    credibility: int,
    affirming: OriginGroups,
    origins: Origins,
    vouching: Sequence[str],
    open_kinds: Sequence[ConflictKind],
) -> str:
    """One sentence: why this status, then why this credibility, then what ties the origins together."""
    first = _why_status(casefile, claim, status, affirming, origins, vouching, open_kinds)
    parts = [first, f"{_why_credibility(casefile, credibility, origins)} ({credibility})"]
    ties = [
        reason(
            casefile,
            "tie",
            _way_tied(casefile, tie),
            left=casefile.source_name(tie.left),
            right=casefile.source_name(tie.right),
        )
        for tie in affirming.ties
        if tie.left in origins.affirming and casefile.source_name(tie.left) != casefile.source_name(tie.right)
    ]
    text = "; ".join([*parts, *dict.fromkeys(ties)][:5])
    return f"{capitalised(casefile.language, text)}."


def _way_tied(casefile: Casefile, tie: Tie) -> str:
    """The sentence for a tie: a person speaks for a body, a document comes from it, unnamed people belong to it."""
    kind = casefile.sources[tie.left].kind
    if tie.why != "speaks_for" or kind not in {SourceKind.DOCUMENT, SourceKind.GROUP}:
        return tie.why
    return "comes_from" if kind is SourceKind.DOCUMENT else "belongs"


def _why_status(
    casefile: Casefile,
    claim: Sequence[str],
    status: Status,
    affirming: OriginGroups,
    origins: Origins,
    vouching: Sequence[str],
    open_kinds: Sequence[ConflictKind],
) -> str:
    names = names_of(casefile, origins.affirming)
    denying = _others(origins)
    if status is Status.DISPUTED and denying:
        if not origins.affirming and not vouching:
            return reason(casefile, "status", "disputed_denied", denying=names_of(casefile, denying))
        affirmers = names_of(casefile, origins.affirming or vouching)
        deniers = names_of(casefile, denying)
        return reason(casefile, "status", "disputed_polarity", affirming=affirmers, denying=deniers)
    if status is Status.DISPUTED:
        kinds = in_words(casefile, [reason(casefile, "words", kind) for kind in open_kinds])
        return reason(casefile, "status", "disputed_conflict", kinds=kinds)
    if status is Status.CORROBORATED:
        return reason(casefile, "status", "corroborated", count=affirming.count, affirming=names)
    if status is Status.SINGLE_ORIGIN:
        return reason(casefile, "status", "single", affirming=names)
    if status is Status.HEARSAY:
        return reason(casefile, "status", "hearsay")
    if vouching:
        return reason(casefile, "status", "narrated", vouching=names_of(casefile, vouching))
    told = {one.report for one in map(casefile.statements.__getitem__, claim) if is_affirmed(one)}
    if not told:
        return reason(casefile, "status", "denied_only")
    # reports whose outlet is not known
    own = reason(casefile, "words", "own_voice" if len(told) == 1 else "own_voices")
    return reason(casefile, "status", "narrated", vouching=own)


def _why_credibility(casefile: Casefile, credibility: int, origins: Origins) -> str:
    if credibility != 3:
        return reason(casefile, "credibility", str(credibility))
    unnamed = all(not casefile.sources[origin].named for origin in origins.affirming)
    return reason(casefile, "credibility", "3_unnamed" if unnamed else "3_second_hand")
