"""Who speaks: the subject or agent of a verb, by the tree, and by word order where the tree takes a day for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.closing import closing_speaker
from zegsman.annotate.phrases import phrase_at
from zegsman.annotate.source_nouns import Sort, owners, sort_of_noun, times
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout


_NO_SPEAKER = function_words("asking_pronouns", "there", "generic_pronouns")
_FRONTED = function_words("complementisers", "whether", "question_words")
_THUS = function_words("thus")
_BY = function_words("by")
_CASES_OF_SUBJECT = _BY | {"'s"}
_PASSIVE = function_words("become_forms")
_THAT = function_words("complementisers")
_NEVER_SPEAKING = function_words("reflexives", "complementisers", "impersonal")
_GERUND = tuple(gather_words("verbs", "gerund_endings"))


_PHRASE_PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "ADV", "AUX", "PART"})


_CLIMB = frozenset({"xcomp", "aux", "conj", "compound", "cop"})


def is_time_word(layout: Layout, i_token: int) -> bool:
    """Whether a token is a day, month or stretch of time."""
    return layout.words[i_token] in times()


def verb_top(layout: Layout, verb: int) -> int:
    """The verb that bears the subject of the group that `verb` belongs to ('wil … zeggen', 'laat … weten')."""
    tree = layout.tree(verb)
    at = verb
    for _ in range(4):
        above = tree.head(at)
        if above < 0 or tree.child(at, "nsubj") >= 0 or tree.relation(at) not in {"xcomp", "aux", "compound"}:
            break
        if layout.tokens[above].upos not in {"VERB", "AUX"} or tree.child(at, "mark") >= 0:
            break
        if any(layout.words[i] in {",", ";", ":"} for i in range(min(at, above), max(at, above))):
            break
        at = above
    return at


def subject_of(layout: Layout, verb: int) -> Phrase | None:
    """The phrase of who does what `verb` says; None where nobody is named or it is no speaker."""
    if is_passive(layout, verb):
        agent = agent_of(layout, verb)
        return phrase_at(layout, agent) if agent >= 0 else None
    own = _own_subject(layout, verb)
    closing = closing_speaker(layout, verb, own)
    if closing is not None:
        return closing
    opens = -1 if _is_parted_from(layout, own, verb) else _inverted_at(layout, verb)
    head = _by_order(layout, opens, anyone=True) if own < opens else -1
    head = head if head > opens >= 0 else _by_tree(layout, verb)
    if head < 0 or not _can_be_subject(layout, verb, head):
        head = _by_order(layout, verb)
    if head < 0 or layout.words[head] in _NO_SPEAKER:
        return None
    phrase = phrase_at(layout, head)
    if phrase.first <= verb < phrase.end:
        phrase = _clipped(layout, phrase, verb)
    return phrase


_NEAR_VERB = 3
"""Tokens between the first and the last verb of a group whose subject stands behind the last."""


def _inverted_at(layout: Layout, verb: int) -> int:
    """The Dutch verb right behind a comma, a closing mark or 'zo', whose subject is behind it; -1 for none."""
    tree = layout.tree(verb)
    group = [verb, *(i for i in tree.below(verb) if tree.relation(i) in {"aux", "cop"})]
    first = min(group)
    if layout.language(verb) != "nl" or first == tree.first:
        return -1
    before = layout.words[first - 1]
    opens = before in {",", "”", "’", '"', "'", "''", "»", "–", "—", "?", "!"} or before in _THUS
    if not opens or layout.tokens[first].upos not in {"VERB", "AUX"}:
        return -1
    if verb - first < _NEAR_VERB:
        return verb
    fronted = layout.words[tree.first] in _FRONTED
    return first if fronted else -1


def _is_parted_from(layout: Layout, own: int, verb: int) -> bool:
    """Whether a clause parts a subject from its verb: 'X, die vertrok, noemt het plan …', 'X die erbij was, zegt …'."""
    if not 0 <= own < verb:
        return False
    commas = [i for i in range(own + 1, verb) if layout.words[i] == ","]
    behind = layout.token_at(phrase_at(layout, own).words.end - 1) + 1
    if len(commas) == 1 and commas[0] == verb - 1 and layout.words[own + 1] in _RELATIVES:
        return True
    return len(commas) >= _PARTING_COMMAS and layout.words[behind] == ","


_PARTING_COMMAS = 2
"""Commas that set a clause apart: one before it, one behind it."""


def _can_be_subject(layout: Layout, verb: int, head: int) -> bool:
    """Whether the tree's subject can be it: no day, behind no preposition, quoted only where the verb is."""
    tree = layout.tree(head)
    if is_time_word(layout, head) or layout.quoted[head] != layout.quoted[verb]:
        return False
    return not any(
        tree.relation(i) == "case" and i < head and layout.words[i] not in _CASES_OF_SUBJECT for i in tree.below(head)
    )


_RELATIVES = function_words("relative_pronouns")


def _clipped(layout: Layout, phrase: Phrase, verb: int) -> Phrase:
    """A phrase that a wrong tree lets run over its verb, cut off there."""
    first, end = (phrase.first, verb) if phrase.head < verb else (verb + 1, phrase.end)
    relative = next((i for i in range(phrase.head + 1, end) if layout.words[i] in _RELATIVES), end)
    end = relative - 1 if relative < end and layout.words[relative - 1] == "," else relative
    run = layout.trimmed(first, end) or (phrase.head, phrase.head + 1)
    words = phrase.words if phrase.named else layout.span(*run)
    return Phrase(phrase.head, run[0], run[1], words, phrase.sort, phrase.named)


def _by_tree(layout: Layout, verb: int) -> int:
    tree = layout.tree(verb)
    at = verb
    for _ in range(5):
        subject = _own_subject(layout, at)
        if subject >= 0:
            return _antecedent(layout, subject, at)
        if tree.relation(at) == "acl" and tree.head(at) >= 0 and layout.words[at].endswith(_GERUND):
            return tree.head(at)
        adjunct = tree.relation(at) == "advcl" and layout.words[at].endswith(_GERUND)
        if not (adjunct or tree.relation(at) in _CLIMB) or tree.head(at) < 0:
            return -1
        at = tree.head(at)
    return -1


def _own_subject(layout: Layout, verb: int) -> int:
    """The subject of a verb, the nearest where the tree gives several."""
    tree = layout.tree(verb)
    subjects = [
        i
        for i in tree.below(verb)
        if tree.relation(i) == "nsubj" and layout.tokens[i].upos not in {"DET", "ADP", "PUNCT", "ADV"}
    ]
    english = layout.language(verb) == "en"
    if not subjects and not english and verb > tree.first and _opens_bare(layout, verb - 1):
        return verb - 1
    parted = [i for i in subjects if not english and _is_parted_from(layout, i, verb)]
    if parted and len(subjects) > 1:
        return parted[0]
    return min(
        subjects, key=lambda i: (not _can_be_subject(layout, verb, i), english and i > verb, abs(i - verb)), default=-1
    )


def _opens_bare(layout: Layout, i_token: int) -> bool:
    """Whether a noun phrase without preposition opens a sentence and ends here, though the tree ties it loosely."""
    tree = layout.tree(i_token)
    loose = tree.relation(i_token) == "obl" and layout.tokens[i_token].upos in {"NOUN", "PROPN"}
    if not loose or is_time_word(layout, i_token) or tree.child(i_token, "case") >= 0:
        return False
    return tree.subtree(i_token)[0] == tree.first


def is_passive(layout: Layout, verb: int) -> bool:
    """Whether a verb is told of without its doer as subject: 'wordt gezegd', 'was said'."""
    tree = layout.tree(verb)
    below = tree.below(verb)
    if is_told(layout, verb):
        return True
    if any(layout.words[i] in _PASSIVE and tree.relation(i) == "aux" for i in below):
        return True
    return any(layout.tokens[i].deprel == "aux:pass" for i in below) and any(
        layout.tokens[i].deprel == "nsubj:pass" for i in below
    )


_TOLD = gather_words("cues", "told_to")
_BE = function_words("be_forms")


def is_told(layout: Layout, verb: int) -> bool:
    """Whether the subject of a verb is who is told and says nothing: 'Residents were told', 'Reizigers is verteld'."""
    if layout.words[verb] not in _TOLD or layout.tokens[verb].upos != "VERB":
        return False
    helpers = [i for i in layout.tree(verb).below(verb) if layout.tokens[i].upos == "AUX"]
    return any(layout.words[i] in _BE for i in helpers)


_GETS = gather_words("cues", "gets")
_TO_HEAR = gather_words("cues", "to_hear")
_REACH_OF_GETTING = 12


def gets_to_hear(layout: Layout, verb: int) -> bool:
    """Whether the subject is who is told: 'De bewoners kregen te horen dat'."""
    first = max(layout.sentence(verb).first_token, verb - _REACH_OF_GETTING)
    to_hear = " ".join(layout.words[verb - 1 : verb + 1]) in _TO_HEAR
    return to_hear and not _GETS.isdisjoint(layout.words[first : min(verb + 3, len(layout.words))])


def agent_of(layout: Layout, verb: int) -> int:
    """The agent of a passive, -1 if none is named."""
    tree = layout.tree(verb)
    for i in tree.below(verb):
        if tree.relation(i) == "obl" and any(
            layout.words[k] in _BY and tree.relation(k) == "case" for k in tree.below(i)
        ):
            return i
    return -1


def _antecedent(layout: Layout, subject: int, verb: int) -> int:
    """What a relative pronoun as subject stands for."""
    tree = layout.tree(subject)
    if layout.words[subject] not in _RELATIVES:
        return subject
    before = subject - 2 if subject > tree.first + 1 and layout.words[subject - 1] == "," else subject - 1
    if before > tree.first and (layout.is_person(before) or _sorted(layout, before) in {Sort.PERSON, Sort.GROUP}):
        return before
    at = verb
    for _ in range(3):
        if layout.tokens[at].deprel.startswith("acl") and 0 <= tree.head(at) < subject:
            return tree.head(at)
        if tree.relation(at) not in {"conj", "xcomp"} or tree.head(at) < 0:
            break
        at = tree.head(at)
    return subject


def _by_order(layout: Layout, verb: int, *, anyone: bool = False) -> int:
    """The first noun, name or pronoun behind the verb that is no time, else the phrase right before it.

    With `anyone` any noun will do, else only one that the lists know for a source.
    """
    sentence = layout.sentence(verb)
    before = _right_before(layout, verb, sentence.first_token) if layout.language(verb) == "en" else -1
    if before >= 0:
        return before
    for i in range(verb + 1, min(sentence.end_token, verb + 12)):
        if layout.words[i] in {",", ":", ";"} or layout.words[i] in _THAT or layout.tokens[i].upos == "SCONJ":
            break
        if _can_speak(layout, i, anyone=anyone) and not is_behind_preposition(layout, i, verb):
            return _noun_head(layout, i, sentence.end_token)
    return _right_before(layout, verb, sentence.first_token)


def is_behind_preposition(layout: Layout, i_token: int, verb: int) -> bool:
    """Whether a noun belongs to a prepositional phrase: nothing but its own words part it from the preposition."""
    at = i_token - 1
    while at > verb and layout.tokens[at].upos in {"DET", "ADJ", "NUM", "PROPN", "NOUN"}:
        at -= 1
    return at > verb and layout.tokens[at].upos == "ADP"


def _right_before(layout: Layout, verb: int, first: int) -> int:
    """The head of the noun phrase that fills the space from the last comma or quotation mark to the verb."""
    start = verb
    while start > first and layout.tokens[start - 1].upos in _PHRASE_PARTS and verb - start < 14:
        start -= 1
    while start < verb and layout.tokens[start].upos in {"ADV", "AUX", "CCONJ"}:
        start += 1
    if start == verb or layout.tokens[start].upos == "ADP":
        return -1
    nouns: list[int] = []
    for i in range(start, verb):
        if layout.tokens[i].upos == "ADP" and nouns:
            break
        if (
            layout.tokens[i].upos in {"NOUN", "PROPN", "PRON"}
            and layout.words[i] not in owners()
            and not is_time_word(layout, i)
        ):
            nouns.append(i)
    return nouns[-1] if nouns else -1


def _can_speak(layout: Layout, i_token: int, *, anyone: bool = False) -> bool:
    upos = layout.tokens[i_token].upos
    if (
        is_time_word(layout, i_token)
        or upos not in {"NOUN", "PROPN", "PRON"}
        or layout.words[i_token] in _NEVER_SPEAKING
        or layout.words[i_token] in owners()
    ):
        return False
    if anyone and (layout.tokens[i_token - 1].upos in {"DET", "ADJ", "NUM"} or upos == "PROPN"):
        return True
    return layout.name_at[i_token] >= 0 or upos == "PRON" or _sorted(layout, i_token) is not Sort.OTHER


def _sorted(layout: Layout, i_token: int) -> Sort:
    return sort_of_noun(layout.words[i_token], layout.language(i_token))


def _noun_head(layout: Layout, i_token: int, end: int) -> int:
    tree = layout.tree(i_token)
    at = i_token
    while (
        tree.relation(at) in {"appos", "flat", "nmod", "amod", "compound", "det"} and i_token - 3 <= tree.head(at) < end
    ):
        if tree.head(at) < 0 or layout.tokens[tree.head(at)].upos not in {"NOUN", "PROPN"}:
            break
        at = tree.head(at)
    return at
