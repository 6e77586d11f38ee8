"""What stands around a cue that is set apart: 'A, zegt X, B'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.contents import Content
from zegsman.annotate.attributions.links import opens_ground
from zegsman.lexicon.function_words import function_words
from zegsman.record.spans import Span, merged

if TYPE_CHECKING:
    from zegsman.annotate.attributions.contents import CueClause
    from zegsman.annotate.layout import Layout

_RELATIVES = function_words("relatives")
_THUS = function_words("thus")
AS_TOLD = function_words("as_told")
_BEHIND_COMMA = function_words("relatives_behind_comma", "and", "but")


_CLOSERS = frozenset(")\"'”’»“‘") | {"''"}


_SEPARATORS = frozenset({",", "-", "–", "—", ";"})


_FEW = 3
"""Tokens that what is said must have on one side of the cue at least."""


def words_around(layout: Layout, clause: CueClause) -> Content | None:
    """What stands before the cue, and behind it where the sentence goes on: 'A, zegt X, B'."""
    sentence = layout.sentence(clause.verb)
    start = _cue_start(layout, clause, sentence.first_token)
    if start is None:
        return None
    if start == sentence.first_token:
        return _quote_just_ended(layout, clause, start)
    before = layout.trimmed(sentence.first_token, start)
    if before is None:
        return None
    behind = _behind(layout, clause, sentence.end_token)
    if before[1] - before[0] < _FEW and layout.quoted[before[0]] < 0 and len(behind) < _FEW:
        return None
    is_question = layout.words[sentence.end_token - 1] == "?" and layout.quoted[before[0]] < 0
    if is_question or _is_fronted(layout, clause, before):
        return None
    before = _from_quote(layout, before)
    inside = layout.quoted[clause.verb]
    if inside >= 0:
        quote_first = layout.token_at(layout.quotes[inside].span.start)
        before = (max(before[0], quote_first), before[1])
    indices = [*range(*before), *behind]
    if all(i in clause.cue or layout.tokens[i].upos in {"PUNCT", "CCONJ"} for i in indices):
        return None
    spans = whole_quotes(layout, layout.spans(indices), clause.verb)
    return Content(spans, "around")


def _from_quote(layout: Layout, before: tuple[int, int]) -> tuple[int, int]:
    """What stands before the cue: the quotation that closes it, where a colon or full stop parts that from the rest.

    'Others are not convinced: “They twitch,” says X.'
    """
    last = layout.quoted[before[1] - 1]
    if last < 0:
        return before
    first = layout.token_at(layout.quotes[last].span.start)
    parted = first > before[0] and layout.words[first - 1] in {":", "?", "!", "."}
    return (first, before[1]) if parted else before


_FRONTING = frozenset({"advcl", "obl", "advmod", "nmod"})


def _is_fronted(layout: Layout, clause: CueClause, before: tuple[int, int]) -> bool:
    """Whether what stands before the cue is a part of its own clause: 'Toen hij thuiskwam, zei hij …'."""
    if layout.quoted[before[0]] >= 0 or layout.language(clause.verb) != "nl":
        return False
    tree = layout.tree(clause.verb)
    tops = [i for i in range(*before) if layout.tokens[i].upos != "PUNCT" and not before[0] <= tree.head(i) < before[1]]
    return bool(tops) and all(tree.relation(i) in _FRONTING and tree.head(i) in {clause.verb, clause.top} for i in tops)


def _cue_start(layout: Layout, clause: CueClause, first: int) -> int | None:
    """Where the clause of a cue set apart by a comma, dash or closing mark starts; None where it is not set apart."""
    at = clause.first
    for _ in range(6):
        if at == first:
            return at
        word = layout.words[at - 1]
        if word in _SEPARATORS or (word in _CLOSERS and not layout.quoted[at] == layout.quoted[at - 1] >= 0):
            return at
        if word in {"?", "!", "…", "...", "."}:
            return at
        if word in AS_TOLD:
            return at - 1 if at - 1 > first and layout.words[at - 2] in _SEPARATORS else None
        if layout.tokens[at - 1].upos not in {"ADV", "AUX", "CCONJ", "PRON", "ADP", "NOUN", "PROPN", "DET", "ADJ"}:
            return None
        if layout.words[at - 1] in _RELATIVES:
            return None
        at -= 1
    return None


def _quote_just_ended(layout: Layout, clause: CueClause, start: int) -> Content | None:
    """A quotation that closes right before a sentence that starts with the cue."""
    if start == 0 or (min(clause.cue) != start and layout.words[start] not in _THUS):
        return None
    quoted = layout.quoted[start - 1]
    if quoted < 0 or layout.tokens[start].span.start - layout.quotes[quoted].span.end > 2:
        return None
    if layout.tokens[start].text[:1].isupper():
        return None
    return Content((layout.quotes[quoted].span,), "around")


def _behind(layout: Layout, clause: CueClause, end: int) -> list[int]:
    """Tokens behind the cue clause that belong to what is said."""
    tree = layout.tree(clause.verb)
    start = next(
        (i for i in range(clause.last + 1, end) if layout.words[i] in {",", "–", "—"} or layout.quoted[i] >= 0), end
    )
    if start >= end - 1:
        return []
    if layout.quoted[start] >= 0 or (start + 1 < end and layout.quoted[start + 1] >= 0):
        return list(range(start, end))
    if opens_ground(layout, start + 1):
        return []
    if layout.words[start + 1] in _BEHIND_COMMA:
        return []
    hosts = {clause.verb, clause.top, *clause.cue}
    if clause.subject:
        hosts.update(range(clause.subject.first, clause.subject.end))
    outside = [
        i
        for i in range(start + 1, end)
        if layout.tokens[i].upos != "PUNCT" and not _hangs_on(tree.path(i), hosts, clause)
    ]
    total = sum(layout.tokens[i].upos != "PUNCT" for i in range(start + 1, end))
    return list(range(start, end)) if 2 * len(outside) > total else []


def _hangs_on(path: list[int], hosts: set[int], clause: CueClause) -> bool:
    """Whether a token hangs on the cue rather than on what is said before it."""
    for i in path:
        if i in hosts:
            return True
        if i < clause.first:
            return False
    return False


def whole_quotes(layout: Layout, spans: tuple[Span, ...], verb: int) -> tuple[Span, ...]:
    """The same content, each quotation at its edge taken whole, also where it started sentences before."""
    result = []
    for span in spans:
        start, end = span.start, span.end
        tokens = layout.tokens_in(span)
        if tokens:
            head, tail = layout.quoted[tokens[0]], layout.quoted[tokens[-1]]
            if head >= 0 and layout.quoted[verb] != head:
                start = min(start, layout.quotes[head].span.start)
            if tail >= 0 and layout.quoted[verb] != tail and layout.quotes[tail].span.start >= start:
                end = max(end, layout.quotes[tail].span.end)
        result.append(Span(start, end))
    return merged(result, gap=1)
