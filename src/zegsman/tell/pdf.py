"""Writes a dossier as a PDF on A4: page numbers, bookmarks, tags, and notes that point at the page of each passage.

The only door to WeasyPrint, which needs the system libraries Pango and HarfBuzz.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from zegsman.errors import TellError
from zegsman.tell.index import DossierIndex
from zegsman.tell.notes import Notes
from zegsman.tell.page.html import compose_view, environment_of

if TYPE_CHECKING:
    from zegsman.tell.index import Json

VARIANT = "pdf/ua-1"
"""Tagged PDF after ISO 14289-1, so that screen readers can follow it."""
CLAIMS_SHOWN = 60
"""Claims of lesser weight that are printed in one line each; the JSON holds them all."""


def write_pdf(dossier: Json) -> bytes:
    """The PDF of a dossier; the same dossier gives the same bytes with the same fonts and libraries.

    Raises:
        TellError: if WeasyPrint or a system library that it needs is missing.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise TellError(
            f"a PDF needs WeasyPrint with Pango, which cannot be loaded here ({error}); "
            "install the system package libpangoft2-1.0-0, or write html and print that"
        ) from error
    html = write_print_html(dossier)
    document = HTML(string=html, url_fetcher=_refuse)
    identifier = hashlib.sha256(html.encode("utf-8", "backslashreplace")).hexdigest()[:32].encode()
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    return pdf


def write_print_html(dossier: Json) -> str:
    """The HTML that is set on paper: reports in full, every statement with a note to its passage."""
    view: dict[str, Any] = compose_view(dossier)
    view["notes"] = Notes(DossierIndex(dossier), view["w"])
    style = (resources.files("zegsman.tell") / "print_templates" / "print.css").read_text(encoding="utf-8")
    template = environment_of("zegsman.tell", "print_templates").get_template("print.html.j2")
    return template.render(**view, style=Markup(style), n_shown=CLAIMS_SHOWN)


def _refuse(url: str, *_: object, **__: object) -> dict[str, Any]:
    """Nothing is ever fetched for a PDF."""
    raise ValueError(f"a dossier holds everything itself; refused to fetch {url!r}")
