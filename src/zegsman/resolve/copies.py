"""Finds reports, and passages of reports, that repeat another nearly word for word, and tells which came first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from zegsman.likeness.texts import Aligned, Passages, align_passages, fold, shingles, words_of
from zegsman.record.report import BlockKind, Report
from zegsman.record.spans import Span
from zegsman.record.story import Copy, Passage
from zegsman.resolve.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.annotation import Annotation

SHINGLE = 4
"""Words in a shingle that proposes a pair of reports; alignment decides."""

MIN_SHARED_SHINGLES = 8
LONG_POSTING = 40
"""Reports with one shingle in common beyond which each is compared with a few of them only, so that the work grows with
the number of reports and not with its square: a text that four hundred papers print makes two thousand pairs, not
eighty thousand."""
ANCHORS = 5
"""How many: those of the reports that are likeliest to be the original."""

WHOLE_SHARE = 0.5
"""Share of words outside quotations from which the whole report counts as a copy.

An edited reprint of an agency item keeps 60 to 90 per cent, two independent reports of one event under 10.
"""

PART_SHARE = 0.1
MIN_PART_WORDS = 16

_QUOTED = re.compile(r"[“„][^“”„]{1,600}[”“]|\"[^\"]{1,600}\"|(?<!\w)[‘'][^‘’']{12,600}['’](?!\w)|«[^»]{1,600}»")


@dataclass(frozen=True, eq=False)
class _Text:
    report: Report
    passages: Passages
    n_words: int
    shingles: frozenset[int]
    """Hashes of the runs of words outside quotations by which other texts are found."""
    aligned: WeakKeyDictionary[_Text, tuple[Aligned, ...]] = field(default_factory=WeakKeyDictionary)
    """What it shares with other texts, as far as that was asked for; a story that grows asks for it again."""


def find_copies(reports: Sequence[Report], annotations: Sequence[Annotation]) -> tuple[Copy, ...]:
    """The copies among reports, in order of the copying report's and the original's id.

    Each report that is a copy as a whole points at one original, the root of its group: the one that credits an
    agency, else the earliest, else the most complete. Where only passages are shared, `whole` is False, and of a
    text that many print the original is given. Sentences that are all quotation count for nothing: everyone copies a
    quote.
    """
    texts = sorted(
        (_text_of(report, annotation) for report, annotation in zip(reports, annotations, strict=True)),
        key=lambda text: text.report.id,
    )
    alignments = _Alignments(texts)
    groups = _groups(alignments, _candidate_pairs(texts))
    roots = {group: min(members, key=_ranks(texts, members).__getitem__) for group, members in groups.items()}
    copies = [copy for group, members in groups.items() for copy in _whole_copies(alignments, members, roots[group])]
    copies.extend(_part_copies(alignments, groups, roots))
    return tuple(sorted(copies, key=lambda copy: (copy.report, copy.original)))


class _Alignments:
    """The aligned passages of pairs of texts, each pair aligned once, on first use."""

    def __init__(self, texts: Sequence[_Text]) -> None:
        self.texts = texts
        self._known: dict[tuple[int, int], tuple[Aligned, ...]] = {}

    def of(self, i: int, j: int) -> tuple[Aligned, ...]:
        """What two texts share, `i` being the smaller index; empty where they share nothing."""
        if (i, j) not in self._known:
            one, other = self.texts[i], self.texts[j]
            found = one.aligned.get(other)
            if found is None:
                found = one.aligned[other] = align_passages(one.passages, other.passages)
            self._known[i, j] = found
        return self._known[i, j]

    def found(self) -> list[tuple[tuple[int, int], tuple[Aligned, ...]]]:
        """The pairs that share something, in order."""
        return sorted((pair, found) for pair, found in self._known.items() if found)


@remembered
def _text_of(report: Report, annotation: Annotation) -> _Text:
    leftovers = [block.span for block in report.blocks if block.kind is BlockKind.LEFTOVER]
    spans = [sentence.span for sentence in annotation.sentences] or [block.span for block in report.blocks]
    spans = [span for span in spans if not any(span.overlaps(other) for other in leftovers)]
    quotes = [Span(*match.span()) for match in _QUOTED.finditer(report.text)]
    words = tuple(tuple(words_of(span.of(report.text))) for span in spans)
    quoted = tuple(sum(span.shared(quote) for quote in quotes) > 0.6 * len(span) for span in spans)
    passages = Passages(tuple(spans), words, quoted)
    unquoted = (own for own, quote in zip(words, quoted, strict=True) if not quote and len(own) >= SHINGLE)
    runs = frozenset(hash(run) for own in unquoted for run in shingles(own, SHINGLE))
    return _Text(report, passages, passages.n_words, runs)


def _candidate_pairs(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    """The pairs of texts that are worth aligning, those that share most first."""
    postings: dict[int, list[int]] = defaultdict(list)
    likeliest = sorted(range(len(texts)), key=_ranks(texts, range(len(texts))).__getitem__)
    for i in likeliest:
        for shingle in texts[i].shingles:
            postings[shingle].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for posting in postings.values():
        if 1 < len(posting) <= LONG_POSTING:
            shared.update(_pair(i, j) for at, i in enumerate(posting) for j in posting[at + 1 :])
        elif len(posting) > LONG_POSTING:
            shared.update(_pair(i, j) for at, i in enumerate(posting[:ANCHORS]) for j in posting[at + 1 :])
    near = [
        (i, j)
        for (i, j), n in shared.items()
        if n >= MIN_SHARED_SHINGLES or n >= 0.1 * min(texts[i].n_words, texts[j].n_words)
    ]
    return sorted(near, key=lambda pair: (-shared[pair], pair))


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


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


def _groups(alignments: _Alignments, pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Texts that whole copies tie together, under the smallest index of each; a text alone is a group too.

    Two that others tie together already are not aligned: that would tell nothing of the groups.
    """
    texts = alignments.texts
    parent = list(range(len(texts)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        first, second = sorted((find(i), find(j)))
        if first != second and (found := alignments.of(i, j)) and _is_whole(texts, (i, j), found):
            parent[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(texts)):
        groups[find(i)].append(i)
    return groups


def _whole_copies(alignments: _Alignments, members: Sequence[int], root: int) -> Iterable[Copy]:
    """Each member but the root as a copy of it, or of another member where it shares nothing with the root."""
    for i in members:
        if i == root:
            continue
        if alignments.of(*_pair(i, root)):
            yield _copy(alignments, i, root, whole=True)
            continue
        partner = next((other for other in members if other not in (i, root) and alignments.of(*_pair(i, other))), None)
        if partner is not None:
            yield _copy(alignments, i, partner, whole=True)


def _part_copies(
    alignments: _Alignments, groups: Mapping[int, Sequence[int]], roots: Mapping[int, int]
) -> Iterable[Copy]:
    """Passages that two groups share, told once: of their originals where these share any, else of the pair found.

    So a passage out of a text that many print is told of the original, not of each print.
    """
    group_of = {i: group for group, members in groups.items() for i in members}
    partners: dict[tuple[int, int], tuple[int, int]] = {}
    for (i, j), _ in alignments.found():
        if group_of[i] != group_of[j]:
            partners.setdefault(_pair(group_of[i], group_of[j]), (i, j))
    for (one, other), pair in sorted(partners.items()):
        originals = _pair(roots[one], roots[other])
        yield from _part_copy(alignments, *(originals if alignments.of(*originals) else pair))


def _ranks(texts: Sequence[_Text], members: Sequence[int]) -> dict[int, tuple[bool, bool, int, int, str]]:
    """Least for the original: the agency's own report, one that credits an agency, the earliest, the longest.

    Earliest is what was certainly published before most of the others.
    """
    credited = {fold(texts[i].report.agency or "") for i in members}
    earlier = _n_later(texts, members)
    ranks = {}
    for i in members:
        report = texts[i].report
        is_agency = bool(report.outlet) and fold(report.outlet or "") in credited
        ranks[i] = (not is_agency, not report.agency, -earlier[i], -texts[i].n_words, report.id)
    return ranks


def _n_later(texts: Sequence[_Text], members: Sequence[int]) -> dict[int, int]:
    """How many of the others were certainly published later than each, as `_is_earlier` has it."""
    moments = {i: _moment(texts[i].report) for i in members}
    timed = sorted(moment for moment in moments.values() if moment)
    starts = sorted(start for i in members if (start := texts[i].report.published.start))
    untimed = sorted(start for i in members if not moments[i] and (start := texts[i].report.published.start))
    found = {}
    for i in members:
        end, moment = texts[i].report.published.end, moments[i]
        days = untimed if moment else starts
        found[i] = len(days) - bisect_right(days, end) if end else 0
        if moment:
            found[i] += len(timed) - bisect_right(timed, moment)
    return found


def _original_of(texts: Sequence[_Text], i: int, j: int) -> int:
    return min((i, j), key=_ranks(texts, (i, j)).__getitem__)


def _part_copy(alignments: _Alignments, i: int, j: int) -> Iterable[Copy]:
    texts, found = alignments.texts, alignments.of(i, j)
    original = _original_of(texts, i, j)
    copying = j if original == i else i
    left, right = _shares(texts, i, j, found)
    places = [aligned.here if copying == i else aligned.there for aligned in found]
    n_words = _shared_words(texts[copying], places)
    if (left if copying == i else right) >= PART_SHARE and n_words >= MIN_PART_WORDS:
        yield _copy(alignments, copying, original, whole=False)


def _copy(alignments: _Alignments, i: int, original: int, *, whole: bool) -> Copy:
    here, there = alignments.texts[i], alignments.texts[original]
    found = alignments.of(*_pair(i, original))
    if i < original:
        places = [(one.here, one.there, one.likeness) for one in found]
    else:
        places = [(one.there, one.here, one.likeness) for one in found]
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
