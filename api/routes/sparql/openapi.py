"""What OpenAPI says of SPARQL and of linked data, which are answered outside the web framework."""

from typing import Any

from api.http.openapi import EVERYWHERE, Schema, parameter, problems, representations
from api.routes.documents import LINKSET, REPRESENTATIONS
from api.routes.sparql.description import OFFERS
from api.routes.sparql.endpoint import DIRECT, FORM, FORMAT_NAMES, GRAPHS, SOLUTIONS

LIMITED = problems(400, 406, 408, 413, 415)
ANSWERS = {*SOLUTIONS, *GRAPHS, *OFFERS, "text/html"}


def operation(name: str, summary: str, responses: dict[int | str, Schema], **more: Any) -> Schema:
    """One operation."""
    told = {str(status): each for status, each in sorted({**EVERYWHERE, **responses}.items(), key=str)}
    return {"operationId": name, "summary": summary, "responses": told, **more}


def strings(name: str, description: str) -> Schema:
    """A parameter that may be given several times."""
    return parameter(name, description, {"type": "array", "items": {"type": "string"}})


def thing(name: str, summary: str, responses: dict[int | str, Schema]) -> Schema:
    """An address for each thing of the record."""
    path = {
        "name": "path",
        "in": "path",
        "required": True,
        "description": "The path of a thing; one of a document may end in the extension of a representation.",
        "schema": {"type": "string"},
        "example": "person/ivan-konev",
    }
    told = responses | problems(404, 406, 410)
    return {"get": operation(name, summary, told, tags=["linked data"], parameters=[path])}


QUERY = "A SPARQL 1.1 query; without one, the service describes itself."
DEFAULT = "A graph of which the default graph is made, stronger than FROM; may be given several times."
NAMED = "A named graph, stronger than FROM NAMED; may be given several times."
FORMAT = "The format of the answer, stronger than Accept."

PARAMETERS = [
    parameter("query", QUERY, {"type": "string"}, "ASK {}"),
    strings("default-graph-uri", DEFAULT),
    strings("named-graph-uri", NAMED),
    parameter("format", FORMAT, {"type": "string", "enum": [*FORMAT_NAMES]}),
]
BODY: Schema = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {"query": {"type": "string", "description": QUERY, "example": "ASK {}"}},
            }
        },
        DIRECT: {"schema": {"type": "string"}, "example": "ASK {}"},
    },
}
ASKED = representations("The results, a graph, or the service description", sorted(ANSWERS)) | LIMITED
READ = representations("The document", [form.media_type for form in REPRESENTATIONS])
LEADS: dict[int | str, Schema] = {303: {"description": "The document of the thing, in the representation accepted."}}
MOVED: dict[int | str, Schema] = {301: {"description": "The same path, written as it is here."}}

OPERATIONS: dict[str, Schema] = {
    "/sparql": {
        "get": operation("sparql", "Ask a query", ASKED, tags=["sparql"], parameters=PARAMETERS),
        "post": operation("sparql-post", "Ask a long query", ASKED, tags=["sparql"], requestBody=BODY),
    },
    "/id/{path}": thing("id", "A thing, which leads to its document", LEADS | MOVED),
    "/doc/{path}": thing("doc", "What the record tells of a thing", READ | MOVED),
    "/linkset/{path}": thing("linkset", "The links of a document", representations("Links", [LINKSET]) | MOVED),
}
