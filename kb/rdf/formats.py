"""The formats of RDF in which the record is written, and the one way to write each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple, serialize

from kb.errors import UnknownFormat
from kb.rdf import graphs, jsonld
from kb.rdf.rdfxml import serialize_rdfxml
from kb.rdf.turtle import serialize_trig, serialize_turtle

Data = graphs.Statements | graphs.Graphs
JsonContext = Mapping[str, Any]


@dataclass(frozen=True)
class Format:
    """A serialization of RDF; `dataset` tells whether it keeps named graphs apart."""

    name: str
    media_type: str
    extension: str
    dataset: bool
    write: Callable[[Data, NamedNode | None, JsonContext], bytes]


def serialize_nquads(quads: Data) -> bytes:
    """The quads as canonical N-Quads (https://www.w3.org/TR/rdf12-n-quads/#canonical-quads), in order."""
    default, named = graphs.graphs(quads)
    members = chain(
        (Quad(*triple) for triple in default),
        (Quad(*triple, name) for name, triples in named.items() for triple in triples),
    )
    return _in_order(serialize(members, format=RdfFormat.N_QUADS))


def serialize_ntriples(statements: graphs.Statements) -> bytes:
    """The triples as canonical N-Triples (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), in order."""
    members = (Triple(*triple) for triple in graphs.triples(statements))
    return _in_order(serialize(members, format=RdfFormat.N_TRIPLES))


def _in_order(lines: bytes | None) -> bytes:
    """The lines, each once, in the order of their code points."""
    assert lines is not None, "only a serialization to a file returns nothing"
    return b"".join(line + b"\n" for line in sorted(set(lines.split(b"\n")) - {b""}))


def _jsonld(statements: Data, root: NamedNode | None, context: JsonContext) -> bytes:
    if root is None or isinstance(statements, graphs.Graphs):
        return jsonld.serialize_dataset(statements, context)
    return jsonld.serialize_rooted(statements, root, context)


FORMATS = (
    Format("N-Quads", "application/n-quads", "nq", True, lambda quads, *_: serialize_nquads(quads)),
    Format("TriG", "application/trig", "trig", True, lambda quads, *_: serialize_trig(quads)),
    Format("JSON-LD", "application/ld+json", "jsonld", True, _jsonld),
    Format("Turtle", "text/turtle", "ttl", False, lambda triples, *_: serialize_turtle(triples)),
    Format("N-Triples", "application/n-triples", "nt", False, lambda triples, *_: serialize_ntriples(triples)),
    Format("RDF/XML", "application/rdf+xml", "rdf", False, lambda triples, *_: serialize_rdfxml(triples)),
)

_BY_KEY = {key: format for format in FORMATS for key in (format.name, format.media_type, format.extension)}


def get_format(key: str) -> Format:
    """The format of that name, media type or extension."""
    if key not in _BY_KEY:
        known = ", ".join(format.media_type for format in FORMATS)
        raise UnknownFormat(f"no format is called {key!r}: there are {known}")
    return _BY_KEY[key]


def write_dataset(quads: Data, format: Format | str, *, context: JsonContext) -> bytes:
    """The bytes of a dataset, graph by graph, in a format or that of an extension."""
    format = get_format(format) if isinstance(format, str) else format
    if not format.dataset:
        raise UnknownFormat(f"{format.name} holds one graph, not a dataset: write each graph by itself")
    return format.write(quads, None, context)


def write_graph(
    triples: graphs.Statements, media_type: str, root: NamedNode | None = None, *, context: JsonContext
) -> bytes:
    """The bytes of one graph, whichever its statements come from; JSON-LD is told from the root, if one is given."""
    format = get_format(media_type)
    return format.write(graphs.triples(triples), root, context)


SOLUTION_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
