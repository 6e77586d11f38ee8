"""How the statements of one claim relate: conflict, update, refinement, hardened or softened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.record.annotation import Certainty, Kind
from zegsman.record.story import ConflictKind, Relation, StatementPair
from zegsman.resolve.claims.clashes import Clash, find_clash, tolls_in
from zegsman.resolve.claims.denials import DENIES, denying
from zegsman.resolve.claims.judging import score_same_claim
from zegsman.resolve.claims.rivals import RIVALS
from zegsman.resolve.grouping import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from zegsman.record.days import Days
    from zegsman.record.entity import Entity
    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.groups import Compared
    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

MOST_COMPARED = 40
"""Statements of one claim that are compared with one another; a claim of more is a reprint by many papers."""

_INSTEAD = re.compile(rf"\b(?:{any_of(function_words('but'))})\b", re.I)
"""'Niet 40 maar 60' mends what was said; '60, geen 40' contradicts it."""

_RANK = {Certainty.UNKNOWN: 0, Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}


CLEAR_CLASH = 0.15
"""Score from which two statements are near enough, their clash put aside, for it to be one about one matter."""


def relate_statements(
    story: Story,
    groups: Sequence[Sequence[int]],
    compared: Compared,
    entities: Mapping[str, Entity],
    outlets: Mapping[int, str],
    documents: Set[str] = frozenset(),
) -> list[StatementPair]:
    """The telling pairs within each group, the earlier or vaguer statement on the left.

    Pairs that simply say the same are left out, and so are pairs from two groups unless they contradict one another
    beyond doubt. `outlets` gives the source id of the outlet of each report, `documents` the sources that are
    documents: those do not correct themselves.
    """
    pairs: list[StatementPair] = []
    home = {i: group[:MOST_COMPARED] for group in groups for i in group}
    denials, mended = denying(compared.denials), _mended_numbers(story)
    for couples in _couples(story, groups, compared):
        clashes = _clashes(story, couples, compared, entities)
        clashes |= _shared_by_claims(story, clashes, home, denials, entities)
        for i, j in sorted({*couples, *clashes}):
            pair = _relate(story, i, j, clashes.get((i, j)), outlets, documents, mended)
            if pair is not None:
                pairs.append(pair)
    return pairs


def _couples(story: Story, groups: Sequence[Sequence[int]], compared: Compared) -> Iterator[list[Pair]]:
    """The couples of each group, and those from two groups that contradict one another all the same."""
    home = {i: at for at, group in enumerate(groups) for i in group}
    for group in groups:
        members = group[:MOST_COMPARED]
        yield [(i, j) for at, i in enumerate(members) for j in members[at + 1 :] if _comparable(story, i, j)]
    contested = {ordered(*pair) for pair, score in compared.denials.items() if score >= DENIES}
    contested |= {pair for pair, score in compared.rivals.items() if score >= RIVALS}
    yield sorted((i, j) for i, j in contested if home[i] != home[j] and _comparable(story, i, j))


def _comparable(story: Story, i: int, j: int) -> bool:
    one, other = story.slots[i], story.slots[j]
    return not (one.refusal or other.refusal or (one.report == other.report and one.sentence == other.sentence))


def _clashes(
    story: Story, couples: Sequence[Pair], compared: Compared, entities: Mapping[str, Entity]
) -> dict[Pair, Clash]:
    """The clash of each couple that has one; statements in the very same words clash with the same others."""
    denied = {
        (i, j)
        for i, j in couples
        if max(compared.denials.get((i, j), 0.0), compared.denials.get((j, i), 0.0)) >= DENIES
    }
    clashing = _clashing(story, [couple for couple in couples if couple not in denied], compared, entities)
    found: dict[Pair, Clash] = {}
    by_words: dict[frozenset[str], Clash] = {}
    words = {i: " ".join(story.slots[i].words) for couple in couples for i in couple}
    for i, j in couples:
        clash = Clash(ConflictKind.POLARITY, "") if (i, j) in denied else clashing.get((i, j))
        if clash is not None:
            found[i, j] = clash
            by_words.setdefault(frozenset((words[i], words[j])), clash)
    for i, j in couples:
        clash = by_words.get(frozenset((words[i], words[j])))
        if clash is not None and words[i] != words[j]:
            found.setdefault((i, j), clash)
    return found | _contested_too(story, couples, found, entities)


def _contested_too(
    story: Story, couples: Sequence[Pair], found: Mapping[Pair, Clash], entities: Mapping[str, Entity]
) -> dict[Pair, Clash]:
    """Couples that clash on a matter on which one of the two clashes with a third already, near as they may be."""
    contested = {(i, clash.kind) for pair, clash in found.items() for i in pair}
    more = {}
    for i, j in couples:
        if (i, j) not in found and story.slots[i].denied == story.slots[j].denied:
            clash = find_clash(*_in_time(story.slots[i], story.slots[j]), entities)
            if clash is not None and {(i, clash.kind), (j, clash.kind)} & contested:
                more[i, j] = clash
    return more


def _shared_by_claims(
    story: Story,
    clashes: Mapping[Pair, Clash],
    home: Mapping[int, Sequence[int]],
    denials: Set[int],
    entities: Mapping[str, Entity],
) -> dict[Pair, Clash]:
    """The clashes that others of the two claims share: who denies what one says denies all who say it.

    Of rival values those share a clash that give the same ones.
    """
    more: dict[Pair, Clash] = {}
    for (i, j), clash in clashes.items():
        for one, other in ((i, j), (j, i)):
            for k in home[other]:
                pair = ordered(one, k)
                if pair not in clashes and k not in (i, j) and _comparable(story, one, k):
                    if clash.kind is ConflictKind.POLARITY:
                        shared = one in denials and _says_otherwise(story, one, k, denials)
                    else:
                        found = find_clash(*_in_time(story.slots[one], story.slots[k]), entities)
                        shared = found is not None and found.kind is clash.kind
                    if shared:
                        more.setdefault(pair, clash)
    return more


def _says_otherwise(story: Story, denial: int, said: int, denials: Set[int]) -> bool:
    """Whether a statement of a claim that another denies affirms it, and is not by who denies it."""
    one, other = story.slots[denial], story.slots[said]
    return not other.denied and said not in denials and not (one.speaking and one.speaking == other.speaking)


_Mended = tuple[str, float, float]
"""What is counted or measured, the number given up, and the one that stands."""


def _mended_numbers(story: Story) -> frozenset[_Mended]:
    """The numbers that some statement takes back for another: 'brings the count to 14, not 11'."""
    return frozenset(
        (old.dimension, old.value, new.value)
        for one in story.slots
        if one.corrects
        for old in one.quantities
        for new in one.quantities
        if old.negated and not new.negated and old.dimension == new.dimension
    )


def _is_mended(earlier: Slots, later: Slots, mended: Set[_Mended]) -> bool:
    """Whether one gives the number that is taken back elsewhere, the other the one that stands."""
    return any(
        (old.dimension, old.value, new.value) in mended for old in earlier.quantities for new in later.quantities
    )


def _relate(
    story: Story,
    i: int,
    j: int,
    clash: Clash | None,
    outlets: Mapping[int, str],
    documents: Set[str],
    mended: Set[_Mended],
) -> StatementPair | None:
    earlier, later = _in_time(story.slots[i], story.slots[j])
    if clash is not None:
        is_mended = clash.kind is ConflictKind.NUMBER and _is_mended(earlier, later, mended)
        if is_mended or _is_correction(earlier, later, clash, documents):
            return StatementPair(earlier.id, later.id, Relation.UPDATE, clash.why)
        return StatementPair(earlier.id, later.id, Relation.CONFLICT, clash.why, clash.kind)
    return _refined(earlier, later) or _hedge_moved(earlier, later, outlets)


def _clashing(
    story: Story, couples: Sequence[Pair], compared: Compared, entities: Mapping[str, Entity]
) -> dict[Pair, Clash]:
    """What the two of a couple cannot both be right about, of those that are clearly about one matter."""
    found = {}
    for i, j in couples:
        one, other = _in_time(story.slots[i], story.slots[j])
        clash = find_clash(one, other, entities) if one.denied == other.denied else None
        if clash is not None:
            found[i, j] = clash
    unclear = [couple for couple in found if compared.rivals.get(couple, 0.0) < RIVALS]
    story.measure(unclear)
    for couple in unclear:
        if score_same_claim(story.likeness(*couple).put_aside()) < CLEAR_CLASH:
            del found[couple]
    return found


def _in_time(one: Slots, other: Slots) -> tuple[Slots, Slots]:
    """The two by publication, as far as the dates tell; else in order of report and place."""
    if one.report != other.report and one.published.start and other.published.start:
        if (other.published.end or other.published.start) < one.published.start:
            return other, one
        if (one.published.end or one.published.start) < other.published.start:
            return one, other
    return (one, other) if (one.report, one.order) <= (other.report, other.order) else (other, one)


def _is_correction(earlier: Slots, later: Slots, clash: Clash, documents: Set[str]) -> bool:
    """Whether the later statement mends the earlier: it says so itself, or comes later from the same source.

    A document says the same tomorrow, and who passes on another's words does not mend them: there another value
    is a conflict.
    """
    if clash.kind is ConflictKind.NAME:
        return False
    if later.corrects:
        return True
    if clash.kind is ConflictKind.NUMBER and (_has_become(earlier, later) or _is_later_toll(earlier, later, clash)):
        return True
    if any(quantity.negated for quantity in later.quantities):
        mended = _INSTEAD.search(later.text) is not None
        return mended or not later.chain or later.chain[-1:] == earlier.chain[-1:] or _one_voice(earlier, later)
    same_source = earlier.chain[-1:] == later.chain or (
        clash.kind in (ConflictKind.NUMBER, ConflictKind.TIME) and _one_voice(earlier, later)
    )
    if not same_source or len(later.chain) != 1 or later.chain[0] in documents:
        return False
    return earlier.report != later.report and _published_before(earlier, later)


def _one_voice(earlier: Slots, later: Slots) -> bool:
    """Whether both are said by one source, or by people of one body."""
    return not earlier.speaking.isdisjoint(later.speaking)


_STILL_COUNTED = 14
"""Days after which nobody counts on: what is told of last summer is told otherwise, it has not risen."""

_FALLING = frozenset({"missing", "moved"})
"""Tolls that may fall as well as rise; nobody who has died is counted off."""


def _is_later_toll(earlier: Slots, later: Slots, clash: Clash) -> bool:
    """Whether a toll of an earlier day has moved on: 'drie doden', a day later 'vier doden'.

    Two bodies that give each its own contradict one another.
    """
    tolls = tolls_in(earlier.text) & tolls_in(later.text)
    if not tolls or clash.dimension or not _published_before(earlier, later):
        return False
    if earlier.chain and later.chain and not _one_voice(earlier, later):
        return False
    if _is_long_past(earlier) or _is_long_past(later):
        return False
    before, after = clash.values
    return before < after or not tolls.isdisjoint(_FALLING)


def _is_long_past(one: Slots) -> bool:
    """Whether a statement dates what it tells to weeks before its report."""
    ends = [days.end for days in one.days if days.end is not None]
    return bool(ends) and one.published.start is not None and (one.published.start - max(ends)).days > _STILL_COUNTED


def _has_become(earlier: Slots, later: Slots) -> bool:
    """Whether one of two numbers has become the other since; of two reports of one day either may tell it."""
    same_day = not _published_before(earlier, later)
    return later.changes or (earlier.changes and same_day and earlier.report != later.report)


def _published_before(earlier: Slots, later: Slots) -> bool:
    if earlier.published.end is None or later.published.start is None:
        return False
    return earlier.published.end < later.published.start


def _refined(earlier: Slots, later: Slots) -> StatementPair | None:
    if earlier.report == later.report:
        return None
    if earlier.days and later.days and earlier.days[0].shared_days(later.days[0]):
        before, after = earlier.days[0].n_days or 0, later.days[0].n_days or 0
        shared = earlier.days[0].shared_days(later.days[0])
        if 0 < shared == after < before:
            why = f"{_written(earlier.days[0])} → {_written(later.days[0])}"
            return StatementPair(earlier.id, later.id, Relation.REFINEMENT, why)
    for left in earlier.quantities:
        for right in later.quantities:
            if left.dimension != right.dimension or not left.hedged or right.hedged:
                continue
            if right.negated or left.negated or left.span.of(earlier.text) == right.span.of(later.text):
                continue
            if left.low <= right.low and right.high <= left.high:
                why = f"{left.span.of(earlier.text)} → {right.span.of(later.text)}"
                return StatementPair(earlier.id, later.id, Relation.REFINEMENT, why)
    return None


def _written(days: Days) -> str:
    """Days as a reason names them: by their value, else from the first to the last."""
    return days.value or f"{days.start} – {days.end}"


def _hedge_moved(earlier: Slots, later: Slots, outlets: Mapping[int, str]) -> StatementPair | None:
    """A hedge lost or gained by a report that has it from the other report, or from the same source."""
    if earlier.report == later.report or earlier.denied:
        return None
    passed_on = outlets.get(earlier.report, "-") in later.chain
    same_source = bool(earlier.chain and later.chain and earlier.chain[-1] == later.chain[-1])
    if not passed_on and not same_source:
        return None
    before, after = _firmness(earlier), _firmness(later)
    if before == after:
        return None
    relation = Relation.HARDENED if after > before else Relation.SOFTENED
    return StatementPair(earlier.id, later.id, relation, f"{earlier.certainty} → {later.certainty}")


def _firmness(slots: Slots) -> int:
    return min(_RANK[slots.certainty], 1) if slots.kind is Kind.HEARSAY else _RANK[slots.certainty]
