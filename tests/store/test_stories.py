"""Annotations, stories, judgements and searches in a case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_report, an_annotation
from fake_stages import CountingStages, weigh
from zegsman.errors import JudgementError
from zegsman.record.annotation import Polarity
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.report import Report
from zegsman.record.story import WeighedStory
from zegsman.store.annotations import annotated_reports, load_annotations, save_annotation
from zegsman.store.case import Case
from zegsman.store.judgements import add_judgement, load_judgements, undo_judgement
from zegsman.store.reports import add_report
from zegsman.store.searches import Question, search
from zegsman.store.soundness import find_faults, repair
from zegsman.store.stories import load_stories, load_story, remove_story, save_story
from zegsman.tell.dossier import compose_dossier

pytestmark = pytest.mark.usefixtures("each_database")

TEXTS = (
    "Brug dicht zegt Bos. Het water stijgt.",
    "Brug niet dicht zegt Dijk. De belastingdienstmedewerker zag België.",
)


def a_story(case: Case, texts: tuple[str, ...] = TEXTS) -> WeighedStory:
    """A story of the fake stages, kept in a case with its reports and annotations."""
    stages = CountingStages()
    reports = [
        a_report(text, id=f"r{i}", outlet=f"Krant {i}", published=f"2024-03-{i + 5:02}") for i, text in enumerate(texts)
    ]
    for report in reports:
        add_report(case, report, report.text.encode(), at="")
    found = list(stages.annotate(reports))
    for one in found:
        save_annotation(case, one, version="1")
    story = weigh(stages.resolve(reports, found, ()))
    save_story(case, story, fingerprint="f", at="")
    return story


def same(left: WeighedStory, right: WeighedStory) -> bool:
    """Whether two stories are equal, their vectors too (arrays make annotations incomparable)."""
    pairs = zip(left.resolution.annotations, right.resolution.annotations, strict=True)
    for one, other in pairs:
        assert one.statements == other.statements
        assert np.array_equal(one.statement_vectors, other.statement_vectors)
    fields = (
        "story_id",
        "title",
        "reports",
        "copies",
        "entities",
        "sources",
        "outlets",
        "chains",
        "claims",
        "pairs",
        "participants",
        "judgements",
    )
    assert all(getattr(left.resolution, f) == getattr(right.resolution, f) for f in fields)
    return all(getattr(left, f) == getattr(right, f) for f in ("claims", "conflicts", "developments", "loops", "links"))


_SENTENCES = st.lists(
    st.sampled_from(["De dam brak. ", "De dam brak niet. ", "De brug hield zegt Bos. ", "Ja. "]), min_size=1, max_size=4
)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(_SENTENCES.map("".join), min_size=1, max_size=4))
def test_story_round_trip(texts: list[str]) -> None:
    """A story comes back equal from the case."""
    with Case() as case:
        story = a_story(case, tuple(texts))
        back = load_story(case, story.resolution.story_id)
        assert back is not None
        assert same(story, back)
        told = load_story(case, story.resolution.story_id, whole=False)
        assert told is not None
        assert compose_dossier(told) == compose_dossier(story)


def test_story_replaced_and_removed() -> None:
    """Saving a story again replaces it; removing it leaves reports and annotations."""
    with Case() as case:
        story = a_story(case)
        save_story(case, story, fingerprint="g", at="")
        (row,) = load_stories(case)
        assert (row.fingerprint, row.reports, row.first, row.last) == ("g", ("r0", "r1"), "2024-03-05", "2024-03-06")
        remove_story(case, row.id)
        assert load_stories(case) == ()
        assert load_story(case, row.id) is None
        assert len(load_annotations(case, ["r0", "r1"])) == 2
        assert search(case, Question(words="water"))
        assert find_faults(case) == () or all("original" in fault for fault in find_faults(case))


def test_annotation_round_trip() -> None:
    """An annotation comes back with equal lists and vectors; its version tells whether it is current."""
    report = a_report("Bos sprak in Gent.")
    annotation = an_annotation(report, names=[("Bos", "PER")])
    with Case() as case:
        add_report(case, report, b"", at="")
        save_annotation(case, annotation, version="1")
        (back,) = load_annotations(case, [report.id])
        assert (back.tokens, back.sentences, back.names) == (annotation.tokens, annotation.sentences, annotation.names)
        assert back.sentence_vectors.dtype == np.float16
        assert annotated_reports(case, "1") == {report.id}
        assert annotated_reports(case, "2") == frozenset()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("belgie", {"claim", "statement", "report"}),
        ("dienstmedewerker", {"report"}),
        ("BRUG dicht", {"claim", "statement", "report"}),
        ('"water stijgt"', {"claim", "statement", "report"}),
        ('"stijgt water"', set()),
        ("onbekend", set()),
        ("OR AND NEAR( *", set()),
        ("", set()),
        ('"', set()),
    ],
)
def test_search(words: str, kinds: set[str]) -> None:
    """Accents and case do not count, parts of compounds are found, and nothing in a question is an operator."""
    with Case() as case:
        a_story(case)
        assert {hit.kind for hit in search(case, Question(words=words))} == kinds


def test_search_by_outlet_and_days() -> None:
    """A search can be held to an outlet and to days."""
    with Case() as case:
        a_story(case)
        found = search(case, Question(words="brug", outlet="Krant 1"))
        assert {hit.outlet for hit in found if hit.kind != "claim"} == {"Krant 1"}
        late = search(case, Question(words="brug", since="2024-03-06"))
        assert {hit.published for hit in late if hit.kind == "report"} == {"2024-03-06"}
        assert not search(case, Question(words="brug", until="2024-01-01"))


def test_search_by_filters_alone() -> None:
    """A filter without words finds all that passes it: reports by their titles, claims of a status with their words."""
    with Case() as case:
        story = a_story(case)
        found = search(case, Question(outlet="Krant 1"))
        assert {hit.kind for hit in found} == {"claim", "statement", "report"}
        assert {hit.outlet for hit in found if hit.kind != "claim"} == {"Krant 1"}
        status = str(story.claims[0].status)
        by_status = search(case, Question(status=status))
        assert {hit.id for hit in by_status if hit.kind == "claim"} == {
            c.id for c in story.claims if c.status == status
        }
        assert not search(case, Question(since="2031-01-01"))


def test_judgements_history() -> None:
    """Judgements keep who, when and why; undoing marks them and takes the last one that holds."""
    one = Judgement(Subject.ENTITY, "J. Bos", "Jan Bos", Verdict.SAME, Judge.PERSON, "zelfde man")
    two = Judgement(Subject.CLAIM, "s1", "s2", Verdict.DIFFERENT, Judge.PERSON)
    with Case() as case:
        assert [add_judgement(case, j, who="ann", at=str(i)) for i, j in enumerate((one, two))] == [1, 2]
        assert undo_judgement(case, None, who="bob", at="3").number == 2
        rows = load_judgements(case)
        assert [(row.judgement, row.who, row.undone_by) for row in rows] == [(one, "ann", None), (two, "ann", "bob")]
        with pytest.raises(JudgementError, match="no judgement 2"):
            undo_judgement(case, 2, who="bob", at="4")
        undo_judgement(case, 1, who="bob", at="5")
        with pytest.raises(JudgementError, match="no judgement to undo"):
            undo_judgement(case, None, who="bob", at="6")


def _sound(case: Case) -> None:
    case.execute("UPDATE reports SET sha256 = sha256")
    for sha256, text in case.rows("SELECT sha256, text FROM reports"):
        case.execute("UPDATE originals SET data = ? WHERE sha256 = ?", (text.encode(), sha256))


def test_find_faults_and_repair() -> None:
    """A changed original and a broken reference are found; what can be made again is thrown away, the rest kept."""
    with Case() as case:
        reports = [
            Report(id=f"r{i}", text=text, sha256=__import__("hashlib").sha256(text.encode()).hexdigest())
            for i, text in enumerate(TEXTS)
        ]
        stages = CountingStages()
        for report in reports:
            add_report(case, report, report.text.encode(), at="")
        for one in stages.annotate(reports):
            save_annotation(case, one, version="1")
        story = weigh(stages.resolve(reports, load_annotations(case, ["r0", "r1"]), ()))
        save_story(case, story, fingerprint="f", at="")
        assert find_faults(case) == ()
        case.execute(
            "UPDATE originals SET data = ? WHERE sha256 = ?",
            (
                b"\0",
                reports[0].sha256,
            ),
        )
        case.execute("DELETE FROM statements WHERE id = (SELECT min(id) FROM statements)")
        faults = find_faults(case)
        assert any("was changed after it was taken" in fault for fault in faults)
        assert any("refers to the statement" in fault for fault in faults)
        assert any("thrown away" in line for line in repair(case))
        left = find_faults(case)
        assert len(left) == 1
        assert "was changed" in left[0]
        assert len(case.rows("SELECT 1 FROM reports")) == 2


def test_a_statement_keeps_the_polarity_of_its_story() -> None:
    """What a story found to deny is told as denied again, though the annotation as read affirms it."""
    with Case(":memory:") as case:
        story = a_story(case)
        found = story.resolution
        first = found.annotations[0]
        denied = replace(first.statements[0], polarity=Polarity.DENIED)
        marked = replace(first, statements=(denied, *first.statements[1:]))
        story = replace(story, resolution=replace(found, annotations=(marked, *found.annotations[1:])))
        remove_story(case, found.story_id)
        save_story(case, story, fingerprint="f", at="")
        kept = load_story(case, found.story_id)
        assert kept is not None
        assert same(story, kept)
        assert load_annotations(case, [first.report])[0].statements == first.statements
