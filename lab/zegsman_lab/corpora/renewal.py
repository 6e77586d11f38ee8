"""Brings Dutch treebanks of 2017 and 2018 up to what UD has now, as far as rules can tell.

The schemes differ in more than names: 'worden' and 'blijven' were copulas below their predicate and now head it, a
conjunction hung under the first conjunct and now hangs under the one that it stands before, and so on. Each rule
follows a difference in how often the old files and those of UD 2.16 (LassySmall dev and test) use a label for words of
one tag; where the old label does not tell which new one it has become, it is left open (`_`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Row = list[str]
"""The ten columns of a word in CoNLL-U: 1 form, 2 lemma, 3 part of speech, 4 tag, 6 head, 7 relation."""

OPEN = "_"
_COPULA = "zijn"
"""The one copula of today."""
_AUXILIARIES = frozenset({"hebben", "krijgen", "kunnen", "moeten", "mogen", "worden", "zijn", "zullen"})
_OF_THE_CLAUSE = frozenset({"advcl", "aux", "cc", "cop", "csubj", "expl", "mark", "nsubj", "obl", "parataxis", "punct"})
"""Relations that belong to a clause and not to the noun or adjective that its copula had as head."""


def renew(rows: Sequence[Row]) -> None:
    """Changes the labels of one sentence in place; does next to nothing to a sentence of UD 2.16."""
    for rule in _RULES:
        for row in rows:
            rule(row, rows)


def _possessives_and_ordinals(row: Row, rows: Sequence[Row]) -> None:
    """Possessives were determiners, ordinals numerals."""
    if row[4].startswith("VNW|bez") and row[7] == "det":
        row[7] = "nmod:poss"
    if row[4].startswith("TW|rang"):
        row[3] = "ADJ" if row[3] == "NUM" else row[3]
        row[7] = "amod" if row[7] == "nummod" else row[7]


def _conjunctions(row: Row, rows: Sequence[Row]) -> None:
    """A conjunction hung under the first conjunct; now it, and the comma before it, hang under the next one."""
    if _base(row) != "cc" or not _is_before(row[6], row):
        return
    following = [r for r in rows if r[6] == row[6] and _base(r) == "conj" and _is_before(row[0], r)]
    row[6] = following[0][0] if following else OPEN
    for mark in rows:
        if mark[6] == row[0] and mark[7] == "punct":
            mark[6] = row[6]


def _copulas(row: Row, rows: Sequence[Row]) -> None:
    """Copulas other than 'zijn' head their predicate."""
    if _base(row) != "cop" or row[2] == _COPULA or row[2].rpartition("_")[2] == _COPULA:
        return
    predicate = _head_of(row, rows)
    if predicate is None:
        return
    before = str(int(predicate[0]) - 1)
    for other in rows:
        clausal = _base(other) in _OF_THE_CLAUSE or (_base(other) == "advmod" and other[0] != before)
        if other[6] == predicate[0] and other is not row and clausal:
            other[6] = row[0]
    row[3], row[6], row[7] = "VERB", predicate[6], predicate[7]
    predicate[6], predicate[7] = row[0], "xcomp"


def _auxiliaries(row: Row, rows: Sequence[Row]) -> None:
    """Verbs such as 'laten' and 'gaan' were auxiliaries; what hung where is left open."""
    if _base(row) != "aux" or not row[4].startswith("WW") or row[2].rpartition("_")[2] in _AUXILIARIES | {OPEN}:
        return
    main = _head_of(row, rows)
    for other in rows:
        if main is not None and (other is main or (other[6] == main[0] and _base(other) in _OF_THE_CLAUSE)):
            other[6] = other[7] = OPEN
    row[6], row[7], row[3] = OPEN, OPEN, "VERB"


def _complements(row: Row, rows: Sequence[Row]) -> None:
    """Words that predicate of the subject or object were clauses; of infinitives only most were."""
    if row[7] != "ccomp" or any(other[6] == row[0] and _base(other) in ("nsubj", "cop") for other in rows):
        return
    if row[4].startswith("WW|inf"):
        row[7] = OPEN
    elif row[4].startswith(("ADJ", "BW")):
        row[7] = "xcomp"


def _pronouns(row: Row, rows: Sequence[Row]) -> None:
    """Reflexives were objects, most are now part of their verb; 'er' was an expletive."""
    if "|adv-pron" in row[4]:
        row[7] = {"expl": "advmod", "obl": OPEN}.get(row[7], row[7])
    elif row[4].startswith("VNW|refl") and row[7] == "obj" and row[1].lower() == "zich":
        row[7] = OPEN


def _datives(row: Row, rows: Sequence[Row]) -> None:
    """An indirect object with a preposition is an oblique argument."""
    if row[7] == "iobj" and any(other[6] == row[0] and other[7] == "case" for other in rows):
        row[7] = "obl:arg"


_RULES: tuple[Callable[[Row, Sequence[Row]], None], ...] = (
    _possessives_and_ordinals,
    _conjunctions,
    _auxiliaries,
    _copulas,
    _complements,
    _pronouns,
    _datives,
)


def _base(row: Row) -> str:
    return row[7].partition(":")[0]


def _is_before(number: str, row: Row) -> bool:
    return number not in (OPEN, "0") and int(number) < int(row[0])


def _head_of(row: Row, rows: Sequence[Row]) -> Row | None:
    return next((other for other in rows if other[0] == row[6]), None)
