"""The verbs of a clause: tense, perfect, passive and modals, read from forms and tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.annotate.verb_forms import Tense, forms_of, is_dutch_participle, is_participle, lemma_of, tense_of_form
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.trees import Tree

_GERUND = tuple(gather_words("verbs", "gerund_endings"))
_PRESENT_PARTICIPLE = tuple(gather_words("verbs", "present_participle_endings", "nl"))

_TO = function_words("infinitive_markers")
_OPENING_INFINITIVE = _TO | function_words("infinitive_openers")
_BY = function_words("by")
_HAVE = function_words("have")
_BE = function_words("be")
_BE_PRESENT = function_words("be_present")
_BEEN = function_words("been")
_BUILDERS = function_words("builders")
_PLURALS = function_words("plurals")
_NEVER_FINITE = function_words("never_finite")
_MODALS_OF_NOW = function_words("modals_of_now")
_WILL = function_words("will_forms")
_GOING = function_words("going")
_WOULD = function_words("would")
_WOULD_REPORTED = function_words("would", language="nl")
"""Dutch 'zou' tells what is said, English 'would' mostly what is to come."""
_NOT_AHEAD = _WOULD_REPORTED | function_words("went")


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the verbs of one predicate say together.

    `predicate` is the token that the clause is headed by, `finite` the token that bears the tense (-1 for none).
    Lemmas of auxiliaries are lower case, without marks of compounds, in order of the text.
    """

    predicate: int
    finite: int = -1
    tense: Tense = Tense.NONE
    auxiliaries: tuple[str, ...] = ()
    perfect: bool = False
    passive: bool = False
    would: bool = False
    """Whether the finite verb is 'zou(den)' or 'would'."""
    future: bool = False
    """Whether it is put in the future: 'zal', 'will', 'gaat vragen', 'is going to'."""
    infinitive: bool = False
    copula: bool = False


def is_infinitive(tree: Tree, i_token: int) -> bool:
    """Whether a 'te' or 'to' marks it as an infinitive."""
    return any(
        tree.relation(i) in {"mark", "aux"} and tree.tokens[i].text.lower() in _OPENING_INFINITIVE
        for i in tree.below(i_token)
    ) or any(tree.tokens[i].text.lower() in _TO and i == i_token - 1 for i in tree.below(i_token))


def read_verbs(tree: Tree, predicate: int, language: str) -> Verbs:
    """What the verbs of the clause headed by `predicate` say.

    A coordinated predicate without verbs of its own that bear tense ('is gevonden en teruggebracht') takes those
    of the one it is tied to; an open complement ('wil … verkopen') has none.
    """
    token = tree.tokens[predicate]
    auxes = [i for i in tree.below(predicate) if tree.relation(i) in {"aux", "cop"}]
    if not auxes and token.upos in {"AUX", "VERB"} and is_infinitive(tree, predicate):
        return Verbs(predicate, infinitive=True)
    shares = tree.relation(predicate) == "conj" and not auxes
    if shares and (token.upos not in {"AUX", "VERB"} or not _can_be_finite(tree, predicate, language)):
        above = read_verbs(tree, tree.head(predicate), language)
        return Verbs(
            predicate, above.finite, above.tense, above.auxiliaries, above.perfect, above.passive, above.would,
            above.future, above.infinitive, above.copula,
        )  # fmt: skip
    return _own_verbs(tree, predicate, auxes, language)


def _can_be_finite(tree: Tree, i_token: int, language: str) -> bool:
    token = tree.tokens[i_token]
    has_subject = tree.child(i_token, "nsubj") >= 0
    relation = tree.relation(i_token)
    if relation in {"xcomp", "amod"}:
        return False
    if relation in {"acl", "advcl"} and not has_subject and is_participle(token, language):
        return False
    if language == "en":
        form = token.text.lower()
        if form.endswith(_GERUND):
            return False
        return form not in forms_of("en").participles or form in forms_of("en").past
    if is_dutch_participle(token.text, lemma_of(token)):
        return has_subject and not token.text.lower().startswith("ge")
    return not token.text.lower().endswith(_PRESENT_PARTICIPLE)


def _own_verbs(tree: Tree, predicate: int, auxes: list[int], language: str) -> Verbs:
    forms, tokens = forms_of(language), tree.tokens
    lemmas = tuple(lemma_of(tokens[i]) for i in auxes)
    copula = any(tree.relation(i) == "cop" for i in auxes)
    finite = _finite_of(tree, auxes, language)
    if finite < 0 and tokens[predicate].upos in {"AUX", "VERB"} and _can_be_finite(tree, predicate, language):
        finite = predicate
    if finite < 0:
        return Verbs(predicate, auxiliaries=lemmas, infinitive=bool(auxes) and not copula, copula=copula)
    tense = tense_of_form(tokens[finite].text, lemma_of(tokens[finite]), language)
    form = tokens[finite].text.lower()
    participle = tokens[predicate].upos in {"AUX", "VERB", "ADJ"} and is_participle(tokens[predicate], language)
    passive = any(tokens[i].deprel == "aux:pass" for i in auxes) or (
        participle and not copula and any(lemma in forms.passive for lemma in lemmas)
    )
    perfect = _is_perfect(tree, predicate, auxes, participle=participle, passive=passive, language=language)
    if form in _MODALS_OF_NOW and not perfect and not _is_denied(tree, predicate):
        tense = Tense.PRESENT
    return Verbs(
        predicate=predicate,
        finite=finite,
        tense=tense,
        auxiliaries=lemmas,
        perfect=perfect,
        passive=passive,
        would=form in _WOULD and finite != predicate,
        future=_is_future(tree, predicate, lemmas, form, language),
        copula=copula,
    )


def _is_denied(tree: Tree, predicate: int) -> bool:
    """Whether it is denied: 'could not be reached', 'neither could be found' tell the past; 'could burst' does not."""
    return any(
        tree.tokens[i].text.lower() in _DENIALS
        for child in (predicate, *tree.below(predicate))
        for i in tree.below(child)
    )


_DENIALS = function_words("not", "never", "none", "nobody", "neither")


def _finite_of(tree: Tree, auxes: list[int], language: str) -> int:
    """The auxiliary that bears tense: the first that is surely finite, else the first."""
    forms = forms_of(language)
    candidates = [i for i in auxes if tree.tokens[i].text.lower() not in _NEVER_FINITE]
    for i in candidates:
        form = tree.tokens[i].text.lower()
        if form not in _PLURALS and (form in forms.present or form in forms.past):
            return i
    for i in candidates:
        if not (i > tree.first and tree.tokens[i - 1].text.lower() in _TO):
            return i
    return -1


def _is_perfect(
    tree: Tree, predicate: int, auxes: list[int], *, participle: bool, passive: bool, language: str
) -> bool:
    """Whether it is told as done: 'heeft gezegd', 'is aangehouden', 'has been seized'.

    'is' with a participle of a lasting state ('is gevestigd') is none.
    """
    lemmas = {lemma_of(tree.tokens[i]) for i in auxes}
    if language == "en":
        return not _HAVE.isdisjoint(lemmas) and tree.tokens[predicate].text.lower() not in _TO
    if not _HAVE.isdisjoint(lemmas):
        return True
    if _BE.isdisjoint(lemmas):
        return False
    form = tree.tokens[predicate].text.lower()
    if form in forms_of(language).stative:
        return False
    copula_only = all(tree.relation(i) == "cop" for i in auxes if lemma_of(tree.tokens[i]) in _BE)
    if copula_only:
        been = form in _BEEN or any(tree.tokens[i].text.lower() in _BEEN for i in auxes)
        by = any(tree.tokens[i].text.lower() in _BY for child in tree.below(predicate) for i in tree.below(child))
        return been or (participle and (by or tree.tokens[predicate].upos == "VERB"))
    return participle or passive or tree.tokens[predicate].upos == "VERB"


def _is_future(tree: Tree, predicate: int, lemmas: tuple[str, ...], form: str, language: str) -> bool:
    forms = forms_of(language)
    infinitive = tree.tokens[predicate].upos == "VERB" and tree.tokens[predicate].text.lower().endswith("n")
    ahead = any(lemma in forms.future or (infinitive and lemma in forms.inchoative) for lemma in lemmas)
    if ahead and form not in _NOT_AHEAD:
        return True
    if form in _WILL:
        return True
    if language == "en" and form in _BE_PRESENT and _is_to_be_done(tree, predicate):
        return True
    own = lemma_of(tree.tokens[predicate])
    goes = own in forms.inchoative or (language == "en" and tree.tokens[predicate].text.lower() in _GOING)
    return goes and any(
        tree.relation(i) == "xcomp" and tree.tokens[i].upos in {"VERB", "AUX"} for i in tree.below(predicate)
    )


def _is_to_be_done(tree: Tree, predicate: int) -> bool:
    """Whether a form of 'be' and 'to' tell what is settled: 'she is to step down', not 'the aim is to win'."""
    below = tree.below(predicate)
    auxiliary = any(tree.relation(i) == "aux" and lemma_of(tree.tokens[i]) in _BE for i in below)
    return auxiliary and any(tree.relation(i) == "mark" and tree.tokens[i].text.lower() in _TO for i in below)


def read_surface(tree: Tree, indices: Sequence[int], language: str) -> Verbs | None:
    """What the verbs among some tokens say by their forms and order alone, None without a finite one.

    For stretches whose tree does not tell: the first finite verb bears the tense, a participle beside a form of
    'hebben', 'zijn' or 'have' makes it perfect.
    """
    forms, tokens, builders = forms_of(language), tree.tokens, _BUILDERS
    verbs = [i for i in indices if tokens[i].upos in {"AUX", "VERB"} or tokens[i].text.lower() in builders]
    finite = next((i for i in verbs if _is_finite_by_form(tree, i, language)), -1)
    if finite < 0:
        return None
    lemma, form = lemma_of(tokens[finite]), tokens[finite].text.lower()
    participle = next((i for i in verbs if i != finite and is_participle(tokens[i], language)), -1)
    others = tuple(lemma_of(tokens[i]) for i in verbs if i not in {finite, participle})
    builds = lemma in forms.perfect and (language != "en" or lemma in _HAVE)
    state = participle >= 0 and tokens[participle].text.lower() in forms.stative
    return Verbs(
        predicate=participle if participle >= 0 else finite,
        finite=finite,
        tense=tense_of_form(tokens[finite].text, lemma, language),
        auxiliaries=(lemma, *others),
        perfect=participle >= 0 and builds and not state,
        passive=participle >= 0 and lemma in forms.passive,
        would=form in _WOULD and len(verbs) > 1,
        future=lemma in forms.future and form not in _WOULD_REPORTED,
    )


def _is_finite_by_form(tree: Tree, i_token: int, language: str) -> bool:
    token = tree.tokens[i_token]
    before = tree.tokens[i_token - 1].text.lower() if i_token > tree.first else ""
    if before in _TO:
        return False
    form, forms = token.text.lower(), forms_of(language)
    if form in forms.present or form in forms.past:
        return form not in _NEVER_FINITE
    if language == "en":
        return not form.endswith(_GERUND) and form not in forms.participles - forms.past
    return not is_participle(token, language) and not (form.endswith("en") and form == lemma_of(token))
