"""What contradicts without a word that denies (who stays does not step down), and what follows: arrested, released."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import lists_for, load_table
from zegsman.likeness.texts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

_Phrase = tuple[frozenset[str], str, str]
"""Its words, the matter, and the side of it that they put a statement on."""


_OPPOSITES, _STEPS = ("said", "denied"), ("first", "then")
"""The two sides of each matter in a list."""


@cache
def _phrases(listed: str, sides: tuple[str, str], language: str) -> Mapping[str, list[_Phrase]]:
    """The phrases of a language by the first of their words in the alphabet."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for name, entry in load_table("all", listed)[listed].items():
        for side in sides:
            for phrase in entry[side][language].split():
                words = frozenset(fold(part) for part in phrase.split("+"))
                found[min(words)].append((words, name, side))
    return found


def sides_of(words: Set[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The matters on which a statement with these folded words and lemmas is the news, and those it speaks against.

    Any phrase whose words all stand in it puts it on that side; what has words of both sides ('who is to stay has
    threatened to quit') is on neither.
    """
    return _sides(_found(words, _phrases("opposites", _OPPOSITES, lists_for(language))), _OPPOSITES)


NEAR = 3
"""Words within which a negation bears on an opposite: 'overleefde het vuur niet', 'is not safe'."""


def opposites_denied(words: Sequence[Set[str]], negators: Set[str], language: str) -> frozenset[str]:
    """The matters whose opposite is itself denied, so that the news is told: 'overleefde het niet' for who died.

    `words` has for each word in order its folded forms. An opposite that holds a negation ('niets mis') is none.
    """
    every = frozenset(form for forms in words for form in forms)
    places = [at for at, forms in enumerate(words) if not forms.isdisjoint(negators)]
    return frozenset(
        matter
        for phrase, matter, side in _found(every, _phrases("opposites", _OPPOSITES, lists_for(language)))
        if side == _OPPOSITES[1] and phrase.isdisjoint(negators)
        for at, forms in enumerate(words)
        if not forms.isdisjoint(phrase) and any(0 < abs(at - place) <= NEAR for place in places)
    )


def steps_of(words: Set[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The courses of things of which a statement with these folded words and lemmas is the first step, and the next.

    A phrase that is part of a longer one of the other step does not count: 'ended the strike' begins none.
    """
    phrases = _phrases("steps", _STEPS, lists_for(language))
    found = _found(words, phrases)
    told = [one for one in found if not any(one[0] < other and one[1] == course for other, course, _ in found)]
    return _sides(told, _STEPS)


def _found(words: Set[str], phrases: Mapping[str, list[_Phrase]]) -> list[_Phrase]:
    """The phrases all of whose words are among some."""
    return [one for first in words & phrases.keys() for one in phrases[first] if one[0] <= words]


def _sides(found: Sequence[_Phrase], names: tuple[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The matters on either side of which the phrases stand, those on both left out."""
    sides: dict[str, set[str]] = {name: set() for name in names}
    for _, name, side in found:
        sides[side].add(name)
    one, other = (sides[name] for name in names)
    return frozenset(one - other), frozenset(other - one)
