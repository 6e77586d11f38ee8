"""What a reader takes along: the dossier in each of its forms, and the record for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from zegsman.desk.products import PRODUCTS, compose_product, export_formats, file_names
from zegsman.tell.page.html import dossier_policy, write_html

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words
    from zegsman.web.visit import Visit

_MEDIA_TYPES = {"html": "text/html", "md": "text/markdown", "json": "application/json", "pdf": "application/pdf"}


def export_choices(words: Words) -> list[tuple[str, str]]:
    """Every format by name, with what it is called: the forms of the dossier first."""
    return [(name, words["exports"].get(name, name)) for name in (*PRODUCTS, *export_formats())]


def show_dossier(visit: Visit) -> Response:
    """The whole dossier on one page, as `zegsman dossier` writes it: to read without this server, and to print."""
    _, index = visit.story()
    headers = {"content-security-policy": dossier_policy()}
    return Response(write_html(index.dossier), media_type="text/html", headers=headers)


def export(visit: Visit) -> Response:
    """The story in one format, as a file."""
    _, index = visit.story()
    return export_file(visit, visit.place("format"), index)


def export_file(visit: Visit, format: str, index: DossierIndex) -> Response:
    """A dossier in one format, as a file with the story's name; `?text=no` leaves the words of the reports out.

    What takes seconds to make (a PDF) is made once.
    """
    dossier = index.dossier
    (name,) = file_names([dossier["story"]])
    formats = export_formats()
    if format in PRODUCTS:
        data = index.kept(("product", format), lambda: compose_product(dossier, format))
        ending, media_type = PRODUCTS[format].ending, _MEDIA_TYPES[format]
    elif format in formats:
        one = formats[format]
        data, ending = one([dossier], with_text=visit.asked("text") != "no"), one.suffix
        media_type = one.media_type
    else:
        raise visit.missing("format")
    disposition = f"attachment; filename*=UTF-8''{quote(name + ending)}"
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})
