"""Writes `countries.toml`: names of the states and territories of the world in Dutch and English.

Run as `python -m zegsman_lab.gazetteer.countries OUT` in an environment with `babel`. Names in other forms
(official, short, old) stand in the hand-written `country_names.toml`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

META = """[meta]
source = "Unicode CLDR through babel, territories"
licence = "Unicode-3.0"

[names]
"""
NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def build_table() -> str:
    """The table as TOML, in order of code."""
    languages = [Locale.parse(language).territories for language in ("nl", "en")]
    codes = sorted(code for code in languages[0] if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY)
    return META + "".join(
        f"{code} = [{', '.join(repr_of(name) for name in dict.fromkeys(names[code] for names in languages))}]\n"
        for code in codes
    )


def repr_of(name: str) -> str:
    """A name as a TOML string."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(build_table(), encoding="utf-8")
