"""Collects the forms whose lemma the treebanks settle, and the parts of Dutch compounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from zegsman_lab.corpora.samples import Document
from zegsman_lab.train.labels import base_lemma, is_compound

_LEMMA_SHARE = 0.9
"""Share of its occurrences in which a form must have one lemma to be listed."""


def collect_forms(documents: Iterable[Document]) -> list[tuple[str, str, str, str]]:
    """Returns language, form, part of speech and lemma of what was seen twice and nearly always alike.

    Where a treebank that marks compounds has the form, its lemma comes with the mark.
    """
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    marked: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            if not sentence.upos or not sentence.lemmas:
                continue
            prt = {h for h, d in zip(sentence.heads or (), sentence.deprels or (), strict=True) if d == "compound:prt"}
            for i, (word, upos) in enumerate(zip(sentence.words, sentence.upos, strict=True)):
                key = (document.language, word, upos)
                if sentence.compounds and i not in prt:
                    marked[key][sentence.lemmas[i]] += 1
                elif sentence.lemmas[i] != "_":
                    seen[key][base_lemma(sentence, i)] += 1
    rows = []
    for key in seen.keys() | marked.keys():
        counts = marked.get(key) or seen[key]
        lemma, n = counts.most_common(1)[0]
        if n >= _LEMMA_SHARE * counts.total() and (key in marked or n > 1):
            rows.append((*key, lemma))
    return sorted(rows)


def collect_parts(documents: Iterable[Document]) -> list[tuple[str, int]]:
    """Returns words that Dutch compounds are made of, with how often they were seen as words or last parts."""
    parts: Counter[str] = Counter()
    for document in documents:
        for sentence in document.sentences:
            if document.language != "nl" or not sentence.lemmas or not sentence.upos:
                continue
            for i, upos in enumerate(sentence.upos):
                if upos not in {"NOUN", "VERB", "ADJ", "ADV"}:
                    continue
                lemma = sentence.lemmas[i].lower()
                if sentence.compounds and is_compound(sentence, i):
                    parts.update({part: 5 for part in lemma.split("_")[1:] if len(part) > 2})
                    parts.update({lemma.split("_")[0]: 1})
                elif len(lemma) > 2 and lemma.isalpha():
                    parts[lemma] += 1
    return sorted(parts.items())
