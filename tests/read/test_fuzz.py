"""A short slice of the fuzz campaign, the same in each run, and every case that it once found."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.cases import FOUND, case, seeds, short_name, why_wrong, within_process
from zegsman.read.media_types import PDF
from zegsman.read.readers import READERS

SAMPLES = seeds()
N_CASES = 60


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != PDF])
def test_changed_samples(kind: str) -> None:
    """Samples with random changes give sound reports or refusals, in time, and never a fault of the program."""
    for number in range(N_CASES):
        data, told = case(kind, number, 0, SAMPLES)
        assert why_wrong(data, told) is None, number


def test_changed_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same of PDF, read within this process."""
    monkeypatch.setattr("zegsman.read.documents.pdf.read_apart", None)
    monkeypatch.setattr("zegsman.read.reports.find_language", None)
    within_process()
    for number in range(N_CASES):
        data, told = case(PDF, number, 0, SAMPLES)
        assert why_wrong(data, told) is None, number


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.bin")), ids=lambda path: path.stem)
def test_found_case(path: Path) -> None:
    """A case that once failed, by its reader and by what its bytes look like."""
    kind = next(kind for kind in READERS if path.name.startswith(f"{short_name(kind)}-"))
    for told in (kind, None):
        assert why_wrong(path.read_bytes(), told) is None
