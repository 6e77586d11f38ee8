"""Who is quoted by another as saying something: 'X quoted Y as saying that …', 'Y was quoted by X as saying …'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.links import phrase_behind
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from zegsman.annotate.attributions.contents import CueClause
    from zegsman.annotate.layout import Layout

_AS = function_words("as")
_BY = function_words("by", language="en")
_BE_PASSIVE = function_words("be_passive", "be_present", language="en")
_THAT = function_words("complementisers")
_GERUND = tuple(gather_words("verbs", "gerund_endings"))


def quoted_as_saying(layout: Layout, i_sentence: int, clause: CueClause) -> Draft | None:
    """'X quoted Y as saying that …': X has it from Y; 'Y was quoted by X as saying …': X passes it on."""
    sentence = layout.sentence(clause.verb)
    place = next(
        (
            i
            for i in range(clause.verb + 1, min(clause.verb + 14, sentence.end_token - 2))
            if layout.words[i] in _AS and layout.words[i + 1].endswith(_GERUND)
        ),
        -1,
    )
    if place > 0 and layout.words[clause.verb - 1] in _BE_PASSIVE:
        return _passed_on(layout, i_sentence, clause, place)
    origin = phrase_behind(layout, clause.verb) if place > 0 else None
    spans = layout.spans(range(place + 2, sentence.end_token - 1)) if place > 0 else ()
    if origin is None or not spans or clause.subject is None:
        return None
    cue = tuple(sorted({*clause.cue, place, place + 1}))
    return Draft(clause.subject, cue, spans, i_sentence, "verb:say:clause", grounds=(origin,), confidence=0.9)


def _passed_on(layout: Layout, i_sentence: int, clause: CueClause, place: int) -> Draft | None:
    """'Y was quoted by X as saying …', with the 'as' at `place`: the words are Y's, heard through X."""
    end = layout.sentence(clause.verb).end_token - 1
    start = place + 2 + (layout.words[place + 2] in _THAT)
    spans = layout.spans(range(start, end)) if start < end else ()
    spoke = layout.tree(clause.verb).child(clause.verb, "nsubj:pass", "nsubj")
    if not spans or spoke < 0:
        return None
    by = next((i for i in range(clause.verb + 1, place) if layout.words[i] in _BY), -1)
    through = phrase_behind(layout, by) if by > 0 else None
    cue = tuple(sorted({*clause.cue, place, place + 1}))
    via = () if through is None else (through,)
    return Draft(phrase_at(layout, spoke), cue, spans, i_sentence, "verb:say:passed", via=via, confidence=0.9)
