"""Chains: who has a statement from whom, nearest voice first, origin last (GUIDE: chain)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.phrases import is_own_outlet, phrase_at
from zegsman.annotate.source_nouns import FIRST_PERSON, Sort, plain_name, sort_of_noun
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.record.annotation import SourceMention
from zegsman.record.spans import hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.annotate.drafts import Draft
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.references import Antecedents
    from zegsman.record.spans import Span

Chain = tuple[SourceMention, ...]
_DEFINITE = function_words("definite_articles", "demonstratives")
_INDEFINITE = function_words("indefinite_articles")


def find_chains(
    layout: Layout, drafts: Sequence[Draft], antecedents: Antecedents, heard: Mapping[str, Chain] | None = None
) -> list[Chain]:
    """The chain of each draft: those around it first, then its own links; the report's own outlet never.

    `heard` gives the medium before unnamed people with whom it says it spoke, by their noun.

    A draft that stands inside what another says belongs to that other's words: 'X zei dat Y hem verteld had dat Z'
    gives [X, Y]. What somebody says in the first person inside
    another's quotation adds no link.
    """
    chains: dict[int, Chain] = {}
    near = _by_sentence(drafts)
    holders = {i: _holder(layout, drafts, i, near) for i in range(len(drafts))}
    media = dict(heard or {})
    for i in sorted(holders, key=lambda i: (_depth(holders, i), drafts[i].i_sentence, i)):
        draft = drafts[i]
        outer = chains.get(holders[i], ()) if holders[i] >= 0 else ()
        own = _links(layout, draft, antecedents)
        kept = _medium_before(layout, draft, own, media) if not outer and len(own) == 1 else ()
        chains[i] = _joined(outer, (*kept, *own))
        media.update(_passed_on(layout, chains[i]))
    return [chains[i] for i in range(len(drafts))]


def _size(draft: Draft) -> int:
    return sum(len(span) for span in draft.content)


def _depth(holders: dict[int, int], i: int) -> int:
    depth, at = 0, holders[i]
    while at >= 0 and depth < len(holders):
        depth, at = depth + 1, holders[at]
    return depth


def _by_sentence(drafts: Sequence[Draft]) -> dict[int, list[int]]:
    result: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        result.setdefault(draft.i_sentence, []).append(i)
    return result


_REACH = 8
"""Sentences over which the content of one cue can hold another: long quotations are rare, and this bounds the work."""


_NEAR = 2
"""Sentences behind a source heard through a medium in which 'volgens hem' is still heard through it."""


def _holder(layout: Layout, drafts: Sequence[Draft], i: int, near: dict[int, list[int]]) -> int:
    """The smallest other draft whose content holds the cue and the words of this one, -1 for none."""
    draft = drafts[i]
    if not draft.cue or not draft.content:
        return -1
    place = draft.content[0] if draft.carried else layout.tokens[draft.cue[0]].span
    best, best_size = -1, 0
    for i_sentence in range(draft.i_sentence - _REACH, draft.i_sentence + _REACH + 1):
        for k in near.get(i_sentence, ()):
            if k != i and _holds(drafts[k], draft, place) and (best < 0 or _size(drafts[k]) < best_size):
                best, best_size = k, _size(drafts[k])
    return best


def _holds(other: Draft, draft: Draft, place: Span) -> bool:
    if other.source is None or other.silent or not other.content or _size(other) <= _size(draft):
        return False
    if set(other.cue) & set(draft.cue):
        return False
    return any(span.contains(place) and (draft.carried or _shares(span, draft.content)) for span in other.content)


def _shares(span: Span, content: Sequence[Span]) -> bool:
    whole = hull(content)
    return 2 * span.shared(whole) > len(whole)


def _links(layout: Layout, draft: Draft, antecedents: Antecedents) -> Chain:
    """The draft's own links: media that pass it on, the source, and whom it has it from."""
    if draft.source is None or layout.words[draft.source.head] in FIRST_PERSON:
        return ()
    links: list[SourceMention] = []
    for phrase in (*draft.via, draft.source, *draft.grounds):
        if is_outlet(layout, phrase, antecedents):
            continue
        links.append(mention_of(layout, phrase, antecedents))
    return _joined((), tuple(links))


def is_outlet(layout: Layout, phrase: Phrase, antecedents: Antecedents) -> bool:
    """Whether a phrase is the report's own outlet, or stands for it ('de krant')."""
    if phrase.sort is Sort.PERSON and not phrase.named:
        return False
    if is_own_outlet(layout, phrase):
        return True
    meant = antecedents.of(phrase)
    return meant is not None and meant.sort is not Sort.PERSON and is_own_outlet(layout, meant)


def mention_of(layout: Layout, phrase: Phrase, antecedents: Antecedents) -> SourceMention:
    """A link as it is written in a chain: the words of what the phrase stands for."""
    whole = _part_of(layout, phrase)
    if whole is not None:
        stands_for = antecedents.of(whole) or whole
        if antecedents.of(stands_for) is not None:
            stands_for = antecedents.of(stands_for) or stands_for
        return SourceMention(phrase.words.of(layout.text), phrase.words, stands_for.words)
    meant = antecedents.of(phrase)
    if meant is None or meant.words == phrase.words:
        return SourceMention(phrase.words.of(layout.text), phrase.words)
    return SourceMention(meant.words.of(layout.text), phrase.words, meant.words)


_SOME = function_words("some")
_OF = function_words("of")


def _part_of(layout: Layout, phrase: Phrase) -> Phrase | None:
    """The people of whom some are the source: 'een van de ambtenaren', 'two of them'; they stay named as written."""
    tokens = layout.tokens_in(phrase.words)
    if phrase.named or len(tokens) < _LEAST_PART:
        return None
    counted = layout.tokens[tokens[0]].upos == "NUM" or layout.words[tokens[0]] in _SOME
    if not counted or layout.words[tokens[1]] not in _OF:
        return None
    head = next((i for i in tokens[2:] if layout.tokens[i].upos in {"NOUN", "PRON", "PROPN"}), -1)
    return phrase_at(layout, head) if head >= 0 else None


_LEAST_PART = 3
"""Tokens of the shortest such phrase: 'een van hen'."""


def _joined(chain: Chain, links: Chain) -> Chain:
    """A chain with further links, none twice."""
    result = list(chain)
    for link in links:
        if not any(_same(link, other) for other in result):
            result.append(link)
    return tuple(result)


def _same(one: SourceMention, other: SourceMention) -> bool:
    if one.named_at == other.named_at or one.span == other.span:
        return True
    first, second = plain_name(one.text), plain_name(other.text)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return short[:1] != "" and _is_name(one.text) and _is_name(other.text) and long.endswith(f" {short}")


def _is_name(text: str) -> bool:
    first, *_ = text.split()
    return first[:1].isupper() and text.rsplit(maxsplit=1)[-1][:1].isupper() and first.lower() not in _INDEFINITE


def _passed_on(layout: Layout, chain: Chain) -> dict[str, Chain]:
    """Unnamed sources and documents behind a medium: later short mentions of them keep the medium before them."""
    behind = range(1, len(chain))
    spans = {str(chain[k].named_at): chain[:k] for k in behind}
    nouns = {_noun_of(layout, chain[k].named_at): chain[:k] for k in behind if not _is_name(chain[k].text)}
    return spans | {noun: before for noun, before in nouns.items() if _sort(layout, noun, chain) in _PASSED_ON}


_PASSED_ON = frozenset({Sort.GROUP, Sort.DOCUMENT, Sort.PERSON, Sort.OTHER})
"""What a medium alone has: unnamed people and papers. A body answers for itself, whoever quoted it before."""


def _sort(layout: Layout, noun: str, chain: Chain) -> Sort:
    return sort_of_noun(noun, layout.language(layout.token_at(chain[0].span.start)))


def _noun_of(layout: Layout, span: Span) -> str:
    tokens = list(layout.tokens_in(span))
    return next(
        (layout.words[i] for i in tokens if layout.tokens[i].upos == "NOUN"), layout.words[tokens[-1]] if tokens else ""
    )


def _medium_before(layout: Layout, draft: Draft, own: Chain, media: dict[str, Chain]) -> Chain:
    """The medium that reported the same 'functionarissen' or 'mails' earlier in the text (GUIDE: hard cases)."""
    assert draft.source is not None
    first = layout.token_at(draft.source.words.start)
    if draft.source.sort is Sort.PRONOUN:
        meant = own[0].named_at
        near = layout.sentence_of[layout.token_at(meant.start)] >= layout.sentence_of[first] - _NEAR
        return media.get(str(meant), ()) if near else ()
    if draft.source.named or layout.words[first] not in _DEFINITE:
        return ()
    noun = layout.words[draft.source.head]
    return media.get(noun) or next(
        (chain for word, chain in media.items() if word.endswith(noun) and len(noun) > 4), ()
    )
