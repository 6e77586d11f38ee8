"""What is said: the clause, quotation, colon or surrounding words that belong to a cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.spans import Span, merged

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.phrases import Phrase

_MARKS = frozenset("dat of that whether if hoe wat waarom waar wanneer welke how what why where when wie who alsof as".split())
_THAT = frozenset({"dat", "that", "of", "whether"})
_CLOSERS = frozenset(")\"'”’»“‘") | {"''"}
_SEPARATORS = frozenset({",", "-", "–", "—", ";"})


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one cue, and how it was found: clause, infinitive, quote, colon, around, object."""

    spans: tuple[Span, ...]
    manner: str


@dataclass(frozen=True, slots=True)
class CueClause:
    """The verb of a cue with its group's top, the speaker, and where they stand."""

    verb: int
    top: int
    subject: Phrase | None
    cue: tuple[int, ...]

    @property
    def first(self) -> int:
        """The first token of cue and speaker."""
        first = min(self.cue)
        return min(first, self.subject.first) if self.subject else first

    @property
    def last(self) -> int:
        """The last token of cue and speaker."""
        last = max(self.cue)
        return max(last, self.subject.end - 1) if self.subject else last


def clause_behind(layout: Layout, clause: CueClause) -> Content | None:
    """A subordinate clause, a bare clause or an infinitive behind the cue that hangs on it."""
    tree = layout.tree(clause.verb)
    by_order = _clause_by_order(layout, clause)
    for host in dict.fromkeys((clause.verb, clause.top)):
        for child in tree.below(host):
            if child < clause.verb and tree.relation(child) not in {"ccomp", "csubj"}:
                continue
            found = _child_clause(layout, clause, host, child)
            if found is not None and _is_clause(layout, clause, found):
                return found if by_order is None or _agree(found, by_order) else by_order
    return by_order


def _is_clause(layout: Layout, clause: CueClause, found: Content) -> bool:
    """Whether what the tree gives has a verb of its own and is not the speaker."""
    if clause.subject and any(span.overlaps(clause.subject.words) for span in found.spans):
        return False
    words = [i for span in found.spans for i in layout.tokens_in(span)]
    return any(layout.tokens[i].upos in {"VERB", "AUX"} or layout.quoted[i] >= 0 for i in words) and len(words) > 1


def _agree(found: Content, by_order: Content) -> bool:
    """Whether the tree's clause starts with the word that opens it and covers a fair part of what follows."""
    start = by_order.spans[0].start
    return found.spans[0].start == start and 3 * len(found.spans[0]) >= len(by_order.spans[0])


def _child_clause(layout: Layout, clause: CueClause, host: int, child: int) -> Content | None:
    tree = layout.tree(child)
    relation = tree.relation(child)
    if relation not in {"ccomp", "csubj", "xcomp", "advcl", "obl", "obj", "acl"} or child in clause.cue:
        return None
    indices = tree.subtree(child, lambda i: i == clause.verb or i == clause.top)
    mark = layout.words[indices[0]] if indices else ""
    behind = indices[0] > min(clause.verb, clause.first)
    if relation in {"ccomp", "csubj"} and behind and child > clause.verb:
        return _clause(layout, [i for i in indices if i > clause.verb], "clause")
    if relation in {"advcl", "acl", "obl", "obj"} and mark in {"dat", "that"} and behind:
        return _clause(layout, [i for i in indices if i > clause.verb], "clause")
    if relation == "xcomp" and behind and tree.child(child, "mark") >= 0 and host != child:
        marks = {layout.words[i] for i in tree.below(child) if tree.relation(i) == "mark"}
        if marks & {"te", "to", "om"} and child > clause.verb and child != clause.top:
            return _clause(layout, [i for i in indices if i > clause.verb], "infinitive")
        if marks & {"dat", "that", "of", "whether"}:
            return _clause(layout, indices, "clause")
    return None


def _clause(layout: Layout, indices: list[int], manner: str) -> Content | None:
    """The words from the first to the last token of a subtree, up to a mark that parts it from what follows."""
    if not indices:
        return None
    first, end = indices[0], indices[-1] + 1
    sentence_end = layout.sentence(first).end_token
    if _only_closes(layout, end, sentence_end):
        end = sentence_end
    while end > first + 1 and layout.words[end - 1] in {".", ",", ";", ":", "–", "-"}:
        end -= 1
    spans = layout.spans(range(first, end))
    return Content(spans, manner) if spans else None


def _only_closes(layout: Layout, start: int, end: int) -> bool:
    return all(layout.tokens[i].upos == "PUNCT" for i in range(start, end))


def _clause_by_order(layout: Layout, clause: CueClause) -> Content | None:
    """A 'dat' or 'that' behind the cue, where the tree does not tie it to the cue."""
    sentence = layout.sentence(clause.verb)
    start = clause.last + 1 if clause.last - clause.verb < 15 else clause.verb + 1
    for i in range(start, min(sentence.end_token, start + 25)):
        word, upos = layout.words[i], layout.tokens[i].upos
        if word in {";", ":", "."}:
            return None
        if word in {"dat", "that"} and _opens_clause(layout, i, sentence.end_token):
            return _clause(layout, list(range(i, sentence.end_token)), "clause")
        if upos in {"VERB", "AUX"} and i not in clause.cue and layout.words[i - 1] not in {"te", "to"}:
            return None
    return None


def _opens_clause(layout: Layout, i_token: int, end: int) -> bool:
    """Whether 'dat' opens a clause: no verb or mark right behind, and a verb later on."""
    if i_token + 2 >= end or layout.tokens[i_token + 1].upos in {"PUNCT", "AUX"}:
        return False
    if layout.tokens[i_token + 1].upos == "VERB" and layout.tokens[i_token].upos != "SCONJ":
        return False
    colon = next((i for i in range(i_token + 1, min(i_token + 3, end)) if layout.words[i] in {":", ","}), -1)
    return colon < 0 and any(layout.tokens[i].upos in {"VERB", "AUX", "ADJ"} for i in range(i_token + 2, end))


def colon_behind(layout: Layout, clause: CueClause) -> Content | None:
    """What follows a colon behind the cue, a quotation to its end even over sentences."""
    sentence = layout.sentence(clause.verb)
    for i in range(clause.verb + 1, sentence.end_token):
        if layout.words[i] == ";":
            return None
        if layout.words[i] == ":" and not _between_digits(layout, i):
            if i <= clause.last:
                continue
            return _quoted_or_rest(layout, i + 1, sentence.end_token)
    return None


def _between_digits(layout: Layout, i_token: int) -> bool:
    at = layout.tokens[i_token].span.start
    return layout.text[at - 1 : at].isdigit() and layout.text[at + 1 : at + 2].isdigit()


def _quoted_or_rest(layout: Layout, start: int, end: int) -> Content | None:
    if start >= end:
        return None
    if layout.quoted[start] >= 0:
        return Content((layout.quotes[layout.quoted[start]].span,), "colon")
    spans = layout.spans(range(start, end - 1 if layout.words[end - 1] == "." else end))
    return Content(spans, "colon") if spans else None


def quote_behind(layout: Layout, clause: CueClause) -> Content | None:
    """A quotation behind cue and speaker: 'X zei: "…"', 'X said, "…"', 'X zei dat het "…" is' excluded."""
    sentence = layout.sentence(clause.verb)
    i = clause.last + 1
    while i < sentence.end_token and layout.quoted[i] < 0 and i < clause.last + 8:
        if layout.tokens[i].upos in {"VERB", "SCONJ"}:
            return None
        i += 1
    if i >= sentence.end_token or layout.quoted[i] < 0 or layout.quoted[i] == layout.quoted[clause.verb]:
        return None
    quote = layout.quotes[layout.quoted[i]]
    if layout.token_at(quote.span.end - 1) < sentence.end_token - 2 and layout.words[i - 1] not in {",", ":"}:
        return None
    return Content((quote.span,), "quote")


def words_around(layout: Layout, clause: CueClause) -> Content | None:
    """What stands before the cue, and behind it where the sentence goes on: 'A, zegt X, B'."""
    sentence = layout.sentence(clause.verb)
    start = _cue_start(layout, clause, sentence.first_token)
    if start is None:
        return None
    if start == sentence.first_token:
        return _quote_just_ended(layout, clause, start)
    before = layout.trimmed(sentence.first_token, start)
    if before is None or (before[1] - before[0] < 3 and layout.quoted[before[0]] < 0):
        return None
    inside = layout.quoted[clause.verb]
    if inside >= 0:
        quote_first = layout.token_at(layout.quotes[inside].span.start)
        before = (max(before[0], quote_first), before[1])
    indices = [*range(*before), *_behind(layout, clause, sentence.end_token)]
    if all(i in clause.cue or layout.tokens[i].upos in {"PUNCT", "CCONJ"} for i in indices):
        return None
    spans = whole_quotes(layout, layout.spans(indices), clause.verb)
    return Content(spans, "around")


def _cue_start(layout: Layout, clause: CueClause, first: int) -> int | None:
    """Where the clause of a cue set apart by a comma, dash or closing mark starts; None where it is not set apart."""
    at = clause.first
    for _ in range(6):
        if at == first:
            return at
        word = layout.words[at - 1]
        if word in _SEPARATORS or (word in _CLOSERS and layout.quoted[at - 1] >= 0 and layout.quoted[at] != layout.quoted[at - 1]):
            return at
        if word in {"?", "!", "…", "...", "."}:
            return at
        if layout.tokens[at - 1].upos not in {"ADV", "AUX", "CCONJ", "PRON", "ADP", "NOUN", "PROPN", "DET", "ADJ"}:
            return None
        if layout.words[at - 1] in {"die", "dat", "who", "which", "that", "wie", "waar"}:
            return None
        at -= 1
    return None


def _quote_just_ended(layout: Layout, clause: CueClause, start: int) -> Content | None:
    """A quotation that closes right before a sentence that starts with the cue."""
    if start == 0 or min(clause.cue) != start and layout.words[start] != "zo":
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
    start = next((i for i in range(clause.last + 1, end) if layout.words[i] in {",", "–", "—"} or layout.quoted[i] >= 0), end)
    if start >= end - 1:
        return []
    if layout.quoted[start] >= 0 or (start + 1 < end and layout.quoted[start + 1] >= 0):
        return list(range(start, end))
    if layout.words[start + 1] in {"die", "who", "which", "dat", "waar", "whose", "wie", "en", "and", "maar", "but"}:
        return []
    hosts = {clause.verb, clause.top, *clause.cue}
    if clause.subject:
        hosts.update(range(clause.subject.first, clause.subject.end))
    outside = [i for i in range(start + 1, end) if layout.tokens[i].upos != "PUNCT" and not _hangs_on(tree.path(i), hosts, clause)]
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


def object_of(layout: Layout, clause: CueClause) -> Content | None:
    """The object of the cue with all that hangs on it: 'bevestigt de dood van X', 'do not expect it to …'."""
    tree = layout.tree(clause.verb)
    target = tree.child(clause.verb, "obj")
    if target < 0:
        return None
    indices = tree.subtree(target)
    if layout.tokens[target].upos == "PRON":
        open_clause = tree.child(clause.verb, "xcomp", "ccomp")
        if open_clause < target:
            return None
        indices = [*indices, *tree.subtree(open_clause)]
    indices = [i for i in indices if (i > clause.verb or target < clause.verb) and i not in clause.cue]
    if clause.subject:
        indices = [i for i in indices if not clause.subject.first <= i < clause.subject.end]
    if not indices:
        return None
    return Content(layout.spans(range(indices[0], indices[-1] + 1)), "object") if indices else None


def predicate_behind(layout: Layout, clause: CueClause, preposition: str | None) -> Content | None:
    """What something is called: from behind verb and speaker to the end of the clause ('noemt het plan onhaalbaar')."""
    sentence = layout.sentence(clause.verb)
    start = clause.last + 1 if clause.last - clause.verb < 15 else clause.verb + 1
    end = start
    while end < sentence.end_token and layout.words[end] not in {";", ":", ".", "?", "!"}:
        if layout.words[end] == "," and end + 1 < sentence.end_token and layout.words[end + 1] in {"maar", "but", "en", "and", "terwijl", "while"}:
            break
        end += 1
    if preposition is not None:
        start = next((i for i in range(clause.verb + 1, end) if layout.words[i] == preposition), end) + 1
    run = layout.trimmed(start, end)
    if run is None or run[1] - run[0] < 1:
        return None
    return Content(layout.spans(range(*run)), "object")
