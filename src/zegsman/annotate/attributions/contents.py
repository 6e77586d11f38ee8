"""What is said: the clause, quotation, colon or surrounding words that belong to a cue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.annotate.attributions.links import behind_aside, opens_ground
from zegsman.annotate.cues import cues_of
from zegsman.annotate.source_nouns import times
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.report import BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.drafts import Draft
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.quotes import Quote
    from zegsman.annotate.source_phrase import Phrase


_MARKS = function_words("complementisers", "whether", "if_for_whether", "question_words", "as_if")
_COMPLEMENTISERS = function_words("complementisers")
_WHETHER = function_words("whether")
_OPENERS = _COMPLEMENTISERS | _WHETHER
_TO = function_words("infinitive_markers")
_INFINITIVE = _TO | function_words("infinitive_openers")
_NOT = function_words("not", "never")
_JOINTS = function_words("and", "but", "whereas")
_GROUNDS = gather_words("cues", "citing")
_PLURAL = tuple(gather_words("source_nouns", "sure_plural_endings"))
_PRESENT_PARTICIPLE = tuple(gather_words("verbs", "present_participle_endings"))


_ADVERBIAL = function_words("adverbial")
"""Conjunctions whose clause is never what somebody says, whatever the tree makes of it."""


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
    return found.spans[0].start == start and 5 * len(found.spans[0]) >= len(by_order.spans[0])


def _child_clause(layout: Layout, clause: CueClause, host: int, child: int) -> Content | None:
    tree = layout.tree(child)
    relation = tree.relation(child)
    if relation not in {"ccomp", "csubj", "xcomp", "advcl", "obl", "obj", "acl"} or child in clause.cue:
        return None
    indices = tree.subtree(child, lambda i: i == clause.verb or i == clause.top)
    mark = layout.words[indices[0]] if indices else ""
    if _ADVERBIAL & {layout.words[i] for i in indices[:2]}:
        return None
    behind = indices[0] > min(clause.verb, clause.first)
    if relation in {"ccomp", "csubj"} and behind and child > clause.verb:
        indices = _with_torn_parts(layout, clause, child, indices)
        return _clause(layout, _with_not(layout, clause, indices), "clause")
    if _opens_relative(layout, clause, indices[0]):
        return None
    if relation in {"advcl", "acl", "obl", "obj"} and mark in _COMPLEMENTISERS and behind:
        return _clause(layout, [i for i in indices if i > clause.verb], "clause")
    if relation == "xcomp" and behind and tree.child(child, "mark") >= 0 and host != child:
        marks = {layout.words[i] for i in tree.below(child) if tree.relation(i) == "mark"}
        taken = layout.words[clause.verb] in cues_of(layout.language(clause.verb)).infinitives
        if marks & _INFINITIVE and child > clause.verb and child != clause.top:
            return None if not taken else _clause(layout, _with_not(layout, clause, indices), "infinitive")
        if marks & _OPENERS:
            return _clause(layout, indices, "clause")
    return None


def _opens_relative(layout: Layout, clause: CueClause, i_token: int) -> bool:
    """Whether a Dutch 'dat' tells more of the speaker just named: 'Er komt geld, meldt dagblad X, dat … citeert'.

    What is said stands before the cue then, which a comma parts from it.
    """
    commas = layout.words[i_token - 1] == "," and layout.words[min(clause.verb, clause.first) - 1] == ","
    is_dutch = layout.language(i_token) == "nl" and layout.words[i_token] in _COMPLEMENTISERS
    before = layout.sentence(i_token).first_token < min(clause.verb, clause.first) - 2
    return commas and is_dutch and before and clause.last < i_token <= clause.last + 2


def _with_not(layout: Layout, clause: CueClause, indices: list[int]) -> list[int]:
    """The tokens of an infinitive behind its cue, with the 'niet' right before it: 'zegt niet te weten waarom'.

    In Dutch whatever denies between the cue and the infinitive belongs to it: 'zegt niets van de fraude te weten'.
    """
    behind = [i for i in indices if i > clause.verb]
    before = behind[0] - 1 if behind else -1
    denied = before > clause.verb and layout.words[before] in _NOT
    if denied and layout.words[behind[0]] in _TO:
        return [before, *behind]
    if behind and layout.language(clause.verb) == "nl" and _is_to_infinitive(layout, behind):
        between = range(clause.last + 1, behind[0])
        if 0 < len(between) <= _MOST_BETWEEN and layout.words[between[0]] in _NONE:
            return [*between, *behind]
    return behind


_NONE = function_words("none", "nothing", "not", "never")
_MOST_BETWEEN = 4


def _is_to_infinitive(layout: Layout, indices: Sequence[int]) -> bool:
    """Whether words hold a 'te' and, before it, no mark that would end the clause."""
    at = next((i for i in indices if layout.words[i] in _TO), -1)
    return at >= 0 and all(layout.tokens[i].upos != "PUNCT" for i in range(indices[0], at))


def infinitive_by_order(layout: Layout, clause: CueClause) -> Content | None:
    """A Dutch infinitive right behind its cue whatever the tree makes of it: 'laat weten niet op X te reageren'.

    Only where what stands between the cue and 'te' opens with a word that denies: what is wanted is told otherwise.
    """
    if layout.language(clause.verb) != "nl":
        return None
    start = max(clause.last, *clause.cue) + 1
    end = layout.sentence(clause.verb).end_token
    if start >= end or layout.words[start] not in _NONE:
        return None
    stop = next((i for i in range(start, end) if layout.tokens[i].upos == "PUNCT"), end)
    to = next((i for i in range(start, stop) if layout.words[i] in _TO), -1)
    finite = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(start, max(start, to)))
    if to < 0 or to + 1 >= stop or finite or layout.tokens[to + 1].upos not in {"VERB", "AUX"}:
        return None
    return Content(layout.spans(range(start, stop)), "infinitive")


def _with_torn_parts(layout: Layout, clause: CueClause, child: int, indices: list[int]) -> list[int]:
    """An English clause without subject takes what stands beside it and hangs, as it does, on the verb of saying.

    In 'do not believe the fire was set on purpose' a tree can hang 'the fire' and 'on purpose' on the verb.
    """
    tree = layout.tree(child)
    if layout.language(child) != "en" or tree.child(child, "nsubj") >= 0 or tree.child(child, "mark") >= 0:
        return indices
    parts = [tree.subtree(i) for i in tree.below(clause.verb) if i > clause.verb and tree.relation(i) in _TORN]
    beside = {*indices}
    for part in sorted(parts):
        if part[0] <= max(beside) + 1 and min(beside) <= part[-1] + 1:
            beside.update(part)
    return sorted(beside)


_TORN = frozenset({"obj", "ccomp", "obl", "advmod"})


def _clause(layout: Layout, indices: list[int], manner: str) -> Content | None:
    """The words from the first to the last token of a subtree, up to a mark that parts it from what follows."""
    if not indices:
        return None
    first, end = indices[0], indices[-1] + 1
    sentence_end = layout.sentence(first).end_token
    if layout.words[first] in _OPENERS and layout.language(first) == "nl":
        end = _to_next_mark(layout, end, sentence_end)
    if _only_closes(layout, end, sentence_end):
        end = sentence_end
    while end > first + 1 and layout.words[end - 1] in {".", ",", ";", ":", "–", "-"}:
        end -= 1
    spans = layout.spans(range(first, end))
    return Content(spans, manner) if spans else None


def _to_next_mark(layout: Layout, start: int, end: int) -> int:
    """Where a clause that the tree ends at `start` can end at the earliest: at punctuation or a conjunction."""
    for i in range(start, end):
        if layout.tokens[i].upos in {"PUNCT", "CCONJ"}:
            return i
    return end


def _only_closes(layout: Layout, start: int, end: int) -> bool:
    return all(layout.tokens[i].upos == "PUNCT" for i in range(start, end))


def _clause_by_order(layout: Layout, clause: CueClause) -> Content | None:
    """A 'dat' or 'that' behind the cue, where the tree does not tie it to the cue."""
    sentence = layout.sentence(clause.verb)
    start = clause.last + 1 if clause.last - clause.verb < 15 else clause.verb + 1
    start = _behind_grounds(layout, start, sentence.end_token)
    for i in range(start, min(sentence.end_token, start + 25)):
        word, upos = layout.words[i], layout.tokens[i].upos
        if word in {";", ":", "."}:
            return None
        opens = word in _COMPLEMENTISERS or (word in _WHETHER and _is_asked(layout, clause, i))
        if opens and _opens_clause(layout, i, sentence.end_token):
            if not _belongs(layout, clause, i) or _opens_relative(layout, clause, i):
                return None
            return _clause(layout, list(range(i, sentence.end_token)), "clause")
        if upos in {"VERB", "AUX"} and i not in clause.cue and layout.words[i - 1] not in _TO:
            return None
    return None


def _is_asked(layout: Layout, clause: CueClause, i_token: int) -> bool:
    """Whether 'of' opens what is asked: behind a verb of asking, and tied to no noun as its alternative."""
    asks = cues_of(layout.language(clause.verb)).verbs.get(layout.words[clause.verb]) == "ask"
    return (
        asks
        and (i_token + 1 < len(layout.words))
        and layout.tokens[i_token + 1].upos in {"PRON", "DET", "PROPN", "NOUN"}
    )


def _behind_grounds(layout: Layout, start: int, end: int) -> int:
    """Where what follows a cue goes on behind whom it has it from: 'reported, citing a memo, that …'."""
    if layout.words[start : start + 1] != [","] or not set(layout.words[start + 1 : start + 2]) & _GROUNDS:
        return start
    return behind_aside(layout, start, end)


def _belongs(layout: Layout, clause: CueClause, that: int) -> bool:
    """Whether a 'dat' can be the cue's: it stands right behind, or is a conjunction that hangs on no other noun.

    Whom the speaker has it from may stand between, also behind a day: 'meldde woensdag op gezag van X dat …'.
    """
    if that - clause.last <= 2 or _GROUNDS.intersection(layout.words[clause.last + 2 : clause.last + 3]):
        return True
    behind = next(i for i in range(clause.last + 1, that + 1) if layout.words[i] not in times())
    if opens_ground(layout, behind):
        return True
    tree = layout.tree(that)
    above = tree.head(that)
    over = tree.head(above) if above >= 0 else -1
    plural = layout.words[that - 1].endswith(_PLURAL)
    if layout.tokens[that].upos != "SCONJ" and layout.tokens[above].deprel == "acl:relcl" and not plural:
        return False
    told = over >= 0 and layout.tokens[above].deprel.startswith("acl")
    noun = told and tree.relation(over) == "obj" and tree.head(over) in {clause.verb, clause.top}
    return not noun or layout.words[over] in cues_of(layout.language(that)).nouns


def _opens_clause(layout: Layout, i_token: int, end: int) -> bool:
    """Whether 'dat' opens a clause: no verb or mark right behind, and a verb later on."""
    if i_token + 2 >= end or layout.tokens[i_token + 1].upos == "AUX":
        return False
    if layout.tokens[i_token + 1].upos == "PUNCT" and layout.quoted[i_token + 1] < 0:
        return False
    if layout.tokens[i_token + 1].upos == "VERB" and layout.tokens[i_token].upos != "SCONJ":
        return False
    colon = next((i for i in range(i_token + 1, min(i_token + 3, end)) if layout.words[i] in {":", ","}), -1)
    return colon < 0 and any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(i_token + 2, end))


def colon_behind(layout: Layout, clause: CueClause) -> Content | None:
    """What follows a colon behind the cue, a quotation to its end even over sentences."""
    sentence = layout.sentence(clause.verb)
    for i in range(clause.verb + 1, sentence.end_token):
        if layout.words[i] == ";":
            return None
        if (
            layout.tokens[i].upos in {"VERB", "AUX"}
            and i > clause.last
            and not layout.words[i].endswith(_PRESENT_PARTICIPLE)
        ):
            return None
        if layout.words[i] == ":" and not _between_digits(layout, i):
            if i <= clause.last:
                continue
            return _quoted_or_rest(layout, i + 1, sentence.end_token) or _paragraph_behind(layout, i)
    return None


def _paragraph_behind(layout: Layout, colon: int) -> Content | None:
    """The paragraph without marks behind one that ends in a colon: 'The mayor added:', and then what she added.

    Quotations there are found by their marks.
    """
    behind = layout.sentence_of[colon] + 1
    if colon + 1 < layout.sentence(colon).end_token or behind >= len(layout.sentences):
        return None
    first, block = layout.sentences[behind].first_token, layout.sentences[behind].block
    if block in {-1, layout.sentence(colon).block} or layout.report.blocks[block].kind is not BlockKind.PARAGRAPH:
        return None
    last = behind
    while last + 1 < len(layout.sentences) and layout.sentences[last + 1].block == block:
        last += 1
    if any(layout.quoted[i] >= 0 for i in (first, layout.sentences[last].end_token - 1)):
        return None
    return Content((Span(layout.tokens[first].span.start, layout.sentences[last].span.end),), "colon")


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
    inner = _quote_inside(layout, clause)
    if inner is not None:
        return Content((inner.span,), "quote")
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


def _quote_inside(layout: Layout, clause: CueClause) -> Quote | None:
    """The quotation right behind cue and speaker within the one around them: '“He said ‘Fire!’,” she said'."""
    if layout.quoted[clause.verb] < 0:
        return None
    start = clause.last + 1
    while start < len(layout.words) - 1 and layout.words[start] in {":", ","}:
        start += 1
    at = layout.tokens[start].span
    return next((one for one in layout.quotes if one.level and one.closed and one.span.contains(at)), None)


def within_inner_quotes(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts whose content opens with a quotation inside another up to the end of it: what follows is the outer's.

    '“He told me ‘the bridge is shut’ and left,” the driver said': he said no more than that the bridge is shut.
    """
    return [replace(draft, content=_up_to_inner(layout, draft)) for draft in drafts]


def _up_to_inner(layout: Layout, draft: Draft) -> tuple[Span, ...]:
    first = draft.content[0] if draft.content else None
    inner = [one for one in layout.quotes if one.level and one.closed and first and one.span.start == first.start]
    cue = layout.tokens[draft.cue[0]].span
    if not inner or inner[-1].span.contains(cue) or layout.quoted[draft.cue[0]] < 0:
        return draft.content
    return (inner[-1].span,)


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
    if preposition is None and clause.cue[-1] == start - 1 > clause.verb:
        own = range(clause.subject.first, clause.subject.end) if clause.subject else range(0)
        # What is valued stands before the last word of the cue: 'schat [de schade op een ton]'.
        free = next((i for i in range(clause.verb + 1, start) if i not in own and i not in clause.cue), start)
        start = start if layout.tokens[free].upos == "PRON" else free
    end = start
    while end < sentence.end_token and layout.words[end] not in {";", ":", ".", "?", "!"}:
        if layout.words[end] == "," and end + 1 < sentence.end_token and layout.words[end + 1] in _JOINTS:
            break
        end += 1
    if preposition is not None:
        start = next((i for i in range(clause.verb + 1, end) if layout.words[i] == preposition), end) + 1
    run = layout.trimmed(start, end)
    if run is None or run[1] - run[0] < 1:
        return None
    return Content(layout.spans(range(*run)), "object")
