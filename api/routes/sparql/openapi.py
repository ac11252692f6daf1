"""What OpenAPI says of SPARQL, which is answered outside the web framework."""

from api.http.openapi import Schema, operation, parameter, problems, responses
from api.routes.sparql.description import OFFERS
from api.routes.sparql.request import DIRECT, FORM, GRAPHS, SOLUTIONS

LIMITED = problems(400, 406, 408, 413, 415)
ANSWERS = {*SOLUTIONS.by_media_type, *GRAPHS.by_media_type, *OFFERS.media_types}


def _strings(name: str, description: str) -> Schema:
    """A parameter that may be given several times."""
    return parameter(name, description, {"type": "array", "items": {"type": "string"}})


QUERY = "A SPARQL 1.1 query; without one, the service describes itself."
DEFAULT = (
    "A graph of which the default graph is made, stronger than FROM; may be given several times. Where none is named, "
    "the service's own description says whether that is the union of all graphs or the record alone."
)
NAMED = "A named graph, stronger than FROM NAMED; may be given several times."
FORMAT = "The format of the answer, stronger than Accept."

PARAMETERS = [
    parameter("query", QUERY, {"type": "string"}, "ASK {}"),
    _strings("default-graph-uri", DEFAULT),
    _strings("named-graph-uri", NAMED),
    parameter("format", FORMAT, {"type": "string", "enum": [*dict.fromkeys([*SOLUTIONS.words, *GRAPHS.words])]}),
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
ASKED = responses("The results, a graph, or the service description", sorted(ANSWERS)) | LIMITED

OPERATIONS: dict[str, Schema] = {
    "/sparql": {
        "get": operation("sparql", "Ask a query", ASKED, tags=["sparql"], parameters=PARAMETERS),
        "post": operation("sparql-post", "Ask a long query", ASKED, tags=["sparql"], requestBody=BODY),
    },
}
