"""The scripts and styles that the package ships, under addresses that change with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_DOSSIER_STYLE = "dossier.css"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; `version` is a few digits of its sha256."""

    data: bytes
    media_type: str
    version: str


@cache
def static_files() -> dict[str, StaticFile]:
    """All of them by name. There is nothing else to be had: no name reaches beyond this table."""
    folder = resources.files("zegsman.web") / "static"
    found = {one.name: one.read_bytes() for one in folder.iterdir() if one.name[one.name.rfind(".") :] in _TYPES}
    # The dossier's own style is the base of the pages': one set of colours, type and drawings.
    found[_DOSSIER_STYLE] = (resources.files("zegsman.tell.page") / "templates" / "style.css").read_bytes()
    return {
        name: StaticFile(data, _TYPES[name[name.rfind(".") :]], hashlib.sha256(data).hexdigest()[:10])
        for name, data in found.items()
    }


def static_address(name: str) -> str:
    """Where a file is to be had; templates write `static("web.css")`."""
    return f"/static/{name}?v={static_files()[name].version}"


def send_static(request: Request) -> Response:
    """The file of that name, to be kept by the browser for as long as its address holds."""
    found = static_files().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found", status_code=404)
    return Response(
        found.data, media_type=found.media_type, headers={"cache-control": "public, max-age=31536000, immutable"}
    )
