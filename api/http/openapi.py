"""How the service describes itself to programs.

https://spec.openapis.org/oas/v3.1.0
"""

from collections.abc import Iterable, Mapping
from typing import Any

from api.http.problems import KINDS, MEDIA_TYPE, UNFORESEEN
from api.http.representations import Offers
from kb.reading.filters import MOST_VALUES, Filter

Schema = dict[str, Any]

PROBLEM: Schema = {
    "title": "Problem",
    "description": "What went wrong, as of RFC 9457; `type` leads to an explanation.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "line": {"type": "integer", "minimum": 1, "description": "Where in the query, from 1."},
        "column": {"type": "integer", "minimum": 1},
        "request": {"type": "string", "description": "The id of the request, as in X-Request-ID and the log."},
        "isReplacedBy": {"type": "array", "items": {"type": "string", "format": "uri"}},
    },
}


def _body(media_type: str) -> Schema:
    """What is known of a representation's bytes."""
    return {"schema": {"type": ["object", "array"] if media_type.endswith("json") else "string"}}


def problem(description: str) -> Schema:
    """A response that tells of an error."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}, "text/html": {}}}


def problems(*statuses: int) -> dict[int | str, Schema]:
    """The responses for kinds of errors, by their status."""
    kinds = {kind.title: kind.status for kind in (*KINDS.values(), UNFORESEEN)}
    titles = {status: [title for title, of in kinds.items() if of == status] for status in statuses}
    return {status: problem(f"{'; '.join(titles[status])}.") for status in statuses}


EVERYWHERE = problems(400, 405, 414, 429, 431, 500, 503)
"""What each address may answer besides what it says of itself."""


def responses(
    description: str, media_types: Iterable[str] = (), headers: Mapping[str, tuple[str, str]] | None = None
) -> dict[int | str, Schema]:
    """The responses of an address that has several representations; each header has its meaning and type."""
    content = {media_type: _body(media_type) for media_type in media_types}
    told = {
        name: {"description": meaning, "schema": {"type": type}} for name, (meaning, type) in (headers or {}).items()
    }
    return {
        200: {"description": description, "content": content, "headers": told},
        304: {"description": "The client has this representation."},
        400: problem("A parameter is unknown or says what can't be; the detail tells what is taken."),
        **problems(406, 412),
    }


def format_parameter(offers: Offers) -> Schema:
    """The parameter that says which representation is wanted."""
    return parameter("format", "The representation, stronger than Accept.", {"type": "string", "enum": offers.endings})


def parameter(name: str, description: str, schema: Schema, example: str | None = None) -> Schema:
    """A parameter of the query."""
    found = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    return found | ({"example": example} if example else {})


def filter_parameter(filter: Filter) -> Schema:
    """The parameter of a filter."""
    item: Schema = {"type": "string"}
    if filter.words:
        item["enum"] = list(filter.words)
    if not filter.is_repeatable:
        return parameter(filter.name, filter.meaning, item, filter.example)
    several = {"type": "array", "items": item, "maxItems": MOST_VALUES}
    meaning = f"{filter.meaning} Given several times, any of the values will do."
    return parameter(filter.name, meaning, several) | {"example": [filter.example]}


def integer(least: int, most: int, usual: int) -> Schema:
    """A whole number between bounds."""
    return {"type": "integer", "minimum": least, "maximum": most, "default": usual}


def operation(name: str, summary: str, told: dict[int | str, Schema], **more: Any) -> Schema:
    """One operation of an address that is answered outside the web framework."""
    statuses = {str(status): each for status, each in sorted({**EVERYWHERE, **told}.items(), key=str)}
    return {"operationId": name, "summary": summary, "responses": statuses, **more}


def _probe(name: str, summary: str, media_type: str) -> Schema:
    """An address for those who run the service."""
    told: dict[int | str, Schema] = {200: {"description": summary, "content": {media_type: _body(media_type)}}}
    return {"get": operation(name, summary, told, tags=["operations"])}


OPERATIONS: dict[str, Schema] = {
    "/health": _probe("health", "Whether the process lives", "application/json"),
    "/ready": _probe("ready", "Whether queries are answered", "application/json"),
    "/metrics": _probe("metrics", "Figures for Prometheus", "text/plain"),
}
"""What answers whatever the state of the release, outside the web framework (`api.server.probes`)."""
