"""The pages of commands and settings say what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from zegsman.cli.app import app
from zegsman.settings import Settings, load_settings

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")


def test_commands_documented() -> None:
    """Every command has a section in the page, and the page has no other."""
    from typer.main import get_command

    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert sorted(re.findall(r"^## `(\w+)`", PAGE, flags=re.M)) == sorted(commands)
    for name in commands["judge"].commands:
        assert f"zegsman judge {name}" in PAGE
    for name, command in commands.items():
        section = PAGE.split(f"## `{name}`", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            longest = max(parameter.opts, key=len)
            if longest.startswith("--") and longest not in ("--case", "--quiet", "--out", "--help"):
                assert longest in section, f"{name} {longest}"


def test_settings_documented() -> None:
    """Every setting stands in the page with its variable, default and help."""
    rows = dict(re.findall(r"^\| `(\w+)` \| (`ZEGSMAN_.*) \|$", PAGE, flags=re.M))
    assert rows.keys() == {one.name for one in fields(Settings)}
    for one in fields(Settings):
        default = ",".join(map(str, one.default)) if isinstance(one.default, tuple) else one.default
        assert rows[one.name] == f"`ZEGSMAN_{one.name.upper()}` | `{default}` | {one.metadata['help']}"


def test_load_settings_order(tmp_path: Path) -> None:
    """The environment outranks the file, the file the defaults."""
    place = tmp_path / "z.toml"
    place.write_text('case = "a.db"\nfile_limit_mb = 3\nlanguages = ["nl"]\n')
    settings = load_settings(place, {"ZEGSMAN_CASE": "b.db"})
    assert (settings.case, settings.file_limit_mb, settings.languages, settings.batch_size) == ("b.db", 3, ("nl",), 32)
    assert load_settings(None, {"ZEGSMAN_LANGUAGES": "nl, en"}).languages == ("nl", "en")


@pytest.mark.parametrize(
    ("text", "words"),
    [("colour = 1", "no setting"), ('file_limit_mb = "veel"', "expected a value of kind int"), ("= 1", "not TOML")],
)
def test_load_settings_wrong(tmp_path: Path, text: str, words: str) -> None:
    """An unknown setting, a value of the wrong kind and a broken file are named."""
    place = tmp_path / "z.toml"
    place.write_text(text)
    with pytest.raises(ValueError, match=words):
        load_settings(place, {})
    with pytest.raises(ValueError, match="cannot be read"):
        load_settings(tmp_path / "none.toml", {})
