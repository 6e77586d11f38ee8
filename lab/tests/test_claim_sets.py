"""Tests of the sets of claims in other words, and of the reader of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zegsman_lab.corpora.claim_sets import read_claims

CLAIMS = Path(__file__).parents[1] / "claims"


def test_the_sets_that_ship_are_whole() -> None:
    """Each has several statements of one claim, in both languages, and near ones that say something else."""
    sets = read_claims(CLAIMS)
    assert len(sets) > 500
    for rows in sets:
        kinds = [row.kind for row in rows]
        assert kinds.count("same") >= 3 and kinds.count("other") >= 2 and kinds[0] == "same"
        assert {row.language for row in rows} == {"nl", "en"}
        assert all(row.text.strip() == row.text != "" for row in rows)


def test_no_statement_stands_in_two_sets() -> None:
    """A statement that two sets hold would teach that it is and is not the same."""
    texts = [row.text for rows in read_claims(CLAIMS) for row in rows]
    assert len(texts) == len(set(texts))


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    """A line without its four fields is an error that tells file and line."""
    path = tmp_path / "part.tsv"
    path.write_text("1\tnl\tsame\tDe brug is dicht.\n1\tnl\tsame\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"part\.tsv:2: expected set"):
        read_claims(path)
