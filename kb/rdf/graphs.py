"""Ground graphs (https://www.w3.org/TR/rdf11-concepts/#dfn-ground-rdf-graph): no blank node may be written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kb.errors import BlankNodeFound, Unwritable

GroundTriple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Statements = Iterable[Quad | Triple | GroundTriple]


class Graphs(NamedTuple):
    """The triples of the default graph, and those of each named graph, in the order of names."""

    default: list[GroundTriple]
    named: dict[NamedNode, list[GroundTriple]]


def triples(statements: Statements) -> list[GroundTriple]:
    """The triples of statements, whatever graph they are in."""
    return [statement if isinstance(statement, tuple) else _ground(statement) for statement in statements]


def graphs(statements: Statements | Graphs) -> Graphs:
    """The triples of statements by graph; bare ones are in the default graph."""
    if isinstance(statements, Graphs):
        return statements
    default: list[GroundTriple] = []
    named: dict[NamedNode, list[GroundTriple]] = defaultdict(list)
    for statement in statements:
        if isinstance(statement, tuple):
            default.append(statement)
            continue
        name = statement.graph_name if isinstance(statement, Quad) else DefaultGraph()
        if isinstance(name, BlankNode):
            raise _refusal(statement)
        members = named[name] if isinstance(name, NamedNode) else default
        members.append(_ground(statement))
    return Graphs(default, {name: named[name] for name in sorted(named, key=str)})


def _ground(statement: Quad | Triple) -> GroundTriple:
    subject, value = statement.subject, statement.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise _refusal(statement)
    if isinstance(value, Literal) and value.direction is not None:
        raise _refusal(statement)
    return subject, statement.predicate, value


def _refusal(statement: Quad | Triple) -> BlankNodeFound | Unwritable:
    parts = [statement.subject, statement.object, getattr(statement, "graph_name", None)]
    if any(isinstance(part, BlankNode) for part in parts):
        return BlankNodeFound(f"{statement} has a blank node: give it an IRI, such as <its parent>#<the property>")
    return Unwritable(f"{statement} has a triple term or a text direction: the formats are those of RDF 1.1")
