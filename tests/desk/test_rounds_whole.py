"""The real stages over a case: adding reports one by one gives what starting anew gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zegsman.desk.casebook import open_casebook
from zegsman.desk.questions import dossiers, what_is_new
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports

REPORTS = {
    "bode.txt": """---
outlet: De Proefbode
date: 2024-03-05
---
De brug bij Proefdam is sinds maandag dicht, zegt een woordvoerder van de provincie. Volgens wethouder Karel Bos duurt
de reparatie drie weken.

Er vielen twee gewonden.
""",
    "courant.txt": """---
outlet: De Testcourant
date: 2024-03-06
---
De brug bij Proefdam blijft drie weken dicht. Dat meldt wethouder Karel Bos aan De Proefbode. Aannemer Dijk ontkent dat
er iemand gewond raakte.
""",
    "herald.txt": """---
outlet: The Sample Herald
date: 2024-03-06
lang: en
---
The Proefdam bridge in the Netherlands has been closed since Monday, a spokesperson for the province said. Two people
were injured, according to the police.
""",
    "elders.txt": """---
outlet: De Proefbode
date: 2023-06-01
---
De zwemclub van Oosterzand heeft zaterdag de nationale titel gewonnen. Trainster Els Vos noemt het een droom.
""",
}


def told(book: Any) -> list[str]:
    """The dossiers of a case as text, in order."""
    return sorted(json.dumps(one, sort_keys=True) for one in dossiers(book))


@pytest.mark.encoder
def test_adding_equals_anew(tmp_path: Path) -> None:
    """Reports added one by one, the case closed in between, give the dossiers that all at once give."""
    paths = []
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / name))
    with open_casebook(None) as book:
        take_reports(book, paths)
        work_out(book)
        anew = told(book)
    for path in reversed(paths):
        with open_casebook(str(tmp_path / "x.db")) as book:
            take_reports(book, [path])
            work_out(book)
            added = told(book)
    assert added == anew
    titles = [json.loads(one)["reports"] for one in anew]
    assert sorted(len(one) for one in titles) == [1, 3]


@pytest.mark.encoder
def test_what_is_new_whole(tmp_path: Path) -> None:
    """What a later report adds is told claim by claim, and the report that it contradicts is found."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with open_casebook(None) as book:
        take_reports(book, [str(tmp_path / "bode.txt")])
        work_out(book)
        additions, _ = what_is_new(book, [str(tmp_path / "courant.txt")])
        assert {one.what for one in additions} <= {"new", "repeated", "contradicted"}
        assert additions
