import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from support.words import DERIVED_GRAPH

from kb.derivation.derive import derive
from kb.errors import EntityDeprecated, EntityNotFound
from kb.namespaces import ID, expand
from kb.reading.description import describe
from kb.reading.lists import Lists
from kb.reading.rivals import answers_to
from kb.store.embedded import EmbeddedStore

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
<mention/w/person/b> oa:hasBody <person/b> ; oa:hasTarget <mention/w/person/b#at-3> .
<mention/w/person/b#at-3> oa:hasSource <source/w> .
<person/b2> owl:deprecated true ; dcterms:isReplacedBy <person/b> .
"""

COMPUTED = f"""
@base <{ID}> .
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<conflict/framing/c/other> a elbe:Conflict ; elbe:conflictType <conflict-type/framing> ; elbe:reason "They differ."@en ;
  elbe:between <claim/c>, <claim/other> ; elbe:onQuestion <question/q> ; elbe:byRule <rule/framing> .
<conflict/denial/c> a elbe:Conflict ; elbe:conflictType <conflict-type/denial> ; elbe:reason "One denies it."@en ;
  elbe:between <utterance/w/a/b>, <utterance/w/d> ; elbe:onClaim <claim/c> ; elbe:byRule <rule/denial> .
<question/q> elbe:status <status/disputed> ; elbe:byRule <rule/status> .
<claim/c> elbe:independentSources 1 .
<utterance/w/a> elbe:firstHand <utterance/w/a/b> .
<rule/framing> skos:prefLabel "Frames exclude each other."@en ; owl:versionInfo "1" ; elbe:computes elbe:between .
<rule/denial> skos:prefLabel "One denies."@en ; owl:versionInfo "2" ; elbe:computes elbe:between .
<rule/status> skos:prefLabel "Conflicts make disputes."@en ; owl:versionInfo "3" ; elbe:computes elbe:status .
<rule/independent> skos:prefLabel "Sources count once."@en ; owl:versionInfo "4" ; elbe:computes elbe:independentSources .
"""


@pytest.fixture
def store():
    computed = (Quad(*quad.triple, DERIVED_GRAPH) for quad in parse(COMPUTED, RdfFormat.TURTLE))
    return EmbeddedStore.holding([*parse(RECORD, RdfFormat.TURTLE), *computed])


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


def test_an_entity_is_told_with_the_passages_that_name_it(store):
    subjects, _ = told(store, "person/b")

    assert {"mention/w/person/b", "mention/w/person/b#at-3"} <= subjects


def test_what_else_a_speaker_says_is_not_told_of_a_question(store):
    subjects, _ = told(store, "question/q")

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


# what rules compute


@pytest.mark.parametrize("path", ["claim/c", "claim/other", "question/q"])
def test_a_conflict_is_told_with_type_reason_rule_and_rivals(store, path):
    description = describe(store, NamedNode(ID + path), 100)
    conflict = NamedNode(f"{ID}conflict/framing/c/other")
    told_of_it = {(t.predicate.value, t.object.value) for t in description.triples if t.subject == conflict}
    texts = {t.object.value for t in description.triples if isinstance(t.object, Literal)}

    assert told_of_it == {
        (expand("rdf:type"), expand("elbe:Conflict")),
        (expand("elbe:conflictType"), f"{ID}conflict-type/framing"),
        (expand("elbe:reason"), "They differ."),
        (expand("elbe:between"), f"{ID}claim/c"),
        (expand("elbe:between"), f"{ID}claim/other"),
        (expand("elbe:onQuestion"), f"{ID}question/q"),
        (expand("elbe:byRule"), f"{ID}rule/framing"),
    }
    assert {"Frames exclude each other.", "It was so.", "It was otherwise."} <= texts
    assert NamedNode(f"{ID}person/d") in {
        t.object for t in description.triples if t.predicate.value == expand("elbe:speaker")
    }


def test_a_rival_is_told_with_those_who_say_it(store):
    subjects, _ = told(store, "claim/other")

    assert {"claim/c", "utterance/w/a/b", "utterance/w/a", "utterance/w/a#passage.selector"} <= subjects


def test_a_denial_is_told_of_the_claim_that_it_is_over_and_of_who_has_part_in_it(store):
    for path in ("claim/c", "utterance/w/d", "question/q"):
        assert "One denies it." in told(store, path)[1]
    assert "One denies it." not in told(store, "claim/other")[1]


def test_what_is_computed_is_known_from_what_is_stated_and_names_its_rule(store):
    description = describe(store, NamedNode(f"{ID}claim/c"), 100)
    computed = {triple.predicate.value for triple in description.computed}
    rules = {
        (t.subject.value, t.object.value) for t in description.triples if t.predicate.value == expand("elbe:computes")
    }

    assert {expand("elbe:independentSources"), expand("elbe:status"), expand("elbe:conflictType")} <= computed
    assert not {expand("elbe:gist"), expand("elbe:speaker"), expand("oa:start")} & computed
    assert rules == {(f"{ID}rule/independent", expand("elbe:independentSources"))}
    assert description.computed <= set(description.triples)


@pytest.mark.parametrize("path", ["conflict/denial/c", "rule/status"])
def test_what_only_rules_make_has_a_document(store, path):
    assert path in told(store, path)[0]


# how often the store is asked


class CountingStore(EmbeddedStore):
    """A store that counts the queries it answers."""

    asked = 0

    def select(self, query):
        self.asked += 1
        return super().select(query)


@pytest.fixture(scope="module")
def whole(record):
    quads = record.default_graph()
    return CountingStore.holding([*quads, *derive(quads)])


@pytest.mark.parametrize(
    "path",
    [
        "claim/serbia-rapes-end-of-1944",
        "organization/red-army",
        "person/ivan-konev",
        "person/joseph-stalin",
        "place/germany",
        "source/atrocities-encyclopedia",
        "source/serbia-wiki",
    ],
)
def test_a_thing_is_described_by_about_ten_queries_whatever_its_size(whole, path):
    whole.asked = 0
    describe(whole, NamedNode(ID + path), 500)

    assert whole.asked <= 13


def test_the_answers_to_a_question_are_told_by_sixteen_queries_however_many_there_are(whole):
    whole.asked = 0
    answers = answers_to(Lists(whole), NamedNode(ID + "question/event/soviet-rapes-in-yugoslavia-1944/case-count/rape"))

    assert len(answers) > 3
    assert whole.asked <= 16


@pytest.mark.parametrize(
    ("list_name", "items"), [("claims", 100), ("entities", 100), ("questions", 100), ("sources", 5)]
)
def test_a_page_of_a_list_is_told_by_as_many_queries_whatever_its_length(whole, list_name, items):
    lists = Lists(whole)
    found = lists.items(list_name, {})[:items]
    whole.asked = 0
    lists.describe(list_name, found)

    assert len(found) == items
    assert whole.asked <= 6
