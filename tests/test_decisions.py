"""The sixteen decisions on the model of 30 November 2026: each has a test here that names it by its number.

What belongs to work that is still to come is shown there: 10 in each profile of the exporter, 11 where a second corpus
has a base and terms of its own, 14 where releases are kept and compared, 16 where corpora from elsewhere are built.
"""

import tomllib
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse
from support.made_record import Said, computed, count, framed, made
from support.small_record import FILES, UTTERANCES, write_seeds
from support.words import CORE, DERIVED_GRAPH, ONTOLOGY_GRAPH

from kb import resources
from kb.authoring import published
from kb.authoring.files import file
from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.errors import SeedErrors
from kb.model import context
from kb.namespaces import ID, ONTOLOGY, PREFIXES, compact, expand, term
from kb.rdf.formats import JSON_LD, write_graph
from kb.reading.conflicts import disputes
from kb.reading.description import describe
from kb.release import recipe, statistics
from kb.store.embedded import EmbeddedStore
from kb.validation.checks import validate

HEDGED = " ; elbe:hedge <hedge/usually>"
ENDORSING = "; elbe:endorses <utterance/chronicle/said-1>"
STATUSES = {
    "withdrawn",
    "disputed",
    "several-answers",
    "unreadable",
    "agreeing-sources",
    "one-source",
    "not-maintained",
}
OBJECT = '{value: "1200", unit: unit/person, precision: precision/approximate}'
CLAIM = "    - id: claim/crossing-strength\n"


@pytest.fixture(scope="module")
def authored(record) -> list[Quad]:
    return record.default_graph()


@pytest.fixture(scope="module")
def derived(authored) -> list[Quad]:
    return derive(authored)


@pytest.fixture(scope="module")
def store(authored, derived) -> EmbeddedStore:
    """The whole dataset that is shipped."""
    return EmbeddedStore.holding([*authored, *derived, *CORE.graph()])


def ask(store: EmbeddedStore, query: str) -> list[tuple[str, ...]]:
    """The rows of a query on the union of all graphs, as `/sparql` asks it."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    results = store.store.query(prefixes + query, use_default_graph_as_union=True, base_iri=ID)
    assert isinstance(results, QuerySolutions)
    return [tuple(value.value.removeprefix(ID) for value in row if value) for row in results]


def conflicts(*said: Said) -> list[SimpleNamespace]:
    quads = made(said)
    found = disputes(EmbeddedStore.holding([*quads, *derive(quads)]))
    return [SimpleNamespace(**dispute.head) for dispute in found]


def statuses(*said: Said) -> set[str]:
    return {status.removeprefix("status/") for _, status in computed("elbe:status", *said)}


def with_utterances(folder, old: str, new: str):
    assert UTTERANCES.count(old) == 1
    return write_seeds(folder, FILES | {"sources/chronicle/utterances.yaml": UTTERANCES.replace(old, new)})


def test_decision_1_an_object_is_a_thing_or_a_figure_a_time_or_a_text_of_its_claim(store, authored):
    objects = {quad.object for quad in authored if quad.predicate == term("rdf:object")}
    known = {quad.subject for quad in store.store}
    inner = ask(
        store,
        "SELECT DISTINCT ?class { ?claim rdf:object ?object . ?object a ?class FILTER CONTAINS(STR(?object), '#object') }",
    )

    assert all(isinstance(value, NamedNode) for value in objects)
    assert objects <= known
    assert {compact(class_) for (class_,) in inner} == {"crm:E54_Dimension", "crm:E52_Time-Span", "elbe:Text"}


def test_decision_1_a_date_that_a_claim_gives_has_bounds(tmp_path):
    quads = load(with_utterances(tmp_path, OBJECT, "{date: 1945-04}")).quads

    told = {compact(q.predicate.value): q.object.value for q in quads if q.subject.value.endswith("#object")}
    assert told["crm:P82a_begin_of_the_begin"] == "1945-04-01"
    assert told["crm:P82b_end_of_the_end"] == "1945-04-30"


def test_decision_2_a_stub_holds_only_what_the_record_holds_and_stands_each_time():
    quads = made([framed("a", "liberation"), Said("a", speaker="anna", stance="denies", source="annals")])
    description = describe(EmbeddedStore.holding(quads), NamedNode(f"{ID}claim/a"), 10)
    text = write_graph(description.triples, JSON_LD.name, description.entity, context=context.words(CORE))

    assert {quad.triple for quad in parse(text, RdfFormat.JSON_LD)} <= {quad.triple for quad in quads}
    assert text.count(b'"id": "person/anna"') == 2
    assert text.count(b'"en": "Anna"') == 2


def test_decision_2_a_nested_node_with_no_other_keys_is_a_reference(tmp_path):
    stub = "denies: {id: claim/crossing-strength, type: elbe:Claim, label: {en: Of no account}}"
    nested = load(with_utterances(tmp_path / "nested", "denies: claim/crossing-strength", stub))

    assert set(nested.quads) == set(load(write_seeds(tmp_path / "plain", FILES)).quads)


def test_decision_3_every_text_has_a_language_and_every_key_of_texts_is_a_language_map(authored):
    texts = {quad.predicate.value for quad in authored if isinstance(quad.object, Literal) and quad.object.language}
    keys = {expand(key.iri): key for key in context.authored_keys().values()}

    assert [compact(iri) for iri in texts & keys.keys() if not keys[iri].is_text] == []


def test_decision_3_a_bare_string_is_in_the_language_of_the_corpus(tmp_path):
    languages = FILES["elbe.toml"].replace('["en", "sr-latn"]', '["sr-latn", "en"]')
    quads = load(write_seeds(tmp_path, FILES | {"elbe.toml": languages})).quads

    assert {quad.object.language for quad in quads if quad.predicate == term("elbe:gist")} == {"sr-latn"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"time": "1944"}, {"time": "1945"}, None),
        ({"time": "1944/1945"}, {"time": "1945"}, "Not all of these can hold"),
        ({"place": "left-bank"}, {"place": "right-bank"}, None),
        ({"place": "left-bank"}, {"place": "valley"}, None),
        ({"place": "valley"}, {"place": "left-bank"}, "Not all of these can hold"),
        ({"time": "1944"}, {}, "time not stated"),
        ({}, {"place": "valley"}, "place not stated"),
    ],
)
def test_decision_4_answers_conflict_where_their_scopes_allow_it(one, other, reason):
    found = conflicts(count("fewer", "exact 900", **one), count("more", "exact 1300", **other))

    assert [reason in conflict.reason for conflict in found] == ([True] if reason else [])


def test_decision_4_a_claim_that_names_no_question_answers_the_one_without_scope(tmp_path):
    asked = "      answers: question/event/crossing/person-count/person\n"
    unnamed = load(with_utterances(tmp_path / "unnamed", asked, ""))

    assert set(unnamed.quads) == set(load(write_seeds(tmp_path / "named", FILES)).quads)


def test_decision_5_a_hedged_framing_is_one_of_several_answers_and_excludes_none():
    said = [framed("a", "liberation", more=HEDGED), framed("b", "occupation")]

    assert statuses(*said) == {"several-answers"}
    assert conflicts(*said) == []


def test_decision_5_a_hedge_is_part_of_what_a_claim_is():
    def twice(more: str) -> bool:
        quads = made([framed("a", "liberation"), framed("b", "liberation", more=more)])
        return "claim_twice" in {finding.rule for finding in validate(quads, [])}

    assert (twice(""), twice(HEDGED)) == (True, False)


@pytest.mark.parametrize(("figure", "kinds"), [("exact 1200", 1), ("exact 1199", 0), ("at-least 1200", 1)])
def test_decision_5_nearly_a_figure_is_less_than_it(figure, kinds):
    assert len(conflicts(count("a", "nearly 1200"), count("b", figure))) == kinds


def test_decision_6_who_endorses_is_no_further_source():
    alone, endorsing = framed("a", "liberation"), Said("a", source="annals", also=ENDORSING)

    assert statuses(alone, Said("a", source="annals")) == {"agreeing-sources"}
    assert statuses(alone, endorsing) == {"one-source"}


def test_decision_7_a_status_is_one_of_seven_and_a_conflict_is_a_dispute(store):
    status = dict(ask(store, "SELECT ?question ?status { ?question elbe:status ?status }"))
    disputed = {
        row[0] for row in ask(store, "SELECT ?question { ?conflict a elbe:Conflict ; elbe:onQuestion ?question }")
    }

    assert {value.removeprefix("status/") for value in status.values()} <= STATUSES
    assert disputed
    assert {status[question] for question in disputed} == {"status/disputed"}


def test_decision_7_verdicts_of_editors_change_no_status(authored, derived):
    assessments = {quad.subject for quad in authored if quad.object == term("elbe:Assessment")}
    without = derive([quad for quad in authored if quad.subject not in assessments])

    def told(quads: list[Quad]) -> set[Quad]:
        return {quad for quad in quads if quad.predicate == term("elbe:status")}

    assert assessments
    assert told(without) == told(derived)


def test_decision_8_there_is_one_conflict_for_each_type_and_what_it_is_over(store):
    rows = ask(
        store,
        """SELECT ?conflict ?type ?over {
          ?conflict a elbe:Conflict ; elbe:conflictType ?type ; elbe:onQuestion ?question .
          OPTIONAL { ?conflict elbe:onClaim ?claim }
          BIND(COALESCE(?claim, ?question) AS ?over)
        }""",
    )

    assert rows
    for conflict, type, over in rows:
        assert conflict == f"conflict/{type.partition('/')[2]}/{over.partition('/')[2]}"
    assert max(Counter((type, over) for _, type, over in rows).values()) == 1


def test_decision_8_what_rests_on_an_implication_says_so():
    implied = framed("a", "liberation", also="; elbe:byImplication <claim/a>")
    said = [implied, framed("b", "occupation")]

    assert {basis for _, basis in computed("elbe:restsOnInference", *said)} == {"inference/implication"}
    assert computed("elbe:restsOnInference", framed("a", "liberation"), framed("b", "occupation")) == set()


def test_decision_9_three_graphs_without_blank_nodes_answer_as_one(store):
    assert set(store.store.named_graphs()) == {DERIVED_GRAPH, ONTOLOGY_GRAPH}
    assert {quad.graph_name for quad in store.store} == {DefaultGraph(), DERIVED_GRAPH, ONTOLOGY_GRAPH}
    assert not any(isinstance(node, BlankNode) for quad in store.store for node in (quad.subject, quad.object))
    answers = """SELECT ?title ?status ?label { ?question a elbe:Question ; skos:prefLabel ?title ; elbe:onPredicate ?predicate ;
      elbe:status ?status . ?predicate rdfs:label ?label }"""
    assert len(ask(store, answers)) > 1000


def test_decision_9_all_that_matches_something_elsewhere_is_justified_by_a_mapping(store):
    matches = "skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch"
    matched = ask(store, f"SELECT DISTINCT ?thing {{ VALUES ?match {{ {matches} }} ?thing ?match ?other }}")
    justified = ask(store, "SELECT DISTINCT ?thing { ?mapping owl:annotatedSource ?thing }")

    assert matched
    assert set(matched) - set(justified) == set()


def test_decision_10_no_graph_and_no_two_graphs_state_what_a_claim_says(store):
    direct = ask(store, "SELECT ?claim { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }")

    assert direct == []


def test_decision_11_terms_and_lists_of_the_core_have_iris_of_the_software():
    terms = {triple.subject.value for triple in CORE.declared}
    lists = {triple.subject.value for triple in CORE.listed}

    ours = (ONTOLOGY, ONTOLOGY.removesuffix("#"))
    assert [iri for iri in terms if iri.startswith("https://w3id.org/elbe/") and not iri.startswith((*ours, ID))] == []
    assert [iri for iri in lists if not iri.startswith((ID, *ours))] == []


def test_decision_12_what_was_published_stays_or_leaves_a_tombstone(tmp_path):
    gone = write_seeds(tmp_path, FILES | {"published.txt": "person/anna\nperson/carla\n"})

    with pytest.raises(SeedErrors, match=r"published\.txt:2: .*person/carla.*tombstone"):
        load(gone)


def test_decision_12_all_that_a_cut_version_defines_is_published(record):
    missing = published.unlisted(file(resources.folder("seeds"), published.NAME), _defined(record))

    assert "-" in record.corpus.version or missing == []


def _defined(record) -> set[str]:
    return {iri.removeprefix(ID) for iri in record.places if iri.startswith(ID) and "#" not in iri}


def test_decision_13_what_is_deprecated_leaves_a_tombstone_out_of_all_that_is_counted(tmp_path):
    why = "".join(f"      {line}\n" for line in ("deprecated: true", "reason: {en: Read wrongly.}", "date: 2026-11-30"))
    quads = load(with_utterances(tmp_path, CLAIM, CLAIM + why)).default_graph()
    claim = NamedNode(f"{ID}claim/crossing-strength")

    told = {compact(quad.predicate.value) for quad in quads if quad.subject == claim}
    assert told == {"rdf:type", "owl:deprecated", "elbe:reason", "dcterms:date"}
    counts = {quad.object.value for quad in derive(quads) if quad.predicate == term("elbe:answerCount")}
    assert counts == {"0"}


def test_decision_14_version_and_date_are_those_that_the_corpus_states(record):
    stated = tomllib.loads(resources.read_text("seeds/elbe.toml"))
    told = {compact(t.predicate.value): t.object.value for t in statistics.edition(record.corpus, "0123", CORE.dataset)}

    assert (record.corpus.version, record.corpus.date) == (stated["version"], stated["date"])
    assert isinstance(stated["date"], date)
    assert (told["owl:versionInfo"], told["dcterms:issued"]) == (stated["version"], stated["date"].isoformat())
    assert stated["version"] in told["dcterms:bibliographicCitation"]


def test_decision_14_caches_have_a_recipe_of_their_own():
    assert "kb/search" in recipe.CACHE_INPUTS
    assert "kb/search" not in recipe.INPUTS


def test_decision_15_a_historical_state_is_an_organization_and_no_place_is_the_same_item(store):
    states = ask(store, "SELECT ?state ?item { ?state a elbe:Organization ; skos:exactMatch ?item }")
    lands = ask(store, "SELECT ?place ?item { ?place a elbe:Place ; skos:exactMatch ?item }")

    assert ("organization/soviet-union", f"{PREFIXES['wd']}Q15180") in states
    assert {item for _, item in states} & {item for _, item in lands} == set()
