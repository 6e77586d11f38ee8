"""NITF as agencies send it."""

from __future__ import annotations

import pytest

from zegsman.read.readers import read_reports
from zegsman.read.reports import Reading, ReadOptions
from zegsman.record.report import BlockKind


@pytest.mark.parametrize("dateline", ["<location>Oosterwal</location>", "OOSTERWAL, 5 maart (ANP)"])
def test_dateline_stands_by_itself(dateline: str) -> None:
    """A dateline is kept, and is no part of the first sentence; the agency that it names is credited."""
    nitf = (
        f"<nitf><head/><body><body.head><dateline>{dateline}</dateline></body.head>"
        "<body.content><p>De kade is dicht.</p></body.content></body></nitf>"
    )
    (found,) = read_reports(nitf.encode(), ReadOptions(path="a.nitf"))
    assert isinstance(found, Reading)
    blocks = [(block.kind, block.span.of(found.report.text)) for block in found.report.blocks]
    assert [kind for kind, _ in blocks] == [BlockKind.LEFTOVER, BlockKind.PARAGRAPH]
    assert blocks[0][1].startswith(("Oosterwal", "OOSTERWAL"))
    assert blocks[1][1] == "De kade is dicht."
    assert found.report.agency == ("ANP" if "ANP" in dateline else None)
