"""Pronouns and short descriptions tied to the name or full description that they stand for, within one report."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.annotate.agreement import (
    gender_of,
    has_title,
    is_fuller,
    is_plural,
    is_plural_use,
    is_plural_word,
    is_short_and_definite,
    names_such,
    pronouns_of,
    same_noun,
)
from zegsman.annotate.cues import cues_of
from zegsman.annotate.datelines import is_dateline
from zegsman.annotate.layout import lay_out
from zegsman.annotate.phrases import phrase_at, pronoun_at
from zegsman.annotate.source_nouns import Sort, may_be_called, other_ranks, sort_of_noun
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.bodies import outlet_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import function_class
from zegsman.lexicon.tables import gather_words
from zegsman.record.annotation import NameType, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.layout import Layout
    from zegsman.record.annotation import Name, Sentence, Token
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

_AND = function_words("and")
_INDEFINITE = function_words("indefinite_articles")
_OPENING = function_words("complementisers", "whether")
"""Open a clause that tells what is said or asked."""
_ACCORDING = tuple(words.split() for words in gather_words("cues", "according"))


_BACK = 140
"""Tokens back within which a pronoun's antecedent is looked for; some six sentences of news."""


_ANYBODY = gather_words("source_nouns", "anybody")
"""Nouns that say nothing but a gender: 'de man' is whoever was described before without a name."""


_GENERAL = gather_words("source_nouns", "general_roles")


def is_general(noun: str) -> bool:
    """Whether a noun for a person says in other words who was named before: an expert's trade, 'de politicus'."""
    return (
        noun in _GENERAL or function_class(noun) == "expert" or (function_class(noun) is None and noun.endswith("ist"))
    )


_SINGLE = function_words("one")
_SOMEBODY = frozenset({Sort.PERSON, Sort.GROUP})
_NOBODY = function_words("nobody_in_particular")
"""Words that open a phrase that stands for nobody in particular."""


@dataclass
class Antecedents:
    """The phrases of a report that others can stand for, in order of the text."""

    layout: Layout
    phrases: list[Phrase] = field(default_factory=list)
    speakers: list[Phrase] = field(default_factory=list)
    """Who says something somewhere, in order of the text: 'volgens haar' means one of them before another."""
    _known: dict[tuple[int, int], Phrase | None] = field(default_factory=dict)
    _heads: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heads = [phrase.head for phrase in self.phrases]

    def of(self, phrase: Phrase) -> Phrase | None:
        """What a pronoun or short description stands for; None where it stands for itself or nothing is found."""
        place = phrase.head, phrase.first
        if place not in self._known:
            self._known[place] = None
            self._known[place] = self._find(phrase)
        return self._known[place]

    def _find(self, phrase: Phrase) -> Phrase | None:
        if phrase.sort is Sort.PRONOUN:
            found = self._of_pronoun(phrase)
            short = found is not None and not found.named and is_short_and_definite(self.layout, found)
            return (self.of(found) or found) if found is not None and short else found
        if not phrase.named and is_short_and_definite(self.layout, phrase):
            return self._of_description(phrase)
        return None

    def _before(self, phrase: Phrase, back: int = _BACK) -> list[Phrase]:
        """The phrases before one, nearest first."""
        low = bisect_left(self._heads, phrase.first - back)
        high = bisect_left(self._heads, phrase.first)
        inside = self.layout.quoted[phrase.head]
        quoted = self.layout.quoted
        return [one for one in reversed(self.phrases[low:high]) if quoted[one.head] in {-1, inside}]

    def _of_pronoun(self, phrase: Phrase) -> Phrase | None:
        layout = self.layout
        word, language = layout.words[phrase.head], layout.language(phrase.head)
        lists = pronouns_of(language)
        before = self._before(phrase)
        if word in lists.plural and is_plural_use(layout, phrase, language):
            found = _best(layout, phrase, [one for one in before if is_plural(layout, one)])
            return found or self._speakers_before(phrase)
        told_of = _is_told_of(layout, phrase)
        opening = _opening_clause(layout, phrase)
        if opening:
            before = [one for one in before if one.head not in opening]
            told_of = True
        elif told_of:
            before = [one for one in before if not _shares_clause(layout, one, phrase)]
        aside = _is_aside(layout, phrase)
        new = _newly_told(layout, before, phrase) if aside and word in lists.male | lists.female else None
        if new is not None and gender_of(layout, new) in {None, "f" if word in lists.female else "m"}:
            return new
        if told_of or aside:
            speaker = self._speaker(phrase, "f" if word in lists.female else "m" if word in lists.male else None)
            if speaker is not None:
                return speaker
        sorts = _THINGS if word in lists.neuter else _PEOPLE
        if word in lists.male or word in lists.female or word in lists.neuter:
            going_on = self._speaker_going_on(phrase, sorts, {"f"} if word in lists.female else {"m"})
            if going_on is not None:
                return going_on
        if word in lists.male or word in lists.female:
            persons = [one for one in before if one.sort is Sort.PERSON and not is_plural(layout, one)]
            female = word in lists.female
            fitting = [one for one in persons if gender_of(layout, one) in {None, "f" if female else "m"}]
            sure = [one for one in fitting if gender_of(layout, one) is not None]
            near = _best(layout, phrase, fitting)
            return near if near is not None and _is_near(layout, near, phrase) else _best(layout, phrase, sure) or near
        if word in lists.neuter:
            return _best(layout, phrase, [one for one in before if one.sort in {Sort.BODY, Sort.MEDIUM, Sort.DOCUMENT}])
        if word in lists.pointing:
            sentence = layout.sentence_of[phrase.head]
            return next(
                (one for one in before if one.sort is Sort.PERSON and layout.sentence_of[one.head] >= sentence - 1),
                None,
            )
        return None

    def _speaker(self, phrase: Phrase, gender: str | None) -> Phrase | None:
        """The person who said something last, in this sentence or the two before it in the paragraph."""
        layout = self.layout
        here, block = layout.sentence_of[phrase.head], layout.sentence(phrase.head).block
        for one in reversed(self.speakers):
            sentence = layout.sentence_of[one.head]
            if one.head >= phrase.head or one.sort is not Sort.PERSON or is_plural(layout, one):
                continue
            if sentence < here - 2 or layout.sentences[sentence].block != block:
                return None
            if not _shares_clause(layout, one, phrase) and gender and gender_of(layout, one) in {None, gender}:
                return self.of(one) or one
        return None

    def _speakers_before(self, phrase: Phrase) -> Phrase | None:
        """The people who said something in the sentence before, where they are several."""
        layout = self.layout
        here = layout.sentence_of[phrase.head]
        return next(
            (
                one
                for one in reversed(self.speakers)
                if layout.sentence_of[one.head] == here - 1
                and layout.sentences[here - 1].block == layout.sentences[here].block
                and is_plural(layout, one)
            ),
            None,
        )

    def _speaker_going_on(self, phrase: Phrase, sorts: frozenset[Sort], gender: set[str]) -> Phrase | None:
        """Who alone spoke in the sentence before, set apart from what was said, where the pronoun speaks too."""
        layout = self.layout
        here = layout.sentence_of[phrase.head]
        if here == 0 or layout.sentences[here - 1].block != layout.sentences[here].block:
            return None
        if not any(one.head == phrase.head for one in self.speakers):
            return None
        spoke = {one.head: one for one in self.speakers if layout.sentence_of[one.head] == here - 1}
        if len(spoke) != 1:
            return None
        [one] = spoke.values()
        if one.sort not in sorts or is_plural(layout, one) or not _is_set_apart(layout, one):
            return None
        if one.sort is Sort.PERSON and gender_of(layout, one) not in {None, *gender}:
            return None
        return self.of(one) or one

    def _of_description(self, phrase: Phrase) -> Phrase | None:
        layout = self.layout
        word, language = layout.words[phrase.head], layout.language(phrase.head)
        before = self._before(phrase, back=4 * _BACK)
        fuller = (one for one in before if same_noun(layout, one, word) and is_fuller(layout, one, phrase))
        same = next((one for one in fuller if not _is_pair(layout, one)), None)
        if same is not None:
            return self.of(same) or same
        if is_plural_word(word, language):
            return None
        if language == "nl" and word not in _ANYBODY:
            longer = next((one for one in before if is_compound_of(layout.words[one.head], word)), None)
            if longer is not None:
                return self.of(longer) or longer
        if word in _ANYBODY:
            return self._somebody(phrase, before)
        for exact in (True, False):
            titled = next((one for one in before if one.named and has_title(layout, one, word, exact=exact)), None)
            if titled is not None:
                return titled
        sort = sort_of_noun(word, language)
        if sort is Sort.PERSON and phrase.first == phrase.head - 1 and is_general(word):
            return self._told_of_so_far(phrase)
        if sort in {Sort.MEDIUM, Sort.BODY} and phrase.first == phrase.head - 1:
            such = [one for one in before if one.named and names_such(layout, one, word, sort)]
            if sort is Sort.BODY:
                return _foremost(layout, such)
            within = self._medium_within(phrase, word)
            near = next(iter(such), None)
            return near if within is None or (near is not None and near.head > within.head) else within
        return None

    def _somebody(self, phrase: Phrase, before: Sequence[Phrase]) -> Phrase | None:
        """The person without a name told of last, whom 'the man' and 'this source' mean; who spoke goes first."""
        layout = self.layout
        gender = gender_of(layout, phrase)
        fitting = [
            one
            for one in before
            if one.sort in _SOMEBODY
            and not one.named
            and not is_short_and_definite(layout, one)
            and not is_plural(layout, one)
            and _is_near(layout, one, phrase)
            and (gender is None or gender_of(layout, one) in {None, gender})
        ]
        spoke = {one.head for one in self.speakers}
        told = [one for one in fitting if one.head in spoke or layout.words[one.first] in _INDEFINITE | _SINGLE]
        return next((one for one in told if one.head in spoke), None) or next(iter(told or fitting), None)

    def _told_of_so_far(self, phrase: Phrase) -> Phrase | None:
        """Whom 'de politicus', 'the geologist' means: who spoke last in the paragraph, or is the subject before it."""
        layout = self.layout
        here, block = layout.sentence_of[phrase.head], layout.sentence(phrase.head).block
        gender = gender_of(layout, phrase)
        spoke = {one.head for one in self.speakers}
        for one in self._before(phrase):
            at = layout.sentence_of[one.head]
            if at == here or layout.sentences[at].block != block or one.sort is not Sort.PERSON or not one.named:
                continue
            fits = gender is None or gender_of(layout, one) in {None, gender}
            if fits and (one.head in spoke or (at == here - 1 and _is_subject(layout, one))):
                return one
        return None

    def _medium_within(self, phrase: Phrase, noun: str) -> Phrase | None:
        """The listed medium that was named last, also within another phrase: 'bronnen van De Telegraaf'."""
        layout = self.layout
        language = layout.language(phrase.head)
        for name in reversed(layout.names):
            at = layout.token_at(name.span.start)
            if at >= phrase.first or at < phrase.first - 4 * _BACK or self._is_in_speech(name, at):
                continue
            called = name.span.of(layout.text)
            if outlet_of(called) is not None and may_be_called(called, noun, language):
                return Phrase(at, at, layout.token_at(name.span.end - 1) + 1, name.span, Sort.MEDIUM, True)
        return None

    def _is_in_speech(self, name: Name, at: int) -> bool:
        """Whether a name stands in somebody's words, not in marks of its own."""
        quote = self.layout.quoted[at]
        return quote >= 0 and len(self.layout.quotes[quote].span) > len(name.span) + 2


def _foremost(layout: Layout, such: Sequence[Phrase]) -> Phrase | None:
    """The nearest, unless it hangs in a phrase and another is what this sentence or the one before is about.

    'Kramp wees het bod van Bolt af. Het bod van Bolt was te laag, meldt het bedrijf' means Kramp.
    """
    if not such or _is_subject(layout, such[0]):
        return next(iter(such), None)
    near = layout.sentence_of[such[0].head] - 1
    told = [one for one in such if layout.sentence_of[one.head] >= near and _is_subject(layout, one)]
    return told[0] if told else such[0]


def _is_subject(layout: Layout, one: Phrase) -> bool:
    """Whether a phrase, or the noun that a name stands behind, is a subject."""
    tree, at = layout.tree(one.head), one.head
    if tree.relation(at) in {"appos", "flat"} and tree.head(at) >= 0:
        at = tree.head(at)
    return layout.tokens[at].deprel.startswith("nsubj")


def _is_pair(layout: Layout, one: Phrase) -> bool:
    """Whether a phrase is two joined: 'burgemeester en wethouders', for which neither stands."""
    return any(layout.words[i] in _AND for i in layout.tokens_in(one.words))


def _newly_told(layout: Layout, before: Sequence[Phrase], phrase: Phrase) -> Phrase | None:
    """Somebody told of for the first time as the subject of what the pronoun says: 'Een arts telde er elf, zei hij'."""
    sentence = layout.sentence_of[phrase.head]
    return next(
        (
            one
            for one in before
            if layout.sentence_of[one.head] == sentence
            and one.sort is Sort.PERSON
            and layout.words[one.first] in _INDEFINITE
            and layout.tokens[one.head].deprel.startswith("nsubj")
        ),
        None,
    )


_SHORTEST_PART = 3


def is_compound_of(longer: str, word: str) -> bool:
    """Whether a Dutch noun is a compound of another one: 'de raad' can be the 'ondernemingsraad' told of before."""
    if not longer.endswith(word) or len(word) < _SHORTEST_PART or len(longer) - len(word) < _SHORTEST_PART:
        return False
    return longer.removesuffix(word).rstrip("-") not in other_ranks()


def _is_told_of(layout: Layout, phrase: Phrase) -> bool:
    """Whether a pronoun is who says it, beside what is said: 'volgens hem', 'according to her'."""
    return any(layout.words[phrase.first - len(words) : phrase.first] == words for words in _ACCORDING)


_THINGS = frozenset({Sort.BODY, Sort.MEDIUM, Sort.DOCUMENT})
_PEOPLE = frozenset({Sort.PERSON})


def _is_set_apart(layout: Layout, one: Phrase) -> bool:
    """Whether a speaker stands behind what is said: '…, zei X', '…, the ministry said'."""
    first = layout.sentence(one.head).first_token
    comma = next((i for i in range(one.head - 1, first, -1) if layout.words[i] in {",", "”", '"', "’"}), -1)
    return comma > first and not any(
        layout.words[i] in _OPENING for i in range(comma, layout.sentence(one.head).end_token)
    )


_ASKING = _OPENING | function_words("question_words")


def _opening_clause(layout: Layout, phrase: Phrase) -> range:
    """The clause that opens a sentence and tells what the pronoun behind it says or not: 'Of X ging, zei ze niet'.

    Whom such a clause is about is somebody else. Empty where the sentence opens otherwise.
    """
    sentence = layout.sentence(phrase.head)
    first, i = sentence.first_token, phrase.head
    if layout.words[first] not in _ASKING or i < first + 4 or layout.tokens[i - 1].upos not in {"VERB", "AUX"}:
        return range(0)
    return range(first, i - 2) if layout.words[i - 2] == "," else range(0)


def _is_aside(layout: Layout, phrase: Phrase) -> bool:
    """Whether a pronoun tells who says the words around it: '…, herhaalde hij', '…,” she said'."""
    i = phrase.head
    if i < layout.sentence(i).first_token + 2:
        return False
    verb = i - 1 if layout.language(i) == "nl" else i + 1
    first = min(i, verb)
    says = verb < len(layout.tokens) and layout.words[verb] in cues_of(layout.language(i)).verbs
    return says and (layout.words[first - 1] in {",", "-", "–"} or layout.quoted[first - 1] >= 0 > layout.quoted[i])


def _shares_clause(layout: Layout, one: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of what the pronoun tells: 'zijn klant heeft volgens hem betaald'."""
    same = layout.sentence_of[one.head] == layout.sentence_of[phrase.head]
    return same and layout.tokens[one.head].deprel.startswith("nsubj")


def _is_near(layout: Layout, one: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase stands in the same paragraph or at most three sentences back."""
    here, there = layout.sentence_of[phrase.head], layout.sentence_of[one.head]
    return there >= here - 3 or layout.sentences[here].block == layout.sentences[there].block


def _best(layout: Layout, phrase: Phrase, fitting: list[Phrase]) -> Phrase | None:
    """The nearest phrase; in the sentence before, its subject goes first."""
    if not fitting:
        return None
    sentence = layout.sentence_of[phrase.head]
    near = {k: [one for one in fitting if layout.sentence_of[one.head] == k] for k in (sentence, sentence - 1)}
    for here in near.values():
        subjects = [one for one in here if layout.tokens[one.head].deprel.startswith("nsubj")]
        if subjects:
            return subjects[-1]
    named = [one for one in near[sentence] if one.named]
    return next((here[-1] for here in (named, near[sentence - 1], near[sentence]) if here), fitting[0])


def collect_antecedents(layout: Layout, speakers: Sequence[Phrase] = ()) -> Antecedents:
    """The phrases that can be stood for: those around names, and those of sources that are no names.

    `speakers` are those who say something in the report, as far as that is known.
    """
    heads: dict[int, int] = {}
    datelines = {k for k, one in enumerate(layout.sentences) if is_dateline(one.span.of(layout.text))}
    for i, token in enumerate(layout.tokens):
        if layout.sentence_of[i] in datelines:
            continue
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
        if layout.words[phrase.first] in _NOBODY and not phrase.named:
            continue
        found.setdefault(phrase.head, phrase)
        name = layout.name_of(i)
        if name is not None and phrase.words != name.span and i != phrase.head:
            sort = Sort.PERSON if name.type is NameType.PER else Sort.BODY
            found.setdefault(i, Phrase(i, i, i + 1, name.span, sort, True))
    return Antecedents(layout, sorted(found.values(), key=lambda phrase: phrase.head), list(speakers))


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
            return pronoun_at(layout, i_token)
        return None
    if sort_of_noun(word, layout.language(i_token)) is Sort.OTHER:
        return None
    phrase = phrase_at(layout, i_token)
    return phrase if phrase.head == i_token and not phrase.named and is_short_and_definite(layout, phrase) else None
