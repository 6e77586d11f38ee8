"""Cuts text into tokens, in the manner of Universal Dependencies, by rule.

A token is a pair of offsets, half-open, in code points of the text; together the tokens cover every
character that is not white space. Dutch keeps its clitics whole ("auto's", "zo'n"), English gives them
up ("do n't", "Mordun 's"), as the treebanks of the two languages do.
"""

from __future__ import annotations

import re
from functools import cache

from zegsman.lexicon.tables import LANGUAGES, load_words

_LETTER = r"[^\W\d_]"
_QUOTE = "['\u2019\u2018`\u00b4]"
_ENGLISH_CLITIC = re.compile(rf"(?i)^(?P<host>.*\w)(?P<clitic>n{_QUOTE}t|{_QUOTE}(?:s|re|ve|ll|d|m))$")
_ENGLISH_FUSED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}
_WORD = rf"\w[\w\u0300-\u036f\u00ad]*(?:(?:{_QUOTE}|[-\u2010\u2011&/.]|\u00b7)?\w[\w\u0300-\u036f\u00ad]*)*"
_MAX_TOKEN = 1000
"""Code points after which a run without white space is cut: bounds the work on text that is no text."""


@cache
def _token_pattern(language: str) -> re.Pattern[str]:
    """Returns the pattern whose successive matches are the tokens of a language."""
    known = [language] if language in LANGUAGES else LANGUAGES  # text in another gets both lists
    listed = {word for code in known for word in load_words(code, "abbreviations")}
    abbreviations = "|".join(re.escape(a) for a in sorted(listed, key=lambda a: (-len(a), a)))
    dutch_clitic = "" if language == "en" else rf"{_QUOTE}(?:s-{_LETTER}[\w-]*|[stnmkrd](?=\s))|"
    english_clitic = rf"{_QUOTE}(?:s|re|ve|ll|d|m)(?!\w)|" if language == "en" else ""
    return re.compile(
        rf"""(?ix)
        (?:https?://|www\.)[^\s<>"\u201d\u2019]*[^\s<>"\u201d\u2019.,;:!?)\]}}\u2026]
        | (?<!\w)[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
        | (?<!\w)[@\#]\w+
        | (?<![\w])(?:{abbreviations})(?!\w)
        | (?<!\w)(?:{_LETTER}\.)(?:-?{_LETTER}\.)+(?!\w)
        | (?<!\w)(?-i:[A-Z])\.(?=\s*[A-Z\u00c0-\u00de])
        | {dutch_clitic}{english_clitic}
        [+-]?\d+(?:[.,:\u2019]\d+)+(?:{_LETTER}+)?
        | {_WORD}
        | \.{{2,}} | \u2026 | -{{2,}} | ,, | '' | `` | !+\?[!?]* | \?+![!?]*
        | \S
        """
    )


def split_tokens(text: str, language: str) -> list[tuple[int, int]]:
    """Cuts text into tokens.

    Args:
        text: Any text; control characters and white space separate tokens.
        language: "nl" or "en"; any other code gets the rules that the two share.

    Returns:
        Offsets of the tokens, in order and without overlap; empty for text of white space.
    """
    pattern = _token_pattern(language)
    tokens: list[tuple[int, int]] = []
    for chunk in re.finditer(r"[^\s\x00-\x1f\x7f-\x9f\u200b\ufeff\u2060]+", text):
        if _is_plain(chunk.group(), language):
            tokens.append(chunk.span())
            continue
        for start in range(chunk.start(), chunk.end(), _MAX_TOKEN):
            _split_chunk(text, start, min(start + _MAX_TOKEN, chunk.end()), pattern, language, tokens)
    return tokens


def _is_plain(chunk: str, language: str) -> bool:
    """Whether a run without white space is one word of letters alone, as most are."""
    return chunk.isalpha() and len(chunk) <= _MAX_TOKEN and not (language == "en" and chunk.lower() in _ENGLISH_FUSED)


def _split_chunk(
    text: str, start: int, end: int, pattern: re.Pattern[str], language: str, tokens: list[tuple[int, int]]
) -> None:
    """Appends the tokens of one run without white space."""
    at = start
    while at < end:
        match = pattern.match(text, at)
        if match is None or match.end() > end:
            tokens.append((at, end))
            return
        if language == "en":
            tokens.extend(_split_english(match.group(), at))
        else:
            tokens.extend(_split_other(match.group(), at))
        at = match.end()


def _split_english(word: str, start: int) -> list[tuple[int, int]]:
    """Cuts an English word into host and clitics ("wouldn't've" gives three)."""
    end = start + len(word)
    cut = _ENGLISH_FUSED.get(word.lower())
    if cut:
        return [(start, start + cut), (start + cut, end)]
    match = _ENGLISH_CLITIC.match(word)
    if match is None:
        return _split_other(word, start)
    at = start + match.start("clitic")
    return [*_split_english(match.group("host"), start), (at, end)]


_UNIT_BEHIND = re.compile(r"^(\d[\d.,]*)(%|‰|°)$")


def _split_other(word: str, start: int) -> list[tuple[int, int]]:
    """Cuts a slash between words off ("en/of" stays, "Hamont/Budel" is three tokens)."""
    if "/" not in word or word.startswith(("http", "www.", "HTTP")) or any(c.isdigit() for c in word):
        return [(start, start + len(word))]
    parts = word.split("/")
    if min(map(len, parts)) <= 3:
        return [(start, start + len(word))]
    tokens, at = [], start
    for i, part in enumerate(parts):
        if i:
            tokens.append((at, at + 1))
            at += 1
        tokens.append((at, at + len(part)))
        at += len(part)
    return tokens
