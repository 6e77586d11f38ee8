"""The reasons of a dossier in the reader's language: each is a sentence of the lexicon with its places filled in.

A reason was written in the language of its story. It is found again by its sentence, and said in another language with
the same names. One that no sentence of the lexicon fits, or that cannot be read in one way only, stays as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.capitals import capitalised, uncapitalised
from zegsman.lexicon.tables import load_table
from zegsman.tell.words import LANGUAGES, interface_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words

_PLACE = re.compile(r"\{(\w+)\}")
_DAY = r"\d{4}-\d{2}-\d{2}"
_DAYS = re.compile(rf"({_DAY})(?: – ({_DAY}))?")
_COARSE = re.compile(r"\d{4}-(?:\d{2}|W\d{2}|Q[1-4])")
_SIDES = re.compile(r"( / | → |; )")
_BESIDE = re.compile(r" / | → ")
_SHORT = ("development", "conflict", "revision")
"""Sentences that are a reason by themselves."""
_LIFE = ("own_voice", "copy", "took_back", "changed")


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as it is shown, and the language that it is in."""

    text: str
    language: str


def retold(index: DossierIndex, words: Words, why: str) -> Told:
    """A reason of a dossier's claims, conflicts, developments or turns, in the reader's language."""
    return index.kept(("told", words.language, why), lambda: _retold(index, words, why))


def retold_apart(words: Words, why: str) -> Told:
    """The same for a reason that comes without its dossier; one that lists names stays as it is."""
    return _told(words, why, None) or Told(why, "")


def retold_source(words: Words, why: str) -> str:
    """Why a source counts as it does; the dossier says it in English."""
    return "; ".join(_source_part(words, part) for part in why.split("; "))


def _retold(index: DossierIndex, words: Words, why: str) -> Told:
    names = index.kept("reason names", lambda: _names(index))
    return _told(words, why, names) or Told(why, interface_language(index.dossier["reports"]))


def _told(words: Words, why: str, names: frozenset[str] | None) -> Told | None:
    for language in LANGUAGES:
        said = _Saying(language, words.language, names)
        for say in (said.verdict, said.short, said.turn):
            if (text := say(why)) is not None:
                return Told(text, words.language)
    # 'X, in Y' fits many a sentence: it is tried last.
    for language in LANGUAGES:
        if (text := _Saying(language, words.language, names).turn(why, ("said",))) is not None:
            return Told(text, words.language)
    text = _signs(words, why)
    return None if text is None else Told(text, words.language)


def _names(index: DossierIndex) -> frozenset[str]:
    return frozenset(source["name"] for source in index.sources.values())


@dataclass(frozen=True, slots=True)
class _Saying:
    """Says in one language what was said in another; each way gives None where it does not know the words."""

    origin: str
    goal: str
    names: frozenset[str] | None
    """What names there are; None where that is not known."""

    def verdict(self, why: str) -> str | None:
        """What a claim's status and credibility rest on: one sentence, or two where it no longer stands."""
        gone = capitalised(self.origin, _table(self.origin)["revision"]["withdrawn"]) + ". "
        if why.startswith(gone):
            rest = self.verdict(why.removeprefix(gone))
            first = capitalised(self.goal, _table(self.goal)["revision"]["withdrawn"])
            return None if rest is None else f"{first}. {rest}"
        for text in dict.fromkeys((why, uncapitalised(self.origin, why), why[:1].lower() + why[1:])):
            for key in _table(self.origin)["status"]:
                match = _verdict_pattern(self.origin, key).fullmatch(text)
                if match and (said := self._verdict(key, match)) is not None:
                    return said
        return None

    def _verdict(self, key: str, match: re.Match[str]) -> str | None:
        values = match.groupdict()
        grade, n, ties = (values.pop(one) for one in ("grade", "n", "ties"))
        filled = {name: self._value(name, value) for name, value in values.items()}
        grades = _table(self.origin)["credibility"]
        credibility = next((one for one, text in grades.items() if text == grade), None)
        said = [self._tie(tie) for tie in ties.split("; ")[1:]]
        if credibility is None or None in filled.values() or None in said:
            return None
        status = _table(self.goal)["status"][key].format(**filled)
        parts = [status, f"{_table(self.goal)['credibility'][credibility]} ({n})", *(str(one) for one in said)]
        return f"{capitalised(self.goal, '; '.join(parts))}."

    def _value(self, place: str, value: str) -> str | None:
        if place == "count":
            return value
        return self._listed(value, self._kind if place == "kinds" else self._name)

    def _tie(self, text: str) -> str | None:
        for key in _table(self.origin)["tie"]:
            for match in _ways(self.origin, "tie", key, text):
                if all(self._name(one) for one in match.values()):
                    return str(_table(self.goal)["tie"][key].format(**match))
        return None

    def _listed(self, value: str, said: Callable[[str], str | None]) -> str | None:
        """A list in words, 'A, B en C'; a name may hold the word itself: 'Justitie en Veiligheid'."""
        if (alone := said(value)) is not None:
            return alone
        here, there = (f" {_table(one)['words']['and']} " for one in (self.origin, self.goal))
        for match in re.finditer(re.escape(here), value):
            last = said(value[match.end() :])
            firsts = _parted(value[: match.start()], said) if last is not None else None
            if firsts is not None:
                return ", ".join(firsts) + there + str(last)
        return None

    def _name(self, value: str) -> str | None:
        for own in ("own_voice", "own_voices"):
            if value == _table(self.origin)["words"][own]:
                return str(_table(self.goal)["words"][own])
        if re.fullmatch(r"\+\d+", value):
            return value
        is_one = f" {_table(self.origin)['words']['and']} " not in value if self.names is None else value in self.names
        return value if is_one else None

    def _kind(self, value: str) -> str | None:
        words = _table(self.origin)["words"]
        key = next((key for key, word in words.items() if word == value), None)
        return None if key is None else str(_table(self.goal)["words"][key])

    def short(self, why: str) -> str | None:
        """A reason that is a sentence of the lexicon as it stands."""
        for section in _SHORT:
            for key, text in _table(self.origin)[section].items():
                if text == why:
                    return str(_table(self.goal)[section][key])
        return None

    def turn(self, why: str, keys: Sequence[str] = _LIFE) -> str | None:
        """A turn of a claim's life; the names in it, of outlets too, stay as they are."""
        for key in keys:
            for match in _ways(self.origin, "life", key, why):
                return str(_table(self.goal)["life"][key].format(**match))
        return None


def _parted(value: str, said: Callable[[str], str | None]) -> list[str] | None:
    """The parts of 'A, B', where a name may hold a comma: the longest part that is known is taken first."""
    if not value:
        return []
    pieces = value.split(", ")
    for n in range(len(pieces), 0, -1):
        first = said(", ".join(pieces[:n]))
        rest = _parted(", ".join(pieces[n:]), said) if first is not None else None
        if first is not None and rest is not None:
            return [first, *rest]
    return None


def _ways(language: str, section: str, key: str, text: str) -> list[dict[str, str]]:
    """What stands in the places of a sentence, shortest and longest first place; empty where it is another sentence."""
    found = (pattern.fullmatch(text) for pattern in _patterns(language, section, key))
    return [match.groupdict() for match in found if match]


@cache
def _patterns(language: str, section: str, key: str) -> tuple[re.Pattern[str], ...]:
    template: str = _table(language)[section][key]
    return tuple(re.compile(_as_pattern(template, any_words), re.S) for any_words in (".+?", ".+"))


@cache
def _verdict_pattern(language: str, key: str) -> re.Pattern[str]:
    grades = "|".join(re.escape(text) for text in _table(language)["credibility"].values())
    status = _as_pattern(_table(language)["status"][key], ".+?")
    return re.compile(rf"{status}; (?P<grade>{grades}) \((?P<n>\d)\)(?P<ties>(?:; .+)?)\.", re.S)


def _as_pattern(template: str, any_words: str) -> str:
    parts = _PLACE.split(template)
    return "".join(re.escape(one) if i % 2 == 0 else f"(?P<{one}>{any_words})" for i, one in enumerate(parts))


def _table(language: str) -> Mapping[str, Any]:
    return load_table(language, "reasons")


def _signs(words: Words, why: str) -> str | None:
    """A reason that sets two values beside each other, days and certainties in words: '10 mei 2026 / 11 mei 2026'."""
    if not _BESIDE.search(why):
        return None
    return "".join(_sign(words, part) for part in _SIDES.split(why))


def _sign(words: Words, part: str) -> str:
    if part in words["certainty"]:
        return str(words["certainty"][part])
    if match := _DAYS.fullmatch(part):
        try:
            return words.between(match[1], match[2] or match[1])
        except ValueError:
            return part
    return words.days({"value": part}) if _COARSE.fullmatch(part) else part


def _source_part(words: Words, part: str) -> str:
    for key in _table("en")["source"]:
        for match in _ways("en", "source", key, part):
            told = {name: _table(words.language)["source_class"].get(value, value) for name, value in match.items()}
            return str(_table(words.language)["source"][key].format(**told))
    return part
