"""The steps of the line: each fills some layers of a report from others."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from zegsman.annotate.attribution_candidates import find_attribution_candidates
from zegsman.annotate.attributions import attributions_in
from zegsman.annotate.clauses import find_clauses
from zegsman.annotate.datelines import dateline_end
from zegsman.annotate.event_triggers import find_event_triggers
from zegsman.annotate.events import find_events
from zegsman.annotate.layout import lay_out
from zegsman.annotate.names import (
    find_names,
    names_made_whole,
    numbered_places,
    papers_told_from_people,
    people_told_apart,
    surnames_made_whole,
)
from zegsman.annotate.quotes import find_quotes
from zegsman.annotate.references import references_in
from zegsman.annotate.sentences import split_sentences
from zegsman.annotate.stated import Parsed
from zegsman.annotate.statements import find_stated, write_statements
from zegsman.annotate.syntax import tag_tokens
from zegsman.annotate.times import find_times
from zegsman.annotate.tokens import split_tokens
from zegsman.annotate.told_tenses import tenses_told
from zegsman.annotate.trees import tree_of
from zegsman.encoder import Reading, Words
from zegsman.errors import AnnotateError
from zegsman.lexicon.tables import lists_for
from zegsman.record.annotation import Sentence
from zegsman.record.report import BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zegsman.annotate.layers import Layers
    from zegsman.record.report import Report


def split_report(layers: Layers) -> None:
    """Cuts the blocks of a report into tokens and sentences; leftovers of a page are left out."""
    report = layers.report
    sentences: list[Sentence] = []
    for i_block, start, end in _stretches(report):
        text = report.text[start:end]
        tokens = split_tokens(text, report.language)
        first = len(layers.offsets)
        layers.offsets.extend((start + token_start, start + token_end) for token_start, token_end in tokens)
        dateline = bisect_left(tokens, (dateline_end(text), 0))
        parts = [(0, dateline)] if dateline else []
        parts += [(dateline + a, dateline + b) for a, b in split_sentences(text, tokens[dateline:])]
        for first_token, end_token in parts:
            span = Span(start + tokens[first_token][0], start + tokens[end_token - 1][1])
            sentences.append(Sentence(span, first + first_token, first + end_token, i_block, report.language))
    layers.sentences = tuple(sentences)


def _stretches(report: Report) -> list[tuple[int, int, int]]:
    """The stretches of text to read: index of the block (-1 for text without blocks), start, end."""
    if not report.blocks:
        return [(-1, 0, len(report.text))] if report.text.strip() else []
    return [
        (i, block.span.start, block.span.end)
        for i, block in enumerate(report.blocks)
        if block.kind is not BlockKind.LEFTOVER
    ]


def begin_reading(layers: Layers) -> None:
    """Has the encoder begin to read the sentences."""
    if not layers.sentences:
        return
    text, offsets = layers.report.text, layers.offsets
    words = []
    for sentence in layers.sentences:
        own = range(sentence.first_token, sentence.end_token)
        words.append(
            Words(
                [text[offsets[i][0] : offsets[i][1]] for i in own],
                [i == 0 or offsets[i][0] > offsets[i - 1][1] for i in own],
            )
        )
    layers.begun = layers.encoder.begin(words, layers.pool)


def read_sentences(layers: Layers) -> None:
    """Takes what the encoder read in the sentences, as soon as it has."""
    layers.reading = layers.begun.reading() if layers.begun is not None else None


def _reading(layers: Layers) -> Reading:
    if layers.reading is None:
        raise AnnotateError(f"report {layers.report.id} has not been read; the step 'read' must come first")
    return layers.reading


def tag(layers: Layers) -> None:
    """Gives each token its lemma, part of speech and place in the tree."""
    languages = [sentence.language for sentence in layers.sentences]
    layers.tokens = tag_tokens(layers.report.text, layers.offsets, _reading(layers), languages, layers.encoder.forms)


def mark_names(layers: Layers) -> None:
    """Marks the names."""
    text, language = layers.report.text, lists_for(layers.report.language)
    names = surnames_made_whole(find_names(_reading(layers), layers.offsets), text)
    names = names_made_whole(names, layers.tokens, text, language)
    names = papers_told_from_people(names, text, language)
    layers.names = numbered_places(people_told_apart(names, layers.tokens, text, language), text)


def mark_candidates(layers: Layers) -> None:
    """Marks what the encoder takes for attributions and for words that tell of events."""
    layers.candidates = find_attribution_candidates(_reading(layers), layers.offsets)
    layers.triggers = find_event_triggers(_reading(layers), layers.offsets)


def cut_clauses(layers: Layers) -> None:
    """Turns sentences into trees and clauses."""
    layers.trees = tuple(tree_of(sentence, layers.tokens) for sentence in layers.sentences)
    layers.clauses = tuple(
        find_clauses(tree, lists_for(sentence.language))
        for tree, sentence in zip(layers.trees, layers.sentences, strict=True)
    )


def mark_times(layers: Layers) -> None:
    """Marks the time expressions and the days that they can mean."""
    layers.times = find_times(
        layers.report.text,
        [sentence.span for sentence in layers.sentences],
        layers.report.published,
        layers.report.language,
        tenses=[
            tenses_told(tree, clauses, lists_for(sentence.language))
            for tree, clauses, sentence in zip(layers.trees, layers.clauses, layers.sentences, strict=True)
        ],
    )


def mark_attributions(layers: Layers) -> None:
    """Marks who says what, and what pronouns and short descriptions stand for."""
    layout = lay_out(layers.report, layers.sentences, layers.tokens, layers.names, layers.trees)
    layers.attributions, antecedents = attributions_in(layout, layers.candidates)
    layers.references = references_in(antecedents)


def _parsed(layers: Layers) -> Parsed:
    return Parsed(layers.report, layers.sentences, layers.tokens, layers.trees, layers.clauses)


def state(layers: Layers) -> None:
    """Cuts the report into what it states."""
    stretches = [block.span for block in layers.report.blocks] or None
    quotes = find_quotes(layers.report.text, stretches)
    layers.stated = find_stated(_parsed(layers), layers.times, layers.attributions, quotes)


def mark_events(layers: Layers) -> None:
    """Marks the events of each statement."""
    candidates = {trigger.tokens[0]: trigger.span for trigger in layers.triggers}
    layers.events, layers.events_of = find_events(
        _parsed(layers), layers.stated, layers.names, layers.times, candidates
    )


def write(layers: Layers) -> None:
    """Writes the statements."""
    layers.statements = write_statements(layers.report, layers.stated, layers.attributions, layers.events_of)


def embed(layers: Layers) -> None:
    """Gives each sentence and statement its vector, from the same reading."""
    reading = _reading(layers)
    width = reading.vectors.shape[1]
    layers.sentence_vectors = _stacked([sentence.embedding for sentence in reading.sentences], width)
    layers.statement_vectors = _stacked([reading.embed(one.piece.tokens) for one in layers.stated], width)


def _stacked(vectors: list[NDArray[np.float32]], width: int) -> NDArray[np.float16]:
    return np.stack(vectors).astype(np.float16) if vectors else np.zeros((0, width), np.float16)
