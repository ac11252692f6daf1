import random

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad, Triple
from support.rdf_cases import (
    DATASETS,
    GRAPHS,
    HARD_PATHS,
    LOCALS,
    TYPED,
    XSD,
    read_with_pyoxigraph,
    read_with_rdflib,
    things,
)
from support.words import CORE, DERIVED_GRAPH

from kb.model import context
from kb.namespaces import ID, ONTOLOGY, PREFIXES, term
from kb.rdf import turtle
from kb.rdf.graphs import HeldGraph, graphs

ASSERTS, PASSAGE, GIST = (NamedNode(ONTOLOGY + name) for name in ("asserts", "passage", "gist"))
UTTERANCE, INNER, CLAIM, OTHER_CLAIM = map(
    NamedNode, things(["utterance/wiki/one", "utterance/wiki/one#passage", "claim/a", "claim/b"])
)
SOURCE = NamedNode(PREFIXES["oa"] + "hasSource")

QUADS = [
    Quad(UTTERANCE, term("rdf:type"), NamedNode(ONTOLOGY + "Utterance")),
    Quad(UTTERANCE, ASSERTS, CLAIM),
    Quad(UTTERANCE, ASSERTS, OTHER_CLAIM),
    Quad(UTTERANCE, PASSAGE, INNER),
    Quad(INNER, SOURCE, NamedNode(ID + "source/wiki")),
    Quad(NamedNode(ID + "utterance/wiki/one-more"), GIST, Literal('He said "no".\nTwice.', language="en")),
    Quad(CLAIM, NamedNode(ONTOLOGY + "remove"), Literal(2), DERIVED_GRAPH),
]

TRIG = r"""@base <https://w3id.org/elbe/id/> .
@prefix claim: <https://w3id.org/elbe/id/claim/> .
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix source: <https://w3id.org/elbe/id/source/> .

<utterance/wiki/one>
    a elbe:Utterance ;
    elbe:asserts
        claim:a,
        claim:b ;
    elbe:passage <utterance/wiki/one#passage> .

<utterance/wiki/one#passage>
    oa:hasSource source:wiki .

<utterance/wiki/one-more>
    elbe:gist "He said \"no\".\nTwice."@en .

<https://w3id.org/elbe/graph/derived> {
    claim:a
        elbe:remove 2 .
}
"""

READERS = pytest.mark.parametrize("read", [read_with_pyoxigraph, read_with_rdflib])


def serialize_turtle(statements):
    return b"".join(turtle.serialize_turtle(HeldGraph(statements), context.words(CORE)))


def serialize_trig(statements):
    return b"".join(turtle.serialize_trig(graphs(statements), context.words(CORE)))


def graph_of(*terms):
    return {Quad(UTTERANCE, ASSERTS, term) for term in terms}


def test_trig_reads_as_blocks_of_short_names():
    assert serialize_trig(QUADS).decode() == TRIG


def test_only_its_own_line_ends_indent_a_block():
    text = Literal("one\u2028two\x85three")

    assert f"elbe:asserts {text} .".encode() in serialize_trig([Quad(UTTERANCE, ASSERTS, text, DERIVED_GRAPH)])


def test_order_and_repetition_of_the_quads_leave_no_trace():
    shuffled = QUADS * 3
    random.Random(7).shuffle(shuffled)

    assert serialize_trig(shuffled).decode() == TRIG


def test_turtle_holds_the_triples_of_every_graph_it_is_given():
    text = serialize_turtle(QUADS)

    assert {quad.triple for quad in read_with_pyoxigraph(text, "ttl")} == {quad.triple for quad in QUADS}


def test_an_empty_graph_is_a_document_with_a_base():
    assert serialize_turtle([]) == b"@base <https://w3id.org/elbe/id/> .\n"


def test_only_canonical_integers_and_booleans_stand_bare():
    literals = [Literal("7", datatype=NamedNode(XSD + "integer")), Literal("07", datatype=NamedNode(XSD + "integer"))]
    literals += [
        Literal("1219", datatype=NamedNode(XSD + "decimal")),
        Literal("true", datatype=NamedNode(XSD + "boolean")),
    ]
    text = serialize_turtle(graph_of(*literals)).decode()

    assert text.endswith('        "07"^^xsd:integer,\n        "1219"^^xsd:decimal,\n        7,\n        true .\n')


@READERS
@pytest.mark.parametrize("path", HARD_PATHS)
def test_paths_that_would_resolve_otherwise_come_back_unchanged(read, path):
    quads = graph_of(NamedNode(ID + path))

    assert read(serialize_turtle(quads), "ttl") == quads


@READERS
def test_local_names_that_would_need_escapes_come_back_unchanged(read):
    quads = graph_of(*(NamedNode(namespace + local) for namespace in PREFIXES.values() for local in LOCALS))

    assert read(serialize_turtle(quads), "ttl") == quads


@READERS
def test_literals_keep_their_lexical_forms(read):
    forms = [(form, NamedNode(XSD + name)) for name in TYPED for form in TYPED[name]]
    quads = graph_of(
        *(Literal(form, datatype=datatype) for form, datatype in [*forms, ("1", NamedNode(XSD + "double"))])
    )

    assert read(serialize_turtle(quads), "ttl") == quads


@READERS
@settings(max_examples=100, deadline=None)
@given(quads=GRAPHS)
def test_turtle_comes_back_as_the_same_triples(read, quads):
    assert read(serialize_turtle(quads), "ttl") == quads


@READERS
@settings(max_examples=100, deadline=None)
@given(quads=DATASETS)
def test_trig_comes_back_as_the_same_quads(read, quads):
    assert read(serialize_trig(quads), "trig") == quads


def test_bare_triples_are_as_good_as_quads():
    assert serialize_trig([Triple(UTTERANCE, ASSERTS, CLAIM)]) == serialize_trig([Quad(UTTERANCE, ASSERTS, CLAIM)])
