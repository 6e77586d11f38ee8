"""Which names of persons stand for one person: full names across reports, then surnames within each report."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.functions import function_class
from zegsman.lexicon.tables import load_table
from zegsman.likeness.names import PersonName, given_likeness, parse_person, person_likeness, surname_likeness
from zegsman.likeness.transliteration import consonant_keys, slavic_keys, sound_keys
from zegsman.record.annotation import NameType
from zegsman.resolve.entities.descriptions import find_descriptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.resolve.entities.bundles import Bundle, Bundles
    from zegsman.resolve.entities.occurrences import Occurrence

SAME_PERSON = 0.7
SURE_FIT = 0.9
LARGEST_BLOCK = 60
"""Names that share a key beyond which the key says nothing, so that a large case stays quick."""
FULL, SHORT = "person|", "surname|"


def bundle_full_names(persons: Iterable[Occurrence], bundles: Bundles) -> list[Occurrence]:
    """Puts each full name under its own key; gives the single names that are left."""
    short = []
    for occurrence in persons:
        name = parse_person(occurrence.text)
        if name.full:
            bundles.put(FULL + _full_key(name), occurrence)
        else:
            short.append(occurrence)
    return short


def join_full_names(bundles: Bundles) -> None:
    """Joins full names that stand for one person, the surest first; an initial only where one person fits it."""
    full = [bundle for bundle in bundles.all() if bundle.key.startswith(FULL)]
    pairs = []
    for left, right in _candidates(full):
        likeness = person_likeness(left.name, right.name)
        if likeness.score >= SAME_PERSON:
            pairs.append((-likeness.score, left.key, right.key, likeness.why))
    home = {bundle.key: bundle for bundle in full}
    sure = [pair for pair in sorted(pairs) if -pair[0] >= SURE_FIT]
    for _, left_key, right_key, why in sure:
        _join_at_home(bundles, home, (left_key, right_key), why)
    for with_initials in (False, True):
        unsure = [p for p in sorted(pairs) if -p[0] < SURE_FIT and ("initial" in p[3]) is with_initials]
        for _, left_key, right_key, why in unsure:
            if _only_fit(left_key, home, unsure) or _only_fit(right_key, home, unsure):
                _join_at_home(bundles, home, (left_key, right_key), why)


def _join_at_home(bundles: Bundles, home: dict[str, Bundle], keys: tuple[str, str], why: str) -> None:
    """Joins the bundles in which two names now are, unless other spellings in them speak against it."""
    one, other = home[keys[0]], home[keys[1]]
    if one is not other and _all_alike(one, other) and bundles.join(one, other, why):
        kept = one if bundles.living(one) else other
        for key, bundle in home.items():
            if bundle in (one, other):
                home[key] = kept


def _only_fit(key: str, home: dict[str, Bundle], pairs: list[tuple[float, str, str, str]]) -> bool:
    """Whether all names that a name may stand for are one person's by now."""
    fits = {id(home[b if a == key else a]) for _, a, b, _ in pairs if key in (a, b)}
    return len(fits - {id(home[key])}) <= 1


def resolve_short_names(short: Sequence[Occurrence], bundles: Bundles, texts: Mapping[str, str]) -> None:
    """Ties each single name to the person named nearest in its report, else to the only one in the story.

    Of namesakes the one who alone bears the function before the name goes first: 'wethouder Vries' is not Klaas Vries,
    who is on the council. A slip in the surname is tied to the only one of that function.
    """
    full = [bundle for bundle in bundles.all() if bundle.key.startswith(FULL)]
    places = {id(bundle): _places(bundle) for bundle in full}
    by_report: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in full:
        for report in bundle.reports:
            by_report[report].append(bundle)
    by_surname = _by_surname_keys(full)
    titles = _Titles(texts)
    left_over = []
    by_title: dict[tuple[str, str], Bundle] = {}
    for occurrence in sorted(short, key=lambda one: not titles.has(one)):
        fitting = [b for b in _with_surname(occurrence.text, by_surname) if bundles.allows(b, occurrence.text)]
        here = [bundle for bundle in fitting if occurrence.report in places[id(bundle)]]
        here = here or [
            b
            for b in by_report[occurrence.report]
            if _fits_given(occurrence.text, b) and bundles.allows(b, occurrence.text)
        ]
        near = titles.only(occurrence, fitting) if len(fitting) > 1 else None
        near = near or _spoken_of_before(occurrence, fitting, here, places) or _nearest(occurrence, here, places)
        if near is None and len(fitting) > 1:
            near = next((b for b in fitting if by_title.get((occurrence.report, b.key)) is b), None)
        if near is None and len(fitting) == 1:
            near = fitting[0]
        if near is None and not fitting:
            near = _family_first(occurrence.text, full) or titles.only(occurrence, _a_slip_apart(occurrence.text, full))
        if near is None:
            left_over.append(occurrence)
        else:
            by_title[occurrence.report, near.key] = near
            near.occurrences.append(occurrence)
    for occurrence in left_over:
        bundles.put(SHORT + PersonName((), occurrence.text).stem, occurrence)
    _join_left_over(bundles)


@dataclass
class _Titles:
    """The functions that the reports give persons, looked up where namesakes make it needful."""

    texts: Mapping[str, str]
    _of: dict[int, frozenset[str]] = field(default_factory=dict)

    def has(self, occurrence: Occurrence) -> bool:
        """Whether a function stands before a single name."""
        return self._before(occurrence) is not None

    def _before(self, occurrence: Occurrence) -> str | None:
        before = (d for d in find_descriptions(self.texts[occurrence.report], occurrence.span) if d.before)
        return next((_role(d.noun) for d in before if function_class(d.noun)), None)

    def only(self, occurrence: Occurrence, fitting: Sequence[Bundle]) -> Bundle | None:
        """The one of several persons who alone bears the function that stands before a single name."""
        noun = self._before(occurrence)
        bearers = [bundle for bundle in fitting if noun in self._borne(bundle)] if noun else []
        return bearers[0] if len(bearers) == 1 else None

    def _borne(self, bundle: Bundle) -> frozenset[str]:
        if id(bundle) not in self._of:
            full = [o for o in bundle.occurrences if parse_person(o.text).full]
            found = (d for o in full for d in find_descriptions(self.texts[o.report], o.span))
            self._of[id(bundle)] = frozenset(_role(d.noun) for d in found if function_class(d.noun))
        return self._of[id(bundle)]


def _role(noun: str) -> str:
    """A function as it is compared: its last word, in lower case."""
    return fold_name(noun).rpartition(" ")[2]


@cache
def _first_family_names() -> frozenset[str]:
    return frozenset(load_table("all", "given_names")["family_first"]["names"].split())


def _family_first(text: str, full: Sequence[Bundle]) -> Bundle | None:
    """The only person of the story whose name begins with a family name that stands alone: 'Chen' for 'Chen Yulan'."""
    if fold_name(text) not in _first_family_names():
        return None
    found = [bundle for bundle in full if _fits_given(text, bundle)]
    return found[0] if len(found) == 1 else None


SHORTEST_SLIPPED = 5
"""Letters of a surname from which one letter more, less or other can be a slip."""


def _a_slip_apart(text: str, full: Sequence[Bundle]) -> list[Bundle]:
    """The persons whose surname differs from a single name by one letter."""
    stem = PersonName((), text).stem
    if len(stem) < SHORTEST_SLIPPED:
        return []
    return [b for b in full if any(_one_letter_apart(stem, parse_person(spelling).stem) for spelling in b.spellings)]


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or len(long) - len(short) > 1 or short[:1] != long[:1]:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _full_key(name: PersonName) -> str:
    return fold_name(" ".join([*name.given, name.surname, name.suffix]))


def _candidates(full: list[Bundle]) -> Iterable[tuple[Bundle, Bundle]]:
    """Pairs of full names that share a way to write or say the surname, or are a slip apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, bundle in enumerate(full):
        for key in _blocking_keys(bundle.name):
            blocks[key].append(i)
    pairs = {pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)}
    return [(full[i], full[j]) for i, j in sorted(pairs)]


def _blocking_keys(text: str) -> set[str]:
    stem = parse_person(text).stem
    keys = {stem, stem.replace(" ", ""), fold_name(text).replace(" ", "")} | sound_keys(stem) | slavic_keys(stem)
    keys |= consonant_keys(stem)
    keys |= {f"{stem[:i]}{stem[i + 1 :]}" for i in range(len(stem))}
    return keys | {f"{fold_name(text).split()[0]} {stem[:3]}"}


def _all_alike(left: Bundle, right: Bundle) -> bool:
    """Whether no full spelling of one speaks against one of the other: given names that differ part two persons."""
    for one in left.spellings:
        for other in right.spellings:
            a, b = parse_person(one), parse_person(other)
            if a.full and b.full and given_likeness(a.given, b.given).score == 0.0 and a.stem != fold_name(other):
                return False
            if a.suffix and b.suffix and a.suffix.casefold() != b.suffix.casefold():
                return False
    return True


def _spoken_of_before(
    occurrence: Occurrence,
    fitting: Sequence[Bundle],
    here: Sequence[Bundle],
    places: Mapping[int, Mapping[str, list[int]]],
) -> Bundle | None:
    """The only other bearer of a surname, where a report gives it alone before it names a namesake in full.

    Nobody is called by his surname first and in full after: 'Vries stapt op. Joke Vries volgt hem op.'
    """
    if (
        len(here) != 1
        or here[0] not in fitting
        or _distance(occurrence, places[id(here[0])][occurrence.report])[0] == 0
    ):
        return None
    others = [bundle for bundle in fitting if bundle is not here[0]]
    return others[0] if len(others) == 1 else None


def _places(bundle: Bundle) -> dict[str, list[int]]:
    """Where in each report the full name stands, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for occurrence in bundle.occurrences:
        places[occurrence.report].append(occurrence.span.start)
    return {report: sorted(starts) for report, starts in places.items()}


def _nearest(
    occurrence: Occurrence, present: Sequence[Bundle], places: Mapping[int, Mapping[str, list[int]]]
) -> Bundle | None:
    """The person last named in full before the place, else first after; None where none is present."""

    def rank(bundle: Bundle) -> tuple[tuple[int, int], str]:
        return (_distance(occurrence, places[id(bundle)][occurrence.report]), bundle.key)

    return min(present, key=rank, default=None)


def _distance(occurrence: Occurrence, starts: list[int]) -> tuple[int, int]:
    at = bisect_left(starts, occurrence.span.start)
    if at:
        return (0, occurrence.span.start - starts[at - 1])
    return (1, starts[0])


def _surname_keys(surname: str) -> frozenset[str]:
    """Ways to write and say a surname that make it one with another."""
    stem = PersonName((), surname).stem
    return frozenset({stem, stem.replace(" ", "")}) | sound_keys(stem) | slavic_keys(stem)


def _by_surname_keys(full: Sequence[Bundle]) -> dict[str, list[Bundle]]:
    """The persons of whom a full spelling has a surname with a key."""
    table: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in full:
        names = [name for spelling in bundle.spellings if (name := parse_person(spelling)).full]
        for key in sorted({key for name in names for key in _surname_keys(name.surname)}):
            table[key].append(bundle)
    return table


def _with_surname(text: str, by_surname: Mapping[str, list[Bundle]]) -> list[Bundle]:
    """The persons whose surname a single name can be, in order of key."""
    found = {bundle.key: bundle for key in _surname_keys(text) for bundle in by_surname.get(key, [])}
    return [found[key] for key in sorted(found)]


def _fits_given(text: str, bundle: Bundle) -> bool:
    key = fold_name(text)
    given = {fold_name(name.given[0]) for spelling in bundle.spellings if (name := parse_person(spelling)).full}
    return key in given


def _join_left_over(bundles: Bundles) -> None:
    """Joins single names that only differ in transliteration, as no full name tells them apart."""
    short = [bundle for bundle in bundles.all(NameType.PER) if bundle.key.startswith(SHORT)]
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, bundle in enumerate(short):
        for key in sorted(sound_keys(bundle.name) | slavic_keys(bundle.name)):
            blocks[key].append(i)
    pairs = {pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)}
    for left, right in ((short[i], short[j]) for i, j in sorted(pairs)):
        if bundles.living(left) and bundles.living(right):
            likeness = surname_likeness(left.name, right.name)
            if likeness.score >= SURE_FIT and fold_name(left.name) != fold_name(right.name):
                bundles.join(left, right, likeness.why)
