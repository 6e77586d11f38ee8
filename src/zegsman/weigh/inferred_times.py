"""The time of a claim none of whose statements gives one, taken from what the report told before.

Each is told as inferred. Six readings, the surest first:

1. *Its own relative clause*: 'the summit, which is held from 3 to 5 May' dates what is said of the summit.
2. *A purpose*: 'om de reis voor te bereiden' has the time of the clause that it hangs on.
3. *What saying makes so*: what is announced or decided on a day happened on it ('Dat heeft zij gisteren beslist').
4. *A happening named again*: 'tijdens dat bezoek', 'the explosion' takes the time of the statement before that told
   of it in the same words; with a demonstrative, else that of the one told last.
5. *The story goes on*: a past or coming event takes the time of the nearest dated statement before it in the same
   paragraph (Hinrichs 1986, Temporal anaphora in discourses of English).
6. *Spot news*: where a report opens with something that happened at most three days before it was published, its
   other undated past events are parts of that.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import load_words
from zegsman.record.annotation import Certainty, TimeStatus
from zegsman.weigh.casefile import is_affirmed
from zegsman.weigh.claim_times import best_days, statement_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zegsman.record.annotation import Annotation, Statement, Token
    from zegsman.record.days import Days
    from zegsman.weigh.casefile import Casefile

LONGEST_DAYS = 31
"""A time taken over says something up to a month; a year would only look precise."""
SPOT_NEWS_DAYS = 3
"""Reports of something that just happened appear within about this many days; older leads open background."""
LEAD_STATEMENTS = 3
"""The lead of a report is its first paragraph: about so many statements."""
DEMONSTRATIVE = frozenset({"deze", "dit", "die", "dat", "this", "that", "these", "those"})
"""Words that point at what was told last."""
DEFINITE = DEMONSTRATIVE | {"de", "het", "zijn", "haar", "hun", "the", "his", "her", "their"}
"""Words that point at something told before."""
NEXT_CLAUSE = 2
"""Code points between a clause and the relative clause behind it: a comma and a space."""
_RELATIVE = frozenset({"dat", "die", "waar", "which", "that", "where"})
_EARLIER = frozenset(
    {"had", "hadden", "eerder", "destijds", "vroeger", "ooit", "earlier", "previously", "once", "before"}
)
"""Words that take the story back: what stands with them happened before the time it had reached."""


def infer_claim_time(casefile: Casefile, claim: Sequence[str]) -> Days | None:
    """The days that reports imply for a claim none of whose statements has a time; None where nothing does."""
    found = [days for s in claim if (days := _inferred(casefile, casefile.statements[s]))]
    return best_days(found)


def _inferred(casefile: Casefile, statement: Statement) -> Days | None:
    annotation = casefile.annotations[statement.report]
    if statement.times or statement.certainty is Certainty.UNKNOWN or not is_affirmed(statement):
        return None
    words = list(_tokens_in(annotation, statement))
    if {token.text.casefold() for _, token in words} & _EARLIER:
        return None
    days = (
        _of_relative_clause(casefile, annotation, statement, words)
        or _of_purpose(casefile, annotation, statement)
        or _of_announcement(casefile, annotation, statement)
        or _of_happening(casefile, annotation, statement, words)
    )
    if days is None and statement.time_status is not TimeStatus.PRESENT and statement.events:
        days = _of_paragraph(casefile, annotation, statement) or _of_lead(casefile, annotation, statement)
    return days if days and (days.n_days or 0) <= LONGEST_DAYS else None


@lru_cache(maxsize=8)
def _starts(annotation: Annotation) -> tuple[int, ...]:
    """Where the tokens start, to find those of a statement without a look at all of them."""
    return tuple(token.span.start for token in annotation.tokens)


@lru_cache(maxsize=16)
def _pointed(annotation: Annotation, pointers: frozenset[str]) -> frozenset[int]:
    """The tokens that one of `pointers` stands before, as indices."""
    return frozenset(token.head for token in annotation.tokens if token.text.casefold() in pointers)


def _tokens_in(annotation: Annotation, statement: Statement) -> Iterator[tuple[int, Token]]:
    """The tokens of a statement with their indices."""
    starts, span = _starts(annotation), statement.span
    for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
        if span.contains(annotation.tokens[i].span):
            yield i, annotation.tokens[i]


def _happenings(
    annotation: Annotation, words: Iterable[tuple[int, Token]], pointers: frozenset[str] | None = None
) -> set[str]:
    """Lemmas of nouns among `words` that name a happening; only those with one of `pointers` before it, if given."""
    known = load_words("en" if annotation.language == "en" else "nl", "event_nouns", "happenings")
    named = ((place, token.lemma.casefold()) for place, token in words if token.lemma.casefold() in known)
    if pointers is None:
        return {lemma for _, lemma in named}
    pointed = _pointed(annotation, pointers)
    return {lemma for place, lemma in named if place in pointed}


def _of_relative_clause(
    casefile: Casefile, annotation: Annotation, statement: Statement, words: Sequence[tuple[int, Token]]
) -> Days | None:
    text = casefile.reports[statement.report].text
    if not _happenings(annotation, words):
        return None
    for other in annotation.statements:
        if 0 <= other.span.start - statement.span.end <= NEXT_CLAUSE:
            first = other.span.of(text).split(maxsplit=1)[0].casefold()
            return statement_days(casefile, other.id) if first in _RELATIVE else None
    return None


def _of_purpose(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    text = casefile.reports[statement.report].text
    if not statement.span.of(text).startswith(("om ", "to ", "in order to ")):
        return None
    sentence = next((one.span for one in annotation.sentences if one.span.contains(statement.span)), None)
    before = next(_before(annotation, statement), None)
    if before is None or sentence is None or not sentence.contains(before.span):
        return None
    return statement_days(casefile, before.id)


def _of_announcement(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    """The day on which something was announced or decided, where the words that attribute it say so."""
    if statement.attribution < 0 or statement.time_status is not TimeStatus.PAST:
        return None
    cues = annotation.attributions[statement.attribution].cue
    known = load_words("en" if annotation.language == "en" else "nl", "event_nouns", "performatives")
    if not any(token.lemma in known for token in annotation.tokens if any(cue.contains(token.span) for cue in cues)):
        return None
    sentence = next((one.span for one in annotation.sentences if one.span.overlaps(cues[0])), None)
    for time in annotation.times:
        inside = sentence is not None and sentence.contains(time.span)
        if inside and time.days.known and not any(one.span.overlaps(time.span) for one in annotation.statements):
            return time.days
    return None


def _of_happening(
    casefile: Casefile, annotation: Annotation, statement: Statement, words: Sequence[tuple[int, Token]]
) -> Days | None:
    named = _happenings(annotation, words, DEFINITE)
    if not named:
        return None
    points_at_last = bool(_happenings(annotation, words, DEMONSTRATIVE))
    latest: Days | None = None
    for other in _before(annotation, statement):
        days = statement_days(casefile, other.id)
        if days is None:
            continue
        if _happenings(annotation, _tokens_in(annotation, other)) & named:
            return days
        if points_at_last and latest is None and other.time_status is statement.time_status:
            latest = days
    return latest


def _before(annotation: Annotation, statement: Statement) -> Iterator[Statement]:
    """Statements of the report that begin before this one, nearest first."""
    return (other for other in reversed(annotation.statements) if other.span.start < statement.span.start)


def _of_paragraph(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    block = next((b for b in casefile.reports[statement.report].blocks if b.span.contains(statement.span)), None)
    for other in _before(annotation, statement):
        if block is None or not block.span.contains(other.span):
            return None
        days = statement_days(casefile, other.id)
        if days and other.time_status is statement.time_status:
            return days
    return None


def _of_lead(casefile: Casefile, annotation: Annotation, statement: Statement) -> Days | None:
    published = casefile.reports[statement.report].published
    if statement.time_status is not TimeStatus.PAST or published.start is None or published.start != published.end:
        return None
    for lead in annotation.statements[:LEAD_STATEMENTS]:
        days = statement_days(casefile, lead.id)
        if lead.time_status is TimeStatus.PAST and days and days.start and days.n_days == 1:
            age = (published.start - days.start).days
            return days if 0 <= age <= SPOT_NEWS_DAYS else None
    return None
