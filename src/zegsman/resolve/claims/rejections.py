"""Words that reject: those that point back to what was said, and those that leave nothing of it."""

from __future__ import annotations

import re

POINTS_BACK = re.compile(
    r"\b(?:daarvan|zoiets|zulks|(?:of|about|to) (?:that|this|it)|nothing of the (?:kind|sort)|any such|no such)\b"
    r"|^\W*(?:dat|dit|that|this|it)"
    r"(?:['’]s|\s+(?:is|was|klopte?|isn['’]t|wasn['’]t|did|didn['’]t|has|had|never|zijn|heb\w*))\b",
    re.I,
)

_UNTRUE_NL = r"onzin|nonsens|onwaar|onjuist|lariekoek|flauwekul|kletskoek|laster|een leugen|leugens"
_UNTRUE_EN = r"nonsense|untrue|false|rubbish|lie|lies|fabrication|fiction|absurd|baseless"

_MATTERS = (
    r"beschuldiging(?:en)?|aantijging(?:en)?|verwijt(?:en)?|bewering(?:en)?|aanklacht(?:en)?|verdenking(?:en)?"
    r"|lezing|verhaal|verhalen|bericht(?:en)?|berichtgeving|gerucht(?:en)?|suggestie|claims?|kritiek"
    r"|allegations?|accusations?|charges?|claims?|reports?|story|stories|rumou?rs?|suggestions?|criticism"
)
"""Nouns for what was said of somebody: who rejects one says no more than that it is not so."""

_POINTERS = r"(?:all |alle |both |beide )?(?:de|het|die|deze|alle|dat|the|this|that|these|those|all|any|such) "

REJECTS = re.compile(
    r"\b(?:ontken\w*|bestrijdt|bestreed|bestrijden|betwist\w*|weersprak\w*|weerspreek\w*) (?:dat|dit|het)\b(?! \w+ \w+)"
    r"|\b(?:spreekt|sprak|spreken|spraken) (?:dat|dit|het)(?: \w+){0,3} tegen\b"
    r"|\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dispute[sd]?|contradict(?:s|ed)?) (?:it|this|that)\b"
    rf"|\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dispute[sd]?|dismiss(?:es|ed)?) {_POINTERS}(?:{_MATTERS})\W*$"
    rf"|\b(?:ontken\w*|bestrijd\w*|bestre\w*|betwist\w*|verw[ei]rp\w*|weersp\w+) {_POINTERS}(?:{_MATTERS})\W*$"
    rf"|\b(?:wijst|wees|wijzen|wezen) {_POINTERS}(?:{_MATTERS}) (?:\w+ ){{0,2}}van de hand\W*$"
    rf"|\b(?:spreekt|sprak|spreken|spraken) {_POINTERS}(?:{_MATTERS}) (?:\w+ ){{0,2}}tegen\W*$"
    r"|\b(?:ontkent|ontkende|ontkennen|ontkenden)"
    r"(?: (?:alles|alle schuld|elke betrokkenheid|met klem|stellig|nog altijd))?\W*$"
    r"|\b(?:heeft|hebben) (?:\w+ ){0,3}ontkend\W*$"
    r"|\bden(?:y|ies|ied)(?: (?:everything|all|any|any involvement|any wrongdoing|wrongdoing|involvement))?\W*$"
    rf"|\b(?:noem\w*|vind\w*|vond\w*|doe[nt]\w*|deed) (?:dat|dit|het|{_POINTERS}(?:{_MATTERS})) "
    rf"(?:\w+ ){{0,2}}(?:{_UNTRUE_NL}|uit de lucht gegrepen)\b"
    rf"|\b(?:call|calls|called|dismiss\w*) (?:it|this|that|{_POINTERS}(?:{_MATTERS})) "
    rf"(?:as )?(?:an? )?(?:\w+ ){{0,2}}(?:{_UNTRUE_EN})\b",
    re.I,
)
"""Says no more than that it is not so: its own words tell of nothing."""

INNOCENCE = re.compile(
    r"\b(?:maintain(?:s|ed)?|protest(?:s|ed)?) (?:his|her|their) innocence\b"
    r"|\bonschuldig te zijn\b|\b(?:zijn|haar|hun) onschuld (?:vol|staande)\b|\bacht(?:te)? zich(?:zelf)? onschuldig\b",
    re.I,
)
"""Says of oneself that one did not do it, without a word on what; a plea in court is news by itself."""

NONSENSE = re.compile(
    r"^\W*(?:(?:dat|dit|het|that|this|it|allemaal|all|complete|absolute|pure|klinkklare|totale|je reinste)\W+"
    r"|is\W+|was\W+|['’]s\W+|an?\W+|een\W+)*"
    rf"(?:{_UNTRUE_NL}|leugen|larie|kolder|verzinsels?|nul komma nul|niets van waar|uit de lucht gegrepen"
    rf"|uit de duim gezogen|{_UNTRUE_EN}|slander|fabrications|not true|zero)\b(?:\W+\w+){{0,4}}\W*$",
    re.I,
)
"""A few words that call what was said nonsense: they deny without a negation."""

SAYS_OTHERWISE = re.compile(
    r"\b(?:ontken\w*|bestrij\w*|bestre\w*|betwist\w*|weerspr\w*|weersprek\w*|tegenspraak"
    r"|(?:spreekt|sprak|spreken|spraken)\b.{0,40}\btegen|tegendeel|tegengestelde|oneens|heel anders"
    r"|leest \w+ \w+ (?:\w+ )?anders|klop(?:t|te|pen) niet|gelooft (?:\w+ )?niet|verwerp\w*|hekel\w*|van de hand"
    r"|den(?:y|ies|ied|ying|ial)|reject\w*|dispute[sd]?|contradict\w*|disagree\w*|the opposite|otherwise"
    rf"|not believe|hitting back|{_UNTRUE_NL}|untrue|nonsense|rubbish)\b",
    re.I,
)
"""Tells of one who does not agree, in the words of the report: what follows is the answer to what stood before."""

_LEAST_NL = "enkele?|cent|eurocent|seconde|moment|meter|oog|graad|woord|spat|haar|stap|sprake"

EMPHATIC = re.compile(
    rf"\b(?:geen (?:{_LEAST_NL})|nooit|niemand|nimmer|van (?:\w+ )?leven (?:geen|niet|nooit)"
    r"|never|nobody|no one|not (?:a single|one|any|a)|none of)\b",
    re.I,
)
"""Denies with force: one answers a charge so."""
