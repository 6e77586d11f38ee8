"""Places new reports of a large case among the others: near ones by an index, never by looking at all of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from zegsman.desk.postings import CasePostings, HeldPostings
from zegsman.record.judgement import Subject, Verdict
from zegsman.resolve.profiles import (
    ACROSS_LANGUAGES,
    COUNTED_IN,
    MOST_FOUND,
    NEAR,
    WINDOW_DAYS,
    Profile,
    Rarity,
    keys_of,
    near_score,
    rarity_among,
)
from zegsman.store.annotations import annotated_among
from zegsman.store.judgements import load_judgements
from zegsman.store.nearness import (
    ANY_DAY,
    forget_nearness,
    forget_profile,
    load_profiles,
    load_rarities,
    neighbours,
    placed_reports,
    save_nearness,
    save_profile,
    save_rarities,
)
from zegsman.store.reports import load_reports
from zegsman.store.rounds import PLACE, count_reports, no_longer_waiting, note, noted, touch, waiting_reports
from zegsman.store.stories import marked_stories
from zegsman.store.versions import replaced_reports, reports_in_threads

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.postings import Postings
    from zegsman.store.case import Case

SMALL = 200
"""Reports up to which a case is grouped as a whole: that takes seconds, and compares everything with everything."""
SAMPLE = 4096
"""Reports from which it is learned how common a name or term is: a share of one in a hundred is then known to a sixth
of itself."""
GROWTH = 1.5
"""Growth of the case after which that is learned anew and all reports are placed again. Each time costs as much as
placing half of what has come since, so a report is placed some three times in all, however large the case becomes."""
MOST_SETTLED_ALONE = 20_000
"""Reports beyond which that happens on demand only: the sample hardly changes any more, and it takes minutes."""
RARE = 0.25
"""Reports of `COUNTED_IN` below which a name or term counts as never seen: 17 of the sample."""
MOST_NEAR = 24
"""Reports that count as near one report, each for the other: so a report that is somewhat like many affairs does not
string them together (262 made affairs among nine of our own: all of our own whole, B-cubed precision 0.93 of these and
0.95 of the made ones before any closer look)."""
_PAGE = 256
_LONGEST_DAYS = 31
"""Days of a publication date given by its month; one given by its year only may be near any day."""


def place_reports(book: Casebook, *, anew: bool = False) -> None:
    """Places the reports that wait for it; those whose stories may have changed, and those beside them, are touched.

    With `anew`, and when the case has grown by `GROWTH`, all reports are placed again.
    """
    n = count_reports(book.case)
    settled = int(noted(book.case, "settled") or 0)
    if anew or not settled:
        _place_all(book, n)
    elif n >= GROWTH * settled and n <= MOST_SETTLED_ALONE:
        # What is near one another as before is grouped as before: that depends on no other report.
        _place_all(book, n, but=_sets_with_stories(book.case))
    else:
        _place_waiting(book, settled)


def _place_waiting(book: Casebook, settled: int) -> None:
    case = book.case
    rarity, postings = Rarity(*load_rarities(case), common=_common(settled)), CasePostings(case)
    waiting = waiting_reports(case, PLACE)
    for start in range(0, len(waiting), _PAGE):
        page = waiting[start : start + _PAGE]
        with case.transaction():
            touched: set[str] = set()
            standing = _standing(book, page, touched)
            _save_profiles(book, standing)
            for report, profile in _profiles(case, standing):
                near = _place(case, postings, report, profile, rarity)
                # What a new report pushes off another's list may now belong elsewhere.
                pushed = (neighbours(case, other, MOST_NEAR + 1)[MOST_NEAR:] for other in near)
                touched |= {report, *near, *chain.from_iterable(pushed)}
            touch(case, touched)
            no_longer_waiting(case, page)
        book.progress("place", min(start + _PAGE, len(waiting)), len(waiting))


def _standing(book: Casebook, page: Sequence[str], touched: set[str]) -> list[str]:
    """Of some reports those that stand; their earlier versions are taken out, and what was near these is touched."""
    case = book.case
    together = tuple(dict.fromkeys((*page, *reports_in_threads(case, page))))
    replaced = replaced_reports(case, together)
    annotated = annotated_among(case, {*together, *replaced.values()})
    gone = [one for one in together if replaced.get(one) in annotated]
    for one in gone:
        touched |= set(neighbours(case, one))
        forget_profile(case, one)
    waiting = set(page)
    # A version that came late belongs to the story of the one that stands.
    touched |= {one for one in together if one not in waiting and one not in gone and one in annotated}
    return [one for one in page if one in annotated and one not in gone]


def with_earlier_versions(case: Case, near: Sequence[str]) -> list[str]:
    """Reports that stand, and the versions whose places they took; sorted.

    A report that was changed in several ways at several addresses is a version of one of those that followed it.
    """
    found, ahead = set(near), list(near)
    while ahead:
        following = replaced_reports(case, reports_in_threads(case, ahead))
        earlier = [one for one, after in following.items() if after in found and one not in found]
        ahead = sorted(annotated_among(case, earlier))
        found.update(ahead)
    return sorted(found)


def _save_profiles(book: Casebook, ids: Sequence[str]) -> None:
    annotations = {one.report: one for one in book.annotations.load(book.case, ids)}
    for report in load_reports(book.case, ids):
        profile = book.stages.profile(report, annotations[report.id])
        forget_profile(book.case, report.id)
        save_profile(
            book.case,
            report.id,
            {
                "language": profile.language,
                "first": profile.first,
                "last": profile.last,
                "names": profile.names,
                "terms": profile.terms,
            },
        )


def _profiles(case: Case, ids: Iterable[str]) -> Iterator[tuple[str, Profile]]:
    for report, plain in load_profiles(case, ids):
        yield report, Profile(**plain)


def _place(case: Case, postings: Postings, report: str, profile: Profile, rarity: Rarity) -> list[str]:
    """Makes a report known, and finds the ones near it."""
    keys = keys_of(profile, rarity)
    days = _days(profile)
    window = None if days is None else (days[0] - WINDOW_DAYS - _LONGEST_DAYS, days[1] + WINDOW_DAYS)
    near = [
        (other, score)
        for other, shared, its in postings.shared(keys, window, NEAR / ACROSS_LANGUAGES)
        if other != report and (score := near_score(shared, profile, its)) >= NEAR
    ]
    postings.add(report, ANY_DAY if days is None else days[0], keys, profile)
    save_nearness(case, report, near)
    return [other for other, _ in near]


def _days(profile: Profile) -> tuple[int, int] | None:
    if profile.first is None or profile.last is None or profile.last - profile.first >= _LONGEST_DAYS:
        return None
    return profile.first, profile.last


def _sets_with_stories(case: Case) -> frozenset[tuple[str, ...]]:
    """The sets of reports that are near one another, as far as all of them are in stories."""
    told = {report for _, _, members in marked_stories(case) for report in members}
    return frozenset(tuple(near) for near in near_together(case, placed_reports(case)) if told.issuperset(near))


def _place_all(book: Casebook, n: int, *, but: Container[tuple[str, ...]] = ()) -> None:
    """Learns anew how common names and terms are, and places every report again.

    Touched are those that waited for it, those whose earlier versions came or went, and all others but the sets that
    are to be left as they are where nothing else touches them.
    """
    case = book.case
    waiting = waiting_reports(case, PLACE)
    for start in range(0, len(waiting), _PAGE):
        page = waiting[start : start + _PAGE]
        with case.transaction():
            touched = set(page)
            _save_profiles(book, _standing(book, page, touched))
            touch(case, touched)
        book.progress("profile", min(start + _PAGE, len(waiting)), len(waiting))
    with case.transaction():
        forget_nearness(case)
        rarity = rarity_among([profile for _, profile in _profiles(case, placed_reports(case, first=SAMPLE))])
        rarity = Rarity(_learned(rarity.names), _learned(rarity.terms), _common(n))
        save_rarities(case, dict(rarity.names), dict(rarity.terms))
        placed = placed_reports(case)
        postings = HeldPostings(case) if len(placed) <= MOST_SETTLED_ALONE else CasePostings(case)
        for i, (report, profile) in enumerate(_profiles(case, placed), 1):
            _place(case, postings, report, profile, rarity)
            book.progress("place", i, len(placed))
        sets = near_together(case, placed)
        touch(case, {report for near in sets if tuple(near) not in but for report in near})
        no_longer_waiting(case, waiting)
        note(case, "settled", str(n))


def _common(n_reports: int) -> float:
    """How many of `COUNTED_IN` reports are `MOST_FOUND` of so many."""
    return COUNTED_IN * MOST_FOUND / n_reports


def _learned(counts: Any) -> dict[str, float]:
    """What is worth keeping: the counts of what is rare differ by chance."""
    return {key: n for key, n in counts.items() if n >= RARE}


def judged_reports(case: Case) -> frozenset[str]:
    """The placed reports of which a person decided, or has taken back, that they are of one affair or not."""
    judged = (row.judgement for row in load_judgements(case))
    return _placed(case, {id for one in judged if one.subject is Subject.REPORT for id in (one.left, one.right)})


def _placed(case: Case, reports: Collection[str]) -> frozenset[str]:
    """Of some reports those that are placed, or the versions of them that are."""
    if not reports:
        return frozenset()
    return frozenset(id for id, _ in load_profiles(case, {*reports, *reports_in_threads(case, tuple(reports))}))


def _said_to_be_one(case: Case) -> dict[str, set[str]]:
    """For each placed report those of which a person says that they tell of the same affair."""
    one: dict[str, set[str]] = {}
    for row in load_judgements(case):
        judged = row.judgement
        if row.undone_at is None and judged.subject is Subject.REPORT and judged.verdict is Verdict.SAME:
            left, right = _placed(case, {judged.left}), _placed(case, {judged.right})
            for id in left | right:
                one.setdefault(id, set()).update(left | right)
    return one


def near_together(case: Case, seeds: Iterable[str]) -> Iterator[list[str]]:
    """The reports that are among the nearest of one another, directly or by way of others, for each seed; sorted.

    Those of which a person says that they tell of one affair are near. The sets that hold no seed are left out. Each
    depends on the reports alone, not on their order.
    """
    said_to_be_one = _said_to_be_one(case)
    nearest = lru_cache(maxsize=100_000)(lambda report: neighbours(case, report, MOST_NEAR))
    seen: set[str] = set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        found, ahead = {seed}, [seed]
        while ahead:
            report = ahead.pop()
            said = said_to_be_one.get(report, set())
            for other in {*nearest(report), *said}:
                if other not in found and (other in said or report in nearest(other)):
                    found.add(other)
                    ahead.append(other)
        seen |= found
        yield sorted(found)
