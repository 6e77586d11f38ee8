"""Claims are found by every filter, sorted in every order, and cut into pages."""

from __future__ import annotations

from typing import Any

import pytest

from tell.stories_of_examples import weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.index import DossierIndex
from zegsman.web.claim_lists import PAGE, SORTS, ClaimList, ClaimWishes
from zegsman.web.paging import cut
from zegsman.web.related_claims import MOST_RELATED, related_claims

INDEX = DossierIndex(compose_dossier(weighed_example("ziekenhuis-zwolle")))
CLAIMS = ClaimList(INDEX)


def _ids(claims: list[Any]) -> set[str]:
    return {claim["id"] for claim in claims}


def test_open_wishes_give_all_claims_in_the_order_of_the_dossier() -> None:
    """Who asks nothing gets every claim, as the dossier has them."""
    assert ClaimWishes().is_open
    assert CLAIMS.matching(ClaimWishes()) == list(INDEX.claims)


def test_statuses_part_the_claims() -> None:
    """Each claim has one status, and the counts are those of the lists."""
    for status, n in CLAIMS.statuses():
        found = CLAIMS.matching(ClaimWishes(status=status))
        assert len(found) == n
        assert {claim["status"] for claim in found} == {status}
    assert sum(n for _, n in CLAIMS.statuses()) == len(INDEX.claims)


def test_words_count_without_accents_and_in_any_order() -> None:
    """Words are found in statements and names, whatever their capitals and accents."""
    claim = INDEX.claims[0]
    first, last = claim["text"].split()[0], claim["text"].split()[-1]
    for words in (f"{first} {last}", f"{last.upper()} {first.lower()}"):
        assert claim["id"] in _ids(CLAIMS.matching(ClaimWishes(words=words)))
    assert CLAIMS.matching(ClaimWishes(words="woorddatnergensstaat")) == []


def test_sources_and_outlets_choose_what_goes_through_them() -> None:
    """Each choice offered leaves as many claims as it says, and all of them have it."""
    for choice in CLAIMS.source_choices():
        found = CLAIMS.matching(ClaimWishes(source=choice.value))
        assert len(found) == choice.n
        for claim in found:
            chains = [INDEX.statements[one]["chain"] for one in claim["statements"]]
            assert any(choice.value in (source, INDEX.body_of(source)) for chain in chains for source in chain)
    for choice in CLAIMS.outlet_choices():
        assert len(CLAIMS.matching(ClaimWishes(outlet=choice.value))) == choice.n


def test_planned_and_done_part_the_claims() -> None:
    """What is planned and what is not make up the whole."""
    planned, done = (_ids(CLAIMS.matching(ClaimWishes(planned=one))) for one in ("planned", "done"))
    assert planned and done and not planned & done
    assert planned | done == _ids(list(INDEX.claims))


def test_new_claims_are_those_that_only_new_reports_say() -> None:
    """A claim that an earlier report says too is not new; without new reports nothing is."""
    fresh = frozenset([list(INDEX.reports)[-1]])
    found = ClaimList(INDEX, fresh).matching(ClaimWishes(only_new=True))
    assert found
    for claim in found:
        assert {INDEX.statements[one]["report"] for one in claim["statements"]} <= fresh
    assert CLAIMS.matching(ClaimWishes(only_new=True)) == []


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_loses_nothing(sort: str) -> None:
    """Every order holds the same claims, and pages of it make up the whole."""
    parts = [CLAIMS.page(ClaimWishes(sort=sort, page=str(n))) for n in range(1, 1 + -(-len(INDEX.claims) // PAGE))]
    assert [len(part.items) for part in parts[:-1]] == [PAGE] * (len(parts) - 1)
    assert sorted(claim["id"] for part in parts for claim in part.items) == sorted(_ids(list(INDEX.claims)))


def test_sorting_sorts() -> None:
    """The most independent come first where that is asked for, and times ascend."""
    origins = [claim["independent_origins"] for claim in CLAIMS.page(ClaimWishes(sort="origins")).items]
    assert origins == sorted(origins, reverse=True)
    times = [(claim["time"] or {}).get("start") or "9999" for claim in CLAIMS.page(ClaimWishes(sort="time")).items]
    assert times == sorted(times)


@pytest.mark.parametrize(("asked", "page"), [("1", 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("", 1)])
def test_cut_gives_the_nearest_page(asked: str, page: int) -> None:
    """A page that is not there gives the nearest one that is."""
    part = cut(list(range(25)), asked, 10)
    assert (part.page, part.n_pages, part.n_all) == (page, 3, 25)
    assert part.items == tuple(range(25))[(page - 1) * 10 : page * 10]


def test_cut_of_nothing_is_one_empty_page() -> None:
    """An empty list has one page with nothing on it."""
    assert cut([], "1", 10).items == () and cut([], "7", 10).n_pages == 1


def test_related_claims_say_why() -> None:
    """A claim's relations never name itself, are few, and what conflicts comes first."""
    for claim in INDEX.claims:
        related = related_claims(INDEX, claim)
        ids = [one.claim["id"] for one in related]
        assert claim["id"] not in ids and len(ids) == len(set(ids)) <= MOST_RELATED
        assert all(one.names for one in related if one.reason == "about")
        reasons = [one.reason for one in related]
        assert reasons == sorted(reasons, key=("conflict", "development", "about").index)
    for conflict in INDEX.dossier["conflicts"]:
        claims = INDEX.claims_of(conflict["statements"])
        for one in claims:
            other = {related.claim["id"] for related in related_claims(INDEX, INDEX.claims_by_id[one])}
            assert set(claims) - {one} <= other
