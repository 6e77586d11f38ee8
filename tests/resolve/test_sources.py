"""Sources across reports: who a link stands for, for whom it speaks, and what is one source."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import span_of
from resolve.marked import marked_report
from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Kind,
    Polarity,
    SourceMention,
    Statement,
    TimeStatus,
)
from zegsman.record.entity import Source, SourceKind
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.report import Report
from zegsman.record.spans import Span
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.sources import SourceTable, resolve_sources

CASES = tomllib.loads((Path(__file__).parent / "test_sources_cases.toml").read_text(encoding="utf-8"))["case"]


def with_chains(pair: tuple[Report, Annotation], *chains: tuple[str, ...]) -> tuple[Report, Annotation]:
    """The report with one statement for each chain, its links given in words that stand in the report."""
    report, annotation = pair
    statements = [
        Statement(
            f"{report.id}-s{i}",
            report.id,
            span_of(report.text, report.text),
            tuple(SourceMention(words, span_of(report.text, words)) for words in chain),
            None,
            Kind.INDIRECT,
            Certainty.CERTAIN,
            Polarity.AFFIRMED,
            TimeStatus.PAST,
        )
        for i, chain in enumerate(chains)
    ]
    return report, replace(annotation, statements=tuple(statements))


def sources_of(*pairs: tuple[Report, Annotation], judgements: tuple[Judgement, ...] = ()) -> SourceTable:
    """The sources of annotated reports."""
    reports, annotations = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return resolve_sources(reports, annotations, resolve_entities(reports, annotations), judgements)


def named(table: SourceTable, id_: str | None) -> Source | None:
    """The source with an id."""
    return next((source for source in table.sources if source.id == id_), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_resolve_sources_reads_a_phrase(case: dict[str, Any]) -> None:
    """Kind, name, body spoken for, state and place to know are those that the phrase and its report tell."""
    table = sources_of(with_chains(marked_report(case["report"], outlet="De Proefbode"), (case["link"],)))
    source = named(table, table.chains["r1-s0"][-1])
    assert source is not None
    assert source.kind is SourceKind(case["kind"])
    if "named" in case:
        assert source.named is case["named"]
    if "placed" in case:
        assert source.placed_to_know is case["placed"]
    if "affiliation" in case:
        assert source.affiliation == case["affiliation"]
    if "no_affiliation" in case:
        assert source.affiliation is None
    if "speaks_for" in case:
        body = named(table, source.speaks_for)
        assert body is not None and body.name == case["speaks_for"]
    if "silent_for" in case:
        assert source.speaks_for is None
    if "is" in case:
        assert source.name == case["is"]
    if "is_not" in case:
        assert source.name != case["is_not"]


def two_reports() -> list[tuple[Report, Annotation]]:
    """Two papers that have one thing from the same people."""
    first = marked_report(
        "[Kustblad|ORG] meldt het op gezag van Noorse functionarissen. Een woordvoerder van [Zwart|ORG] zwijgt.",
        "r1",
        "De Proefbode",
    )
    second = marked_report(
        "Dat zegt het [Kustblad|ORG]. De functionarissen blijven anoniem. Een woordvoerder van [Zwart|ORG] ontkent.",
        "r2",
        "Het Proefblad",
    )
    return [
        with_chains(first, ("Kustblad", "Noorse functionarissen"), ("Een woordvoerder van Zwart",)),
        with_chains(second, ("Kustblad", "De functionarissen"), ("Een woordvoerder van Zwart",)),
    ]


def test_one_source_across_reports() -> None:
    """The same medium, its unnamed officials, and a body's spokesperson are one source each in both reports."""
    table = sources_of(*two_reports())
    assert table.chains["r1-s0"] == table.chains["r2-s0"]
    assert table.chains["r1-s1"] == table.chains["r2-s1"]
    assert set(table.outlets) == {"r1", "r2"}


def test_some_of_a_group_speak_for_the_group() -> None:
    """'Een van hen' is shown by whom it is one of, and belongs to them."""
    report, annotation = with_chains(
        marked_report("Drie bronnen in [Oslo|LOC] zeggen dat. Een van hen zag het."),
        ("Drie bronnen in Oslo",),
        ("Een van hen",),
    )
    group, one = annotation.statements
    link = SourceMention(one.chain[0].text, one.chain[0].span, group.chain[0].span)
    table = sources_of((report, replace(annotation, statements=(group, replace(one, chain=(link,))))))
    part = named(table, table.chains["r1-s1"][0])
    assert part is not None and part.name == "Een van drie bronnen in Oslo"
    assert part.speaks_for == table.chains["r1-s0"][0]


def test_unnamed_people_are_shown_with_how_many_they_are() -> None:
    """The number stays where all that tell it agree, and goes where they do not."""
    first = marked_report("Drie Noorse functionarissen melden het. De functionarissen blijven anoniem.", "r1", "A")
    table = sources_of(with_chains(first, ("Drie Noorse functionarissen",), ("De functionarissen",)))
    assert named(table, table.chains["r1-s1"][0]) == named(table, table.chains["r1-s0"][0])
    assert "drie Noorse functionarissen" in {source.name for source in table.sources}


def test_a_surname_within_a_full_name_is_the_person_and_not_the_company_of_that_name() -> None:
    """'Hij', tied to the surname in 'Ruben Zwart', is he and not the firm Zwart."""
    report, annotation = with_chains(
        marked_report("[Zwart|ORG] haalt kaas terug. Topman [Ruben Zwart|PER] biedt excuses aan."), ("Zwart",)
    )
    (said,) = annotation.statements
    start = report.text.index("Ruben Zwart") + len("Ruben ")
    link = SourceMention("Zwart", said.chain[0].span, Span(start, start + len("Zwart")))
    table = sources_of((report, replace(annotation, statements=(replace(said, chain=(link,)),))))
    source = named(table, table.chains["r1-s0"][0])
    assert source is not None and source.name == "Ruben Zwart"


def test_a_named_spokesperson_is_another_source_than_an_unnamed_one() -> None:
    """Both speak for the body, and are two sources."""
    pair = marked_report("Een woordvoerder van [Zwart|ORG] zwijgt. [Ida Kok|PER], woordvoerder van [Zwart|ORG], niet.")
    table = sources_of(with_chains(pair, ("Een woordvoerder van Zwart",), ("Ida Kok",)))
    one, other = (named(table, table.chains[key][0]) for key in ("r1-s0", "r1-s1"))
    assert one and other and one.id != other.id
    assert one.speaks_for == other.speaks_for is not None


def test_a_bare_function_is_of_the_body_named_nearest_in_most_reports() -> None:
    """What one report names right before 'directeur X' may be a rival; two others name the same body there."""
    told = "{} sluit. 'Het moet', zegt directeur [Ida Kok|PER]."
    pairs = [
        with_chains(marked_report(told.format(body), f"r{i}", f"Blad {i}"), ("Ida Kok",))
        for i, body in enumerate(("[Grey Owl|ORG]", "[Zwart Foods|ORG]", "[Zwart Foods|ORG]"))
    ]
    table = sources_of(*pairs)
    person = named(table, table.chains["r0-s0"][0])
    body = named(table, person.speaks_for) if person else None
    assert body is not None and body.name == "Zwart Foods"


def test_a_paper_cited_is_the_paper_whose_report_is_in_the_case() -> None:
    """A report's outlet and a link that names it are one source."""
    own = marked_report("Er is brand.", "r1", "Het Kustblad")
    citing = with_chains(marked_report("[Kustblad|ORG] meldt brand.", "r2", "De Proefbode"), ("Kustblad",))
    table = sources_of(own, citing)
    assert table.chains["r2-s0"] == (table.outlets["r1"],)


def test_documents_that_two_papers_hold_are_two() -> None:
    """E-mails that one paper has seen are not those that another has."""
    one = with_chains(
        marked_report("Dat blijkt uit e-mails die Het Kustblad heeft ingezien.", "r1", "Het Kustblad"), ("e-mails",)
    )
    two = with_chains(
        marked_report("Dat staat in e-mails die De Proefbode heeft ingezien.", "r2", "De Proefbode"), ("e-mails",)
    )
    table = sources_of(one, two)
    assert table.chains["r1-s0"] != table.chains["r2-s0"]


def test_a_document_that_no_paper_holds_is_the_one_that_a_paper_named_beside_it_holds() -> None:
    """A leaked memo in a report that cites the paper which has it is that memo; elsewhere it is another."""
    holding = with_chains(
        marked_report("Dat staat in een interne notitie die [Het Kustblad|ORG] heeft ingezien.", "r1", "Het Kustblad"),
        ("een interne notitie",),
    )
    citing = with_chains(
        marked_report("Het [Kustblad|ORG] kwam met het nieuws. In een uitgelekte notitie staat meer.", "r2", "A"),
        ("een uitgelekte notitie",),
    )
    apart = with_chains(marked_report("In een uitgelekte notitie staat meer.", "r3", "B"), ("een uitgelekte notitie",))
    table = sources_of(holding, citing)
    assert len({source.affiliation for source in table.sources if source.kind is SourceKind.DOCUMENT}) == 1
    table = sources_of(holding, apart)
    assert len({source.affiliation for source in table.sources if source.kind is SourceKind.DOCUMENT}) == 2


def test_a_document_comes_from_whom_another_report_says_that_it_is() -> None:
    """'An internal memo' that a paper holds is the board's where that paper says whose memo it is."""
    told = "[Zwart Foods|ORG] sluit. Dat staat in een notitie van de directie die [Het Kustblad|ORG] heeft ingezien."
    holding = with_chains(marked_report(told, "r1", "Het Kustblad"), ("een notitie van de directie",))
    citing = with_chains(
        marked_report("It was in an internal memo seen by [Het Kustblad|ORG].", "r2", "A"),
        ("Het Kustblad", "an internal memo"),
    )
    table = sources_of(holding, citing)
    body = {named(table, source.speaks_for) for source in table.sources if source.kind is SourceKind.DOCUMENT}
    assert [one.name for one in body if one] == ["Zwart Foods"]


@given(st.permutations(range(2)))
@settings(max_examples=4, deadline=None)
def test_resolve_sources_does_not_depend_on_order(order: list[int]) -> None:
    """The same reports in another order give the same sources."""
    pairs = two_reports()
    assert sources_of(*[pairs[i] for i in order]) == sources_of(*pairs)


def test_no_one_speaks_for_themselves_in_the_end() -> None:
    """Following whom sources speak for always comes to an end."""
    pair = marked_report(
        "[Ida Kok|PER], woordvoerder van [Bram Vos|PER], zegt ja. [Bram Vos|PER], advocaat van [Ida Kok|PER], zegt nee."
    )
    table = sources_of(with_chains(pair, ("Ida Kok",), ("Bram Vos",)))
    by_id = {source.id: source for source in table.sources}
    for source in table.sources:
        seen: list[str] = []
        at: str | None = source.id
        while at is not None:
            assert at not in seen
            seen.append(at)
            at = by_id[at].speaks_for


def test_a_person_outranks_the_rules() -> None:
    """Two origins judged the same are one, and a reliability that is set stands."""
    pair = marked_report("Dat zeggen ingewijden. Dat zeggen omwonenden.")
    same = Judgement(Subject.ORIGIN, "ingewijden", "omwonenden", Verdict.SAME, Judge.PERSON)
    rated = Judgement(Subject.RELIABILITY, "ingewijden", "B", Verdict.SAME, Judge.PERSON)
    table = sources_of(with_chains(pair, ("ingewijden",), ("omwonenden",)), judgements=(same, rated))
    assert table.chains["r1-s0"] == table.chains["r1-s1"]
    source = named(table, table.chains["r1-s0"][0])
    assert source is not None and source.reliability == "B"


def test_a_person_says_whom_a_source_belongs_to() -> None:
    """A source that a person says belongs to another speaks for it; the last word on two of them holds."""
    pair = with_chains(marked_report("Dat zeggen ingewijden. Dat zeggen omwonenden."), ("ingewijden",), ("omwonenden",))
    allied = Judgement(Subject.ALLEGIANCE, "ingewijden", "omwonenden", Verdict.SAME, Judge.PERSON)
    turned = replace(allied, left="omwonenden", right="ingewijden")
    undone = replace(allied, verdict=Verdict.DIFFERENT)

    def speak_for(*judgements: Judgement) -> list[str | None]:
        table = sources_of(pair, judgements=judgements)
        ids = [table.chains[statement][0] for statement in ("r1-s0", "r1-s1")]
        targets = [source.speaks_for for id_ in ids if (source := named(table, id_))]
        return ["other" if target in ids else target for target in targets]

    assert speak_for(allied) == ["other", None]
    assert speak_for(allied, turned) == [None, "other"]
    assert speak_for(allied, undone) == [None, None]


def test_a_pronoun_that_stands_for_no_one_is_no_source() -> None:
    """A link that is a bare relative pronoun is left out."""
    table = sources_of(with_chains(marked_report("Wie dat zei, weet ik niet."), ("Wie",)))
    assert table.chains["r1-s0"] == ()


def test_a_report_without_outlet_or_statement_gives_no_source() -> None:
    """Nothing named, nothing found."""
    report, annotation = marked_report("")
    table = sources_of((replace(report, outlet=None), annotation))
    assert table == SourceTable((), {}, {})


def test_the_offices_of_one_prosecution_belong_together() -> None:
    """A district's office and the public prosecution of the same state carry one affiliation, the police another."""
    pair = marked_report("Het [Openbaar Ministerie|ORG] zegt A. Het parket in [Zwolle|LOC] zegt B. De politie zegt C.")
    table = sources_of(with_chains(pair, ("Openbaar Ministerie",), ("Het parket in Zwolle",), ("De politie",)))
    whole, office, police = (named(table, table.chains[f"r1-s{i}"][0]) for i in range(3))
    assert whole and office and police
    assert whole.affiliation == office.affiliation is not None
    assert police.affiliation != whole.affiliation


def test_an_office_in_a_paper_of_no_known_state_is_of_the_only_prosecution_named() -> None:
    """Where no outlet is listed, the state of the one public prosecution that the reports name is meant."""
    report, annotation = marked_report("[Openbaar Ministerie|ORG] zegt A. Het parket in [Zwolle|LOC] zegt B.")
    pair = replace(report, outlet="De Onbekende Bode"), annotation
    table = sources_of(with_chains(pair, ("Openbaar Ministerie",), ("Het parket in Zwolle",)))
    whole, office = (named(table, table.chains[f"r1-s{i}"][0]) for i in range(2))
    assert whole and office
    assert whole.affiliation == office.affiliation == "prosecution:NL"


def test_a_surname_or_a_courtesy_title_alone_is_the_person_that_the_report_names() -> None:
    """'Velde' is Ida Velde where the report names one person of that name, 'Dr' whose name stands behind it."""
    pair = marked_report("Dr [Ida Velde|PER] zegt A. Later zegt Velde B.")
    table = sources_of(with_chains(pair, ("Dr",), ("Velde",)))
    assert [named(table, table.chains[f"r1-s{i}"][0]).name for i in range(2)] == ["Ida Velde", "Ida Velde"]  # type: ignore[union-attr]


def test_a_group_of_which_only_some_speak_is_called_what_the_report_calls_it() -> None:
    """Where one of a group speaks and the group itself is in no chain, it has its own words for a name."""
    report, annotation = marked_report(
        "De diplomaten van [Polderhulp|ORG] zwegen. Een van de diplomaten noemt het een misverstand.", outlet="De Bode"
    )
    link = SourceMention(
        "Een van de diplomaten", span_of(report.text, "Een van de diplomaten"), span_of(report.text, "De diplomaten")
    )
    report, annotation = with_chains((report, annotation), ("Een van de diplomaten",))
    statements = tuple(replace(one, chain=(link,)) for one in annotation.statements)
    table = sources_of((report, replace(annotation, statements=statements)))
    (chain,) = table.chains.values()
    part = named(table, chain[0])
    assert part is not None
    whole = named(table, part.speaks_for)
    assert whole is not None
    assert (whole.name.casefold(), whole.kind, whole.named) == ("diplomaten", SourceKind.GROUP, False)


def in_two_languages(dutch: str, english: str, *, medium: str = "Kustblad") -> tuple[Source | None, ...]:
    """The source of a Dutch report that has it from a paper, and that of an English one that has it from `medium`."""
    first = marked_report(f"[Kustblad|ORG] heeft het van {dutch}.", "r1", "De Proefbode")
    report, annotation = marked_report(f"[{medium}|ORG] has it from {english}.", "r2", "The Trial")
    second = replace(report, language="en"), replace(annotation, language="en")
    table = sources_of(with_chains(first, ("Kustblad", dutch)), with_chains(second, (medium, english)))
    return named(table, table.chains["r1-s0"][-1]), named(table, table.chains["r2-s0"][-1])


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("twee oud-werknemers", "two former employees"),
        ("drie ambtenaren", "three officials"),
        ("enkele medewerkers", "several employees"),
    ],
)
def test_unnamed_people_of_one_medium_are_one_source_in_two_languages(dutch: str, english: str) -> None:
    """Whom an English paper has from a Dutch one are the people of that one; each keeps its name."""
    left, right = in_two_languages(dutch, english)
    assert left is not None and right is not None and left.name != right.name
    assert left.affiliation == right.affiliation is not None


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("twee oud-werknemers", "three former employees"),
        ("twee oud-werknemers", "two employees"),
        ("een oud-werknemer", "two former employees"),
        ("twee ambtenaren", "two employees"),
    ],
)
def test_another_number_or_kind_is_another_source_in_another_language(dutch: str, english: str) -> None:
    """How many they are, what they are and whether they still are it set two groups apart."""
    left, right = in_two_languages(dutch, english)
    assert left is not None and right is not None and left.affiliation is right.affiliation is None


def test_unnamed_people_of_another_medium_are_another_source() -> None:
    """Two papers each have two former employees of their own."""
    left, right = in_two_languages("twee oud-werknemers", "two former employees", medium="Havenblad")
    assert left is not None and right is not None and left.affiliation is right.affiliation is None


def test_a_ministers_own_ministry_is_not_the_one_of_another_state() -> None:
    """'Zijn ministerie' of a minister from abroad is his, and not the one of the outlets' state."""
    words = (
        "De Belgische minister [Ravi Doon|PER] sprak lang. Zijn ministerie bevestigt dat. "
        "Het [ministerie van Buitenlandse Zaken|ORG] zwijgt."
    )
    table = sources_of(with_chains(marked_report(words, outlet="NRC"), ("Zijn ministerie",), ("Ravi Doon",)))
    own = named(table, table.chains["r1-s0"][-1])
    assert own is not None and own.name == "ministerie"
    assert own.speaks_for == table.chains["r1-s1"][-1]
