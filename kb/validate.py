"""What a record breaks: shapes (https://www.w3.org/TR/shacl/) in its default graph, rules in the union of its graphs.

Both lie in `shapes/`. A rule is a query that must return nothing, for what SHACL says badly.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolution, RdfFormat, Triple
from pyshacl.errors import ReportableRuntimeError
from rdflib.collection import Collection
from rdflib.namespace import SH

from kb import resources
from kb.errors import MalformedShapes, Problem
from kb.names import BASE, compact, expand
from kb.ontology import triples
from kb.reader import Place
from kb.store import EmbeddedStore
from kb.turtle import serialize_turtle

SHAPES = BASE + "shapes#"
REPORT = NamedNode(BASE + "report")
TYPE = NamedNode(expand("rdf:type"))
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Finding:
    """One thing that breaks a shape or rule.

    `focus` and `path` are IRIs, `rule` is the name of a shape or of a rule's file without ending, `value` is a term as
    in N-Triples, and `component` is the name of SHACL's constraint component, None for a rule.
    """

    focus: str
    rule: str
    message: str
    path: str | None = None
    value: str | None = None
    component: str | None = None

    def problem(self, place: Place) -> Problem:
        """The finding as a problem of the authored file where its focus stands."""
        return place.problem(f"{self.message} ({compact(self.focus)}, {self.rule})")


@dataclass(frozen=True)
class Rule:
    """A query that must return nothing, and what to tell a curator if it does."""

    name: str
    message: str
    query: str


def validate(record: Iterable[Quad], derived: Iterable[Quad], folder: Path | None = None) -> list[Finding]:
    """What a record and what is derived from it break, sorted.

    `record` is the default graph whole, closed lists included; `folder` holds shapes and rules, ours unless given.
    Raises MalformedShapes for a file of shapes or a rule that can't be used.
    """
    folder, authored = folder or resources.folder("shapes"), list(record)
    findings = {*_broken_shapes(authored, folder), *_broken_rules([*authored, *derived], folder)}
    return sorted(findings, key=_order)


def report(findings: Iterable[Finding]) -> bytes:
    """The findings as a validation report (https://www.w3.org/TR/shacl/#validation-report) in Turtle."""
    ordered = sorted(findings, key=_order)
    statements = [
        Triple(REPORT, TYPE, _sh("ValidationReport")),
        Triple(REPORT, _sh("conforms"), Literal(not ordered)),
    ]
    for number, finding in enumerate(ordered, 1):
        result = NamedNode(f"{REPORT.value}#result-{number}")
        statements.append(Triple(REPORT, _sh("result"), result))
        statements += [Triple(result, predicate, term) for predicate, term in _result(finding)]
    return serialize_turtle(statements)


@cache
def rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder, by name.

    Raises MalformedShapes for a rule that does not begin with what is wrong and the remedy.
    """
    return tuple(_rule(path) for path in sorted(folder.glob("*.rq")))


@cache
def shapes(folder: Path) -> rdflib.Graph:
    """The shapes of a folder as one graph.

    Raises MalformedShapes for a file that is not Turtle.
    """
    return _graph(quad for path in sorted(folder.glob("*.ttl")) for quad in _parse(path))


def spread(graph: rdflib.Graph) -> rdflib.Graph:
    """The same shapes, with the targets of each node shape given to its property shapes.

    They find the same, but pySHACL checks a property shape that has targets for all nodes at once, and one that it
    meets through a node shape again for each node, which takes it more than twice as long.
    """
    spread = rdflib.Graph(bind_namespaces="none") + graph
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


@cache
def _spread(folder: Path) -> rdflib.Graph:
    return spread(shapes(folder))


def _broken_shapes(record: Iterable[Quad], folder: Path) -> Iterator[Finding]:
    try:
        _, results, text = pyshacl.validate(
            _graph(record), shacl_graph=_spread(folder), ont_graph=_ontology(), inplace=True, do_owl_imports=False
        )
    except ReportableRuntimeError as error:
        raise MalformedShapes(f"{folder.name}/: {error}") from None
    if not isinstance(results, rdflib.Graph):
        raise MalformedShapes(f"{folder.name}/: {text}")
    for result in results.objects(None, SH.result):
        yield _finding(results, result)


def _broken_rules(quads: Iterable[Quad], folder: Path) -> Iterator[Finding]:
    """What breaks a rule in the union of all graphs, which the ontology is beside."""
    union = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    store = EmbeddedStore.holding(union + [Quad(*triple) for triple in triples("elbe.ttl")])
    for rule in rules(folder):
        try:
            rows = store.select(rule.query)
        except SyntaxError as error:
            raise MalformedShapes(f"{folder.name}/{rule.name}.rq: {error}") from None
        for row in rows:
            yield _breach(rule, row)


def _rule(path: Path) -> Rule:
    query = path.read_text(encoding="utf-8")
    heading = re.match(r"# (.+\.)\n# Remedy: (.+\.)\n", query)
    if not heading or not re.search(r"SELECT[^{]*\?focus", query):
        wanted = "begin with `# <what is wrong>.` and `# Remedy: <what to do>.`, and select ?focus"
        raise MalformedShapes(f"{path.parent.name}/{path.name}: {wanted}")
    return Rule(path.stem, f"{heading[1]} {heading[2]}", query)


def _parse(path: Path) -> list[Quad]:
    try:
        return list(pyoxigraph.parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=BASE))
    except SyntaxError as error:
        raise MalformedShapes(f"{path.parent.name}/{path.name}:{error.lineno or 1}: {error.msg}") from None


@cache
def _ontology() -> rdflib.Graph:
    return _graph(Quad(*triple) for triple in triples("elbe.ttl"))


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """The quads, of whatever graph, as one graph of rdflib, for which pySHACL asks."""
    graph = rdflib.Graph(bind_namespaces="none")
    terms = _Terms()
    graph.addN((terms[quad.subject], terms[quad.predicate], terms[quad.object], graph) for quad in quads)
    return graph


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


def _finding(results: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    def value(predicate: rdflib.URIRef) -> rdflib.term.Node | None:
        return results.value(result, predicate)

    focus, path, found = value(SH.focusNode), value(SH.resultPath), value(SH.value)
    return Finding(
        focus=_name(_term(focus)),
        rule=str(value(SH.sourceShape)).removeprefix(SHAPES),
        message=str(value(SH.resultMessage)),
        path=str(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if found is None else _written(_term(found)),
        component=str(value(SH.sourceConstraintComponent)).removeprefix(str(SH)),
    )


def _breach(rule: Rule, row: QuerySolution) -> Finding:
    path, value = _bound(row, "path"), _bound(row, "value")
    return Finding(
        focus=_name(row["focus"]),
        rule=rule.name,
        message=rule.message,
        path=_name(path) if path else None,
        value=_written(value) if value else None,
    )


def _bound(row: QuerySolution, variable: str) -> Term | None:
    try:
        term: Term | None = row[variable]
    except KeyError:  # the rule does not select it
        return None
    return term


def _term(node: rdflib.term.Node | None) -> Term:
    if isinstance(node, rdflib.Literal):
        datatype = NamedNode(str(node.datatype)) if node.datatype else None
        return Literal(str(node), language=node.language, datatype=datatype)
    return NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else BlankNode()


def _name(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else _written(term)


def _written(term: Term) -> str:
    """A term as in N-Triples; blank nodes all alike, since their names differ from run to run."""
    return "[]" if isinstance(term, BlankNode) else str(term)


def _result(finding: Finding) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield TYPE, _sh("ValidationResult")
    yield _sh("resultSeverity"), _sh("Violation")
    yield _sh("resultMessage"), Literal(finding.message, language="en")
    yield _sh("sourceShape"), NamedNode(SHAPES + finding.rule)
    yield _sh("sourceConstraintComponent"), _sh(finding.component or "SPARQLConstraintComponent")
    if finding.focus != "[]":
        yield _sh("focusNode"), NamedNode(finding.focus)
    if finding.path:
        yield _sh("resultPath"), NamedNode(finding.path)
    if finding.value and finding.value != "[]":
        yield _sh("value"), _read(finding.value)


def _read(written: str) -> NamedNode | Literal:
    [quad] = pyoxigraph.parse(f"<{REPORT.value}> <{TYPE.value}> {written} .", RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object


def _sh(local: str) -> NamedNode:
    return NamedNode(str(SH) + local)


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.focus,
        finding.rule,
        finding.component or "",
        finding.path or "",
        finding.value or "",
        finding.message,
    )
