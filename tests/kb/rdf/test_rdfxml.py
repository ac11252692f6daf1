import pytest
from hypothesis import assume, given, settings
from pyoxigraph import Literal, NamedNode, Quad
from support.rdf_cases import GRAPHS, RDF, read_with_pyoxigraph, read_with_rdflib
from support.words import CORE

from kb.errors import Unwritable
from kb.model import context
from kb.namespaces import ID, ONTOLOGY
from kb.rdf import rdfxml
from kb.rdf.graphs import HeldGraph

CLAIM, GIST = NamedNode(ID + "claim/a"), NamedNode(ONTOLOGY + "gist")

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
  xmlns:elbe="https://w3id.org/elbe/ontology#"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="https://w3id.org/elbe/id/claim/a">
    <rdf:type rdf:resource="https://w3id.org/elbe/ontology#Claim"/>
    <elbe:gist xml:lang="en">1 &lt; 2</elbe:gist>
    <note xmlns="http://example.org/">no prefix</note>
  </rdf:Description>
</rdf:RDF>
"""

READERS = pytest.mark.parametrize("read", [read_with_pyoxigraph, read_with_rdflib])


def serialize_rdfxml(statements):
    return b"".join(rdfxml.serialize_rdfxml(HeldGraph(statements), context.words(CORE)))


def test_document_declares_the_prefixes_it_uses():
    quads = [
        Quad(CLAIM, NamedNode("http://example.org/note"), Literal("no prefix")),
        Quad(CLAIM, GIST, Literal("1 < 2", language="en")),
        Quad(CLAIM, NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Claim")),
    ]

    assert serialize_rdfxml(quads).decode() == DOCUMENT


@READERS
def test_line_ends_of_every_kind_survive(read):
    quads = {Quad(CLAIM, GIST, Literal(" a\rb\r\nc\nd\te\u0085f\u2028 "))}

    assert read(serialize_rdfxml(quads), "rdf") == quads


@READERS
@settings(max_examples=100, deadline=None)
@given(quads=GRAPHS)
def test_what_can_be_written_comes_back_as_the_same_triples(read, quads):
    try:
        text = serialize_rdfxml(quads)
    except Unwritable:
        assume(False)

    assert read(text, "rdf") == quads


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_characters_that_xml_cannot_hold_are_refused(text):
    with pytest.raises(Unwritable, match="XML cannot hold"):
        serialize_rdfxml([Quad(CLAIM, GIST, Literal(text))])


@pytest.mark.parametrize("predicate", ["http://example.org/1", "http://example.org/", RDF + "li", RDF + "Description"])
def test_predicates_that_no_element_can_name_are_refused(predicate):
    with pytest.raises(Unwritable, match="cannot be a predicate"):
        serialize_rdfxml([Quad(CLAIM, NamedNode(predicate), CLAIM)])
