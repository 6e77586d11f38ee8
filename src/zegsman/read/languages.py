"""In which language a report is written."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = "und"
_ENOUGH = 4_000
"""Code points that are looked at: more change nothing."""
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]+")
_GLANCED = ("nl", "en")
_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_].*)?$")
_NAMES = {
    "nederlands": "nl", "dutch": "nl", "vlaams": "nl", "engels": "en", "english": "en", "duits": "de",
    "german": "de", "deutsch": "de", "frans": "fr", "french": "fr", "français": "fr", "spaans": "es", "spanish": "es",
    "nld": "nl", "dut": "nl", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
}  # fmt: skip
_LONG_ENOUGH = 12
"""Letters; the identifier guesses at random on fewer."""


def parse_language(value: str) -> str | None:
    """The ISO 639-1 code of a language tag or name ('nl-BE', 'Nederlands'), None where it is none."""
    value = value.strip().lower()
    if value in _NAMES:
        return _NAMES[value]
    match = _TAG.match(value)
    return match.group(1) if match else None


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    """The identifier, whose library unpacks its model in the temporary folder; in memory where that has no room.

    Raises:
        ReadError: if it cannot be loaded.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError:
        try:
            with _unpacked_in_memory():
                identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        except (OSError, AttributeError) as error:
            raise ReadError(
                f"its language cannot be told: the model for it cannot be unpacked ({error}); expected room in the "
                "temporary folder (TMPDIR), and py3langid as it was installed"
            ) from error
    identifier.set_languages([one for one in languages if one in identifier.labels] or None)
    return identifier


@contextmanager
def _unpacked_in_memory() -> Iterator[None]:
    """Gives the identifier's library memory where it asks for a temporary file."""
    from py3langid import modelio

    before = modelio.tempfile
    modelio.tempfile = SimpleNamespace(TemporaryFile=lambda **_: io.BytesIO())
    try:
        yield
    finally:
        modelio.tempfile = before


def find_language(text: str, languages: tuple[str, ...]) -> str:
    """The language of a text among `languages` (ISO 639-1), 'und' where too few letters tell.

    Dutch and English are told by their frequent words where those leave no doubt; everything else, and every doubt,
    is for the identifier.
    """
    sample = text[:_ENOUGH]
    if len(_LETTERS.findall(sample)) < _LONG_ENOUGH:
        return UNKNOWN
    # Capitals in a row read as another language to the identifier.
    sample = sample.lower() if sample.isupper() else sample
    return _at_a_glance(sample, languages) or str(_identifier(languages).classify(sample)[0])


def _at_a_glance(text: str, languages: tuple[str, ...]) -> str | None:
    words = _WORDS.findall(text.lower())
    counts = {}
    for code in _GLANCED:
        frequent = _frequent(code)
        counts[code] = sum(word in frequent for word in words)
    best = max(counts, key=lambda code: counts[code])
    rest = sum(counts.values()) - counts[best]
    # News prose has 20 to 30 in 100 of these words in its own language and 0 to 5 in the other.
    sure = len(words) >= 20 and counts[best] >= 0.15 * len(words) and rest * 3 <= counts[best]
    return best if sure and best in languages else None


@cache
def _frequent(code: str) -> frozenset[str]:
    return frozenset(load_table(code, "frequent")["frequent"]["words"])
