"""Groups the tokens of a text into sentences, by rule.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the quotation marks
and brackets that close behind it) when what follows can begin one, and always where a block of text
ends: at a blank line, and at the end of a line in text that is not hard-wrapped. So headlines,
subheads and captions without a full stop are sentences of their own.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from functools import cache

from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import LANGUAGES, load_words

Offsets = tuple[int, int]

_ENDERS = frozenset((".", "!", "?", "…", "...", "..", "....", "!!", "??", "?!", "!?", "。", "؟", "।"))
_CLOSERS = frozenset("\"'”’»)]}›`") | {"''"}
_OPENERS = frozenset("\"'“‘„«([‹") | {",,", "``", "-", "–", "—", "•", "*", "…", "..."}
_INITIAL = 2
"""Code points of an initial with its full stop."""
_SURNAME_OPENERS = function_words("surname_openers")
_MAX_TOKENS = 400
"""Tokens after which a sentence is cut: bounds the work on text without full stops."""
_WRAPPED_LINE = (45, 110)
"""Code points of the median line in hard-wrapped text."""


def split_sentences(text: str, tokens: Sequence[Offsets]) -> list[Offsets]:
    """Groups tokens into sentences.

    Args:
        text: The text that the tokens were cut from.
        tokens: Offsets of the tokens, in order.

    Returns:
        Half-open ranges of token indices, one a sentence, that cover all tokens in order.
    """
    wrapped = _is_hard_wrapped(text)
    sentences: list[Offsets] = []
    start = 0
    for i_token in range(1, len(tokens)):
        gap = text[tokens[i_token - 1][1] : tokens[i_token][0]]
        if (
            i_token - start >= _MAX_TOKENS
            or _is_block_end(gap, wrapped)
            or (gap and _is_sentence_end(text, tokens, start, i_token))
        ):
            sentences.append((start, i_token))
            start = i_token
    if start < len(tokens):
        sentences.append((start, len(tokens)))
    return sentences


def _is_hard_wrapped(text: str) -> bool:
    """Tells text whose lines were broken at a fixed width from text with a paragraph a line."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 8 or "\n" not in text:
        return False
    full = statistics.median(lines)
    within = sum(0.75 * full <= n <= 1.15 * full for n in lines)
    return _WRAPPED_LINE[0] <= full <= _WRAPPED_LINE[1] and within > 0.6 * len(lines)


def _is_block_end(gap: str, wrapped: bool) -> bool:
    """Says whether white space between two tokens ends a block of text."""
    if "\n" not in gap and "\r" not in gap and "\u2029" not in gap:
        return False
    return not wrapped or re.search(r"\n[^\S\n]*\r?\n", gap) is not None


def _is_sentence_end(text: str, tokens: Sequence[Offsets], start: int, i_token: int) -> bool:
    """Says whether the sentence that began at token `start` ends before token `i_token`."""
    i_last = i_token - 1
    while i_last > start and text[slice(*tokens[i_last])] in _CLOSERS:
        i_last -= 1
    last = text[slice(*tokens[i_last])]
    is_ender = last in _ENDERS
    if (
        not is_ender
        and last.lower() not in _listed("ending")
        and not _is_initial_of_suspect(text, tokens, start, i_last)
    ):
        return False
    following = _first_word(text, tokens, i_token)
    if is_ender:
        if last not in {".", "!", "?"} or i_last < i_token - 1:
            return not following[:1].islower()
        if last == "." and _is_ordinal(text, tokens, i_last, following):
            return False
        return not following[:1].islower()
    return following[:1].isupper() and following.lower() in _listed("opening") and not _is_name(text, tokens, i_token)


def _is_initial_of_suspect(text: str, tokens: Sequence[Offsets], start: int, i_last: int) -> bool:
    """Whether a token is the one letter that is left of a surname: 'Karel D.', behind a first name."""
    last = text[slice(*tokens[i_last])]
    before = text[slice(*tokens[i_last - 1])] if i_last > start else ""
    return len(last) == _INITIAL and last[0].isupper() and len(before) > _INITIAL and before.istitle()


def _is_name(text: str, tokens: Sequence[Offsets], i_token: int) -> bool:
    """Whether a capitalised word opens a surname: 'De Smet', 'Van Damme'."""
    following = [text[slice(*offsets)] for offsets in tokens[i_token : i_token + 2]]
    return following[0].lower() in _SURNAME_OPENERS and following[-1][:1].isupper()


@cache
def _listed(key: str) -> frozenset[str]:
    """Returns a list about abbreviations, of all languages together."""
    return frozenset().union(*(load_words(language, "abbreviations", key) for language in LANGUAGES))


def _first_word(text: str, tokens: Sequence[Offsets], i_token: int) -> str:
    """Returns the first token from `i_token` on that is no opening mark."""
    for offsets in tokens[i_token : i_token + 3]:
        word = text[slice(*offsets)]
        if word not in _OPENERS:
            return word
    return ""


def _is_ordinal(text: str, tokens: Sequence[Offsets], i_stop: int, following: str) -> bool:
    """Tells the full stop of a numbered heading ("3. Conclusie" at its start) from a sentence's."""
    if i_stop == 0 or not following:
        return False
    before = text[slice(*tokens[i_stop - 1])]
    starts_block = i_stop == 1 or "\n" in text[tokens[i_stop - 2][1] : tokens[i_stop - 1][0]]
    return starts_block and (before.isdigit() and len(before) <= 2)
