"""An attribution while the rules work on it: with phrases and tokens rather than finished spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.annotate.source_phrase import Phrase
    from zegsman.record.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as one rule found them."""

    source: Phrase | None
    """None where it is attributed to nobody."""
    cue: tuple[int, ...]
    """Indices of the cue's tokens."""
    content: tuple[Span, ...]
    i_sentence: int
    """The sentence of the cue."""
    why: str
    via: tuple[Phrase, ...] = ()
    """Media that pass it on, nearest first: 'zegt X tegen Y', 'in Y zei X', 'documents seen by Y'."""
    grounds: tuple[Phrase, ...] = ()
    """Whom or what the source has it from, nearest first: 'op gezag van Z'."""
    confidence: float = 1.0
    hearsay: bool = False
    silent: bool = False
    """The source refuses to say it: the content is the refusal, or a question left open."""
    carries: bool = True
    """Whether the next sentence can still be the source's words."""
    carried: bool = False
    """Whether it only carries on the draft before it."""
    denies: bool = False
    source_spans: tuple[Span, ...] = ()
    """The source with all that the model or the tree counts to it; empty for the words of `source`."""
