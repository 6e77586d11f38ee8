"""Finds the events of each statement."""

from __future__ import annotations

from bisect import bisect_left
from types import MappingProxyType
from typing import TYPE_CHECKING

from zegsman.annotate.events.participants import NameAt, find_participants
from zegsman.annotate.events.types import EventType, is_light, type_of
from zegsman.annotate.verb_forms import Tense
from zegsman.lexicon.tables import lists_for
from zegsman.record.annotation import Certainty, Event, Polarity, TimeStatus

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.stated import Parsed, Stated
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Name, Participant, TimeExpression
    from zegsman.record.spans import Span

_UNTYPED = EventType("", None)
_NO_CANDIDATES: Mapping[int, Span] = MappingProxyType({})


def find_events(
    parsed: Parsed,
    stated: Sequence[Stated],
    names: Sequence[Name],
    times: Sequence[TimeExpression],
    candidates: Mapping[int, Span] = _NO_CANDIDATES,
) -> tuple[tuple[Event, ...], list[tuple[int, ...]]]:
    """The events of a report in order of the text, and for each statement the indices of its own, main event first.

    The main event of a statement is its predicate, or the noun that a light verb carries; words of the lexicon and
    the encoder's candidates below it give the others. Candidates that no statement holds (words of saying) are events
    of the report, but of no statement.

    Args:
        parsed: The report with its trees.
        stated: What it states.
        names: Its names.
        times: Its time expressions.
        candidates: Tokens that the encoder takes for triggers, each with the span of the whole trigger.
    """
    name_at = _names_by_token(parsed, names)
    drafts: list[tuple[int, Event, int]] = []
    used: set[int] = set()
    for i_stated, one in enumerate(stated):
        for rank, (trigger, event_type) in enumerate(_triggers(parsed, one, candidates)):
            used.add(trigger)
            span = candidates.get(trigger, parsed.tokens[trigger].span)
            drafts.append((i_stated, _event(parsed, one, trigger, span, event_type, name_at, times), rank))
    drafts += [(-1, event, 0) for event in _unstated(parsed, candidates, used, name_at)]
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i][1].span, drafts[i][0]))
    events_of: list[list[tuple[int, int]]] = [[] for _ in stated]
    for place, i in enumerate(order):
        i_stated, _, rank = drafts[i]
        if i_stated >= 0:
            events_of[i_stated].append((rank, place))
    return tuple(drafts[i][1] for i in order), [tuple(p for _, p in sorted(found)) for found in events_of]


def _unstated(parsed: Parsed, candidates: Mapping[int, Span], used: set[int], names: NameAt) -> list[Event]:
    """The events that the encoder sees in words that state nothing by themselves."""
    found = []
    for i_sentence, sentence in enumerate(parsed.sentences):
        tree, clauses = parsed.trees[i_sentence], parsed.clauses[i_sentence]
        language = lists_for(sentence.language)
        for trigger in range(sentence.first_token, sentence.end_token):
            if trigger not in candidates or trigger in used:
                continue
            clause = next((clause for clause in clauses if trigger in clause.tokens), None)
            event_type = type_of(tree, trigger, language) or _UNTYPED
            found.append(
                Event(
                    span=candidates[trigger],
                    type=event_type.type,
                    mode=event_type.mode,
                    certainty=Certainty.CERTAIN,
                    polarity=Polarity.AFFIRMED,
                    time_status=_status_of(clause),
                    participants=_participants(tree, trigger, clause, names, event_type, language),
                )
            )
    return found


def _status_of(clause: Clause | None) -> TimeStatus:
    if clause is None or clause.verbs.tense is Tense.PAST or clause.verbs.perfect:
        return TimeStatus.PAST
    return TimeStatus.FUTURE if clause.verbs.future else TimeStatus.PRESENT


def _names_by_token(parsed: Parsed, names: Sequence[Name]) -> NameAt:
    starts = [token.span.start for token in parsed.tokens]
    at: dict[int, int] = {}
    for i_name, name in enumerate(names):
        for i_token in range(bisect_left(starts, name.span.start), bisect_left(starts, name.span.end)):
            at[i_token] = i_name
    return NameAt(names, at)


def _language(parsed: Parsed, one: Stated) -> str:
    return lists_for(parsed.sentences[one.sentence].language)


def _triggers(parsed: Parsed, one: Stated, candidates: Container[int]) -> list[tuple[int, EventType]]:
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


def _main_trigger(tree: Tree, heads: Sequence[int], language: str, candidates: Container[int]) -> int:
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
    span: Span,
    event_type: EventType,
    names: NameAt,
    times: Sequence[TimeExpression],
) -> Event:
    tree, language = one.piece.tree, _language(parsed, one)
    clause = next((clause for clause in parsed.clauses[one.sentence] if trigger in clause.tokens), None)
    dating = [i for i in one.times if times[i].type in {"DATE", "TIME"}]
    return Event(
        span=span,
        type=event_type.type,
        mode=event_type.mode,
        certainty=one.certainty,
        polarity=one.polarity,
        time_status=one.time_status,
        participants=_participants(tree, trigger, clause, names, event_type, language),
        time=dating[0] if dating else -1,
    )


def _participants(
    tree: Tree, trigger: int, clause: Clause | None, names: NameAt, event_type: EventType, language: str
) -> tuple[Participant, ...]:
    governor = _governor(tree, trigger, language)
    passive = clause is not None and clause.verbs.passive and governor in {clause.head, trigger}
    subject = clause.subject if clause is not None and governor >= 0 else -1
    return find_participants(
        tree, trigger, names, event_type=event_type.type, governor=governor, passive=passive, subject=subject
    )


def _governor(tree: Tree, trigger: int, language: str) -> int:
    """The verb that gives a trigger its arguments: itself, the verb that carries a noun, or none."""
    if tree.tokens[trigger].upos in {"VERB", "AUX"}:
        return trigger
    above = tree.head(trigger)
    carried = above >= 0 and tree.tokens[above].upos in {"VERB", "AUX"} and tree.relation(trigger) in {"obj", "obl"}
    return above if carried and is_light(tree, above, language) else -1
