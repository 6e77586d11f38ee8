"""What every corpus reader yields: documents of sentences of words, with the labels the corpus has."""

from __future__ import annotations

from dataclasses import dataclass, field

UNKNOWN_HEAD = -2
"""In place of a head that the corpus leaves open."""


@dataclass
class Sentence:
    """Words of one sentence with their labels; a layer the corpus lacks is None."""

    words: list[str]
    space_before: list[bool]
    """Whether white space stood before each word."""
    upos: list[str] | None = None
    heads: list[int] | None = None
    """Index of the head in the sentence, -1 for the root, `UNKNOWN_HEAD` where it is left open."""
    deprels: list[str] | None = None
    lemmas: list[str] | None = None
    compounds: bool = False
    """Whether the lemmas mark compounds and separable verbs with "_"."""
    names: list[str] | None = None
    """BIO tags."""
    events: list[str] | None = None
    """BIO tags of event triggers."""
    ids: list[str] | None = None
    """First column of the CoNLL-U line, and of the multiword token before it where there is one."""


@dataclass
class Attribution:
    """One attribution as sets of word indices of the document."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Document:
    """Sentences that stand together, with what runs across them."""

    sentences: list[Sentence]
    language: str
    corpus: str
    attributions: list[Attribution] | None = None
    """None where the corpus has no attributions marked."""
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    """Offsets of the words of each sentence, where the text is at hand."""
