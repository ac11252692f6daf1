import pytest
from pyoxigraph import Literal, NamedNode
from support.rdf_cases import CONTEXT, MISLEADING, XSD

from kb.errors import Unwritable
from kb.namespaces import ID, ONTOLOGY, PREFIXES
from kb.rdf.compaction import VERSIONED, Context

WORDS = Context(CONTEXT)
CLAIM = NamedNode(ID + "claim/a")
SKOS = PREFIXES["skos"]


def key(predicate, value):
    return WORDS.term(predicate, value).name


@pytest.mark.parametrize(
    ("predicate", "value", "name"),
    [
        (ONTOLOGY + "speaker", CLAIM, "speaker"),
        (ONTOLOGY + "speaker", Literal("x"), "elbe:speaker"),
        (ONTOLOGY + "gist", Literal("x", language="en"), "gist"),
        (ONTOLOGY + "gist", Literal("x", language="de"), "elbe:gist"),
        (SKOS + "prefLabel", Literal("x", language="sr-latn"), "prefLabel"),
        (SKOS + "prefLabel", Literal("x"), "skos:prefLabel"),
        (SKOS + "note", Literal("x"), "note"),
        (PREFIXES["rdf"] + "type", CLAIM, "type"),
        ("http://example.org/p", CLAIM, "http://example.org/p"),
    ],
)
def test_a_value_goes_to_the_first_term_that_gives_it_back(predicate, value, name):
    assert key(predicate, value) == name


def test_words_of_the_vocabulary_are_terms_and_references_are_paths():
    assert (WORDS.word(ONTOLOGY + "Claim"), WORDS.reference(ONTOLOGY + "Claim")) == ("Claim", "elbe:Claim")
    assert (WORDS.word(CLAIM.value), WORDS.reference(CLAIM.value)) == (CLAIM.value, "claim/a")


@pytest.mark.parametrize("iri", MISLEADING)
def test_an_iri_that_the_context_would_expand_is_refused(iri):
    with pytest.raises(Unwritable, match="JSON-LD context"):
        WORDS.reference(iri)


def test_aliases_of_keywords_are_found():
    words = Context({"id": "@id", "kind": "@type", "name": SKOS + "prefLabel"})

    assert (words.id, words.type.name, words.term(SKOS + "prefLabel", Literal("x")).name) == ("id", "kind", "name")


@pytest.mark.parametrize(
    "definition",
    [
        None,
        {"@id": SKOS + "note", "@context": {}},
        {"@id": SKOS + "note", "@container": "@list"},
        {"@id": SKOS + "note", "@nest": "x"},
    ],
)
def test_a_term_that_is_not_understood_is_left_unused(definition):
    words = Context({"skos": SKOS, "note": definition})

    assert words.term(SKOS + "note", Literal("x")).name == "skos:note"


def test_a_typed_value_is_bare_under_the_term_of_its_type_only():
    count, date = WORDS.term(ONTOLOGY + "count", Literal(7)), Literal("1944", datatype=NamedNode(XSD + "gYear"))

    assert WORDS.value(count, Literal(7)) == 7
    assert WORDS.value(WORDS.term(ONTOLOGY + "count", date), date) == {"@value": "1944", "@type": "xsd:gYear"}


def test_an_inlined_context_has_the_base_and_names_its_version():
    assert WORDS.inlined() == {"@base": ID, "contextVersion": VERSIONED, **CONTEXT["@context"]}
