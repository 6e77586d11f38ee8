"""Tells what somebody says from what somebody wants, decides or sees, which a report tells in its own voice.

Source of the rule: stories guide, "Chain": wanting is not saying.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from zegsman.annotate.cues import cues_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Attribution, Token
    from zegsman.record.spans import Span

_VERBAL = frozenset({"VERB", "AUX"})
_BESIDE_NOUNS = frozenset({"amod", "acl", "acl:relcl", "compound"})
_OPENING = function_words("infinitive_markers", "infinitive_openers", "whether")
_GERUND = tuple(gather_words("verbs", "gerund_endings"))
_NOMINAL = frozenset({"obj", "iobj", "nsubj", "obl", "nmod", "root"})
"""What a noun is in its clause."""
_BEFORE_NOUN = frozenset({"DET", "ADJ", "PRON", "NUM"})
_STANDS = frozenset({None, "deny", "aside"})
"""Kinds of verbs that with a bare object tell a stand on something: 'rejected the offer', 'hekelde het besluit'."""
_BESIDE = frozenset({"AUX", "ADV", "ADP", "PART", "DET", "PRON", "ADJ"})
"""Word classes that may stand beside the verb in the words of saying."""


def is_deed(attribution: Attribution, tokens: Sequence[Token], language: str) -> bool:
    """Whether what looks like an attribution tells what is done, wanted or seen: nobody is then its source.

    Words in quotation marks are said, whatever the verb.
    """
    if attribution.kind in {Kind.DIRECT, Kind.MIXED, Kind.HEARSAY} or not attribution.content:
        return False
    by_model = attribution.why == "model"
    if not by_model and (language != "en" or not attribution.why.startswith(("verb:think", "verb:commit"))):
        return False
    cue = [token for token in _tokens_in(tokens, attribution.cue) if token.upos not in _BESIDE]
    if not cue and attribution.cue:
        cue = _verb_behind(tokens, attribution.cue[-1].end)
    if not cue:
        return False
    cues = cues_of(language)
    forms = {token.text.lower() for token in cue}
    content = _tokens_in(tokens, attribution.content)
    bare = not any(_is_verb(content, i) for i in range(len(content)))
    gerund = bool(content) and content[0].upos == "VERB" and content[0].text.endswith(_GERUND)
    if by_model and bare and not gerund and {cues.verbs.get(form) for form in forms} <= _STANDS:
        return True  # 'welcomed the ruling', 'rejected the offer': a stand on something is no words about it
    if forms <= cues.deeds:
        opens = bool(content) and content[0].text.lower() in _OPENING
        return bare or gerund or opens or bool(forms & cues.wanting)
    return (bare or gerund) and forms <= cues.perceiving


def _is_verb(content: Sequence[Token], i_token: int) -> bool:
    """Whether a token of a content is a verb of its own, not one beside a noun nor a noun taken for one."""
    token = content[i_token]
    if token.upos not in _VERBAL or token.deprel in _BESIDE_NOUNS:
        return False
    is_named = token.deprel in _NOMINAL and i_token > 0 and content[i_token - 1].upos in _BEFORE_NOUN
    return not (is_named and any(one.upos == "DET" or one.deprel == "nmod:poss" for one in content[:i_token]))


def _verb_behind(tokens: Sequence[Token], place: int) -> list[Token]:
    """The verb right behind an auxiliary that was taken for the whole cue."""
    first = bisect_left(tokens, place, key=_start)
    return [token for token in tokens[first : first + 1] if token.upos == "VERB"]


def _tokens_in(tokens: Sequence[Token], spans: Iterable[Span]) -> list[Token]:
    found: list[Token] = []
    for span in spans:
        first = bisect_left(tokens, span.start, key=_start)
        found.extend(tokens[first : bisect_left(tokens, span.end, lo=first, key=_start)])
    return found


def _start(token: Token) -> int:
    return token.span.start
