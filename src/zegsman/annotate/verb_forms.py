"""Forms of verbs: their tense by table and spelling, and whether they are participles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import lists_for, load_table

if TYPE_CHECKING:
    from zegsman.record.annotation import Token


class Tense(StrEnum):
    """Tense of a finite verb; NONE where there is none (infinitives, participles, verbless words)."""

    PAST = "past"
    PRESENT = "present"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Forms:
    """The verb tables of one language."""

    present: frozenset[str]
    past: frozenset[str]
    unchanged: frozenset[str]
    participles: frozenset[str]
    stative: frozenset[str]
    perfect: frozenset[str]
    passive: frozenset[str]
    future: frozenset[str]
    inchoative: frozenset[str]
    prefixes: frozenset[str]


@cache
def forms_of(language: str) -> Forms:
    """The verb tables of a language."""
    table = load_table(lists_for(language), "verbs")
    forms, auxiliaries = table["forms"], table["auxiliaries"]
    return Forms(
        present=frozenset(forms["present"].split()),
        past=frozenset(forms["strong_past"].split()),
        unchanged=frozenset(forms.get("unchanged", "").split()),
        participles=frozenset(forms.get("strong_participles", "").split()),
        stative=frozenset(table["participles"]["stative"].split()),
        perfect=frozenset(auxiliaries["perfect"]),
        passive=frozenset(auxiliaries["passive"]),
        future=frozenset(auxiliaries["future"]),
        inchoative=frozenset(auxiliaries["inchoative"]),
        prefixes=frozenset(f"{table['prefixes']['separable']} {table['prefixes']['inseparable']}".split()),
    )


def lemma_of(token: Token) -> str:
    """The lemma in lower case, without the marks that part compounds.

    An auxiliary that was given itself as its lemma gets its infinitive from the table.
    """
    lemma = token.lemma.lower()
    if lemma in _auxiliaries() and lemma == token.text.lower():
        return _auxiliaries()[lemma]
    return lemma.replace("_", "") if len(lemma) > 1 else lemma


@cache
def _auxiliaries() -> dict[str, str]:
    """Forms of Dutch auxiliaries that are words of nothing else, with their infinitives."""
    lists: dict[str, str] = load_table("nl", "verbs")["auxiliary_forms"]
    return {form: infinitive for infinitive, forms in lists.items() for form in forms.split()}


@cache
def tense_of_form(form: str, lemma: str, language: str) -> Tense:
    """The tense of a form if it is finite, by table and spelling; a Dutch lemma that is no infinitive is not trusted.

    A Dutch plural present and an infinitive look alike, and so do an English past and most participles: the tree
    has to tell these apart.
    """
    forms, form = forms_of(language), form.lower()
    if form in forms.present and form != "weten":
        return Tense.PRESENT
    known = form != lemma or not (language == "en" or lemma.endswith("n"))
    if form in forms.past and (known or form in forms.unchanged):
        return Tense.PAST
    if language == "en":
        return Tense.PAST if form.endswith("ed") and form != lemma else Tense.PRESENT
    if not known:
        return Tense.PRESENT
    if any(form[n:] in forms.past and form[:n] in forms.prefixes for n in range(2, len(form) - 1)):
        return Tense.PAST
    return Tense.PAST if form.endswith(("de", "te", "den", "ten")) else Tense.PRESENT


@cache
def is_dutch_participle(form: str, lemma: str) -> bool:
    """Whether a form can only, or can most likely, be a participle; a lemma that is no infinitive is not trusted."""
    form = form.lower()
    if form == lemma and not lemma.endswith("n"):
        lemma = ""
        if form.endswith("d") and re.match(r"^(?:ge|be|ver|ont|her|mis)\w{3}", form):
            return True
    if form == lemma or not form.endswith(("d", "t", "n")):
        return form.endswith(("de", "te")) and "ge" in form[:-4] and not lemma.startswith("ge")
    prefixes = forms_of("nl").prefixes
    inner_ge = any(form[:n] in prefixes and form.startswith("ge", n) for n in range(2, len(form) - 3))
    if (form.startswith("ge") or inner_ge) and not lemma.startswith("ge"):
        return True
    if form.endswith("d") and not lemma.endswith(("den", "doen")):
        return bool(re.match(r"^(?:be|ver|ont|her|er|ge|mis|over|onder|om|door|voor)", form))
    return form.endswith("en") and bool(re.match(r"^(?:be|ver|ont|her|er|ge|mis|over|onder)", form))


def is_participle(token: Token, language: str) -> bool:
    """Whether a form can be a participle (past or, in English, present)."""
    form = token.text.lower()
    if language == "en":
        return form.endswith(("ed", "ing")) or form in forms_of("en").participles
    lemma = lemma_of(token)
    # Behind an infinitive a d makes a present participle ('herkennende'); 'herkende' is the past of one.
    present = form.startswith(lemma) if lemma.endswith("n") else True
    return (form.endswith(("end", "ende")) and present) or is_dutch_participle(form, lemma)
