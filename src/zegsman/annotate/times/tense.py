"""A cheap guess at the tense of the words around an expression, from verb forms alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_patterns, load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_BE_PRESENT = function_words("be_present", language="nl")

_WORD = re.compile(r"[^\W\d_]+|[;:–—]|,(?!\d)")
_REACH = 14
"""How many words away a verb can tell the tense."""
_BOUNDARY_COST = 4
"""What a comma or conjunction adds to the distance of a verb."""


@dataclass(frozen=True, slots=True)
class ClauseTenses:
    """The tenses that a parsed sentence is told in: 'past', 'present', 'future' or '' where it is not known."""

    by_start: tuple[tuple[int, str], ...]
    """For each word where it starts, in order, and the tense of its clause."""
    first: str
    """The tense of the first clause that has one."""
    relatives: frozenset[int] = frozenset()
    """Where relative pronouns start: 'de brand die vrijdag woedde' is of no 'die vrijdag'."""

    def at(self, start: int) -> str:
        """The tense at an offset."""
        place = bisect_right(self.by_start, (start, "~"))
        return self.by_start[place - 1][1] if place else ""


@cache
def _forms(language: str) -> Mapping[str, str]:
    """Tense by verb form."""
    table = load_table(language, "times_tense")
    return {word: tense for tense in ("past", "present", "future") for word in table[tense]["words"]}


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_table(language, "times_tense")
    return tuple(
        (re.compile(pattern), tense) for tense in ("past", "present", "future") for pattern in table[tense]["patterns"]
    )


@cache
def _boundaries(language: str) -> tuple[frozenset[str], frozenset[str]]:
    table = load_table(language, "times_tense")
    return frozenset(table["boundaries"]["words"]), frozenset(table["not_verbs"]["words"])


@cache
def _tense_of(word: str, language: str) -> str:
    known = _forms(language).get(word)
    if known is not None:
        return known
    if word in _boundaries(language)[1]:
        return ""
    return next((tense for pattern, tense in _patterns(language) if pattern.fullmatch(word)), "")


def guess_tense(low: str, start: int, end: int, sentence: tuple[int, int], language: str) -> str:
    """The tense of the nearest verb, a clause boundary counting as several words; '' where there is none.

    Args:
        low: The text in lower case.
        start: Where the expression starts.
        end: Where it ends.
        sentence: Where its sentence starts and ends.
        language: "nl" or "en".
    """
    before, after = _around(low, start, end, sentence)
    return _nearest(before[::-1], after, language)


_WINDOW = 160
"""Code points on either side of an expression in which words can tell its tense."""


def _around(low: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The words before and behind an expression, in their order."""
    before = _WORD.findall(low, max(sentence[0], start - _WINDOW), start)
    return before, _WORD.findall(low, end, min(sentence[1], end + _WINDOW))


@cache
def _ahead(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load_table(language, "times_tense")["ahead"]
    return frozenset(table["words"]), frozenset(table["until"]), frozenset(table["undone"])


@cache
def _close(language: str) -> frozenset[str]:
    """Words that put ahead what stands close behind them: 'to be delivered Wednesday'."""
    return frozenset(load_table(language, "times_tense")["ahead"]["close"])


@cache
def _no_plan(language: str) -> frozenset[str]:
    """Words behind which a plan is none: 'lower than expected', 'was said to be in Paris on Monday'."""
    return frozenset(load_table(language, "times_tense")["ahead"]["no_plan"])


@cache
def _had(language: str) -> frozenset[str]:
    """Auxiliaries by which a plan is one of the past itself: 'had been due'."""
    return frozenset(load_table(language, "times_tense")["ahead"]["had"])


@cache
def _follow(language: str, kind: str = "follow") -> frozenset[str]:
    """Words behind a time by which it lies ahead ('for November delivery'), or may ('near')."""
    return frozenset(load_table(language, "times_tense")["ahead"][kind])


def is_for_later(low: str, end: int, language: str) -> bool:
    """Whether what stands behind an expression puts it ahead, whatever tense it is told in ('November delivery')."""
    return _word_behind(low, end) in _follow(language)


def is_of_either_side(low: str, end: int, language: str) -> bool:
    """Whether an expression stands before what is told of beforehand as much as afterwards ('November 3 polls')."""
    return _word_behind(low, end) in _follow(language, "near")


def _word_behind(low: str, end: int) -> str:
    behind = _WORD.match(low, end + 1)
    return behind.group() if behind is not None and low[end] == " " else ""


_JOINED = any_of(function_words("and", "or", language="en"))
_NOUN_BEHIND = re.compile(rf"(?: (?:{_JOINED}) [a-z]+)? ([a-z]{{3,}})")


def is_to_be(low: str, end: int, language: str) -> bool:
    """Whether a plan stands right behind an expression: 'prices Tuesday were expected to rise'."""
    behind = _WORD.findall(low, end, end + _PLAN_BEHIND)[:2]
    return len(behind) == 2 and behind[0] in _BE and behind[1] in _ahead(language)[0]


_PLAN_BEHIND = 30
_BE = function_words("be_present", "be_passive", language="en")


def belongs_to_noun(low: str, end: int, language: str) -> bool:
    """Whether an English month or weekday stands before what it is the month or day of, which is mostly over.

    'The Monday hijacking', 'demanding June wages'; not 'the Monday meeting', which may be ahead.
    """
    if language != "en":
        return False
    behind = _NOUN_BEHIND.match(low, end)
    noun = behind.group(1) if behind else ""
    if not noun or noun in _no_noun() or _tense_of(noun, language) in ("past", "future"):
        return False
    return noun not in _follow(language) | _follow(language, "near")


@cache
def _no_noun() -> frozenset[str]:
    """Words that end what a month or weekday belongs to: prepositions, conjunctions, pronouns, auxiliaries."""
    listed = load_table("en", "stopwords")["words"]
    return frozenset(word for group in listed.values() for word in group.split()) | frozenset(_forms("en"))


_AHEAD_REACH = 11
"""Words between a plan and the time that it is for."""
_CLOSE_REACH = 6
"""Words between 'to be' and when."""
_UNTIL_REACH = 10
"""Words between what is extended or put off and until when."""
_UNDONE_REACH = 3
"""Words before a plan among which one can make it a plan of the past ('had been due')."""


def plan_before(low: str, start: int, sentence_start: int, language: str, relation: str) -> str:
    """'future' where what stands before an expression puts it ahead, though told in the past; 'past' for an old plan.

    Args:
        low: The text in lower case.
        start: Where the expression starts.
        sentence_start: Where its sentence starts.
        language: "nl" or "en".
        relation: What the words before it make of it ('until', 'before', 'after' …).
    """
    words, ends, undone = _ahead(language)
    boundaries = _boundaries(language)[0] - {","}
    before = _WORD.findall(low, max(sentence_start, start - _WINDOW), start)
    until = relation in ("until", "before")
    if before and relation in ("before", "after") and before[-1] in boundaries:
        before.pop()
    following = ""
    reach = _UNTIL_REACH if until else _AHEAD_REACH
    for place in range(len(before) - 1, max(-1, len(before) - 1 - reach), -1):
        word = before[place]
        is_close = len(before) - place <= _CLOSE_REACH and f"{word} {following}" in _close(language)
        is_plan = is_close or word in words or f"{word} {following}" in words or (until and word in ends)
        if is_plan and (not place or before[place - 1] not in _no_plan(language)):
            around = undone & set(before[max(0, place - _UNDONE_REACH) : place])
            return "future" if not around else "past" if around & _had(language) else ""
        if word in boundaries:
            return ""
        following = word
    return ""


@cache
def _lasting(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of a state that lasts, and words by which it is over."""
    table = load_table(language, "times_tense")["ahead"]
    return frozenset(table["lasts"]), frozenset(table["over"])


def lasts_until(low: str, start: int, end: int, sentence: tuple[int, int], language: str) -> bool:
    """Whether the clause around an end tells a state that holds ('is geschorst tot zondag'), so that the end is ahead.

    Args:
        low: The text in lower case.
        start: Where the expression starts.
        end: Where it ends.
        sentence: Where its sentence starts and ends.
        language: "nl" or "en".
    """
    boundaries = _boundaries(language)[0]
    before, after = _around(low, start, end, sentence)
    opening = [*takewhile(lambda word: word not in boundaries, reversed(before))]
    clause = [*reversed(opening), *takewhile(lambda word: word not in boundaries, after)]
    lasting, over = _lasting(language)
    pairs = {f"{one} {two}" for one, two in pairwise(clause)}
    return bool(lasting & (pairs | set(clause))) and not over & set(clause)


def is_of_record(low: str, start: int, sentence_start: int, language: str) -> bool:
    """Whether a length is how long something has not been ('the lowest in ten years'), not when it will be."""
    table = load_table(language, "times_tense").get("longest")
    if table is None:
        return False
    near = _WORD.findall(low, max(sentence_start, start - _WINDOW), start)[-_RECORD_REACH:]
    ends = (word for word in near if word.endswith(table["ending"]) and word not in table["not"])
    return any(ends) or bool(set(table["words"]) & set(near))


_RECORD_REACH = 5
"""Words before a length among which one tells that it is a record's."""


@cache
def _spoken_of(language: str) -> tuple[str, ...]:
    """Words that end in what somebody names, of which they tell no tense: 'spreekt van', 'speaks of'."""
    return tuple(load_table(language, "times_tense")["spoken_of"]["phrases"])


def is_spoken_of(low: str, start: int, language: str) -> bool:
    """Whether a day or hour is what somebody names ('de politie spreekt van maandag'): it has mostly been."""
    return low[max(0, start - _WINDOW) : start].rstrip().endswith(_spoken_of(language))


@cache
def _will(language: str) -> frozenset[str]:
    """Auxiliaries that put what stands behind them ahead, whatever verb follows."""
    return frozenset(load_table(language, "times_tense").get("will", {"words": ()})["words"])


_WILL_REACH = 6
"""Words between 'will' and the time that it is for."""


def will_be(low: str, start: int, sentence_start: int, language: str) -> bool:
    """Whether a 'will' stands before an expression in its own clause, whatever the tree makes of it."""
    auxiliaries = _will(language)
    if not auxiliaries:
        return False
    boundaries = _boundaries(language)[0]
    for word in _WORD.findall(low, max(sentence_start, start - 80), start)[::-1][:_WILL_REACH]:
        if word in auxiliaries:
            return True
        if word in boundaries:
            return False
    return False


def _nearest(before: list[str], after: list[str], language: str) -> str:
    best, best_cost = "", 1000.0
    boundaries = _boundaries(language)[0]
    for side, words in ((0.5, before), (0.0, after)):
        cost = side
        for i_word, word in enumerate(words[:_REACH]):
            cost += _BOUNDARY_COST if word in boundaries else 1
            tense = _tense_of(word, language)
            if tense == "present" and language == "nl" and _is_perfect(words, i_word, before, after):
                tense = "past"
            if tense:
                # a modal of the future outweighs a nearer participle or infinitive of its own clause
                weighed = cost - 3 if tense == "future" else cost + (2 if tense == "present" else 0)
                if weighed < best_cost:
                    best, best_cost = tense, weighed
                if tense == "future" or (tense == "past" and not side):
                    break
    return best


def _is_perfect(words: list[str], i_word: int, before: list[str], after: list[str]) -> bool:
    """Whether a form of 'zijn' has a participle near it ('is dinsdag aangehouden')."""
    if words[i_word] not in _BE_PRESENT:
        return False
    boundaries, not_verbs = _boundaries("nl")
    for side in (before, after):
        for word in side[:_REACH]:
            if word in boundaries:
                break
            if word not in not_verbs and _PARTICIPLE.fullmatch(word):
                return True
    return False


_PARTICIPLE = re.compile(gather_patterns("verbs", "participle"))
