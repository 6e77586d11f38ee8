"""Names that one report spells wrongly, as pairs of statements that show both spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from zegsman.lexicon.bodies import body_of
from zegsman.lexicon.folding import fold_name
from zegsman.likeness.names import is_misspelling, is_swapped_acronym
from zegsman.likeness.transliteration import feminine_of_each_other, slavic_keys, sound_the_same
from zegsman.record.annotation import Certainty, Kind, NameType, Polarity, Statement, TimeStatus
from zegsman.record.report import content_id
from zegsman.record.story import ConflictKind, Relation, StatementPair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.entity import Entity, Mention
    from zegsman.record.report import Report

MOST_SHOWN = 4
"""Reports with the right spelling that are shown against the wrong one, the first mention in each."""


def find_misspellings(
    reports: Sequence[Report], annotations: Sequence[Annotation], entities: Sequence[Entity]
) -> tuple[list[StatementPair], tuple[Statement, ...]]:
    """Pairs of statements, in different reports, of which one spells an entity's name plainly wrong, and namings.

    A naming is a statement made of the name alone, for a mention that no statement covers, such as that of a source
    in 'aldus X'.

    The rarer spelling is the error, unless it is a body's known name; where both are as rare, the one that fewer
    reports use, then the earlier in the alphabet. Spellings that differ by transliteration are no errors, nor are
    the names that languages have for one place.
    """
    shown = _Shown(reports, annotations)
    pairs: list[StatementPair] = []
    for entity in sorted(entities, key=lambda entity: entity.id):
        if entity.type is NameType.LOC:
            continue
        places = shown.places_of(entity)
        for wrong, right in _errors(places):
            pairs.extend(_pairs(shown, places[wrong], places[right], f"{right} / {wrong}"))
    return pairs, tuple(shown.namings[id] for id in sorted(shown.namings))


def _errors(places: Mapping[str, Sequence[Mention]]) -> Iterable[tuple[str, str]]:
    """Wrong and right spelling of each plain error."""
    counts = Counter({spelling: len(mentions) for spelling, mentions in places.items()})
    spellings = sorted(places, key=lambda s: (body_of(s) is not None, counts[s], len({m.report for m in places[s]}), s))
    taken: set[str] = set()
    for at, wrong in enumerate(spellings):
        for right in reversed(spellings[at + 1 :]):
            if wrong not in taken and _are_errors(wrong, right):
                taken.add(wrong)
                yield wrong, right


def _are_errors(one: str, other: str) -> bool:
    """Whether one spelling is a plain error for the other: a slip in one word, and no way to transcribe it."""
    if is_swapped_acronym(one, other):
        return True
    left, right = fold_name(one).split(), fold_name(other).split()
    if len(left) != len(right):
        return False
    apart = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(apart) != 1 or sound_the_same(*apart[0]) or slavic_keys(apart[0][0]) & slavic_keys(apart[0][1]):
        return False
    return is_misspelling(*apart[0]) and not feminine_of_each_other(*apart[0])


def _pairs(shown: _Shown, wrong: Sequence[Mention], right: Sequence[Mention], why: str) -> Iterable[StatementPair]:
    error = shown.first_statement(wrong)
    if error is None:
        return
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for mention in right:
        if mention.report != error.report:
            by_report[mention.report].append(mention)
    for _, mentions in sorted(by_report.items())[:MOST_SHOWN]:
        statement = shown.first_statement(mentions)
        if statement is not None:
            yield StatementPair(statement.id, error.id, Relation.CONFLICT, why, ConflictKind.NAME)


class _Shown:
    """Which statement shows a mention."""

    def __init__(self, reports: Sequence[Report], annotations: Sequence[Annotation]) -> None:
        self.texts = {report.id: report.text for report in reports}
        self.annotations = {annotation.report: annotation for annotation in annotations}
        self.namings: dict[str, Statement] = {}

    def places_of(self, entity: Entity) -> dict[str, list[Mention]]:
        """The mentions of an entity by spelling."""
        places: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(entity.mentions):
            if mention.report in self.texts:
                spelling = " ".join(mention.span.of(self.texts[mention.report]).split())
                places[spelling].append(mention)
        return places

    def first_statement(self, mentions: Iterable[Mention]) -> Statement | None:
        """The statement that shows the first mention; a naming where none covers it. None without mentions."""
        mention = min(mentions, default=None)
        return self._statement_at(mention) if mention else None

    def _statement_at(self, mention: Mention) -> Statement:
        annotation = self.annotations[mention.report]
        holding = [one for one in annotation.statements if one.span.overlaps(mention.span)]
        if holding:
            return min(holding, key=lambda one: (len(one.span), one.span))
        naming = Statement(
            id=content_id("naming", mention.report, str(mention.span.start), str(mention.span.end)),
            report=mention.report,
            span=mention.span,
            chain=(),
            cue=None,
            kind=Kind.NARRATED,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.AFFIRMED,
            time_status=TimeStatus.PRESENT,
            why="naming",
        )
        self.namings[naming.id] = naming
        return naming
