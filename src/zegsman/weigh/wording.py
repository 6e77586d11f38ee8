"""The sentences in which weighing gives its reasons, in the story's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.weigh.casefile import Casefile

NAMES_SHOWN = 4
"""So many names a sentence can carry before it becomes a list; the rest is counted."""


def reason(casefile: Casefile, table: str, key: str, **values: object) -> str:
    """One sentence (or part of one) from the reasons lexicon, with its places filled in."""
    text: str = load_table(casefile.language, "reasons")[table][key]
    return text.format(**values)


def names_of(casefile: Casefile, source_ids: Sequence[str]) -> str:
    """Source names as a list in words: 'A, B en C'."""
    names = list(dict.fromkeys(casefile.source_name(source_id) for source_id in source_ids))
    return in_words(casefile, names)


def in_words(casefile: Casefile, names: Sequence[str]) -> str:
    """'A, B en C'; what passes `NAMES_SHOWN` is counted."""
    words: dict[str, Any] = load_table(casefile.language, "reasons")["words"]
    if not names:
        return str(words["own_voice"])
    shown = list(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        shown.append(f"+{len(names) - NAMES_SHOWN}")
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} {words['and']} {shown[-1]}"
