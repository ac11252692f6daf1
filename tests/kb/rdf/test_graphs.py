import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, Triple

from kb.errors import BlankNodeFound, Unwritable
from kb.rdf import graphs
from kb.rdf.graphs import HeldGraph

A, B, P, FIRST, SECOND = (NamedNode(f"urn:{name}") for name in ("a", "b", "p", "graph:1", "graph:2"))
TRIPLE, QUAD, BARE = Triple(A, P, B), Quad(B, P, Literal("x"), SECOND), (A, P, A)


def test_statements_of_each_kind_are_told_by_subject():
    graph = HeldGraph([TRIPLE, QUAD, BARE])

    assert set(graph.subjects()) == {A, B}
    assert list(graph.about(A)) == [(A, P, B), BARE]
    assert list(graph.about(P)) == []
    assert list(graph) == [(A, P, B), BARE, (B, P, Literal("x"))]


def test_to_ask_about_an_unknown_subject_leaves_no_trace():
    graph = HeldGraph([TRIPLE])
    graph.about(B)

    assert set(graph.subjects()) == {A}


def test_a_dataset_has_its_default_graph_and_the_named_ones_in_order():
    default, named = graphs.graphs([QUAD, TRIPLE, BARE, Quad(A, P, A, FIRST)])

    assert list(default) == [(A, P, B), BARE]
    assert {name: list(graph) for name, graph in named.items()} == {FIRST: [BARE], SECOND: [(B, P, Literal("x"))]}
    assert list(named) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "statement", [Triple(BlankNode("b"), P, A), Triple(A, P, BlankNode("b")), Quad(A, P, A, BlankNode("b"))]
)
def test_a_blank_node_anywhere_is_refused_with_the_remedy(statement):
    with pytest.raises(BlankNodeFound, match=r"_:b.* has a blank node: give it an IRI"):
        graphs.graphs([statement])


@pytest.mark.parametrize("term", [TRIPLE, Literal("x", language="ar", direction=BaseDirection.RTL)])
def test_a_term_that_rdf_1_1_does_not_know_is_refused(term):
    with pytest.raises(Unwritable, match=r"RDF 1\.1"):
        HeldGraph([Triple(A, P, term)])
