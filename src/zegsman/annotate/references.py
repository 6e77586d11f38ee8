"""Pronouns and short descriptions tied to the name or full description that they stand for, within one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.layout import lay_out
from zegsman.annotate.phrases import Phrase, Sort, phrase_at, sort_of_noun
from zegsman.lexicon.tables import load_table
from zegsman.record.annotation import NameType, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.layout import Layout
    from zegsman.record.annotation import Name, Sentence, Token
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

_BACK = 140
"""Tokens back within which a pronoun's antecedent is looked for; some six sentences of news."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The pronoun lists of one language."""

    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    pointing: frozenset[str]
    definite: frozenset[str]
    female_endings: tuple[str, ...]
    female_words: frozenset[str]
    male_words: frozenset[str]


@cache
def pronouns_of(language: str) -> Pronouns:
    """The pronoun lists of 'nl' or 'en'."""
    table = load_table(language, "pronouns")
    personal, gender = table["personal"], table["gender"]
    return Pronouns(
        male=frozenset(personal["male"].split()),
        female=frozenset(personal["female"].split()),
        plural=frozenset(personal["plural"].split()),
        neuter=frozenset(personal["neuter"].split()),
        pointing=frozenset(table["pointing"]["person"].split()),
        definite=frozenset(table["definite"]["words"].split()),
        female_endings=tuple(gender["female_endings"]),
        female_words=frozenset(gender["female_words"].split()),
        male_words=frozenset(gender["male_words"].split()),
    )


@dataclass
class Antecedents:
    """The phrases of a report that others can stand for, in order of the text."""

    layout: Layout
    phrases: list[Phrase] = field(default_factory=list)
    _known: dict[int, Phrase | None] = field(default_factory=dict)

    def of(self, phrase: Phrase) -> Phrase | None:
        """What a pronoun or short description stands for; None where it stands for itself or nothing is found."""
        if phrase.head not in self._known:
            self._known[phrase.head] = None
            self._known[phrase.head] = self._find(phrase)
        return self._known[phrase.head]

    def _find(self, phrase: Phrase) -> Phrase | None:
        if phrase.sort is Sort.PRONOUN:
            return self._of_pronoun(phrase)
        if not phrase.named and _is_short_and_definite(self.layout, phrase):
            return self._of_description(phrase)
        return None

    def _before(self, phrase: Phrase, back: int = _BACK) -> list[Phrase]:
        """The phrases before one, nearest first."""
        return [one for one in reversed(self.phrases) if one.head < phrase.first and phrase.first - one.head <= back]

    def _of_pronoun(self, phrase: Phrase) -> Phrase | None:
        layout = self.layout
        word, language = layout.words[phrase.head], layout.language(phrase.head)
        lists = pronouns_of(language)
        before = self._before(phrase)
        if word in lists.plural and _is_plural_use(layout, phrase, language):
            return _best(layout, phrase, [one for one in before if _is_plural(layout, one)])
        if word in lists.male or word in lists.female:
            persons = [one for one in before if one.sort is Sort.PERSON and not _is_plural(layout, one)]
            female = word in lists.female
            fitting = [one for one in persons if gender_of(layout, one) in {None, "f" if female else "m"}]
            sure = [one for one in fitting if gender_of(layout, one) is not None]
            near = _best(layout, phrase, fitting)
            return near if near is not None and (not sure or _is_near(layout, near, phrase)) else _best(layout, phrase, sure) or near
        if word in lists.neuter:
            return _best(layout, phrase, [one for one in before if one.sort in {Sort.BODY, Sort.MEDIUM, Sort.DOCUMENT}])
        if word in lists.pointing:
            sentence = layout.sentence_of[phrase.head]
            return next((one for one in before if one.sort is Sort.PERSON and layout.sentence_of[one.head] >= sentence - 1), None)
        return None

    def _of_description(self, phrase: Phrase) -> Phrase | None:
        layout = self.layout
        word, language = layout.words[phrase.head], layout.language(phrase.head)
        before = self._before(phrase, back=4 * _BACK)
        same = next((one for one in before if _same_noun(layout, one, word) and _is_fuller(layout, one, phrase)), None)
        if same is not None:
            return self.of(same) or same
        if _is_plural_word(word, language):
            return None
        titled = next((one for one in before if one.named and _titled(layout, one, word)), None)
        if titled is not None:
            return titled
        sort = sort_of_noun(word, language)
        if sort in {Sort.MEDIUM, Sort.BODY} and phrase.first == phrase.head - 1:
            return next((one for one in before if one.named and _names_such(layout, one, word, sort)), None)
        return None


def _is_near(layout: Layout, one: Phrase, phrase: Phrase) -> bool:
    return layout.sentence_of[one.head] >= layout.sentence_of[phrase.head] - 1


def _best(layout: Layout, phrase: Phrase, fitting: list[Phrase]) -> Phrase | None:
    """The nearest phrase; in the sentence before, its subject goes first."""
    if not fitting:
        return None
    sentence = layout.sentence_of[phrase.head]
    for i_sentence in (sentence, sentence - 1):
        here = [one for one in fitting if layout.sentence_of[one.head] == i_sentence]
        subjects = [one for one in here if layout.tokens[one.head].deprel.startswith("nsubj")]
        if here:
            return subjects[-1] if subjects else here[0]
    return fitting[0]


def gender_of(layout: Layout, phrase: Phrase) -> str | None:
    """'f' or 'm' where the words of the phrase or a title beside it tell, else None."""
    lists = pronouns_of(layout.language(phrase.head))
    start = max(phrase.first - 1, 0)
    for i in range(start, min(phrase.end, len(layout.tokens))):
        if layout.name_at[i] >= 0 and layout.words[i] not in lists.female_words | lists.male_words:
            continue
        word = layout.words[i].rstrip(".")
        if word in lists.female_words or (len(word) > 5 and word.endswith(lists.female_endings) and layout.tokens[i].upos == "NOUN"):
            return "f"
        if word in lists.male_words:
            return "m"
    return None


def _is_plural_use(layout: Layout, phrase: Phrase, language: str) -> bool:
    """Whether 'zij' and 'ze' mean more than one: the verb tells."""
    word = layout.words[phrase.head]
    if language != "nl" or word not in {"zij", "ze"}:
        return True
    verb = _finite_beside(layout, phrase.head)
    return verb is not None and (verb.endswith("en") or verb in {"zijn", "gaan", "staan", "doen", "zien", "hebben"})


def _finite_beside(layout: Layout, i_token: int) -> str | None:
    for i in (i_token + 1, i_token - 1):
        if 0 <= i < len(layout.tokens) and layout.tokens[i].upos in {"VERB", "AUX"}:
            return layout.words[i]
    tree = layout.tree(i_token)
    head = tree.head(i_token)
    aux = tree.child(head, "aux", "cop") if head >= 0 else -1
    return layout.words[aux] if aux >= 0 else (layout.words[head] if head >= 0 else None)


def _is_plural_word(word: str, language: str) -> bool:
    if language == "en":
        return word.endswith("s") and not word.endswith(("ss", "us", "is")) or word in {"people", "police"}
    return word.endswith(("en", "s", "ers")) and not word.endswith(("ss", "ens", "bewijs"))


def _is_plural(layout: Layout, phrase: Phrase) -> bool:
    return not phrase.named and (phrase.sort is Sort.GROUP or _is_plural_word(layout.words[phrase.head], layout.language(phrase.head)))


def _is_short_and_definite(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase is an article or pointer with a noun, and little more."""
    first = layout.token_at(phrase.words.start)
    n_words = layout.token_at(phrase.words.end - 1) + 1 - first
    return n_words <= 3 and layout.words[first] in pronouns_of(layout.language(first)).definite and layout.words[first] not in {"zijn", "haar", "hun", "his", "her", "their", "its"}


def _same_noun(layout: Layout, one: Phrase, word: str) -> bool:
    noun = layout.words[one.head]
    if one.named and layout.name_at[one.head] >= 0:
        return False
    return noun == word or (len(noun) >= 5 and word.endswith(noun)) or (len(word) >= 5 and noun.endswith(word))


def _is_fuller(layout: Layout, one: Phrase, phrase: Phrase) -> bool:
    if one.named:
        return True
    return len(one.words) > len(phrase.words) + 2 and not (_is_short_and_definite(layout, one) and len(one.words) < len(phrase.words) + 6)


def _titled(layout: Layout, one: Phrase, word: str) -> bool:
    """Whether a function or kind of thing stands beside a name ('woordvoerder Femke S.', 'X, de voorzitter')."""
    sentence = layout.sentence(one.head)
    first = layout.token_at(one.words.start)
    if first > sentence.first_token and layout.tokens[first - 1].upos == "NOUN" and _ends_alike(layout.words[first - 1], word):
        return True
    behind = layout.token_at(one.words.end - 1) + 1
    if behind >= sentence.end_token or layout.words[behind] != ",":
        return False
    stop = next((i for i in range(behind + 1, sentence.end_token) if layout.words[i] in {",", "."}), sentence.end_token)
    nouns = [i for i in range(behind + 1, min(stop, behind + 5)) if layout.tokens[i].upos == "NOUN"]
    return bool(nouns) and _ends_alike(layout.words[nouns[0]], word)


def _ends_alike(noun: str, word: str) -> bool:
    return noun == word or (len(noun) >= 5 and word.endswith(noun)) or (len(word) >= 5 and noun.endswith(word))


_BUSINESS = frozenset("bedrijf concern onderneming firma fabrikant maker producent company firm group manufacturer maatschappij".split())


def _names_such(layout: Layout, one: Phrase, word: str, sort: Sort) -> bool:
    if sort is Sort.MEDIUM:
        return one.sort is Sort.MEDIUM
    name = layout.name_of(one.head)
    return word in _BUSINESS and one.sort is Sort.BODY and name is not None and name.type is NameType.ORG


def collect_antecedents(layout: Layout) -> Antecedents:
    """The phrases that can be stood for: those around names, and those of sources that are no names."""
    heads: dict[int, int] = {}
    for i, token in enumerate(layout.tokens):
        if layout.name_at[i] >= 0:
            key = -1 - layout.name_at[i]
            tree = layout.tree(i)
            above = tree.head(i)
            if key not in heads or above < 0 or layout.name_at[above] != layout.name_at[i]:
                heads.setdefault(key, i)
        elif token.upos == "NOUN" and sort_of_noun(layout.words[i], layout.language(i)) is not Sort.OTHER:
            heads[i] = i
    found: dict[int, Phrase] = {}
    for i in sorted(heads.values()):
        phrase = phrase_at(layout, i)
        found.setdefault(phrase.head, phrase)
        name = layout.name_of(i)
        if name is not None and phrase.words != name.span and i != phrase.head:
            sort = Sort.PERSON if name.type is NameType.PER else Sort.BODY
            found.setdefault(i, Phrase(i, i, i + 1, name.span, sort, True))
    return Antecedents(layout, sorted(found.values(), key=lambda phrase: phrase.head))


def find_references(
    report: Report, sentences: Sequence[Sentence], tokens: Sequence[Token], names: Sequence[Name]
) -> tuple[Reference, ...]:
    """Pronouns and short descriptions of a report with what they stand for, in order of the text.

    What cannot be tied to anything is left out. 'Ik', 'we' and the pronouns of things are not looked at.
    """
    return references_in(collect_antecedents(lay_out(report, sentences, tokens, names)))


def references_in(antecedents: Antecedents) -> tuple[Reference, ...]:
    """The references of a report that is laid out already."""
    layout = antecedents.layout
    found: dict[Span, Reference] = {}
    for i, token in enumerate(layout.tokens):
        if layout.name_at[i] >= 0 or token.upos not in {"PRON", "NOUN"}:
            continue
        phrase = _standing_in(layout, i)
        if phrase is None:
            continue
        antecedent = antecedents.of(phrase)
        if antecedent is not None and antecedent.words != phrase.words:
            found[phrase.words] = Reference(phrase.words, antecedent.words)
    return tuple(sorted(found.values(), key=lambda reference: reference.span))


def _standing_in(layout: Layout, i_token: int) -> Phrase | None:
    lists = pronouns_of(layout.language(i_token))
    word = layout.words[i_token]
    if layout.tokens[i_token].upos == "PRON":
        if layout.quoted[i_token] < 0 and (word in lists.male or word in lists.female or word in lists.plural):
            return Phrase(i_token, i_token, i_token + 1, layout.tokens[i_token].span, Sort.PRONOUN)
        return None
    if sort_of_noun(word, layout.language(i_token)) is Sort.OTHER:
        return None
    phrase = phrase_at(layout, i_token)
    return phrase if phrase.head == i_token and not phrase.named and _is_short_and_definite(layout, phrase) else None
