"""How a query is answered within its process: evaluated, written as it was asked for, stopped at its limits."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from itertools import islice
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

from kb.errors import FormNotOffered, QueryMalformed, QueryRefused
from kb.namespaces import PREFIXES
from kb.rdf.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kb.rdf.rdfxml import is_property
from kb.sandbox.admission import Bounds, Outline, admit
from kb.sandbox.limits import Limits
from kb.sandbox.outlet import Outlet, too_many_rows
from kb.sandbox.patterns import FUNCTIONS
from kb.store.protocol import Query

GraphName = NamedNode | BlankNode

DefaultName = GraphName | DefaultGraph


OF_RDF_1_2 = re.compile(r"<<|--(?:ltr|rtl)|\b(?:TRIPLE|STRLANGDIR)\b", re.IGNORECASE)
"""What a query may make terms of RDF 1.2 with, of which the record has none."""


@lru_cache(maxsize=64)
def _outline_of(text: str, depth: int, patterns: int, base: str) -> Outline:
    """The outline of an admitted query, remembered."""
    return admit(text, Bounds(depth, patterns), base)


def answer(store: Store, query: Query, limits: Limits, outlet: Outlet) -> None:
    """Writes the answer of a query to the outlet; raises QueryError where there is none."""
    outline = _outline_of(query.text, limits.depth, limits.patterns, query.base)
    is_graph = outline.form in {"CONSTRUCT", "DESCRIBE"}
    media_type = query.graph if is_graph else query.solutions
    if media_type is None:
        raise FormNotOffered(f"The answer of {outline.form} comes in none of the formats asked for.")
    try:
        if OF_RDF_1_2.search(outline.text):
            _check_solutions(_evaluate(store, query, outline), limits)
        results = _evaluate(store, query, outline)
        outlet.begin(media_type)
        if isinstance(results, QueryTriples):
            _write_graph(_counted(results, limits), media_type, outlet)
        else:
            _write_results(results, media_type, outlet)
    except RuntimeError as error:
        raise QueryRefused(f"The engine can't evaluate the query: {error}.") from error
    except OSError as error:
        raise FormNotOffered(f"The answer can't be written as {media_type}: {error}.") from error


def _evaluate(store: Store, query: Query, outline: Outline) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The engine's results over the query's dataset."""
    default_graphs, named_graphs = _dataset(query, outline)
    unknown: dict[NamedNode, Callable[..., GraphName | Literal | Triple | None]] = {}
    while True:
        try:
            return store.query(
                outline.text,
                base_iri=query.base,
                use_default_graph_as_union=query.is_union and default_graphs is None,
                default_graph=default_graphs,
                named_graphs=named_graphs,
                custom_functions={**FUNCTIONS, **unknown},
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
    return [_graph_node(iri, query) for iri in default_graphs or ()], [NamedNode(iri) for iri in named_graphs or ()]


def _resolve(names: tuple[str, ...], prologue: str, base: str) -> tuple[str, ...]:
    """The IRIs of names as written in a query, under its prefixes and base, as the engine reads them."""
    try:
        rows = Store().query(f"{prologue} SELECT ?name {{ VALUES ?name {{ {' '.join(names)} }} }}", base_iri=base)
    except SyntaxError as error:
        raise _malformed(str(error.msg)) from error
    return tuple(cast(NamedNode, row["name"]).value for row in cast(QuerySolutions, rows))


def _graph_node(iri: str, query: Query) -> NamedNode | DefaultGraph:
    """The graph that a name stands for; the record is the default graph of the store."""
    return DefaultGraph() if iri == query.record_graph else NamedNode(iri)


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
    checked = (_checked(triple, format == RdfFormat.RDF_XML) for triple in triples)
    statements = (Quad(*triple) for triple in checked) if format.supports_datasets else checked
    serialize(statements, cast(IO[bytes], outlet), format, prefixes=prefixes)


def _checked(triple: Triple, is_xml: bool) -> Triple:
    """A triple that the formats of RDF 1.1 can hold."""
    _check(triple.object)
    if is_xml and not is_property(triple.predicate.value):
        raise FormNotOffered(f"{triple.predicate} can't be a predicate in RDF/XML; ask for another format.")
    return triple


def _check(term: object) -> None:
    """Raises FormNotOffered for a term that the formats of RDF 1.1 and SPARQL 1.1 can't hold."""
    if isinstance(term, Triple):
        raise FormNotOffered("The answer has a triple as a term, of RDF 1.2, which formats of RDF 1.1 can't hold.")
    if isinstance(term, Literal) and term.direction:
        raise FormNotOffered("The answer has a text with a direction, of RDF 1.2, which formats of RDF 1.1 can't hold.")


def _check_solutions(results: object, limits: Limits) -> None:
    """Raises FormNotOffered where a solution has a term that the formats can't hold."""
    if isinstance(results, QuerySolutions):
        for solution in islice(results, limits.rows):
            for term in solution:
                _check(term)


def _counted(triples: Iterable[Triple], limits: Limits) -> Iterator[Triple]:
    """The triples, up to the limit of rows."""
    for number, triple in enumerate(triples, 1):
        if number > limits.rows:
            raise too_many_rows(limits)
        yield triple
