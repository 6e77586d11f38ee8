"""What the model marks as an attribution and no statement rests on: nobody is named, or the writer thinks it.

Corpora count these, and so does what `annotate` and `evaluate` print: 'is expected to', 'questions about', 'I think
that', 'endorsed him'. The record has no one to name for them, so statements are told as if they were not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.merging import content_of
from zegsman.record.annotation import NOTED, Attribution, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.attribution_candidates import AttributionCandidate
    from zegsman.annotate.layout import Layout

_LIKELY = 0.5
"""Score from which a candidate is likelier one than not."""


def noted(
    layout: Layout, candidates: Sequence[AttributionCandidate], found: Sequence[Attribution]
) -> list[Attribution]:
    """The candidates in English, which the model has learnt, that no attribution was made of and are likely ones.

    None stands within what somebody says: whose words those are is known.
    """
    taken = {i for one in found for span in (*one.cue, *one.content) for i in layout.tokens_in(span)}
    result = []
    for candidate in candidates:
        likely = layout.language(candidate.cue_tokens[0]) == "en" and candidate.confidence >= _LIKELY
        if not likely or not taken.isdisjoint(candidate.cue_tokens):
            continue
        content = content_of(layout, candidate)
        if not content:
            continue
        result.append(
            Attribution(
                source=candidate.source,
                cue=candidate.cue,
                content=content,
                kind=Kind.INDIRECT if candidate.source else Kind.HEARSAY,
                confidence=candidate.confidence,
                why=NOTED,
            )
        )
    return result
