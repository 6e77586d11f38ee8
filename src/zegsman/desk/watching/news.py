"""What new reports do to the claims of the case: which appear, gain an origin, are denied, change, or are dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.casebook import now
from zegsman.record.annotation import Polarity
from zegsman.record.report import content_id
from zegsman.store.news import NewsItem, delivered, load_news, load_told, mark_delivered, save_news
from zegsman.store.stories import load_stories, load_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.record.story import Claim, WeighedStory

Json = dict[str, Any]
KINDS = {
    "new": "no earlier report says it",
    "origin": "one more independent origin carries it",
    "denied": "somebody denies it now",
    "dropped": "no report that stands says it any more",
    "changed": "its status, credibility or words are others now",
}
"""Kinds of news of a claim, each with what it means; a claim has one kind at a time, the first that fits but `new`."""
_BEGUN = "begun"
"""The mark that says that a case is watched; not whether anything was told, which a stop may have come before."""
_COMPARED = "compared"
"""The mark of the stories that the claims were last compared in."""
_SHOWN = ("status", "credibility", "text")


def begin_news(book: Casebook) -> None:
    """Takes the claims that the case has for told already, once, before it is watched for the first time."""
    if delivered(book.case, _BEGUN) is None:
        with book.case.transaction():
            save_news(book.case, (), {state["id"]: state for state in claim_states(book)})
            mark_delivered(book.case, _BEGUN, 0)


def find_news(book: Casebook) -> tuple[NewsItem, ...]:
    """Compares the claims with what was last told, keeps what is new, and gives it.

    Where no story was worked out since, nothing is compared.
    """
    mark = _mark_of_stories(book)
    if delivered(book.case, _COMPARED) == mark:
        return ()
    told = load_told(book.case)
    states = {state["id"]: state for state in claim_states(book)}
    last = load_news(book.case, latest=1)
    with book.case.transaction():
        save_news(book.case, tuple(_news(told, states)), states)
        mark_delivered(book.case, _COMPARED, mark)
    return load_news(book.case, after=last[-1].number if last else 0)


def _mark_of_stories(book: Casebook) -> int:
    """A number that changes with what any story was computed from."""
    marks = sorted(row.fingerprint for row in load_stories(book.case))
    return int(content_id("", *marks).removeprefix("-"), 16)


def claim_states(book: Casebook) -> Iterator[Json]:
    """What is compared of each claim, with the words for telling it."""
    for row in load_stories(book.case):
        story = load_story(book.case, row.id)
        if story is not None:
            yield from (_state(story, claim) for claim in story.claims)


def _state(story: WeighedStory, claim: Claim) -> Json:
    said = {one.id: one for annotation in story.resolution.annotations for one in annotation.statements}
    members = [said[one] for one in claim.statements if one in said]
    names = {source.id: source.name for source in story.resolution.sources}
    reports = {report.id: report for report in story.resolution.reports}
    return {
        "id": claim.id,
        "story": story.resolution.story_id,
        "title": story.resolution.title,
        "text": claim.text,
        "statements": list(claim.statements),
        "reports": [
            {"id": id, "outlet": reports[id].outlet, "url": reports[id].url}
            for id in dict.fromkeys(one.report for one in members)
        ],
        "origins": [names.get(one, one) for one in claim.origins],
        "independent_origins": claim.independent_origins,
        "status": str(claim.status),
        "credibility": claim.credibility,
        "denied": len({one.polarity for one in members}) == len(Polarity),
        "standing": claim.standing,
        "affirmed": any(
            one.polarity is Polarity.AFFIRMED and reports[one.report].replaced_by is None for one in members
        ),
        "why": claim.why,
    }


def _news(told: dict[str, Json], states: dict[str, Json]) -> Iterator[NewsItem]:
    before_of: dict[str, str] = {one: id for id, state in told.items() for one in state["statements"]}
    at, matched = now(), set[str]()
    for state in states.values():
        before = _before(state, told, before_of)
        if before is not None:
            matched.add(before["id"])
        kind = _kind(before, state)
        if kind is not None:
            yield NewsItem(kind=kind, story=state["story"], claim=state["id"], at=at, data=_told(kind, state, before))
    still_said = {one for state in states.values() for one in state["statements"]}
    for id, state in told.items():
        if id not in matched and state["standing"] and not still_said.intersection(state["statements"]):
            gone = {**state, "standing": False}
            yield NewsItem(kind="dropped", story=state["story"], claim=id, at=at, data=_told("dropped", gone, state))


def _before(state: Json, told: dict[str, Json], before_of: dict[str, str]) -> Json | None:
    """The claim as it was last told: the one with most statements in common, since ids change with the statements."""
    counts: dict[str, int] = {}
    for one in state["statements"]:
        if one in before_of:
            counts[before_of[one]] = counts.get(before_of[one], 0) + 1
    best = min(counts, key=lambda id: (-counts[id], id), default=None)
    return told[best] if best is not None else None


def _kind(before: Json | None, state: Json) -> str | None:
    if before is None:
        return "new" if state["standing"] else None
    if before["standing"] and not state["standing"]:
        return "dropped"
    if before.get("affirmed") and not state["affirmed"]:  # denials are all that is left of it
        return "dropped"
    if state["denied"] and not before["denied"]:
        return "denied"
    if state["independent_origins"] > before["independent_origins"]:
        return "origin"
    return "changed" if any(state[name] != before[name] for name in _SHOWN) else None


def _told(kind: str, state: Json, before: Json | None) -> Json:
    """What goes out: the claim as it is, what it was, and the reports that are new with it."""
    earlier = {one["id"] for one in before["reports"]} if before else set()
    told = before if before and kind == "dropped" else state
    return {
        **{name: value for name, value in state.items() if name != "statements"},
        "text": told["text"],
        "what": KINDS[kind],
        "new_reports": [one for one in state["reports"] if one["id"] not in earlier],
        "before": {name: before[name] for name in ("status", "credibility", "independent_origins")} if before else None,
    }
