"""Occurrences bundled by the name they bear, and bundles joined until no two stand for one bearer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.resolve.entities.occurrences import Occurrence


@dataclass(eq=False)
class Bundle:
    """Occurrences that stand for one bearer as far as is known; grows while entities are resolved."""

    key: str
    occurrences: list[Occurrence] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    also: set[str] = field(default_factory=set)
    """Spellings that stand at no place of their own."""
    _spelt: tuple[int, Counter[str]] = field(default=(0, Counter()))
    _typed: tuple[int, NameType] = field(default=(0, NameType.MISC))
    """What was found of so many occurrences: they only grow, and are asked about far oftener than that."""

    @property
    def spellings(self) -> Counter[str]:
        """How often each spelling is used."""
        if self._spelt[0] != len(self.occurrences):
            self._spelt = len(self.occurrences), Counter(occurrence.text for occurrence in self.occurrences)
        return self._spelt[1]

    @property
    def type(self) -> NameType:
        """The type that most occurrences have, by confidence."""
        if self._typed[0] != len(self.occurrences):
            votes: Counter[NameType] = Counter()
            for occurrence in self.occurrences:
                votes[occurrence.type] += occurrence.confidence  # type: ignore[assignment]
            self._typed = len(self.occurrences), max(votes, key=lambda type_: (votes[type_], type_))
        return self._typed[1]

    def take_other_forms(self) -> None:
        """Keeps the longer and shorter forms that stand at the places of its occurrences."""
        self.also |= {form for occurrence in self.occurrences for form in occurrence.also}

    @property
    def reports(self) -> set[str]:
        """The reports that name it."""
        return {occurrence.report for occurrence in self.occurrences}

    @property
    def name(self) -> str:
        """The fullest spelling: most words, then most used, then first in the alphabet."""
        spellings = self.spellings
        return min(spellings, key=lambda s: (-len(s.split()), -spellings[s], s)) if spellings else self.key


class Bundles:
    """All bundles, joined by `join`; a person's 'different' is never overruled by a rule."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._by_key: dict[str, Bundle] = {}
        self._apart = {frozenset((fold_name(left), fold_name(right))) for left, right in apart}

    def put(self, key: str, occurrence: Occurrence) -> None:
        """Adds an occurrence under a key."""
        bundle = self._by_key.setdefault(key, Bundle(key))
        bundle.occurrences.append(occurrence)

    def all(self, *types: NameType) -> list[Bundle]:
        """The bundles of the types given, all without any, in order of key."""
        return [self._by_key[key] for key in sorted(self._by_key) if not types or self._by_key[key].type in types]

    def join(self, left: Bundle, right: Bundle, why: str, *, by_person: bool = False) -> bool:
        """Makes two bundles one; gives whether they are now."""
        if left is right:
            return True
        if not by_person and self._kept_apart(left, right):
            return False
        kept, gone = sorted((left, right), key=lambda bundle: bundle.key)
        kept.occurrences.extend(gone.occurrences)
        kept.whys.extend([*gone.whys, why])
        kept.also |= gone.also
        del self._by_key[gone.key]
        return True

    def allows(self, bundle: Bundle, spelling: str) -> bool:
        """Whether no person said that a spelling stands for another than this bundle."""
        key = fold_name(spelling)
        return not any(frozenset((fold_name(known), key)) in self._apart for known in bundle.spellings)

    def holding(self, occurrence: Occurrence) -> Bundle:
        """The bundle that an occurrence is in."""
        return next(b for b in self._by_key.values() if any(o is occurrence for o in b.occurrences))

    def living(self, bundle: Bundle) -> bool:
        """Whether a bundle has not been taken into another."""
        return self._by_key.get(bundle.key) is bundle

    def _kept_apart(self, left: Bundle, right: Bundle) -> bool:
        if not self._apart:
            return False
        ones, others = ({fold_name(s) for s in bundle.spellings} for bundle in (left, right))
        return any(frozenset((one, other)) in self._apart for one in ones for other in others)
