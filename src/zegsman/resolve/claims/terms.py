"""What a statement is about, as weighted terms that hold across inflection, compounds and languages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zegsman.lexicon.surroundings import surrounding
from zegsman.lexicon.tables import gather_patterns, gather_words, lists_for, load_table
from zegsman.likeness.number_words import is_unit, parse_number_word
from zegsman.likeness.texts import fold
from zegsman.record.spans import Span
from zegsman.resolve.claims.idioms import phrase_heads
from zegsman.resolve.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.record.annotation import Annotation, Statement, Token
    from zegsman.record.report import Report
    from zegsman.resolve.claims.places import EntityPlaces

CONCEPT, LEMMA, COGNATE, PART = 1.0, 1.0, 0.4, 0.6
"""Weights of a shared concept, the same lemma, the same first letters, the same part of a compound."""

COGNATE_LETTERS = 5
MIN_PART, MIN_FRONT = 4, 4
OPENING, WIDEST = 3, 12
"""Tokens within which a relative clause has its pronoun ('in which'), and those around the noun that it hangs in."""
LEANING = re.compile(rf"^\W*(?:{gather_patterns('claims', 'leaning')})\b", re.I)
_SKIPPED_UPOS = frozenset({"PUNCT", "DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "SYM"})

_TAGGED_WRONG = frozenset({"DET", "ADP", "PRON", "SCONJ", "AUX"})
"""Closed classes: a longer word listed as a concept is none of them ('van opstappen is geen sprake')."""


@cache
def _stopwords(language: str) -> frozenset[str]:
    table = load_table(lists_for(language), "stopwords")["words"]
    return frozenset(fold(word) for words in table.values() for word in words.split())


def is_stopword(word: str, language: str) -> bool:
    """Whether a folded word says nothing about what a statement is about."""
    return word in _stopwords(lists_for(language))


@cache
def _concepts() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each language, the concepts of each word."""
    result: dict[str, dict[str, list[str]]] = {"nl": defaultdict(list), "en": defaultdict(list)}
    for line in load_table("all", "concepts")["concepts"]["lines"].splitlines():
        concept, _, words = line.partition(": ")
        for language, lemmas in zip(("nl", "en"), words.split(" | "), strict=False):
            for word in lemmas.split():
                result[language][fold(word)].append(concept)
    return {language: {word: tuple(found) for word, found in words.items()} for language, words in result.items()}


_JOINTS = ("", *sorted(gather_words("stems", "joints"), key=len))
"""What may stand between the parts of a Dutch compound."""


@cache
def _endings(language: str) -> tuple[str, ...]:
    """Endings that a word loses, the longest first."""
    return tuple(sorted(gather_words("stems", "endings", language), key=len, reverse=True))


@cache
def _participle_prefixes(language: str) -> tuple[str, ...]:
    return tuple(gather_words("stems", "participle_prefixes", language))


_LONG = frozenset({"aa", "ee", "oo", "uu"})
"""Long vowels, written with one letter where a syllable is open: 'boot', 'boten'."""


@lru_cache(maxsize=65536)
def _rough_stem(word: str, language: str) -> str:
    """A word without its ending and, in Dutch, without 'ge-': for words whose lemma is not in the list."""
    language = lists_for(language)
    if word.startswith(_participle_prefixes(language)) and len(word) > 6 and word[-1] in "dtn":
        word = word[2:]
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    if word[-3:-1] in _LONG and word[-1] not in "aeiou":
        word = word[:-2] + word[-1]
    return word.replace("z", "s").replace("v", "f")


def _cognate(word: str) -> str:
    """First letters that Dutch and English spell alike in words they share ('gyroscoop', 'katalysator')."""
    for written, plain in (("sch", "sh"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("y", "i"), ("x", "ks")):
        word = word.replace(written, plain)
    return re.sub(r"(.)\1+", r"\1", word)[:COGNATE_LETTERS]


def _is_listed(word: str, language: str) -> bool:
    return len(word) >= COGNATE_LETTERS and word in _concepts()[language]


@cache
def _concepts_by_stem(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for word, concepts in _concepts()[language].items():
        if len(word) > 3:
            found[_rough_stem(word, language)].update(dict.fromkeys(concepts))
    return {stem: tuple(concepts) for stem, concepts in found.items()}


@cache
def _heads(language: str) -> tuple[frozenset[str], frozenset[str]]:
    words = [word for word in _concepts()[language] if len(word) >= MIN_PART]
    return frozenset(words), frozenset(_rough_stem(word, language) for word in words)


@lru_cache(maxsize=65536)
def word_terms(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """The terms of one word or lemma: its concepts, itself, its stem, and the tail of a Dutch compound."""
    language = lists_for(language)
    word = fold(word).replace("_", "").strip(".'\"-")
    terms: dict[str, float] = {}
    concepts = _concepts()[language].get(word) or _concepts_by_stem(language).get(_rough_stem(word, language), ())
    for concept in concepts:
        terms[f"c:{concept}"] = CONCEPT / len(concepts) ** 0.5
    if not concepts:
        terms[f"l:{_rough_stem(word, language)}"] = LEMMA
        if len(word) >= COGNATE_LETTERS + 1:
            terms[f"g:{_cognate(word)}"] = COGNATE
    if language == "nl":
        for part in _parts(word):
            for concept in _concepts()["nl"].get(part) or _concepts_by_stem("nl").get(_rough_stem(part, "nl"), ()):
                terms.setdefault(f"c:{concept}", PART)
    elif "-" in word:
        for part in word.split("-"):
            if len(part) >= MIN_PART:
                terms.setdefault(f"l:{_rough_stem(part, language)}", PART)
    return tuple(terms.items())


def _parts(word: str) -> list[str]:
    """Parts of a Dutch compound that are listed words: its tail and, if the rest is one too, its front."""
    if "-" in word:
        return [part for part in word.split("-") if len(part) >= MIN_PART]
    words, stems = _heads("nl")
    for cut in range(MIN_FRONT, len(word) - MIN_PART + 1):
        tail = word[cut:]
        if (tail in words and len(tail) >= MIN_PART) or (len(tail) > 5 and _rough_stem(tail, "nl") in stems):
            front = word[:cut]
            for ending in _JOINTS:
                if front.endswith(ending) and front[: len(front) - len(ending)] in words:
                    return [tail, front[: len(front) - len(ending)]]
            return [tail]
    return []


@lru_cache(maxsize=65536)
def is_amount(word: str, language: str) -> bool:
    """Whether a word is a number, a currency or a unit: amounts are a slot of their own."""
    folded = fold(word).strip(".'")
    return any(char.isdigit() for char in folded) or parse_number_word(folded, language) is not None or is_unit(folded)


@dataclass(frozen=True, slots=True)
class _Content:
    """The content words of a report that are no part of a date and no amount, with their terms."""

    token_starts: list[int]
    """Where all tokens start."""
    starts: list[int]
    spans: list[Span]
    terms: list[tuple[tuple[str, float], ...]]
    """Within a phrase those of the word that says the same as the whole."""
    own_terms: list[tuple[tuple[str, float], ...]]
    """The same of each word by itself, also within a phrase."""


@remembered
def _content_of(report: Report, annotation: Annotation) -> _Content:
    language = _language(annotation)
    dated = [time.span for time in annotation.times if time.type in ("DATE", "TIME")]
    found = [
        token
        for token in annotation.tokens
        if _is_content(token, language)
        and not any(place.contains(token.span) for place in dated)
        and not is_amount(token.text, language)
    ]
    spans = [token.span for token in found]
    heads = phrase_heads(annotation, language)
    own = [token_terms(token, language) for token in found]
    in_phrases = (heads.get(span.start) for span in spans)
    return _Content(
        [token.span.start for token in annotation.tokens],
        [span.start for span in spans],
        spans,
        [terms if head is None else word_terms(head, language) for terms, head in zip(own, in_phrases, strict=True)],
        own,
    )


def _language(annotation: Annotation) -> str:
    return lists_for(annotation.language)


def _is_content(token: Token, language: str) -> bool:
    word = fold(token.text)
    if len(word) < 2 or not any(char.isalpha() for char in word):
        return False
    if token.upos in _SKIPPED_UPOS and not (token.upos in _TAGGED_WRONG and _is_listed(word, language)):
        return False
    stop = _stopwords(language)
    return word not in stop and fold(token.lemma) not in stop


class TermReader:
    """Reads the terms of any span of one report."""

    def __init__(self, report: Report, annotation: Annotation) -> None:
        self.report = report
        self.annotation = annotation
        self.language = _language(annotation)
        self._content = _content_of(report, annotation)
        self._starts = self._content.token_starts

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that start within a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(self.annotation.tokens[first:last])

    def terms_of(self, span: Span, places: EntityPlaces, *, phrases: bool = True) -> dict[str, float]:
        """Terms of the content words in a span that are no part of an entity's name.

        With `phrases`, those in a phrase are the terms of the word that says the same as the whole.
        """
        content, terms = self._content, dict[str, float]()
        of_words = content.terms if phrases else content.own_terms
        for at in range(bisect_left(content.starts, span.start), bisect_left(content.starts, span.end)):
            if not places.covers(content.spans[at]):
                for term, weight in of_words[at]:
                    terms[term] = max(weight, terms.get(term, 0.0))
        return terms

    def context_of(self, span: Span, sentence: int, places: EntityPlaces) -> dict[str, float]:
        """Terms of the rest of the sentence and of the sentence before, for statements that lean on it."""
        sentences = self.annotation.sentences
        if not sentences or not LEANING.match(span.of(self.report.text)):
            return {}
        words = [token for token in self.tokens_in(span)[:4] if token.upos != "PUNCT"][:2]
        if len(words) == 2 and words[1].upos in ("NOUN", "ADJ", "PROPN"):  # 'het schip': an article, no pronoun
            return {}
        before = sentences[max(0, sentence - 1)]
        if before.block >= 0 and sentences[sentence].block - before.block > 1:
            return {}
        return self.terms_of(before.span, places)

    def antecedent_of(self, span: Span) -> Span | None:
        """The phrase that a relative clause hangs in ('het forum' of 'dat in mei begint'); None for other clauses."""
        tokens = self.annotation.tokens
        first, end = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        opening = (tokens[i] for i in range(first, min(first + OPENING, end)) if tokens[i].upos != "PUNCT")
        if not any(token.text.casefold() in surrounding("relatives") for token in opening):
            return None
        above = (tokens[i].head for i in range(first, end) if tokens[i].deprel.startswith("acl"))
        head = next((i for i in above if 0 <= i < first), -1)
        if head < 0:
            return None
        phrase = [i for i in range(max(0, head - WIDEST), first) if self._hangs_in(i, head)]
        return Span(tokens[phrase[0]].span.start, tokens[phrase[-1]].span.end)

    def _hangs_in(self, at: int, head: int) -> bool:
        """Whether a token is a word of the phrase around a head."""
        for _ in range(WIDEST):
            if at == head:
                return True
            at = self.annotation.tokens[at].head
            if at < 0:
                return False
        return False

    def words_in(self, span: Span) -> frozenset[str]:
        """The words and lemmas that start within a span, folded; Dutch verbs that part without the mark between."""
        tokens = self.tokens_in(span)
        return frozenset(fold(word).replace("_", "") for token in tokens for word in (token.text, _lemma(token)))

    def forms_in(self, span: Span) -> list[frozenset[str]]:
        """Of each word that starts within a span, in order, itself and its lemma, as `words_in` has them."""
        return [
            frozenset(fold(word).replace("_", "") for word in (token.text, _lemma(token)))
            for token in self.tokens_in(span)
        ]

    def has_verb(self, span: Span) -> bool:
        """Whether a verb stands in a span."""
        return any(token.upos in ("VERB", "AUX") for token in self.tokens_in(span))

    def triggers_of(self, statement: Statement) -> frozenset[str]:
        """Terms of the words that tell its events; without events, of its verbs."""
        spans = [self.annotation.events[i].span for i in statement.events]
        tokens = [token for span in spans for token in self.tokens_in(span)]
        if not tokens:
            verbs = (token for token in self.tokens_in(statement.span) if token.upos == "VERB")
            tokens = [token for token in verbs if _is_content(token, self.language)]
        return frozenset(term for token in tokens for term, _ in token_terms(token, self.language))


@cache
def _role_nouns(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "role_nouns")["lists"]["words"])


def role_terms(words: Iterable[str], language: str) -> frozenset[str]:
    """Terms of the nouns among folded words that name a role ('koper', 'winner')."""
    language = lists_for(language)
    nouns = _role_nouns(language) & set(words)
    return frozenset(term for noun in nouns for term, _ in word_terms(noun, language))


def token_terms(token: Token, language: str) -> tuple[tuple[str, float], ...]:
    """The terms of a token: of its lemma, or of the word as written where only that is a listed concept.

    A lemma is guessed and may be wrong ('scheu' for 'scheuren').
    """
    by_lemma = word_terms(_lemma(token), language)
    if any(term.startswith("c:") for term, _ in by_lemma) or token.text == token.lemma:
        return by_lemma
    by_word = word_terms(token.text, language)
    return by_word if any(term.startswith("c:") for term, _ in by_word) else by_lemma


def _lemma(token: Token) -> str:
    return token.lemma if token.lemma and token.lemma != "_" else token.text


_REFUSING = re.compile(rf"\b(?:{gather_patterns('claims', 'refusing')})|n['’]t\b", re.I)
"""One of these is in every pattern of refusal: looked for first, since the patterns are dear."""


@cache
def _refusals(language: str) -> re.Pattern[str]:
    language = lists_for(language)
    patterns = [*load_table(language, "cues")["refusals"]["patterns"]]
    patterns += load_table(language, "unreachable")["lists"]["patterns"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def is_refusal(text: str, language: str) -> bool:
    """Whether the words say that somebody does not want to, or cannot be reached to, comment."""
    return bool(_REFUSING.search(text)) and bool(_refusals(language).search(text))


@cache
def _corrections(language: str, listed: str) -> re.Pattern[str]:
    patterns = load_table(lists_for(language), "corrections")["lists"][listed]
    return re.compile(r"\b(?:" + "|".join(patterns) + ")", re.I)


def takes_back(text: str, language: str) -> bool:
    """Whether the words take back or mend what was said before."""
    return bool(_corrections(language, "patterns").search(text))


def tells_change(text: str, language: str) -> bool:
    """Whether the words say that a number has become another, so that the one before it was right in its day."""
    return bool(_corrections(language, "changes").search(text))
