"""The formats of RDF in which the record is written, and the one way to write each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb import ground, jsonld
from kb.errors import UnknownFormat
from kb.rdfxml import serialize_rdfxml
from kb.turtle import serialize_trig, serialize_turtle

Statements = Iterable[Quad | Triple]
JsonContext = Mapping[str, Any]


@dataclass(frozen=True)
class Format:
    """A serialization of RDF; `dataset` tells whether it keeps named graphs apart."""

    name: str
    media_type: str
    extension: str
    dataset: bool
    write: Callable[[Statements, NamedNode | None, JsonContext], bytes]


def serialize_nquads(quads: Statements) -> bytes:
    """The quads as canonical N-Quads (https://www.w3.org/TR/rdf12-n-quads/#canonical-quads), in order."""
    default, named = ground.graphs(quads)
    lines = {_line(*triple) for triple in default}
    lines.update(_line(*triple, name) for name, triples in named.items() for triple in triples)
    return "".join(sorted(lines)).encode()


def serialize_ntriples(statements: Statements) -> bytes:
    """The triples as canonical N-Triples (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), in order."""
    lines = {_line(*triple) for triple in ground.triples(statements)}
    return "".join(sorted(lines)).encode()


def _line(*terms: NamedNode | Literal) -> str:
    return " ".join(map(str, terms)) + " .\n"


def _jsonld(statements: Statements, root: NamedNode | None, context: JsonContext) -> bytes:
    if root is None:
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


def write_dataset(quads: Iterable[Quad], format: Format | str, *, context: JsonContext) -> bytes:
    """The bytes of a dataset, graph by graph, in a format or that of an extension."""
    format = get_format(format) if isinstance(format, str) else format
    if not format.dataset:
        raise UnknownFormat(f"{format.name} holds one graph, not a dataset: write each graph by itself")
    return format.write(quads, None, context)


def write_graph(triples: Statements, media_type: str, root: NamedNode | None = None, *, context: JsonContext) -> bytes:
    """The bytes of one graph, whichever its statements come from; JSON-LD is told from the root, if one is given."""
    format = get_format(media_type)
    members = (Triple(*triple) for triple in ground.triples(triples)) if format.dataset else triples
    return format.write(members, root, context)
