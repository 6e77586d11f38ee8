"""Copies among many reports: one original, whoever prints it, at a cost that grows with their number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resolve.affairs import told
from zegsman.resolve.copies import ANCHORS, LONG_POSTING, find_copies

WIRE = (
    "Bij een brand in een kaasfabriek in Wervelmonde zijn maandagnacht zes mensen gewond geraakt",
    "Het vuur brak rond drie uur uit in de pekelruimte op de eerste verdieping",
    "De brandweer had vier uur nodig om de vlammen onder controle te krijgen",
    "De productie ligt zeker twee weken stil en de melk gaat naar een andere fabriek",
)
LONG = [f"De {i} buurt van Wervelmonde wacht op nieuws over haar school en haar zwembad" for i in range(30)]


def test_find_copies_of_a_text_that_many_print() -> None:
    """Of a text with more prints than are compared pair by pair, each is a copy of the one that credits the agency."""
    n = 2 * LONG_POSTING
    prints = [
        told(f"p{i:03}", *WIRE, f"Regel {i} van krant {i} staat eronder", published="2024-03-06") for i in range(n)
    ]
    wire = told("zz", *WIRE, agency="ANP", published="2024-03-06")
    reports = [*prints, wire]
    copies = find_copies([r for r, _ in reports], [a for _, a in reports])
    assert {(copy.report, copy.original) for copy in copies} == {(report.id, "zz") for report, _ in prints}


def test_find_copies_aligns_a_bounded_number_of_pairs() -> None:
    """A line that every report carries makes no more pairs than the anchors' for each report."""
    import zegsman.resolve.copies as module

    aligned = []
    real = module.align_passages
    reports = [told(f"r{i:03}", LONG[i % 30] + f" nummer {i}", *WIRE[1:3]) for i in range(3 * LONG_POSTING)]
    try:
        module.align_passages = lambda *pair: aligned.append(1) or real(*pair)  # type: ignore[func-returns-value]
        find_copies([r for r, _ in reports], [a for _, a in reports])
    finally:
        module.align_passages = real
    assert len(aligned) <= (ANCHORS + 1) * len(reports)


def test_passages_of_a_text_that_many_print_are_told_of_the_original() -> None:
    """A report that takes two sentences over points at the original alone, not at each print."""
    wire = told("a", *WIRE, agency="ANP", published="2024-03-05")
    prints = [told(f"p{i}", *WIRE, published="2024-03-06") for i in range(4)]
    taker = told(
        "t",
        *(f"{one} over de kaasfabriek van Wervelmonde" for one in LONG[:8]),
        WIRE[1],
        WIRE[3],
        published="2024-03-07",
    )
    reports = [wire, *prints, taker]
    copies = find_copies([r for r, _ in reports], [a for _, a in reports])
    assert [(copy.report, copy.original) for copy in copies if not copy.whole] == [("t", "a")]


_DAYS = st.sampled_from(["2024-03-05", "2024-03-06", "2024-03", None])


@given(
    st.lists(st.tuples(_DAYS, st.sampled_from([None, "ANP"]), st.integers(2, 4)), min_size=2, max_size=6), st.randoms()
)
def test_original_does_not_depend_on_order(made: list[tuple[str | None, str | None, int]], chance: object) -> None:
    """Whatever the days, credits and lengths, any order of the reports gives the same copies of one original."""
    reports = [told(f"r{i}", *WIRE[:n], published=day, agency=agency) for i, (day, agency, n) in enumerate(made)]
    found = find_copies([r for r, _ in reports], [a for _, a in reports])
    chance.shuffle(reports)  # type: ignore[attr-defined]
    assert find_copies([r for r, _ in reports], [a for _, a in reports]) == found
    assert len({copy.original for copy in found if copy.whole}) <= 1
