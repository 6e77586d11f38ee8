"""Credits: the agencies that a text is from, and the credit that makes a block a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = r"\s*(?:/|,|;|&|\+|\||-|–|—|(?:\b(?:en|and|et|und|via|met|with)\b))\s*"
_PARTS = re.compile(r"[/,;&()\[\]|+:]|\b(?:en|and|et|und|door|by|via|van|from|met|with|bron|source)\b|\s[-–—]\s", re.I)
_LINE_LENGTH = 220
"""Code points; the longest credits of several agencies with their newsrooms stay below it."""
_CLOSING_WINDOW = 260


@dataclass(frozen=True, slots=True)
class CreditList:
    """Patterns for credits, and the agencies' spellings to the name shown."""

    names: dict[str, str]
    dateline: re.Pattern[str]
    closing: re.Pattern[str]
    signed: re.Pattern[str]
    line: re.Pattern[str]
    whole: re.Pattern[str]
    sentence: re.Pattern[str]
    picture: re.Pattern[str]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


@cache
def load_credits() -> CreditList:
    """The list of agencies and cues, ready to match."""
    table = load_table("all", "credits")
    names = {spelling: name for name, others in table["agencies"].items() for spelling in (name, *others)}
    agency, cues = _either(names), table["cues"]
    beside = rf"(?i:{_either(cues['beside'])})|[A-Z]{{2,5}}\b"
    # Atomic and bounded: an agency's name is also a word in capitals, and a line may hold thousands of them.
    several = (
        rf"(?:(?i:{_either(cues['beside'])}){_SEPARATOR})?(?:{agency})\b(?:{_SEPARATOR}(?>{agency}|{beside})){{0,12}}"
    )
    cue, picture = _either(cues["text"]), _either(cues["picture"])
    sentences = "|".join(f"(?:{one.replace('{list}', f'(?-i:{several})')})" for one in table["sentences"]["closing"])
    mark = rf"(?:©|\(c\)\s+(?=[A-Z0-9])|(?i:\b(?:{picture}))\s*[:|/©])"
    words = rf"(?i:\b(?:{picture}))\s+(?:(?:via|by|door)\s+(?=[A-Z])|(?={agency}\b))"
    return CreditList(
        names=names,
        # 'AMSTERDAM (ANP) - ', 'PARIJS/BERLIJN, 5 mrt. (ANP/AFP) - ', '(Reuters) - ', 'Reuters - '
        dateline=re.compile(
            rf"(?:[^\W\d_][^()\n]{{0,60}}\s)?[(\[]{_named(several, 'list')}[)\]]\s*[-–—:.]?"
            rf"|{_named(several, 'also')}\s*[-–—]\s"
        ),
        closing=re.compile(
            rf"[(\[]\s*(?:(?i:{cue})\s*:?\s+)?{_named(several, 'list')}\s*[)\]]\.?\s*$"
            rf"|(?<=[.!?”\"’])\s*(?:[-–—|]\s*)?(?:(?i:bron(?:nen)?|sources?)\s*:\s*)?{_named(several, 'also')}\.?\s*$"
        ),
        # 'Reporting by …; editing by …' is how Reuters signs.
        signed=re.compile(r"\(?(?:(?i:writing|reporting)) by [^.\n]{2,200}[;,.] ?(?i:editing) by .{2,160}$"),
        line=re.compile(
            rf"\s*[(\[]?(?:(?i:{cue})\s*:?|.{{0,60}}[\s,|](?i:bron(?:nen)?|sources?)\s*:)\s+"
            rf"(?:[^:\n]{{0,60}}[,/&|]\s*|[^:\n]{{0,40}}\s(?:en|and)\s)??"
            rf"{_named(several, 'list')}(?:\s+(?i:{_either(cues['beside'])}))?\s*[)\]]?\.?\s*"
        ),
        whole=re.compile(rf"\s*[(\[©–—-]*\s*(?:\d{{4}}\s+)?(?i:the\s+)?{_named(several, 'list')}\s*[)\]]*\.?\s*"),
        sentence=re.compile(rf"(?:^|(?<=[.!?”\"’)(\[]))\s*(?:{sentences})\s*[.)\]]*\s*$", re.I),
        # A mark ('©', 'Foto:') may stand after any word, bare words ('Beeld ANP') only where a sentence is closed.
        picture=re.compile(
            rf"(?:[(\[|]\s*(?:{mark}|{words})\s*[^()\[\]]{{0,80}}[)\]]?"
            rf"|(?:(?:^|[\s.!?”\"’]){mark}|(?:^|[.!?”\"’]\s*){words})\s*[^.!?]{{0,80}}\.?)\s*$"
        ),
    )


def _named(pattern: str, name: str) -> str:
    return f"(?P<{name}>{pattern})"


def is_caption(block: str) -> bool:
    """Whether a block closes with the credit of a picture ('… © X', '(Foto: X)', 'Beeld: X')."""
    if len(block) > 1200:
        return False
    return load_credits().picture.search(block) is not None


def is_credit_line(block: str) -> bool:
    """Whether a block is nothing but the credit of agencies ('Bron: ANP', '(Reuters)', '© 2024 AFP')."""
    credits = load_credits()
    return len(block) < _LINE_LENGTH and bool(
        credits.line.fullmatch(block)
        or credits.whole.fullmatch(block)
        or ((match := credits.sentence.match(block)) and match.end() == len(block))
    )


def agencies_named(field: str) -> tuple[str, ...]:
    """The agencies that a header field or byline names ('Redactie/ANP', 'door: Reuters en AFP'), none for none."""
    names = load_credits().names
    if (name := names.get(field.strip().rstrip("."))) is not None:
        return (name,)
    found = (
        names.get(part.strip(" .").removeprefix("The ").removeprefix("the ")) for part in _PARTS.split(field[:500])
    )
    return tuple(dict.fromkeys(one for one in found if one)) or _last_words(field, names)


def _last_words(field: str, names: dict[str, str]) -> tuple[str, ...]:
    """'ANN EXAMPLE Associated Press', 'Reuters Staff', 'ANP Redactie': the agency beside a name, written in full."""
    words = field.strip(" .").split()
    beside = {one.casefold() for one in load_table("all", "credits")["cues"]["beside"]}
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if head in names and tail.casefold() in beside:
            return (names[head],)
        # An acronym after a name may be initials; a name of several words is an agency's.
        if tail in names and (len(tail) > 4 or head.casefold() in beside):
            return (names[tail],)
    return ()


def agency_named(field: str) -> str | None:
    """The first agency that a header field or byline names, None for none."""
    return next(iter(agencies_named(field)), None)


def find_agencies(blocks: list[str]) -> tuple[str, ...]:
    """The agencies that prose credits itself to, from its datelines, closing words and credit lines; none for none.

    A mention in a sentence ('meldt persbureau X') is no credit: it is an attribution.
    """
    credits = load_credits()
    for block in blocks[:3]:
        if match := credits.dateline.match(block):
            return agencies_named(_list_of(match))
    for block in [*blocks[-3:][::-1], *blocks[:2]]:
        if len(block) < _LINE_LENGTH:
            for pattern in (credits.line, credits.whole):
                if match := pattern.fullmatch(block):
                    return agencies_named(_list_of(match))
    for block in blocks[-2:][::-1]:
        tail = block[-_CLOSING_WINDOW:]
        if match := credits.closing.search(tail):
            return agencies_named(_list_of(match))
        if match := credits.sentence.search(tail):
            return _all_in(match[0])
        if credits.signed.search(tail):
            return ("Reuters",)
    return ()


def find_agency(blocks: list[str]) -> str | None:
    """The first agency that prose credits itself to, None for none."""
    return next(iter(find_agencies(blocks)), None)


def _list_of(match: re.Match[str]) -> str:
    return next((one for one in match.groupdict().values() if one), "")


def _all_in(words: str) -> tuple[str, ...]:
    """Every agency in the words of a credit, in order."""
    credits = load_credits()
    found = re.findall(rf"\b(?:{_either(credits.names)})\b", words)
    return tuple(dict.fromkeys(credits.names[one] for one in found))
