"""What words a rule of time expressions cannot do without, so that most rules need not be tried (or even compiled).

A rule is cut at the spaces that it must have. A part that is one class, one word or a choice of these, with optional
words around it, tells what the sentence must hold; any other part tells nothing. Words are compared whole, so a part
that may be joined to another one ('half ?jaar') tells nothing either.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Needs = tuple[frozenset[str], ...]
"""Of each of these at least one word must stand in the sentence."""

DIGITS = "0"
"""Stands for any word that begins with a digit."""

_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r"\{(?:\w+:)?([a-z]\w*)\}")
_PLAIN = re.compile(r"[^\W\d_]+")
_OPEN = re.compile(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]))?")


def words_held(low: str) -> frozenset[str]:
    """The words of a sentence in lower case, as needs are compared with them."""
    words = set(_WORD.findall(low))
    if any(word[0].isnumeric() for word in words):
        words.add(DIGITS)
    return frozenset(words)


def is_met(needs: Needs, words: frozenset[str]) -> bool:
    """Whether the words hold one of each need."""
    return not any(map(words.isdisjoint, needs))


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase."""
    return frozenset(found.group() for phrase in phrases if (found := _WORD.search(phrase)))


def find_needs(pattern: str, classes: Mapping[str, frozenset[str]]) -> Needs:
    """What a rule cannot do without.

    Args:
        pattern: the rule as the list has it, with its placeholders.
        classes: first words of each class and fragment that placeholders name; a class that is missing tells nothing.
    """
    bare = _unwrapped(pattern)
    if len(_split(bare, "|")) > 1:
        return ()
    needs = (_need_of(part, classes) for part in _split(bare, " "))
    return tuple(dict.fromkeys(need for need in needs if need))


def _unwrapped(pattern: str) -> str:
    """The pattern without the named groups that it cannot do without."""
    for start, end, opening in _groups(pattern):
        inner, after = pattern[start + len(opening) : end], pattern[end + 1 : end + 2]
        if opening.startswith("(?P<") and after not in ("?", "*", "{") and len(_split(inner, "|")) == 1:
            return _unwrapped(pattern[:start] + inner + pattern[end + 1 :])
    return pattern


_ATOM = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
"""A letter, an escaped one, a set of letters."""


def _atoms(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Start, text and depth of each atom; the marks of a group are as deep as what they hold."""
    depth = 0
    for found in _ATOM.finditer(pattern):
        atom = found.group()
        depth += atom == "("
        yield found.start(), atom, depth
        depth -= atom == ")"


def _groups(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and opening of each group that is not in another one."""
    start = 0
    for at, atom, depth in _atoms(pattern):
        if depth == 1 and atom == "(":
            start = at
        elif depth == 1 and atom == ")" and (opening := _OPEN.match(pattern, start)):
            yield start, at, opening.group()


def _split(pattern: str, mark: str) -> list[str]:
    """The parts between the marks that are in no group and not optional."""
    cuts = [at for at, atom, depth in _atoms(pattern) if not depth and atom == mark and pattern[at + 1 : at + 2] != "?"]
    edges = [-1, *cuts, len(pattern)]
    return [pattern[a + 1 : b] for a, b in pairwise(edges)]


def _need_of(part: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words of which a part needs one; nothing where it cannot be told."""
    core = _without_options(part)
    begins = _CLASS.match(core)
    if begins and classes.get(begins.group(1)) == frozenset({DIGITS}):
        return frozenset({DIGITS})
    if begins and begins.end() == len(core):
        return classes.get(begins.group(1), frozenset())
    if _PLAIN.fullmatch(core):
        return frozenset({core})
    choices = [core[len(opening) : end] for start, end, opening in _groups(core) if (start, end) == (0, len(core) - 1)]
    if not choices or not core.startswith("(?:"):
        return frozenset()
    each = [_need_of(_split(choice, " ")[0], classes) for choice in _split(choices[0], "|")]
    return frozenset().union(*each) if all(each) else frozenset()


def _without_options(part: str) -> str:
    """A part without optional words before and behind it, without looks at what follows, without a comma."""
    for start, end, opening in _groups(part):
        inner, after = part[start + len(opening) : end], part[end + 1 :]
        if opening == "(?:" and after.startswith("?") and not start and _all(inner, ends=" "):
            return _without_options(after[1:])
        if opening == "(?:" and after == "?" and start and _all(inner, starts=(" ", ", ", ",? ")):
            return _without_options(part[:start])
        if opening in ("(?!", "(?=") and not after and start:
            return _without_options(part[:start])
    return part.removesuffix("?").removesuffix(",") if part.endswith((",", ",?")) else part


def _all(choices: str, *, starts: str | tuple[str, ...] = "", ends: str = "") -> bool:
    """Whether each choice begins and ends so."""
    return all(choice.startswith(starts) and choice.endswith(ends) for choice in _split(choices, "|"))
