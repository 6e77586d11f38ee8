"""Unnamed people with whom a medium says it spoke: what they tell further on, they told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.links import phrase_behind
from zegsman.annotate.attributions.subjects import subject_of
from zegsman.annotate.chains import is_outlet, mention_of
from zegsman.annotate.cues import cues_of
from zegsman.annotate.source_nouns import Sort
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from zegsman.annotate.chains import Chain
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.references import Antecedents

_SPOKE_WITH = function_words("spoke_with")

_REACH = 6
"""Tokens within which a verb of speaking tells with whom."""


def heard_by_media(layout: Layout, antecedents: Antecedents) -> dict[str, Chain]:
    """The medium, by the noun for those whom it heard: 'De krant sprak met twee ambtenaren'."""
    heard: dict[str, Chain] = {}
    for i, token in enumerate(layout.tokens):
        if token.upos != "VERB" or layout.words[i] not in cues_of(layout.language(i)).spoke or layout.quoted[i] >= 0:
            continue
        medium = subject_of(layout, i)
        if medium is None or medium.sort is not Sort.MEDIUM or is_outlet(layout, medium, antecedents):
            continue
        end = min(layout.sentence(i).end_token, i + _REACH)
        place = next((k for k in range(i + 1, end) if layout.words[k] in _SPOKE_WITH), -1)
        people = phrase_behind(layout, place) if place > 0 else None
        if people is not None and not people.named and people.sort in {Sort.GROUP, Sort.PERSON}:
            heard[layout.words[people.head]] = (mention_of(layout, medium, antecedents),)
    return heard
