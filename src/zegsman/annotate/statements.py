"""Turns a report into what it says: pieces of sentences with their chain, kind, certainty, polarity and time."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.attributions.deeds import is_deed
from zegsman.annotate.attributions.following import keeps_name_back
from zegsman.annotate.certainty import judge_certainty, marked_tokens, weakest
from zegsman.annotate.cues import any_pattern, cues_of
from zegsman.annotate.datelines import is_dateline, is_sign_off
from zegsman.annotate.dating import date_pieces
from zegsman.annotate.fragments import mend_fragments
from zegsman.annotate.nominals import find_nominals
from zegsman.annotate.pieces import Piece, cut_sentence
from zegsman.annotate.polarity import (
    denies,
    denies_by_holding,
    excludes,
    judge_polarity,
    lacks_evidence,
    names_untrue,
    takes_denial_back,
)
from zegsman.annotate.stated import Parsed, Stated
from zegsman.annotate.time_status import is_ongoing, judge_time_status
from zegsman.annotate.units import NARRATED, Cover, Ground
from zegsman.annotate.verb_forms import lemma_of
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_words, lists_for, load_table
from zegsman.record.annotation import Certainty, Kind, Statement, TimeStatus
from zegsman.record.report import BlockKind, content_id
from zegsman.record.spans import hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from zegsman.annotate.quotes import Quote
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Attribution, Sentence, TimeExpression, Token
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

_FRAME_WORDS = 4
"""Words with content that a clause of saying must have besides source, cue and day to be a statement itself."""
_LONGEST_LABEL = 3
"""Words of a label before a colon."""
_NESTED_WORDS = 2
"""The same where the clause of saying stands in somebody else's words."""
_POINTING = function_words("pointing")
_RELATIVE = function_words("relative_pronouns")
_HELD = re.compile(rf"\b(?:{any_of(gather_words('cues', 'read_by'))})\b")
_COMPLEMENTISERS = function_words("complementisers", "whether")
_WHETHER = function_words("whether", "if_for_whether", "or")
_SMALL = function_words("small_in_titles")
_LONGEST_NAMELESS = 12
"""Words of a clause that tells why a source is not named."""
_NAMELESS_WORDS = 4
"""Further ones that tell why a source is not named: 'die niet met hun naam in de krant willen'."""


_MOSTLY = 0.6
"""Share of a piece that must stand in a quoted sentence for it to be the source's own words."""
_LONGEST_QUOTE = 3000
"""Code points that a quotation has at most."""


def find_stated(
    parsed: Parsed,
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    quotes: Sequence[Quote],
) -> list[Stated]:
    """What a report says, in order of the text; leftovers of a page are not read."""
    language = lists_for(parsed.report.language)
    aside = {i for i, one in enumerate(attributions) if one.is_noted or is_deed(one, parsed.tokens, language)}
    cover = _cover(parsed.tokens, attributions, aside)
    sources = _naming_sources(parsed.tokens, [one for i, one in enumerate(attributions) if i not in aside])
    times_by_sentence = _by_sentence([time.span for time in times], parsed.sentences)
    found: list[Stated] = []
    cut: dict[int, list[Piece]] = {}
    for i_sentence, sentence in enumerate(parsed.sentences):
        if sentence.first_token < sentence.end_token and _is_read(parsed, i_sentence):
            cut[i_sentence] = _pieces(
                parsed, i_sentence, cover, sources, [times[i] for i in times_by_sentence[i_sentence]]
            )
    outer = _outer_of(attributions)
    voiced = _with_outer({piece.attribution for pieces in cut.values() for piece in pieces}, outer)
    for i_sentence, cut_here in cut.items():
        clauses = parsed.clauses[i_sentence]
        here = [times[i].span for i in times_by_sentence[i_sentence]]
        dropped = [piece for piece in cut_here if _only_attributes(piece, cover, sources, voiced, here)]
        told = _with_outer({piece.attribution for piece in cut_here if piece not in dropped}, outer)
        pieces = [
            piece
            for piece in cut_here
            if not _tells_of_source(piece, cut_here)
            if (piece not in dropped and not _is_label(parsed, piece))
            or (piece.attribution != NARRATED and cover.frame.get(piece.top, NARRATED) not in told)
        ]
        language = lists_for(parsed.sentences[i_sentence].language)
        dated = date_pieces(pieces, clauses, times, times_by_sentence[i_sentence], language)
        for piece, indices in zip(pieces, dated, strict=True):
            attribution = attributions[piece.attribution] if piece.attribution != NARRATED else None
            found.append(_judge(parsed, i_sentence, piece, indices, times, attribution, quotes))
    return found


def _outer_of(attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """For each attribution those in whose words it stands."""
    spans = [(hull(one.content), i) for i, one in enumerate(attributions) if one.content]
    outer: dict[int, list[int]] = {}
    open_now: list[tuple[Span, int]] = []
    for span, i in sorted(spans, key=lambda one: (one[0].start, -one[0].end)):
        open_now = [one for one in open_now if one[0].contains(span)]
        outer[i] = [k for _, k in open_now]
        open_now.append((span, i))
    return outer


def _with_outer(voiced: Set[int], outer: Mapping[int, Sequence[int]]) -> set[int]:
    """Attributions with those in whose words they stand: what the inner one says the outer one passes on."""
    return {*voiced, *(k for i in voiced for k in outer.get(i, ()))}


def write_statements(
    report: Report,
    stated: Sequence[Stated],
    attributions: Sequence[Attribution],
    events_of: Sequence[tuple[int, ...]],
) -> tuple[Statement, ...]:
    """The statements of a report from what was found; `events_of` gives the events of each, main event first."""
    statements = []
    for one, events in zip(stated, events_of, strict=True):
        span, i_attribution = one.piece.span, one.piece.attribution
        attribution = attributions[i_attribution] if i_attribution != NARRATED else None
        statements.append(
            Statement(
                id=content_id("s", report.id, str(span.start), str(span.end)),
                report=report.id,
                span=span,
                chain=attribution.chain if attribution else (),
                cue=attribution.cue[0] if attribution and attribution.cue else None,
                kind=one.kind,
                certainty=one.certainty,
                polarity=one.polarity,
                time_status=one.time_status,
                times=one.times,
                events=events,
                attribution=i_attribution,
                why=one.why,
            )
        )
    return tuple(statements)


def _by_sentence(spans: Sequence[Span], sentences: Sequence[Sentence]) -> list[list[int]]:
    """Indices of the spans that start in each sentence."""
    starts = [span.start for span in spans]
    return [list(_inside(starts, sentence.span)) for sentence in sentences]


def _inside(starts: Sequence[int], span: Span) -> range:
    """The places of the starts, in order, that lie within a span."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _cover(tokens: Sequence[Token], attributions: Sequence[Attribution], aside: Set[int]) -> Cover:
    """The innermost attribution of each token, and the tokens that are source or cue of one; `aside` are left out."""
    starts = [token.span.start for token in tokens]
    content: list[int] = [NARRATED] * len(tokens)
    frame: dict[int, int] = {}
    order = sorted(
        (i for i in range(len(attributions)) if i not in aside), key=lambda i: -sum(map(len, attributions[i].content))
    )
    for i_attribution in order:
        attribution = attributions[i_attribution]
        for span in attribution.content:
            for i_token in _inside(starts, span):
                content[i_token] = i_attribution
        for span in (*attribution.source, *attribution.cue):
            frame.update(dict.fromkeys(_inside(starts, span), i_attribution))
    return Cover(content, frame)


def _is_read(parsed: Parsed, i_sentence: int) -> bool:
    """Whether a sentence is read: leftovers are not, subheads only where they have a finite verb."""
    sentence, blocks = parsed.sentences[i_sentence], parsed.report.blocks
    kind = blocks[sentence.block].kind if 0 <= sentence.block < len(blocks) else BlockKind.PARAGRAPH
    if kind is BlockKind.LEFTOVER or is_dateline(sentence.span.of(parsed.report.text)):
        return False
    if _closes(parsed, sentence) and is_sign_off(sentence.span.of(parsed.report.text).strip()):
        return False
    if kind is BlockKind.SUBHEAD:
        return any(
            clause.verbs.finite >= 0 and parsed.tokens[clause.verbs.finite].upos in {"VERB", "AUX"}
            for clause in parsed.clauses[i_sentence]
        )
    return any(letter.isalnum() for letter in sentence.span.of(parsed.report.text))


def _closes(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a sentence is the last of its paragraph."""
    blocks = parsed.report.blocks
    if not 0 <= sentence.block < len(blocks):
        return sentence is parsed.sentences[-1]
    return not parsed.report.text[sentence.span.end : blocks[sentence.block].span.end].strip()


def _naming_sources(tokens: Sequence[Token], attributions: Sequence[Attribution]) -> set[int]:
    """The tokens that name a source, every link of a chain included, or are words of saying; silence says something."""
    starts = [token.span.start for token in tokens]
    spans = (
        span
        for one in attributions
        for span in (
            *one.source,
            *(one.cue if one.why != "refusal" else ()),
            *(link.span for link in one.chain if link.span is not None),
        )
    )
    return {i for span in spans for i in _inside(starts, span)}


def _pieces(
    parsed: Parsed, i_sentence: int, cover: Cover, sources: Set[int], times: Sequence[TimeExpression]
) -> list[Piece]:
    """The pieces of a sentence."""
    tree, sentence = parsed.trees[i_sentence], parsed.sentences[i_sentence]
    dated = {
        i
        for i in range(tree.first, tree.end)
        for time in times
        if time.type in {"DATE", "TIME"} and time.span.overlaps(tree.tokens[i].span)
    }
    language = lists_for(sentence.language)
    marked = marked_tokens(tree, language)
    ground = Ground(tree, parsed.clauses[i_sentence], cover, marked, dated)
    timed = {i for i in range(tree.first, tree.end) for time in times if time.span.overlaps(tree.tokens[i].span)}
    pieces = mend_fragments(ground, cut_sentence(ground), sources, timed)
    pieces += find_nominals(ground, pieces, language)
    return sorted(pieces, key=lambda piece: (piece.span, len(piece.tokens), piece.top))


def _only_attributes(piece: Piece, cover: Cover, sources: Set[int], voiced: set[int], times: Sequence[Span]) -> bool:
    """Whether a clause of saying tells no more than who says, and when, what is stated elsewhere.

    That may be the report's own clause ('Dat meldt X op gezag van Y'), or one in somebody else's words ('heeft Y haar
    verteld').
    """
    content, tree = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}, piece.tree
    frame = cover.frame.get(piece.top, NARRATED)
    if frame == NARRATED or frame not in voiced or frame == piece.attribution:
        return False
    if _points_at_what_was_said(piece, cover, frame):
        return True
    if piece.attribution != NARRATED and tree.tokens[piece.top].upos not in {"VERB", "AUX"}:
        return False
    who = {i for named in piece.tokens if named in sources for i in _described(tree, named)}
    others = [
        i
        for i in piece.tokens
        if i not in cover.frame
        and i not in sources
        and i not in who
        and i not in piece.heads
        and not any(time.overlaps(tree.tokens[i].span) for time in times)
    ]
    nameless = keeps_name_back(" ".join(tree.tokens[i].text for i in piece.tokens))
    few = _NESTED_WORDS if piece.attribution != NARRATED else _FRAME_WORDS + (_NAMELESS_WORDS if nameless else 0)
    return sum(tree.tokens[i].upos in content for i in others) < few


def _points_at_what_was_said(piece: Piece, cover: Cover, frame: int) -> bool:
    """Whether a clause opens with 'dat' and the word of saying right behind it: 'Dat stelt X in een brief aan Y'.

    What stands in it besides tells of the saying alone.
    """
    first, second = piece.tree.first, piece.tree.first + 1
    opens = {first, second} <= set(piece.tokens) and piece.tree.tokens[first].text.lower() in _POINTING
    return opens and second == piece.top and cover.frame.get(second, NARRATED) == frame


def _tells_of_source(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a relative clause only tells that a source keeps its name back, or that a paper holds a document.

    ', die anoniem wil blijven,' and ', die in handen is van deze krant'.
    """
    words = [piece.tree.tokens[i].text.lower() for i in piece.tokens]
    relative = bool(words) and words[0] in _RELATIVE and len(words) <= _LONGEST_NAMELESS
    text = " ".join(words)
    if len(pieces) > 1 and _only_cites(piece, words):
        return True
    return relative and len(pieces) > 1 and (keeps_name_back(text) or _HELD.search(text) is not None)


def _only_cites(piece: Piece, words: Sequence[str]) -> bool:
    """Whether a clause in the report's own voice only names whom somebody has it from: 'which cites the agency X'.

    ', quoted by the agency X', ', dat zich baseert op persbureau X', 'volgens X, dat de burgemeester citeert'.
    """
    first = words[0] if words else ""
    describes = piece.attribution == NARRATED and bool(_RELATIVE & set(words))
    opens = first in _RELATIVE or describes or (piece.attribution == NARRATED and first in _CITING | _TELLS_WHO)
    verbs = [i for i in piece.tokens if piece.tree.tokens[i].upos in {"VERB", "AUX"}]
    cites = [i for i in verbs if piece.tree.tokens[i].text.lower() in _CITING]
    others = [i for i in verbs if i not in cites and piece.tree.tokens[i].upos == "VERB"]
    return opens and bool(cites) and not others and len(words) <= _LONGEST_NAMELESS


_CITING = frozenset().union(*(cues_of(language).citing_forms for language in ("nl", "en")))
_TELLS_WHO = frozenset().union(*(cues_of(language).saying_who for language in ("nl", "en")))


def _is_label(parsed: Parsed, piece: Piece) -> bool:
    """Whether a piece only names what follows its colon: 'Rectificatie: …', 'Correction: …'."""
    tokens = [piece.tree.tokens[i] for i in piece.tokens]
    if piece.attribution != NARRATED or len(tokens) > _LONGEST_LABEL or any(t.upos in {"VERB", "AUX"} for t in tokens):
        return False
    opens = piece.span.start == piece.tree.tokens[piece.tree.first].span.start
    return opens and parsed.report.text[piece.span.end :].lstrip()[:1] == ":"


def _described(tree: Tree, named: int) -> list[int]:
    """The words of the phrase that names a source, where no clause is part of it: 'directeur X, zelf geen arts'."""
    head = named
    while tree.relation(head) in {"appos", "flat", "nmod"} and tree.tokens[tree.head(head)].upos in {"NOUN", "PROPN"}:
        head = tree.head(head)
    below = tree.subtree(head)
    return [] if any(tree.tokens[i].upos in {"VERB", "AUX"} for i in below) else list(below)


def _judge(
    parsed: Parsed,
    i_sentence: int,
    piece: Piece,
    indices: tuple[int, ...],
    times: Sequence[TimeExpression],
    attribution: Attribution | None,
    quotes: Sequence[Quote],
) -> Stated:
    language, clauses = lists_for(parsed.sentences[i_sentence].language), parsed.clauses[i_sentence]
    at = _cue_indices(parsed, attribution)
    cue = [parsed.tokens[i] for i in at]
    lemmas, forms = [lemma_of(token) for token in cue], [token.text.lower() for token in cue]
    kind = _kind_of(piece, attribution, quotes, parsed.report.text)
    words = piece.span.of(parsed.report.text)
    refusal = _is_refusal(words, language) if attribution is not None else _is_unreachable(words, language)
    asks = refusal or _asks(parsed, piece, forms, attribution, language)
    certainty = judge_certainty(piece, clauses, kind=kind, cue_lemmas=lemmas, asks=asks, language=language)
    denied = denies(forms, lemmas, language) or any(cues_of(language).verbs.get(form) == "deny" for form in forms)
    denied = denied and kind is not Kind.DIRECT and not (attribution and attribution.why.endswith(":whole"))
    if denied and takes_denial_back(piece, at, language):
        denied = False
        certainty = weakest(certainty, Certainty.POSSIBLE) if excludes(lemmas, language) else certainty
    denied = denied or (attribution is not None and ":name:" in attribution.why and names_untrue(piece, language))
    denied = denied or lacks_evidence(piece, language)
    denied = denied or denies_by_holding(piece, at, lemmas, language)
    denied = denied or (attribution is not None and attribution.why.endswith(":untrue"))
    polarity = judge_polarity(piece, denied_by_cue=denied, refusal=refusal, language=language)
    status = judge_time_status(
        piece,
        clauses,
        times=[times[i] for i in indices],
        published=parsed.report.published,
        language=language,
        refusal=refusal,
    )
    if status is TimeStatus.PAST and kind is Kind.INDIRECT and language == "en" and is_ongoing(piece, clauses):
        status = TimeStatus.PRESENT
    why = "refusal" if refusal else attribution.why if attribution else "narrated"
    return Stated(piece, i_sentence, kind, certainty, polarity, status, indices, why)


def _cue_indices(parsed: Parsed, attribution: Attribution | None) -> list[int]:
    """The tokens of a cue."""
    found: list[int] = []
    for span in attribution.cue if attribution is not None else ():
        first = bisect_left(parsed.tokens, span.start, key=_start)
        found.extend(range(first, bisect_left(parsed.tokens, span.end, lo=first, key=_start)))
    return found


def _start(marked: Token | Quote) -> int:
    return marked.span.start


def _is_refusal(words: str, language: str) -> bool:
    """Whether the words say that a source says nothing."""
    return cues_of(language).refusing.search(words.lower()) is not None


@cache
def _unreachable(language: str) -> re.Pattern[str]:
    return any_pattern(load_table(language, "unreachable")["lists"]["patterns"])


def _is_unreachable(words: str, language: str) -> bool:
    """Whether the words say that somebody could not be reached: that is no word on the matter."""
    return _unreachable(language).search(words.lower()) is not None


def _asks(parsed: Parsed, piece: Piece, forms: Sequence[str], attribution: Attribution | None, language: str) -> bool:
    """Whether the source asks what is stated, or declines to say it."""
    if attribution is None:
        return False
    verbs = cues_of(language).verbs
    if any(verbs.get(form) == "ask" for form in forms):
        return True
    start, end = piece.tree.first, piece.tree.end
    around = parsed.report.text[parsed.tokens[start].span.start : parsed.tokens[end - 1].span.end]
    same = bool(attribution.cue) and piece.span.start < hull(attribution.cue).end + len(around)
    opening = parsed.tokens[max(start, piece.tokens[0] - 1)].text.lower()
    first = parsed.tokens[piece.tokens[0]].text.lower()
    return same and (opening in _WHETHER or first in _WHETHER) and _is_refusal(around, language)


def _kind_of(piece: Piece, attribution: Attribution | None, quotes: Sequence[Quote], text: str) -> Kind:
    """How a piece is told: by what part of its own words stands between quotation marks."""
    if attribution is None:
        return Kind.NARRATED
    if attribution.kind in {Kind.HEARSAY, Kind.NARRATED}:
        return attribution.kind
    first = bisect_left(quotes, piece.span.start - _LONGEST_QUOTE, key=_start)
    near = quotes[first : bisect_left(quotes, piece.span.end, lo=first, key=_start)]
    touching = [quote for quote in near if quote.inner.overlaps(piece.span) and not _is_title(quote, text)]
    if not touching:
        return Kind.INDIRECT
    if any(
        quote.inner.shared(piece.span) >= _MOSTLY * len(piece.span) and _is_sentence(quote, text) for quote in touching
    ):
        return Kind.DIRECT
    opens_quoted = any(quote.span.start <= piece.span.start + 1 for quote in near if quote.inner.overlaps(piece.span))
    if opens_quoted and attribution.kind is Kind.DIRECT and attribution.why.endswith(":around"):
        return Kind.DIRECT
    if attribution.kind is Kind.INDIRECT or _is_woven_in(piece, touching, text):
        return Kind.MIXED
    return attribution.kind


def _is_woven_in(piece: Piece, touching: Sequence[Quote], text: str) -> bool:
    """Whether the quoted words are part of a sentence of the report: 'dat “…”', 'heeft ‘…’ genoemd'."""
    if any(not quote.inner.contains(piece.span) for quote in touching):
        return len(touching) == 1
    before = text[max(0, touching[0].span.start - 8) : touching[0].span.start].split()
    return bool(before) and before[-1].lower() in _COMPLEMENTISERS


def _is_sentence(quote: Quote, text: str) -> bool:
    """Whether the marks hold a sentence that stands by itself: it opens with a capital, and behind no other word."""
    before = text[: quote.span.start].rstrip()[-1:]
    return quote.inner.of(text)[:1].isupper() and not (before.isalnum() or before in {",", ";"})


def _is_title(quote: Quote, text: str) -> bool:
    """Whether the marks only set off a name ('de krant ‘Het Baken’')."""
    words = quote.inner.of(text).split()
    return len(words) <= 6 and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)
