"""Words of the page among the words of the report, found with a list for each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zegsman.lexicon.tables import LANGUAGES, load_table

_SHORT = 40
"""Words; a longer block is prose, whatever it opens with."""
_NOTICE = 50
"""Words; cookie and newsletter notices stay below it."""
_EDGES = " \t\n\"'“”‘’„|•·–—-:.,;!?…>»«<()[]*#▶→↓"


_STAMP = re.compile(
    r"(?:\*\*)?(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)(?: ?(?i:uur|u|hrs?|[ap]\.?m)\b\.?)?(?:\*\*)?[:.]?(?:\*\*)?"
    r"(?:\s*[|–—-])?\s+(?=[\"'“‘„«]?[A-ZÀ-ÖØ-Þ])"
)
"""The time that stands before a post of a live blog: '9.30 ', '**14:05 uur** – ', '2:10 p.m. '."""


@dataclass(frozen=True, slots=True)
class LeftoverList:
    """The leftovers of all languages, ready to match."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    share: frozenset[str]
    whole: re.Pattern[str]
    notices: re.Pattern[str]
    label: re.Pattern[str]
    caption_start: re.Pattern[str]
    end: re.Pattern[str]


@cache
def load_leftovers() -> LeftoverList:
    """The lists of all languages as one: pages mix them ('Share' on a Dutch page)."""
    tables = [load_table(language, "leftovers") for language in LANGUAGES]

    def joined(key: str) -> list[str]:
        return [one for table in tables for one in table["page"][key]]

    def either(key: str) -> str:
        return "|".join(re.escape(one) for one in sorted(joined(key), key=len, reverse=True))

    # A label before an opener may stand apart or glued; a sure label before any word that opens with a capital.
    label = (
        rf"(?:(?:{either('glued_surely')})(?:\s*[:|–—-]\s+|(?=[A-ZÀ-Þ][a-zß-ÿ’' -]))"
        rf"|(?:{either('glued_surely')}|{either('glued')})\s*[:|–—-]?\s*(?=(?:{either('openers')})\b))"
    )
    return LeftoverList(
        lines=frozenset(one.strip(_EDGES).lower() for one in joined("lines")),
        starts=tuple(joined("starts")),
        share=frozenset(joined("share")),
        whole=re.compile("|".join(f"(?:{one})" for one in joined("patterns")), re.I),
        notices=re.compile("|".join(f"(?:{one})" for one in joined("notices")), re.I | re.S),
        label=re.compile(label),
        caption_start=re.compile(rf"(?:{either('caption_starts')})[\s,:]+(?=\S)", re.I),
        end=re.compile(rf"(?<=[.!?…”\"’)\s])\s*[(\[]?(?:{either('ends')})[.…)\]]*\s*$", re.I),
    )


def is_leftover(block: str) -> bool:
    """Whether a block holds words of the page only."""
    found = load_leftovers()
    block = block.strip()
    if len(block) > 1000:
        return False
    bare = block.strip(_EDGES).lower()
    if bare in found.lines or not bare:
        return not any(letter.isalnum() for letter in block) or bare in found.lines
    words = bare.split()
    if len(words) <= _SHORT and bare.startswith(found.starts):
        return True
    if found.whole.fullmatch(block):
        return True
    if all(word.strip(_EDGES) in found.share or not word.strip(_EDGES) for word in words):
        return True
    return len(words) <= _NOTICE and found.notices.search(block) is not None


def label_length(text: str) -> int:
    """How many code points of a text's first paragraph are a label of the page ('Update'); 0 for none."""
    match = load_leftovers().label.match(text)
    return match.end() if match else 0


def stamp_length(block: str) -> int:
    """How many code points of a block are the time of a live blog's post; 0 where it opens with none."""
    match = _STAMP.match(block)
    return match.end() if match else 0


def caption_start_length(block: str) -> int:
    """How many code points of a block are the words of the page before a caption; 0 where there are none."""
    match = load_leftovers().caption_start.match(block)
    return match.end() if match else 0


def closing_words_start(block: str) -> int:
    """Where the page's closing words of a paragraph start ('Meer volgt.'); its length where there are none."""
    tail = max(0, len(block) - 120)
    match = load_leftovers().end.search(block, tail)
    return match.start() if match and match.start() > 0 else len(block)
