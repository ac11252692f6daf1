import json
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad
from support.rdf_cases import (
    CONTEXT,
    DATASETS,
    GRAPHS,
    MISLEADING,
    RDF,
    TERMS,
    TYPED,
    XSD,
    read_with_pyld,
    read_with_pyoxigraph,
    read_with_rdflib,
)
from support.words import DERIVED_GRAPH

from kb.errors import Unwritable
from kb.namespaces import ID, ONTOLOGY, PREFIXES, term
from kb.rdf import jsonld
from kb.rdf.compaction import VERSIONED, Context
from kb.rdf.graphs import graphs
from kb.rdf.jsonld import DEEPEST

READERS = pytest.mark.parametrize("read", [read_with_pyoxigraph, read_with_rdflib, read_with_pyld])
BARE_CONTEXTS = pytest.mark.parametrize(
    "context",
    [
        {},
        {
            "@vocab": ONTOLOGY,
            "@language": "en",
            "type": {"@id": "@type", "@container": "@set"},
            "gist": {"@type": XSD + "string"},
        },
        {"prefLabel": {"@id": PREFIXES["skos"] + "prefLabel", "@context": {"en": "@none"}}, "asserts": None},
    ],
)

SUBJECT, PREDICATE = NamedNode(RDF + "subject"), NamedNode(RDF + "predicate")
ASSERTS, SPEAKER, PASSAGE, GIST, COUNT, JOINTLY = (
    NamedNode(ONTOLOGY + name) for name in ("asserts", "speaker", "passage", "gist", "count", "jointly")
)
TYPE, EXACT_MATCH = term("rdf:type"), term("skos:exactMatch")
PREF_LABEL, ALT_LABEL = (NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))
SELECTOR, START = (NamedNode(PREFIXES["oa"] + name) for name in ("hasSelector", "start"))
EVENT, CLAIM, RIVAL, SPEECH, UTTERANCE = (
    NamedNode(ID + path) for path in ("event/e", "claim/a", "claim/b", "event/s", "utterance/u")
)
INNER, INNERMOST = (NamedNode(f"{UTTERANCE.value}#{fragment}") for fragment in ("passage", "passage.selector"))

RECORD = [
    Quad(EVENT, PREF_LABEL, Literal("Meeting", language="en")),
    Quad(EVENT, PREF_LABEL, Literal("Встреча", language="ru")),
    Quad(EVENT, ALT_LABEL, Literal("Encounter", language="en")),
    Quad(CLAIM, term("rdf:type"), NamedNode(ONTOLOGY + "Claim")),
    Quad(CLAIM, GIST, Literal("They met.", language="en")),
    Quad(CLAIM, SUBJECT, EVENT),
    Quad(CLAIM, PREDICATE, COUNT),
    Quad(RIVAL, SUBJECT, EVENT),
    Quad(UTTERANCE, ASSERTS, CLAIM),
    Quad(UTTERANCE, ASSERTS, RIVAL),
    Quad(UTTERANCE, SPEAKER, NamedNode(ID + "person/p")),
    Quad(UTTERANCE, PASSAGE, INNER),
    Quad(INNER, SELECTOR, INNERMOST),
    Quad(INNERMOST, START, Literal("12", datatype=NamedNode(XSD + "nonNegativeInteger"))),
]
STUB = {"id": "event/e", "prefLabel": {"en": "Meeting", "ru": "Встреча"}}
A_STUB, PERSON_STUB = {"id": "claim/a", "type": "Claim"}, {"id": "person/p"}
PASSAGE_OBJECT = {
    "id": "utterance/u#passage",
    "selector": {"id": "utterance/u#passage.selector", "start": 12},
}


def serialize_dataset(quads, context):
    return b"".join(jsonld.serialize_dataset(graphs(quads), Context(context)))


def serialize_rooted(quads, root, context):
    return jsonld.serialize_rooted(quads, root, Context(context))


def dataset_document(quads, context):
    return json.loads(serialize_dataset(quads, context))


def rooted_document(quads, root, context):
    return json.loads(serialize_rooted(quads, root, context))


def members(*statements):
    """The keys of the one node that the statements are about."""
    node = dataset_document(statements, CONTEXT)["@graph"][0]
    return {key: value for key, value in node.items() if key != "id"}


def claim(predicate, value):
    return Quad(CLAIM, predicate, value)


def test_dataset_lists_things_with_their_inner_nodes_embedded():
    document = dataset_document([*RECORD, Quad(CLAIM, COUNT, Literal(2), DERIVED_GRAPH)], CONTEXT)

    assert document["@context"]["@base"] == ID
    assert document["@graph"] == [
        {"id": "claim/a", "type": "Claim", "gist": "They met.", "subject": STUB, "predicate": "count"},
        {"id": "claim/b", "subject": STUB},
        {"id": "event/e", "prefLabel": {"en": "Meeting", "ru": "Встреча"}, "altLabel": {"en": ["Encounter"]}},
        {
            "id": "utterance/u",
            "speaker": PERSON_STUB,
            "asserts": [A_STUB, {"id": "claim/b"}],
            "passage": PASSAGE_OBJECT,
        },
        {"id": "https://w3id.org/elbe/graph/derived", "@graph": [{"id": "claim/a", "count": 2}]},
    ]


def test_keys_stand_in_the_order_of_the_context():
    node = dataset_document([*RECORD, claim(NamedNode("urn:z"), CLAIM), claim(NamedNode("urn:y"), CLAIM)], CONTEXT)[
        "@graph"
    ][0]

    assert list(node) == ["id", "type", "gist", "subject", "predicate", "urn:y", "urn:z"]


def test_a_rooted_document_tells_of_the_root_in_both_directions():
    document = rooted_document(RECORD, EVENT, CONTEXT)

    assert document["claims"] == [
        {
            "id": "claim/a",
            "type": "Claim",
            "gist": "They met.",
            "subject": STUB,
            "predicate": "count",
            "assertedBy": [
                {
                    "id": "utterance/u",
                    "speaker": PERSON_STUB,
                    "asserts": [A_STUB, {"id": "claim/b"}],
                    "passage": PASSAGE_OBJECT,
                }
            ],
        },
        {"id": "claim/b", "subject": STUB, "assertedBy": [{"id": "utterance/u"}]},
    ]


def test_a_node_stands_at_the_place_nearest_to_the_root_and_does_not_name_its_host_again():
    document = rooted_document(RECORD, UTTERANCE, CONTEXT)

    assert [claim["id"] for claim in document["asserts"]] == ["claim/a", "claim/b"]
    assert document["asserts"][1] == {"id": "claim/b", "subject": STUB}
    assert document["asserts"][0]["subject"]["claims"] == {"id": "claim/b"}


def test_decision_2_every_reference_to_a_thing_is_a_stub_of_what_the_record_has_of_it():
    links = [
        Quad(RIVAL, TYPE, NamedNode(ONTOLOGY + "Claim")),
        Quad(RIVAL, PREF_LABEL, Literal("Rival", language="en")),
        Quad(RIVAL, EXACT_MATCH, NamedNode(PREFIXES["wd"] + "Q1")),
        Quad(RIVAL, GIST, Literal("They did not meet.", language="en")),
    ]
    utterances = [NamedNode(f"{ID}utterance/{number}") for number in range(10)]
    document = dataset_document([*links, *(Quad(each, ASSERTS, RIVAL) for each in utterances)], CONTEXT)

    stub = {"id": "claim/b", "type": "Claim", "prefLabel": {"en": "Rival"}, "skos:exactMatch": {"id": "wd:Q1"}}
    assert [node["asserts"] for node in document["@graph"] if "asserts" in node] == [[stub]] * len(utterances)


def test_a_stub_says_nothing_in_a_graph_that_another_graph_says():
    document = dataset_document([*RECORD, Quad(UTTERANCE, ASSERTS, CLAIM, DERIVED_GRAPH)], CONTEXT)

    assert document["@graph"][-1]["@graph"] == [{"id": "utterance/u", "asserts": [{"id": "claim/a"}]}]


def test_an_iri_that_is_no_thing_of_the_record_stands_for_itself():
    elsewhere = NamedNode("http://example.org/a")

    assert members(claim(SPEAKER, elsewhere), claim(PREDICATE, COUNT)) == {
        "speaker": elsewhere.value,
        "predicate": "count",
    }


def test_an_object_has_one_key_and_each_of_its_shapes_has_a_class():
    value = NamedNode(CLAIM.value + "#object")
    for shape in ("Dimension", "Text", "Span", "Person"):
        typed = [claim(NamedNode(RDF + "object"), value), Quad(value, TYPE, NamedNode(ONTOLOGY + shape))]

        assert members(*typed) == {"object": {"id": "claim/a#object", "type": f"elbe:{shape}"}}


def test_what_the_root_does_not_lead_to_is_included():
    document = rooted_document([*RECORD, Quad(SPEECH, GIST, Literal("Apart.", language="en"))], EVENT, CONTEXT)

    assert document["@included"] == [{"id": "event/s", "gist": "Apart."}]


def test_the_end_of_a_chain_stands_in_the_chain_and_not_at_the_shortcut_to_it():
    told, first = NamedNode(ID + "utterance/u/told"), NamedNode(ID + "utterance/u/told/first")
    reports = term("elbe:reports")
    chain = [
        Quad(UTTERANCE, reports, told),
        Quad(told, reports, first),
        Quad(first, SPEAKER, NamedNode(ID + "person/p")),
    ]
    document = rooted_document([*chain, Quad(UTTERANCE, term("elbe:firstHand"), first)], UTTERANCE, CONTEXT)

    assert document["elbe:firstHand"] == {"id": "utterance/u/told/first"}
    assert document["elbe:reports"]["elbe:reports"] == {"id": "utterance/u/told/first", "speaker": PERSON_STUB}


def test_a_root_without_triples_is_its_id():
    document = rooted_document([], EVENT, CONTEXT)

    assert document == {
        "@context": {"@base": ID, "contextVersion": VERSIONED, **CONTEXT["@context"]},
        "id": "event/e",
    }


@READERS
def test_a_long_chain_is_cut_before_readers_give_up(read):
    links = [NamedNode(f"{ID}utterance/{number}") for number in range(4 * DEEPEST)]
    chain = {Quad(link, SPEAKER, following) for link, following in pairwise(links)}
    text = serialize_rooted(chain, links[0], CONTEXT)

    assert max(line.index(line.strip()) for line in text.decode().splitlines() if line) < 2 * 64
    assert read(text, "jsonld") == chain


def test_the_first_term_that_fits_the_value_is_taken():
    assert members(claim(GIST, Literal("So", language="en"))) == {"gist": "So"}
    assert members(claim(GIST, Literal("So", language="de"))) == {"elbe:gist": {"@value": "So", "@language": "de"}}
    assert members(claim(GIST, Literal("So"))) == {"elbe:gist": "So"}
    assert members(claim(GIST, EVENT)) == {"elbe:gist": {"id": "event/e"}}


def test_values_of_every_kind_share_the_key_that_no_term_covers():
    kinds = [Literal("So"), Literal("So", language="de"), Literal("1944", datatype=NamedNode(XSD + "gYear")), EVENT]

    assert members(*(claim(GIST, value) for value in kinds)) == {
        "elbe:gist": [
            {"@value": "1944", "@type": "xsd:gYear"},
            "So",
            {"@value": "So", "@language": "de"},
            {"id": "event/e"},
        ]
    }


def test_numbers_and_booleans_are_native_only_if_they_come_back_the_same():
    integer, boolean = NamedNode(XSD + "integer"), NamedNode(XSD + "boolean")

    assert members(claim(COUNT, Literal("-7", datatype=integer))) == {"count": -7}
    assert members(claim(COUNT, Literal("07", datatype=integer))) == {"count": "07"}
    assert members(claim(COUNT, Literal("9" * 16, datatype=integer))) == {"count": "9" * 16}
    assert members(claim(JOINTLY, Literal("true", datatype=boolean))) == {"jointly": True}
    assert members(claim(JOINTLY, Literal("1", datatype=boolean))) == {"jointly": "1"}
    assert members(claim(GIST, Literal("7", datatype=integer))) == {"elbe:gist": 7}


def test_a_literal_that_reads_like_an_inner_node_stays_a_literal():
    assert members(
        claim(GIST, Literal(CLAIM.value + "#gist")), Quad(NamedNode(CLAIM.value + "#gist"), GIST, CLAIM)
    ) == {"elbe:gist": CLAIM.value + "#gist"}


@READERS
def test_ids_that_equal_terms_stay_ids(read):
    quads = {
        claim(predicate, NamedNode(ID + name))
        for name in TERMS
        for predicate in (SPEAKER, PREDICATE, term("rdf:type"), GIST)
    }

    assert read(serialize_dataset(quads, CONTEXT), "jsonld") == quads


@pytest.mark.parametrize("iri", MISLEADING)
def test_iris_that_would_be_read_as_prefixed_names_are_refused(iri):
    with pytest.raises(Unwritable, match="JSON-LD context"):
        serialize_dataset([claim(SPEAKER, NamedNode(iri))], CONTEXT)


@READERS
def test_literals_keep_their_lexical_forms(read):
    forms = [Literal(form, datatype=NamedNode(XSD + name)) for name in TYPED for form in TYPED[name]]
    quads = {claim(predicate, form) for predicate in (COUNT, JOINTLY, START, GIST) for form in forms}

    assert read(serialize_dataset(quads, CONTEXT), "jsonld") == quads


def test_order_and_repetition_of_the_quads_leave_no_trace():
    shuffled = RECORD * 3
    random.Random(7).shuffle(shuffled)

    assert serialize_dataset(shuffled, CONTEXT) == serialize_dataset(RECORD, CONTEXT)
    assert serialize_rooted(shuffled, EVENT, CONTEXT) == serialize_rooted(RECORD, EVENT, CONTEXT)


def test_text_is_readable_and_ends_its_last_line():
    text = serialize_dataset(RECORD, CONTEXT).decode()

    assert '\n      "id": "event/e",\n' in text
    assert "Встреча" in text
    assert text.endswith("\n}\n")


@pytest.mark.parametrize(
    "quads", [RECORD, [], [claim(COUNT, Literal(2))], [Quad(CLAIM, COUNT, Literal(2), DERIVED_GRAPH)]]
)
def test_what_is_written_piece_by_piece_is_laid_out_as_if_it_were_written_at_once(quads):
    text = serialize_dataset([*quads, *(Quad(*quad.triple, DERIVED_GRAPH) for quad in quads)], CONTEXT)

    assert text == jsonld.serialize(json.loads(text))


@READERS
@settings(max_examples=100, deadline=None)
@given(quads=DATASETS)
def test_a_dataset_comes_back_as_the_same_quads(read, quads):
    assert read(serialize_dataset(quads, CONTEXT), "jsonld") == quads


@READERS
@settings(max_examples=100, deadline=None)
@given(quads=GRAPHS)
def test_a_rooted_document_comes_back_as_the_same_triples(read, quads):
    assert read(serialize_rooted(quads, CLAIM, CONTEXT), "jsonld") == quads


@READERS
@BARE_CONTEXTS
@settings(max_examples=50, deadline=None)
@given(quads=DATASETS)
def test_any_context_will_do(read, context, quads):
    assert read(serialize_dataset(quads, context), "jsonld") == quads
