"""The schema and its page."""

from __future__ import annotations

import re
from pathlib import Path

from zegsman.store.case import Case

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
_SHADOW = re.compile(r"_(data|idx|content|docsize|config)$")


def test_tables_documented() -> None:
    """Every table has a section in the page with every column, and the page has no other."""
    with Case() as case:
        names = [row[0] for row in case.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        tables = [name for name in names if not (name.startswith("sqlite_") or _SHADOW.search(name))]
        columns = {
            name: [row[1] for row in case.rows(f'PRAGMA table_xinfo("{name}")') if row[6] != 1] for name in tables
        }
    sections = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.M)[1:]
    documented = {section.split("\n", 1)[0].strip("`"): section for section in sections}
    assert sorted(documented) == sorted(tables)
    for name, section in documented.items():
        rows = re.findall(r"^\| `([^`]+)` \|", section, flags=re.M)
        assert sorted(rows) == sorted(columns[name]), name
