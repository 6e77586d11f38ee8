"""Groups as a person decided: affairs that are one, reports that are no part of one."""

from __future__ import annotations

import pytest

from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.resolve.decided_groups import decide_groups

IDS = ("a", "b", "c", "d", "e")


def _said(words: str, judge: Judge = Judge.PERSON) -> Judgement:
    """'a=b': one affair; 'a!b': a is no part of the affair of b."""
    verdict = Verdict.SAME if words[1] == "=" else Verdict.DIFFERENT
    return Judgement(Subject.REPORT, words[0], words[2], verdict, judge)


def _decided(groups: str, *said: str) -> str:
    """Groups and decisions as words, 'abc de', the groups sorted."""
    numbered = [[IDS.index(one) for one in group] for group in groups.split()]
    found = decide_groups(numbered, IDS, [_said(one) for one in said])
    return " ".join(sorted("".join(sorted(IDS[i] for i in group)) for group in found))


@pytest.mark.parametrize(
    ("groups", "said", "expected"),
    [
        ("abc de", (), "abc de"),
        ("abc de", ("a=d",), "abcde"),
        ("ab c d e", ("b=c", "c=d"), "abcd e"),
        ("abcd e", ("b!a",), "acd b e"),
        ("abcd e", ("a!b",), "a bcd e"),
        ("abcd e", ("b!a", "b=d"), "ac bd e"),
        ("abcd e", ("d!a", "d!b", "d!c", "a!d"), "abc d e"),
        ("abc de", ("a=d", "e!a"), "abcd e"),
        ("abc de", ("a=d", "d=a", "a!d"), "abc de"),
        ("abc de", ("a=x", "y!b"), "abc de"),
    ],
    ids=[
        "nothing decided", "two affairs are one", "by way of another", "the first leaves", "the other leaves",
        "one goes with it", "most said against goes first", "joined, and one leaves", "against each other",
        "unknown reports",
    ],
)  # fmt: skip
def test_groups_follow_what_a_person_decided(groups: str, said: tuple[str, ...], expected: str) -> None:
    """Affairs are joined whole, and what is no part of one leaves it with what is said to be one with it."""
    assert _decided(groups, *said) == expected


def test_only_a_person_decides() -> None:
    """What a rule found is found anew and decides nothing here."""
    found = decide_groups([[0, 1, 2], [3], [4]], IDS, [_said("a=d", Judge.RULE), _said("b!a", Judge.MODEL)])
    assert found == [[0, 1, 2], [3], [4]]


def test_contradicting_decisions_end() -> None:
    """Decisions that cannot all hold still give groups in which nobody is with what it is no part of."""
    assert _decided("abc d e", "a=b", "b=c", "a!c", "c!a") == "a bc d e"
