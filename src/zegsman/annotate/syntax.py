"""Builds the tokens of a report: each with lemma, part of speech and its place in the sentence's tree."""

from __future__ import annotations

from collections.abc import Sequence

from zegsman.annotate.lemmas import find_lemma
from zegsman.encoder.forms import Forms
from zegsman.encoder.reading import Reading, SentenceReading
from zegsman.record.annotation import Token
from zegsman.record.spans import Span


def tag_tokens(
    text: str,
    offsets: Sequence[tuple[int, int]],
    reading: Reading,
    languages: Sequence[str],
    forms: Forms,
) -> tuple[Token, ...]:
    """Returns the tokens of a text as the encoder read them.

    Args:
        text: The text.
        offsets: Where its tokens stand, in order.
        reading: What the encoder read in them.
        languages: The language of each sentence.
        forms: Forms whose lemma is known.
    """
    tokens: list[Token] = []
    for sentence, language in zip(reading.sentences, languages, strict=True):
        first = sentence.first_token
        words = [text[start:end] for start, end in offsets[first : first + len(sentence.upos)]]
        particles = _particles_by_verb(sentence, words) if language == "nl" else {}
        for i, word in enumerate(words):
            lemma = find_lemma(
                word,
                sentence.upos[i],
                sentence.scripts[i],
                language=language,
                compound=sentence.compounds[i],
                particle=particles.get(i, ""),
                forms=forms,
            )
            head = sentence.heads[i]
            tokens.append(
                Token(
                    span=Span(*offsets[first + i]),
                    text=word,
                    lemma=lemma,
                    upos=sentence.upos[i],
                    head=head + first if head >= 0 else -1,
                    deprel=sentence.deprels[i],
                )
            )
    return tuple(tokens)


def _particles_by_verb(sentence: SentenceReading, words: Sequence[str]) -> dict[int, str]:
    """Returns the particle that stands apart from each separable verb ("kondigde ... aan")."""
    return {
        head: word
        for word, head, deprel in zip(words, sentence.heads, sentence.deprels, strict=True)
        if deprel == "compound:prt"
    }
