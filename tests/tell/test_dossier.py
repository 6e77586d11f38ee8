"""The dossier is the contract's JSON and says what the story says."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tell.stories_of_examples import EXAMPLES, weighed_example
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.report import Cut, CutKind
from zegsman.tell.dossier import compose_dossier

SLUGS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


def own_contract() -> dict[str, Any]:
    """The contract file in the package."""
    text = (resources.files("zegsman.tell") / "dossier.schema.json").read_text(encoding="utf-8")
    contract: dict[str, Any] = json.loads(text)
    return contract


@pytest.fixture(params=SLUGS)
def dossier(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The dossier of each example."""
    return compose_dossier(weighed_example(request.param), version="1.2.3", model="none")


def test_compose_dossier_keeps_the_contract(dossier: dict[str, Any]) -> None:
    """A dossier validates against the contract file, and survives JSON unchanged."""
    jsonschema.validate(dossier, own_contract(), format_checker=jsonschema.FormatChecker())
    assert json.loads(json.dumps(dossier)) == dossier


def test_compose_dossier_gives_the_words_at_the_offsets(dossier: dict[str, Any]) -> None:
    """Each claim's text is, to the letter, the words of one of its statements."""
    texts = {report["id"]: report["text"] for report in dossier["reports"]}
    said = {s["id"]: texts[s["report"]][s["start"] : s["end"]] for s in dossier["statements"]}
    for claim in dossier["claims"]:
        assert claim["text"] in {said[statement] for statement in claim["statements"]}


def test_compose_dossier_puts_statements_in_reading_order(dossier: dict[str, Any]) -> None:
    """Statements follow the order of the reports, then their place in the text."""
    order = [report["id"] for report in dossier["reports"]]
    places = [(order.index(s["report"]), s["start"]) for s in dossier["statements"]]
    assert places == sorted(places)


def test_compose_dossier_lists_each_timed_claim_once_by_start(dossier: dict[str, Any]) -> None:
    """The timeline holds every claim whose time has both ends, sorted by start."""
    timed = {claim["id"] for claim in dossier["claims"] if claim["time"] and claim["time"]["end"]}
    assert {row["claim"] for row in dossier["timeline"]} == timed
    assert [row["start"] for row in dossier["timeline"]] == sorted(row["start"] for row in dossier["timeline"])


def test_compose_dossier_tells_what_is_known_of_a_report() -> None:
    """Who wrote a report, its hour, where it lives, further agencies and what was cut from it are told as they are."""
    story = weighed_example("ziekenhuis-zwolle")
    report = replace(
        story.resolution.reports[0],
        author="Noor Vis", published_at="2024-03-05T08:30+01:00", canonical_url="https://bode.example/a",
        other_agencies=("AFP",), cut=(Cut(CutKind.PAYWALL), Cut(CutKind.PAGE, 12)),
    )  # fmt: skip
    reports = (report, *story.resolution.reports[1:])
    told = compose_dossier(replace(story, resolution=replace(story.resolution, reports=reports)))["reports"]
    names = ("author", "published_at", "canonical_url", "other_agencies", "cut")
    assert {name: told[0][name] for name in names} == {
        "author": "Noor Vis",
        "published_at": "2024-03-05T08:30+01:00",
        "canonical_url": "https://bode.example/a",
        "other_agencies": ["AFP"],
        "cut": [{"kind": "paywall", "n_words": 0}, {"kind": "page", "n_words": 12}],
    }
    assert told[1]["author"] == reports[1].author
    assert told[1]["cut"] == []


def test_compose_dossier_tells_only_decisions_about_this_story() -> None:
    """Of a person's decisions those stay that name an entity, a source or a statement of the story."""
    story = weighed_example("ziekenhuis-zwolle")
    ours = Judgement(Subject.ENTITY, "Kristjan Poldmae", "Kristjan Põldmäe", Verdict.SAME, Judge.PERSON, "his card")
    other = Judgement(Subject.ENTITY, "Iemand", "Niemand", Verdict.SAME, Judge.PERSON)
    judged = replace(story, resolution=replace(story.resolution, judgements=(ours, other)))
    assert [part["why"] for part in compose_dossier(judged)["judgements"]] == ["his card"]


@pytest.mark.shared
def test_own_contract_keeps_the_agreed_one(shared: Path) -> None:
    """The contract file in the package says all that was agreed on; it may add properties, never require them."""
    agreed = json.loads((shared / "contract" / "dossier.schema.json").read_text(encoding="utf-8"))
    assert _cut_to(own_contract(), agreed) == agreed


def _cut_to(own: Any, agreed: Any) -> Any:
    """The package's schema without the properties that the agreed one does not have."""
    if not isinstance(own, dict) or not isinstance(agreed, dict):
        return own
    kept = own.keys() & agreed.keys() if "properties" not in own else own.keys()
    return {
        key: {name: _cut_to(one, agreed[key][name]) for name, one in own[key].items() if name in agreed[key]}
        if key == "properties" and key in agreed
        else _cut_to(own[key], agreed.get(key))
        for key in kept
    }


@pytest.mark.shared
def test_compose_dossier_passes_the_agreed_check(shared: Path, dossier: dict[str, Any], tmp_path: Path) -> None:
    """The checker that others use finds nothing wrong with a dossier."""
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(dossier), encoding="utf-8")
    checker = [sys.executable, str(shared / "score" / "dossier.py"), "--validate", str(path)]
    found = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
