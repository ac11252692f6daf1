"""Shapes (https://www.w3.org/TR/shacl/), and what a record breaks of them."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from pyshacl.errors import ReportableRuntimeError
from rdflib.collection import Collection
from rdflib.namespace import SH

from kb.errors import MalformedShapes
from kb.model.vocabulary import ENGLISH, Terms
from kb.namespaces import BASE, term
from kb.validation import languages
from kb.validation.findings import SHAPES, Finding, Term
from kb.validation.graphs import GraphToAskAgain, graph_of, graph_to_check

_DEPRECATED, _OF_TOMBSTONES = term("owl:deprecated"), ("Deprecated", "Replaced")
_MOST_MEMBERS = 30
"""How many members of a closed list a message names."""
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


def broken(record: Iterable[Quad], folder: Path, terms: Terms) -> Iterator[Finding]:
    """What a record breaks of the shapes of a folder; of what is withdrawn, no more is asked than of tombstones.

    Raises MalformedShapes for a file of shapes that can't be used.
    """
    data = list(record)
    try:
        _, results, text = pyshacl.validate(
            graph_to_check(data),
            shacl_graph=_in_languages(_spread_of(folder), terms),
            ont_graph=_ontology(terms),
            inplace=True,
            do_owl_imports=False,
        )
    except ReportableRuntimeError as error:
        raise MalformedShapes(f"{folder.name}/: {error}") from None
    if not isinstance(results, rdflib.Graph):
        raise MalformedShapes(f"{folder.name}/: {text}")
    rules = _shapes(folder)
    gone = {
        quad.subject.value for quad in data if quad.predicate == _DEPRECATED and isinstance(quad.subject, NamedNode)
    }
    for result in results.objects(None, SH.result):
        finding = _finding(results, result, rules, terms)
        if finding.focus not in gone or finding.rule.partition(".")[0] in _OF_TOMBSTONES:
            yield finding


@cache
def _shapes(folder: Path) -> rdflib.Graph:
    """The shapes of a folder as one graph.

    Raises MalformedShapes for a file that is not Turtle.
    """
    return graph_of(quad for path in sorted(folder.glob("*.ttl")) for quad in _parse(path))


def _spread(graph: rdflib.Graph) -> rdflib.Graph:
    """The same shapes, with the targets of each node shape given to its property shapes.

    They find the same, but pySHACL checks a property shape that has targets for all nodes at once, and one that it
    meets through a node shape again for each node, which takes it more than twice as long.
    """
    spread = GraphToAskAgain(graph)
    for shape, _, member in graph.triples((None, SH.property, None)):
        targets = [(target, value) for target in TARGETS for value in graph.objects(shape, target)]
        if not targets:
            continue
        spread.remove((shape, SH.property, member))
        spread.addN((member, target, value, spread) for target, value in targets)
        for ignored in spread.objects(shape, SH.ignoredProperties):
            for path in graph.objects(member, SH.path):
                Collection(spread, ignored).append(path)
    return spread


def make_ready(folder: Path) -> None:
    """Reads the shapes of a folder; raises MalformedShapes."""
    _spread_of(folder)


@cache
def _spread_of(folder: Path) -> rdflib.Graph:
    return _spread(_shapes(folder))


def _in_languages(shapes: rdflib.Graph, terms: Terms) -> rdflib.Graph:
    """The shapes, with the languages of a record in the lists of `languages.ttl`."""
    if terms.languages == (ENGLISH,):
        return shapes
    lists = graph_of(pyoxigraph.parse(languages.turtle(terms.languages), RdfFormat.TURTLE, base_iri=BASE))
    own = GraphToAskAgain(shapes)
    for head in {head for head in lists.subjects() if isinstance(head, rdflib.URIRef)}:
        own.remove((head, None, None))
    own += lists
    return own


def _ontology(terms: Terms) -> rdflib.Graph:
    return graph_of(Quad(*triple) for triple in terms.declared)


def _parse(path: Path) -> list[Quad]:
    try:
        return list(pyoxigraph.parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=BASE))
    except SyntaxError as error:
        raise MalformedShapes(f"{path.parent.name}/{path.name}:{error.lineno or 1}: {error.msg}") from None


def _finding(results: rdflib.Graph, result: rdflib.term.Node, rules: rdflib.Graph, terms: Terms) -> Finding:
    def value(predicate: rdflib.URIRef) -> rdflib.term.Node | None:
        return results.value(result, predicate)

    path, found = value(SH.resultPath), value(SH.value)
    allowed = _allowed(value(SH.sourceShape), value(SH.sourceConstraintComponent), rules, terms)
    return Finding.of(
        focus=_term(value(SH.focusNode)),
        rule=str(value(SH.sourceShape)).removeprefix(SHAPES),
        message=f"{value(SH.resultMessage)}{allowed}",
        path=_term(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if found is None else _term(found),
        component=str(value(SH.sourceConstraintComponent)).removeprefix(str(SH)),
    )


def _allowed(
    shape: rdflib.term.Node | None, component: rdflib.term.Node | None, rules: rdflib.Graph, terms: Terms
) -> str:
    """What may stand where something else does: the values of a list, or things of some classes; ends a message."""
    if component == SH.InConstraintComponent:
        values = rules.value(shape, SH["in"])
        return (
            f" There are: {', '.join(_named(value, terms) for value in Collection(rules, values))}." if values else ""
        )
    if component not in (SH.ClassConstraintComponent, SH.OrConstraintComponent):
        return ""
    listed = rules.value(shape, SH["or"])
    choices = [shape, *(Collection(rules, listed) if listed else ())]
    classes = [str(each) for choice in choices for each in rules.objects(choice, SH["class"])]
    members = [terms.compact(iri) for each in classes for iri in terms.concepts_of(each)]
    if classes and 0 < len(members) <= _MOST_MEMBERS:
        return f" There are: {', '.join(members)}."
    return f" It takes {' or '.join(map(terms.compact, classes))}." if classes else ""


def _named(value: rdflib.term.Node, terms: Terms) -> str:
    return terms.compact(str(value)) if isinstance(value, rdflib.URIRef) else str(value)


def _term(node: rdflib.term.Node | None) -> Term:
    if isinstance(node, rdflib.Literal):
        datatype = NamedNode(str(node.datatype)) if node.datatype else None
        return Literal(str(node), language=node.language, datatype=datatype)
    return NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else BlankNode()
