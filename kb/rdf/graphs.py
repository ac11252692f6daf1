"""Ground graphs (https://www.w3.org/TR/rdf11-concepts/#dfn-ground-rdf-graph): no blank node may be written.

A format reads a graph subject by subject, in its own order, so that a graph may lie anywhere: in a list, a store, or
in parts, each of which has some of the subjects.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kb.errors import BlankNodeFound, Unwritable

GroundTriple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Statements = Iterable[Quad | Triple | GroundTriple]


class Graph(Protocol):
    """The triples of a graph, which may be read as often as a format needs."""

    def __iter__(self) -> Iterator[GroundTriple]:
        """All triples, in no order."""

    def subjects(self) -> Iterable[NamedNode]:
        """Each subject once, in no order."""

    def about(self, subject: NamedNode) -> Iterable[GroundTriple]:
        """The triples of a subject, in no order."""


class HeldGraph:
    """A graph in memory, made of statements, whatever graph they are in."""

    def __init__(self, statements: Statements = ()) -> None:
        self._triples: dict[NamedNode, list[GroundTriple]] = defaultdict(list)
        for statement in statements:
            self.add(statement)

    def add(self, statement: Quad | Triple | GroundTriple) -> None:
        """Adds the triple of a statement; raises BlankNodeFound or Unwritable for one that is not ground."""
        triple = statement if isinstance(statement, tuple) else ground(statement)
        self._triples[triple[0]].append(triple)

    def __iter__(self) -> Iterator[GroundTriple]:
        return chain.from_iterable(self._triples.values())

    def subjects(self) -> Iterable[NamedNode]:
        """Each subject once."""
        return self._triples

    def about(self, subject: NamedNode) -> Iterable[GroundTriple]:
        """The triples of a subject."""
        return self._triples.get(subject, ())


class Graphs(NamedTuple):
    """The default graph of a dataset, and each named graph, in the order of names."""

    default: Graph
    named: dict[NamedNode, Graph]


def graphs(statements: Statements) -> Graphs:
    """The triples of statements by graph; bare ones are in the default graph."""
    default, named = HeldGraph(), defaultdict[NamedNode, HeldGraph](HeldGraph)
    for statement in statements:
        name = statement.graph_name if isinstance(statement, Quad) else DefaultGraph()
        if isinstance(name, BlankNode):
            raise _refusal(statement)
        (named[name] if isinstance(name, NamedNode) else default).add(statement)
    return Graphs(default, {name: named[name] for name in sorted(named, key=str)})


def ground(statement: Quad | Triple) -> GroundTriple:
    """The triple of a statement; raises BlankNodeFound or Unwritable for what the formats cannot hold."""
    subject, value = statement.subject, statement.object
    if isinstance(subject, NamedNode):
        if isinstance(value, NamedNode):
            return subject, statement.predicate, value
        if isinstance(value, Literal) and value.direction is None:
            return subject, statement.predicate, value
    raise _refusal(statement)


def _refusal(statement: Quad | Triple | GroundTriple) -> BlankNodeFound | Unwritable:
    parts = [getattr(statement, name, None) for name in ("subject", "object", "graph_name")]
    if any(isinstance(part, BlankNode) for part in parts):
        return BlankNodeFound(f"{statement} has a blank node: give it an IRI, such as <its parent>#<the property>")
    return Unwritable(f"{statement} has a triple term or a text direction: the formats are those of RDF 1.1")
