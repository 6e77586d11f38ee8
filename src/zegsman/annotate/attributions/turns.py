"""Transcripts: paragraphs that each open with who speaks, a colon behind the name ('Doyle: We had no idea.')."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_over
from zegsman.record.report import BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout

_LONGEST_LABEL = 5
"""Words of who speaks: 'Burgemeester Anna van Dalen'."""
_LEAST = 2
"""Turns from which a report is a transcript: one 'Name: …' may be a caption or a heading."""


def find_turns(layout: Layout) -> list[Draft]:
    """One attribution for each turn of a transcript, its content the whole paragraph; none where only one opens so."""
    found = list(_turns(layout))
    return found if len(found) >= _LEAST else []


def _turns(layout: Layout) -> Iterator[Draft]:
    sentences = layout.sentences
    for i_sentence, sentence in enumerate(sentences):
        if i_sentence and sentences[i_sentence - 1].block == sentence.block:
            continue
        if sentence.block >= 0 and layout.report.blocks[sentence.block].kind is BlockKind.LEFTOVER:
            continue
        colon = _label_end(layout, i_sentence)
        last = next((i for i in range(i_sentence, len(sentences)) if sentences[i].block != sentence.block), None)
        end = sentences[(last if last is not None else len(sentences)) - 1].end_token
        content = layout.spans(range(colon + 1, end)) if 0 <= colon < end - 2 else ()
        if content:
            speaker = phrase_over(layout, colon - 1, sentence.first_token, colon)
            whole = (Span(content[0].start, layout.tokens[end - 1].span.end),)
            yield Draft(speaker, (colon,), whole, i_sentence, "turn", carries=False, confidence=0.9)


def _label_end(layout: Layout, i_sentence: int) -> int:
    """Where the colon behind a speaker's name stands, -1 where the sentence does not open with one."""
    sentence = layout.sentences[i_sentence]
    for i in range(sentence.first_token + 1, min(sentence.end_token, sentence.first_token + _LONGEST_LABEL + 1)):
        if layout.words[i] == ":":
            return i if layout.is_person(i - 1) or layout.tokens[i - 1].text.isupper() else -1
        if layout.tokens[i].upos in {"VERB", "AUX", "PUNCT"} and not layout.tokens[i].text.isupper():
            return -1
    return -1
