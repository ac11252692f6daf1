"""Our engine finds what pySHACL finds, and what the tests of the W3C say there is."""

import random
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Store, Triple
from rdflib.namespace import RDF, SH
from support.places import CONFORMANCE
from support.shapes import compared, found_by, named

from kb.errors import MalformedShapes
from kb.store.embedded import EmbeddedStore
from kb.validation import compiled
from kb.validation.engines import ENGINES, engine_named
from kb.validation.shapes_graph import ShapesGraph

W3C = CONFORMANCE / "w3c-shacl" / "core"
TOLD_OTHERWISE = {
    "property/datatype-ill-formed": "asks for xsd:byte, which the store keeps as xsd:integer",
    "property/property-001": "a thing that is reached twice is told once",
}
MANIFEST = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
TEST = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
TOLD = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
EXAMPLE = "http://shapes.example/"


def names() -> list[str]:
    paths = (path.relative_to(W3C).with_suffix("").as_posix() for path in W3C.glob("*/*.ttl"))
    return sorted(name for name in paths if not name.endswith(("manifest", "-data", "-shapes")))


def triples(path: Path) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri())]


def holding(turtle: str) -> EmbeddedStore:
    store = Store()
    store.load(f"@prefix : <{EXAMPLE}> . {turtle}".encode(), RdfFormat.TURTLE)
    return EmbeddedStore(store)


def shape(turtle: str) -> ShapesGraph:
    prefixes = f"@prefix : <{EXAMPLE}> . @prefix sh: <{SH}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    return ShapesGraph(quad.triple for quad in pyoxigraph.parse(prefixes + turtle, RdfFormat.TURTLE))


def held(node: rdflib.term.Node | None) -> str | None:
    """A term as our store holds it."""
    if node is None or isinstance(node, rdflib.BNode):
        return None if node is None else "[]"
    store = Store()
    store.load(f"<{SH}s> <{SH}p> {node.n3()} .".encode(), RdfFormat.N_TRIPLES)
    return named(next(iter(store)).object)


@pytest.mark.parametrize("name", names() or ["none"])
def test_results_are_those_of_the_w3c(name, monkeypatch):
    if not W3C.exists():
        pytest.skip("the W3C's tests of SHACL Core are absent: there is no ../shared/conformance")
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    path = W3C / f"{name}.ttl"
    graph = rdflib.Graph().parse(path, publicID=path.as_uri())
    [test] = graph.subjects(RDF.type, TEST.Validate)
    action, result = graph.value(test, MANIFEST.action), graph.value(test, MANIFEST.result)
    data, shapes = (
        Path(graph.value(action, word).removeprefix("file://")) for word in (TEST.dataGraph, TEST.shapesGraph)
    )
    store = EmbeddedStore.holding(Quad(*triple) for triple in triples(data))
    wanted = Counter(
        (
            *(held(graph.value(each, word)) for word in TOLD[:4]),
            *(str(graph.value(each, word)).removeprefix(str(SH)) for word in TOLD[4:]),
        )
        for each in graph.objects(result, SH.result)
    )

    try:
        found = Counter(
            (named(each.focus), named(each.path), named(each.value), named(each.shape), each.component, each.severity)
            for each in compiled.results(store, ShapesGraph(triples(shapes)))
        )
    except MalformedShapes:
        assert result == TEST.Failure or name in TOLD_OTHERWISE
        return
    if name in TOLD_OTHERWISE:
        assert found != wanted, f"no longer so: {TOLD_OTHERWISE[name]}"
        assert set(found) == set(wanted)
    else:
        assert found == wanted


@pytest.mark.whole
def test_a_damaged_record_breaks_for_pyshacl_what_it_breaks_for_us(record):
    """But that pySHACL lets pass what can't be compared, such as a date with a number, against section 4.5."""
    draw = random.Random(4)
    quads = sorted(record.default_graph(), key=str)
    others = [quad.object for quad in quads]
    kept = [quad for quad in quads if draw.random() > 0.03]
    added = [Quad(quad.subject, quad.predicate, draw.choice(others)) for quad in draw.sample(quads, 1_500)]

    ours, theirs, both = compared([*kept, *added])

    assert theirs == Counter()
    assert both > 3_000
    assert {component for *_, component, _, _ in ours} <= {
        f"{name}ConstraintComponent" for name in ("LessThan", "LessThanOrEquals", "MinInclusive", "MaxInclusive")
    }
    assert ours.total() < 20


def test_what_cannot_be_compared_does_not_conform():
    store = holding(':map a :Place ; :lat "1944-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .')
    asked = shape(":Lat sh:targetClass :Place ; sh:path :lat ; sh:maxInclusive 90 .")

    [found] = compiled.results(store, asked)

    assert found.component == "MaxInclusiveConstraintComponent"


@pytest.mark.parametrize(
    ("turtle", "told"),
    [
        (':Byte sh:targetClass :Place ; sh:path :lat ; sh:datatype xsd:byte .', "ask for xsd:integer, with sh:minInclusive"),
        (':Js sh:targetClass :Place ; sh:js [] .', "uses sh:js, which SHACL Core does not have"),
        (':Lat sh:targetClass :Place ; sh:path :lat, :lon ; sh:minCount 1 .', "has 2 values of sh:path; it takes one"),
        (':Lat sh:targetClass :Place ; sh:path [ sh:name "lat" ] ; sh:minCount 1 .', "is no path"),
        (':Lat sh:targetClass :Place ; sh:path :lat ; sh:nodeKind :Iri .', "there are: BlankNode"),
        (':Lat sh:targetClass :Place ; sh:path :lat ; sh:in [ ] .', "has no name"),
        (':Lat sh:targetClass :Place ; sh:path :lat ; sh:class "x" .', "stands where an IRI must"),
        (':Lat sh:targetClass :Place ; sh:path :lat ; sh:minCount "two" .', "it takes an integer"),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_asked_are_refused_by_name(turtle, told):
    with pytest.raises(MalformedShapes) as refused:
        list(compiled.results(holding(":paris a :Place ."), shape(turtle)))

    assert told in str(refused.value)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_names_what_where_and_why(engine):
    store = holding(":paris a :Place ; :lat 100 .")
    asked = shape(':Lat sh:targetClass :Place ; sh:path :lat ; sh:maxInclusive 90 ; sh:message "At most 90."@en .')

    assert found_by(engine_named(engine), store, asked) == {
        (
            f"<{EXAMPLE}paris>",
            f"<{EXAMPLE}lat>",
            '"100"^^<http://www.w3.org/2001/XMLSchema#integer>',
            f"<{EXAMPLE}Lat>",
            "MaxInclusiveConstraintComponent",
            "Violation",
            "At most 90.",
        ): 1
    }
