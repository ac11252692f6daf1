"""The test suites of the W3C as this project runs them: manifests read, data put into one release, results compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from support.places import CONFORMANCE

SUITE = CONFORMANCE / "w3c-rdf-tests/sparql"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
BASE = "http://www.w3.org/2009/sparql/docs/tests/"
Term = NamedNode | BlankNode | Literal
Rows = list[dict[str, Term]]


@dataclass(frozen=True)
class Case:
    """One test of a manifest."""

    name: str
    type: str
    folder: Path
    query: str
    data: tuple[str, ...]
    graph_data: tuple[str, ...]
    result: str | None

    @property
    def text(self) -> str:
        """The query, with the address of its file as base."""
        return (self.folder / self.query).read_bytes().decode("utf-8-sig")

    def address(self, name: str) -> str:
        return f"{BASE}{self.folder.relative_to(SUITE)}/{name}"


class Manifest:
    """A manifest, with short ways to its values."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self.base = f"{BASE}{path.parent.relative_to(SUITE)}/"
        self.store = Store()
        self.store.load(path=path, format=RdfFormat.TURTLE, base_iri=self.base)

    def values(self, subject: Term, predicate: str) -> list[Term]:
        return [quad.object for quad in self.store.quads_for_pattern(subject, NamedNode(predicate), None)]

    def value(self, subject: Term, predicate: str) -> Term | None:
        return next(iter(self.values(subject, predicate)), None)

    def items(self, node: Term | None) -> Iterator[Term]:
        """The members of an RDF list."""
        while node is not None and node.value != RDF + "nil":
            first = self.value(node, RDF + "first")
            assert first is not None
            yield first
            node = self.value(node, RDF + "rest")

    def entries(self) -> Iterator[Term]:
        """The tests, in order."""
        (entries,) = (quad.object for quad in self.store.quads_for_pattern(None, NamedNode(MF + "entries"), None))
        yield from self.items(entries)

    def file(self, node: Term | None) -> str:
        """The name of a file in the manifest's folder."""
        assert isinstance(node, NamedNode)
        return node.value.removeprefix(self.base)

    def graph_file(self, node: Term) -> str:
        """The file of a named graph, which may be given with a name."""
        return self.file(
            node if isinstance(node, NamedNode) else self.value(node, QT + "graph") or self.value(node, UT + "graph")
        )

    def case(self, entry: Term) -> Case:
        action, result = self.value(entry, MF + "action"), self.value(entry, MF + "result")
        assert action is not None
        query = self.value(action, QT + "query") or action
        type_, name = self.value(entry, RDF + "type"), self.value(entry, MF + "name")
        assert type_ is not None
        assert name is not None
        return Case(
            name=f"{self.folder.name}: {name.value}",
            type=type_.value.removeprefix(MF),
            folder=self.folder,
            query=self.file(query),
            data=tuple(self.file(node) for node in self.values(action, QT + "data")),
            graph_data=tuple(self.graph_file(node) for node in self.values(action, QT + "graphData")),
            result=self.file(result) if result else None,
        )


@cache
def cases() -> tuple[Case, ...]:
    """All tests of queries, those of the protocol and of service descriptions apart."""
    manifests = [Manifest(path) for path in sorted(SUITE.glob("sparql1*/*/manifest.ttl"))]
    found = [
        m.case(entry)
        for m in manifests
        if m.folder.name not in {"protocol", "service-description"}
        for entry in m.entries()
    ]
    return tuple(found)


def data_quads() -> Iterator[Quad]:
    """All data files that tests ask of, each in a graph named by its address."""
    folders = {case.folder for case in cases()}
    for path in sorted(
        path for folder in folders for path in folder.iterdir() if path.suffix in {".ttl", ".rdf", ".nt"}
    ):
        address = f"{BASE}{path.relative_to(SUITE)}"
        try:
            quads = list(parse(path=path, base_iri=address, rename_blank_nodes=True))
        except SyntaxError:  # a file of expected results, which none asks of
            continue
        yield from (Quad(quad.subject, quad.predicate, quad.object, NamedNode(address)) for quad in quads)


# results


def expected(case: Case) -> Rows | bool | frozenset[Quad]:
    """What a test expects: rows, a boolean, or triples."""
    assert case.result is not None
    path = case.folder / case.result
    formats = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}
    if path.suffix in formats:
        return read_results(path.read_bytes(), formats[path.suffix])
    quads = frozenset(parse(path=path, base_iri=case.address(case.result)))
    return result_set(quads) if any(quad.object == NamedNode(RS + "ResultSet") for quad in quads) else quads


def read_results(text: bytes, format: QueryResultsFormat) -> Rows | bool:
    """Results as written."""
    results = parse_query_results(text, format)
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in results]


def result_set(quads: frozenset[Quad]) -> Rows | bool:
    """Results written as a graph."""
    store = Store()
    store.extend(quads)
    for quad in store.quads_for_pattern(None, NamedNode(RS + "boolean"), None):
        return quad.object.value == "true"
    query = f"SELECT ?row ?name ?value {{ ?set <{RS}solution> ?row OPTIONAL {{ ?row <{RS}binding> [ <{RS}variable> ?name ; <{RS}value> ?value ] }} }}"
    rows: dict[Term, dict[str, Term]] = {}
    for row in store.query(query):
        values = rows.setdefault(row["row"], {})
        if row["name"] is not None:
            values[row["name"].value] = row["value"]
    return list(rows.values())


def same_rows(left: Rows, right: Rows) -> bool:
    """Whether two lists have the same rows in any order, blank nodes being named alike."""
    return len(left) == len(right) and canonical(left) == canonical(right)


def canonical(rows: Rows) -> Counter[frozenset[tuple[str, str]]] | frozenset[Quad]:
    """Rows in a form that can be compared."""
    if not any(isinstance(value, BlankNode) for row in rows for value in row.values()):
        return Counter(frozenset((name, comparable(value)) for name, value in row.items()) for row in rows)
    quads = [Quad(node, NamedNode(f"urn:{name}"), value if isinstance(value, BlankNode) else Literal(comparable(value)))
             for row in rows for node in [BlankNode()] for name, value in row.items()]  # fmt: skip
    return same_graph(quads)


def same_graph(quads: list[Quad] | frozenset[Quad]) -> frozenset[Quad]:
    """Quads with canonical names of blank nodes."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)


@cache
def comparable(value: Term) -> str:
    """A term as text, written as the engine writes it: it keeps the values of numbers, dates and booleans, not the digits."""
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), value))
    (quad,) = store
    return str(quad.object)
