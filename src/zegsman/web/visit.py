"""One request as a page sees it: who asks in what language for what, and what is asked of the case for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.datastructures import FormData, UploadFile

from zegsman.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.questions import StoryRow
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words
    from zegsman.web.returning import Returning
    from zegsman.web.site import Site

KEYS_COOKIE = "zegsman_keys"
WHO_COOKIE = "zegsman_who"


class Missing(UsageError):
    """What was asked for is not there; the page says so with status 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request with everything that a page needs; `book` is open for reading while the page is made."""

    request: Request
    site: Site
    words: Words
    book: Casebook
    returning: Returning
    form: FormData = field(default_factory=FormData)

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

    def all_given(self, name: str) -> list[str]:
        """All texts that the form sent under a name, stripped."""
        values = self.form.getlist(name)
        return [value.strip() for value in values if isinstance(value, str)]

    def uploads(self, name: str) -> list[UploadFile]:
        """All files that the form sent under a name."""
        values = self.form.getlist(name)
        return [value for value in values if isinstance(value, UploadFile)]

    @property
    def who(self) -> str:
        """The name that judgements carry: the one given last, else the one that the server was started with."""
        return unquote(self.request.cookies.get(WHO_COOKIE, "")) or self.site.who

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers in the query under a name."""
        return tuple(int(one) for one in self.request.query_params.getlist(name) if one.isdecimal() and len(one) < 10)

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
        except UsageError as error:
            raise self.missing("story") from error

    def missing(self, what: str) -> Missing:
        """The error, to be raised, that says that the case has no such thing; `what` is a key of its words."""
        return Missing(self.words["missing"][what])
