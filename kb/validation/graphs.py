"""Graphs of rdflib, for which pySHACL asks, that answer it in less time than rdflib's own."""

from collections.abc import Iterable
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.namespace import NamespaceManager
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.store import Store


def graph_of(quads: Iterable[Quad]) -> rdflib.Graph:
    """The quads, of whatever graph, as one graph."""
    return _filled(rdflib.Graph(bind_namespaces="none"), quads)


def graph_to_check(quads: Iterable[Quad]) -> rdflib.Graph:
    """The same of a record, of which pySHACL asks much, but nothing twice."""
    data = list(quads)
    is_nameless = any(isinstance(term, BlankNode) for quad in data for term in (quad.subject, quad.object))
    store: Store | str = "default" if is_nameless else _OneGraph()
    return _filled(rdflib.Graph(store, bind_namespaces="none"), data)


class GraphToAskAgain(rdflib.Graph):
    """A graph that keeps what it has answered, since pySHACL reads a shape anew for each node that it checks."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._answers: dict[object, tuple[Any, ...]] = {}
        super().__init__(bind_namespaces="none")
        self.namespace_manager = _WholeNames(self, "none")
        self += graph

    def triples(self, triple: Any) -> Any:
        if triple not in self._answers:
            self._answers[triple] = tuple(super().triples(triple))
        return iter(self._answers[triple])

    def addN(self, quads: Any) -> Any:  # noqa: N802 (a method of rdflib)
        self._answers.clear()
        return super().addN(quads)

    def add(self, triple: Any) -> Any:
        self._answers.clear()
        return super().add(triple)

    def remove(self, triple: Any) -> Any:
        self._answers.clear()
        return super().remove(triple)


class _WholeNames(NamespaceManager):
    """Names of IRIs that are not shortened: pySHACL names each alternative that fails, also where another holds."""

    def bind(self, *_: Any, **__: Any) -> None:
        pass

    def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803 (a method of rdflib)
        return f"<{rdfTerm}>"


def _filled(graph: rdflib.Graph, quads: Iterable[Quad]) -> rdflib.Graph:
    graph.namespace_manager = _WholeNames(graph, "none")
    terms = _Terms()
    graph.addN((terms[quad.subject], terms[quad.predicate], terms[quad.object], graph) for quad in quads)
    return graph


class _OneGraph(SimpleMemory):
    """A store of one graph that passes for one of many, as pySHACL wants it; it can't tell the graph of a blank node.

    It answers in half the time that rdflib's store of many graphs takes, and counts its triples once, not at each
    question.
    """

    context_aware = graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self.size: int | None = None

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        self.size = None
        super().add(triple, context, quoted)

    def __len__(self, context: Any = None) -> int:
        if self.size is None:
            self.size = super().__len__(context)
        return self.size


class _Terms(dict[object, rdflib.term.Node]):
    """Terms of pyoxigraph as terms of rdflib, each made once."""

    def __missing__(self, term: object) -> rdflib.term.Node:
        self[term] = made = self._make(term)
        return made

    def _make(self, term: object) -> rdflib.term.Node:
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, Literal):
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, term.language, datatype, normalize=False)
        assert isinstance(term, BlankNode), f"{term} is no term of RDF 1.1"
        return rdflib.BNode(term.value)
