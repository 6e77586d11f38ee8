"""Chooses the pieces of the vocabulary that the encoder keeps."""

from __future__ import annotations

import unicodedata

from zegsman_lab.train.pretrained import Pretrained

_OTHER_SCRIPTS = 8_000
"""Pieces kept in scripts other than Latin, most frequent first: enough to spell any common language."""


def choose_pieces(pretrained: Pretrained) -> list[int]:
    """Returns the indices to keep: special pieces, all Latin ones, and the most frequent others."""
    special = set(pretrained.special.values())
    latin, others = [], []
    for index, (piece, _) in enumerate(pretrained.pieces):
        if index in special:
            continue
        (latin if all(map(_is_latin, piece.strip("▁"))) else others).append(index)
    others.sort(key=lambda i: (len(pretrained.pieces[i][0].strip("▁")) > 1, -pretrained.pieces[i][1]))
    return sorted(special) + sorted(latin + others[:_OTHER_SCRIPTS])


def _is_latin(character: str) -> bool:
    """Says whether a character is Latin or belongs to no script."""
    if character.isalpha():
        return unicodedata.name(character, "").startswith("LATIN")
    return not unicodedata.category(character).startswith("M") and ord(character) < 0x3000
