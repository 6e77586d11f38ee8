"""Decisions about what is the same, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Same, different, or unsure."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Judge(StrEnum):
    """By whom: a person outranks the machine."""

    RULE = "rule"
    MODEL = "model"
    PERSON = "person"


class Subject(StrEnum):
    """What is judged."""

    ENTITY = "entity"
    CLAIM = "claim"
    ORIGIN = "origin"
    ALLEGIANCE = "allegiance"
    """That a source speaks for or belongs to another."""
    RELIABILITY = "reliability"
    REPORT = "report"
    """That two reports tell of one affair, or that the left one is no part of the affair of the right."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `left` and `right` are keys that survive a rerun.

    For an entity: spellings; for a claim: statement ids; for an origin: source names; for allegiance: the name of a
    source and of the one that it belongs to; for reliability: `left` is a source's name and `right` the letter A to F;
    for a report: the ids of reports.
    """

    subject: Subject
    left: str
    right: str
    verdict: Verdict
    judge: Judge = Judge.RULE
    why: str = ""
    confidence: float = 1.0
