"""What the SPARQL endpoint says of itself.

https://www.w3.org/TR/sparql11-service-description/
"""

from pyoxigraph import NamedNode, Triple
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.http import addresses
from api.http.limits import limits
from api.http.negotiation import negotiate
from api.http.problems import BadRequest, NotAcceptable
from api.http.replies import Reply, make_etag
from api.routes.sparql import page
from api.settings import Settings
from kb.model import context
from kb.namespaces import DERIVED_GRAPH, PREFIXES, RECORD_GRAPH
from kb.rdf.formats import write_graph
from kb.rdf.triples import node, number, text
from kb.release.release import Release

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMAT = "http://www.w3.org/ns/formats/"
RDF, RDFS, SCHEMA, XSD = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "schema", "xsd"))

RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)
OFFERS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
}
NAMES = {extension: media_type for media_type, extension in OFFERS.items()} | {
    "turtle": "text/turtle",
    "html": "text/html",
}


def describe(scope: Scope, release: Release, settings: Settings, format_name: str | None) -> Response:
    """The service description in the representation asked for: RDF, or a page with a form for people."""
    request = Headers(scope=scope)
    media_type = chosen(request, format_name)
    endpoint = addresses.public_url(scope, settings) + "/sparql"
    if media_type == "text/html":
        body = page.sparql(release, settings, endpoint)
    else:
        root = NamedNode(f"{endpoint}#service")
        body = write_graph(triples(endpoint, release, settings), media_type, root, context=context.document())
    etag = make_etag(release.id, media_type, endpoint, repr(settings))
    return Reply(body, media_type, etag, addresses.modified(release), settings.max_age).response(request)


def chosen(request: Headers, format_name: str | None) -> str:
    """The media type of the description."""
    if format_name:
        if (media_type := NAMES.get(format_name, format_name)) in {*OFFERS, "text/html"}:
            return media_type
        raise BadRequest(f"There is no format {format_name!r}; there are {', '.join(NAMES)}.")
    accepted = negotiate(", ".join(request.getlist("accept")), [*OFFERS, "text/html"])
    if accepted is None:
        raise NotAcceptable(f"The service description comes as {', '.join(OFFERS)} or text/html.")
    return accepted


def triples(endpoint: str, release: Release, settings: Settings) -> list[Triple]:
    """The service description."""
    service, dataset = NamedNode(f"{endpoint}#service"), NamedNode(f"{endpoint}#dataset")
    return [
        node(service, RDF + "type", SD + "Service"),
        node(service, SD + "endpoint", endpoint),
        node(service, SD + "supportedLanguage", SD + "SPARQL11Query"),
        node(service, SD + "defaultDataset", dataset.value),
        *(node(service, SD + "resultFormat", FORMAT + name) for name in RESULT_FORMATS),
        *limit_triples(service, settings),
        *dataset_triples(dataset, endpoint, release),
    ]


def dataset_triples(dataset: NamedNode, endpoint: str, release: Release) -> list[Triple]:
    """The description of the graphs that queries are asked of."""
    record, named, derived = (NamedNode(f"{endpoint}#{name}") for name in ("record", "derived-name", "derived"))
    graphs = release.manifest["graphs"]
    note = f"The authored record. FROM and default-graph-uri know it as {RECORD_GRAPH.value}."
    return [
        node(dataset, RDF + "type", SD + "Dataset"),
        node(dataset, SD + "defaultGraph", record.value),
        node(dataset, SD + "namedGraph", named.value),
        node(record, RDF + "type", SD + "Graph"),
        text(record, RDFS + "comment", note),
        number(record, VOID + "triples", graphs.get("default", 0)),
        node(named, RDF + "type", SD + "NamedGraph"),
        node(named, SD + "name", DERIVED_GRAPH.value),
        node(named, SD + "graph", derived.value),
        node(derived, RDF + "type", SD + "Graph"),
        text(derived, RDFS + "comment", "What is computed from the record, with the rule that computed it."),
        number(derived, VOID + "triples", graphs.get(DERIVED_GRAPH.value, 0)),
    ]


def limit_triples(service: NamedNode, settings: Settings) -> list[Triple]:
    """The limits, as schema.org's property values."""
    found = []
    for limit in limits(settings):
        value = NamedNode(f"{service.value}.limit-{limit.name}")
        found += [
            node(service, SCHEMA + "additionalProperty", value.value),
            node(value, RDF + "type", SCHEMA + "PropertyValue"),
            text(value, SCHEMA + "name", limit.name),
            number(value, SCHEMA + "value", limit.value),
            text(value, SCHEMA + "unitText", limit.unit),
            text(value, SCHEMA + "description", limit.meaning),
        ]
    return found
