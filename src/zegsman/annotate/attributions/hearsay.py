"""What is attributed to nobody: 'naar verluidt', 'it is said', rumours, and the bare reportative 'zou'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.cues import Hearsay, hearsay_of
from zegsman.annotate.drafts import Draft
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout

_THAT = function_words("complementisers")
_OPENS_CONTENT = _THAT | function_words("as")
_BY = function_words("by")
_INFINITIVE_OPENERS = function_words("infinitive_openers")
_PERFECT = function_words("have", "be", language="nl")

_SUBORDINATE = ("acl", "advcl", "ccomp")


def find_hearsay(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The hearsay of a sentence by marker, opener, or reportative auxiliary: at most one of a kind and clause."""
    sentence = layout.sentences[i_sentence]
    if sentence.first_token >= sentence.end_token:
        return
    lists = hearsay_of(layout.language(sentence.first_token))
    found = False
    for draft in (*_by_marker(layout, i_sentence, lists), *_by_opener(layout, i_sentence, lists)):
        found = True
        yield draft
    if not found and lists.reportative:
        yield from _by_auxiliary(layout, i_sentence, lists)


def _by_marker(layout: Layout, i_sentence: int, lists: Hearsay) -> Iterator[Draft]:
    sentence = layout.sentences[i_sentence]
    for i in range(sentence.first_token, sentence.end_token):
        for words in lists.markers.get(layout.words[i], ()):
            if tuple(layout.words[i : i + len(words)]) == words:
                taken = range(i, i + len(words))
                that = taken.stop < sentence.end_token and layout.words[taken.stop] in _THAT
                behind = range(taken.stop, sentence.end_token)
                content = layout.spans(behind if that else _clause(layout, i, taken))
                if content:
                    yield Draft(None, tuple(taken), content, i_sentence, "hearsay:marker", hearsay=True)
                return


def _by_opener(layout: Layout, i_sentence: int, lists: Hearsay) -> Iterator[Draft]:
    sentence = layout.sentences[i_sentence]
    text = sentence.span.of(layout.text).lower()
    match = lists.openers.search(text)
    if match is None:
        return
    start = sentence.span.start
    cue = [
        i
        for i in range(sentence.first_token, sentence.end_token)
        if match.start() <= layout.tokens[i].span.start - start < match.end()
    ]
    if not cue or _has_agent(layout, cue) or _is_withheld(layout, cue):
        return
    that = next(
        (
            i
            for i in range(cue[0], min(sentence.end_token, cue[-1] + 8))
            if layout.words[i] in _OPENS_CONTENT and i > cue[0]
        ),
        -1,
    )
    after = range(that, sentence.end_token) if that >= 0 else range(sentence.first_token, sentence.end_token)
    content = layout.spans([i for i in after if i != sentence.end_token - 1 or layout.tokens[i].upos != "PUNCT"])
    if content and (that >= 0 or len(after) > len(cue) + 2):
        yield Draft(None, tuple(cue), content, i_sentence, "hearsay:opener", hearsay=True, confidence=0.9)


def _has_agent(layout: Layout, cue: list[int]) -> bool:
    sentence = layout.sentence(cue[0])
    return any(layout.words[i] in _BY for i in range(cue[0], min(sentence.end_token, cue[-1] + 4)))


_NOT = function_words("not", "never", "none", "nothing")


def _is_withheld(layout: Layout, cue: list[int]) -> bool:
    """Whether nothing is said: 'er kan nog niets worden gezegd over', 'it is not known'."""
    first = layout.sentence(cue[0]).first_token
    return any(layout.words[i] in _NOT for i in range(max(first, cue[0] - 2), cue[-1] + 1))


def _clause(layout: Layout, i_token: int, taken: range) -> list[int]:
    """The clause around a marker: the relative or subordinate one that it stands in, else the sentence."""
    tree = layout.tree(i_token)
    sentence = layout.sentence(i_token)
    at = i_token
    for _ in range(10):
        above = tree.head(at)
        if at not in taken and layout.tokens[at].deprel.startswith(_SUBORDINATE):
            below = [i for i in tree.subtree(at) if i not in taken]
            if below and min(below) <= i_token + len(taken) and len(below) > 2 and max(below) >= i_token:
                return (
                    list(range(min(below), max(below) + 1))
                    if min(below) > i_token
                    else [i for i in range(min(below), max(below) + 1) if i not in taken]
                )
        if above < 0:
            break
        at = above
    start = sentence.first_token
    comma = next((i for i in range(i_token - 1, start, -1) if layout.words[i] == ","), -1)
    if (
        i_token - 1 == comma
        and i_token > sentence.first_token + 2
        and layout.words[min(i_token + len(taken), sentence.end_token - 1)] in _INFINITIVE_OPENERS
    ):
        start = i_token
    return [i for i in range(start, sentence.end_token) if i not in taken]


def is_reportative(layout: Layout, i_token: int, lists: Hearsay) -> bool:
    """Whether 'zou' tells what others say, rather than a condition, a wish, or what was still to come."""
    sentence = layout.sentence(i_token)
    words = layout.words[sentence.first_token : sentence.end_token]
    if words[-1] == "?" or layout.words[i_token] not in lists.reportative or i_token == sentence.first_token:
        return False
    near = set(layout.words[i_token + 1 : min(sentence.end_token, i_token + 25)])
    before = set(layout.words[sentence.first_token : i_token])
    if near & lists.wish or lists.conditional & (before | near):
        return False
    comma = layout.words.index(",", i_token) if "," in words[i_token - sentence.first_token :] else sentence.end_token
    clause = set(layout.words[i_token + 1 : min(comma, i_token + 25)])
    if (clause | before) & lists.later and not _tells_what_is_done(layout, i_token):
        return False
    subject_near = set(layout.words[max(sentence.first_token, i_token - 2) : i_token + 2])
    if subject_near & lists.person or near & lists.modal or near & lists.hypothetical:
        return False
    return not _future_in_past(layout, i_token, lists)


def _future_in_past(layout: Layout, i_token: int, lists: Hearsay) -> bool:
    """Whether the clause looks ahead from the past ('besloot dat hij zou gaan', 'waar de finale zou worden gespeeld').

    A clause that hangs on 'blijken' or a rumour, or tells what is done ('zou hebben gestolen'), does not.
    """
    tree = layout.tree(i_token)
    head = tree.head(i_token)
    verb = head if head >= 0 else i_token
    deprel, above = layout.tokens[verb].deprel, tree.head(verb)
    if above < 0 or _tells_what_is_done(layout, i_token):
        return False
    if deprel.startswith(("ccomp", "advcl", "csubj")):
        return layout.words[above] not in lists.governing_hearsay
    return deprel == "acl:relcl"


def _tells_what_is_done(layout: Layout, i_token: int) -> bool:
    """Whether 'hebben' or 'zijn' with a participle stands beside 'zou'."""
    end = min(layout.sentence(i_token).end_token, i_token + 20)
    near = range(max(layout.sentence(i_token).first_token, i_token - 2), end)
    return any(layout.words[i] in _PERFECT and layout.tree(i).relation(i) == "aux" for i in near)


def _by_auxiliary(layout: Layout, i_sentence: int, lists: Hearsay) -> Iterator[Draft]:
    sentence = layout.sentences[i_sentence]
    for i in range(sentence.first_token, sentence.end_token):
        if layout.words[i] not in lists.reportative or not is_reportative(layout, i, lists):
            continue
        content = layout.spans(_clause(layout, i, range(i, i)))
        if content:
            yield Draft(None, (i,), content, i_sentence, "hearsay:zou", hearsay=True, confidence=0.7)
