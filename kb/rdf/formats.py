"""The formats of RDF in which the record is written and the one way to write each, and those of the results of queries.

This is the one table of them: who offers, reads or names formats builds on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

from kb.errors import UnknownFormat
from kb.rdf import graphs, jsonld
from kb.rdf.compaction import Context
from kb.rdf.lines import serialize_nquads, serialize_ntriples
from kb.rdf.rdfxml import serialize_rdfxml
from kb.rdf.turtle import serialize_trig, serialize_turtle


@dataclass(frozen=True)
class Format:
    """A serialization of RDF; `dataset` tells whether it keeps named graphs apart, else the default one is written."""

    name: str
    media_type: str
    extension: str
    engine: RdfFormat
    dataset: bool
    write: Callable[[graphs.Graphs, Context], Iterator[bytes]]


@dataclass(frozen=True)
class ResultsFormat:
    """A serialization of the results of a SELECT or an ASK."""

    name: str
    media_type: str
    extension: str
    engine: QueryResultsFormat


def _turtle(data: graphs.Graphs, words: Context) -> Iterator[bytes]:
    return serialize_turtle(data.default, words)


JSON_LD = Format("JSON-LD", "application/ld+json", "jsonld", RdfFormat.JSON_LD, True, jsonld.serialize_dataset)

FORMATS = (
    Format("N-Quads", "application/n-quads", "nq", RdfFormat.N_QUADS, True, lambda data, _: serialize_nquads(data)),
    Format("TriG", "application/trig", "trig", RdfFormat.TRIG, True, serialize_trig),
    JSON_LD,
    Format("Turtle", "text/turtle", "ttl", RdfFormat.TURTLE, False, _turtle),
    Format(
        *("N-Triples", "application/n-triples", "nt"),
        *(RdfFormat.N_TRIPLES, False, lambda data, _: serialize_ntriples(data.default)),
    ),
    Format(
        *("RDF/XML", "application/rdf+xml", "rdf"),
        *(RdfFormat.RDF_XML, False, lambda data, words: serialize_rdfxml(data.default, words)),
    ),
)

RESULTS = (
    ResultsFormat("JSON results", "application/sparql-results+json", "srj", QueryResultsFormat.JSON),
    ResultsFormat("XML results", "application/sparql-results+xml", "srx", QueryResultsFormat.XML),
    ResultsFormat("CSV", "text/csv", "csv", QueryResultsFormat.CSV),
    ResultsFormat("TSV", "text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
)

GRAPH_FORMATS = {format.media_type: format.engine for format in FORMATS}
SOLUTION_FORMATS = {format.media_type: format.engine for format in RESULTS}

_BY_KEY = {key: format for format in FORMATS for key in (format.name, format.media_type, format.extension)}


def _get_format(key: str) -> Format:
    """The format of that name, media type or extension."""
    if key not in _BY_KEY:
        known = ", ".join(format.media_type for format in FORMATS)
        raise UnknownFormat(f"no format is called {key!r}: there are {known}")
    return _BY_KEY[key]


def write_graph(
    triples: graphs.Statements, media_type: str, root: NamedNode | None = None, *, context: Context
) -> bytes:
    """The bytes of one graph, whichever its statements come from; JSON-LD is told from the root, if one is given."""
    format = _get_format(media_type)
    if root is not None and format == JSON_LD:
        return jsonld.serialize_rooted(triples, root, context)
    return b"".join(format.write(graphs.Graphs(graphs.HeldGraph(triples), {}), context))
