"""Events of statements: trigger, type, mode and participants."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from builders import span_of
from parses import a_parse
from zegsman.annotate.events import find_events
from zegsman.annotate.statements import find_stated
from zegsman.record.annotation import Event, Name, NameType

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "test_events_cases.toml").read_text(encoding="utf-8"))


def _events(case: dict[str, Any]) -> tuple[tuple[Event, ...], list[tuple[int, ...]]]:
    text = case["text"]
    parsed = a_parse(text, case["tree"], language=case["language"])
    names = sorted(
        (Name(span_of(text, words), NameType(type_)) for words, type_ in case.get("names", {}).items()),
        key=lambda name: name.span,
    )
    return find_events(parsed, find_stated(parsed, (), (), ()), names, ())


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in TABLE["case"]])
def test_main_event_has_type_mode_and_participants(case: dict[str, Any]) -> None:
    """The main event of a sentence is its predicate, or the noun that a light verb carries."""
    text = case["text"]
    events, events_of = _events(case)
    main = events[events_of[0][0]]
    assert [main.span.of(text), main.type, main.mode or ""] == [case["trigger"], case["type"], case["mode"]]
    assert [[one.role, one.span.of(text)] for one in main.participants] == case["participants"]


def test_predicate_without_event_gives_none() -> None:
    """'is groot' tells of a state: no event."""
    rows = "De de DET 2 det\nhaven haven NOUN 4 nsubj\nis zijn AUX 4 cop\ngroot groot ADJ 0 root"
    parsed = a_parse("De haven is groot", rows)
    events, events_of = find_events(parsed, find_stated(parsed, (), (), ()), (), ())
    assert (events, events_of) == ((), [()])
