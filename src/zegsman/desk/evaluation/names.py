"""Names on CoNLL gold: exact spans, as conlleval counts them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.figures import prf
from zegsman.desk.evaluation.gold_files import GoldSentence, read_conll
from zegsman.desk.evaluation.reading import language_of, read_gold_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zegsman.record.annotation import Name, Token

Json = dict[str, Any]
Entity = tuple[int, int, str]


def evaluate_names(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, str]:
    """Scores on a CoNLL file, and the predictions in its format."""
    documents = read_conll(gold)
    language = language_of([sentence for document in documents for sentence in document])
    predicted: list[list[list[str]]] = []
    for i, document in enumerate(documents, 1):
        predicted.append(_predicted_tags(document, language))
        tell("annotate", i, len(documents))
    gold_tags = [[[columns[-1] for columns in one.columns] for one in document] for document in documents]
    return score_names(gold_tags, predicted), _written(documents, predicted)


def score_names(gold: Sequence[Sequence[Sequence[str]]], predicted: Sequence[Sequence[Sequence[str]]]) -> Json:
    """Micro-averaged F1 over exact spans and types, by type, and without looking at the type.

    Both sides hold the BIO tags of the same tokens, by document and sentence.
    """
    left, right = Counter(_entities(gold)), Counter(_entities(predicted))
    hits = left & right
    scores: Json = prf(hits.total(), right.total(), left.total())
    scores |= {"gold": left.total(), "pred": right.total(), "correct": hits.total()}
    bare_left, bare_right = _untyped(left), _untyped(right)
    scores["untyped_f1"] = prf((bare_left & bare_right).total(), right.total(), left.total())["f1"]
    scores["per_type"] = {}
    for type in sorted({entity[2] for entity in left | right}):
        n_hit, n_right, n_left = (sum(n for e, n in c.items() if e[2] == type) for c in (hits, right, left))
        scores["per_type"][type] = {**prf(n_hit, n_right, n_left), "gold": n_left, "pred": n_right}
    return scores


def _untyped(entities: Counter[Entity]) -> Counter[tuple[int, int]]:
    return Counter(entity[:2] for entity in entities.elements())


def _entities(documents: Iterable[Iterable[Sequence[str]]]) -> list[Entity]:
    """(first token, end token, type) over all tokens in a row; an I- that continues nothing opens an entity."""
    found: list[Entity] = []
    at = 0
    for document in documents:
        for tags in document:
            first, type = -1, ""
            for i, tag in enumerate([*tags, "O"]):
                mark, _, kind = tag.partition("-")
                if first >= 0 and (mark in "BO" or kind != type):
                    found.append((at + first, at + i, type))
                    first = -1
                if mark != "O" and first < 0:
                    first, type = i, kind
            at += len(tags)
    return found


def _predicted_tags(document: Sequence[GoldSentence], language: str) -> list[list[str]]:
    tokens, names = read_gold_tokens(document, language)
    tags = _bio(tokens, names)
    cut: list[list[str]] = []
    at = 0
    for sentence in document:
        cut.append(tags[at : at + len(sentence.words)])
        at += len(sentence.words)
    return cut


def _bio(tokens: Sequence[Token], names: Iterable[Name]) -> list[str]:
    tags = ["O"] * len(tokens)
    starts = {token.span.start: i for i, token in enumerate(tokens)}
    for name in names:
        i = starts.get(name.span.start)
        first = True
        while i is not None and i < len(tokens) and tokens[i].span.start < name.span.end:
            tags[i] = f"{'B' if first else 'I'}-{name.type}"
            first = False
            i += 1
    return tags


def _written(documents: Sequence[Sequence[GoldSentence]], tags: Sequence[Sequence[Sequence[str]]]) -> str:
    lines: list[str] = []
    for document, document_tags in zip(documents, tags, strict=True):
        lines += ["-DOCSTART-\tO", ""]
        for sentence, sentence_tags in zip(document, document_tags, strict=True):
            lines += [f"{word}\t{tag}" for word, tag in zip(sentence.words, sentence_tags, strict=True)]
            lines.append("")
    return "\n".join(lines) + "\n"
