"""Gives words their lemma: by edit script, by lookup, and with the mark of Dutch compounds.

An edit script turns a form into a lemma by taking characters from both ends and putting others there
("k:2::2:en" makes "lijmen" of "gelijmd": keep case, two off the front, two off the back, "en" behind).
Scripts are the classes that the encoder chooses from, as in UDPipe 2 (Straka 2018).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from zegsman.annotate.dutch_nominals import mend_nominal, number_of_ordinal
from zegsman.annotate.dutch_verbs import (
    infinitive_of_stem,
    is_infinitive,
    is_split_participle,
    particles,
    strong_infinitive,
    weak_infinitive,
)
from zegsman.encoder.forms import Forms
from zegsman.lexicon.tables import load_words

_LEMMAS_KEPT = 20_000
"""Words whose lemma is remembered: most words of a text are few."""
_LONGEST = 60
"""Code points of the longest form that a script is looked for in; longer ones are their own lemma."""


def script_of(form: str, lemma: str) -> str:
    """Returns the edit script that makes `lemma` of `form`."""
    case = "l" if form != form.lower() and lemma == lemma.lower() else "k"
    base = form.lower() if case == "l" else form
    if len(base) > _LONGEST:
        return "k:0::0:"
    start, lemma_start, length = _longest_common(base, lemma)
    if not length:
        return f"={lemma}"
    tail, lemma_tail = len(base) - start - length, lemma[lemma_start + length :]
    return f"{case}:{start}:{lemma[:lemma_start]}:{tail}:{lemma_tail}"


def apply_script(script: str, form: str) -> str:
    """Returns the lemma that a script makes of a form; the form itself where the script does not fit."""
    if script.startswith("="):
        return script[1:]
    case, start, front, tail, back = script.split(":", 4) if script.count(":") == 4 else ("k", "0", "", "0", "")
    base = form.lower() if case == "l" else form
    if int(start) + int(tail) >= len(base):
        return base
    return front + base[int(start) : len(base) - int(tail)] + back


def _longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Returns start in `a`, start in `b` and length of the first longest common substring."""
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i, x in enumerate(a, 1):
        previous = 0
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], previous + 1 if x == y else 0
            if row[j] > best[2]:
                best = (i - row[j], j - row[j], row[j])
    return best


@lru_cache(maxsize=_LEMMAS_KEPT)
def find_lemma(
    form: str, upos: str, script: str, *, language: str, compound: bool = False, particle: str = "", forms: Forms
) -> str:
    """Returns the lemma of a word.

    Args:
        form: The word as it stands in the text.
        upos: Its part of speech.
        script: The edit script that the encoder chose.
        language: "nl" or "en".
        compound: Whether the encoder takes it for a Dutch compound or separable verb.
        particle: The particle that belongs to a Dutch verb but stands apart ("aan" of "kondigde ... aan").
        forms: Forms whose lemma is known, which win from the script.
    """
    known = forms.lemma(language, form, upos)
    if language == "nl":
        known = _plain_lemma(form, upos, forms) if known is None else _verbs_own(form, upos, known, forms)
    lemma = known or apply_script(script, form)
    if language != "nl":
        return lemma
    if known is None and upos in {"VERB", "AUX"}:
        lemma = _dutch_infinitive(form.lower(), lemma.lower(), forms)
    if particle.lower() in particles() and upos in {"VERB", "AUX"}:
        return f"{particle.lower()}_{lemma.replace('_', '')}"
    if known is None and (upos == "NOUN" or (upos == "ADJ" and form[0].isdigit())) and _HYPHENATED.match(form):
        return _split_at_hyphen(form, lemma)
    if known is None and upos in {"NOUN", "ADJ", "PROPN"}:
        lemma = mend_nominal(form, lemma, upos, forms.parts)
    if "_" not in lemma and upos not in {"PROPN", "X"} and _falls_apart(form.lower(), lemma, upos, forms, compound):
        return split_verb(lemma) if upos == "VERB" else split_compound(lemma, forms.parts)
    return lemma


def _verbs_own(form: str, upos: str, known: str, forms: Forms) -> str:
    """The infinitive of a verb whose form is known of a noun alone ("wacht"), where it is a known verb."""
    if upos not in {"VERB", "AUX"} or known.endswith("n"):
        return known
    infinitive = _dutch_infinitive(form.lower(), known.lower(), forms)
    return infinitive if infinitive in forms.parts else known


_STRESSED = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_SHORTEST_CAPITALS = 6
"""Letters from which a name in capitals is a name of a dateline or headline, no abbreviation."""


def _plain_lemma(form: str, upos: str, forms: Forms) -> str | None:
    """The lemma of a Dutch form that is written otherwise: in capitals, with stress marks, as an ordinal."""
    plain = form.translate(_STRESSED)
    if plain != form and upos not in {"PROPN", "X", "NUM"}:
        return forms.lemma("nl", plain, upos)
    if upos == "PROPN" and form.isupper() and len(form) >= _SHORTEST_CAPITALS and form.replace("-", "").isalpha():
        return "-".join(part.capitalize() for part in form.split("-"))
    return number_of_ordinal(form.lower()) if upos == "ADJ" else None


def _falls_apart(form: str, lemma: str, upos: str, forms: Forms, compound: bool) -> bool:
    """Says whether a word is a compound: as the encoder has it, but for verbs, of which grammar knows more."""
    if upos != "VERB":
        return compound
    if lemma.startswith(("ont", "ver", "be", "her", "ge")) and not is_split_participle(form, ""):
        return False
    return compound or is_split_participle(form, "") or _is_separable(lemma, forms)


_HYPHENATED = re.compile(r"^[^-]{2,}-[^-]{2,}$")


def _split_at_hyphen(form: str, lemma: str) -> str:
    """Marks a compound at its hyphen; its front keeps the capitals of a name or an abbreviation."""
    front, back = form.partition("-")[0], lemma.rpartition("-")[2]
    return f"{front if not front[1:].islower() else lemma.partition('-')[0]}_{back}"


def _dutch_infinitive(form: str, lemma: str, forms: Forms) -> str:
    """Chooses between what the script gives and what grammar and spelling do."""
    if lemma in forms.parts and is_infinitive(lemma) and not (form.startswith("ge") and lemma.startswith("ge")):
        return lemma
    strong, weak = strong_infinitive(form), weak_infinitive(form, forms.parts)
    if strong is not None:
        return strong
    if weak is None:
        return lemma
    if lemma[:1] in "ëïü" or (lemma not in forms.parts and forms.parts.get(weak, 0) > 1):
        return weak
    # Spelling settles what only spelling tells apart, and a participle's "ge" behind its particle goes.
    if not is_infinitive(lemma) or _sound(lemma) == _sound(weak) or is_split_participle(form, lemma):
        return weak
    return lemma


def _sound(infinitive: str) -> str:
    """Puts double letters, f and v, s and z together."""
    return re.sub(r"(.)\1", r"\1", infinitive.replace("v", "f").replace("z", "s"))


def _is_separable(lemma: str, forms: Forms) -> bool:
    """Says whether an infinitive is a particle and a verb that is known by itself ("terugzien")."""
    return any(
        lemma.startswith(particle) and forms.parts.get(lemma[len(particle) :], 0) > 1
        for particle in particles() - load_words("nl", "strong_verbs", "doubtful")
    )


_SHORTEST_VERB = 4
"""Letters of the shortest infinitive behind a particle ("aangaan")."""


def split_verb(lemma: str) -> str:
    """Puts "_" behind the particle of a separable verb; unchanged where it begins with none."""
    found = [p for p in particles() if lemma.startswith(p) and len(lemma) - len(p) >= _SHORTEST_VERB]
    fronts = [p for p in found if is_infinitive(lemma[len(p) :])]
    return f"{max(fronts, key=len)}_{lemma[len(max(fronts, key=len)) :]}" if fronts else lemma


def split_compound(lemma: str, parts: Mapping[str, int]) -> str:
    """Puts "_" where a Dutch compound or separable verb falls apart ("basisniveau": "basis_niveau").

    Args:
        lemma: The lemma without the mark.
        parts: How often each word was seen by itself or as part of a compound.

    Returns:
        The lemma with the mark; unchanged where no place for it is found.
    """
    lower = lemma.lower()
    if lower.count("-") == 1 and not lower.startswith("-") and not lower.endswith("-"):
        return lemma.replace("-", "_")
    best, best_score = lower, 0.0
    for at in range(2, len(lower) - 2):
        front, back = lower[:at], lower[at:]
        stem = _without_joint(front, parts)
        if not _can_end(stem, back, parts):
            continue
        if back not in parts and not _is_likely_front(front, stem, back):
            continue
        # Weights set by hand on the Dutch training treebanks: long known ends, then known fronts.
        score = 1.0 * (back in parts) * min(len(back), 8) + 0.1 * min(parts.get(back, 0), 20)
        if front in particles():
            stem, score = front, score + 3.0
        if stem in parts:
            score += 0.9 * min(len(front), 8)
        if score > best_score:
            best, best_score = f"{stem}_{back}", score
    return best


_ONSET = re.compile(
    r"(?:[^aeiouy]?|[bcfgkptv][lr]|[dtvw]r|[st]?[chjw]|s[klmnpqt]r?|sch[lr]?|kn|gn|ps|tj|zw|kw|dw)[aeiouyéëïêè]"
)
"""How a Dutch word begins: with at most these consonants before its first vowel."""


def _can_end(front: str, back: str, parts: Mapping[str, int]) -> bool:
    """Says whether a compound can end so: in a word, not in an ending by which words are made ("spreekster")."""
    if not _ONSET.match(back) or back in load_words("nl", "nominals", "derivations"):
        return False
    if back == "ster":
        return infinitive_of_stem(front) not in parts
    return not (back.endswith("ster") and back not in parts)


_LONG_PART = 6
"""Code points from which the last part of a compound need not be a known word."""


def _is_likely_front(front: str, stem: str, back: str) -> bool:
    """Says whether a front speaks for a compound whose back is no known word."""
    if front in particles():
        return back.endswith("en")
    if stem == front:
        return len(front) > 2 and len(back) >= _LONG_PART
    return front.endswith("n") or len(stem) > 4


def _without_joint(front: str, parts: Mapping[str, int]) -> str:
    """Returns the front of a compound as a word ("tabaks": "tabak", "poppen": "pop")."""
    if front.endswith(("ings", "heids", "teits", "schaps")):
        return front[:-1]
    for joint in ("s", "en", "n", "e"):
        stem = front.removesuffix(joint)
        if stem != front and len(stem) > 2:
            if stem in parts and parts[stem] >= parts.get(front, 0):
                return stem
            if stem[-1] == stem[-2] and stem[:-1] in parts:
                return stem[:-1]
    return front
