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
_OF_DOSSIER = {"dossier.css": "style.css", "source_map.js": "source_map.js"}
"""The dossier's own style and the script of its drawings, and their names there: the pages build upon them."""


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
    dossier = resources.files("zegsman.tell.page") / "templates"
    found |= {name: (dossier / there).read_bytes() for name, there in _OF_DOSSIER.items()}
    return {
        name: StaticFile(data, _TYPES[name[name.rfind(".") :]], hashlib.sha256(data).hexdigest()[:10])
        for name, data in found.items()
    }


def static_address(name: str) -> str:
    """Where a file is to be had; templates write `static("web.css")`."""
    return f"/static/{name}?v={static_files()[name].version}"


def send_static(request: Request) -> Response:
    """The file of that name, to be kept by the browser for as long as its address holds.

    A script that another one imports is asked for without its version, and is asked for anew each time.
    """
    found = static_files().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found", status_code=404)
    lasts = request.query_params.get("v") == found.version
    keep = "public, max-age=31536000, immutable" if lasts else "no-cache"
    return Response(found.data, media_type=found.media_type, headers={"cache-control": keep})
