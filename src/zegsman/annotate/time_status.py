"""Whether what is stated lies before, at or after publication (GUIDE: time status)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.conjugation import with_forms
from zegsman.annotate.plans import is_expected, is_planned
from zegsman.annotate.tense import Verbs, read_surface
from zegsman.annotate.verb_forms import Tense, forms_of, lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import LANGUAGES, gather_words, lists_for, load_table
from zegsman.record.annotation import TimeStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.trees import Tree
    from zegsman.record.annotation import TimeExpression
    from zegsman.record.days import Days

_GERUND = tuple(gather_words("verbs", "gerund_endings"))

_TO = function_words("infinitive_markers")
_PERFECT = frozenset().union(*(forms_of(language).perfect for language in LANGUAGES))
_HAVE = function_words("have")
_BE = function_words("be")
_GO = function_words("go")
_THEN = function_words("in_that_case")
_AFTER = function_words("after")
_GOES_INTO = function_words("goes_into")

_LATER = ("TEV", "TNI")
"""Parts of the day of publication that mostly still lie ahead when it is told in the present tense."""
_DEEPEST = 4
"""How many clauses up a verbless piece looks for a tense."""


@dataclass(frozen=True, slots=True)
class _Words:
    stative: frozenset[str]
    since: frozenset[str]
    obliging: frozenset[str]
    begun: frozenset[str]
    planned: frozenset[str]
    futurate: frozenset[str]
    conditions: frozenset[str]
    likely: frozenset[str]
    comes: frozenset[str]
    """Forms of the verb that with `there` tell what is to be: 'er komt een sluis'."""
    there: frozenset[str]
    new: frozenset[str]
    """Words beside what is to come; without them it tells of what goes on ('er komen steeds minder vogels')."""
    where: frozenset[str]
    """Prepositions of where it comes to be; any other tells of a movement ('rook uit de schoorsteen')."""
    about: frozenset[str]
    """Prepositions that belong to the noun just before them: 'een onderzoek naar', 'een debat over'."""


@cache
def _words(language: str) -> _Words:
    language = lists_for(language)
    table = load_table(language, "plans")
    return _Words(
        stative=with_forms(table["stative"]["verbs"].split(), language),
        since=frozenset(table["since"]["words"].split()),
        obliging=frozenset(table["obliging"]["modals"].split()),
        begun=frozenset(table["begun"]["nouns"].split()),
        planned=frozenset(load_table(language, "verbs")["participles"]["planned"].split()),
        futurate=frozenset(table["futurate"]["verbs"].split()),
        conditions=frozenset(table["futurate"]["conditions"].split()),
        likely=frozenset(table["futurate"]["modals"].split()),
        **{key: frozenset(table["to_come"][key].split()) for key in ("comes", "there", "new", "where", "about")},
    )


def judge_time_status(
    piece: Piece,
    clauses: Sequence[Clause],
    *,
    times: Sequence[TimeExpression],
    published: Days,
    language: str,
    refusal: bool = False,
) -> TimeStatus:
    """Past, present or future, seen from publication.

    Args:
        piece: What is stated.
        clauses: The clauses of its sentence.
        times: What dates it, most telling first.
        published: When the report was published, at the precision given.
        language: The language whose word lists are used.
        refusal: Whether it tells that a source keeps silent: 'wil niet zeggen' is no plan.
    """
    words = _words(language)
    verbs = _verbs_of(piece, clauses, language)
    if _is_done_before(piece):
        return TimeStatus.PAST
    if refusal and verbs.finite >= 0:
        return TimeStatus.PAST if verbs.tense is Tense.PAST or verbs.perfect else TimeStatus.PRESENT
    place = _place_of(times, published)
    if place is TimeStatus.PAST and not piece.clauses:
        return place
    if is_planned(piece, verbs, language) or is_expected(piece, verbs, language):
        return TimeStatus.FUTURE
    since = any(_is_since(piece, time, published, words) for time in times)
    if since and verbs.tense is not Tense.PAST and not verbs.perfect:
        return TimeStatus.PRESENT
    if verbs.finite < 0:
        return place or (TimeStatus.PAST if _is_done(piece) else TimeStatus.PRESENT)
    if verbs.future:
        return TimeStatus.FUTURE
    if verbs.would:
        return _of_would(piece, verbs, place, words, language)
    if verbs.tense is Tense.PAST or verbs.perfect:
        ahead = place is TimeStatus.FUTURE and not verbs.perfect and _is_set(piece, words)
        return TimeStatus.FUTURE if ahead else TimeStatus.PAST
    return _of_present(piece, clauses, verbs, place, times, words)


def _is_done_before(piece: Piece) -> bool:
    """Whether it is told in a perfect infinitive: 'zegt niets te hebben gezien', 'is thought to have left'."""
    tree = piece.tree
    for i in piece.tokens:
        builds = tree.tokens[i].text.lower() in _PERFECT and tree.relation(i) == "aux"
        if builds and i > tree.first and tree.tokens[i - 1].text.lower() in _TO:
            return tree.head(i) in piece.heads or tree.head(tree.head(i)) in piece.heads
    return False


def is_ongoing(piece: Piece, clauses: Sequence[Clause]) -> bool:
    """Whether words reported in the past tell what still goes on: 'police said officers were looking into it'."""
    if not piece.clauses:
        return False
    verbs = clauses[piece.clauses[0]].verbs
    head = piece.tree.tokens[verbs.predicate]
    goes_on = not _BE.isdisjoint(verbs.auxiliaries) and not verbs.perfect
    return goes_on and head.upos == "VERB" and head.text.lower().endswith(_GERUND)


def _is_set(piece: Piece, words: _Words) -> bool:
    """Whether a past tense tells what was set for later: 'stond voor vrijdag gepland'."""
    return any(piece.tree.tokens[i].text.lower() in words.planned for i in piece.tokens)


def _verbs_of(piece: Piece, clauses: Sequence[Clause], language: str) -> Verbs:
    """The verbs that give a piece its tense: its own, by tree or by form, else those of the clause above it."""
    at = piece.clauses[0] if piece.clauses else _clause_around(piece, clauses)
    own = clauses[at].verbs if at >= 0 and piece.clauses else None
    surface = read_surface(piece.tree, piece.tokens, language)
    if own is not None and own.finite in piece.tokens:
        if surface is not None and _is_overlooked(piece, own, surface):
            return surface
        return own
    if surface is not None and (own is None or own.finite < 0) and not _is_nonfinite(piece, clauses):
        return surface
    for _ in range(_DEEPEST):
        if at < 0 or clauses[at].verbs.finite >= 0:
            break
        at = clauses[at].parent
    return clauses[at].verbs if at >= 0 else Verbs(piece.top)


def _is_overlooked(piece: Piece, own: Verbs, surface: Verbs) -> bool:
    """Whether the forms tell more than the tree: a participle left hanging, an infinitive taken for the finite verb."""
    if surface.finite == own.finite:
        return surface.perfect and not own.perfect and _is_loose(piece, surface.predicate)
    token = piece.tree.tokens[own.finite]
    return surface.finite < own.finite and token.text.lower() == lemma_of(token) and not own.auxiliaries


def _is_nonfinite(piece: Piece, clauses: Sequence[Clause]) -> bool:
    """Whether the piece is an infinitive or participle clause: what is finite in it stands lower."""
    return bool(piece.clauses) and clauses[piece.clauses[0]].type in {ClauseType.INFINITIVE, ClauseType.PARTICIPLE}


def _is_loose(piece: Piece, i_token: int) -> bool:
    """Whether a participle belongs to no noun or clause of its own."""
    return piece.tree.relation(i_token) not in {"amod", "acl", "advcl", "ccomp", "conj", "parataxis"}


def _clause_around(piece: Piece, clauses: Sequence[Clause]) -> int:
    above = set(piece.tree.path(piece.top))
    found = [i for i, clause in enumerate(clauses) if clause.head in above]
    return found[-1] if found else -1


def _place_of(times: Sequence[TimeExpression], published: Days) -> TimeStatus | None:
    """Where the dating expressions lie, None where they do not tell."""
    for time in times:
        if time.type not in {"DATE", "TIME"}:
            continue
        if time.value in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}:
            return TimeStatus(time.value.partition("_")[0].lower())
        days = time.days
        if published.start and published.end:
            if days.end and days.end < published.start:
                return TimeStatus.PAST
            if days.start and days.start > published.end:
                return TimeStatus.FUTURE
            if days.known and published.known and days.n_days == 1 == published.n_days:
                return TimeStatus.PRESENT
    return None


def _is_done(piece: Piece) -> bool:
    """Whether a verbless piece is headed by a participle, or holds one: what was done."""
    tree = piece.tree
    return tree.tokens[piece.top].upos in {"VERB"} or any(
        tree.relation(i) in {"amod", "acl"} and tree.tokens[i].upos == "VERB" for i in tree.below(piece.top)
    )


def _of_would(piece: Piece, verbs: Verbs, place: TimeStatus | None, words: _Words, language: str) -> TimeStatus:
    """'zou zijn gereisd' lies in the past, 'zou liggen' in the present, 'zou komen' and 'would stay' ahead."""
    if verbs.perfect or not _HAVE.isdisjoint(verbs.auxiliaries):
        return TimeStatus.PAST
    if place is not None:
        return place
    if language == "en":
        return TimeStatus.FUTURE
    head = piece.tree.tokens[verbs.predicate]
    states = verbs.copula or head.upos in {"NOUN", "ADJ", "PROPN", "NUM", "PRON"} or lemma_of(head) in words.stative
    return TimeStatus.PRESENT if states else TimeStatus.FUTURE


def _of_present(
    piece: Piece,
    clauses: Sequence[Clause],
    verbs: Verbs,
    place: TimeStatus | None,
    times: Sequence[TimeExpression],
    words: _Words,
) -> TimeStatus:
    """A present tense with a day ahead tells the future; a past day tells the historic present of headlines."""
    tree = piece.tree
    if place is TimeStatus.PRESENT and any(time.value.endswith(_LATER) for time in times):
        return TimeStatus.FUTURE
    if place is TimeStatus.PRESENT and _is_behind(piece, times):
        return TimeStatus.FUTURE
    if place is not None:
        return place
    ahead = any(time.type == "DATE" and time.days.known for time in times)
    dynamic = lemma_of(tree.tokens[verbs.predicate]) not in words.stative and not verbs.copula
    if ahead and dynamic and any(time.days.n_days and time.days.n_days < 32 for time in times):
        return TimeStatus.FUTURE
    if any(modal in words.obliging for modal in verbs.auxiliaries) and ahead:
        return TimeStatus.FUTURE
    if dynamic and not times and (_is_futurate(piece, verbs, words) or _hangs_on_condition(piece, clauses, words)):
        return TimeStatus.FUTURE
    if not times and (dynamic or _only_goes(verbs)) and _comes_after(piece, words):
        return TimeStatus.FUTURE
    return TimeStatus.PRESENT


def _only_goes(verbs: Verbs) -> bool:
    return len(verbs.auxiliaries) == 1 and verbs.auxiliaries[0] in _GO


def _is_futurate(piece: Piece, verbs: Verbs, words: _Words) -> bool:
    """Whether a present tense tells of a step still to come: 'hij stapt op', 'de huurders krijgen geld', 'may end'.

    Verbs of a single step have no other present, save in headlines, which mostly announce it too.
    """
    tree = piece.tree
    if any(modal in words.likely for modal in verbs.auxiliaries):
        return True
    if verbs.auxiliaries:
        return False
    return lemma_of(tree.tokens[verbs.predicate]) in words.futurate or _is_to_come(tree, verbs.predicate, words)


def _is_to_come(tree: Tree, predicate: int, words: _Words) -> bool:
    """Whether Dutch 'er komt' tells what is to be: 'er komt een sluis', 'er komen geen ontslagen'."""

    def form(i_token: int) -> str:
        return tree.tokens[i_token].text.lower()

    if form(predicate) not in words.comes:
        return False
    below = tree.below(predicate)
    subject = next((i for i in below if tree.relation(i) == "nsubj" and tree.tokens[i].upos == "NOUN"), -1)
    if subject < 0 or not any(form(i) in words.there for i in below):
        return False
    if not any(form(i) in words.new for i in tree.below(subject)):
        return False
    moves = [i for i in below if tree.relation(i) == "obl" and tree.tokens[i].upos in {"NOUN", "PROPN", "PRON"}]
    cases = [k for i in moves for k in tree.below(i) if tree.relation(k) == "case"]
    stays = all(form(k) in words.where or (k == subject + 1 and form(k) in words.about) for k in cases)
    return stays and tree.child(predicate, "compound", "xcomp", "ccomp") < 0


def _hangs_on_condition(piece: Piece, clauses: Sequence[Clause], words: _Words) -> bool:
    """Whether it is what follows if something happens: 'als …, lopen zij geld mis', 'dan stapt hij naar de rechter'."""
    tree = piece.tree
    for clause in clauses:
        condition = clause.type is ClauseType.ADVERBIAL and clause.mark in words.conditions
        if condition and clause.parent in piece.clauses and clause.verbs.tense is Tense.PRESENT:
            return True
    return any(
        tree.tokens[i].text.lower() in _THEN and tree.relation(i) == "advmod" and tree.head(i) in piece.heads
        for i in piece.tokens
    )


def _comes_after(piece: Piece, words: _Words) -> bool:
    """Whether it is told to come: 'na de vakantie', 'gaat in beroep'."""
    tree = piece.tree
    goes = any(lemma_of(tree.tokens[i]) in _GO for i in tree.below(piece.top) if tree.relation(i) in {"aux", "cop"})
    if goes and lemma_of(tree.tokens[piece.top]) in words.begun:
        return True
    for head in piece.heads:
        for i_child in tree.below(head):
            i_case = tree.child(i_child, "case")
            if tree.relation(i_child) != "obl" or i_case < 0:
                continue
            case = tree.tokens[i_case].text.lower()
            if case in _AFTER:
                return True
            if case in _GOES_INTO and lemma_of(tree.tokens[head]) in _GO:
                return lemma_of(tree.tokens[i_child]) in words.begun
    return False


def _is_behind(piece: Piece, times: Sequence[TimeExpression]) -> bool:
    """Whether it comes when what goes on now is over: 'na dit seizoen', 'after this summer'."""
    tree = piece.tree
    return any(
        tree.tokens[i].text.lower() in _AFTER and time.span.overlaps(tree.tokens[i + 1].span)
        for time in times
        for i in range(tree.first, tree.end - 1)
    )


def _is_since(piece: Piece, time: TimeExpression, published: Days, words: _Words) -> bool:
    """Whether a time says how long something has been so ('sinds 1953', 'al tien jaar')."""
    tree = piece.tree
    if time.days.start and published.end and time.days.start > published.end:
        return False
    for i_token in piece.tokens:
        if time.span.overlaps(tree.tokens[i_token].span):
            if tree.tokens[i_token].text.lower() in words.since:
                return True
            return i_token > tree.first and tree.tokens[i_token - 1].text.lower() in words.since
    return False
