"""Entities across reports: what is one, what is two, in any order."""

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
from zegsman.record.annotation import Sentence
from zegsman.record.entity import Entity
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.spans import Span
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.entities.descriptions import find_descriptions

CASES = tomllib.loads((Path(__file__).parent / "test_entities_cases.toml").read_text(encoding="utf-8"))["case"]


def entities_of(texts: list[str], judgements: tuple[Judgement, ...] = ()) -> tuple[Entity, ...]:
    """The entities of marked reports."""
    pairs = [marked_report(text, f"r{i}") for i, text in enumerate(texts)]
    return resolve_entities([pair[0] for pair in pairs], [pair[1] for pair in pairs], judgements)


def entity_with(entities: tuple[Entity, ...], spelling: str) -> Entity | None:
    """The entity that has a spelling most often."""
    found = [entity for entity in entities if spelling in entity.aliases]
    return max(found, key=lambda entity: len(entity.mentions), default=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_resolve_entities_joins_and_keeps_apart(case: dict[str, Any]) -> None:
    """Spellings of one bearer are one entity, those of two are two, what is no name is none."""
    entities = entities_of(case["reports"])
    for spellings in case.get("together", []):
        found = {entity.id if (entity := entity_with(entities, spelling)) else None for spelling in spellings}
        assert len(found) == 1 and None not in found, (spellings, [e.aliases for e in entities])
    for left, right in case.get("apart", []):
        one, other = entity_with(entities, left), entity_with(entities, right)
        assert one and other and one.id != other.id, [e.aliases for e in entities]
    for spelling in case.get("absent", []):
        assert entity_with(entities, spelling) is None
    for spelling, n in case.get("mentions", {}).items():
        entity = entity_with(entities, spelling)
        assert entity and len(entity.mentions) == n


@given(st.permutations(range(4)), st.sampled_from(CASES))
@settings(max_examples=40, deadline=None)
def test_resolve_entities_does_not_depend_on_order(order: list[int], case: dict[str, Any]) -> None:
    """The same reports in another order give the same entities."""
    texts = [*case["reports"], *CASES[0]["reports"], *CASES[2]["reports"]][:4]
    pairs = [marked_report(text, f"r{i}") for i, text in enumerate(texts)]
    straight = resolve_entities([p[0] for p in pairs], [p[1] for p in pairs])
    turned = [pairs[i] for i in order if i < len(pairs)]
    assert resolve_entities([p[0] for p in turned], [p[1] for p in turned]) == straight


def test_every_mention_stands_in_its_report() -> None:
    """The words at each mention are a spelling of the entity, whatever their case."""
    for case in CASES:
        pairs = [marked_report(text, f"r{i}") for i, text in enumerate(case["reports"])]
        texts = {report.id: report.text for report, _ in pairs}
        for entity in resolve_entities([p[0] for p in pairs], [p[1] for p in pairs]):
            for mention in entity.mentions:
                assert mention.span.of(texts[mention.report]) in entity.aliases


def test_a_person_outranks_the_rules() -> None:
    """What a person calls the same or different is so, whatever the rules say."""
    texts = ["[Piet Veenstra|PER] kwam.", "[Piet Veensta|PER] ging. [Ortelia|ORG] en [Ortelius|ORG] niet."]
    apart = Judgement(Subject.ENTITY, "Piet Veenstra", "Piet Veensta", Verdict.DIFFERENT, Judge.PERSON)
    same = Judgement(Subject.ENTITY, "Ortelia", "Ortelius", Verdict.SAME, Judge.PERSON)
    entities = entities_of(texts, (apart, same))
    one, other = entity_with(entities, "Piet Veenstra"), entity_with(entities, "Piet Veensta")
    assert one and other and one.id != other.id
    assert entity_with(entities, "Ortelia") == entity_with(entities, "Ortelius")


def test_descriptions_and_country_come_from_the_reports() -> None:
    """Functions before and after a name are kept as written, and tell the state."""
    text = "De Deense minister van Arbeid [Mette Holm|PER] zag [Ida Kok|PER], directeur van [Zon|ORG], uit [Luik|LOC]."
    entities = entities_of([text])
    holm, kok, luik = (entity_with(entities, name) for name in ("Mette Holm", "Ida Kok", "Luik"))
    assert holm and holm.descriptions == ("Deense minister van Arbeid",) and holm.country == "DK"
    assert kok and kok.descriptions == ("directeur van Zon",)
    assert luik and luik.country == "BE" and luik.coordinates == (5.567, 50.634)


def test_a_homonym_follows_the_places_around_it() -> None:
    """A village's name means the village near the other places of the story."""
    dutch = entity_with(entities_of(["Tussen [Alkmaar|LOC] en [Bergen|LOC] brandt het."]), "Bergen")
    norse = entity_with(entities_of(["In [Noorwegen|LOC] brandt het: in [Oslo|LOC] en [Bergen|LOC]."]), "Bergen")
    assert dutch and dutch.country == "NL"
    assert norse and norse.country == "NO"


@pytest.mark.parametrize(
    "text", ["", "!", "\n\n\n", "[ |PER]", "[“”|ORG] [the|ORG] [’s|LOC]", "[\u200f\u202e|PER] [🙂|MISC]"]
)
def test_resolve_entities_survives_what_is_no_name(text: str) -> None:
    """Empty texts, marks and invisible letters make no entity and no error."""
    assert entities_of([text]) == ()


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("According to Quill, the hospital may have paid a fine, nobody knew.", False),
        ("Volgens Quill, de bond die heeft gestaakt, is het klaar.", True),
        ("Then Quill, the insurer of the ship, paid.", True),
    ],
)
def test_a_clause_behind_a_comma_does_not_describe_the_name_before_it(text: str, described: bool) -> None:
    """Words with a verb of their own go on with the sentence; a relative clause belongs to what it describes."""
    assert bool(find_descriptions(text, span_of(text, "Quill"), person=False)) is described


def test_a_noun_that_opens_a_sentence_before_a_name_is_no_name() -> None:
    """'Vakbond Ons Werk eist' names the union, not 'Vakbond'; 'Justitie zwijgt' stays a name."""
    report, annotation = marked_report("[Vakbond|ORG] [Ons Werk|ORG] eist geld. [Justitie|ORG] zwijgt.")
    names = {entity.name for entity in resolve_entities([report], [annotation])}
    assert names == {"Ons Werk", "Justitie"}


def test_a_ministry_without_its_nation_is_the_one_with_it() -> None:
    """'Treasury' is the 'US Treasury' where the reports name no other nation's."""
    one = marked_report("The [US Treasury|ORG] said so.", "r1")
    other = marked_report("Two officials of the [Treasury|ORG] said so.", "r2")
    names = [e.name for e in resolve_entities([one[0], other[0]], [one[1], other[1]])]
    assert names == ["US Treasury"]
    third = marked_report("The [Japanese Treasury|ORG] said no.", "r3")
    pairs = [one, other, third]
    assert len(resolve_entities([p[0] for p in pairs], [p[1] for p in pairs])) == 3


def test_a_name_that_is_called_a_company_is_no_place() -> None:
    """'Kestrel House, a company in Oslo' is a body wherever it is named."""
    report, annotation = marked_report(
        "It went through [Kestrel House|LOC], a company in [Oslo|LOC]. [Kestrel House|LOC] denied it."
    )
    found = {entity.name: entity.type.value for entity in resolve_entities([report], [annotation])}
    assert found["Kestrel House"] == "ORG"


def test_a_label_of_the_page_is_no_part_of_a_description() -> None:
    """What stands in no sentence, as a glued 'Update', describes nobody."""
    report, annotation = marked_report("UpdateDe Deense premier [Mette Holm|PER] trad af.")
    told = replace(annotation, sentences=(Sentence(Span(6, len(report.text)), 0, 0, 0, "nl"),))
    [premier] = resolve_entities([report], [told])
    assert premier.descriptions == ("Deense premier",)
