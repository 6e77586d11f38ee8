"""Where two statements about one matter cannot both be so: number, day, hour, place, person."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from zegsman.lexicon.countries import country_of_name
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_patterns, gather_words
from zegsman.likeness.numbers import Quantity, may_be_equal
from zegsman.likeness.places import are_rival_places
from zegsman.likeness.transliteration import slavic_keys
from zegsman.record.annotation import NameType, TimeStatus
from zegsman.record.story import ConflictKind
from zegsman.resolve.claims.terms import is_stopword, word_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from zegsman.record.days import Days
    from zegsman.record.entity import Entity
    from zegsman.resolve.claims.slots import Slots

MOST_DAYS_APART = 31
"""Two dates of one event that are further apart date two events."""

MOST_DAYS_WIDE = 366
"""A date wider than a year is too vague to be contradicted."""

CLOCK_SLACK, HEDGED_CLOCK_SLACK = 15, 25
"""Minutes that two clock times of one event may differ, exact ones and approximate ones."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What two statements cannot both be right about, with both values in words."""

    kind: ConflictKind
    why: str
    nearness: float = field(default=0.0, compare=False)
    """Of rival numbers the smaller over the larger, 0 to 1: figures for one thing are of one size."""
    dimension: str = field(default="", compare=False)
    """What rival numbers measure, as `Quantity.dimension`."""
    values: tuple[float, float] = field(default=(0.0, 0.0), compare=False)
    """Of rival numbers that of the one statement and that of the other."""


def find_clash(one: Slots, other: Slots, entities: Mapping[str, Entity]) -> Clash | None:
    """The first matter on which two statements of one claim cannot both be so, None where they can."""
    # Most pairs have nothing to clash on; what they lack is looked at here, before any of these is asked.
    return (
        (_number_clash(one, other) if one.quantities and other.quantities else None)
        or (_time_clash(one, other) if one.days and other.days else None)
        or (_clock_clash(one, other) if one.minutes and other.minutes else None)
        or (_place_clash(one, other, entities) if one.places and other.places else None)
        or (_participant_clash(one, other, entities) if one.role_terms and other.role_terms else None)
    )


def _number_clash(one: Slots, other: Slots) -> Clash | None:
    for dimension in sorted({quantity.dimension for quantity in (*one.quantities, *other.quantities)}):
        left = _stated(one.quantities, dimension)
        right = _stated(other.quantities, dimension)
        if not left or not right or any(may_be_equal(a, b) for a in left for b in right):
            continue
        if not dimension and _are_other_tolls(one.text, other.text):
            continue
        for a in left:
            for b in right:
                alike = _count_alike(a, one.language, b, other.language) or _goes_on_counting(one, a, other, b)
                if alike and (dimension or _is_count(a, b)):
                    nearness = min(a.value, b.value) / max(a.value, b.value) if min(a.value, b.value) > 0 else 0.0
                    why = f"{_words(one, a)} / {_words(other, b)}"
                    return Clash(ConflictKind.NUMBER, why, nearness, dimension, (a.value, b.value))
    return None


TOLLS = ("dead", "hurt", "missing", "held", "saved", "moved")
"""What becomes of people who are counted after a disaster or a raid."""

_TOLL = {name: re.compile(rf"\b(?:{gather_patterns('claims', f'toll_{name}')})\b", re.I) for name in TOLLS}


def tolls_in(text: str) -> frozenset[str]:
    """The tolls of `TOLLS` of which a statement tells."""
    return frozenset(name for name in TOLLS if _TOLL[name].search(text))


def _are_other_tolls(text: str, other_text: str) -> bool:
    """Whether each counts others than the other: 'three people died', 'five people are missing'."""
    one, other = tolls_in(text), tolls_in(other_text)
    return bool(one and other) and one.isdisjoint(other)


def _stated(quantities: Sequence[Quantity], dimension: str) -> list[Quantity]:
    stated = [quantity for quantity in quantities if not quantity.negated]
    own = [quantity for quantity in stated if quantity.dimension == dimension]
    if own or dimension not in MONEY:
        return own
    return [replace(one, dimension=dimension) for one in stated if not one.dimension and _is_bare_sum(one)]


MONEY = frozenset({"EUR", "USD", "GBP"})
_LEAST_SUM = 100_000


def _is_bare_sum(one: Quantity) -> bool:
    """Whether an amount that counts nothing is of the size of a sum of money: 'wij komen uit op 1,7 miljoen'."""
    return one.value >= _LEAST_SUM and not one.after


def _is_count(one: Quantity, other: Quantity) -> bool:
    return one.value >= 2 or other.value >= 2


def _count_alike(one: Quantity, language: str, other: Quantity, other_language: str) -> bool:
    """Whether two amounts count the same thing: a unit says so, else the nouns behind them must meet."""
    if one.dimension:
        return True
    left = {term for word in _counted(one, language) for term, _ in word_terms(word, language)}
    right = {term for word in _counted(other, other_language) for term, _ in word_terms(word, other_language)}
    return bool(left & right)


def _goes_on_counting(one: Slots, a: Quantity, other: Slots, b: Quantity) -> bool:
    """Whether the later of two in a report has a bare number, which takes from the earlier what is counted.

    'De bond telt 340 stakers. De firma houdt het op 190.'
    """
    (earlier, before), (later, after) = sorted(((one, a), (other, b)), key=lambda pair: pair[0].order)
    beside = one.report == other.report and 0 < later.sentence - earlier.sentence <= 1
    return beside and not after.after and len(later.quantities) == 1 and bool(_counted(before, earlier.language))


def _counted(quantity: Quantity, language: str) -> list[str]:
    """The words behind a number that tell what is counted, up to the next function word."""
    words = list(quantity.after[:4])
    while words and is_stopword(words[0], language):
        words.pop(0)
    return list(itertools.takewhile(lambda word: not is_stopword(word, language), words))


def _words(slots: Slots, quantity: Quantity) -> str:
    end = quantity.span.end
    if not quantity.dimension:
        rest = slots.text[end:].split()
        end += len(slots.text[end:]) - len(slots.text[end:].lstrip()) + (len(rest[0]) if rest else 0)
    return slots.text[quantity.span.start : end].strip(" ,.;:")


def _time_clash(one: Slots, other: Slots) -> Clash | None:
    if one.added or other.added or _plan_and_deed(one, other):
        return None
    if one.begins or other.begins:
        return _since_clash(one, other)
    left, right = one.days[0], other.days[0]
    if max(left.n_days or 0, right.n_days or 0) > MOST_DAYS_WIDE:
        return None
    if any(a.shared_days(b) for a in one.days for b in other.days):
        return None
    gap = _gap(left, right)
    widest = max(left.n_days or 0, right.n_days or 0)
    if gap > (MOST_DAYS_APART if widest <= 31 else 5 * widest):
        return None
    return Clash(ConflictKind.TIME, f"{_shown(left)} / {_shown(right)}")


_ONLY_THEN = re.compile(rf"\b(?:{gather_patterns('claims', 'only_then')})\b", re.I)


def _since_clash(one: Slots, other: Slots) -> Clash | None:
    """So since one day, and only from a later one: 'al sinds mei' against 'pas in juli'."""
    since, only = (one.begins, other) if one.begins else (other.begins, one)
    if since is None or only.begins or not _ONLY_THEN.search(only.text):
        return None
    start, later = since.start, only.days[0].start
    if start is None or later is None or (since.end or start) >= later:
        return None
    return Clash(ConflictKind.TIME, f"{_shown(since)} / {_shown(only.days[0])}")


def _plan_and_deed(one: Slots, other: Slots) -> bool:
    """Whether one tells what was to be and the other what was: then a change of date is a development."""
    return (one.time_status is TimeStatus.FUTURE) != (other.time_status is TimeStatus.FUTURE)


def _gap(left: Days, right: Days) -> int:
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return 10**6
    return max((right.start - left.end).days, (left.start - right.end).days)


def _shown(days: Days) -> str:
    return days.value or f"{days.start} – {days.end}"


def _clock_clash(one: Slots, other: Slots) -> Clash | None:
    nearest = min((abs(a - b), rough_a or rough_b, a, b) for a, rough_a in one.minutes for b, rough_b in other.minutes)
    apart, rough, a, b = nearest
    if min(a, b) < 0 or apart <= (HEDGED_CLOCK_SLACK if rough else CLOCK_SLACK):
        return None
    return Clash(ConflictKind.TIME, f"{a // 60:02}:{a % 60:02} / {b // 60:02}:{b % 60:02}")


def _place_clash(one: Slots, other: Slots, entities: Mapping[str, Entity]) -> Clash | None:
    """Two places behind the same kind of preposition, each the only one there that the other does not name."""
    if _plan_and_deed(one, other) or one.places <= other.places or other.places <= one.places:
        return None
    left = _by_frame(one, one.places - other.places, entities)
    right = _by_frame(other, other.places - one.places, entities) if left else {}
    for frame in sorted(left.keys() & right.keys()):
        if frame == _ORIGIN or len(left[frame]) != 1 or len(right[frame]) != 1:
            continue
        a, b = left[frame][0], right[frame][0]
        if are_rival_places(a.name, b.name, (a.country, b.country), (a.coordinates, b.coordinates)):
            return Clash(ConflictKind.PLACE, f"{a.name} / {b.name}")
    return None


_AT, _ORIGIN = "at", "from"
"""'De boer uit Ede', 'slib uit Delfzijl': tells whose or what, not where."""

_HOME = re.compile(rf"\b(?:{gather_patterns('claims', 'home')})\b", re.I)
"""Where somebody is from or lives: 'kwam uit Ede' and 'woonde in Tiel' are rivals."""

_FRAMES = {word: frame for frame in (_AT, "to", _ORIGIN, "near") for word in gather_words("claims", f"place_{frame}")}
_ARTICLES = function_words("definite_articles", "indefinite_articles")


def _by_frame(slots: Slots, places: Set[str], entities: Mapping[str, Entity]) -> dict[str, list[Entity]]:
    """Places by the kind of preposition before them; a country behind a place in it ('Gent in België') adds nothing."""
    found: dict[str, list[Entity]] = defaultdict(list)
    known = [entities[id_] for id_ in sorted(places)]
    for place in known:
        country = country_of_name(place.name)
        if country and any(one is not place and one.country == country for one in known):
            continue
        frame = _frame(slots.text, place.aliases or (place.name,))
        if frame:
            found[frame].append(place)
    return found


@lru_cache(maxsize=16384)
def _frame(text: str, names: tuple[str, ...]) -> str:
    """The kind of preposition before a place, else the word before it; '' where it is not found."""
    for name in names:
        at = text.find(name)
        if at >= 0:
            before = text[:at].lower().split()
            words = [word for word in before[-3:] if word not in _ARTICLES]
            last = words[-1] if words else ""
            frame = _FRAMES.get(last, last)
            return "home" if frame in (_AT, _ORIGIN) and _HOME.search(text) else frame
    return ""


def _participant_clash(one: Slots, other: Slots, entities: Mapping[str, Entity]) -> Clash | None:
    """Two names for one role ('de koper is …'): only where both statements name one person or body for it."""
    if one.denied or other.denied or not one.entities - other.entities or not other.entities - one.entities:
        return None
    if not one.role_terms & other.role_terms:
        return None
    left = [body for body in _bodies(one.entities - other.entities, entities) if not _only_belongs(one, body)]
    right = [body for body in _bodies(other.entities - one.entities, entities) if not _only_belongs(other, body)]
    if len(left) != 1 or len(right) != 1 or left[0].type is not right[0].type:
        return None
    surnames = left[0].name.split()[-1], right[0].name.split()[-1]
    if left[0].type is NameType.PER and slavic_keys(surnames[0]) & slavic_keys(surnames[1]):
        return None  # one name in two transcriptions
    shared = _bodies(one.entities & other.entities, entities)
    if any(entity.type is left[0].type for entity in shared):
        return None
    return Clash(ConflictKind.PARTICIPANT, f"{left[0].name} / {right[0].name}")


_OWNING = function_words("belonging_to", "of_or_for", "with")
_VESSELS = tuple(gather_words("claims", "vessels"))


def _only_belongs(slots: Slots, body: Entity) -> bool:
    """Whether a name tells whose the one in the role is ('de kapitein van het vrachtschip Lindholm')."""
    for alias in body.aliases or (body.name,):
        at = slots.text.find(alias)
        if at >= 0:
            before = [word for word in slots.text[:at].lower().split() if word not in _ARTICLES]
            return bool(before) and (before[-1] in _OWNING or before[-1].endswith(_VESSELS))
    return False


def _bodies(ids: frozenset[str], entities: Mapping[str, Entity]) -> list[Entity]:
    return [entities[id_] for id_ in sorted(ids) if entities[id_].type in (NameType.PER, NameType.ORG)]
