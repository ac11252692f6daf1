"""How a query is answered within its process: evaluated, written as it was asked for, stopped at its limits."""

import json
import re
import socket
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kb.errors import FormNotOffered, QueryMalformed, QueryRefused, QueryStopped
from kb.namespaces import PREFIXES, RECORD_GRAPH
from kb.rdf.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kb.rdf.xml import NOT_XML_BYTES
from kb.sandbox.admission import Bounds, Outline, admit
from kb.sandbox.frames import BUFFER, DATA, END, ERROR, HEAD, frame
from kb.sandbox.limits import Limits
from kb.sandbox.row_counts import ROW_COUNTS, XML_TYPES, RowCount
from kb.store.protocol import Query

GraphName = NamedNode | BlankNode

DefaultName = GraphName | DefaultGraph


class Outlet:
    """Sends what the engine writes as frames, and stops it at the limits of rows and bytes."""

    def __init__(self, channel: socket.socket, limits: Limits) -> None:
        self.channel, self.limits = channel, limits
        self.frames, self.data = bytearray(), bytearray()
        self.bytes = 0
        self.is_xml = False
        self.count_rows: RowCount | None = None
        self.header_rows = 0

    def begin(self, media_type: str) -> None:
        """Says in which format the answer comes, and how it is to be counted."""
        self.is_xml = media_type in XML_TYPES
        self.frames += frame(HEAD, media_type.encode())

    def count(self, media_type: str) -> None:
        """Counts rows in the results of a SELECT."""
        self.count_rows = ROW_COUNTS[media_type]()
        self.header_rows = int(media_type in {"text/csv", "text/tab-separated-values"})

    def write(self, piece: bytes) -> int:
        """Takes a piece of the answer."""
        self.bytes += len(piece)
        if self.bytes > self.limits.bytes:
            raise QueryStopped(f"The answer is larger than {self.limits.bytes} bytes.")
        if self.count_rows and self.count_rows(piece) - self.header_rows > self.limits.rows:
            raise _too_many_rows(self.limits)
        self.data += _as_xml(piece) if self.is_xml else piece
        if len(self.data) >= BUFFER:
            self.send()
        return len(piece)

    def flush(self) -> None:
        """Does nothing: what is held goes out when it is enough, or at the end."""

    def send(self) -> None:
        """Sends what is held; waits while the parent does not read."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
        self.channel.sendall(self.frames)
        self.frames, self.data = bytearray(), bytearray()

    def end(self, condition: bytes) -> None:
        """Ends the answer, which is whole."""
        self.send_last(frame(END, condition))

    def fail(self, **facts: object) -> None:
        """Says why there is no answer, or no more of it."""
        self.data.clear()
        self.send_last(frame(ERROR, json.dumps(facts).encode()))

    def send_last(self, last: bytes) -> None:
        """Sends what is held and a last frame, at one go where it is little."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
            self.data.clear()
        self.frames += last
        self.send()


XML_NAME_AT_END = re.compile(r"[^\W\d][\w.-]*$")


def _as_xml(piece: bytes) -> bytes:
    """What the engine writes as XML, made whole: it leaves carriage returns as they are, which XML readers drop."""
    if NOT_XML_BYTES.search(piece):
        raise FormNotOffered("The answer has a character that XML cannot hold; ask for another format.")
    return piece.replace(b"\r", b"&#xD;")


def _too_many_rows(limits: Limits) -> QueryStopped:
    """The error of an answer with too many rows."""
    return QueryStopped(f"The answer has more than {limits.rows} rows; ask for fewer with LIMIT, or take a dump.")


@lru_cache(maxsize=64)
def _outline_of(text: str, depth: int, patterns: int) -> Outline:
    """The outline of an admitted query, remembered."""
    return admit(text, Bounds(depth, patterns))


def answer(store: Store, query: Query, limits: Limits, outlet: Outlet) -> None:
    """Writes the answer of a query to the outlet; raises QueryError where there is none."""
    outline = _outline_of(query.text, limits.depth, limits.patterns)
    is_graph = outline.form in {"CONSTRUCT", "DESCRIBE"}
    media_type = query.graph if is_graph else query.solutions
    if media_type is None:
        raise FormNotOffered(f"The answer of {outline.form} comes in none of the formats asked for.")
    results = _evaluate(store, query, outline)
    outlet.begin(media_type)
    try:
        if isinstance(results, QueryTriples):
            _write_graph(_counted(results, limits), media_type, outlet)
        else:
            _write_results(results, media_type, outlet)
    except RuntimeError as error:
        raise QueryRefused(f"The engine can't evaluate the query: {error}.") from error


def _evaluate(store: Store, query: Query, outline: Outline) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The engine's results over the query's dataset."""
    default_graphs, named_graphs = _dataset(query, outline)
    unknown: dict[NamedNode, Callable[..., GraphName | Literal | Triple | None]] = {}
    while True:
        try:
            return store.query(
                query.text,
                base_iri=query.base,
                use_default_graph_as_union=query.is_union and default_graphs is None,
                default_graph=default_graphs,
                named_graphs=named_graphs,
                custom_functions=unknown,
            )
        except SyntaxError as error:
            raise _malformed(str(error.msg)) from error
        except RuntimeError as error:
            unknown[_unknown_function(error, unknown)] = lambda *_: None


def _unknown_function(error: RuntimeError, known: Container[NamedNode]) -> NamedNode:
    """The function that the engine does not know: calling it is an error of the expression, not of the query.

    https://www.w3.org/TR/sparql11-query/#extensionFunctions
    """
    match = re.search(r"custom function <(.*)> is not supported", str(error))
    if match is None or NamedNode(match[1]) in known:
        raise QueryRefused(f"The engine can't evaluate the query: {error}.") from error
    return NamedNode(match[1])


def _dataset(query: Query, outline: Outline) -> tuple[list[DefaultName] | None, list[GraphName] | None]:
    """The graphs of a query: those of the protocol, else those of FROM, else (None) the store's own dataset.

    https://www.w3.org/TR/sparql11-protocol/#dataset: graphs named in the request override those in the query.
    """
    default_graphs, named_graphs = query.default_graphs, query.named_graphs
    if default_graphs is None and named_graphs is None:
        if not outline.default_graphs and not outline.named_graphs:
            return None, None
        default_graphs = _resolve(tuple(outline.default_graphs), outline.prologue, query.base)
        named_graphs = _resolve(tuple(outline.named_graphs), outline.prologue, query.base)
    return [_graph_node(iri) for iri in default_graphs or ()], [NamedNode(iri) for iri in named_graphs or ()]


def _resolve(names: tuple[str, ...], prologue: str, base: str) -> tuple[str, ...]:
    """The IRIs of names as written in a query, under its prefixes and base, as the engine reads them."""
    try:
        rows = Store().query(f"{prologue} SELECT ?name {{ VALUES ?name {{ {' '.join(names)} }} }}", base_iri=base)
    except SyntaxError as error:
        raise _malformed(str(error.msg)) from error
    return tuple(cast(NamedNode, row["name"]).value for row in cast(QuerySolutions, rows))


def _graph_node(iri: str) -> NamedNode | DefaultGraph:
    """The graph that a name stands for; the record is the default graph of the store."""
    return DefaultGraph() if iri == RECORD_GRAPH.value else NamedNode(iri)


def _malformed(message: str) -> QueryMalformed:
    """The engine's syntax error, with its place; what the engine says it expected there misleads more than it helps."""
    match = re.match(r"error at (\d+):(\d+): ", message)
    if match is None:
        return QueryMalformed(f"The query is not SPARQL: {message}.")
    line, column = int(match[1]), int(match[2])
    return QueryMalformed(
        f"The query is not SPARQL: it can't be read beyond line {line}, column {column}.", line, column
    )


def _write_results(results: QuerySolutions | QueryBoolean, media_type: str, outlet: Outlet) -> None:
    """Writes the results of a SELECT or an ASK."""
    if isinstance(results, QuerySolutions):
        outlet.count(media_type)
    results.serialize(cast(IO[bytes], outlet), SOLUTION_FORMATS[media_type])


def _write_graph(triples: Iterable[Triple], media_type: str, outlet: Outlet) -> None:
    """Writes the triples of a CONSTRUCT or a DESCRIBE."""
    format = GRAPH_FORMATS[media_type]
    prefixes = PREFIXES if format in {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML} else None
    if format == RdfFormat.RDF_XML:
        triples = (_checked(triple) for triple in triples)
    statements = (Quad(*triple) for triple in triples) if format.supports_datasets else triples
    serialize(statements, cast(IO[bytes], outlet), format, prefixes=prefixes)


def _checked(triple: Triple) -> Triple:
    """A triple whose predicate can be the name of an XML element."""
    if not XML_NAME_AT_END.search(triple.predicate.value):
        raise FormNotOffered(f"{triple.predicate} can't be a predicate in RDF/XML; ask for another format.")
    return triple


def _counted(triples: Iterable[Triple], limits: Limits) -> Iterator[Triple]:
    """The triples, up to the limit of rows."""
    for number, triple in enumerate(triples, 1):
        if number > limits.rows:
            raise _too_many_rows(limits)
        yield triple
