"""Puts the rules together: drafts by every rule, the best where they meet, what runs on, chains, kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.choosing import best_of
from zegsman.annotate.attributions.contents import within_inner_quotes
from zegsman.annotate.attributions.following import carried_on, ground_earlier, quotes_alone, said_behind_colons
from zegsman.annotate.attributions.heard import heard_by_media
from zegsman.annotate.attributions.hearsay import find_hearsay
from zegsman.annotate.attributions.merging import up_to_asides, with_candidates
from zegsman.annotate.attributions.noting import noted
from zegsman.annotate.attributions.nouns import find_by_nouns
from zegsman.annotate.attributions.places import find_by_places
from zegsman.annotate.attributions.silence import find_refusals
from zegsman.annotate.attributions.turns import find_turns
from zegsman.annotate.attributions.verbs import find_by_verbs
from zegsman.annotate.attributions.words import find_by_words
from zegsman.annotate.chains import find_chains
from zegsman.annotate.layout import lay_out
from zegsman.annotate.references import collect_antecedents
from zegsman.annotate.source_nouns import FIRST_PERSON
from zegsman.lexicon.function_words import function_words
from zegsman.record.annotation import Attribution, Kind
from zegsman.record.report import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.attribution_candidates import AttributionCandidate
    from zegsman.annotate.drafts import Draft
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.references import Antecedents
    from zegsman.record.annotation import Name, Sentence, SourceMention, Token
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

_RULES = (find_by_verbs, find_by_words, find_by_places, find_by_nouns, find_refusals, find_hearsay)


def find_attributions(
    report: Report,
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    names: Sequence[Name],
    candidates: Sequence[AttributionCandidate] = (),
) -> tuple[Attribution, ...]:
    """The attributions of a report, by the place of their content, each with its chain.

    Content is the words stated with an opening 'dat' or 'that', without cue and source; nested attributions are
    both there, the inner one's chain after the outer one's. Empty for a text in which nobody says anything.
    Attributions that are only noted are among them (`Attribution.is_noted`).
    """
    return attributions_in(lay_out(report, sentences, tokens, names), candidates)[0] if tokens else ()


def attributions_in(
    layout: Layout, candidates: Sequence[AttributionCandidate] = ()
) -> tuple[tuple[Attribution, ...], Antecedents]:
    """The attributions of a report that is laid out already, and what its pronouns can stand for."""
    drafts = _drafts(layout, candidates)
    speakers = sorted((one.source for one in drafts if one.source and not one.carried), key=lambda one: one.head)
    antecedents = collect_antecedents(layout, speakers)
    chains = find_chains(layout, drafts, antecedents, heard_by_media(layout, antecedents))
    finished = [
        _finished(layout, draft, chain)
        for draft, chain in zip(drafts, chains, strict=True)
        if draft.content and (chain or not _is_first_person(layout, draft))
    ]
    finished += noted(layout, candidates, finished)
    finished.sort(key=lambda one: (one.content[0].start, -one.content[-1].end, one.cue))
    return tuple(finished), antecedents


def _drafts(layout: Layout, candidates: Sequence[AttributionCandidate]) -> list[Draft]:
    leftovers = {i for i, block in enumerate(layout.report.blocks) if block.kind is BlockKind.LEFTOVER}
    drafts: list[Draft] = find_turns(layout)
    for i_sentence, sentence in enumerate(layout.sentences):
        if sentence.block not in leftovers:
            for rule in _RULES:
                drafts.extend(rule(layout, i_sentence))
    drafts = up_to_asides(layout, best_of(with_candidates(layout, drafts, candidates)))
    drafts = within_inner_quotes(layout, drafts)
    drafts = said_behind_colons(layout, ground_earlier(layout, drafts))
    quoted = quotes_alone(layout, drafts)
    drafts = [draft for draft in drafts if not _is_within(draft, quoted)] + quoted
    carried = carried_on(layout, drafts)
    taken = {draft.i_sentence for draft in carried}
    return [draft for draft in drafts if not (draft.why == "hearsay:zou" and draft.i_sentence in taken)] + carried


def _is_within(draft: Draft, quoted: Sequence[Draft]) -> bool:
    """Whether a bare 'zou' stands in a quotation that somebody says."""
    return draft.why == "hearsay:zou" and any(
        one.content[0].contains(span) for one in quoted for span in draft.content[:1]
    )


def _is_first_person(layout: Layout, draft: Draft) -> bool:
    return draft.source is not None and layout.words[draft.source.head] in FIRST_PERSON


def _finished(layout: Layout, draft: Draft, chain: tuple[SourceMention, ...]) -> Attribution:
    source = draft.source_spans or (() if draft.source is None else (draft.source.words,))
    return Attribution(
        source=source,
        cue=_runs(layout, draft.cue),
        content=draft.content,
        kind=Kind.HEARSAY if draft.hearsay else Kind.DIRECT if draft.why == "turn" else kind_of(layout, draft.content),
        confidence=draft.confidence,
        why=draft.why,
        chain=chain,
    )


def _runs(layout: Layout, indices: Sequence[int]) -> tuple[Span, ...]:
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(layout.span(run[0], run[-1] + 1) for run in runs)


_OPENERS = function_words("complementisers", "whether", "if_for_whether", "asking_only")
"""Words that open a clause of indirect speech: words quoted behind them are quoted in part."""


def kind_of(layout: Layout, content: Sequence[Span]) -> Kind:
    """Direct where nearly all words stand between quotation marks, mixed where some do, else indirect.

    Marks around nothing but a name ('dagblad ‘De Bode’') do not count.
    """
    words = [i for span in content for i in layout.tokens_in(span) if layout.tokens[i].upos != "PUNCT"]
    quoted = [i for i in words if layout.quoted[i] >= 0 and not _is_quoted_name(layout, i)]
    if not quoted:
        return Kind.INDIRECT
    if layout.words[words[0]] in _OPENERS and layout.quoted[words[0]] < 0:
        return Kind.MIXED
    return Kind.DIRECT if len(quoted) >= 0.8 * len(words) else Kind.MIXED


def _is_quoted_name(layout: Layout, i_token: int) -> bool:
    name = layout.name_of(i_token)
    quote = layout.quotes[layout.quoted[i_token]]
    return name is not None and name.span.start <= quote.inner.start and quote.inner.end <= name.span.end
