"""Cuts words into the pieces of the encoder's vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

MAX_PIECES = 10
"""Pieces that stand for one word at most; of a longer run (a URL, a base64 blob) the first ones."""
_CACHE_SIZE = 200_000


class Pieces:
    """The vocabulary of the encoder, as a SentencePiece unigram model.

    Words are cut one by one, so that no piece crosses the border of two words; a word with white space
    before it begins with the mark that SentencePiece gives it there.
    """

    def __init__(self, pieces: Sequence[tuple[str, float]], unknown: int) -> None:
        """Takes the pieces with their log probabilities, in the order of their indices."""
        self._unknown = unknown
        self._pieces = [(piece, float(score)) for piece, score in pieces]
        self._tokenizer = Tokenizer(models.Unigram(self._pieces, unk_id=unknown))
        self._tokenizer.normalizer = normalizers.NFKC()
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never", split=False)
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Returns the size of the vocabulary."""
        return len(self._pieces)

    def split_words(self, words: Sequence[str], spaces_before: Sequence[bool]) -> list[tuple[int, ...]]:
        """Returns the indices of each word's pieces, one at least and ten at most."""
        known = self._known
        keys = list(zip(words, spaces_before, strict=True))
        missing = list({key for key in keys if key not in known})
        if missing:
            if len(known) > _CACHE_SIZE:
                known = self._known = {}
                missing = list(set(keys))
            # Code points past the first 200 cannot matter: ten pieces hold fewer.
            texts = [(" " if space else "") + word[:200] for word, space in missing]
            for key, encoding in zip(
                missing, self._tokenizer.encode_batch(texts, add_special_tokens=False), strict=True
            ):
                known[key] = tuple(encoding.ids[:MAX_PIECES]) or (self._unknown,)
        return [known[key] for key in keys]


def load_pieces(path: Path, unknown: int) -> Pieces:
    """Loads the vocabulary: a line for each piece, with its log probability behind a tab."""
    rows = (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return Pieces([(piece, float(score)) for piece, score in rows], unknown)
