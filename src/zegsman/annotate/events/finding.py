"""Finds the events of each statement."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from zegsman.annotate.events.participants import NameAt, find_participants
from zegsman.annotate.events.types import EventType, is_light, type_of
from zegsman.annotate.verb_forms import LANGUAGES
from zegsman.record.annotation import Event

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from zegsman.annotate.stated import Parsed, Stated
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Name, TimeExpression

_UNTYPED = EventType("", None)


def find_events(
    parsed: Parsed,
    stated: Sequence[Stated],
    names: Sequence[Name],
    times: Sequence[TimeExpression],
    candidates: Set[int] = frozenset(),
) -> tuple[tuple[Event, ...], list[tuple[int, ...]]]:
    """The events of a report in order of the text, and for each statement the indices of its own, main event first.

    The main event of a statement is its predicate, or the noun that a light verb carries; words of the lexicon and
    the encoder's candidates below it give the others. What words of saying tell is no event of the statement.

    Args:
        parsed: The report with its trees.
        stated: What it states.
        names: Its names.
        times: Its time expressions.
        candidates: Tokens that the encoder takes for triggers.
    """
    name_at = _names_by_token(parsed, names)
    drafts: list[tuple[int, Event, int]] = []
    for i_stated, one in enumerate(stated):
        for rank, (trigger, event_type) in enumerate(_triggers(parsed, one, candidates)):
            drafts.append((i_stated, _event(parsed, one, trigger, event_type, name_at, times), rank))
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i][1].span, drafts[i][0]))
    events_of: list[list[tuple[int, int]]] = [[] for _ in stated]
    for place, i in enumerate(order):
        i_stated, _, rank = drafts[i]
        events_of[i_stated].append((rank, place))
    return tuple(drafts[i][1] for i in order), [tuple(p for _, p in sorted(found)) for found in events_of]


def _names_by_token(parsed: Parsed, names: Sequence[Name]) -> NameAt:
    starts = [token.span.start for token in parsed.tokens]
    at: dict[int, int] = {}
    for i_name, name in enumerate(names):
        for i_token in range(bisect_left(starts, name.span.start), bisect_left(starts, name.span.end)):
            at[i_token] = i_name
    return NameAt(names, at)


def _language(parsed: Parsed, one: Stated) -> str:
    language = parsed.sentences[one.sentence].language
    return language if language in LANGUAGES else LANGUAGES[0]


def _triggers(parsed: Parsed, one: Stated, candidates: Set[int]) -> list[tuple[int, EventType]]:
    """The triggers of a statement with their types, the main one first."""
    piece, language = one.piece, _language(parsed, one)
    tree = piece.tree
    main = _main_trigger(tree, piece.heads, language, candidates)
    found: list[tuple[int, EventType]] = []
    if main >= 0:
        found.append((main, type_of(tree, main, language) or _UNTYPED))
    for i_token in piece.tokens:
        if i_token == main:
            continue
        event_type = type_of(tree, i_token, language)
        upos = tree.tokens[i_token].upos
        if tree.relation(i_token) in {"aux", "cop", "amod", "compound"} or upos == "PROPN":
            continue
        if event_type is not None and (upos == "NOUN" or not is_light(tree, i_token, language)):
            found.append((i_token, event_type))
        elif i_token in candidates:
            found.append((i_token, _UNTYPED))
    return found


def _main_trigger(tree: Tree, heads: Sequence[int], language: str, candidates: Set[int]) -> int:
    """The verb or noun that tells what mainly happens, -1 where nothing does ('is groot')."""
    for head in heads:
        if tree.tokens[head].upos in {"VERB", "AUX"} and is_light(tree, head, language):
            carried = [i for i in tree.below(head) if tree.relation(i) in {"obj", "obl", "nsubj"}]
            carried.sort(key=lambda i: ("obj", "obl", "nsubj").index(tree.relation(i)))
            for i_token in carried:
                if tree.tokens[i_token].upos == "NOUN" and type_of(tree, i_token, language):
                    return i_token
    typed = [head for head in heads if type_of(tree, head, language)]
    if typed:
        return typed[-1]
    verbs = [head for head in heads if tree.tokens[head].upos == "VERB"]
    if verbs:
        return verbs[-1]
    return heads[0] if heads and (heads[0] in candidates or tree.tokens[heads[0]].upos == "VERB") else -1


def _event(
    parsed: Parsed,
    one: Stated,
    trigger: int,
    event_type: EventType,
    names: NameAt,
    times: Sequence[TimeExpression],
) -> Event:
    piece = one.piece
    tree, clauses = piece.tree, parsed.clauses[one.sentence]
    owner = _clause_of(tree, trigger, one, parsed)
    clause = clauses[owner] if owner >= 0 else None
    governor = _governor(tree, trigger, _language(parsed, one))
    passive = clause is not None and clause.verbs.passive and governor in {clause.head, trigger}
    subject = clause.subject if clause is not None and governor >= 0 else -1
    participants = find_participants(
        tree, trigger, names, event_type=event_type.type, governor=governor, passive=passive, subject=subject
    )
    dating = [i for i in one.times if times[i].type in {"DATE", "TIME"}]
    return Event(
        span=tree.tokens[trigger].span,
        type=event_type.type,
        mode=event_type.mode,
        certainty=one.certainty,
        polarity=one.polarity,
        time_status=one.time_status,
        participants=participants,
        time=dating[0] if dating else -1,
    )


def _governor(tree: Tree, trigger: int, language: str) -> int:
    """The verb that gives a trigger its arguments: itself, the verb that carries a noun, or none."""
    if tree.tokens[trigger].upos in {"VERB", "AUX"}:
        return trigger
    above = tree.head(trigger)
    carried = above >= 0 and tree.tokens[above].upos in {"VERB", "AUX"} and tree.relation(trigger) in {"obj", "obl"}
    return above if carried and is_light(tree, above, language) else -1


def _clause_of(tree: Tree, i_token: int, one: Stated, parsed: Parsed) -> int:
    """Index of the clause that a token belongs to."""
    clauses = parsed.clauses[one.sentence]
    for i_clause, clause in enumerate(clauses):
        if i_token in clause.tokens:
            return i_clause
    return -1
