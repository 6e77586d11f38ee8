"""Counts the independent origins of a claim.

Source of the rules: stories guide, "Origins and independence". Two origins are one where one speaks for, belongs to
or has it from the other: a spokesperson and the institution; ministers, services and unnamed officials of one
government; a company and its director; an agency and the paper that prints its copy; anyone and the medium that
quotes them; unnamed people of one kind whom another report has from a medium and that medium's own; unnamed sources
that are described alike. A person's judgement that two are different goes before.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import gather_words
from zegsman.record.entity import PEOPLE, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.entity import Source
    from zegsman.weigh.casefile import Casefile
    from zegsman.weigh.origins import Heard, Origins


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two sources count as one origin; `certain` is False where only the safe count takes them together."""

    left: str
    right: str
    why: str
    """Key in the `tie` table of the reasons lexicon."""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class OriginGroups:
    """Origins grouped into independent ones: the safe, lower count and the count if nothing unsaid connects them."""

    groups: tuple[tuple[str, ...], ...]
    at_most: int
    ties: tuple[Tie, ...]

    @property
    def count(self) -> int:
        """How many independent origins the evidence supports."""
        return len(self.groups)


@dataclass
class _Sets:
    """Union-find over source ids; what a person holds apart is never joined, by whatever detour."""

    apart: frozenset[frozenset[str]] = frozenset()
    parent: dict[str, str] = field(default_factory=dict)

    def find(self, item: str) -> str:
        root = item
        while (up := self.parent.get(root, root)) != root:
            root = up
        return root

    def union(self, left: str, right: str) -> None:
        first, second = sorted((self.find(left), self.find(right)))
        if first != second and not self._are_apart(first, second):
            self.parent[second] = first

    def _are_apart(self, first: str, second: str) -> bool:
        roots = {first, second}
        return any(len(pair) == 2 and {self.find(one) for one in pair} == roots for pair in self.apart)


def group_origins(casefile: Casefile, origins: Sequence[str], told: Origins) -> OriginGroups:
    """Groups the origins of one claim; `told` holds all chains of the claim, for who has it from whom."""
    apart = casefile.held_apart
    ties = tuple(tie for tie in _ties(casefile, origins, told) if frozenset((tie.left, tie.right)) not in apart)
    safe, most = _Sets(apart), _Sets(apart)
    # Certain ties first: where two that are held apart have a tie to a third, the surer tie holds.
    for tie in sorted(ties, key=lambda tie: (not tie.certain, tie.left, tie.right)):
        safe.union(tie.left, tie.right)
        if tie.certain:
            most.union(tie.left, tie.right)
    groups: dict[str, list[str]] = {}
    for origin in origins:
        groups.setdefault(safe.find(origin), []).append(origin)
    n_most = len({most.find(origin) for origin in origins})
    return OriginGroups(tuple(tuple(group) for group in groups.values()), n_most, ties)


def _ties(casefile: Casefile, origins: Sequence[str], told: Origins) -> tuple[Tie, ...]:
    sources = casefile.sources
    ties = [Tie(origin, ancestor, "speaks_for") for origin in origins for ancestor in _ancestors(sources, origin)]
    ties.extend(_chain_ties(casefile, origins, told.chains))
    ties.extend(_ties_by_medium(sources, origins, told.heard))
    ties.extend(_copy_ties(casefile, origins))
    for i, left in enumerate(origins):
        for right in origins[i + 1 :]:
            ties.extend(_pair_ties(sources, left, right))
    return tuple(dict.fromkeys(ties))


def _ancestors(sources: Mapping[str, Source], source_id: str) -> list[str]:
    """Whom a source speaks for, and whom that one speaks for, up to the top; a loop ends it."""
    result: list[str] = []
    up = sources[source_id].speaks_for
    while up and up in sources and up not in result and up != source_id:
        result.append(up)
        up = sources[up].speaks_for
    return result


def _chain_ties(casefile: Casefile, origins: Sequence[str], chains: tuple[tuple[str, ...], ...]) -> Iterable[Tie]:
    """An origin that elsewhere in the claim has it from another origin is one with it."""
    here = frozenset(origins)
    for chain in chains:
        links = [link for link in chain if link in here]
        for nearer, further in itertools.pairwise(links):
            if nearer != further:
                yield Tie(nearer, further, "chain")


def _ties_by_medium(sources: Mapping[str, Source], origins: Sequence[str], heard: Sequence[Heard]) -> Iterable[Tie]:
    """Unnamed people of one kind whom two reports have from one medium, which one of the two cites."""
    unnamed = [one for one in heard if one.origin in origins and _is_unnamed_group(sources[one.origin])]
    for left, right in itertools.combinations(unnamed, 2):
        one, other = sources[left.origin], sources[right.origin]
        passed_on = left.medium == right.medium and left.report != right.report and (left.is_cited or right.is_cited)
        apart = one.affiliation and other.affiliation and one.affiliation != other.affiliation
        if passed_on and one.id != other.id and one.why == other.why and not apart:
            yield Tie(left.origin, right.origin, "same_medium")


def _is_unnamed_group(source: Source) -> bool:
    return source.kind is SourceKind.GROUP and not source.named


def _copy_ties(casefile: Casefile, origins: Sequence[str]) -> Iterable[Tie]:
    """A paper that prints another's text is one origin with it."""
    here = frozenset(origins)
    outlets = casefile.resolution.outlets
    for report, original in casefile.whole_copies.items():
        left, right = outlets.get(report), outlets.get(original)
        if left in here and right in here and left != right:
            yield Tie(str(left), str(right), "copy")


def _pair_ties(sources: Mapping[str, Source], left: str, right: str) -> Iterable[Tie]:
    first, second = sources[left], sources[right]
    if (
        (first.entity and first.entity == second.entity)
        or (first.affiliation and first.affiliation == second.affiliation)
        or _is_affiliated(sources, first, second)
        or _is_affiliated(sources, second, first)
    ):
        same_people = (first.affiliation or "").startswith(PEOPLE)
        yield Tie(left, right, "same_people" if same_people else "affiliation")
    elif _are_alike(first, second):
        yield Tie(left, right, "alike", certain=False)


def _is_affiliated(sources: Mapping[str, Source], left: Source, right: Source) -> bool:
    """Whether `left` belongs to the entity, or through those it speaks for to the body, that `right` is."""
    if left.affiliation and right.entity and left.affiliation == f"entity:{right.entity}":
        return True
    ours = {key for key in _affiliations(sources, left) if key}
    theirs = {key for key in _affiliations(sources, right) if key}
    return bool(ours & theirs)


def _affiliations(sources: Mapping[str, Source], source: Source) -> Iterable[str | None]:
    """Keys of the bodies that stand behind a source, its own first."""
    yield source.affiliation
    for ancestor in _ancestors(sources, source.id):
        yield sources[ancestor].affiliation
        yield f"entity:{sources[ancestor].entity}" if sources[ancestor].entity else None


def _are_alike(left: Source, right: Source) -> bool:
    """Unnamed sources of one kind of which nothing says that they differ, in the words used for them."""
    if left.named or right.named or left.kind not in _NAMELESS or right.kind is not left.kind:
        return False
    if left.kind is SourceKind.GROUP and left.name.casefold() == right.name.casefold():
        return not left.affiliation and not right.affiliation
    return left.why == right.why and _says_less(left, right)


_NAMELESS = frozenset({SourceKind.GROUP, SourceKind.UNKNOWN})
_VAGUE = frozenset({"unnamed, insider", "unnamed, witness"})
"""People of whom so many can be told that a bare word for them says nothing: 'bronnen', 'bewoners'."""
_MANY = tuple(sorted(gather_words("source_nouns", "plural_endings"), key=len, reverse=True))


def _says_less(left: Source, right: Source) -> bool:
    """Whether one is described by no more than the noun that the other is described by: 'tellers', 'teller van X'."""
    short, long = sorted((left, right), key=lambda one: (len(one.name.split()), one.name))
    words, more = short.name.casefold().split(), long.name.casefold().split()
    if len(words) > 1 or len(more) == 1 or short.affiliation or short.speaks_for or short.why in _VAGUE:
        return False
    ours, theirs = words[0], more[0]
    return ours == theirs or any(ours == theirs + ending or theirs == ours + ending for ending in _MANY)
