"""Names of members: shown so that one line stays one line, and refused where they lead out of the archive."""

from __future__ import annotations

from pathlib import PurePosixPath

_NEVER_READ = ("__MACOSX/",)


def shown_name(name: str) -> str:
    """A name in which control characters, line ends and bytes that are no text show as escapes."""
    plain = name.encode("utf-8", "backslashreplace").decode("utf-8")
    if plain.isprintable():
        return plain
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in plain)


def why_refused(name: str) -> str | None:
    """Why a member of this name is not read, None where its name is in order."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or (len(plain) > 2 and plain[1] == ":" and plain[2] == "/"):
        return "its name is an absolute path, which would lead out of the archive; it was left alone"
    if ".." in PurePosixPath(plain).parts:
        return "its name has '..' in it, which would lead out of the archive; it was left alone"
    if "\x00" in plain:
        return "its name holds a zero byte, which hides what it is; it was left alone"
    return None


def is_passed_over(name: str) -> bool:
    """Whether a member is hidden, as in folders: what systems leave behind and nobody put there to be read."""
    plain = name.replace("\\", "/")
    return plain.startswith(_NEVER_READ) or any(
        part.startswith(".") and part not in (".", "..") for part in plain.split("/")
    )
