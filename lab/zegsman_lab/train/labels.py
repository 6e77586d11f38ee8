"""Collects the labels of each head out of the training data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from zegsman.annotate.lemmas import script_of
from zegsman_lab.corpora.samples import Document, Sentence

NAME_TAGS = ["O", *(f"{p}-{t}" for t in ("PER", "ORG", "LOC", "MISC") for p in "BI")]
CUE_TAGS = ["O", "B", "I"]
ROLE_TAGS = ["O", "B-source", "I-source", "B-content", "I-content"]
_MIN_SCRIPT_COUNT = 2
_MAX_SCRIPTS = 900
_MIN_RELATION_COUNT = 5


@dataclass(frozen=True)
class Labels:
    """Label lists, index being class; the first is the fallback."""

    upos: list[str]
    deprels: list[str]
    scripts: list[str]
    names: list[str]
    events: list[str]
    cues: list[str]
    roles: list[str]

    def as_dict(self) -> dict[str, list[str]]:
        """Returns the lists by the name of their layer."""
        return asdict(self)


def collect_labels(documents: Iterable[Document]) -> Labels:
    """Counts what the corpora mark."""
    upos: Counter[str] = Counter()
    deprels: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    events: set[str] = set()
    for document in documents:
        for sentence in document.sentences:
            if sentence.upos and sentence.deprels:
                upos.update(u for u in sentence.upos if u != "_")
                deprels.update(r for r in sentence.deprels if r != "_")
                scripts.update(script_of(w, base_lemma(sentence, i)) for i, w in enumerate(sentence.words))
            events.update(tag for tag in sentence.events or ())
    events.discard("O")
    return Labels(
        upos=[u for u, _ in upos.most_common()],
        deprels=[r for r, n in deprels.most_common() if n >= _MIN_RELATION_COUNT],
        scripts=[s for s, n in scripts.most_common(_MAX_SCRIPTS) if n >= _MIN_SCRIPT_COUNT],
        names=NAME_TAGS,
        events=["O", *sorted(events)],
        cues=CUE_TAGS,
        roles=ROLE_TAGS,
    )


def base_lemma(sentence: Sentence, i_word: int) -> str:
    """Returns the lemma without compound mark and without the particle that stands apart."""
    assert sentence.lemmas is not None
    lemma = sentence.lemmas[i_word]
    if lemma == "_" or "_" not in lemma or not sentence.compounds:
        return sentence.words[i_word] if lemma == "_" else lemma
    return _without_particle(sentence, i_word, lemma).replace("_", "")


def is_compound(sentence: Sentence, i_word: int) -> bool:
    """Says whether the lemma is marked as a compound in itself, a particle that stands apart left out."""
    assert sentence.lemmas is not None
    return "_" in _without_particle(sentence, i_word, sentence.lemmas[i_word]).strip("_")


def _without_particle(sentence: Sentence, i_word: int, lemma: str) -> str:
    if sentence.heads is None or sentence.deprels is None:
        return lemma
    for i, (head, deprel) in enumerate(zip(sentence.heads, sentence.deprels, strict=True)):
        if head == i_word and deprel == "compound:prt":
            lemma = lemma.removeprefix(sentence.words[i].lower() + "_")
    return lemma
