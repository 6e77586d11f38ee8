"""Lookups that every format needs, made once from the dossier's JSON."""

from __future__ import annotations

from dataclasses import dataclass

from zegsman.tell.index import DossierIndex, Json


@dataclass(frozen=True)
class FormatIndex(DossierIndex):
    """A dossier with its lookups; `with_text` says whether words of the reports may be passed on."""

    with_text: bool = True

    def passed_words(self, statement: Json) -> str:
        """The words of a statement; empty where text may not be passed on."""
        if not self.with_text:
            return ""
        text: str = self.reports[statement["report"]]["text"]
        return text[statement["start"] : statement["end"]]

    def claim_text(self, claim: Json) -> str:
        """What a claim says; its id where no words for it may be passed on."""
        return str((self.with_text and claim["text"]) or claim["id"])

    def is_standing(self, claim: Json) -> bool:
        """Whether a report still says it; False where each that did was changed."""
        return bool(claim.get("standing", True))

    def chain_names(self, statement: Json) -> list[str]:
        """Names of a statement's sources, nearest voice first."""
        return [self.sources[source]["name"] for source in statement["chain"]]

    def report_iri(self, report: Json) -> str:
        """The address of a report, or a name by its bytes where it has none or no longer stands there."""
        address = None if report.get("replaced_by") else report.get("url")
        return str(address or f"urn:sha256:{report['sha256']}")

    def iri(self, id: str) -> str:
        """A name for anything else of the dossier."""
        return f"urn:zegsman:{id}"
