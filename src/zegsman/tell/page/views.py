"""What the page shows of claims, statements and conflicts: plain values that the templates only lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.beside import is_less_certain
from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.index import STATUS_ORDER, anchor
from zegsman.tell.lives import told_developments, view_life
from zegsman.tell.reasons import retold
from zegsman.tell.sides import compose_sides

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.lives import TurnView
    from zegsman.tell.reasons import Told
    from zegsman.tell.sides import MarkedWords
    from zegsman.tell.words import Words

CONFLICT_SIDES = 4
"""Sides shown next to one another; a wider row no longer reads."""
SINGLE_CARDS, NARRATED_CARDS, BRIEF_CLAIMS = 16, 4, 10
"""Claims of lesser weight shown at once, so that a page of a hundred claims opens on those that matter; by eye."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link of a chain."""

    name: str
    kind: str
    named: bool
    anchor: str
    is_origin: bool
    reliability: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with its chain, the outlet of its report first."""

    id: str
    anchor: str
    text: str
    before: str
    after: str
    language: str
    outlet: str
    published: str
    report_anchor: str
    is_copy: bool
    chain: tuple[LinkView, ...]
    kind: str
    certainty: str
    polarity: str
    told: str
    """How the polarity is told: affirmed, denied, or negated for a negative that nobody rebuts."""
    time_status: str
    less_certain: bool
    """Whether its report is in a language that is read by transfer only."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as a card."""

    id: str
    number: int
    anchor: str
    text: str
    language: str
    statement: StatementView
    statements: tuple[StatementView, ...]
    status: str
    credibility: int
    why: Told
    when: str
    independent: str
    counts_origins: bool
    """Whether the reason says how many independent origins there are, and which."""
    at_most: str
    carried: str
    conflicts: tuple[tuple[int, str], ...]
    is_main: bool
    repeated: frozenset[str]
    """Statements whose words another one above has to the letter: they are not quoted again."""
    decided: tuple[str, ...]
    """What a person decided about this claim, in words."""
    standing: bool
    """Whether a report still says it."""
    life: tuple[TurnView, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict: statements with the words that differ marked."""

    statements: tuple[tuple[StatementView, MarkedWords], ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict, its sides next to one another."""

    number: int
    anchor: str
    kind: str
    why: Told
    sides: tuple[SideView, ...]
    claims: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DevelopmentView:
    """What became of a statement."""

    kind: str
    why: Told
    earlier: StatementView
    later: StatementView
    claims: tuple[tuple[int, str], ...]


def view_statement(index: DossierIndex, words: Words, statement_id: str) -> StatementView:
    """A statement with everything that a line about it shows."""
    statement = index.statements[statement_id]
    report = index.reports[statement["report"]]
    before, after = index.around(statement_id)
    return StatementView(
        id=statement_id,
        anchor=anchor("s", statement_id),
        text=index.words(statement_id),
        before=before,
        after=after,
        language=report["language"],
        outlet=index.outlet(report) or words["words"]["unknown_outlet"],
        published=words.days(report["published"]),
        report_anchor=anchor("r", report["id"]),
        is_copy=bool(report.get("copy_of")),
        chain=tuple(_link(index, source_id) for source_id in _chain(statement)),
        kind=statement["kind"],
        certainty=statement["certainty"],
        polarity=statement["polarity"],
        told=index.told_polarity(statement),
        time_status=statement["time_status"],
        less_certain=is_less_certain(report),
    )


def _chain(statement: Json) -> list[tuple[str, bool]]:
    chain = statement["chain"]
    return [(source_id, place == len(chain) - 1) for place, source_id in enumerate(chain)]


def _link(index: DossierIndex, link: tuple[str, bool]) -> LinkView:
    source = index.sources[link[0]]
    reliability = source.get("reliability", "F")
    return LinkView(source["name"], source["kind"], source["named"], anchor("src", source["id"]), link[1], reliability)


def view_claims(index: DossierIndex, words: Words) -> tuple[ClaimView, ...]:
    """All claims in the order of the dossier."""
    return tuple(view_claim(index, words, claim) for claim in index.claims)


def view_claim(index: DossierIndex, words: Words, claim: Json) -> ClaimView:
    """A claim with its statements and everything that a card about it shows."""
    statements = tuple(view_statement(index, words, statement_id) for statement_id in claim["statements"])
    telling = index.statement_of(claim)
    independent, at_most = claim["independent_origins"], claim.get("independent_at_most", 0)
    carried = [words.count(claim["reports"], "report")]
    if claim["outlets"]:
        carried.append(words.count(claim["outlets"], "outlet"))
    return ClaimView(
        id=claim["id"],
        number=index.numbers[claim["id"]],
        anchor=anchor("c", claim["id"]),
        text=claim["text"],
        language=index.language(telling),
        statement=next(view for view in statements if view.id == telling),
        statements=statements,
        status=claim["status"],
        credibility=claim["credibility"],
        why=retold(index, words, claim.get("why", "")),
        when=words.days(claim["time"]) if claim["time"] else "",
        independent=words.count(independent, "independent") if independent else "",
        counts_origins=claim["status"] in ("single-origin", "corroborated"),
        at_most=words.fill("claim", "at_most", n=words.number(at_most)) if at_most > independent else "",
        carried=", ".join(carried),
        conflicts=_conflict_references(index, claim),
        is_main=index.is_main(claim),
        repeated=_repeated(statements, telling),
        decided=tuple(
            describe_judgement(index, words, judgement)
            for judgement in person_judgements(index)
            if judgement["subject"] == "claim" and {judgement["left"], judgement["right"]} & set(claim["statements"])
        ),
        standing=claim.get("standing", True),
        life=view_life(index, words, claim),
    )


def _repeated(statements: tuple[StatementView, ...], telling: str) -> frozenset[str]:
    """Statements that say again, to the letter, what the claim's text or a statement above says."""
    seen = {next(view.text for view in statements if view.id == telling).casefold()}
    repeated = set()
    for view in statements:
        words = view.text.casefold()
        if words in seen:
            repeated.add(view.id)
        seen.add(words)
    return frozenset(repeated)


def _conflict_references(index: DossierIndex, claim: Json) -> tuple[tuple[int, str], ...]:
    conflicts = index.conflicts_by_claim.get(claim["id"], [])
    return tuple((index.conflict_numbers[conflict["id"]], anchor("x", conflict["id"])) for conflict in conflicts)


@dataclass(frozen=True, slots=True)
class GroupView:
    """The claims of one status: those shown as cards, those shown in brief, and those folded away."""

    status: str
    cards: tuple[ClaimView, ...]
    brief: tuple[ClaimView, ...]
    folded: tuple[ClaimView, ...]

    @property
    def total(self) -> int:
        """How many claims have the status."""
        return len(self.cards) + len(self.brief) + len(self.folded)


def group_claims(claims: tuple[ClaimView, ...]) -> tuple[GroupView, ...]:
    """A group for each status that occurs, in order; what the reports merely tell folds away first."""
    groups = []
    for status in STATUS_ORDER:
        of_status = [claim for claim in claims if claim.status == status]
        weighty = status in {"disputed", "corroborated"}
        main = [claim for claim in of_status if claim.is_main or weighty]
        minor = [claim for claim in of_status if not (claim.is_main or weighty)]
        cards = len(main) if weighty else NARRATED_CARDS if status == "narrated" else SINGLE_CARDS
        brief = 0 if status == "narrated" else BRIEF_CLAIMS
        folded = (*main[cards:], *minor[brief:])
        if of_status:
            groups.append(GroupView(status, tuple(main[:cards]), tuple(minor[:brief]), folded))
    return tuple(groups)


def view_conflicts(index: DossierIndex, words: Words) -> tuple[ConflictView, ...]:
    """All conflicts in the order of the dossier."""
    return tuple(view_conflict(index, words, conflict) for conflict in index.dossier["conflicts"])


def view_conflict(index: DossierIndex, words: Words, conflict: Json) -> ConflictView:
    """One conflict with its sides."""
    sides = compose_sides(index, conflict)[:CONFLICT_SIDES]
    return ConflictView(
        number=index.conflict_numbers[conflict["id"]],
        anchor=anchor("x", conflict["id"]),
        kind=conflict["kind"],
        why=retold(index, words, conflict["why"]),
        sides=tuple(SideView(tuple((view_statement(index, words, m.statement), m) for m in side)) for side in sides),
        claims=_claim_references(index, conflict["statements"]),
    )


def view_developments(index: DossierIndex, words: Words) -> tuple[DevelopmentView, ...]:
    """All developments, what was corrected first, mere refinements last."""
    return tuple(view_development(index, words, development) for development in told_developments(index))


def view_development(index: DossierIndex, words: Words, development: Json) -> DevelopmentView:
    """One development with both its statements."""
    return DevelopmentView(
        kind=development["kind"],
        why=retold(index, words, development["why"]),
        earlier=view_statement(index, words, development["from"]),
        later=view_statement(index, words, development["to"]),
        claims=_claim_references(index, [development["from"]]),
    )


def _claim_references(index: DossierIndex, statement_ids: list[str]) -> tuple[tuple[int, str], ...]:
    return tuple((index.numbers[claim_id], anchor("c", claim_id)) for claim_id in index.claims_of(statement_ids))
