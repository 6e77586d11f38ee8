"""A fifth of the time expressions is held out by name; errors are told for the rest."""

from __future__ import annotations

from zegsman_lab.score.times import is_held_out, list_errors


def test_about_a_fifth_is_held_out_and_always_the_same() -> None:
    """The name alone decides, so that every run holds out the same documents."""
    names = [f"report-{number}" for number in range(1000)]
    held_out = [name for name in names if is_held_out(name)]
    assert 150 < len(held_out) < 250
    assert held_out == [name for name in names if is_held_out(name)]


def test_errors_tell_what_is_wrong() -> None:
    """A wrong value, a missed and a needless expression each give a line; a right one gives none."""
    text = "On Monday and Friday it rained in May."

    def time(start: int, end: int, value: str) -> dict[str, object]:
        return {"start": start, "end": end, "type": "DATE", "value": value}

    gold = [time(3, 9, "2024-05-13"), time(14, 20, "2024-05-17"), time(34, 37, "2024-05")]
    found = [time(3, 9, "2024-05-13"), time(14, 20, "2024-05-10"), time(21, 23, "X")]
    document = {"id": "a", "text": text, "dct": "2024-05-14", "timexes": gold}
    lines = list(list_errors([document], [{"timexes": found}]))
    assert [line.split(" | ")[0] for line in lines] == ["value", "missed", "needless"]
