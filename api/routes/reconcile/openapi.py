"""What OpenAPI says of reconciliation's own address, which is answered outside the web framework."""

from api.http.openapi import Schema, operation, parameter, problems, responses
from api.routes.reconcile.endpoint import FORM, JSON

BATCH = '{"q0": {"query": "Анна", "type": "elbe:Person", "limit": 3}}'
TABLE = '{"ids": ["place/belgrade"], "properties": [{"id": "skos:prefLabel", "settings": {"language": "sr"}}]}'
QUERIES = "A batch of queries as JSON; without one, the service describes itself."
EXTEND = "A query of data extension as JSON."

PARAMETERS = [
    parameter("queries", QUERIES, {"type": "string"}, BATCH),
    parameter("extend", EXTEND, {"type": "string"}),
]
BODY: Schema = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {
                    "queries": {"type": "string", "description": QUERIES, "example": BATCH},
                    "extend": {"type": "string", "description": EXTEND, "example": TABLE},
                },
            },
            "examples": {"queries": {"value": {"queries": BATCH}}, "extend": {"value": {"extend": TABLE}}},
        },
    },
}
ASKED = responses("Candidates for each query, values for each row, or the manifest", [JSON])
ASKED |= problems(400, 408, 413, 415)

OPERATIONS: dict[str, Schema] = {
    "/reconcile": {
        "get": operation("reconcile", "Reconcile names", ASKED, tags=["reconciliation"], parameters=PARAMETERS),
        "post": operation("reconcile-post", "Reconcile many names", ASKED, tags=["reconciliation"], requestBody=BODY),
    },
}
