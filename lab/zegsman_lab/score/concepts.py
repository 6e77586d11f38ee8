"""How often a Dutch sentence finds its English version by shared words alone.

usage: python -m zegsman_lab.score.concepts MEANTIME-NL.jsonl MEANTIME-EN.jsonl

The two corpora are one set of articles in two languages, sentence by sentence. The terms of each sentence
(`resolve/claims/terms.py`: concepts, stems, first letters) are weighed by rarity; among all English sentences the one
of the largest cosine is taken. It measures the concepts of `lexicon/all/concepts.toml`, on news that they were not
written for. Prints one line of JSON.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from zegsman.likeness.texts import fold
from zegsman.resolve.claims.bags import Bags
from zegsman.resolve.claims.terms import is_amount, is_stopword, word_terms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Place = tuple[str, int]
"""Article and number of the sentence."""


def terms_of(sentence: str, language: str) -> dict[str, float]:
    """The terms of the words of a sentence; capitalised ones inside it are taken for names and left out."""
    terms: dict[str, float] = {}
    for match in _WORD.finditer(sentence):
        word = match.group()
        is_name = word[0].isupper() and match.start() > 0
        if is_name or len(word) == 1 or is_stopword(fold(word), language) or is_amount(word, language):
            continue
        for term, weight in word_terms(word, language):
            terms[term] = max(weight, terms.get(term, 0.0))
    return terms


def share_found(dutch: dict[Place, str], english: dict[Place, str]) -> dict[str, float]:
    """How many sentences there are in both, and the share whose own version is the nearest: of all, of its article."""
    places = sorted(dutch.keys() & english.keys())
    told = [terms_of(dutch[one], "nl") for one in places] + [terms_of(english[one], "en") for one in places]
    n_with = Counter(term for terms in told for term in terms)
    rarity = {term: math.log((len(told) + 1) / (n + 1)) for term, n in n_with.items()}
    bags = Bags([{term: weight * rarity[term] for term, weight in terms.items()} for terms in told])
    n = len(places)
    i, j = (grid.ravel() for grid in np.mgrid[0:n, n : 2 * n])
    cosines = (bags.products(i, j) / (bags.lengths[i] * bags.lengths[j])).reshape(n, n)
    rivals = cosines >= np.diag(cosines)[:, None]
    article = np.array([one for one, _ in places])
    alone, alone_in_article = rivals.sum(axis=1) == 1, (rivals & (article[:, None] == article)).sum(axis=1) == 1
    return {
        "sentences": n,
        "found": round(float(alone.mean()), 3),
        "found_in_article": round(float(alone_in_article.mean()), 3),
    }


def read_sentences(path: Path) -> dict[Place, str]:
    """The sentences of a corpus of MEANTIME by article and number."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for one in document["sentences"]:
            found[document["article"], one["sid"]] = document["text"][one["start"] : one["end"]]
    return found


def main() -> int:
    """Reads the two corpora and prints the shares."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    dutch, english = (read_sentences(Path(path)) for path in sys.argv[1:])
    print(json.dumps(share_found(dutch, english)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
