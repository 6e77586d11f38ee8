"""Quantities in Dutch and English text, and whether two of them can be the same amount."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.likeness.number_words import number_pieces, number_tables, parse_digits, parse_number_word, units
from zegsman.likeness.texts import fold
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIECE = re.compile(
    r"(?P<digits>\d{1,3}(?:[.,\u2009\u00a0\u202f]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*\.?)|(?P<sign>[€£$¥%‰°/:;()\u2013-])"
)
_TAIL = re.compile(r"^(?:bn|mn|tn|mln|mld|k|m|p|kg|km|cm|mm|m2|m3|ha|g|mg|l|ft|mw|gw|kw|pct)$")

NUMBER_TOLERANCE = {"about": (0.85, 1.18), "over": (0.99, 1.35), "under": (0.75, 1.01), "cap": (0.75, 1.01)}
"""Factors on the lower and upper bound that a hedge allows: 'ruim 300' covers 310 and 390, not 450.

Set on invented pairs of newspaper phrases (tests/likeness/test_numbers_cases.toml).
"""


CAP_SLACK = 0.01
"""Share by which two caps may differ and still be one: what rounding does to the amounts of a decision."""

_CONTRAST = re.compile(r"\b(?:niet|geen|not)\b(?:[^.;!?]|\.(?=\d)){1,80}?,?\s(?:maar|but)\s", re.I)
"""'Niet 40, maar 60': what stands between the two words is given up."""

_GIVEN_UP = re.compile(
    r"\b(?:niet|(?<!nog )geen|not|instead of|in plaats van|rather than)(?: de)?$"
    r"|\b(?:correct\w*|corrige\w*|rectif\w*|herzie\w*|revis\w*|aanvankelijk\w*|initial\w*|eerder (?:gemelde|genoemde)|"
    r"earlier (?:figure|count|toll|estimate)s?|eerdere (?:cijfer|telling|schatting|opgave)s?)\b[^.;,]{0,40}$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as a text gives it: its value, the range that it can mean, and what is measured.

    `dimension` is 'EUR', 'length' … of `lexicon/all/units.toml`, 'age', or '' for a bare count, with `value`, `low`
    and `high` in the dimension's first unit. `after` are the folded words that follow, the noun counted among them.
    """

    span: Span
    value: float
    low: float
    high: float
    dimension: str = ""
    after: tuple[str, ...] = ()
    negated: bool = False
    """Given up by the text itself: 'negen, en niet twaalf'."""
    hedged: bool = False
    cap: bool = False
    """The most that it can be ('hooguit 3,1 procent'): two caps are compared as they stand."""


_AND_A_HALF = (["and", "a", "half"], ["en", "een", "half"], ["en", "een", "halve"])

_NO_AMOUNT = frozenset({"elftal"})
"""Words that are built like an amount and name something else (a football team)."""


class _Reader:
    """Walks over the pieces of one text."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.tables = number_tables(language)
        self.pieces: list[tuple[str, str, int, int]] = []
        for match in _PIECE.finditer(text):
            kind = str(match.lastgroup)
            self.pieces.append((kind, fold(match.group()), match.start(), match.end()))
        self.values: list[float | None] = [self._value(i) for i in range(len(self.pieces))]

    def _value(self, i: int) -> float | None:
        kind, text, *_ = self.pieces[i]
        if kind == "digits":
            return parse_digits(text, self.language)
        if kind != "word" or (len(text) < 3 and text not in self.tables.scales):
            return None
        if text in {"een", "one", "m", "p", "k"}:
            return None
        return parse_number_word(text, self.language)

    def words_before(self, i: int, n: int = 3) -> str:
        before = self.pieces[max(0, i - n) : i]
        return " ".join(text for kind, text, *_ in before if kind != "sign" or text in "€£$¥")

    def read_at(self, i: int) -> tuple[Quantity, int] | None:
        """The quantity that starts at piece `i` and the piece after it."""
        kind, text, start, end = self.pieces[i]
        share = self._share_at(i)
        if share:
            return share
        vague = self.tables.vague.get(text)
        if vague:
            return self._finished(i, i + 1, sum(vague) / 2, Span(start, end), bounds=vague)
        for ending in self.tables.approximate:
            if kind == "word" and text not in _NO_AMOUNT and text.endswith(ending) and len(text) > len(ending) + 2:
                value = parse_number_word(text.removesuffix(ending), self.language)
                if value is not None:
                    return self._finished(i, i + 1, value, Span(start, end), hedge="about")
        value = self.values[i]
        if text in {"een", "one"} and [self._word(k) for k in range(i + 1, i + 4)] in _AND_A_HALF:
            value = 1.0
        if value is None or (text in self.tables.scales and kind == "word" and len(text) <= 3):
            return None
        j, value = self._scaled(i, value)
        return self._finished(i, j, value, Span(start, self.pieces[j - 1][3]))

    def _scaled(self, i: int, value: float) -> tuple[int, float]:
        """Takes in the words that multiply or complete the number: '1,4 miljoen', '1.4bn', 'two hundred and five'."""
        j = i + 1
        is_part = self.pieces[i][0] == "word" and value in {0.5, 1.5}
        if is_part and self._word(j) in {"a", "an"} and self._is_scale(j + 1):
            j += 1
        if is_part and not self._is_scale(j):
            return j, value
        if [self._word(k) for k in range(j, j + 3)] in _AND_A_HALF:
            j, value = j + 3, value + 0.5
        while self._is_scale(j):
            value *= self.tables.scales[self.pieces[j][1].rstrip(".")]
            j += 1
        if self.language == "en" and value >= 100 and j + 1 < len(self.pieces) and self.pieces[j][1] == "and":
            more = self.values[j + 1]
            if more is not None and more < 100 and self.pieces[j + 1][0] == "word":
                return j + 2, value + more
        return j, value

    def _word(self, j: int) -> str:
        """The folded word at a piece, '' behind the last."""
        return self.pieces[j][1] if j < len(self.pieces) else ""

    def _share_at(self, i: int) -> tuple[Quantity, int] | None:
        """A share of a whole in words ('a quarter of the shares', 'de helft van de kisten'), in per cent."""
        for words, percent in self.tables.shares.get(self._word(i), ()):
            end = i + len(words)
            if tuple(self._word(k) for k in range(i, end)) != words or self._word(end) not in self.tables.share_of:
                continue
            if i and self._word(i - 1) in self.tables.no_share_behind:
                return None
            if {self._word(end + 1), self._word(end + 2)} & self.tables.no_share_of:
                return None
            low, high = _bounds(percent, "about", digits=False)
            span = Span(self.pieces[i][2], self.pieces[end - 1][3])
            after = tuple(piece[1] for piece in self.pieces[end : end + 4] if piece[0] == "word")
            return Quantity(span, percent, low, high, "percent", after, hedged=True), end
        return None

    def _is_scale(self, j: int) -> bool:
        if j >= len(self.pieces):
            return False
        word = self.pieces[j][1].rstrip(".")
        if word not in self.tables.scales or self.pieces[j][0] != "word":
            return False
        touching = self.pieces[j][2] == self.pieces[j - 1][3]
        return len(word) > 1 or (touching and self._has_currency(j))

    def _has_currency(self, j: int) -> bool:
        return any(self.pieces[k][1] in "€£$¥" for k in range(max(0, j - 2), j))

    def _finished(
        self,
        i: int,
        j: int,
        value: float,
        span: Span,
        bounds: tuple[float, float] | None = None,
        hedge: str | None = None,
    ) -> tuple[Quantity, int]:
        before, at = i, i
        if i and self.pieces[i - 1][1] in "€£$¥":
            at, span = i - 1, Span(self.pieces[i - 1][2], span.end)
            before = i - 1
        dimension, factor, j, end = self._unit(at, i, j, span.end)
        hedge = hedge or self._hedge(before)
        low, high = bounds or _bounds(value, hedge, digits=self.pieces[i][0] == "digits")
        after = tuple(piece[1] for piece in self.pieces[j : j + 4] if piece[0] == "word")
        negated = bool(_GIVEN_UP.search(self.words_before(before, 7)))
        quantity = Quantity(
            Span(span.start, end),
            value * factor,
            low * factor,
            high * factor,
            dimension,
            after,
            negated,
            bool(hedge),
            cap=hedge == "cap",
        )
        return quantity, j

    def _unit(self, at: int, i: int, j: int, end: int) -> tuple[str, float, int, int]:
        """Dimension, factor, the piece after the unit, and the code point where the unit ends."""
        if at < i:
            dimension, factor = units()[self.pieces[at][1]]
            return dimension, factor, j, end
        following = " ".join(piece[1] for piece in self.pieces[j : j + 3])
        for age in self.tables.ages_after:
            if re.match(rf"-? ?{re.escape(age)}\b", following):
                return "age", 1.0, min(len(self.pieces), j + 1), end
        if re.search(r"\b(?:aged?|man van|vrouw van|jongen van|meisje van|jongeman van)$", self.words_before(i)):
            return "age", 1.0, j, end
        for n in (3, 2, 1):
            form = " ".join(piece[1] for piece in self.pieces[j : j + n]).rstrip(".")
            if j + n <= len(self.pieces) and form in units() and self._may_be_unit(form, j):
                dimension, factor = units()[form]
                return dimension, factor, j + n, self.pieces[j + n - 1][3]
        return "", 1.0, j, end

    def _may_be_unit(self, form: str, j: int) -> bool:
        """One-letter units must touch the number ('301p', '15m')."""
        return len(form) > 1 or form in "%‰°" or self.pieces[j][2] == self.pieces[j - 1][3]

    def _hedge(self, i: int) -> str | None:
        before = self.words_before(i)
        for words, kind in self.tables.hedges:
            if before.endswith(words) and (len(before) == len(words) or before[-len(words) - 1] == " "):
                return kind if words not in {"een", "a", "tot", "over de"} else None
        return None


def _bounds(value: float, hedge: str | None, digits: bool) -> tuple[float, float]:
    """The range that an amount can mean: loosened by its hedge, else by the rounding that its zeros show."""
    if hedge:
        low, high = NUMBER_TOLERANCE[hedge]
        return value * low, value * high
    if value < 100 and value == int(value):
        return value, value
    step = 10.0 ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))) if value >= 100 else 0.1
    half = min(step / 2, abs(value) * 0.03) if digits or value >= 1000 else 0.0
    return value - half, value + half


def find_quantities(text: str, language: str = "nl", excluded: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """The amounts in a text, in order.

    Args:
        text: Any text; spans of the result index it.
        language: 'nl' or 'en'; any other is read as Dutch.
        excluded: Places to skip, such as dates and clock times. Bare years (1500 to 2099) are skipped as well.
    """
    if not may_hold_amounts(text, language):
        return ()
    reader = _Reader(text, language)
    found: list[Quantity] = []
    i = 0
    while i < len(reader.pieces):
        kind, piece, start, end = reader.pieces[i]
        if any(span.start < end and start < span.end for span in excluded) or _is_ordinal(text, kind, end):
            i += 1
            continue
        result = reader.read_at(i)
        if result is None:
            i += 1
            continue
        quantity, i = result
        if not _is_year(quantity, piece) and not _is_clock(text, start):
            found.append(quantity)
    contrasts = [match.span() for match in _CONTRAST.finditer(text)]
    return tuple(
        replace(one, negated=True) if any(a <= one.span.start < b for a, b in contrasts) else one for one in found
    )


def may_hold_amounts(text: str, language: str) -> bool:
    """Whether a digit or a word that numbers are made of stands in a text: a cheap look before a dear one."""
    return bool(number_pieces(language).search(text))


def _is_ordinal(text: str, kind: str, end: int) -> bool:
    return kind == "digits" and bool(re.match(r"(?:e|ste|de|st|nd|rd|th)\b", text[end : end + 4]))


def _is_year(quantity: Quantity, piece: str) -> bool:
    return not quantity.dimension and not quantity.hedged and bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", piece))


_CLOCK = re.compile(
    r"(?<![\d.,:])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)"
    r"|(?<![\d.,])[012]?\d\.[0-5]\d(?=\s*(?:uur|u\b|[ap]\.?m\b))|(?<![\d.,])1?\d(?=\s*[ap]\.?m\b)",
    re.I,
)


def _is_clock(text: str, start: int) -> bool:
    """Whether the digits at `start` are part of a clock time."""
    around = max(0, start - 4)
    return any(match.start() <= start < match.end() for match in _CLOCK.finditer(text, around, start + 14))


def may_be_equal(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts of one dimension can be the same, given hedges and rounding."""
    if one.cap and other.cap:
        return abs(one.value - other.value) <= CAP_SLACK * max(one.value, other.value)
    return one.low <= other.high + 1e-9 and other.low <= one.high + 1e-9


def shared_quantities(left: Iterable[Quantity], right: Iterable[Quantity]) -> int:
    """How many amounts on the left have one of the same dimension on the right that can be equal."""
    rest = list(right)
    n = 0
    for one in left:
        for other in rest:
            if one.dimension == other.dimension and may_be_equal(one, other):
                rest.remove(other)
                n += 1
                break
    return n
