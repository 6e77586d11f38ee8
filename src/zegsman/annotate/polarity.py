"""Whether a statement says that something is so or that it is not (GUIDE: polarity)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.conjugation import with_forms
from zegsman.annotate.cues import cues_of
from zegsman.annotate.markers import Phrases, phrases_of
from zegsman.annotate.verb_forms import lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_patterns, gather_words, lists_for, load_table
from zegsman.record.annotation import Polarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import Token

_CORE = frozenset({"nsubj", "obj", "iobj", "obl", "xcomp", "csubj", "ccomp", "expl"})
_TRANSPARENT = frozenset({"nmod", "case", "det", "fixed", "compound", "flat", "nummod", "advmod", "amod"})
_COMPLEMENTISERS = function_words("complementisers")
_TO = function_words("infinitive_markers")
_AND = function_words("and")
_NOT = function_words("not")
_ONE = function_words("one")
_ARTICLES = function_words("indefinite_articles")
_SINGLE = function_words("single")
_PASSIVE = function_words("be_passive")
_UNDER = tuple(words.split() for words in gather_words("negation", "under"))
_UNDER_WORDS = frozenset(word for words in _UNDER for word in words)
_LEAST = gather_words("negation", "least")
"""The least that there can be of something: 'not a penny'."""
_CEILING = re.compile(gather_patterns("negation", "ceiling"), re.I)
"""Gives the most that something can be: 'meer dan drie procent zit er niet in'."""


@dataclass(frozen=True, slots=True)
class _Words:
    adverbs: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    in_front: frozenset[str]
    not_negating: Phrases
    denials: frozenset[str]
    denial_phrases: Phrases
    untrue: frozenset[str]
    raising: frozenset[str]
    excluding: frozenset[str]
    made_up: frozenset[str]
    commanding: frozenset[str]
    sent_away: frozenset[str]
    evidence: frozenset[str]


@cache
def _words(language: str) -> _Words:
    table = load_table(lists_for(language), "negation")
    words, predicates = table["words"], table["predicates"]
    return _Words(
        adverbs=frozenset(words["adverbs"].split()),
        determiners=frozenset(words["determiners"].split()),
        pronouns=frozenset(words["pronouns"].split()),
        in_front=frozenset(words["in_front"].split()),
        not_negating=phrases_of({"": words["not_negating"]}),
        denials=with_forms(predicates["denials"].split(), language),
        denial_phrases=phrases_of({"": predicates["denial_phrases"]}),
        untrue=frozenset(predicates["untrue"].split()),
        raising=with_forms(predicates["raising"].split(), language),
        excluding=with_forms(predicates["excluding"].split(), language),
        made_up=frozenset(predicates["made_up"].split()),
        commanding=with_forms(predicates["commanding"].split(), language),
        sent_away=frozenset(predicates["sent_away"].split()),
        evidence=frozenset(predicates["evidence"].split()),
    )


def negations(language: str) -> frozenset[str]:
    """The adverbs that deny ('niet', 'never')."""
    return _words(language).adverbs


def denies(cue_words: Sequence[str], cue_lemmas: Sequence[str], language: str) -> bool:
    """Whether the words that attribute something deny it ('ontkent dat', 'rejected suggestions that')."""
    words = _words(language)
    if any(lemma in words.denials for lemma in cue_lemmas):
        return True
    said = [word.lower() for word in cue_words]
    return any(
        said[at : at + len(phrase)] == list(phrase)
        for at, first in enumerate(said)
        for phrase, _ in words.denial_phrases.by_first.get(first, ())
    )


def takes_denial_back(piece: Piece, cue: Sequence[int], language: str) -> bool:
    """Whether the words that deny are themselves negated: 'sluit niet uit dat', 'does not dispute that'."""
    words, tree = _words(language), piece.tree
    return any(
        tree.tokens[i].text.lower() in words.adverbs and tree.head(i) in cue
        for i in range(tree.first, tree.end)
        if i not in piece.tokens
    )


def excludes(cue_lemmas: Sequence[str], language: str) -> bool:
    """Whether the cue is one of excluding, so that with a negation it leaves open ('uitsluiten', 'rule out')."""
    return any(lemma in _words(language).excluding for lemma in cue_lemmas)


def denies_by_holding(piece: Piece, cue: Sequence[int], cue_lemmas: Sequence[str], language: str) -> bool:
    """Whether somebody holds that it is not so by not holding it: 'denkt niet dat', 'does not expect'.

    Args:
        piece: what is stated, with the tree of its sentence.
        cue: indices of the cue's tokens.
        cue_lemmas: their lemmas.
        language: "nl" or "en".

    Such a negation is heard as one of what the verb governs (neg-raising; Horn, A Natural History of Negation, 1989).
    """
    words, tree = _words(language), piece.tree
    if not any(lemma in words.raising for lemma in cue_lemmas):
        return False
    own, elsewhere = set(cue), _harmless(words, tree, tree.first, tree.end) | set(piece.tokens)
    return any(
        tree.tokens[i].text.lower() in words.adverbs and tree.head(i) in own
        for i in range(tree.first, tree.end)
        if i not in elsewhere
    )


def _harmless(words: _Words, tree: Tree, first: int, end: int) -> set[int]:
    """The tokens of phrases that deny nothing though a word in them does ('niet alleen', 'nog geen veertig')."""
    found = {i for start, stop, _ in words.not_negating.find(tree.tokens, first, end) for i in range(start, stop)}
    return found | {i for i in range(first, end) if _is_under_a_number(tree, i)}


def _is_under_a_number(tree: Tree, i_token: int) -> bool:
    """Whether a word only says that a number is not reached: 'nog geen veertig', 'not even forty'."""
    if tree.tokens[i_token].text.lower() not in _UNDER_WORDS:
        return False
    for words in _UNDER:
        for start in range(max(tree.first, i_token - len(words) + 1), i_token + 1):
            end = start + len(words)
            if end < tree.end and [token.text.lower() for token in tree.tokens[start:end]] == words:
                return _is_number(tree.tokens[end])
    return False


def _is_number(token: Token) -> bool:
    """Whether a token is a number in digits or in words."""
    return token.upos == "NUM" or token.text[:1].isdigit()


def is_untrue(words: Sequence[str], language: str) -> bool:
    """Whether words, in small letters, call something untrue."""
    return not _words(language).untrue.isdisjoint(words)


_EVIDENCE_REACH = 5
"""Tokens before a clause among which evidence for it is said to be lacking."""


def lacks_evidence(piece: Piece, language: str) -> bool:
    """Whether what is stated is what no evidence was found for: 'vond geen bewijs dat', 'no proof that'."""
    words, tree, first = _words(language), piece.tree, piece.tokens[0]
    while first > tree.first and tree.tokens[first - 1].text.lower() in _COMPLEMENTISERS:
        first -= 1
    if tree.tokens[first].text.lower() not in _COMPLEMENTISERS:
        return False
    before = range(max(tree.first, first - _EVIDENCE_REACH), first)
    return any(
        tree.tokens[i].text.lower() in words.evidence
        and any(tree.tokens[k].text.lower() in words.determiners for k in range(max(tree.first, i - 2), i))
        for i in before
        if i not in piece.tokens
    )


def names_untrue(piece: Piece, language: str) -> bool:
    """Whether what something is called says that it is not so: '… noemt dat onzin', 'called it a fairytale'."""
    untrue = _words(language).untrue
    return any(piece.tree.tokens[i].text.lower() in untrue for i in piece.tokens)


def judge_polarity(piece: Piece, *, denied_by_cue: bool, refusal: bool, language: str) -> Polarity:
    """Whether a piece is affirmed or denied.

    The negation must bear on the main predicate or one of its arguments; two negations cancel out. A refusal to
    comment is no denial.
    """
    if refusal:
        return Polarity.AFFIRMED
    negated = _is_negated(piece, language) != denied_by_cue
    return Polarity.DENIED if negated else Polarity.AFFIRMED


def _is_negated(piece: Piece, language: str) -> bool:
    words, tree = _words(language), piece.tree
    if _CEILING.search(" ".join(tree.tokens[i].text for i in piece.tokens)):
        return False
    inside = set(piece.tokens)
    harmless = _harmless(words, tree, piece.tokens[0], piece.tokens[-1] + 1)
    count = 0
    for i_token in piece.tokens:
        form = tree.tokens[i_token].text.lower()
        if i_token in harmless or not _bears_on_predicate(piece, i_token, form, words):
            continue
        count += 1
    if count == 0 and (
        _opens_with_none(piece, words, harmless) or _denies_by_predicate(piece, words, inside, language)
    ):
        return True
    return count > 0


_OPENERS = _COMPLEMENTISERS | _AND | function_words("but", "there")
_BEFORE_VERB = 4
"""Tokens that a subject of the kind 'no child', 'geen enkel kind' has at most."""


def _opens_with_none(piece: Piece, words: _Words, harmless: set[int]) -> bool:
    """Whether a piece opens with nobody, nothing ('not a penny') or 'nor', whatever the tree makes of it."""
    tree = piece.tree
    first = next((k for k, i in enumerate(piece.tokens) if tree.tokens[i].text.lower() not in _OPENERS), -1)
    if first < 0 or piece.tokens[first] in harmless:
        return False
    opening, form = piece.tokens[first], tree.tokens[piece.tokens[first]].text.lower()
    if form in words.pronouns | words.determiners and _is_no_longer(piece, opening, form, words):
        return False
    if _tells_of_none(piece, first, words, harmless):
        return True
    is_verb = [tree.tokens[i].upos in {"VERB", "AUX"} for i in piece.tokens[first + 1 :]]
    if form in words.in_front:
        return any(is_verb)
    none = form in words.pronouns or form in words.determiners or _is_not_the_least(tree, opening)
    return none and any(is_verb[:_BEFORE_VERB])


_THERE = function_words("there")


def _tells_of_none(piece: Piece, first: int, words: _Words, harmless: set[int]) -> bool:
    """Whether a piece opens with what there is none of: 'there was no sign of it'."""
    tree, tokens = piece.tree, piece.tokens
    if not first or first + 1 >= len(tokens) or tree.tokens[tokens[first - 1]].text.lower() not in _THERE:
        return False
    none, is_verb = tokens[first + 1], tree.tokens[tokens[first]].upos in {"VERB", "AUX"}
    form = tree.tokens[none].text.lower()
    return (
        is_verb and form in words.determiners and none not in harmless and not _is_no_longer(piece, none, form, words)
    )


def _is_not_the_least(tree: Tree, i_token: int) -> bool:
    """Whether 'not' stands before the least that there can be of something: 'not a penny', 'not one drop'."""
    forms = [tree.tokens[i].text.lower() for i in range(i_token, min(i_token + 3, tree.end))]
    return len(forms) == 3 and forms[0] in _NOT and forms[1] in _ARTICLES | _ONE and forms[2] in _LEAST


def _bears_on_predicate(piece: Piece, i_token: int, form: str, words: _Words) -> bool:
    """Whether a token is a negation with the main predicate in its scope."""
    head = piece.tree.head(i_token)
    if _is_no_longer(piece, i_token, form, words) or _is_corrected(piece, i_token, form):
        return False
    if form in words.adverbs:
        if _is_commanded(piece, i_token, words):
            return False
        return _adverb_bears(piece, i_token) or _opens_none(piece, i_token)
    if form in words.determiners:
        return i_token in piece.heads or _argument_of(piece, head) or head in piece.heads
    if form in words.pronouns:
        return _argument_of(piece, i_token) or i_token in piece.heads
    return False


_MORE = function_words("any_longer")
_MEASURING = function_words("behind_more")
_INSTEAD = function_words("but")
_CONTRAST_REACH = 12
"""Tokens within which 'niet X' is set right by 'maar Y'."""


def _is_no_longer(piece: Piece, i_token: int, form: str, words: _Words) -> bool:
    """Whether 'geen … meer' or 'niets meer' tells of a change: that is a new fact, and denies nothing."""
    if form not in words.determiners and form not in words.pronouns:
        return False
    place = next((k for k, i in enumerate(piece.tokens) if i == i_token), -1)
    later = piece.tokens[place + 1 : place + 6]
    return any(
        piece.tree.tokens[i].text.lower() in _MORE and piece.tree.tokens[i].upos in {"ADV", "ADJ", "DET", "PRON"}
        and (i + 1 >= piece.tree.end or piece.tree.tokens[i + 1].text.lower() not in _MEASURING)
        and piece.tree.relation(i) in {"advmod", "amod", "obl", "det", "nmod"}
        for i in later
    )  # fmt: skip


def _is_corrected(piece: Piece, i_token: int, form: str) -> bool:
    """Whether 'niet X, maar Y' only sets X right: what is stated is Y."""
    if form not in _NOT:
        return False
    tree, tokens = piece.tree, piece.tokens
    place = tokens.index(i_token)
    for i in tokens[place + 1 : place + 1 + _CONTRAST_REACH]:
        if tree.tokens[i].upos in {"VERB", "AUX"}:
            return False
        if tree.tokens[i].text.lower() in _INSTEAD:
            own = {*piece.heads, *(k for head in piece.heads for k in tree.below(head))}
            return not any(tree.tokens[k].upos in {"VERB", "AUX"} and k not in own for k in tokens if k > i)
    return False


def _is_commanded(piece: Piece, i_token: int, words: _Words) -> bool:
    """Whether it is what somebody is told not to do: that this was said is affirmed ('were told not to drink')."""
    tree, verb = piece.tree, piece.tree.head(i_token)
    above = tree.head(verb) if verb >= 0 else -1
    opens = i_token + 1 < tree.end and tree.tokens[i_token + 1].text.lower() in _TO
    if opens and 0 <= verb < i_token and lemma_of(tree.tokens[verb]) in words.commanding:
        return True
    if above < 0 or tree.relation(verb) not in {"xcomp", "ccomp", "advcl"}:
        return False
    infinitive = any(tree.tokens[i].text.lower() in _TO for i in tree.below(verb))
    return infinitive and lemma_of(tree.tokens[above]) in words.commanding


def _opens_none(piece: Piece, i_token: int) -> bool:
    """Whether 'not' makes a noun phrase mean none: 'not a single ship was lost', 'not one of them'."""
    tree = piece.tree
    following = [tree.tokens[i].text.lower() for i in range(i_token + 1, min(i_token + 3, tree.end))]
    one = following[:1] and following[0] in _ONE
    single = len(following) > 1 and following[0] in _ARTICLES and following[1] in _SINGLE
    if not (one or single):
        return False
    return any(_argument_of(piece, i) for i in range(i_token + 1, min(i_token + 6, tree.end)) if i in piece.tokens)


def _adverb_bears(piece: Piece, i_token: int) -> bool:
    tree, head = piece.tree, piece.tree.head(i_token)
    if i_token in piece.heads:
        return len(piece.tokens) > 1
    if i_token + 1 < tree.end and tree.tokens[i_token + 1].text.lower() in _TO:
        head = tree.head(i_token + 1)
        return head in piece.heads
    if head in piece.heads or (head >= 0 and tree.relation(head) in {"aux", "cop"} and tree.head(head) in piece.heads):
        return not _is_trailing_contrast(piece, i_token)
    return False


def _is_trailing_contrast(piece: Piece, i_token: int) -> bool:
    """Whether 'niet' only opens a contrast: 'negen, en niet twaalf', 'on 3 March and not on 5 March'."""
    tree = piece.tree
    before = tree.tokens[i_token - 1].text.lower() if i_token > tree.first else ""
    after = tree.tokens[i_token + 1].upos if i_token + 1 < tree.end else ""
    if (before != "," and before not in _AND) or i_token < piece.top:
        return False
    verbs = any(tree.tokens[i].upos in {"VERB", "AUX"} for i in piece.tokens if i > i_token)
    return after == "NUM" or (after == "ADP" and not verbs)


def _argument_of(piece: Piece, i_token: int) -> bool:
    """Whether a token is an argument or adjunct of the main predicate, or heads a part of one."""
    tree, at = piece.tree, i_token
    for _ in range(3):
        if at < 0:
            return False
        relation = tree.relation(at)
        if relation in _CORE and tree.head(at) in piece.heads:
            return True
        if relation not in _TRANSPARENT:
            return False
        at = tree.head(at)
        if at in piece.heads:
            return relation in {"advmod", "det"}
    return False


def _is_made_up(piece: Piece, head: int, words: _Words, language: str) -> bool:
    """Whether a thing, and no story about it, is said to be made up: that is a claim ('de cijfers zijn verzonnen')."""
    tree = piece.tree
    subject = tree.child(head, "nsubj")
    if tree.tokens[head].text.lower() not in words.made_up or subject < 0 or tree.tokens[subject].upos != "NOUN":
        return False
    return tree.tokens[subject].text.lower() not in cues_of(lists_for(language)).matters


def _is_sent_away(piece: Piece, head: int, words: _Words) -> bool:
    """Whether the one who 'was dismissed' has a name: somebody lost an office, and no word was denied."""
    tree = piece.tree
    if tree.tokens[head].text.lower() not in words.sent_away:
        return False
    below = tree.below(head)
    if not any(tree.tokens[i].text.lower() in _PASSIVE for i in below):
        return False
    subjects = (i for i in below if tree.relation(i).startswith("nsubj"))
    return any(tree.tokens[k].upos == "PROPN" for i in subjects for k in tree.subtree(i))


def _denies_by_predicate(piece: Piece, words: _Words, inside: set[int], language: str) -> bool:
    """Whether the predicate itself denies: 'is onwaar', 'ontkent', 'denied any part in it'."""
    tree = piece.tree
    for head in piece.heads:
        token = tree.tokens[head]
        if {lemma_of(token), token.text.lower()} & words.denials and token.upos in {"VERB", "AUX"}:
            return not _is_sent_away(piece, head, words)
        if token.text.lower() in words.untrue and any(tree.relation(i) in {"cop", "aux"} for i in tree.below(head)):
            return not _is_made_up(piece, head, words, language)
    phrases = words.denial_phrases.find(tree.tokens, piece.tokens[0], piece.tokens[-1] + 1)
    return any(start in inside for start, _, _ in phrases)
