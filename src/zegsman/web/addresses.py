"""Where each thing of a case has its page: the only place that builds an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from zegsman.tell.index import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.index import DossierIndex, Json


def story_address(story: str, *parts: str, **query: str) -> str:
    """The page of a story, or one below it: `story_address(id, "claim", claim_id)`."""
    path = "/".join(quote(part, safe="") for part in (story, *parts))
    return f"/story/{path}" + with_query(query)


def named_address(story: str, prefix: str, thing: Json) -> str:
    """Where a source (`src`) or entity (`e`) is found by its name: judgements that join two take the id of one away."""
    return story_address(story, "named", kind=prefix, name=thing["name"])


def with_query(query: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    """The query of an address, empty values left out; a name may come more than once in a sequence."""
    pairs = query.items() if isinstance(query, Mapping) else query
    given = [(name, value) for name, value in pairs if value]
    return f"?{urlencode(given)}" if given else ""


def local_address(given: str, otherwise: str = "/") -> str:
    """An address within this server; anything else gives `otherwise`, so that no link leads a reader away."""
    is_local = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if is_local and "\\" not in given else otherwise


@dataclass(frozen=True)
class StoryAddresses:
    """Where the anchors of a dossier lead in the pages: a claim to its page, a statement to its report's words."""

    story: str
    index: DossierIndex

    def __call__(self, name: str) -> str:
        """The address for an anchor of the dossier (see `zegsman.tell.index.anchor`)."""
        if name not in self._told:
            self._told[name] = self._address(name)
        return self._told[name]

    def _address(self, name: str) -> str:
        kind, id = self._things.get(name, ("", ""))
        if kind == "conflict":
            return f"{story_address(self.story, 'conflicts')}#{name}"
        if kind == "statement":
            return f"{story_address(self.story, 'report', self.index.statements[id]['report'])}#{name}"
        return story_address(self.story, kind, id) if kind else f"#{name}"

    @cached_property
    def _told(self) -> dict[str, str]:
        """The addresses asked for before: a page asks for a few hundred of the thousands that a story has."""
        return {}

    @cached_property
    def _things(self) -> dict[str, tuple[str, str]]:
        """What each anchor names: its kind and id."""
        index = self.index
        # A claim is named by its first statement: its own id changes whenever a judgement or report changes it.
        found = {
            anchor("c", one): ("claim", claim["statements"][0]) for one, claim in index.claims_by_id.items()
        }  # fmt: skip
        for prefix, kind, ids in (
            ("r", "report", index.reports),
            ("src", "source", index.sources),
            ("e", "entity", index.entities),
            ("x", "conflict", [one["id"] for one in index.dossier["conflicts"]]),
            ("s", "statement", index.statements),
        ):
            found |= {anchor(prefix, one): (kind, one) for one in ids}
        return found
