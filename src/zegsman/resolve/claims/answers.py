"""What plain words of rejection reject: 'De dienst spreekt dat tegen', 'The office denied it', 'Onzin'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_patterns
from zegsman.record.annotation import Certainty, Kind
from zegsman.resolve.claims.rejections import INNOCENCE, NONSENSE, REJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

ANSWERS = 0.9
"""How likely a plain rejection denies what another said before it."""
MOST_WORDS = 10
"""Words that a rejection has at most which says nothing of its own."""
BACK_SENTENCES = 2
"""Sentences before a rejection within its paragraph in which what it rejects is looked for."""
MOST_BEFORE = 40
"""Statements of one paragraph that are looked at."""
MOST_BEHIND = 6
"""Statements behind a rejection that are looked at."""
_LEANS = function_words("describing")
"""First words of a clause that only describes or sets the scene."""
_NAMES_MATTER = re.compile(rf"\W*\b(?:{any_of(function_words('neuter_article'))}) \w+$", re.I)
"""'Betwist het bedrag' names what it rejects."""


_CHARGES = frozenset({"crime", "guilty"})
"""Matters of `lexicon/all/opposites.toml` of which somebody is accused."""
_BARE = re.compile(rf"\b(?:{gather_patterns('rejections', 'bare')})\W*$", re.I)
"""'De verdachte ontkent': denies what he is accused of, whatever stands before it."""


def answered_plainly(story: Story) -> dict[Pair, float]:
    """How likely plain rejections deny what was said before, by (denial, said).

    Where the one who rejects goes on in words of his own ('Ik heb nooit …') those are the denial.
    """
    slots = story.slots
    found: dict[Pair, float] = {}
    for i, one in enumerate(slots):
        said = _said_before(slots, i) if is_plain(one) else None
        if said is None:
            continue
        own_words = [k for k in _behind(slots, i) if _is_other_voice(slots[k], slots[said])]
        found |= dict.fromkeys([(k, said) for k in own_words or [i]], ANSWERS)
    return found


def _behind(slots: Sequence[Slots], i: int) -> list[int]:
    """The denials of whoever rejects, in the same sentence or the next: they say the same in words of their own."""
    one = slots[i]
    near = range(i + 1, min(len(slots), i + 1 + MOST_BEHIND))
    own = [k for k in near if slots[k].report == one.report and slots[k].sentence - one.sentence <= 1]
    return [k for k in own if slots[k].denied and slots[k].chain and not slots[k].refusal]


def is_plain(one: Slots) -> bool:
    """Whether a statement says no more than that something is not so."""
    if not one.denied or one.refusal or len(one.words) > MOST_WORDS:
        return False
    if NONSENSE.match(one.text) or INNOCENCE.search(one.text):
        return True
    rejects = REJECTS.search(one.text)
    return rejects is not None and (rejects.end() >= len(one.text.rstrip()) or not _NAMES_MATTER.search(one.text))


def _said_before(slots: Sequence[Slots], i: int) -> int | None:
    """What a rejection rejects: what names the one who rejects, else what another said.

    Within a paragraph that is what was said last; a rejection that opens a paragraph answers what the one before it
    opens with.
    """
    one = slots[i]
    near = [k for k in _before(slots, i) if _may_be_rejected(one, slots[k])]
    naming = [k for k in near if one.entities & slots[k].entities]
    said = [k for k in near if slots[k].chain or slots[k].kind is Kind.HEARSAY]
    likely = naming or said or near
    if INNOCENCE.search(one.text) or _BARE.search(one.text):
        likely = [k for k in near if _CHARGES & slots[k].says] or said
    if not likely:
        return None
    return min(likely) if slots[likely[0]].paragraph != one.paragraph and not naming else max(likely)


def _before(slots: Sequence[Slots], i: int) -> list[int]:
    """The statements before a rejection in its paragraph, or where it opens one those of the paragraph before."""
    one = slots[i]
    report = [k for k in range(max(0, i - MOST_BEFORE), i) if slots[k].report == one.report]
    own = [k for k in report if slots[k].paragraph == one.paragraph and slots[k].sentence < one.sentence]
    if own:
        return [k for k in own if one.sentence - slots[k].sentence <= BACK_SENTENCES]
    earlier = [k for k in report if slots[k].paragraph < one.paragraph]
    return [k for k in earlier if slots[k].paragraph == slots[earlier[-1]].paragraph]


def _may_be_rejected(one: Slots, other: Slots) -> bool:
    opens = other.words[0] if other.words else ""
    if not other.terms or other.denied or other.refusal or opens in _LEANS:
        return False
    return other.certainty is not Certainty.UNKNOWN and _is_other_voice(one, other)


def _is_other_voice(one: Slots, other: Slots) -> bool:
    return not one.chain or one.chain[-1:] != other.chain[-1:]
