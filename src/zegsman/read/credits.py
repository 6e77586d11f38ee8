"""Credits: the agency that a text is from, and the credit that makes a block a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zegsman.lexicon.tables import load_table


@dataclass(frozen=True, slots=True)
class CreditList:
    """Patterns for credits, and the agencies' spellings to the name shown."""

    names: dict[str, str]
    dateline: re.Pattern[str]
    closing: re.Pattern[str]
    line: re.Pattern[str]
    whole: re.Pattern[str]
    picture: re.Pattern[str]


@cache
def load_credits() -> CreditList:
    """The list of agencies and cues, ready to match."""
    table = load_table("all", "credits")
    names = {spelling: name for name, others in table["agencies"].items() for spelling in (name, *others)}
    agency = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    rest = rf"(?:\s*(?:/|,|&|-|en|and)\s*(?:{agency}|[A-Z]{{2,5}}))*"
    several, also = rf"(?P<agency>{agency}){rest}", rf"(?P<also>{agency}){rest}"
    cue = "|".join(re.escape(one) for one in sorted(table["cues"]["text"], key=len, reverse=True))
    picture = "|".join(re.escape(one) for one in sorted(table["cues"]["picture"], key=len, reverse=True))
    mark = rf"(?:©|\(c\)\s+(?=[A-Z0-9])|(?i:\b(?:{picture}))\s*[:|/©])"
    words = rf"(?i:\b(?:{picture}))\s+(?:(?:via|by|door)\s+(?=[A-Z])|(?={agency}\b))"
    return CreditList(
        names=names,
        # 'AMSTERDAM (ANP) - ', '(Reuters) - ', 'Reuters - ', 'LONDON, March 5 (AP) — '
        dateline=re.compile(rf"(?:[^\W\d_][^()\n]{{0,60}}\s)?\({several}\)\s*[-–—:.]?|{also}\s*[-–—]\s"),
        closing=re.compile(
            rf"[(\[]{several}[)\]]\.?\s*$|(?<=[.!?”\"’])\s+{also}\.?\s*$|\((?i:reporting) by .{{0,200}}$"
        ),
        line=re.compile(rf"\s*[(\[]?(?i:{cue})\s*:?\s+(?:[^:\n]{{0,60}}[,/&]\s*)?{several}\s*[)\]]?\.?\s*"),
        whole=re.compile(rf"\s*[(\[©]*\s*{several}\s*[)\]]*\.?\s*"),
        # A mark ('©', 'Foto:') may stand after any word, bare words ('Beeld ANP') only where a sentence is closed.
        picture=re.compile(
            rf"(?:[(\[|]\s*(?:{mark}|{words})\s*[^()\[\]]{{0,80}}[)\]]?"
            rf"|(?:(?:^|[\s.!?”\"’]){mark}|(?:^|[.!?”\"’]\s*){words})\s*[^.!?]{{0,80}}\.?)\s*$"
        ),
    )


def is_caption(block: str) -> bool:
    """Whether a block closes with the credit of a picture ('… © X', '(Foto: X)', 'Beeld: X')."""
    if len(block) > 1200:
        return False
    return load_credits().picture.search(block) is not None


def is_credit_line(block: str) -> bool:
    """Whether a block is nothing but the credit of an agency ('Bron: ANP', '(Reuters)')."""
    credits = load_credits()
    return len(block) < 200 and bool(credits.line.fullmatch(block) or credits.whole.fullmatch(block))


def agency_named(field: str) -> str | None:
    """The agency that a header field or byline names ('ANP', 'Redactie/ANP', 'door: Reuters'), None for none."""
    names = load_credits().names
    for part in [field, *re.split(r"[/,;&()|]|\b(?:en|and|door|by|via)\b|\s-\s|:", field)]:
        if (name := names.get(part.strip().rstrip("."))) is not None:
            return name
    return None


def find_agency(blocks: list[str]) -> str | None:
    """The agency that prose credits itself to, from its datelines, closing words and credit lines; None for none.

    A mention in a sentence ('meldt persbureau X') is no credit: it is an attribution.
    """
    credits = load_credits()
    for block in blocks[:3]:
        if match := credits.dateline.match(block):
            return credits.names[_spelling(match)]
    for block in [*blocks[-3:][::-1], *blocks[:2]]:
        for pattern in (credits.line, credits.whole):
            if len(block) < 200 and (match := pattern.fullmatch(block)):
                return credits.names[_spelling(match)]
    for block in blocks[-2:][::-1]:
        if match := credits.closing.search(block[-240:]):
            # 'Reporting by …; editing by …' is how Reuters signs.
            return credits.names.get(_spelling(match), "Reuters")
    return None


def _spelling(match: re.Match[str]) -> str:
    return next((one for one in match.groupdict().values() if one), "")
