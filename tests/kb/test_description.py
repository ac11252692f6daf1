import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kb.description import describe
from kb.errors import EntityDeprecated, EntityNotFound
from kb.names import ID
from kb.store import EmbeddedStore

RECORD = f"""
@base <{ID}> .
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<utterance/w/a> elbe:speaker <agent/w> ; elbe:passage <utterance/w/a#passage> ; elbe:reports <utterance/w/a/b> .
<utterance/w/a#passage> oa:hasSource <source/w> ; oa:hasSelector <utterance/w/a#passage.selector> .
<utterance/w/a#passage.selector> oa:start 1 ; oa:end 9 .
<utterance/w/a/b> elbe:speaker <person/b> ; elbe:denies <claim/c> .
<utterance/w/d> elbe:speaker <person/d> ; elbe:asserts <claim/c>, <claim/other> .
<claim/c> rdf:subject <event/e> ; elbe:gist "It was so."@en ; elbe:answers <question/q> .
<claim/other> rdf:subject <event/other> ; elbe:gist "It was otherwise."@en .
<question/q> skos:prefLabel "How was it?"@en .
<person/b> skos:prefLabel "Bee"@en ; skos:altLabel "Б"@ru .
<event/e> skos:prefLabel "An event"@en .
<assessment/x> oa:hasTarget <claim/c> ; elbe:reason "It is doubtful."@en .
<person/b2> owl:deprecated true ; dcterms:isReplacedBy <person/b> .
"""


@pytest.fixture
def store():
    quads = parse(RECORD, RdfFormat.TURTLE)
    return EmbeddedStore.holding(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def told(store, path, most=100):
    """The things whose own statements a description holds, and the texts in it."""
    description = describe(store, NamedNode(ID + path), most)
    subjects = {triple.subject.value.removeprefix(ID) for triple in description.triples}
    texts = {triple.object.value for triple in description.triples if isinstance(triple.object, Literal)}
    return subjects, texts


def test_a_claim_is_told_with_all_who_take_a_stance_and_the_passages_that_show_it(store):
    subjects, texts = told(store, "claim/c")

    assert {"utterance/w/a", "utterance/w/a/b", "utterance/w/d", "assessment/x"} <= subjects
    assert {"utterance/w/a#passage", "utterance/w/a#passage.selector"} <= subjects
    assert {"1", "9", "It was so.", "How was it?", "Bee", "It is doubtful."} <= texts


def test_what_else_a_speaker_says_is_not_told_of_a_claim(store):
    subjects, _ = told(store, "claim/c")

    assert "event/other" not in subjects


@pytest.mark.parametrize(
    "path", ["event/e", "question/q", "person/b", "agent/w", "source/w", "utterance/w/a", "person/d"]
)
def test_whatever_has_a_part_in_a_claim_is_told_with_it(store, path):
    if path in {"agent/w", "source/w", "person/d"}:
        store.store.add(
            Quad(NamedNode(ID + path), NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("x"))
        )
    subjects, texts = told(store, path)

    assert path in subjects
    assert "It was so." in texts


def test_things_that_are_only_named_bring_their_names_and_no_more(store):
    _, texts = told(store, "claim/c")

    assert "Б" not in texts


def test_claims_beyond_the_most_are_counted(store):
    store.store.add(
        Quad(NamedNode(ID + "person/d"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("x"))
    )

    assert describe(store, NamedNode(ID + "person/d"), 1).omitted == 1
    assert describe(store, NamedNode(ID + "person/d"), 2).omitted == 0


def test_an_unknown_entity_is_not_found(store):
    with pytest.raises(EntityNotFound, match="person/nobody"):
        describe(store, NamedNode(ID + "person/nobody"), 1)


def test_a_deprecated_entity_names_its_successors(store):
    with pytest.raises(EntityDeprecated) as error:
        describe(store, NamedNode(ID + "person/b2"), 1)

    assert error.value.successors == (f"{ID}person/b",)
