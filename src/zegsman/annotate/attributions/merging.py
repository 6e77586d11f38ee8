"""Rules and model put together: which wins where they meet, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.annotate.attributions.choosing import covers
from zegsman.annotate.attributions.following import keeps_name_back
from zegsman.annotate.attributions.links import grounds_among, media_among, outside, readers_of
from zegsman.annotate.attributions.lookalikes import NOT_YET, is_conceded
from zegsman.annotate.attributions.subjects import gets_to_hear, is_time_word, is_told
from zegsman.annotate.attributions.surroundings import whole_quotes
from zegsman.annotate.cues import cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import is_amount, phrase_at, pronoun_at
from zegsman.annotate.source_nouns import FIRST_PERSON, Sort
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.spans import Span, hull, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.attribution_candidates import AttributionCandidate
    from zegsman.annotate.layout import Layout


_LONGEST_REASON = 60
"""Code points of words that tell no more than that a source keeps its name back: 'asked not to be named'."""
_RELATIVE = function_words("relative_pronouns")
_CITING = gather_words("cues", "citing")
_TELLING = gather_words("cues", "telling")
_OPENERS = function_words("complementisers", "whether")
_SURE = 0.85
_LISTED = 0.5
"""Scores from which a candidate counts: by itself, and with a cue that the list knows."""


def with_candidates(layout: Layout, drafts: list[Draft], candidates: Sequence[AttributionCandidate]) -> list[Draft]:
    """The rules' drafts and the model's candidates put together.

    In Dutch, which the model reads by transfer, the rules decide wherever they found the cue: they see word order and
    who is meant; the model adds the cues that they miss. In English, which it has learnt, it decides whether a listed
    verb is a cue at all and how far source and content reach; the rules keep who is meant and the chain, and stand
    without it for denials, refusals, hearsay, 'according to' and words in quotation marks.
    """
    if not candidates:
        return drafts
    by_cue: dict[int, AttributionCandidate] = {}
    for candidate in candidates:
        for i in candidate.cue_tokens:
            by_cue[i] = candidate
    result: list[Draft] = []
    plain: list[Draft] = []
    used: set[int] = set()
    for draft in drafts:
        match = next((by_cue[i] for i in draft.cue if i in by_cue), None)
        if match is not None:
            used.add(id(match))
        if layout.language(draft.cue[0]) != "en":
            result.append(draft)
        elif match is not None:
            result.append(_reconciled(layout, draft, match))
        elif _stands_by_itself(layout, draft):
            result.append(draft)
        elif draft.why == "verb:say:clause" and _is_told_plainly(layout, draft):
            plain.append(draft)
    result += [draft for draft in plain if any(_is_inside(draft, one) for one in result)]
    by_sentence: dict[int, list[Draft]] = {}
    for draft in result:
        by_sentence.setdefault(draft.i_sentence, []).append(draft)
    for candidate in candidates:
        if id(candidate) not in used:
            added = _from_candidate(layout, candidate)
            if added is not None and not _told_already(added, by_sentence.get(added.i_sentence, ())):
                result.append(added)
    kept = [draft for draft in result if not _only_cites(layout, draft, by_sentence.get(draft.i_sentence, ()))]
    return [_up_to_the_next(layout, draft, kept) for draft in kept]


_GOES_ON = function_words("and", "but", "or", "yet") | {","}
_TAKES_OVER = _GOES_ON | function_words("whereas")


def _up_to_the_next(layout: Layout, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """The draft without what its source says by a further cue: '… was wrong, but added that …', ', saying that …'."""
    if draft.source is None:
        return draft
    beside = [one for one in drafts if one.i_sentence == draft.i_sentence and one is not draft and one.source]
    if layout.language(draft.cue[0]) == "en":
        ends = [
            layout.tokens[one.cue[0] - 1].span.start
            for one in beside
            if one.cue[0] > draft.cue[-1] + 2
            and one.source is not None
            and one.source.words.overlaps(draft.source.words)
            and layout.words[one.cue[0] - 1] in _GOES_ON
        ]
    else:
        ends = []
    if draft.why.startswith("words:") and layout.sentence(draft.cue[0]).first_token == draft.cue[0]:
        ends += [end for one in beside if (end := _anothers(layout, one, draft)) >= 0]
    last = layout.sentence(draft.cue[0]).span.end
    cut = min((end for end in ends if any(span.start < end < span.end <= last for span in draft.content)), default=-1)
    if cut < 0:
        return draft
    content = tuple(
        Span(span.start, min(span.end, cut)) if span.start < cut < last else span
        for span in draft.content
        if not cut <= span.start < last
    )
    content = tuple(_bare(layout, span) for span in content)
    return replace(draft, content=content) if content else draft


def up_to_asides(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the words behind what somebody holds that tell who says so: 'A believes B, C said, while D'.

    Where each of two takes in the other's cue, the one that stands behind a comma is the outer one.
    """
    around = [draft for draft in drafts if draft.why.endswith(":around") and draft.source is not None]
    asides = [draft for draft in around if draft.source and draft.source.sort is not Sort.PRONOUN]
    result: list[Draft] = []
    for draft in drafts:
        cut = min((at for one in asides if (at := _aside_in(layout, one, draft)) >= 0), default=-1)
        content = tuple(Span(span.start, min(span.end, cut)) for span in draft.content if span.start < cut)
        result.append(replace(draft, content=tuple(_bare(layout, span) for span in content)) if content else draft)
    return result


def _aside_in(layout: Layout, aside: Draft, draft: Draft) -> int:
    """Where an aside begins within what a draft's cue before it takes as content, -1 where it does not."""
    if aside is draft or aside.i_sentence != draft.i_sentence or not draft.why.endswith(":clause") or not aside.source:
        return -1
    first = min(aside.cue[0], layout.token_at(aside.source.words.start), aside.source.first)
    at = layout.tokens[first].span
    within = any(span.contains(at) for span in draft.content) and layout.words[first - 1] == ","
    holds = any(span.contains(layout.tokens[draft.cue[0]].span) for span in aside.content)
    return at.start if within and holds and draft.cue[-1] < first else -1


def _anothers(layout: Layout, one: Draft, draft: Draft) -> int:
    """Where another named source takes over behind 'volgens X …': ', de politie houdt het op Y'; -1 where none does."""
    if one.source is None or one.source.sort is Sort.PRONOUN or one.source.words.overlaps(draft.content[-1]) is False:
        return -1
    first = min(one.cue[0], layout.token_at(one.source.words.start))
    while first > draft.cue[-1] and layout.tokens[first - 1].upos in {"DET", "ADJ"}:
        first -= 1
    alone = first > draft.cue[-1] + 2 and all(span.start > layout.tokens[first].span.start for span in one.content)
    opens = layout.words[first - 1] in _TAKES_OVER
    return layout.tokens[first - 1].span.start if alone and opens else -1


def _bare(layout: Layout, span: Span) -> Span:
    """A span without the comma or conjunction that it ends in."""
    tokens = layout.tokens_in(span)
    while len(tokens) > 1 and layout.words[tokens[-1]] in _GOES_ON:
        tokens = tokens[:-1]
    return Span(span.start, layout.tokens[tokens[-1]].span.end) if tokens else span


def _only_cites(layout: Layout, draft: Draft, beside: Sequence[Draft]) -> bool:
    """Whether a draft's cue tells whom another draft of the sentence has it from: 'X reported, citing Y, that …'."""
    if len(draft.cue) != 1 or layout.words[draft.cue[0]] not in _CITING:
        return False
    return any(one is not draft and one.grounds for one in beside)


def _stands_by_itself(layout: Layout, draft: Draft) -> bool:
    """Whether an English draft counts though the model saw no cue there.

    A verb within a quotation does not break that off: 'At the time, they were granting visas' is one voice.
    """
    if not draft.why.startswith("verb:") or draft.denies or draft.why in {"verb:witness:around", "verb:say:passed"}:
        return True
    if draft.grounds and _is_told_plainly(layout, draft):
        return True
    if draft.why.startswith("verb:say") and draft.source is not None and _is_adjacent(layout, draft, draft.source):
        return draft.source.sort is not Sort.OTHER or draft.source.named
    if not draft.why.startswith("verb:say") or (draft.why.endswith(":around") and layout.quoted[draft.cue[0]] >= 0):
        return False
    words = [i for span in draft.content for i in layout.tokens_in(span)]
    return bool(words) and 2 * sum(layout.quoted[i] >= 0 for i in words) > len(words)


def _is_told_plainly(layout: Layout, draft: Draft) -> bool:
    """Whether somebody known says that something is so: a person, group or body, and a clause that 'that' opens."""
    known = draft.source is not None and (draft.source.named or draft.source.sort is not Sort.OTHER)
    first = layout.tokens_in(draft.content[0])
    return known and bool(first) and layout.words[first[0]] in _OPENERS


def _is_inside(draft: Draft, other: Draft) -> bool:
    """Whether what somebody says stands in what another says: 'the nurse said a colleague had told her that …'."""
    return other.i_sentence == draft.i_sentence and any(
        span.start <= draft.source.words.start and draft.content[0].end <= span.end
        for span in other.content
        if draft.source is not None
    )


def _reconciled(layout: Layout, draft: Draft, candidate: AttributionCandidate) -> Draft:
    """A draft with the spans of the candidate that shares its cue, where the two are about the same words."""
    if draft.silent or draft.hearsay or draft.why == "turn" or draft.why.endswith((":back", ":passed")):
        return draft
    reach = [span for span in layout.spans(_in_reach(layout, candidate)) if any(map(str.isalnum, span.of(layout.text)))]
    content = whole_quotes(layout, tuple(reach), candidate.cue_tokens[0])
    content = _without_grounds(content, draft)
    if not content or _takes_in_grounds(content, draft):
        content = draft.content
    elif _is_part_of(content, draft.content):
        content = _short_of_rule(layout, content, draft)
    elif draft.why.endswith(":around") or _breaks_off(layout, content):
        content = _not_cut_short(layout, content, draft.content)
    source = draft.source
    if source is not None and _is_adjacent(layout, draft, source):
        mixed_up = any(span.overlaps(source.words) for span in content)
        if mixed_up or not any(span.overlaps(source.words) for span in candidate.source):
            return draft
    if any(one.words.overlaps(span) for one in draft.grounds for span in candidate.source):
        return replace(draft, content=content, confidence=max(draft.confidence, round(candidate.confidence, 4)))
    if (
        source is not None
        and candidate.source_tokens
        and not any(span.overlaps(source.words) for span in candidate.source)
        and not _is_of_subject(layout, draft, source, candidate)
    ):
        source = _source_of(layout, candidate) or source
    return replace(
        draft,
        source=source,
        source_spans=_source_spans(layout, candidate),
        content=content,
        cue=_without_place(layout, candidate.cue_tokens),
        confidence=max(draft.confidence, round(candidate.confidence, 4)),
    )


def _is_of_subject(layout: Layout, draft: Draft, source: Phrase, candidate: AttributionCandidate) -> bool:
    """Whether the model's source only describes the rule's: 'A passenger on [the first plane] tells us'."""
    between = range(source.head + 1, min(draft.cue))
    described = any(layout.tokens[i].upos == "ADP" for i in between)
    parted = any(layout.tokens[i].upos in {"PUNCT", "VERB", "AUX", "CCONJ", "SCONJ"} for i in between)
    return described and not parted and all(i in between for i in candidate.source_tokens)


def _is_adjacent(layout: Layout, draft: Draft, source: Phrase) -> bool:
    """Whether cue and speaker stand side by side, set apart from what is said: ', said the man', '” the man said.'."""
    if not draft.why.endswith(":around") or len(draft.cue) != 1:
        return False
    cue = draft.cue[0]
    if source.first == cue + 1:
        return cue > 0 and layout.words[cue - 1] in _APART
    first = layout.token_at(source.words.start)
    ends = cue + 1 >= len(layout.words) or layout.words[cue + 1] in {".", ":", ","} or layout.words[cue] in _TELLING
    return source.end == cue and first > 0 and layout.words[first - 1] in _APART and ends


def _without_grounds(content: Sequence[Span], draft: Draft) -> tuple[Span, ...]:
    """The model's content without whom the source has it from, which it counts in ('quoted Y as saying that …')."""
    return tuple(span for span in content if not any(2 * one.words.shared(span) >= len(span) for one in draft.grounds))


def _takes_in_grounds(content: Sequence[Span], draft: Draft) -> bool:
    """Whether the model counts in whom a source has it from: 'according to X, [citing Y, …]'."""
    grounds = [one.words for one in draft.grounds] if draft.why.startswith("words:") else []
    return any(span.overlaps(ground) for span in content for ground in grounds)


def _breaks_off(layout: Layout, content: Sequence[Span]) -> bool:
    """Whether the model's content ends in a preposition or article: 'would be closed for a'."""
    last = layout.tokens_in(content[-1])
    return bool(last) and layout.tokens[last[-1]].upos in _UNFINISHED


def _short_of_rule(layout: Layout, content: tuple[Span, ...], draft: Draft) -> tuple[Span, ...]:
    """Which is right where the model's content is but part of the rule's: mostly the rule's, since it was cut short.

    An object of the tree takes in what only hangs on the verb; a clause runs on into the next that is joined to it; of
    what stands around a cue the model knows which parts are said.
    """
    last = layout.token_at(content[-1].end - 1)
    manner = draft.why.rpartition(":")[2]
    if manner == "around":
        return tuple(part for part in draft.content if any(part.overlaps(span) for span in content))
    ends = last + 1 >= layout.sentence(last).end_token or layout.tokens[last].upos == "PUNCT"
    behind = {token.upos for token in layout.tokens[last + 1 : last + 2]}
    if manner == "object" and (ends or behind <= _ENDS):
        return content
    if manner == "clause" and not ends and _joins_next(layout, last + 1):
        return content
    return draft.content


_ENDS = frozenset({"PUNCT", "CCONJ", "SCONJ"})


def _joins_next(layout: Layout, i_token: int) -> bool:
    """Whether a conjunction stands at a token, with or without a comma before it."""
    joint = i_token + (layout.words[i_token] == ",")
    return joint < len(layout.tokens) and layout.tokens[joint].upos == "CCONJ"


def _not_cut_short(layout: Layout, content: tuple[Span, ...], whole: tuple[Span, ...]) -> tuple[Span, ...]:
    """The model's content with each part of the rule's that it covers only in part, or breaks off in mid-phrase."""
    added = []
    for part in whole:
        shared = sum(span.shared(part) for span in content)
        last = [layout.tokens_in(span)[-1] for span in content if span.overlaps(part) and layout.tokens_in(span)]
        broken = any(layout.tokens[i].upos in _UNFINISHED and layout.tokens[i].span.end < part.end for i in last)
        if shared > 0 and (10 * shared < 5 * len(part) or broken):
            added.append(part)
    return merged((*content, *added), gap=1) if added else content


_UNFINISHED = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
_APART = frozenset({",", "”", '"', "''", "’"})


def _is_part_of(content: Sequence[Span], whole: Sequence[Span]) -> bool:
    """Whether the model's content is less than the rule's and lies within it: then it was cut short."""
    inside = all(any(one.contains(span) for one in whole) for span in content)
    return inside and 10 * sum(map(len, content)) < 7 * sum(map(len, whole))


def _in_reach(layout: Layout, candidate: AttributionCandidate) -> list[int]:
    """The content's tokens in the cue's sentence, and in others those that are quoted; all where these are none.

    Across sentences without quotation marks the model mixes up neighbours.
    """
    home = layout.sentence_of[candidate.cue_tokens[0]]
    own = [i for i in candidate.content_tokens if layout.sentence_of[i] == home or layout.quoted[i] >= 0]
    return own or [i for i in candidate.content_tokens if abs(layout.sentence_of[i] - home) <= 1]


def _source_spans(layout: Layout, candidate: AttributionCandidate) -> tuple[Span, ...]:
    """The source's words as the model has them; none where it has nothing but an article."""
    bare = all(layout.tokens[i].upos in {"DET", "PUNCT", "ADP"} for i in candidate.source_tokens)
    return () if bare else candidate.source


_PLACES = function_words("where_said")
"""Prepositions of where something was said, and of whom, which in PolNeAR's train is more often not part of the cue."""


def _without_place(layout: Layout, cue: Sequence[int]) -> tuple[int, ...]:
    """The cue without where it was said: 'said in an interview', 'wrote in her memoir'."""
    ordered = tuple(sorted(cue))
    verbs = cues_of(layout.language(ordered[0])).verbs
    for k in range(1, len(ordered)):
        if layout.words[ordered[k]] in _PLACES and layout.words[ordered[k - 1]] in verbs:
            return ordered[:k]
    return ordered


def _told_already(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a rule found the same content and source by another cue of the same sentence."""
    return any(
        one.source and draft.source
        and one.source.words.overlaps(draft.source.words)
        and covers(one.content, draft.content) and covers(draft.content, one.content)
        for one in drafts
    )  # fmt: skip


def _from_candidate(layout: Layout, candidate: AttributionCandidate) -> Draft | None:
    if not candidate.cue_tokens or len(candidate.content_tokens) < 2:
        return None
    english = layout.language(candidate.cue_tokens[0]) == "en"
    listed = any(layout.words[i] in cues_of(layout.language(i)).verbs for i in candidate.cue_tokens)
    spans = content_of(layout, candidate)
    if not spans or not _says_something(layout, candidate):
        return None
    if not english and candidate.confidence < (_LISTED if listed else _SURE):
        return None
    source = _source_of(layout, candidate)
    if source is None or _is_addressed(layout, candidate, source):
        return None
    i_sentence = layout.sentence_of[candidate.cue_tokens[0]]
    rest = [i for i in outside(layout, i_sentence, spans) if not source.first <= i < source.end]
    return Draft(
        source=source,
        cue=_without_place(layout, candidate.cue_tokens),
        content=spans,
        i_sentence=i_sentence,
        why="model",
        source_spans=_source_spans(layout, candidate),
        via=(*media_among(layout, rest, max(candidate.cue_tokens)), *readers_of(layout, source)),
        grounds=grounds_among(layout, rest),
        confidence=candidate.confidence,
        carries=not english or _is_said(layout, candidate),
    )


def _is_addressed(layout: Layout, candidate: AttributionCandidate, source: Phrase) -> bool:
    """Whether the model took who is told for who says it: 'Passengers have been told to expect delays'."""
    told = (i for i in candidate.cue_tokens if is_told(layout, i) or gets_to_hear(layout, i))
    return any(source.head < i for i in told)


def _is_said(layout: Layout, candidate: AttributionCandidate) -> bool:
    """Whether a listed verb of saying is among the cue: what somebody plans or is willing to does not run on."""
    kinds = {cues_of(layout.language(i)).verbs.get(layout.words[i]) for i in candidate.cue_tokens}
    return not kinds.isdisjoint({"say", "deny", "show", "learn"})


def content_of(layout: Layout, candidate: AttributionCandidate) -> tuple[Span, ...]:
    """What a candidate says, without what the model ties to it over sentences, quotations at its edges taken whole.

    Nothing where it only looks like an attribution: it is conceded, still to be said, or keeps a name back.
    """
    cue = candidate.cue_tokens
    if all(layout.words[i] in cues_of(layout.language(i)).never for i in cue) or is_conceded(layout, cue[0]):
        return ()
    if any(layout.words[i : i + len(words)] == words for words in NOT_YET for i in cue):
        return ()
    spans = whole_quotes(layout, layout.spans(_in_reach(layout, candidate)), cue[0])
    keeps_back = len(spans) == 1 and len(spans[0]) < _LONGEST_REASON and keeps_name_back(spans[0].of(layout.text))
    return () if keeps_back else spans


def _says_something(layout: Layout, candidate: AttributionCandidate) -> bool:
    """Whether the content has a verb or a quotation: in Dutch, bare objects are mostly read wrongly by transfer."""
    if layout.language(candidate.cue_tokens[0]) != "nl":
        return True
    return any(layout.tokens[i].upos in {"VERB", "AUX"} or layout.quoted[i] >= 0 for i in candidate.content_tokens)


def _antecedent(layout: Layout, relative: int) -> Phrase | None:
    """The phrase that a relative pronoun stands behind."""
    before = relative - 2 if layout.words[relative - 1] == "," else relative - 1
    if before < layout.tree(relative).first or layout.tokens[before].upos not in {"NOUN", "PROPN"}:
        return None
    return phrase_at(layout, before)


def _source_of(layout: Layout, candidate: AttributionCandidate) -> Phrase | None:
    """The source's phrase: around its topmost token in the tree that is no time."""
    words = [
        i for i in candidate.source_tokens if layout.tokens[i].upos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"}
    ]
    words = [i for i in words if not is_time_word(layout, i)]
    if len(words) == 1 and layout.words[words[0]] in _RELATIVE:
        return _antecedent(layout, words[0])
    if len(words) == 1 and layout.words[words[0]] in FIRST_PERSON:
        return pronoun_at(layout, words[0])
    words = [i for i in words if layout.words[i] not in _RELATIVE]
    if not words or any(layout.words[i] in FIRST_PERSON for i in words):
        return None
    tree = layout.tree(words[0])
    present = set(words)
    top = next((i for i in words if tree.head(i) not in present), words[0])
    phrase = phrase_at(layout, top)
    if is_amount(layout, phrase):
        return None
    span = hull(layout.spans(words) or (layout.tokens[top].span,))
    if phrase.words.overlaps(span):
        return phrase
    return Phrase(top, words[0], words[-1] + 1, span, phrase.sort)
