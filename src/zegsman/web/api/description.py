"""The description of the API (OpenAPI 3.1), made from the table of operations and the schema of the dossier."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import zegsman
from zegsman.web.api.operations import PROBLEM, as_answer
from zegsman.web.api.table import OPERATIONS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from zegsman.web.api.operations import Operation

Json = dict[str, Any]
_PLACE = re.compile(r"\{(\w+)\}")


def describe_api(_request: Request) -> Response:
    """The description as JSON."""
    return as_answer(api_description())


@cache
def api_description() -> Json:
    """The whole description; the tests check answers against it."""
    dossier = json.loads((resources.files("zegsman.tell") / "dossier.schema.json").read_text(encoding="utf-8"))
    paths: Json = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "zegsman",
            "version": zegsman.__version__,
            "summary": "The sourced record of a case: what is said to have happened, who says so and through whom.",
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Dossier": {name: part for name, part in dossier.items() if not name.startswith("$")},
                "Claim": dossier["properties"]["claims"]["items"],
                "Problem": {
                    "type": "object",
                    "required": ["status", "title"],
                    "properties": {
                        "status": {"type": "integer"},
                        "title": {"type": "string"},
                        "detail": {"type": "string"},
                    },
                },
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(operation: Operation) -> Json:
    places = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PLACE.findall(operation.path)
    ]
    query = [{"name": p.name, "in": "query", "description": p.help, "schema": p.schema} for p in operation.query]
    content = {operation.media_type: {"schema": operation.gives} if operation.gives is not None else {}}
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described: Json = {
        "operationId": operation.name,
        "summary": operation.help,
        "parameters": places + query,
        "responses": {
            str(operation.status): {"description": "Done.", "content": content},
            "default": {"description": "What is wrong.", "content": problem},
        },
    }
    if operation.takes is not None:
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": operation.takes}}}
    return described
