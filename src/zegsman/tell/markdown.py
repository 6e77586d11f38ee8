"""Writes a dossier as Markdown (CommonMark with footnotes), each statement with a footnote to its passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.beside import compose_beside, is_less_certain
from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.index import STATUS_ORDER, DossierIndex
from zegsman.tell.lives import told_developments, view_life, view_revisions
from zegsman.tell.notes import Notes
from zegsman.tell.plain import plain_line
from zegsman.tell.reasons import retold
from zegsman.tell.sides import compose_sides
from zegsman.tell.summary import compose_head, compose_sentences, compose_status_counts
from zegsman.tell.words import interface_language, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.tell.index import Json
    from zegsman.tell.words import Words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!^$])")
_LIST_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def write_markdown(dossier: Json) -> str:
    """The Markdown of a dossier. Words of reports are escaped: they can be no markup, whatever they hold."""
    index = DossierIndex(dossier)
    words = words_of(interface_language(dossier["reports"]))
    writer = _Writer(index, words, Notes(index, words))
    return "\n".join(writer.lines()) + "\n"


def escaped(text: str) -> str:
    """The text on one line with every character that Markdown or HTML would read as markup escaped."""
    return _LIST_START.sub(r"\1\\\2", inline(text))


def inline(text: str) -> str:
    """The same for words that open no line."""
    return _SPECIAL.sub(r"\\\1", plain_line(text))


@dataclass(frozen=True)
class _Writer:
    index: DossierIndex
    words: Words
    notes: Notes

    def lines(self) -> Iterator[str]:
        """All lines of the file; the notes come last, when all numbers are given out."""
        dossier, titles = self.index.dossier, self.words["titles"]
        yield f"# {escaped(dossier['story']['title'])}"
        yield ""
        yield f"**{compose_head(self.index, self.words)}.**"
        yield ""
        yield escaped(" ".join(compose_sentences(self.index, self.words)))
        yield ""
        yield from (f"- {text}" for _, _, text in compose_status_counts(self.index, self.words))
        yield from (f"\n{escaped(sentence)}" for sentence in compose_beside(self.index, self.words))
        yield f"\n{self.words['summary']['caution']}\n"
        yield f"## {titles['claims']}\n"
        for status in STATUS_ORDER:
            yield from self._claims(status)
        yield from self._conflicts()
        yield from self._developments()
        yield from self._revisions()
        yield from self._timeline()
        yield from self._sources()
        yield from self._entities()
        yield from self._reports()
        yield from self._judgements()
        yield from self._notes()

    def _quote(self, statement_id: str) -> str:
        words = self.words.fill("words", "quoted", words=inline(self.index.words(statement_id)))
        return f"{words}[^{self.notes.number(statement_id)}]"

    def _chain(self, statement_id: str) -> str:
        """'De Bode → De Waag → twee bronnen (niet bij naam)', with the marks of the statement behind it."""
        statement = self.index.statements[statement_id]
        report = self.index.reports[statement["report"]]
        names = [escaped(self.index.outlet(report) or self.words["words"]["unknown_outlet"])]
        for source_id in statement["chain"]:
            source = self.index.sources[source_id]
            names.append(escaped(source["name"]) + ("" if source["named"] else f" ({self.words['claim']['unnamed']})"))
        if not statement["chain"]:
            own = statement["kind"] != "hearsay"
            names.append(self.words["claim"]["own_voice"] if own else self.words["kind"]["hearsay"])
        told = self.index.told_polarity(statement)
        marks = [self.words["polarity"][told]] if told != "affirmed" else []
        marks += [self.words["kind"][statement["kind"]]] if statement["chain"] else []
        if statement["certainty"] != "certain":
            marks.append(self.words["certainty"][statement["certainty"]])
        if statement["time_status"] == "future":
            marks.append(self.words["time_status"]["future"])
        if is_less_certain(report):
            marks.append(self.words["beside"]["less_certain"])
        return " → ".join(names) + (f" ({', '.join(marks)})" if marks else "")

    def _claims(self, status: str) -> Iterator[str]:
        claims = [claim for claim in self.index.claims if claim["status"] == status]
        if not claims:
            return
        yield f"### {self.words['status_titles'][status]}\n"
        for claim in claims:
            yield from self._claim(claim)
        yield ""

    def _claim(self, claim: Json) -> Iterator[str]:
        told = self.index.statement_of(claim)
        number = self.index.numbers[claim["id"]]
        if not self.index.is_main(claim) and claim["status"] == "narrated":
            yield f"- **{number}.** {self._quote(told)} – {self._chain(told)}"
            return
        yield f"\n**{number}.** {self._quote(told)}  "
        grade = self.words.fill("credibility", "label", n=claim["credibility"])
        meaning = self.words["credibility"][str(claim["credibility"])]
        facts = [self.words["status"][claim["status"]], f"{grade} ({meaning})"]
        if claim["time"]:
            facts.append(self.words.days(claim["time"]))
        facts.append(self.words.count(claim["reports"], "report"))
        if claim["independent_origins"]:
            facts.append(self.words.count(claim["independent_origins"], "independent"))
        yield f"{'; '.join(facts)}. {inline(retold(self.index, self.words, claim.get('why', '')).text)}\n"
        for statement_id in claim["statements"]:
            own = "" if statement_id == told else f": {self._quote(statement_id)}"
            yield f"- {self._chain(statement_id)}{own}"
        yield from self._life(claim)

    def _life(self, claim: Json) -> Iterator[str]:
        turns = view_life(self.index, self.words, claim)
        if len(turns) > 1:
            told = ((turn.label, turn.when, turn.outlet) for turn in turns)
            steps = " → ".join(escaped(", ".join(part for part in one if part)) for one in told)
            yield f"- *{self.words['turns']['title']}*: {steps}"

    def _conflicts(self) -> Iterator[str]:
        if not self.index.dossier["conflicts"]:
            return
        yield f"## {self.words['titles']['conflicts']}\n"
        for number, conflict in enumerate(self.index.dossier["conflicts"], 1):
            about = self.words.capitalised(self.words["conflict_about"][conflict["kind"]])
            yield f"**{number}. {about}.** {inline(retold(self.index, self.words, conflict['why']).text)}\n"
            for side in compose_sides(self.index, conflict):
                for marked in side:
                    yield f"- {self._chain(marked.statement)}: {self._quote(marked.statement)}"
            yield ""

    def _developments(self) -> Iterator[str]:
        developments = told_developments(self.index)
        if not developments:
            return
        yield f"## {self.words['titles']['developments']}\n"
        for development in developments:
            kind = self.words["development"][development["kind"]]
            yield f"- **{kind}**: {self._quote(development['from'])} → {self._quote(development['to'])}"
        yield ""

    def _revisions(self) -> Iterator[str]:
        found, words = view_revisions(self.index, self.words), self.words["turns"]
        if found:
            yield f"## {words['revisions']}\n"
        for revision in found:
            seen = f" ({self.words.fill('turns', 'seen', when=revision.when)})" if revision.when else ""
            yield f"**{escaped(revision.outlet)}**, *{escaped(revision.title)}*{seen}\n"
            for change in revision.changes:
                parts = [(words["before"], change.before), (words["after"], change.after)]
                yield "- " + " ".join(f"{label}: {escaped(text)}" for label, text in parts if text)
            if not revision.changes:
                yield f"- {words['marks_only']}"
            yield ""

    def _timeline(self) -> Iterator[str]:
        entries = self.index.dossier["timeline"]
        if not entries:
            return
        yield f"## {self.words['titles']['timeline']}\n"
        yield f"| {self.words['timeline']['when']} | {self.words['timeline']['what']} |"
        yield "|---|---|"
        for entry in entries:
            claim = self.index.claims_by_id[entry["claim"]]
            yield f"| {self.words.days(claim['time'])} | {self._quote(self.index.statement_of(claim))} |"
        yield ""

    def _sources(self) -> Iterator[str]:
        words = self.words["sources"]
        yield f"## {self.words['titles']['sources']}\n"
        rated = any(source.get("reliability", "F") != "F" for source in self.index.dossier["sources"])
        keys = [key for key in ("name", "kind", "speaks_for", "reliability", "claims") if rated or key != "reliability"]
        yield f"| {' | '.join(words[key] for key in keys)} |"
        yield f"|{'---|' * len(keys)}"
        for source in self.index.dossier["sources"]:
            kind = self.words["source_kind"][source["kind"]] + ("" if source["named"] else f", {words['unnamed']}")
            body = self.index.sources.get(source.get("speaks_for") or "", {}).get("name", "")
            claims = self.index.claims_by_source.get(source["id"], [])
            numbers = ", ".join(str(self.index.numbers[claim_id]) for claim_id in claims)
            letter = [source.get("reliability", "F")] if rated else []
            yield f"| {' | '.join([inline(source['name']), kind, inline(body), *letter, numbers])} |"
        yield ""

    def _entities(self) -> Iterator[str]:
        yield f"## {self.words['titles']['entities']}\n"
        for kind in ("PER", "ORG", "LOC", "MISC"):
            of_type = [entity for entity in self.index.dossier["entities"] if entity["type"] == kind]
            if of_type:
                yield f"### {self.words['entities'][kind]}\n"
            for entity in sorted(of_type, key=lambda entity: -len(entity["mentions"])):
                also = ", ".join(escaped(alias) for alias in entity["aliases"] if alias != entity["name"])
                told = "; ".join(escaped(words) for words in entity.get("descriptions") or ())
                rest = f" ({self.words['entities']['aliases']} {also})" if also else ""
                yield f"- **{escaped(entity['name'])}**{rest}{f': {told}' if told else ''}"
            yield ""

    def _reports(self) -> Iterator[str]:
        yield f"## {self.words['titles']['reports']}\n"
        for report in self.index.dossier["reports"]:
            facts = [self.words.days(report["published"]), report.get("path") or "", report.get("url") or ""]
            original = self.index.reports.get(report.get("copy_of") or "")
            if original:
                facts.append(self.words.fill("reports", "copy_of", outlet=self.index.outlet(original) or "?"))
            name = escaped(self.index.outlet(report) or self.words["words"]["unknown_outlet"])
            title = escaped(report["title"] or self.words["words"]["untitled"])
            told = escaped(", ".join(fact for fact in facts if fact))
            yield f"- **{name}**, *{title}*: {told}. sha256 `{report['sha256']}`"
        yield ""

    def _judgements(self) -> Iterator[str]:
        judged = person_judgements(self.index)
        if judged:
            yield f"## {self.words['titles']['judgements']}\n"
        for judgement in judged:
            yield f"- {escaped(describe_judgement(self.index, self.words, judgement))}"
        yield ""

    def _notes(self) -> Iterator[str]:
        for note in self.notes.listed():
            quoted = self.words.fill("words", "quoted", words=inline(note.words))
            yield f"[^{note.number}]: {escaped(note.place)}: {quoted}"
