"""Names that a report itself says are one: in brackets ('Bureau Noord (BN)') or in words ('ook bekend als')."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.surroundings import surrounding_choice
from zegsman.likeness.names import is_acronym_of
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zegsman.resolve.entities.bundles import Bundle, Bundles
    from zegsman.resolve.entities.occurrences import Occurrence

_OPENS = re.compile(r"^[\"'’”»]?\s?\(\s?[\"'‘“„]?$")
_CLOSES = re.compile(r"^[\"'’”]?\s?\)")


@cache
def _says_so() -> re.Pattern[str]:
    articles = any_of(function_words("definite_articles"))
    return re.compile(rf"^[\"'’”»]?,?\s(?:{surrounding_choice('same_as')})(?: (?:{articles}))?\s[\"'‘“„«]?$")


def join_defined(bundles: Bundles, texts: Mapping[str, str]) -> None:
    """Joins names that stand next to each other as two names of one bearer."""
    home = {id(o): bundle for bundle in bundles.all() for o in bundle.occurrences}
    for first, second in _neighbours(bundles.all(), texts):
        left, right = _living(home[id(first)], bundles, first), _living(home[id(second)], bundles, second)
        if left is None or right is None or left is right:
            continue
        between = texts[first.report][first.span.end : second.span.start]
        why = _why_one(first, second, between, texts[first.report][second.span.end : second.span.end + 3])
        if why:
            bundles.join(left, right, why)


def _neighbours(all_bundles: Iterable[Bundle], texts: Mapping[str, str]) -> list[tuple[Occurrence, Occurrence]]:
    occurrences = sorted(
        (o for bundle in all_bundles for o in bundle.occurrences), key=lambda o: (o.report, o.span, o.text)
    )
    return [
        (first, second)
        for first, second in pairwise(occurrences)
        if first.report == second.report and 0 < second.span.start - first.span.end < 30 and first.report in texts
    ]


def _living(bundle: Bundle, bundles: Bundles, occurrence: Occurrence) -> Bundle | None:
    if bundles.living(bundle):
        return bundle
    return next((b for b in bundles.all() if any(o is occurrence for o in b.occurrences)), None)


def _why_one(first: Occurrence, second: Occurrence, between: str, after: str) -> str | None:
    if _OPENS.match(between) and _CLOSES.match(after):
        if first.type is NameType.ORG or second.type is NameType.ORG:
            for short, long in ((second.text, first.text), (first.text, second.text)):
                if is_acronym_of(short, long) or _is_abbreviation(short, long):
                    return "abbreviation given in brackets"
        if first.type is second.type is NameType.MISC:
            return "other name given in brackets"
    if _says_so().match(between) and (first.type is second.type):
        return "the report says that both are one"
    return None


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether capitals in brackets can stand for the name before them: their letters follow one another in it."""
    letters, rest = fold_name(short).replace(" ", ""), iter(fold_name(long))
    if not (2 <= len(letters) <= 8 and sum(c.isupper() for c in short) >= 2 and len(long) > 2 * len(short)):
        return False
    return letters[:1] == fold_name(long)[:1] and all(letter in rest for letter in letters)
