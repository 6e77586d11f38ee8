"""Finds reports, and passages of reports, that repeat another nearly word for word, and tells which came first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.likeness.texts import Aligned, Passages, align_passages, fold, shingles, words_of
from zegsman.record.report import BlockKind, Report
from zegsman.record.spans import Span
from zegsman.record.story import Copy, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Annotation

SHINGLE = 4
"""Words in a shingle that proposes a pair of reports; alignment decides."""

MIN_SHARED_SHINGLES = 8
LONG_POSTING = 40
"""Reports with one shingle in common beyond which each is compared with the first few only."""

WHOLE_SHARE = 0.5
"""Share of words outside quotations from which the whole report counts as a copy.

An edited reprint of an agency item keeps 60 to 90 per cent, two independent reports of one event under 10.
"""

PART_SHARE = 0.1
MIN_PART_WORDS = 16

_QUOTED = re.compile(r"[“„][^“”„]{1,600}[”“]|\"[^\"]{1,600}\"|(?<!\w)[‘'][^‘’']{12,600}['’](?!\w)|«[^»]{1,600}»")


@dataclass(frozen=True)
class _Text:
    report: Report
    passages: Passages
    n_words: int


def find_copies(reports: Sequence[Report], annotations: Sequence[Annotation]) -> tuple[Copy, ...]:
    """The copies among reports, in order of the copying report's and the original's id.

    Each report that is a copy as a whole points at one original, the root of its group: the one that credits an
    agency, else the earliest, else the most complete. Where only passages are shared, `whole` is False and every
    pair is given. Sentences that are all quotation count for nothing: everyone copies a quote.
    """
    texts = sorted(
        (_text_of(report, annotation) for report, annotation in zip(reports, annotations, strict=True)),
        key=lambda text: text.report.id,
    )
    aligned: dict[tuple[int, int], tuple[Aligned, ...]] = {}
    for i, j in _candidate_pairs(texts):
        found = align_passages(texts[i].passages, texts[j].passages)
        if found:
            aligned[i, j] = found
    whole = [pair for pair, found in aligned.items() if _is_whole(texts, pair, found)]
    copies = [*_whole_copies(texts, aligned, whole)]
    joined = {frozenset((copy.report, copy.original)) for copy in copies}
    groups = _components(len(texts), whole)
    for (i, j), found in sorted(aligned.items()):
        if frozenset((texts[i].report.id, texts[j].report.id)) not in joined and groups[i] != groups[j]:
            copies.extend(_part_copy(texts, i, j, found))
    return tuple(sorted(copies, key=lambda copy: (copy.report, copy.original)))


def _text_of(report: Report, annotation: Annotation) -> _Text:
    leftovers = [block.span for block in report.blocks if block.kind is BlockKind.LEFTOVER]
    spans = [sentence.span for sentence in annotation.sentences] or [block.span for block in report.blocks]
    spans = [span for span in spans if not any(span.overlaps(other) for other in leftovers)]
    quotes = [Span(*match.span()) for match in _QUOTED.finditer(report.text)]
    words = tuple(tuple(words_of(span.of(report.text))) for span in spans)
    quoted = tuple(sum(span.shared(quote) for quote in quotes) > 0.6 * len(span) for span in spans)
    passages = Passages(tuple(spans), words, quoted)
    return _Text(report, passages, passages.n_words)


def _candidate_pairs(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    postings: dict[int, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        seen: set[tuple[str, ...]] = set()
        for words, quoted in zip(text.passages.words, text.passages.quoted, strict=True):
            if not quoted and len(words) >= SHINGLE:
                seen |= shingles(words, SHINGLE)
        for shingle in seen:
            postings[hash(shingle)].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for posting in postings.values():
        if 1 < len(posting) <= LONG_POSTING:
            shared.update((i, j) for at, i in enumerate(posting) for j in posting[at + 1 :])
        elif len(posting) > LONG_POSTING:
            shared.update((i, j) for at, i in enumerate(posting[:5]) for j in posting[at + 1 :])
    return sorted(
        (i, j)
        for (i, j), n in shared.items()
        if n >= MIN_SHARED_SHINGLES or n >= 0.1 * min(texts[i].n_words, texts[j].n_words)
    )


def _shared_words(text: _Text, places: Iterable[int]) -> int:
    passages = text.passages
    return sum(len(passages.words[at]) for at in places if not passages.quoted[at])


def _shares(texts: Sequence[_Text], i: int, j: int, found: Sequence[Aligned]) -> tuple[float, float]:
    """Share of the words of `i`, and of `j`, outside quotations, that the two have in common."""
    left = _shared_words(texts[i], (aligned.here for aligned in found)) / max(1, texts[i].n_words)
    right = _shared_words(texts[j], (aligned.there for aligned in found)) / max(1, texts[j].n_words)
    return min(1.0, left), min(1.0, right)


def _is_whole(texts: Sequence[_Text], pair: tuple[int, int], found: Sequence[Aligned]) -> bool:
    left, right = _shares(texts, *pair, found)
    first = _original_of(texts, *pair)
    return (right if first == pair[0] else left) >= WHOLE_SHARE


def _components(n: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    home = list(range(n))
    for i, j in pairs:
        a, b = sorted((home[i], home[j]))
        if a != b:
            home = [a if at == b else at for at in home]
    return home


def _whole_copies(
    texts: Sequence[_Text],
    aligned: dict[tuple[int, int], tuple[Aligned, ...]],
    whole: Sequence[tuple[int, int]],
) -> Iterable[Copy]:
    groups: dict[int, list[int]] = defaultdict(list)
    for i, group in enumerate(_components(len(texts), whole)):
        groups[group].append(i)
    for members in groups.values():
        root = min(members, key=lambda i: _rank(texts, i, members))
        for i in members:
            if i == root:
                continue
            partners = [root, *(other for other in members if other not in (i, root))]
            pair = next((p for p in partners if tuple(sorted((i, p))) in aligned), None)
            if pair is not None:
                yield _copy(texts, i, pair, aligned, whole=True)


def _rank(texts: Sequence[_Text], i: int, members: Sequence[int]) -> tuple[bool, bool, int, int, str]:
    """Least for the original: the agency's own report, one that credits an agency, the earliest, the longest."""
    report = texts[i].report
    credited = {fold(texts[other].report.agency or "") for other in members}
    is_agency = bool(report.outlet) and fold(report.outlet or "") in credited
    earlier_than = sum(_is_earlier(report, texts[other].report) for other in members)
    return (not is_agency, not report.agency, -earlier_than, -texts[i].n_words, report.id)


def _original_of(texts: Sequence[_Text], i: int, j: int) -> int:
    return min((i, j), key=lambda at: _rank(texts, at, (i, j)))


def _part_copy(texts: Sequence[_Text], i: int, j: int, found: tuple[Aligned, ...]) -> Iterable[Copy]:
    original = _original_of(texts, i, j)
    copying = j if original == i else i
    left, right = _shares(texts, i, j, found)
    places = [aligned.here if copying == i else aligned.there for aligned in found]
    n_words = _shared_words(texts[copying], places)
    if (left if copying == i else right) >= PART_SHARE and n_words >= MIN_PART_WORDS:
        yield _copy(texts, copying, original, {(i, j): found}, whole=False)


def _copy(
    texts: Sequence[_Text],
    i: int,
    original: int,
    aligned: dict[tuple[int, int], tuple[Aligned, ...]],
    *,
    whole: bool,
) -> Copy:
    here, there = texts[i], texts[original]
    if i < original:
        places = [(found.here, found.there, found.likeness) for found in aligned[i, original]]
    else:
        places = [(found.there, found.here, found.likeness) for found in aligned[original, i]]
    places.sort()
    share = _shared_words(here, (at for at, _, _ in places)) / max(1, here.n_words)
    passages = tuple(
        Passage(here.passages.spans[at], there.passages.spans[other], likeness) for at, other, likeness in places
    )
    share = round(min(1.0, share), 4)
    why = f"{share:.0%} of its words outside quotations stand in {_called(there.report)}{_reason(here, there)}"
    return Copy(here.report.id, there.report.id, share, passages, whole, why)


def _called(report: Report) -> str:
    return report.outlet or report.title or report.id


def _reason(here: _Text, there: _Text) -> str:
    if there.report.agency and not here.report.agency:
        return f", which credits {there.report.agency}"
    if _is_earlier(there.report, here.report):
        return ", which was published earlier"
    if there.n_words > here.n_words:
        return ", which is more complete"
    return ""


_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")


def _moment(report: Report) -> str | None:
    """The publication moment to the minute where the report's metadata still has it (assumes one time zone)."""
    for name, value in report.extra:
        if fold(name) in {"date", "published", "time", "datetime", "publication_date", "pubdate"}:
            match = _MOMENT.search(value)
            if match:
                return match.group().replace(" ", "T")[:16]
    return None


def _is_earlier(one: Report, other: Report) -> bool:
    """Whether `one` was certainly published before `other`, as far as both dates tell."""
    moment, other_moment = _moment(one), _moment(other)
    if moment and other_moment:
        return moment < other_moment
    if one.published.end and other.published.start:
        return one.published.end < other.published.start
    return False
