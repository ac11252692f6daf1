"""N-Triples and N-Quads, canonical and in the order of their lines: each line once, subject by subject.

https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples, https://www.w3.org/TR/rdf12-n-quads/#canonical-quads.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kb.rdf.graphs import Graph, Graphs


def serialize_ntriples(graph: Graph) -> Iterator[bytes]:
    """The triples as N-Triples, subject by subject."""
    for subject in sorted(graph.subjects(), key=_first_of_line):
        yield _in_order((Triple(*triple) for triple in graph.about(subject)), RdfFormat.N_TRIPLES)


def serialize_nquads(graphs: Graphs) -> Iterator[bytes]:
    """The quads as N-Quads, subject by subject, whichever graph tells of it."""
    members = [(graphs.default, None), *((graph, name) for name, graph in graphs.named.items())]
    for subject in sorted({subject for graph, _ in members for subject in graph.subjects()}, key=_first_of_line):
        quads = (Quad(*triple, name) for graph, name in members for triple in graph.about(subject))
        yield _in_order(quads, RdfFormat.N_QUADS)


def _first_of_line(subject: NamedNode) -> str:
    """What orders subjects as their lines are ordered."""
    return f"{subject.value}>"


def _in_order(statements: Iterable[Triple] | Iterable[Quad], format: RdfFormat) -> bytes:
    lines = serialize(statements, format=format)
    assert lines is not None, "only a serialization to a file returns nothing"
    return b"".join(line + b"\n" for line in sorted(set(lines.split(b"\n")) - {b""}))
