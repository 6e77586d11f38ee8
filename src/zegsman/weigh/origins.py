"""Follows the statements of a claim to their origins, through other reports of the case where these say more.

Source of the rules: stories guide, "Chain" and "Origins and independence": a medium that passes on what others say
is a link, and an origin only where it gives no further source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.entity import SourceKind
from zegsman.weigh.casefile import is_affirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.weigh.casefile import Casefile

MEDIA = frozenset({SourceKind.OUTLET, SourceKind.AGENCY})


@dataclass(frozen=True, slots=True)
class TracedStatement:
    """A statement with its full chains: its own, gone on with where a medium's own report is in the case.

    `chains` holds source ids, nearest voice first; empty where the report says it in its own voice.
    """

    statement: str
    chains: tuple[tuple[str, ...], ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The last link of each chain."""
        return tuple(dict.fromkeys(chain[-1] for chain in self.chains if chain))


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of one claim: who affirms, who denies, and every chain, for independence."""

    affirming: tuple[str, ...]
    denying: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """An origin as one report has it: from the medium nearest to it, which is the report's own outlet or one cited."""

    origin: str
    medium: str
    report: str
    is_cited: bool


def trace_statement(casefile: Casefile, statement_id: str, claim: Sequence[str]) -> TracedStatement:
    """Follows one statement: where its chain ends at a medium whose report is in the case and says more, goes on."""
    own = casefile.chain(statement_id)
    if not own or casefile.sources[own[-1]].kind not in MEDIA:
        return TracedStatement(statement_id, (own,) if own else ())
    further = _further_chains(casefile, own[-1], statement_id, claim, seen=frozenset(own))
    return TracedStatement(statement_id, tuple(own + more for more in further) or (own,))


def _further_chains(
    casefile: Casefile, medium: str, statement_id: str, claim: Sequence[str], seen: frozenset[str]
) -> list[tuple[str, ...]]:
    """What the medium's own reports give as their sources for the same claim; loops are cut."""
    polarity = casefile.statements[statement_id].polarity
    result: list[tuple[str, ...]] = []
    for other in claim:
        there = casefile.statements[other]
        chain = casefile.chain(other)
        if casefile.resolution.outlets.get(there.report) != medium or there.polarity is not polarity or not chain:
            continue
        if seen.intersection(chain):
            continue
        last = chain[-1]
        deeper = (
            _further_chains(casefile, last, other, claim, seen | set(chain))
            if casefile.sources[last].kind in MEDIA
            else []
        )
        result.extend([chain + more for more in deeper] or [chain])
    return list(dict.fromkeys(result))


def trace_origins(casefile: Casefile, claim: Sequence[str]) -> Origins:
    """The origins of a claim, in the order of reading."""
    affirming: list[str] = []
    denying: list[str] = []
    chains: list[tuple[str, ...]] = []
    heard: dict[Heard, None] = {}
    for statement_id in casefile.in_order(claim):
        traced = trace_statement(casefile, statement_id, claim)
        side = affirming if is_affirmed(casefile.statements[statement_id]) else denying
        side.extend(traced.origins)
        chains.extend(chain for chain in traced.chains if chain)
        heard.update({one: None for chain in traced.chains if (one := _heard(casefile, statement_id, chain))})
    return Origins(
        tuple(dict.fromkeys(affirming)), tuple(dict.fromkeys(denying)), tuple(dict.fromkeys(chains)), tuple(heard)
    )


def _heard(casefile: Casefile, statement_id: str, chain: tuple[str, ...]) -> Heard | None:
    """Through which medium a report has the last link of a chain; None where it is not told."""
    report = casefile.statements[statement_id].report
    own = casefile.resolution.outlets.get(report)
    if not chain:
        return None
    cited = next((link for link in reversed(chain[:-1]) if casefile.sources[link].kind in MEDIA), None)
    medium = cited or own
    return Heard(chain[-1], medium, report, cited not in (None, own)) if medium else None
