"""Finds where the rules of a grammar match: a look at the words first, the rules only near words that can matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.times.grammar import Args, Grammar, Rule, load_grammar
from zegsman.annotate.times.needs import is_met, words_held
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"1\d{3}|20\d\d|2[1-9]\d\d")
_MAX_WINDOW = 40
"""Words after which a window is cut, so that a text of nothing but dates stays linear."""
_APOSTROPHES = "'’‘`"
_QUOTES = frozenset("\"'“”„«»‘’`")
_MAX_GAP = 4
"""Code points that may part two words of one expression."""


@dataclass(frozen=True, slots=True)
class Found:
    """A match: where it stands, the reading that it asks for and what it hands to it."""

    span: Span
    op: str
    args: Args
    sentence: int
    lead: int = 0
    """Code points before it in its sentence."""


def lower_same_length(text: str) -> str:
    """The text in lower case, each code point in its old place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_matches(text: str, sentences: Sequence[Span], grammar: Grammar, barred: Set[int] = frozenset()) -> list[Found]:
    """All expressions that the rules find, in order and without overlap; the longest wins, then the earlier rule.

    None starts at an offset in `barred`.
    """
    low = lower_same_length(text)
    found: list[Found] = []
    for i_sentence, sentence in enumerate(sentences):
        windows = list(_windows(low, sentence, grammar))
        words = words_held(sentence.of(low)) if windows else frozenset()
        for starts, kinds in windows:
            rules = [r for r in _rules_of(grammar.language, frozenset(kinds)) if is_met(r.needs, words)]
            open_to = [start for start in starts if start not in barred]
            candidates = _candidates(text, low, open_to, rules, sentence, grammar)
            found.extend(_chosen(candidates, i_sentence, sentence.start, grammar))
    found.sort(key=lambda one: one.span)
    return found


def _windows(low: str, sentence: Span, grammar: Grammar) -> Iterator[tuple[list[int], set[str]]]:
    """Runs of words that can stand in an expression and hold a trigger: their starts, and the kinds of trigger."""
    starts: list[int] = []
    kinds: set[str] = set()
    last_end = sentence.start
    vocabulary, triggers = grammar.vocabulary, grammar.kinds
    for match in _WORD.finditer(low, sentence.start, sentence.end):
        word, start = match.group(), match.start()
        known = word in vocabulary
        if not known and not word[0].isdecimal():
            if kinds:
                yield starts, kinds
            if starts:
                starts, kinds = [], set()
            continue
        if starts and (start - last_end > _MAX_GAP or len(starts) >= _MAX_WINDOW):
            if kinds:
                yield starts, kinds
            starts, kinds = [], set()
        starts.append(start)
        last_end = match.end()
        if known and word in triggers:
            kinds |= triggers[word]
        elif word[0].isdecimal():
            kinds |= _digit_kinds(low, word, last_end)
    if kinds:
        yield starts, kinds


def _digit_kinds(low: str, word: str, end: int) -> set[str]:
    """Kinds of trigger that digits are, by their shape and by what follows them."""
    kinds = set()
    if len(word) >= 4 and _YEAR.match(word):
        kinds.add("year")
    if not word.isdecimal():
        kinds |= {"year", "clock"}
    follow = low[end : end + 2]
    if len(follow) == 2 and follow[1].isdecimal():
        if follow[0] in ".:":
            kinds.add("clock")
        if follow[0] in "-/.‐–":
            kinds.add("numeric")
    return kinds


@cache
def _rules_of(language: str, kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules for triggers of these kinds, each once."""
    rules = load_grammar(language).rules
    return tuple({id(rule): rule for kind in sorted(kinds) for rule in rules.get(kind, ())}.values())


_Candidate = tuple[Span, Rule, re.Match[str]]


def _candidates(
    text: str, low: str, starts: list[int], rules: Sequence[Rule], sentence: Span, grammar: Grammar
) -> Iterator[_Candidate]:
    """Every match of these rules at these places that capitals and neighbours allow."""
    for word_start in starts:
        if _is_inside_figure(low, word_start):
            continue
        start = word_start - 1 if word_start > sentence.start and low[word_start - 1] in _APOSTROPHES else word_start
        for rule in rules:
            match = rule.pattern.match(low, start, sentence.end)
            if match is None and start != word_start:
                match = rule.pattern.match(low, word_start, sentence.end)
            if match and match.end() > match.start():
                span = Span(*match.span("x" if "x" in rule.pattern.groupindex else 0))
                if _is_allowed(text, low, match, span, rule, grammar):
                    yield span, rule, match


def _is_inside_figure(low: str, start: int) -> bool:
    """Whether digits are the rest of an amount or a code ('€ 10', '3.10')."""
    if not start or not low[start].isdecimal():
        return False
    if low[start - 1] in "€$£#@" or low[max(0, start - 2) : start] in ("€ ", "$ ", "£ "):
        return True
    return start > 1 and low[start - 1] in ".,:/-" and low[start - 2].isdecimal()


def _is_allowed(text: str, low: str, match: re.Match[str], span: Span, rule: Rule, grammar: Grammar) -> bool:
    """Whether capitals and the word before are those of a time ('May' the month, 'may' the verb)."""
    for name, kind in rule.groups.items():
        start, end = match.span(name)
        needs_capital = start >= 0 and kind in grammar.classes and low[start:end] in grammar.capital
        if needs_capital and not text[start].isupper():
            return False
    if rule.op != "none" and _is_title(text, span, grammar):
        return False
    if rule.args.get("uncapped") and _ends_name(text, span.start):
        return False
    stands_before_name = rule.groups.get("year") == "ypart" or rule.args.get("uncapped")
    if stands_before_name and text[span.end : span.end + _MAX_GAP].lstrip()[:1].isupper():
        return False
    if "year2" in rule.groups and len(match["year2"]) < 4 and match["year2"][-2:] <= match["year"][-2:]:
        return False
    if rule.op == "year" and span.of(low).isdecimal():
        return _word_before(low, span.start) not in grammar.no_year_after
    if span.of(low) not in grammar.doubtful or _word_before(low, span.start) in grammar.leads:
        return True
    behind = _WORD.match(low, span.end + 1)
    is_named = span.of(low) in grammar.named and behind is not None and behind.group() not in grammar.leads
    return is_named and _is_capital_inside(text, span)


_NAME_BEFORE = re.compile(r"[A-Z][\w.&'’-]* $")


def _ends_name(text: str, start: int) -> bool:
    """Whether a word with a capital stands behind another with one: 'China Daily'."""
    return text[start].isupper() and _NAME_BEFORE.search(text, max(0, start - _NAME_REACH), start) is not None


_NAME_REACH = 24


def _is_capital_inside(text: str, span: Span) -> bool:
    """Whether a word has its capital inside a sentence, between words without: 'a strong August report'."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    is_inside = len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] in ",%")
    is_named = _NAME_BEFORE.search(text, max(0, span.start - _NAME_REACH), span.start) is not None
    return text[span.start].isupper() and is_inside and not is_named and after[:1] == " " and after[1:].islower()


def _is_title(text: str, span: Span, grammar: Grammar) -> bool:
    """Whether words open a quotation with a capital each, of which the last needs none: the programme 'This Week'."""
    if text[max(0, span.start - 1) : span.start] not in _QUOTES:
        return False
    first, *others = _WORD.findall(span.of(text)) or [""]
    if not others or others[-1].lower() in grammar.capital:
        return False
    return all(word.istitle() or word.isdecimal() for word in (first, *others))


def _word_before(low: str, start: int) -> str:
    before = _WORD.findall(low[max(0, start - 20) : start])
    return before[-1] if before else ""


def _chosen(candidates: Iterable[_Candidate], sentence: int, sentence_start: int, grammar: Grammar) -> Iterator[Found]:
    """The longest first, then the leftmost, then the rule that looks at the words around, then the earlier one."""
    taken: list[Span] = []
    for span, rule, match in sorted(candidates, key=_order):
        whole = Span(min(span.start, match.start()), max(span.end, _whole_end(match)))
        if any(whole.overlaps(other) for other in taken):
            continue
        taken.append(whole if "y" in rule.pattern.groupindex else span)
        if rule.op != "none":
            for found in _read_groups(span, rule, match, sentence, grammar):
                yield replace(found, lead=found.span.start - sentence_start)


def _order(candidate: _Candidate) -> tuple[int, int, bool, int]:
    span, rule, _ = candidate
    return -_reach(candidate), span.start, "x" not in rule.pattern.groupindex, rule.rank


def _reach(candidate: _Candidate) -> int:
    span, rule, match = candidate
    return (match.end("y") if "y" in rule.pattern.groupindex and match.end("y") > 0 else span.end) - span.start


def _whole_end(match: re.Match[str]) -> int:
    return match.end("y") if "y" in match.re.groupindex else -1


def _read_groups(span: Span, rule: Rule, match: re.Match[str], sentence: int, grammar: Grammar) -> Iterator[Found]:
    """One expression, or two that share words; a group named 'day2' is the 'day' of the second."""
    args: Args = dict(rule.args)
    for name, kind in rule.groups.items():
        words = match.group(name)
        if words is not None:
            args.update(grammar.value_of(name, kind, words))
    second = {name[:-1]: args.pop(name) for name in list(args) if name.endswith("2")}
    yield Found(span, rule.op, args, sentence)
    if "y" in match.re.groupindex and match.group("y"):
        shared = {name: value for name, value in args.items() if name != "minute" or "hour" not in second}
        yield Found(Span(*match.span("y")), rule.op, {**shared, **second}, sentence)
