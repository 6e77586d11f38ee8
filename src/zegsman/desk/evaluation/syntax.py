"""Syntax on CoNLL-U gold, with the tokens of gold: attachment, labels, parts of speech, lemmas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.figures import share
from zegsman.desk.evaluation.gold_files import GoldSentence, read_conllu
from zegsman.desk.evaluation.reading import language_of, read_gold_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zegsman.record.annotation import Token

Json = dict[str, Any]
_LEMMA, _UPOS, _XPOS, _FEATS, _HEAD, _DEPREL = 2, 3, 4, 5, 6, 7
_AT_ONCE = 32
"""Sentences read as one text."""


def evaluate_syntax(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, str]:
    """Scores on a CoNLL-U file, and the predictions in its format."""
    sentences = read_conllu(gold)
    language = language_of(sentences)
    predicted: list[GoldSentence] = []
    for start in range(0, len(sentences), _AT_ONCE):
        batch = sentences[start : start + _AT_ONCE]
        tokens, _ = read_gold_tokens(batch, language)
        at = 0
        for sentence in batch:
            predicted.append(_predicted(sentence, tokens[at : at + len(sentence.words)], at))
            at += len(sentence.words)
        tell("annotate", start + len(batch), len(sentences))
    return score_syntax(sentences, predicted), _written(predicted)


def score_syntax(gold: Sequence[GoldSentence], predicted: Sequence[GoldSentence]) -> Json:
    """Shares of words that are right; both sides hold the same words.

    `las` compares relations without their subtype, `las_full` with it; `lemma_loose` puts case and the '_' of Dutch
    compounds aside; a lemma '_' in gold counts as right.
    """
    pairs = [
        (left, right)
        for one, other in zip(gold, predicted, strict=True)
        for left, right in zip(one.columns, other.columns, strict=True)
    ]
    n = len(pairs)

    def correct(test: Callable[[list[str], list[str]], bool]) -> float:
        return share(sum(test(left, right) for left, right in pairs), n)

    return {
        "uas": correct(lambda a, b: a[_HEAD] == b[_HEAD]),
        "las": correct(lambda a, b: a[_HEAD] == b[_HEAD] and _bare(a) == _bare(b)),
        "las_full": correct(lambda a, b: a[_HEAD] == b[_HEAD] and a[_DEPREL] == b[_DEPREL]),
        "upos": correct(lambda a, b: a[_UPOS] == b[_UPOS]),
        "lemma": correct(lambda a, b: a[_LEMMA] in ("_", b[_LEMMA])),
        "lemma_loose": correct(lambda a, b: a[_LEMMA] == "_" or _loose(a) == _loose(b)),
        "words": n,
        "sentences": len(gold),
    }


def _bare(columns: list[str]) -> str:
    return columns[_DEPREL].split(":")[0]


def _loose(columns: list[str]) -> str:
    return columns[_LEMMA].lower().replace("_", "")


def _predicted(sentence: GoldSentence, tokens: Sequence[Token], offset: int) -> GoldSentence:
    """The sentence with what was predicted in its columns, exactly one root."""
    root = next((i for i, token in enumerate(tokens) if not offset <= token.head < offset + len(tokens)), 0)
    columns = []
    for i, (given, token) in enumerate(zip(sentence.columns, tokens, strict=True)):
        inside = offset <= token.head < offset + len(tokens) and i != root
        head = token.head - offset + 1 if inside else 0 if i == root else root + 1
        deprel = token.deprel if inside else "root" if i == root else "parataxis"
        columns.append([*given[:2], token.lemma or "_", token.upos, "_", "_", str(head), deprel, "_", given[9]])
    return GoldSentence(sentence.words, columns, sentence.spaces_before, sentence.lines)


def _written(sentences: Sequence[GoldSentence]) -> str:
    lines: list[str] = []
    for sentence in sentences:
        by_id = {columns[0]: columns for columns in sentence.columns}
        for line in sentence.lines:
            number = line.split("\t", 1)[0]
            if line.startswith("#") or "-" in number:
                lines.append(line)
            elif number in by_id:
                lines.append("\t".join(by_id[number]))
        lines.append("")
    return "\n".join(lines) + "\n"
