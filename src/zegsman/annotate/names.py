"""Finds the names in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zegsman.annotate.source_nouns import is_paper_compound
from zegsman.encoder.reading import Reading
from zegsman.record.annotation import Name, NameType
from zegsman.record.spans import Span

_ARTICLE = re.compile(r"(?:^|\W)(?:de|het)\s$", re.IGNORECASE)


def papers_told_from_people(names: Sequence[Name], text: str, language: str) -> tuple[Name, ...]:
    """The names, those of papers that were read as people set right: nobody is called 'De Duinbode' or 'Het Havenblad'.

    A name that is one compound as papers are named, behind an article of its own or of the sentence, is no person.
    """
    return tuple(
        replace(name, type=NameType.ORG) if name.type is NameType.PER and _is_paper(name, text, language) else name
        for name in names
    )


def _is_paper(name: Name, text: str, language: str) -> bool:
    words = name.span.of(text).split()
    has_article = words[0].lower() in {"de", "het"} or _ARTICLE.search(text[: name.span.start][-6:]) is not None
    own = [word for word in words if word.lower() not in {"de", "het"}]
    return has_article and len(own) == 1 and is_paper_compound(own[0], language)


def find_names(reading: Reading, offsets: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """Returns the names that the encoder read, in order; `offsets` are those of the tokens."""
    return tuple(
        Name(
            Span(offsets[sentence.first_token + name.first][0], offsets[sentence.first_token + name.end - 1][1]),
            NameType(name.label),
            round(name.confidence, 4),
        )
        for sentence in reading.sentences
        for name in sentence.names
    )
