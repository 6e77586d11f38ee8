"""What runs on over sentences: quotations that stand alone, words that are still the source's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.annotate.attributions.hearsay import is_reportative
from zegsman.annotate.attributions.links import heard_place, match_words, phrase_behind
from zegsman.annotate.attributions.subjects import is_time_word, subject_of
from zegsman.annotate.cues import cues_of, hearsay_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at
from zegsman.annotate.source_nouns import FIRST_PERSON, Sort
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_patterns
from zegsman.record.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.layout import Layout
    from zegsman.annotate.quotes import Quote

_MATTERS = function_words("pointing", "impersonal")
_THINGS = _MATTERS | function_words("demonstratives")
_FROM = function_words("from")
_WOULD = function_words("would", language="en")
_OPENS_CONTENT = function_words("complementisers", "as") | {":"}

_MIN_QUOTE_WORDS = 3
_FAR = 2
"""Sentences between a quotation that stands alone and the source named before it in the same paragraph."""


def quotes_alone(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """Attributions of quotations that are sentences by themselves: to the source just named, or named right after."""
    covered: dict[int, list[Span]] = {}
    for draft in drafts:
        for span in () if draft.hearsay else draft.content:
            _cover(layout, covered, span)
    found: list[Draft] = []
    by_sentence = _by_sentence(drafts)
    for quote in layout.quotes:
        if quote.level or not _stands_alone(layout, quote) or _is_covered(layout, quote.span, covered):
            continue
        i_sentence = layout.sentence_of[layout.token_at(quote.span.start)]
        last = layout.sentence_of[layout.token_at(quote.span.end - 1)]
        model = (
            _source_going_on(layout, quote, by_sentence)
            or _source_here(layout, quote, by_sentence)
            or _source_before(layout, i_sentence, by_sentence)
            or _source_after(layout, last, by_sentence)
        )
        if model is None:
            continue
        draft = replace(
            model, content=(quote.span,), why="quote:alone", carried=True, hearsay=False, silent=False, denies=False,
            confidence=0.85, grounds=(),
        )  # fmt: skip
        found.append(draft)
        by_sentence.setdefault(last, []).append(draft)
        _cover(layout, covered, quote.span)
    return found


def _by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    result: dict[int, list[Draft]] = {}
    for draft in drafts:
        result.setdefault(draft.i_sentence, []).append(draft)
    return result


def _stands_alone(layout: Layout, quote: Quote) -> bool:
    """Whether a quotation is a whole sentence or more, and not words of one."""
    tokens = layout.tokens_in(quote.span)
    words = [i for i in tokens if layout.tokens[i].upos != "PUNCT"]
    if len(words) < _MIN_QUOTE_WORDS:
        return False
    first, last = layout.sentence(tokens[0]), layout.sentence(tokens[-1])
    opens = all(layout.tokens[i].upos == "PUNCT" for i in range(first.first_token, tokens[0]))
    opens = opens or (tokens[0] > first.first_token and layout.words[tokens[0] - 1] == ":")
    closes = all(layout.tokens[i].upos == "PUNCT" for i in range(tokens[-1] + 1, last.end_token))
    return opens and closes


def _cover(layout: Layout, covered: dict[int, list[Span]], span: Span) -> None:
    """Files a span under each sentence that it touches."""
    first, last = layout.token_at(span.start), layout.token_at(span.end - 1)
    for i_sentence in range(layout.sentence_of[first], layout.sentence_of[last] + 1):
        covered.setdefault(i_sentence, []).append(span)


def _is_covered(layout: Layout, span: Span, covered: dict[int, list[Span]]) -> bool:
    here = covered.get(layout.sentence_of[layout.token_at(span.start)], ())
    return any(2 * span.shared(one) > len(span) for one in here)


def _source_going_on(layout: Layout, quote: Quote, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    """Who speaks in the paragraph before, where that leaves its quotation open: this one goes on with it."""
    first = layout.token_at(quote.span.start)
    before = layout.sentence_of[first] - 1
    if before < 0 or first != layout.sentence(first).first_token:
        return None
    opened = layout.quoted[first - 1]
    if opened < 0 or layout.quotes[opened].closed or layout.sentences[before].block == layout.sentence(first).block:
        return None
    told = [
        draft
        for i_sentence in range(layout.sentence_of[layout.token_at(layout.quotes[opened].span.start)], before + 1)
        for draft in by_sentence.get(i_sentence, ())
        if draft.source is not None and any(span.overlaps(layout.quotes[opened].span) for span in draft.content)
    ]
    return max(told, key=_reach, default=None)


def _source_here(layout: Layout, quote: Quote, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    """Who speaks behind a colon: whom alone the words before it name, or are about, if nobody says those."""
    i_sentence = layout.sentence_of[layout.token_at(quote.span.start)]
    if layout.token_at(quote.span.start) == layout.sentences[i_sentence].first_token:
        return None
    colon = layout.token_at(quote.span.start) - 1
    here = by_sentence.get(i_sentence, [])
    if here:
        return _only_speaker(layout, colon, here)
    speaker = _named_before(layout, colon, i_sentence) or _subject_person(layout, i_sentence)
    if speaker is None:
        return None
    cue = colon if layout.words[colon] == ":" else speaker.head
    return Draft(speaker, (cue,), (), i_sentence, "quote:subject", carries=True, confidence=0.6)


def _only_speaker(layout: Layout, colon: int, here: Sequence[Draft]) -> Draft | None:
    """Who alone speaks in a sentence that ends in a quotation: 'How much she could not say, but it is a fable: “…”'."""
    spoke = {draft.source.head for draft in here if draft.source is not None}
    if len(spoke) != 1 or layout.words[colon] != ":" or any(draft.hearsay or draft.via for draft in here):
        return None
    return here[0] if here[0].cue and here[0].cue[-1] < colon and here[0].source is not None else None


_SPEAKERS = frozenset({Sort.PERSON, Sort.GROUP, Sort.BODY, Sort.PRONOUN})


def _named_before(layout: Layout, colon: int, i_sentence: int) -> Phrase | None:
    """The speaker where nothing else stands before a colon: 'Zijn advocaat: …', 'De burgemeester in een reactie: …'."""
    words = [
        i
        for i in range(layout.sentences[i_sentence].first_token, colon)
        if layout.tokens[i].upos not in {"PUNCT", "ADV", "CCONJ"} and not is_time_word(layout, i)
    ]
    if layout.words[colon] != ":" or any(layout.tokens[i].upos in {"VERB", "AUX"} for i in words):
        return None
    head = next((i for i in words if layout.tokens[i].upos in {"NOUN", "PROPN", "PRON"}), -1)
    speaker = phrase_at(layout, head) if head >= 0 else None
    if speaker is None or speaker.sort not in _SPEAKERS or speaker.first > words[0]:
        return None
    rest = [i for i in words if i >= speaker.end]
    return speaker if not rest or layout.tokens[rest[0]].upos == "ADP" else None


def _reach(draft: Draft) -> int:
    """How far a draft's content reaches, in code points; it may have none yet."""
    return len(hull(draft.content)) if draft.content else 0


def _source_before(layout: Layout, i_sentence: int, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    block = layout.sentences[i_sentence].block
    for i in range(i_sentence - 1, max(-1, i_sentence - 1 - _FAR), -1):
        ends_open = layout.text[: layout.sentences[i].span.end].rstrip().endswith(":")
        if layout.sentences[i].block != block and not ends_open:
            return None
        outer = [
            draft
            for draft in by_sentence.get(i, ())
            if draft.source is not None and layout.words[draft.source.head] not in FIRST_PERSON
        ]
        if outer:
            return max(outer, key=_reach)
        speaker = _subject_person(layout, i)
        if speaker is not None:
            return Draft(speaker, (speaker.head,), (), i, "quote:subject", carries=True, confidence=0.6)
    return None


def _subject_person(layout: Layout, i_sentence: int) -> Phrase | None:
    """The person that is the subject of a sentence."""
    tree = layout.trees[i_sentence]
    for i in range(tree.first, tree.end):
        if tree.head(i) < 0 and layout.tokens[i].upos in {"VERB", "AUX", "ADJ", "NOUN"}:
            subject = subject_of(layout, i)
            if (
                subject is not None
                and subject.sort in {Sort.PERSON, Sort.PRONOUN}
                and layout.words[subject.head] not in _THINGS
            ):
                return subject
    return None


def _source_after(layout: Layout, last: int, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    if last + 1 >= len(layout.sentences) or layout.sentences[last + 1].block != layout.sentences[last].block:
        return None
    here = [draft for draft in by_sentence.get(last + 1, ()) if draft.source is not None]
    after = [draft for draft in here if "around" in draft.why]
    if after:
        return after[0]
    speaker = _subject_person(layout, last + 1)
    if speaker is None or speaker.sort is Sort.PRONOUN:
        return None
    return Draft(speaker, (speaker.head,), (), last + 1, "quote:subject", carries=False, confidence=0.6)


def said_behind_colons(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """A bare 'zou' behind a colon is of whom the words before it tell: 'X noemt dat onzin: er zou niets zijn'."""
    result: list[Draft] = []
    by_sentence = _by_sentence([draft for draft in drafts if draft.source is not None and draft.carries])
    for draft in drafts:
        first = layout.token_at(draft.content[0].start) if draft.content else 0
        if draft.why != "hearsay:zou" or first == 0 or layout.words[first - 1] != ":":
            result.append(draft)
            continue
        speaker = next((one for one in by_sentence.get(draft.i_sentence, ()) if one.cue[-1] < first), None)
        result.append(draft if speaker is None else _carried_behind(speaker, draft))
    return result


def _carried_behind(speaker: Draft, draft: Draft) -> Draft:
    return replace(
        speaker, content=draft.content, cue=draft.cue, denies=False, why=f"carry:{speaker.why}", carried=True,
        confidence=0.7,
    )  # fmt: skip


def carried_on(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """Sentences without a source of their own that are still the words of the source before them.

    They are where the auxiliary is reportative ('zou', after reported speech 'would'); the line breaks at the first
    sentence that is told in the report's own voice (GUIDE: chain) and at the end of the paragraph, unless that only
    told from whom a medium has it.
    """
    by_sentence = _by_sentence(drafts)
    found: list[Draft] = []
    current: Draft | None = None
    for i_sentence, sentence in enumerate(layout.sentences):
        if i_sentence == 0 or layout.sentences[i_sentence - 1].block != sentence.block:
            current = current if current is not None and _goes_beyond(layout, current, i_sentence) else None
        here = by_sentence.get(i_sentence, [])
        own = [draft for draft in here if draft.why != "hearsay:zou"]
        if own:
            outer = max(own, key=_reach)
            goes_on = outer.carries and _ends_here(layout, outer, i_sentence) and not _is_of_before(layout, outer)
            current = outer if goes_on else None
        elif current is not None and _still_reported(layout, i_sentence, current):
            found.append(_carried(layout, current, i_sentence, here))
        elif current is not None and _tells_why_unnamed(layout, i_sentence):
            continue
        else:
            current = None
    return found


_BEFORE = re.compile(rf"\b(?:{gather_patterns('cues', 'earlier')})\b")


def _is_of_before(layout: Layout, draft: Draft) -> bool:
    """Whether the words were said on another occasion ('zei vorig jaar nog'): the news goes on without them."""
    sentence = layout.sentences[draft.i_sentence]
    around = [i for i in range(sentence.first_token, sentence.end_token) if not _is_in(layout, i, draft.content)]
    return _BEFORE.search(" ".join(layout.words[i] for i in around)) is not None


def _is_in(layout: Layout, i_token: int, spans: tuple[Span, ...]) -> bool:
    return any(span.contains(layout.tokens[i_token].span) for span in spans)


def _goes_beyond(layout: Layout, current: Draft, i_sentence: int) -> bool:
    """Whether the paragraph before ended with a medium's sources, and the next opens with more of what it has."""
    if not current.grounds or layout.sentences[i_sentence].end_token <= layout.sentences[i_sentence].first_token:
        return False
    lists = hearsay_of(layout.languages[i_sentence])
    sentence = layout.sentences[i_sentence]
    here = range(sentence.first_token, sentence.end_token)
    return any(layout.quoted[i] < 0 and is_reportative(layout, i, lists) for i in here)


def _carried(layout: Layout, current: Draft, i_sentence: int, here: list[Draft]) -> Draft:
    sentence = layout.sentences[i_sentence]
    return replace(
        current,
        content=layout.spans(range(sentence.first_token, sentence.end_token)),
        cue=here[0].cue if here and (current.hearsay or current.denies) else current.cue,
        denies=False,
        i_sentence=i_sentence,
        why=f"carry:{current.why}",
        carried=True,
        confidence=0.7,
    )


def _ends_here(layout: Layout, draft: Draft, i_sentence: int) -> bool:
    """Whether the content is the main thing that the sentence tells, so that the next can go on with it."""
    sentence = layout.sentences[i_sentence]
    if draft.silent:
        return False
    if draft.why.endswith((":back", ":around")) or "back" in draft.why or draft.carried:
        return True
    inside = sum(span.shared(sentence.span) for span in draft.content)
    last = max(span.end for span in draft.content)
    return 5 * inside >= 2 * len(sentence.span) or inside == 0 or last >= sentence.span.end - 2


_UNNAMED = re.compile(rf"\b(?:{gather_patterns('cues', 'nameless')})\b")


def _tells_why_unnamed(layout: Layout, i_sentence: int) -> bool:
    """Whether a sentence only tells that the source keeps its name back: what follows can still be its words."""
    sentence = layout.sentences[i_sentence]
    opens = layout.tokens[sentence.first_token].upos in {"PRON", "DET"}
    return opens and keeps_name_back(sentence.span.of(layout.text))


def keeps_name_back(words: str) -> bool:
    """Whether words tell that somebody is not to be named: 'asked not to be named', 'wil anoniem blijven'."""
    return _UNNAMED.search(words.lower()) is not None


def _still_reported(layout: Layout, i_sentence: int, current: Draft) -> bool:
    sentence = layout.sentences[i_sentence]
    lists = hearsay_of(layout.language(sentence.first_token)) if sentence.end_token > sentence.first_token else None
    if lists is None:
        return False
    for i in range(sentence.first_token, sentence.end_token):
        if layout.quoted[i] >= 0:
            continue
        if layout.words[i] in lists.reportative and is_reportative(layout, i, lists):
            return True
        if goes_on_at(layout, i):
            return True
        if layout.words[i] in _WOULD and not lists.reportative and not current.hearsay:
            words = set(layout.words[sentence.first_token : sentence.end_token])
            return not words & lists.conditional and layout.tree(i).relation(i) == "aux"
    return False


def goes_on_at(layout: Layout, i_token: int) -> bool:
    """Whether words at a token tell that the source before goes on: 'klinkt het', 'was the answer'."""
    phrases = cues_of(layout.language(i_token)).going_on.get(layout.words[i_token], ())
    return any(match_words(layout, i_token, words) for words in phrases)


def ground_earlier(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """'De krant had dat van twee ambtenaren', 'it cited officials': the draft before it gets a further link."""
    result = list(drafts)
    for i_sentence in range(1, len(layout.sentences)):
        heard = _heard_by_teller(layout, i_sentence, result)
        if heard is not None:
            result[heard[0]] = heard[1]
            continue
        grounds = _grounding(layout, i_sentence)
        if grounds is None:
            continue
        speaker, origin = grounds
        place = next(
            (
                i
                for i in range(len(result) - 1, -1, -1)
                if result[i].i_sentence == i_sentence - 1
                and result[i].source
                and not result[i].grounds
                and _can_be(layout, speaker, result[i])
            ),
            None,
        )
        if place is not None:
            result[place] = replace(result[place], grounds=(origin,), carries=True)
            own = next((i for i, draft in enumerate(result) if draft.i_sentence == i_sentence), None)
            if own is None or result[own].why.startswith("hearsay"):
                result.append(
                    replace(
                        result[place],
                        cue=result[place].cue,
                        content=(),
                        i_sentence=i_sentence,
                        carried=True,
                        why="ground",
                    )
                )
    return result


def _heard_by_teller(layout: Layout, i_sentence: int, drafts: Sequence[Draft]) -> tuple[int, Draft] | None:
    """What is told of the sentence before: 'A clerk heard it from her boss, the clerk told the Post'."""
    sentence, before = layout.sentences[i_sentence], layout.sentences[i_sentence - 1]
    place = heard_place(layout, sentence.first_token, sentence.end_token) if before.block == sentence.block else -1
    origin = phrase_behind(layout, place) if place > 0 else None
    if origin is None or (origin.sort is Sort.OTHER and not origin.named):
        return None
    own = [k for k, one in enumerate(drafts) if one.i_sentence == i_sentence]
    if len(own) != 1 or any(one.i_sentence == i_sentence - 1 and one.source for one in drafts):
        return None
    told = drafts[own[0]]
    spoken = told.source is not None and any(span.contains(layout.tokens[place].span) for span in told.content)
    verb = layout.tree(place).head(origin.head)
    subject = subject_of(layout, verb) if verb >= 0 else None
    if not spoken or subject is None or not _can_be(layout, subject, told):
        return None
    content = layout.spans(range(before.first_token, before.end_token))
    return own[0], replace(told, content=content, grounds=(origin,), why="ground:back", carries=False)


def _grounding(layout: Layout, i_sentence: int) -> tuple[Phrase, Phrase] | None:
    """The speaker and its origin, where a sentence only tells whom the speaker has it from."""
    sentence = layout.sentences[i_sentence]
    cues = cues_of(layout.languages[i_sentence])
    for i in range(sentence.first_token, sentence.end_token):
        word = layout.words[i]
        if word in cues.have:
            after = layout.words[i + 1 : i + 3]
            if len(after) == 2 and after[0] in _MATTERS and after[1] in _FROM:
                return _pair(layout, i, i + 2)
        elif word in cues.base:
            place = next(
                (k for k in range(i + 1, min(i + 8, sentence.end_token)) if layout.words[k] in cues.base_with), -1
            )
            if place > 0 and layout.tree(i).relation(i) == "root":
                return _pair(layout, i, place)
        elif word in cues.cite and layout.tree(i).head(i) < 0 and layout.tokens[i].upos == "VERB":
            target = layout.tree(i).child(i, "obj")
            if target > i and not any(w in _OPENS_CONTENT for w in layout.words[i : sentence.end_token]):
                return _paired(layout, i, phrase_at(layout, target))
    return None


def _pair(layout: Layout, verb: int, preposition: int) -> tuple[Phrase, Phrase] | None:
    return _paired(layout, verb, phrase_behind(layout, preposition))


def _paired(layout: Layout, verb: int, origin: Phrase | None) -> tuple[Phrase, Phrase] | None:
    speaker = subject_of(layout, verb)
    if speaker is None or origin is None or (origin.sort is Sort.OTHER and not origin.named):
        return None
    return speaker, origin


def _can_be(layout: Layout, speaker: Phrase, draft: Draft) -> bool:
    """Whether the speaker of a grounding sentence can be the source of the draft before it."""
    assert draft.source is not None
    if speaker.sort is Sort.PRONOUN:
        return True
    same = speaker.words.of(layout.text).casefold() == draft.source.words.of(layout.text).casefold()
    if same or layout.words[speaker.head] == layout.words[draft.source.head]:
        return True
    if speaker.named:
        return False
    taken_for_body = draft.source.sort is Sort.BODY and draft.source.named
    return speaker.sort is draft.source.sort or (speaker.sort is Sort.MEDIUM and taken_for_body)
