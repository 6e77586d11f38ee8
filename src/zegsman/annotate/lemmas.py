"""Gives words their lemma: by edit script, by lookup, and with the mark of Dutch compounds.

An edit script turns a form into a lemma by taking characters from both ends and putting others there
("k:2::2:en" makes "lijmen" of "gelijmd": keep case, two off the front, two off the back, "en" behind).
Scripts are the classes that the encoder chooses from, as in UDPipe 2 (Straka 2018).
"""

from __future__ import annotations

from collections.abc import Mapping

from zegsman.annotate.dutch_verbs import is_infinitive, particles, strong_infinitive, weak_infinitive
from zegsman.encoder.forms import Forms
from zegsman.lexicon.tables import load_words

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
    known = forms.lemmas.get((language, form, upos)) or forms.lemmas.get((language, form.lower(), upos))
    lemma = known or apply_script(script, form)
    if language != "nl":
        return lemma
    if known is None and upos == "VERB":
        lemma = _dutch_infinitive(form.lower(), lemma.lower(), forms)
    if particle and upos in {"VERB", "AUX"}:
        return f"{particle.lower()}_{lemma.replace('_', '')}"
    if known is None and (compound or (upos == "VERB" and _is_separable(lemma, forms))):
        return split_compound(lemma, forms.parts)
    return lemma


def _dutch_infinitive(form: str, lemma: str, forms: Forms) -> str:
    """Chooses between what the script gives and what grammar and spelling do."""
    if lemma in forms.parts and is_infinitive(lemma):
        return lemma
    strong = strong_infinitive(form)
    if strong is not None:
        return strong
    return lemma if is_infinitive(lemma) else weak_infinitive(form) or lemma


def _is_separable(lemma: str, forms: Forms) -> bool:
    """Says whether an infinitive is a particle and a verb that is known by itself ("terugzien")."""
    return any(
        lemma.startswith(particle) and forms.parts.get(lemma[len(particle) :], 0) > 1
        for particle in particles() - load_words("nl", "strong_verbs", "doubtful")
    )


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
        # Weights set by hand on the Dutch training treebanks: long known ends, then known fronts.
        score = 1.0 * (back in parts) * min(len(back), 8) + 0.1 * min(parts.get(back, 0), 20)
        if front in particles():
            stem, score = front, score + 3.0
        if stem in parts:
            score += 0.9 * min(len(front), 8)
        if score > best_score:
            best, best_score = f"{stem}_{back}", score
    return best


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
