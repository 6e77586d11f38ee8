"""Which of the rules' drafts stand, where two are of one cue or of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.spans import Span

_RANK = {"turn": 6, "words": 5, "refusal": 4, "place": 4, "verb": 3, "phrase": 3, "noun": 2, "hearsay": 1, "model": 0}


def best_of(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that a better one makes superfluous, in order of the text.

    Two drafts of one cue: the higher rule wins ('staat … te lezen' is a place before it is a verb). Hearsay gives way
    to a named source of the same words.
    """
    ordered = sorted(drafts, key=lambda draft: (-_rank(draft), -draft.confidence, draft.cue))
    kept: list[Draft] = []
    by_sentence: dict[int, list[Draft]] = {}
    for draft in ordered:
        beside = by_sentence.setdefault(draft.i_sentence, [])
        if not any(_displaces(one, draft) for one in beside):
            beside.append(draft)
            kept.append(draft)
    kept.sort(key=lambda draft: (draft.i_sentence, draft.cue))
    return kept


def _rank(draft: Draft) -> int:
    return _RANK[draft.why.partition(":")[0]]


def _displaces(one: Draft, other: Draft) -> bool:
    if set(one.cue) & set(other.cue):
        return True
    if other.hearsay and one.source is not None and _takes_in_teller(one, other):
        return True
    if other.hearsay:
        return covers(one.content, other.content) and (not one.hearsay or one.why == other.why)
    if one.silent and not other.silent:
        return bool(one.source and other.source and one.source.head == other.source.head)
    return False


def _takes_in_teller(one: Draft, hearsay: Draft) -> bool:
    """Whether hearsay takes in who tells it, in whose words it stands: 'The man said it was reported'."""
    told = any(span.start <= one.source.words.start < span.end for span in hearsay.content) if one.source else False
    return told and one.cue[-1] < hearsay.cue[0] and one.why.endswith(":clause")


def covers(content: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether one content holds at least half of another's code points."""
    shared = sum(one.shared(two) for one in content for two in other)
    return 2 * shared > sum(len(span) for span in other)
