"""The one table of settings: defaults, then a TOML file, then `ZEGSMAN_*` in the environment."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "ZEGSMAN_"
_SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its unit in its name; passed as an argument from the edges inward."""

    case: str = _setting("zegsman.db", "The case file that commands use where `--case` names none.")
    languages: tuple[str, ...] = _setting(
        ("nl", "en", "de", "fr", "es", "it", "pt", "da", "sv", "no", "pl", "cs", "tr", "ru", "uk", "ar", "zh", "ja"),
        "The languages (ISO 639-1) among which the language of a report is decided.",
    )
    file_limit_mb: int = _setting(
        20, "The largest piece that is held at a time, in megabytes: a page, document, member of an archive, or line."
    )
    expansion_limit: int = _setting(200, "How many times its own size an archive may expand to.")
    nesting_limit: int = _setting(5, "How many archives deep a report may be packed.")
    document_time_s: float = _setting(60.0, "How many seconds of processor time the reading of one PDF may take.")
    document_memory_mb: int = _setting(1024, "How many megabytes of memory the reading of one PDF may take.")
    columns: tuple[str, ...] = _setting(
        (), "The columns of tables by what they hold, `text=body,date=day`, where their names do not tell."
    )
    lock_timeout_s: float = _setting(5.0, "How many seconds to wait for another process that writes to the case.")
    batch_size: int = _setting(32, "How many reports are annotated and committed at a time.")
    contact: str = _setting("", "A mail or web address that sites see beside the program's name when it fetches.")
    fetch_timeout_s: float = _setting(30.0, "How many seconds an answer from the network may take as a whole.")
    fetch_delay_s: float = _setting(1.0, "How many seconds to leave between two requests to one host, at least.")
    fetch_private: bool = _setting(False, "Whether addresses in private networks and on this machine are fetched.")
    obey_robots: bool = _setting(True, "Whether pages that a site's robots.txt forbids are left alone.")
    recheck_hours: tuple[float, ...] = _setting(
        (1.0, 6.0, 24.0, 72.0, 168.0),
        "How many hours after a page was found `zegsman watch` looks whether its outlet has changed it.",
    )
    search_limit: int = _setting(20, "How many hits `zegsman search` shows of each kind.")


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: defaults, over them a TOML file, over that `ZEGSMAN_*`.

    Without `path` the file is the one that `ZEGSMAN_CONFIG` names, else `zegsman.toml` in the current folder, if
    it is there.

    Raises:
        ValueError: if a setting is unknown or its value is of the wrong kind; the message names it.
    """
    variables = os.environ if environment is None else environment
    named = path or (Path(variables[_PREFIX + "CONFIG"]) if _PREFIX + "CONFIG" in variables else None)
    settings = Settings()
    if named is not None or Path("zegsman.toml").is_file():
        settings = _with_file(settings, named or Path("zegsman.toml"))
    given = {
        one.name: variables[_PREFIX + one.name.upper()]
        for one in fields(Settings)
        if _PREFIX + one.name.upper() in variables
    }
    return _with_values(settings, given, "the environment")


def _with_file(settings: Settings, path: Path) -> Settings:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"the settings file {path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"the settings file {path} is not TOML: {error}") from error
    return _with_values(settings, table, str(path))


def _with_values(settings: Settings, values: Mapping[str, Any], place: str) -> Settings:
    names = [one.name for one in fields(Settings)]
    unknown = sorted(set(values) - set(names))
    if unknown:
        raise ValueError(f"{place} sets {unknown[0]!r}, which is no setting; there are {', '.join(names)}")
    changes = {name: _parse_value(name, value, getattr(settings, name), place) for name, value in values.items()}
    return replace(settings, **changes)


def _parse_value(name: str, value: Any, default: Any, place: str) -> Any:
    try:
        if isinstance(default, tuple):
            parts = value.split(",") if isinstance(value, str) else list(value)
            of = type(default[0]) if default else str
            return tuple(of(str(part).strip()) for part in parts if str(part).strip())
        if isinstance(default, bool):
            return _SWITCHES[str(value).strip().lower()]
        return type(default)(value)
    except (KeyError, TypeError, ValueError) as error:
        kind = type(default).__name__
        raise ValueError(f"{place} sets {name} to {value!r}; expected a value of kind {kind}") from error
