"""pySHACL (https://github.com/RDFLib/pySHACL) as an engine: what our own is measured by."""

from collections.abc import Iterable, Iterator

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import SH

from kb.errors import MalformedShapes
from kb.store.embedded import EmbeddedStore
from kb.validation.results import Node, Result
from kb.validation.shapes_graph import ShapesGraph


def results(store: EmbeddedStore, shapes: ShapesGraph) -> Iterator[Result]:
    """What does not conform in the default graph of a store; raises MalformedShapes for shapes that can't be used."""
    try:
        _, found, text = pyshacl.validate(
            _graph(quad.triple for quad in store.store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())),
            shacl_graph=_graph(shapes.triples),
            inplace=True,
            do_owl_imports=False,
        )
    except ReportableRuntimeError as error:
        raise MalformedShapes(str(error)) from None
    if not isinstance(found, rdflib.Graph):
        raise MalformedShapes(text)
    for result in found.objects(None, SH.result):
        shape, path, value = (found.value(result, each) for each in (SH.sourceShape, SH.resultPath, SH.value))
        yield Result(
            focus=_term(found.value(result, SH.focusNode)),
            shape=_resource(shape),
            component=str(found.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
            path=None if path is None else _resource(path),
            value=None if value is None else _term(value),
            severity=str(found.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            messages=tuple(_literal(each) for each in found.objects(result, SH.resultMessage)),
        )


def _graph(triples: Iterable[Triple]) -> rdflib.Graph:
    written = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph(bind_namespaces="none").parse(data=written, format="nt")


def _term(node: rdflib.term.Node | None) -> Node:
    return _literal(node) if isinstance(node, rdflib.Literal) else _resource(node)


def _resource(node: rdflib.term.Node | None) -> NamedNode | BlankNode:
    return NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else BlankNode()


def _literal(node: rdflib.term.Node) -> Literal:
    assert isinstance(node, rdflib.Literal)
    datatype = NamedNode(str(node.datatype)) if node.datatype else None
    return Literal(str(node), language=node.language, datatype=datatype)
