"""One request as a page sees it: who asks in what language for what, and what is asked of the case for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zegsman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.questions import StoryRow
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words
    from zegsman.web.site import Site

KEYS_COOKIE = "zegsman_keys"


class Missing(UsageError):
    """What was asked for is not there; the page says so with status 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request with everything that a page needs; `book` is open for reading while the page is made."""

    request: Request
    site: Site
    words: Words
    book: Casebook
    form: FormData | Mapping[str, Any] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """A part of the path that the route names: `visit.place("story")`."""
        return str(self.request.path_params[name])

    def asked(self, name: str, otherwise: str = "") -> str:
        """A value of the query, stripped."""
        return self.request.query_params.get(name, otherwise).strip()

    def given(self, name: str, otherwise: str = "") -> str:
        """A text that the form sent, stripped; a file is no text."""
        value = self.form.get(name, otherwise)
        return value.strip() if isinstance(value, str) else otherwise

    @property
    def has_keys(self) -> bool:
        """Whether single-letter keys work: until the reader switches them off."""
        return self.request.cookies.get(KEYS_COOKIE) != "off"

    def story(self) -> tuple[StoryRow, DossierIndex]:
        """The story that the path names, and its dossier.

        Raises:
            Missing: if there is none.
        """
        try:
            return self.site.shelf.dossier(self.book, self.place("story"))
        except UsageError:
            self.missing("story")

    def missing(self, what: str) -> NoReturn:
        """Says that the case has no such thing; `what` is a key of the words of missing things.

        Raises:
            Missing: always.
        """
        raise Missing(self.words["missing"][what])
